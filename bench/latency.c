/*
 * How long until it is on the screen: a change in the table, a message, or
 * what a key does.
 *
 * usage: latency FRAME-BUFFER X Y WIDTH HEIGHT COUNT row LOAD-PID
 *        latency FRAME-BUFFER X Y WIDTH HEIGHT COUNT message LOAD-PID RRGGBB
 *        latency FRAME-BUFFER X Y WIDTH HEIGHT COUNT pictures -
 *        latency FRAME-BUFFER X Y WIDTH HEIGHT COUNT key KEY...
 *
 * row and message are made by window_load, see there; what is timed begins
 * before it is told to.  A row is there when the part of the screen is
 * another one, a message when something in it has its colour.  pictures is how
 * long each picture of the part stays.  The keys are
 * pressed in turn, and each must change the part, which nothing else may.
 */
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/screen.h"

#define LOOK_MS		0.3
#define GIVE_UP_MS	2000
#define COUNT_MAX	1000
#define KEYS_MAX	4
#define COLOUR_STEP	3

static struct screen screen;
static struct part part;
static double values[COUNT_MAX];
static int count;

/* Until the part is another one than before (or has a colour, or not). */
static bool
wait_for(bool (*is)(uint32_t), uint32_t what)
{
	double begun = screen_ms();

	while (!is(what)) {
		if (screen_ms() - begun > GIVE_UP_MS)
			return false;
		screen_sleep_ms(LOOK_MS);
	}
	return true;
}

static bool
differs(uint32_t hash)
{
	return screen_hash(&screen, part) != hash;
}

static bool
has(uint32_t rgb)
{
	return screen_has(&screen, part, COLOUR_STEP, rgb);
}

static bool
lacks(uint32_t rgb)
{
	return !has(rgb);
}

static void
took(double begun, bool seen)
{
	if (seen)
		values[count++] = screen_ms() - begun;
	else
		printf("[not seen] ");
}

static void
pause_between(void)
{
	screen_sleep_ms(150 + rand() % 400);
}

static void
time_rows(int wanted, pid_t load)
{
	uint32_t before;
	double begun;

	while (wanted-- > 0) {
		pause_between();
		before = screen_hash(&screen, part);
		begun = screen_ms();
		kill(load, SIGUSR1);
		took(begun, wait_for(differs, before));
	}
}

/* The next one can be told from this one when that has scrolled away. */
static void
time_messages(int wanted, pid_t load, uint32_t rgb)
{
	double begun;

	while (wanted-- > 0) {
		kill(load, SIGHUP);
		(void)wait_for(lacks, rgb);
		pause_between();
		begun = screen_ms();
		kill(load, SIGUSR2);
		took(begun, wait_for(has, rgb));
	}
}

static void
time_pictures(int wanted)
{
	double begun = screen_ms();

	while (wanted-- > 0) {
		took(begun, wait_for(differs, screen_hash(&screen, part)));
		begun = screen_ms();
	}
}

static void
press(Display *display, const char *name)
{
	KeyCode code = XKeysymToKeycode(display, XStringToKeysym(name));

	XTestFakeKeyEvent(display, code, True, 0);
	XTestFakeKeyEvent(display, code, False, 30);
	XFlush(display);
}

/* Each key's times are printed for themselves. */
static void
time_keys(int wanted, char *const *keys, int key_count)
{
	static double times[KEYS_MAX][COUNT_MAX];
	Display *display = XOpenDisplay(NULL);
	int counts[KEYS_MAX] = { 0 };
	uint32_t before;
	double begun;
	int i, key;

	if (display == NULL || key_count > KEYS_MAX)
		exit(1);
	for (i = 0; i < wanted; i++) {
		pause_between();
		key = i % key_count;
		count = 0;
		before = screen_hash(&screen, part);
		begun = screen_ms();
		press(display, keys[key]);
		took(begun, wait_for(differs, before));
		if (count == 1)
			times[key][counts[key]++] = values[0];
	}
	for (key = 0; key < key_count; key++) {
		printf("%s %s, ", key == 0 ? "" : "   ", keys[key]);
		screen_print_ms(times[key], counts[key]);
	}
	XCloseDisplay(display);
}

int
main(int argc, char **argv)
{
	const char *kind = argc > 8 ? argv[7] : "";
	int wanted = argc > 8 ? atoi(argv[6]) : 0;

	if (wanted < 1 || wanted > COUNT_MAX) {
		fprintf(stderr, "usage: latency FRAME-BUFFER X Y WIDTH HEIGHT "
		    "COUNT row|message|pictures|key ...\n");
		return 2;
	}
	screen_open(&screen, argv[1]);
	part = screen_part(&screen, argv + 2);
	if (strcmp(kind, "row") == 0)
		time_rows(wanted, atoi(argv[8]));
	else if (strcmp(kind, "message") == 0 && argc > 9)
		time_messages(wanted, atoi(argv[8]),
		    (uint32_t)strtoul(argv[9], NULL, 16));
	else if (strcmp(kind, "pictures") == 0)
		time_pictures(wanted);
	else if (strcmp(kind, "key") == 0)
		time_keys(wanted, argv + 8, argc - 8);
	if (strcmp(kind, "key") != 0)
		screen_print_ms(values, count);
	return 0;
}
