/* Timers on descriptors. */
#include "gui/toolkit/timer.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include "base/when.h"

static void
expired(XtPointer data, int *fd, XtInputId *id)
{
	struct timer *timer = data;
	uint64_t times;

	(void)id;
	if (read(*fd, &times, sizeof(times)) != (ssize_t)sizeof(times))
		return;		/* started again meanwhile */
	timer->due_ns = 0;
	timer->due(timer->context);
}

bool
timer_init(struct timer *timer, XtAppContext app, void (*due)(void *context),
    void *context)
{
	timer->due = due;
	timer->context = context;
	timer->due_ns = 0;
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
	struct itimerspec spec = { .it_value = { 0, 0 } };
	int64_t due_ns = when_mono_ns() + ms * NS_PER_MS;

	if (timer->due_ns != 0 && timer->due_ns <= due_ns)
		return;
	spec.it_value.tv_sec = due_ns / NS_PER_S;
	spec.it_value.tv_nsec = due_ns % NS_PER_S;
	if (timerfd_settime(timer->fd, TFD_TIMER_ABSTIME, &spec, NULL) == 0)
		timer->due_ns = due_ns;
}
