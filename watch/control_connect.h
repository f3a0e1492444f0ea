/* Between the watch/control*.c files only. */
#ifndef WATCH_CONTROL_CONNECT_H
#define WATCH_CONTROL_CONNECT_H

#include "base/instance.h"

/*
 * Connects to the control socket of the instance's server, without waiting,
 * wherever that is: a descriptor, or -1 with errno
 *	ENOENT	there is no server
 *	EAGAIN	there is one that takes nothing: stopped, or busy
 *	ESRCH	there is another one than the process that was meant
 * or whatever else went wrong.
 */
int control_connect(const struct instance *instance);

#endif
