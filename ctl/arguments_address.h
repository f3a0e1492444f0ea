/*
 * An address on the command line, as the server writes it: "[::1]" of "::1".
 *
 * barewirectl only, before anything else; it asks nobody about names.
 */
#ifndef CTL_ARGUMENTS_ADDRESS_H
#define CTL_ARGUMENTS_ADDRESS_H

#include "ctl/command.h"

/* 0, or -1 with the error set; text may be NULL: none was given. */
int arguments_address(const char *text, char address[ADDRESS_SIZE],
    struct ctl_error *error);

#endif
