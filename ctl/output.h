/*
 * Standard output that may be slow or go away.
 *
 * barewirectl tail and replay only.  Lines are put together in memory and
 * written at once; a reader that does not read makes only this process wait,
 * and the
 * server count what it cannot feed it.
 */
#ifndef CTL_OUTPUT_H
#define CTL_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct output {
	char *text;
	size_t len;
	size_t size;
	int error;		/* errno of the first failure, 0: none */
	bool recorded;		/* what is told is not live: it is marked */
};

void output_add(struct output *output, const char *text, size_t len);
void output_print(struct output *output, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Writes what was added.  False when it failed or stop_wanted(). */
bool output_flush(struct output *output);
void output_free(struct output *output);

#endif
