/*
 * What is on the screen, seen without asking the X server: Xvfb with -fbdir
 * paints into a file (XWD format, X11/XWDFile.h) that is mapped here.
 * For screens of 32 bits a pixel.
 */
#ifndef BENCH_SCREEN_H
#define BENCH_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

struct screen {
	const volatile unsigned char *pixels;
	int width, height;
	int line_bytes;
};

struct part {
	int x, y, width, height;
};

/* Ends the program when it cannot be. */
void screen_open(struct screen *screen, const char *file);
/* Four words of a command line; ends the program when the part is not on
 * the screen. */
struct part screen_part(const struct screen *screen, char *const *words);

/* Pixels of each step-th line that are dark, as letters are. */
long screen_ink(const struct screen *screen, struct part part, int step);
/* Whether a pixel of each step-th line has this colour. */
bool screen_has(const struct screen *screen, struct part part, int step,
    uint32_t rgb);
uint32_t screen_hash(const struct screen *screen, struct part part);

/* Milliseconds of a clock, and of others taken with it. */
double screen_ms(void);
void screen_sleep_ms(double ms);
/* "N: median 3.0, 95 % 4.0, worst 5.0 ms" */
void screen_print_ms(double *values, int count);

#endif
