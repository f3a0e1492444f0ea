/*
 * Server > Start...: what the form says, as arguments of barewired.
 *
 * Pure; no X.
 */
#ifndef GUI_MODEL_START_H
#define GUI_MODEL_START_H

#include <stdbool.h>

#include "base/address.h"
#include "base/instance.h"
#include "base/labs.h"

#define START_PORT_SIZE	8
#define START_MORE_SIZE	160
#define START_MORE_MAX	16	/* words */
/* Program, instance, address, clients, lenient, ports, more, NULL. */
#define START_ARGS_MAX	(8 + 2 * LAB_COUNT + START_MORE_MAX)

struct start_form {
	char address[ADDRESS_SIZE];
	char ports[LAB_COUNT][START_PORT_SIZE];	/* number or "off" */
	char clients[START_PORT_SIZE];
	bool lenient;
	char more[START_MORE_SIZE];	/* other options, as in a shell */
};

struct start_args {
	char *argv[START_ARGS_MAX];
	char text[START_ARGS_MAX][INSTANCE_PATH_SIZE];
};

/* The defaults barewired has itself. */
void start_defaults(struct start_form *form);

/* NULL, or what is wrong with the form. */
const char *start_check(const struct start_form *form);

void start_arguments(const struct start_form *form, const char *program,
    const char *instance, struct start_args *args);

#endif
