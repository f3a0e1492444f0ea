/* The screen of an Xvfb, mapped. */
#include "bench/screen.h"

#include <X11/XWDFile.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

#define DARK 0x90	/* green below that: letters, no background */

void
screen_open(struct screen *screen, const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct stat status;
	const XWDFileHeader *head;

	if (fd < 0 || fstat(fd, &status) != 0 ||
	    (head = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED,
	    fd, 0)) == MAP_FAILED || ntohl(head->bits_per_pixel) != 32) {
		perror(file);
		exit(1);
	}
	screen->width = (int)ntohl(head->pixmap_width);
	screen->height = (int)ntohl(head->pixmap_height);
	screen->line_bytes = (int)ntohl(head->bytes_per_line);
	screen->pixels = (const unsigned char *)head +
	    ntohl(head->header_size) + ntohl(head->ncolors) * sizeof(XWDColor);
}

struct part
screen_part(const struct screen *screen, char *const *words)
{
	struct part part = { atoi(words[0]), atoi(words[1]), atoi(words[2]),
	    atoi(words[3]) };

	if (part.x < 0 || part.y < 0 || part.width <= 0 || part.height <= 0 ||
	    part.x + part.width > screen->width ||
	    part.y + part.height > screen->height) {
		fprintf(stderr, "not on the screen: %d %d %d %d\n", part.x,
		    part.y, part.width, part.height);
		exit(2);
	}
	return part;
}

static const uint32_t *
line_of(const struct screen *screen, struct part part, int y)
{
	/* Its changes are seen: nothing else is read between two calls. */
	return (const uint32_t *)(const void *)(uintptr_t)(screen->pixels +
	    (size_t)(part.y + y) * (size_t)screen->line_bytes) + part.x;
}

__attribute__((noinline)) long
screen_ink(const struct screen *screen, struct part part, int step)
{
	const uint32_t *line;
	long ink = 0;
	int x, y;

	for (y = 0; y < part.height; y += step) {
		line = line_of(screen, part, y);
		for (x = 0; x < part.width; x++)
			ink += (line[x] >> 8 & 0xff) < DARK;
	}
	return ink;
}

__attribute__((noinline)) bool
screen_has(const struct screen *screen, struct part part, int step,
    uint32_t rgb)
{
	const uint32_t *line;
	int x, y;

	for (y = 0; y < part.height; y += step) {
		line = line_of(screen, part, y);
		for (x = 0; x < part.width; x++)
			if ((line[x] & 0xffffff) == rgb)
				return true;
	}
	return false;
}

__attribute__((noinline)) uint32_t
screen_hash(const struct screen *screen, struct part part)
{
	const uint32_t *line;
	uint32_t hash = 2166136261u;
	int x, y;

	for (y = 0; y < part.height; y++) {
		line = line_of(screen, part, y);
		for (x = 0; x < part.width; x++)
			hash = (hash ^ (line[x] & 0xffffff)) * 16777619u;
	}
	return hash;
}

double
screen_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void
screen_sleep_ms(double ms)
{
	double until = screen_ms() + ms, left;
	struct timespec pause;

	while ((left = until - screen_ms()) > 0) {
		pause.tv_sec = (time_t)(left / 1e3);
		pause.tv_nsec = (long)((left - 1e3 * (double)pause.tv_sec) *
		    1e6);
		nanosleep(&pause, NULL);
	}
}

static int
by_value(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return *one < *other ? -1 : *one > *other;
}

void
screen_print_ms(double *values, int count)
{
	if (count == 0) {
		printf("none\n");
		return;
	}
	qsort(values, (size_t)count, sizeof(values[0]), by_value);
	printf("%d: median %.1f, 95 %% %.1f, worst %.1f ms\n", count,
	    values[count / 2], values[(count * 95 + 99) / 100 - 1],
	    values[count - 1]);
}
