/*
 * Timers that sleep until they are due.  Xt's own wait in whole milliseconds,
 * rounded down, and ask the kernel again and again for the rest: fifty of
 * them a second cost more than all that is painted.
 *
 * A timer is a descriptor (timerfd) that Xt watches like any other.  It goes
 * off once for each start.  The struct belongs to the caller and stays where
 * it is.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_TIMER_H
#define GUI_TOOLKIT_TIMER_H

#include <X11/Intrinsic.h>
#include <stdbool.h>
#include <stdint.h>

struct timer {
	int fd;
	int64_t due_ns;		/* monotonic; 0: it does not run */
	void (*due)(void *context);
	void *context;
};

/* False, with errno, without descriptors. */
bool timer_init(struct timer *timer, XtAppContext app,
    void (*due)(void *context), void *context);
/* One that runs already is due at the sooner of both times. */
void timer_start(struct timer *timer, long ms);

#endif
