/*
 * The command line of barewire check, read.  main only; prints nothing.
 */
#ifndef CHECK_ARGUMENTS_H
#define CHECK_ARGUMENTS_H

#include <stdio.h>

#include "check/plan.h"

struct check_arguments {
	struct plan plan;	/* .lab == LAB_COUNT: none was named */
	bool help, version;
	char fault[240];	/* what is wrong */
};

/* argv[0] is "check".  False: fault says why. */
bool check_arguments_read(struct check_arguments *arguments, int argc,
    char **argv);
void check_arguments_usage(FILE *out);
void check_arguments_help(FILE *out);

#endif
