/* replay: a capture as tail showed it when it happened, at its pace. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "ctl/command.h"
#include "ctl/stop.h"
#include "ctl/tail.h"
#include "ctl/tail_check.h"
#include "watch/message_filter.h"

/* How soon it is noticed that nobody reads any more. */
#define REPLAY_LOOK_MS	250

struct replay {
	const struct tail_form *form;
	struct filter filter;
	struct output output;
	struct tail_check check;
	double speed;
	int64_t from_ns;	/* wall time of the first record; 0: none yet */
	int64_t begun_ns;	/* monotonic */
	bool over;		/* nobody reads, or told to stop */
};

static void
replay_flush(struct replay *replay)
{
	if (!output_flush(&replay->output))
		replay->over = true;
}

/* Until what happened then is due. */
static void
replay_wait(struct replay *replay, int64_t wall_ns)
{
	struct pollfd reader = { .fd = STDOUT_FILENO };
	int64_t due_ns;
	int left_ms;

	if (replay->speed == 0 || wall_ns <= replay->from_ns)
		return;
	due_ns = replay->begun_ns +
	    (int64_t)((double)(wall_ns - replay->from_ns) / replay->speed);
	while (!replay->over && (left_ms = when_left_ms(due_ns)) > 0) {
		if (left_ms > REPLAY_LOOK_MS)
			left_ms = REPLAY_LOOK_MS;
		replay->over = (poll(&reader, 1, left_ms) > 0 &&
		    (reader.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) ||
		    stop_wanted();
	}
}

static void
replay_begin(struct replay *replay, const struct ctl_call *call,
    int64_t wall_ns)
{
	char time[WHEN_RFC3339_SIZE], path[256];

	replay->from_ns = wall_ns;
	replay->begun_ns = when_mono_ns();
	if (call->json)
		return;
	when_rfc3339(time, wall_ns);
	(void)text_escape(path, sizeof(path), call->capture.file,
	    strlen(call->capture.file));
	output_print(&replay->output, "RECORDED in %s, from %s on\n", path,
	    time);
}

/* What tail would have had from the server's feed: marks are judged here, as
 * they come. */
static void
replay_record(struct replay *replay, const struct ctl_call *call,
    struct feed_message *message)
{
	if (replay->from_ns == 0 && message->wall_ns != 0)
		replay_begin(replay, call, message->wall_ns);
	tail_check_message(&replay->check, message);
	if (message->event != FEED_LOST &&
	    (!feed_event_is_fed(message->event) ||
	    message->event == FEED_VERDICT ||
	    !tail_filter_match(&replay->filter, message)))
		return;
	replay_wait(replay, message->wall_ns);
	if (replay->over)
		return;
	if (message->event == FEED_LOST)
		replay->form->gap(&replay->output, message->message_bytes);
	else
		replay->form->message(&replay->output, message);
	replay_flush(replay);
}

static int
replay_run(struct replay *replay, const struct ctl_call *call,
    struct ctl_error *error)
{
	char fault[CAPTURE_FAULT_SIZE];
	struct capture_view *view = capture_view_open(call->capture.file,
	    &call->capture.wish, fault);
	struct feed_message message;
	int failure;

	if (view == NULL)
		return ctl_error(error, EXIT_USAGE, "%s: %s",
		    call->capture.file, fault);
	stop_init();
	while (!replay->over && !stop_wanted() &&
	    capture_view_next(view, &message))
		replay_record(replay, call, &message);
	capture_file_doubt(capture_view_facts(view), fault);
	capture_view_free(view);
	failure = replay->output.error;
	if (failure != 0 && failure != EPIPE)
		return ctl_error(error, EXIT_FAILURE, "could not write: %s",
		    strerror(failure));
	if (fault[0] != '\0' && !replay->over)
		(void)ctl_error(error, 0, "%s: %s", call->capture.file,
		    fault);
	return EXIT_SUCCESS;
}

int
command_replay(const struct ctl_call *call, struct ctl_error *error)
{
	struct replay replay = { .form = call->json ? &tail_json : &tail_text,
	    .output = { .recorded = true }, .speed = call->capture.speed };
	const char *fault = message_filter_parse(&replay.filter, call->filter);
	int code;

	if (fault != NULL)
		return ctl_error(error, EXIT_USAGE, "%s", fault);
	if (call->check && !tail_check_init(&replay.check))
		return ctl_error(error, EXIT_FAILURE, "no memory");
	code = replay_run(&replay, call, error);
	tail_check_free(&replay.check);
	output_free(&replay.output);
	return code;
}
