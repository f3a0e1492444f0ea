/*
 * barewired's command line.
 *
 * Main only, once, before anything else.  Prints nothing: what is wrong, or
 * asked for, is a value.
 */
#ifndef SERVER_SETTINGS_H
#define SERVER_SETTINGS_H

#include "base/options.h"
#include "server/listener.h"

enum settings_result {
	SETTINGS_RUN,
	SETTINGS_HELP,
	SETTINGS_VERSION,
	SETTINGS_WRONG		/* error says what */
};

/* The options of server/options.def, for --help. */
void settings_options(struct option_set *set);

/* The texts of argv stay in the plan.  error is set with SETTINGS_WRONG. */
enum settings_result settings_read(struct listener_plan *plan, int argc,
    char **argv, struct listener_error *error);

#endif
