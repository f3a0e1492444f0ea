/*
 * Does it flicker?  Looks at parts of the screen thousands of times a second;
 * a dip is when the ink (dark pixels) falls under three quarters of its
 * median: something was cleared and then drawn.
 *
 * usage: flicker FRAME-BUFFER SECONDS NAME X Y WIDTH HEIGHT...
 * Prints a line for each part.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/screen.h"

#define PARTS_MAX	4
#define SAMPLES_MAX	1000000
#define LINES_STEP	3	/* letters are higher */
#define REST_MS		0.05	/* leaves something of the core to others */

struct watched {
	const char *name;
	struct part part;
	int ink[SAMPLES_MAX];
};

static int
by_size(const void *a, const void *b)
{
	const int *one = a, *other = b;

	return *one < *other ? -1 : *one > *other;
}

static void
report(const struct watched *watched, int count, double seconds)
{
	static int sorted[SAMPLES_MAX];
	int median, i, dips = 0;
	bool low = false;

	memcpy(sorted, watched->ink, (size_t)count * sizeof(int));
	qsort(sorted, (size_t)count, sizeof(int), by_size);
	median = sorted[count / 2];
	for (i = 0; i < count; i++) {
		if (watched->ink[i] * 4L < median * 3L && !low)
			dips++;
		low = watched->ink[i] * 4L < median * 3L;
	}
	printf("%s: %d dips in %.0f s, least ink %.0f %%, %.0f looks a "
	    "second\n", watched->name, dips, seconds,
	    median == 0 ? 0 : 100.0 * sorted[0] / median, count / seconds);
}

int
main(int argc, char **argv)
{
	static struct watched watched[PARTS_MAX];
	struct screen screen;
	int parts = (argc - 3) / 5, i, count = 0;
	double begun, seconds;

	if (argc < 8 || (argc - 3) % 5 != 0 || parts > PARTS_MAX) {
		fprintf(stderr, "usage: flicker FRAME-BUFFER SECONDS NAME X Y "
		    "WIDTH HEIGHT...\n");
		return 2;
	}
	screen_open(&screen, argv[1]);
	seconds = atof(argv[2]);
	for (i = 0; i < parts; i++) {
		watched[i].name = argv[3 + 5 * i];
		watched[i].part = screen_part(&screen, argv + 4 + 5 * i);
	}
	begun = screen_ms();
	while (screen_ms() - begun < seconds * 1e3 && count < SAMPLES_MAX) {
		for (i = 0; i < parts; i++)
			watched[i].ink[count] = (int)screen_ink(&screen,
			    watched[i].part, LINES_STEP);
		count++;
		screen_sleep_ms(REST_MS);
	}
	seconds = (screen_ms() - begun) / 1e3;
	for (i = 0; i < parts; i++)
		report(&watched[i], count, seconds);
	return 0;
}
