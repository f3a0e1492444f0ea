/*
 * Telling whoever started the server how it is: systemd (Type=notify), by
 * datagrams of lines to the socket that NOTIFY_SOCKET names, as sd_notify(3)
 * describes them.
 *
 *	READY=1, MAINPID	at the start, when clients can come
 *	STATUS			"12 clients, 3 waiting"; when it has changed,
 *				and every two seconds at most
 *	WATCHDOG=1		twice in WATCHDOG_USEC, by the loop that
 *				accepts: a parent that hangs is silent
 *	STOPPING=1		at the shutdown
 *
 * Parent only, in its loop's thread; no child has the descriptor.  Without
 * NOTIFY_SOCKET all of it does nothing.  Nobody is waited for: what does not
 * get out is said again at the next tick.  No lock.
 */
#ifndef SERVER_NOTIFY_H
#define SERVER_NOTIFY_H

#include <stdint.h>

#include "server/listener.h"

/* Takes the variables out of the environment.  notify_say: what was wrong with
 * them, once there is a journal. */
void notify_open(void);
void notify_say(struct listener *listener);

/* From here on clients can come. */
void notify_ready(const struct listener *listener);
/* The start failed, for that reason. */
void notify_failed(const char *why);
void notify_stopping(const struct listener *listener);

/* At least so often, in milliseconds, notify_tick is to be called. */
int notify_each_ms(int most);
void notify_tick(const struct listener *listener, int64_t now_ns);

#endif
