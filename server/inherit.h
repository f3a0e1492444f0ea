/*
 * What a forked process does first: gives back what it must not keep.
 *
 * Children, log process and feeder, right after fork; no lock.  The parent runs
 * with its signals blocked (it reads them from a signalfd), so nothing arrives
 * between the fork and these calls.
 */
#ifndef SERVER_INHERIT_H
#define SERVER_INHERIT_H

#include <stddef.h>

/* parent, at its start: those that whoever started us left open, above what
 * any process of ours may have; nothing else ever closes them. */
void inherit_close_strays(void);

/* Closes every descriptor above 2 that is not in the list: one call
 * before, behind and between those of the list. */
void inherit_keep_fds(const int *fds, size_t count);

/* For the readers of the journal, which end when the table says so or the
 * parent has gone: every signal of the terminal and of a shutdown is the
 * parent's matter. */
void inherit_signals_ignored(void);

#endif
