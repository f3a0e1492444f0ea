/*
 * Being told to stop: SIGINT, SIGTERM, SIGHUP and SIGQUIT set a flag, so that
 * a command takes its FIFO away and leaves the terminal as it was.
 *
 * barewirectl only.  The handlers interrupt system calls.
 */
#ifndef CTL_STOP_H
#define CTL_STOP_H

#include <stdbool.h>

/* Installs the handlers; writing to a closed pipe becomes an error. */
void stop_init(void);
bool stop_wanted(void);

#endif
