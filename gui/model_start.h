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
/* Program, instance, address, clients, lenient, ports, NULL. */
#define START_ARGS_MAX	(8 + 2 * LAB_COUNT)

struct start_form {
	char address[ADDRESS_SIZE];
	char ports[LAB_COUNT][START_PORT_SIZE];	/* number or "off" */
	char clients[START_PORT_SIZE];
	bool lenient;
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
