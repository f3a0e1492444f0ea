/*
 * What is wanted of a capture, out of the words on the command line.
 *
 * barewirectl only, before anything else.
 */
#ifndef CTL_ARGUMENTS_CAPTURE_H
#define CTL_ARGUMENTS_CAPTURE_H

#include "ctl/command.h"

/* The words as they were given; NULL: not at all. */
struct arguments_capture {
	const char *file;
	const char *speed;
	const char *only;
};

/* 0, or -1 with the error set. */
int arguments_capture(const struct arguments_capture *arguments,
    struct ctl_capture *capture, struct ctl_error *error);

#endif
