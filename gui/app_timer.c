/* Timers on descriptors. */
#include "gui/app_timer.h"

#include <stdint.h>
#include <sys/timerfd.h>
#include <unistd.h>

static void
expired(XtPointer data, int *fd, XtInputId *id)
{
	struct timer *timer = data;
	uint64_t times;

	(void)id;
	if (read(*fd, &times, sizeof(times)) != (ssize_t)sizeof(times))
		return;		/* started again meanwhile */
	timer->running = false;
	timer->due(timer->context);
}

bool
timer_init(struct timer *timer, XtAppContext app, void (*due)(void *context),
    void *context)
{
	timer->due = due;
	timer->context = context;
	timer->running = false;
	timer->fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK |
	    TFD_CLOEXEC);
	if (timer->fd < 0)
		return false;
	XtAppAddInput(app, timer->fd, (XtPointer)XtInputReadMask, expired,
	    timer);
	return true;
}

void
timer_start(struct timer *timer, long ms)
{
	struct itimerspec spec = { .it_value = { ms / 1000,
	    ms % 1000 * 1000000 } };

	if (ms <= 0)
		spec.it_value.tv_nsec = 1;	/* nought would disarm it */
	timer->running = timerfd_settime(timer->fd, 0, &spec, NULL) == 0;
}
