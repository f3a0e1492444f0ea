/* Conversations in lines. */
#include "client/lines.h"

#include <string.h>

#include "base/text.h"
#include "wire/frame_out.h"

void
lines_begin(struct conversation *conversation,
    void (*message)(struct conversation *, const struct frame_message *),
    void (*alarm)(struct conversation *))
{
	struct lines *lines = lab_memory(conversation);

	frame_init(&lines->frame, FRAME_TEXT_MAX);
	lines->message = message;
	lines->alarm = alarm;
	lines->alarm_ns = 0;
}

/* The nearer of the frame's deadline and the lab's alarm. */
static void
lines_set(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);
	int64_t at_ns = frame_deadline(&lines->frame);

	if (at_ns == 0 || (lines->alarm_ns != 0 && lines->alarm_ns < at_ns))
		at_ns = lines->alarm_ns;
	lab_wake(conversation, at_ns);
}

static void
lines_pop(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);
	struct frame_message message;

	while (frame_pop(&lines->frame, lab_now(conversation), &message)) {
		lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, "",
		    message.raw, message.raw_len);
		if (message.cut)
			lab_warn(conversation, "the next message had %llu "
			    "bytes and was cut",
			    (unsigned long long)message.wire_len);
		lines->message(conversation, &message);
	}
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

void
lines_woken(struct conversation *conversation)
{
	struct lines *lines = lab_memory(conversation);

	lines_pop(conversation);
	if (lines->alarm_ns != 0 && lab_now(conversation) >= lines->alarm_ns) {
		lines->alarm_ns = 0;
		lines->alarm(conversation);
	}
	lines_set(conversation);
}

void
lines_alarm(struct conversation *conversation, int64_t at_ns)
{
	struct lines *lines = lab_memory(conversation);

	lines->alarm_ns = at_ns;
	lines_set(conversation);
}

void
lines_say(struct conversation *conversation, const char *text, size_t len)
{
	unsigned char out[FRAME_OUT_MAX];

	len = frame_out(out, text, len, FRAME_8BIT,
	    lab_plan(conversation)->bare);
	lab_send(conversation, out, len);
}

void
lines_say_for_user(struct conversation *conversation, const char *text)
{
	lines_say(conversation, text, strlen(text));
	lab_tell(conversation, CONVERSATION_ON_SAID, text);
}

void
lines_answer(struct conversation *conversation,
    const struct frame_message *message)
{
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, message->text,
	    message->text, message->text_len);
}

void
lines_greeting(struct conversation *conversation,
    const struct frame_message *message)
{
	char escaped[1024];

	(void)text_escape(escaped, sizeof(escaped), message->text,
	    message->text_len);
	lab_tell(conversation, CONVERSATION_ON_GREETING, escaped);
}
