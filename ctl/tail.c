/* tail: every message as it comes, until interrupted or the server ends. */
#include "ctl/tail.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "ctl/attach.h"
#include "ctl/stop.h"
#include "ctl/tail_check.h"
#include "ctl/tail_hold.h"
#include "ctl/tail_past.h"
#include "watch/message_filter.h"

/* How soon an end is noticed, and a loss that nothing followed. */
#define TAIL_LOOK_MS	250
/* While a message waits for its verdict. */
#define TAIL_HELD_MS	20
/* Between two looks at the server, however much there is to print. */
#define TAIL_READ_BYTES	(256 * 1024)

struct tail {
	const struct tail_form *form;
	const struct name_at *client;	/* only hers; its name NULL: all */
	struct filter filter;
	struct output output;
	struct tail_past past;
	struct tail_check check;
	struct tail_hold hold;	/* where a judge says what is right */
	bool judged;		/* there is one */
	bool over;		/* nobody reads, or told to stop */
};

void
tail_gap_text(char out[TAIL_GAP_SIZE], uint64_t count)
{
	(void)snprintf(out, TAIL_GAP_SIZE, "%ju message%s lost",
	    (uintmax_t)count, count == 1 ? "" : "s");
}

static void
tail_flush(struct tail *tail)
{
	if (!output_flush(&tail->output))
		tail->over = true;
}

bool
tail_filter_match(const struct filter *filter,
    const struct feed_message *message)
{
	char words[FEED_NOTE_MAX + 64];

	if (message->event == FEED_MESSAGE)
		return message_filter_match(filter, message, NULL);
	(void)snprintf(words, sizeof(words), "%s %s",
	    feed_event_word(message->event), message->note);
	return message_filter_match(filter, message, words);
}

static bool
tail_wants(const struct tail *tail, const struct feed_message *message)
{
	return (tail->client->name == NULL ||
	    name_at_is(tail->client, message->name, message->lab)) &&
	    tail_filter_match(&tail->filter, message);
}

static void
tail_show(void *context, const struct feed_message *message)
{
	struct tail *tail = context;

	tail->form->message(&tail->output, message);
	tail_flush(tail);
}

static void
tail_checked(void *context, struct feed_message *message)
{
	struct tail *tail = context;

	if (!message->past)
		tail_past_end(&tail->past, tail_show, tail);
	if (message->event == FEED_LIVE || !tail_wants(tail, message))
		return;
	if (message->past)
		tail_past_keep(&tail->past, message);
	else
		tail_show(tail, message);
}

static void
tail_message(void *context, const struct feed_message *given)
{
	struct tail *tail = context;
	struct feed_message message = *given;

	if (tail->over)
		return;
	if (tail->judged) {
		tail_hold_take(&tail->hold, given, when_mono_ns());
		return;
	}
	if (given->event == FEED_VERDICT)
		return;
	tail_check_message(&tail->check, &message);
	tail_checked(tail, &message);
}

/* Shown for one client, too: they may have been its messages. */
static void
tail_gap(void *context, uint64_t count)
{
	struct tail *tail = context;

	if (tail->over)
		return;
	tail->form->gap(&tail->output, count);
	tail_flush(tail);
}
/* Waits for something to read.  A reader of ours that goes away is noticed
 * here, also when there is nothing to tell it. */
static void
tail_wait(struct tail *tail, int feed_fd)
{
	struct pollfd waits[2] = {
		{ .fd = feed_fd, .events = POLLIN },
		{ .fd = STDOUT_FILENO, .events = 0 },
	};

	if (poll(waits, 2, tail->judged && tail->hold.first != NULL ?
	    TAIL_HELD_MS : TAIL_LOOK_MS) > 0 &&
	    (waits[1].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
		tail->over = true;
}

static void
tail_run(struct tail *tail, struct watcher *watcher)
{
	while (!tail->over && !stop_wanted()) {
		tail_wait(tail, watcher_feed_fd(watcher));
		(void)watcher_feed_read(watcher, TAIL_READ_BYTES);
		tail_hold_tick(&tail->hold, when_mono_ns());
		if (!attach_live(watcher_poll(watcher)))
			return;
	}
}

/* Why it is over, for the exit code and for standard error. */
static int
tail_end(const struct tail *tail, const struct watcher *watcher,
    struct ctl_error *error)
{
	int failure = tail->output.error;

	if (failure != 0 && failure != EPIPE)
		return ctl_error(error, EXIT_FAILURE, "could not write: %s",
		    strerror(failure));
	if (tail->over || stop_wanted())
		return EXIT_SUCCESS;
	attach_say(watcher, error);
	return watcher_view(watcher)->state == WATCH_ENDED ? EXIT_SUCCESS :
	    EXIT_FAILURE;
}

int
command_tail(const struct ctl_call *call, struct ctl_error *error)
{
	struct tail tail = { .form = call->json ? &tail_json : &tail_text,
	    .client = &call->client };
	struct feed_sink sink = { &tail, tail_message, tail_gap };
	struct watcher *watcher;
	const char *fault = message_filter_parse(&tail.filter, call->filter);
	int code;

	if (fault != NULL)
		return ctl_error(error, EXIT_USAGE, "%s", fault);
	watcher = attach_open(call, error);
	if (watcher == NULL)
		return EXIT_FAILURE;
	tail_hold_init(&tail.hold, tail_checked, &tail);
	tail.judged = call->check && watcher_view(watcher)->judge_wall_ns > 0;
	if (call->check && !tail.judged && !tail_check_init(&tail.check)) {
		watcher_free(watcher);
		return ctl_error(error, EXIT_FAILURE, "no memory");
	}
	tail_past_init(&tail.past, (size_t)call->past);
	stop_init();
	if (watcher_feed_open(watcher, &sink) != 0) {
		code = ctl_error(error, EXIT_FAILURE, "%s",
		    watcher_error(watcher));
	} else {
		tail_run(&tail, watcher);
		tail_hold_end(&tail.hold);
		code = tail_end(&tail, watcher, error);
	}
	watcher_free(watcher);
	tail_past_free(&tail.past);
	tail_check_free(&tail.check);
	output_free(&tail.output);
	return code;
}
