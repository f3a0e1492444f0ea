/* A conversation, or a raw exchange, in Xt's event loop. */
#include "gui/client/link.h"

#include <poll.h>
#include <string.h>

#include "base/when.h"
#include "base/wording.h"

static void link_arm(struct link *link);

static enum conversation_state
link_state(const struct link *link)
{
	return link->raw != NULL ? raw_state(link->raw) :
	    conversation_state(link->conversation);
}

static void
link_ready(struct link *link, short events)
{
	if (link->raw != NULL)
		raw_ready(link->raw, events, when_mono_ns());
	else
		conversation_ready(link->conversation, events,
		    when_mono_ns());
	link_arm(link);
}

static void
link_event(void *context, const struct conversation_event *event)
{
	struct link *link = context;

	link->owner.event(link->owner.context, event,
	    link_state(link));
}

static void
link_unwatch(struct link *link)
{
	if (link->read_id != 0)
		XtRemoveInput(link->read_id);
	if (link->write_id != 0)
		XtRemoveInput(link->write_id);
	link->read_id = link->write_id = 0;
	link->fd = -1;
	link->events = 0;
}

static void
link_drop(struct link *link)
{
	link_unwatch(link);
	if (link->timer != 0)
		XtRemoveTimeOut(link->timer);
	link->timer = 0;
	link->deadline_ns = 0;
	conversation_free(link->conversation);
	raw_free(link->raw);
	link->conversation = NULL;
	link->raw = NULL;
}

static void
link_readable(XtPointer data, int *fd, XtInputId *id)
{
	(void)fd;
	(void)id;
	link_ready(data, POLLIN);
}

static void
link_writable(XtPointer data, int *fd, XtInputId *id)
{
	(void)fd;
	(void)id;
	link_ready(data, POLLOUT);
}

static void
link_alarm(XtPointer data, XtIntervalId *id)
{
	struct link *link = data;

	(void)id;
	link->timer = 0;
	link->deadline_ns = 0;
	if (link->raw != NULL)
		raw_tick(link->raw, when_mono_ns());
	else
		conversation_tick(link->conversation, when_mono_ns());
	link_arm(link);
}

/* Descriptors are reused, so a new one may have an old one's number: the
 * watch is set anew whenever a call could have changed it. */
static void
link_watch(struct link *link, const struct conversation_wants *wants)
{
	link_unwatch(link);
	link->fd = wants->fd;
	link->events = wants->events;
	if (wants->fd < 0)
		return;
	if (wants->events & POLLIN)
		link->read_id = XtAppAddInput(link->app, wants->fd,
		    (XtPointer)XtInputReadMask, link_readable, link);
	if (wants->events & POLLOUT)
		link->write_id = XtAppAddInput(link->app, wants->fd,
		    (XtPointer)XtInputWriteMask, link_writable, link);
}

static void
link_set_timer(struct link *link, int64_t deadline_ns)
{
	if (link->timer != 0 && link->deadline_ns == deadline_ns)
		return;
	if (link->timer != 0)
		XtRemoveTimeOut(link->timer);
	link->timer = 0;
	link->deadline_ns = deadline_ns;
	if (deadline_ns != 0)
		link->timer = XtAppAddTimeOut(link->app,
		    (unsigned long)when_left_ms(deadline_ns), link_alarm,
		    link);
}

/* After every call into the conversation. */
static void
link_arm(struct link *link)
{
	struct conversation_wants wants;
	enum conversation_state state = link_state(link);

	if (state == CONVERSATION_FINISHED || state == CONVERSATION_FAILED) {
		link_drop(link);
	} else {
		if (link->raw != NULL)
			raw_wants(link->raw, &wants);
		else
			conversation_wants(link->conversation, &wants);
		link_watch(link, &wants);
		link_set_timer(link, wants.deadline_ns);
	}
	link->owner.moved(link->owner.context, state);
}

void
link_init(struct link *link, XtAppContext app, const struct link_owner *owner)
{
	memset(link, 0, sizeof(*link));
	link->app = app;
	link->owner = *owner;
	link->fd = -1;
}

bool
link_start(struct link *link, const struct conversation_plan *plan)
{
	struct conversation_listener listener = {
		.context = link, .event = link_event
	};

	link_drop(link);
	link->conversation = conversation_new(plan, &listener);
	if (link->conversation == NULL)
		return false;
	conversation_start(link->conversation, when_mono_ns());
	link_arm(link);
	return true;
}

bool
link_send(struct link *link, const char *host, uint16_t port,
    const void *bytes, size_t len)
{
	struct conversation_listener listener = {
		.context = link, .event = link_event
	};
	bool done;

	if (link->raw == NULL) {
		link_drop(link);
		link->raw = raw_new(host, port, &listener);
	}
	if (link->raw == NULL)
		return false;
	done = raw_send(link->raw, bytes, len, when_mono_ns());
	link_arm(link);
	return done;
}

void
link_stop(struct link *link)
{
	if (!link_live(link))
		return;
	if (link->raw != NULL)
		raw_stop(link->raw, when_mono_ns());
	else
		conversation_stop(link->conversation, when_mono_ns());
	link_arm(link);
}

void
link_hold(struct link *link)
{
	if (link->conversation != NULL)
		conversation_pause(link->conversation);
}

void
link_resume(struct link *link, const struct conversation_plan *plan)
{
	if (link->conversation == NULL)
		return;
	conversation_resume(link->conversation, plan, when_mono_ns());
	link_arm(link);
}

bool
link_live(const struct link *link)
{
	return link->conversation != NULL || link->raw != NULL;
}

const char *
link_input(struct link *link, const char *line, size_t len)
{
	const char *fault;

	if (link->conversation == NULL)
		return wording_of("noConnection",
		    "There is no connection: Connect comes first.");
	fault = conversation_input(link->conversation, line, len,
	    when_mono_ns());
	link_arm(link);
	return fault;
}
