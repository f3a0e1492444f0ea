/* Attaching, with every way it can fail in a sentence. */
#include "ctl/attach.h"

#include <poll.h>

#include "watch/others.h"

/* Between two looks at a server that has not answered yet. */
#define ANSWER_MS 250

bool
attach_live(enum watch_state state)
{
	return state == WATCH_RUNNING || state == WATCH_STOPPING ||
	    state == WATCH_SILENT;
}

void
attach_say(const struct watcher *watcher, struct ctl_error *error)
{
	const struct watch_view *view = watcher_view(watcher);
	char text[OTHERS_TEXT_SIZE];

	switch (view->state) {
	case WATCH_NO_SERVER:
		(void)others_text(watcher_instance(watcher), text);
		(void)ctl_error(error, 0, "%s", text);
		break;
	case WATCH_ENDED:
		(void)ctl_error(error, 0, "the server has ended");
		break;
	case WATCH_CRASHED:
		(void)ctl_error(error, 0,
		    "the server has died without a goodbye");
		break;
	case WATCH_LAYOUT:
		(void)ctl_error(error, 0, "the server of instance \"%s\" is "
		    "of another version of Barewire", view->instance);
		break;
	default:
		(void)ctl_error(error, 0, "%s", watcher_error(watcher));
		break;
	}
}

struct watcher *
attach_open(const struct ctl_call *call, struct ctl_error *error)
{
	struct watcher *watcher = watcher_new(&call->instance);
	struct pollfd wait = { .events = POLLIN };

	if (watcher == NULL) {
		(void)ctl_error(error, 0, "out of memory");
		return NULL;
	}
	while (!attach_live(watcher_poll(watcher)) &&
	    watcher_asking_fd(watcher) != -1) {
		wait.fd = watcher_asking_fd(watcher);
		(void)poll(&wait, 1, ANSWER_MS);
	}
	if (attach_live(watcher_view(watcher)->state))
		return watcher;
	attach_say(watcher, error);
	watcher_free(watcher);
	return NULL;
}
