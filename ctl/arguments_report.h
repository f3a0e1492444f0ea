/*
 * What report is asked for, out of the words on the command line.
 *
 * barewirectl only, before anything else.
 */
#ifndef CTL_ARGUMENTS_REPORT_H
#define CTL_ARGUMENTS_REPORT_H

#include "ctl/command.h"

/* The words as they were given; NULL: not at all. */
struct arguments_report {
	const char *lab;
	const char *format;
	const char *range;
	const char *class_file;
	const char *capture;
	const char *variants[REPORT_MUSTS_MAX];
	unsigned variant_count;
	const char *musts[REPORT_MUSTS_MAX];
	unsigned must_count;
};

/* 0, or -1 with the error set. */
int arguments_report(const struct arguments_report *arguments,
    struct report_wish *wish, struct ctl_error *error);

#endif
