/* Conversations in lines. */
#include "client/line_client.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/farewell.h"

/* A server that says "error" and means to close does so by then. */
#define REFUSAL_NS	NS_PER_S

void
line_client_begin(struct conversation *conversation,
    void (*message)(struct conversation *, const char *, size_t),
    void (*alarm)(struct conversation *))
{
	struct line_client *lines = lab_memory(conversation);

	frame_init(&lines->frame, FRAME_TEXT_MAX);
	lines->message = message;
	lines->alarm = alarm;
	lines->alarm_ns = 0;
	lines->open_ns = 0;
}

/* The nearest of our deadlines. */
static void
line_client_set(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);

	lab_wake(conversation, when_sooner(frame_deadline(&lines->frame),
	    when_sooner(lines->alarm_ns, lines->open_ns)));
}

/* What was held was no refusal. */
static void
line_client_release(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);

	if (!lines->defers)
		return;
	lines->defers = false;
	lines->message(conversation, lines->deferred, lines->deferred_len);
}

static void
line_client_take(struct conversation *conversation,
    const struct frame_message *message)
{
	struct line_client *lines = lab_memory(conversation);

	lab_heard(conversation, message->text, message->text_len);
	line_client_release(conversation);
	if (lines->open_ns == 0 || lines->heard) {
		lines->message(conversation, message->text,
		    message->text_len);
		return;
	}
	lines->heard = true;
	lines->defers = true;
	lines->deferred_len = message->text_len;
	memcpy(lines->deferred, message->text, message->text_len + 1);
}

static void
line_client_tell(struct conversation *conversation,
    const struct frame_message *message)
{
	/* A line end behind a gap would seem to follow. */
	lab_tell_cut(conversation, message->raw, message->unbroken,
	    message->wire_len - message->unbroken);
}

static void
line_client_pop(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);
	struct frame_message message;

	lines->popping = true;
	while (frame_pop(&lines->frame, lab_now(conversation), &message)) {
		line_client_tell(conversation, &message);
		if (message.end == FRAME_TELNET)
			continue;
		line_client_watch_newline(conversation, &message);
		if (message.cut)
			lab_warn(conversation, "the next message had %llu "
			    "bytes and was cut",
			    (unsigned long long)message.wire_len);
		line_client_take(conversation, &message);
	}
	lines->popping = false;
}

size_t
line_client_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct line_client *lines = lab_memory(conversation);
	size_t taken;

	line_client_pop(conversation);
	taken = frame_push(&lines->frame, bytes, len, lab_now(conversation),
	    lab_now(conversation));
	if (last && taken == len)
		frame_close(&lines->frame);
	line_client_pop(conversation);
	line_client_set(conversation);
	return taken;
}

/* What has no end yet will get none. */
void
line_client_parting(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);
	struct frame_message message;

	/* The listener stops at a message that is still in use. */
	if (lines->popping)
		return;
	frame_close(&lines->frame);
	while (frame_pop(&lines->frame, lab_now(conversation), &message))
		line_client_tell(conversation, &message);
}

void
line_client_open(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);
	/* Without a newline the name ends 100 ms later, too. */
	int64_t moment_ns = LINE_CLIENT_GAP_NS +
	    (line_client_name_runs_on(conversation) ? FRAME_PAUSE_NS : 0);

	line_client_say_name(conversation);
	lab_state(conversation, CONVERSATION_WAITING);
	lines->open_ns = lab_now(conversation) + moment_ns;
	line_client_set(conversation);
}

bool
line_client_opening(const struct line_client *lines)
{
	return lines->open_ns != 0;
}

bool
line_client_is_error(const char *text)
{
	return strncasecmp(text, "error", 5) == 0;
}

static void
line_client_opened(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);

	if (lines->defers && line_client_is_error(lines->deferred) &&
	    !lines->patient) {
		lines->patient = true;
		lines->open_ns = lab_now(conversation) + REFUSAL_NS;
		return;
	}
	line_client_release(conversation);
	lines->open_ns = 0;
	/* Whatever ends it from now on, the name does not. */
	lab_said(conversation, "", 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
}

void
line_client_woken(struct conversation *conversation)
{
	struct line_client *lines = lab_memory(conversation);
	int64_t now_ns = lab_now(conversation);

	line_client_pop(conversation);
	if (lines->open_ns != 0 && now_ns >= lines->open_ns)
		line_client_opened(conversation);
	if (lines->alarm_ns != 0 && now_ns >= lines->alarm_ns) {
		lines->alarm_ns = 0;
		lines->alarm(conversation);
	}
	line_client_set(conversation);
}

void
line_client_lost(struct conversation *conversation, const char *reason)
{
	struct line_client *lines = lab_memory(conversation);
	const char *text = lines->deferred;
	char escaped[512];

	if (!lines->defers || farewell_find(text, lines->deferred_len) !=
	    FAREWELL_NONE) {
		lab_gone(conversation, reason, "");
		return;
	}
	if (line_client_is_error(text))
		text += strspn(text + 5, ": ") + 5;
	(void)text_show(escaped, sizeof(escaped), text, strlen(text));
	lab_fail(conversation, "the server refused: %s", escaped);
}

void
line_client_alarm(struct conversation *conversation, int64_t at_ns)
{
	struct line_client *lines = lab_memory(conversation);

	lines->alarm_ns = at_ns;
	line_client_set(conversation);
}
