/*
 * barewirectl's command line: one list of options, one of commands.
 *
 * barewirectl only, before anything else.
 */
#ifndef CTL_ARGUMENTS_H
#define CTL_ARGUMENTS_H

#include <stdio.h>

#include "ctl/command.h"

typedef int command_function(const struct ctl_call *call,
    struct ctl_error *error);

enum arguments_result {
	ARGUMENTS_RUN,		/* call and run are set */
	ARGUMENTS_HELP,
	ARGUMENTS_VERSION,
	ARGUMENTS_WRONG,	/* error says what */
	ARGUMENTS_FAILED	/* the same, and the usage does not help */
};

enum arguments_result arguments_read(int argc, char **argv,
    struct ctl_call *call, command_function **run, struct ctl_error *error);

/* "usage: barewirectl ...", of that command, where there is such a one. */
void arguments_usage(FILE *out, const char *command);
/* Usage, commands and options. */
void arguments_help(FILE *out);

#endif
