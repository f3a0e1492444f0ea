/*
 * A received message as a command that sends it again.
 *
 * Pure; no X.  Quoted for a POSIX shell (curl with odd bytes: bash's $'').
 */
#ifndef GUI_MODEL_COMMAND_H
#define GUI_MODEL_COMMAND_H

#include "gui/model/log.h"

/* Both give malloc'ed text, the caller's, or NULL without memory or when the
 * message cannot be said that way; address is "HOST:PORT". */
char *command_nc(const struct log_entry *entry, const char *address);
char *command_curl(const struct log_entry *entry, const char *address);

/* The address to connect to for one that is listened on: any becomes
 * loopback. */
void command_address(const char *listening, char *out, size_t out_size);

#endif
