/*
 * A class: a file with a name a line, and behind it the labs that are asked of
 * her, "alice wait,calc"; without any, all.  '#' begins a comment.
 *
 * barewirectl only; the list is the caller's, to be freed.
 */
#ifndef CTL_REPORT_CLASS_H
#define CTL_REPORT_CLASS_H

#include <stddef.h>

#include "base/text.h"

struct report_pupil {
	char name[NAME_SIZE];
	unsigned labs;		/* bits */
};

struct report_class {
	struct report_pupil *pupils;
	size_t count;
};

/* NULL, or what is wrong, for the time being. */
const char *report_class_read(struct report_class *class, const char *path);
void report_class_free(struct report_class *class);

#endif
