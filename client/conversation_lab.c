/* What a lab may call: its side of the conversation. */
#include "client/conversation_private.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/when.h"

void *
lab_memory(struct conversation *conversation)
{
	return conversation->memory;
}

const struct conversation_plan *
lab_plan(const struct conversation *conversation)
{
	return &conversation->plan;
}

int64_t
lab_now(const struct conversation *conversation)
{
	return conversation->now_ns;
}

void
lab_send(struct conversation *conversation, const void *bytes, size_t len)
{
	const char *fault;

	lab_tell_bytes(conversation, CONVERSATION_ON_SENT, "", bytes, len);
	fault = transport_send(&conversation->transport, bytes, len);
	if (fault != NULL)
		lab_fail(conversation, "%s", fault);
}

const char *
lab_unread(const struct conversation *conversation, size_t *len)
{
	*len = conversation->transport.in.len;
	return conversation->transport.in.data;
}

void
lab_wake(struct conversation *conversation, int64_t at_ns)
{
	conversation->wake_ns = at_ns;
}

void
lab_state(struct conversation *conversation, enum conversation_state state)
{
	conversation->state = state;
}

static void
lab_event(struct conversation *conversation,
    const struct conversation_event *event)
{
	conversation->listener.event(conversation->listener.context, event);
}

void
lab_tell_bytes(struct conversation *conversation,
    enum conversation_event_kind kind, const char *text, const void *bytes,
    size_t len)
{
	struct conversation_event event = {
		.kind = kind, .text = text, .bytes = bytes, .bytes_len = len
	};

	lab_event(conversation, &event);
}

void
lab_tell_cut(struct conversation *conversation, const void *bytes,
    size_t len, uint64_t missing)
{
	struct conversation_event event = {
		.kind = CONVERSATION_ON_RECEIVED, .text = "", .bytes = bytes,
		.bytes_len = len, .missing = missing
	};

	lab_event(conversation, &event);
}

void
lab_tell_mischief(struct conversation *conversation, const char *note,
    uint64_t number, size_t bytes)
{
	struct conversation_event event = {
		.kind = CONVERSATION_ON_MISCHIEF, .text = note,
		.number = number, .bytes_len = bytes
	};

	lab_event(conversation, &event);
}

void
lab_tell(struct conversation *conversation,
    enum conversation_event_kind kind, const char *text)
{
	lab_tell_bytes(conversation, kind, text, NULL, 0);
}

void
lab_tell_pause(struct conversation *conversation, long seconds)
{
	struct conversation_event event = {
		.kind = CONVERSATION_ON_PAUSE, .text = "", .seconds = seconds,
		.until_ns = conversation->now_ns + seconds * NS_PER_S
	};

	lab_event(conversation, &event);
}

void
lab_warn(struct conversation *conversation, const char *format, ...)
{
	char text[REASON_SIZE];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	lab_tell(conversation, CONVERSATION_ON_WARNING, text);
}

static void
lab_ask(struct conversation *conversation, enum conversation_pending what)
{
	if (what > conversation->pending)
		conversation->pending = what;
}

void
lab_finish(struct conversation *conversation)
{
	lab_ask(conversation, PENDING_GOODBYE);
}

void
lab_fail(struct conversation *conversation, const char *format, ...)
{
	va_list arguments;

	if (conversation->pending == PENDING_FAILURE)
		return;		/* the first reason is the cause */
	va_start(arguments, format);
	(void)vsnprintf(conversation->reason, sizeof(conversation->reason),
	    format, arguments);
	va_end(arguments);
	lab_ask(conversation, PENDING_FAILURE);
}

void
lab_reconnect(struct conversation *conversation)
{
	lab_ask(conversation, PENDING_RECONNECT);
}
