/*
 * barewire's command line, read.  main only; prints nothing, exits nowhere.
 */
#ifndef CLIENT_ARGUMENTS_H
#define CLIENT_ARGUMENTS_H

#include <stdbool.h>
#include <stdio.h>

#include "client/conversation.h"

struct arguments {
	struct conversation_plan plan;	/* .lab == LAB_COUNT: none was named */
	bool verbose;
	bool check;
	bool help;			/* asked for: nothing else counts */
	bool version;
	char fault[240];		/* what is wrong */
};

/* False: fault says why. */
bool arguments_read(struct arguments *arguments, int argc, char **argv);

/* The usage and the options, of the lab or (LAB_COUNT) of the program. */
void arguments_usage(unsigned lab, FILE *out);
void arguments_help(unsigned lab, FILE *out);

#endif
