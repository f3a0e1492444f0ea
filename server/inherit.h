/*
 * What a forked process does first: gives back what it must not keep.
 *
 * Log process and children, right after fork.  The parent runs with its
 * signals blocked (it reads them from a signalfd), so nothing arrives
 * between the fork and these calls.
 */
#ifndef SERVER_INHERIT_H
#define SERVER_INHERIT_H

#include <stddef.h>

/* Closes every descriptor above 2 that is not in the list: one call where those
 * of the list follow each other. */
void inherit_keep_fds(const int *fds, size_t count);

/* For a process that ends when its pipe does: every signal of the terminal
 * and of a shutdown is the parent's matter. */
void inherit_signals_ignored(void);

#endif
