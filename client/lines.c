/* Conversations in lines. */
#include "client/lines.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/farewell.h"

/* A server that says "error" and means to close does so by then. */
#define REFUSAL_NS	NS_PER_S

void
lines_begin(struct conversation *conversation,
    void (*message)(struct conversation *, const char *, size_t),
    void (*alarm)(struct conversation *))
{
	struct lines *lines = lab_memory(conversation);

	frame_init(&lines->frame, FRAME_TEXT_MAX);
	lines->message = message;
	lines->alarm = alarm;
	lines->alarm_ns = 0;
	lines->open_ns = 0;
}

/* The nearest of our deadlines. */
static void
lines_set(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);

	lab_wake(conversation, when_sooner(frame_deadline(&lines->frame),
	    when_sooner(lines->alarm_ns, lines->open_ns)));
}

/* What was held was no refusal. */
static void
lines_release(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);

	if (!lines->holds)
		return;
	lines->holds = false;
	lines->message(conversation, lines->held, lines->held_len);
}

static void
lines_take(struct conversation *conversation,
    const struct frame_message *message)
{
	struct lines *lines = lab_memory(conversation);

	lab_heard(conversation, message->text, message->text_len);
	lines_release(conversation);
	if (lines->open_ns == 0 || lines->heard) {
		lines->message(conversation, message->text,
		    message->text_len);
		return;
	}
	lines->heard = true;
	lines->holds = true;
	lines->held_len = message->text_len;
	memcpy(lines->held, message->text, message->text_len + 1);
}

static void
lines_tell(struct conversation *conversation,
    const struct frame_message *message)
{
	/* A line end behind a gap would seem to follow. */
	lab_tell_cut(conversation, message->raw, message->unbroken,
	    message->wire_len - message->unbroken);
}

static void
lines_pop(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);
	struct frame_message message;

	lines->popping = true;
	while (frame_pop(&lines->frame, lab_now(conversation), &message)) {
		lines_tell(conversation, &message);
		if (message.end == FRAME_TELNET)
			continue;
		lines_watch_newline(conversation, &message);
		if (message.cut)
			lab_warn(conversation, "the next message had %llu "
			    "bytes and was cut",
			    (unsigned long long)message.wire_len);
		lines_take(conversation, &message);
	}
	lines->popping = false;
}

size_t
lines_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last)
{
	struct lines *lines = lab_memory(conversation);
	size_t taken;

	lines_pop(conversation);
	taken = frame_push(&lines->frame, bytes, len, lab_now(conversation),
	    lab_now(conversation));
	if (last && taken == len)
		frame_close(&lines->frame);
	lines_pop(conversation);
	lines_set(conversation);
	return taken;
}

/* What has no end yet will get none. */
void
lines_parting(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);
	struct frame_message message;

	/* The listener stops at a message that is still in use. */
	if (lines->popping)
		return;
	frame_close(&lines->frame);
	while (frame_pop(&lines->frame, lab_now(conversation), &message))
		lines_tell(conversation, &message);
}

void
lines_open(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);
	/* Without a newline the name ends 100 ms later, too. */
	int64_t moment_ns = LINES_GAP_NS +
	    (lines_name_runs_on(conversation) ? FRAME_PAUSE_NS : 0);

	lines_say_name(conversation);
	lab_state(conversation, CONVERSATION_WAITING);
	lines->open_ns = lab_now(conversation) + moment_ns;
	lines_set(conversation);
}

bool
lines_opening(const struct lines *lines)
{
	return lines->open_ns != 0;
}

static bool
lines_is_error(const char *text)
{
	return strncasecmp(text, "error", 5) == 0;
}

static void
lines_opened(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);

	if (lines->holds && lines_is_error(lines->held) && !lines->patient) {
		lines->patient = true;
		lines->open_ns = lab_now(conversation) + REFUSAL_NS;
		return;
	}
	lines_release(conversation);
	lines->open_ns = 0;
	/* Whatever ends it from now on, the name does not. */
	lab_said(conversation, "", 0);
	lab_state(conversation, CONVERSATION_CONNECTED);
}

void
lines_woken(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);
	int64_t now_ns = lab_now(conversation);

	lines_pop(conversation);
	if (lines->open_ns != 0 && now_ns >= lines->open_ns)
		lines_opened(conversation);
	if (lines->alarm_ns != 0 && now_ns >= lines->alarm_ns) {
		lines->alarm_ns = 0;
		lines->alarm(conversation);
	}
	lines_set(conversation);
}

void
lines_lost(struct conversation *conversation, const char *reason)
{
	struct lines *lines = lab_memory(conversation);
	const char *text = lines->held;
	char escaped[512];

	if (!lines->holds || farewell_find(text, lines->held_len) !=
	    FAREWELL_NONE) {
		lab_gone(conversation, reason, "");
		return;
	}
	if (lines_is_error(text))
		text += strspn(text + 5, ": ") + 5;
	(void)text_show(escaped, sizeof(escaped), text, strlen(text));
	lab_fail(conversation, "the server refused: %s", escaped);
}

void
lines_alarm(struct conversation *conversation, int64_t at_ns)
{
	struct lines *lines = lab_memory(conversation);

	lines->alarm_ns = at_ns;
	lines_set(conversation);
}
