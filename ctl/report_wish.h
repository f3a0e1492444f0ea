/*
 * What a report is asked for on the command line.
 *
 * barewirectl only; plain data, whose texts are the command line's.
 */
#ifndef CTL_REPORT_WISH_H
#define CTL_REPORT_WISH_H

#include "wire/rule.h"

#define REPORT_MUSTS_MAX 16

struct report_wish {
	const char *format;	/* NULL: text */
	const char *class_file;	/* NULL: none */
	const char *capture;	/* a file; NULL: the server */
	unsigned lab;		/* LAB_COUNT: all */
	unsigned variants[LAB_COUNT];	/* bits; 0: any */
	long number_min, number_max;	/* max 0: the exercise's */
	enum rule musts[REPORT_MUSTS_MAX];
	unsigned must_count;
};

#endif
