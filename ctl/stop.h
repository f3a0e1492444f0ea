/*
 * Being told to stop: SIGINT, SIGTERM, SIGHUP and SIGQUIT set a flag, so that
 * a command takes its FIFO away and leaves the terminal as it was.
 *
 * barewirectl only.  The handlers interrupt system calls.
 */
#ifndef CTL_STOP_H
#define CTL_STOP_H

#include <signal.h>
#include <stdbool.h>

/* Installs the handlers; writing to a closed pipe becomes an error. */
void stop_init(void);

/* Holds those signals, and SIGWINCH, back: they come only in a ppoll with
 * the mask that is given, so that none falls between a look and a wait. */
void stop_block(sigset_t *open_mask);
bool stop_wanted(void);

#endif
