/* Answers of the wait lab. */
#include "server/labs/wait.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/address.h"

#define LATE_SIZE 160

/* Is there room for so much more, and a terminator? */
static bool
text_fits(struct wait_talk *talk, size_t len)
{
	if (len >= talk->text_size - talk->text_len)
		wait_text_extend(talk);
	return len < talk->text_size - talk->text_len;
}

bool
wait_put_bytes(struct wait_talk *talk, const void *bytes, size_t len)
{
	if (!text_fits(talk, len))
		return false;
	memcpy(talk->text + talk->text_len, bytes, len);
	talk->text_len += len;
	talk->text[talk->text_len] = '\0';
	return true;
}

bool
wait_put(struct wait_talk *talk, const char *text)
{
	return wait_put_bytes(talk, text, strlen(text));
}

bool
wait_put_number(struct wait_talk *talk, uint64_t number)
{
	char digits[TEXT_NUMBER_SIZE];

	return wait_put_bytes(talk, digits, text_number(digits, number));
}

static bool __attribute__((format(printf, 2, 0)))
wait_vadd(struct wait_talk *talk, const char *format, va_list arguments)
{
	va_list again;
	int len;

	va_copy(again, arguments);
	len = vsnprintf(talk->text + talk->text_len,
	    talk->text_size - talk->text_len, format, arguments);
	if (len >= 0 && (size_t)len >= talk->text_size - talk->text_len &&
	    text_fits(talk, (size_t)len))
		len = vsnprintf(talk->text + talk->text_len,
		    talk->text_size - talk->text_len, format, again);
	va_end(again);
	if (len < 0 || (size_t)len >= talk->text_size - talk->text_len)
		return false;
	talk->text_len += (size_t)len;
	return true;
}

bool
wait_add(struct wait_talk *talk, const char *format, ...)
{
	va_list arguments;
	bool fit;

	va_start(arguments, format);
	fit = wait_vadd(talk, format, arguments);
	va_end(arguments);
	return fit;
}

void
wait_begin_answer(struct wait_talk *talk, int status)
{
	talk->status = status;
	talk->type = "text/plain; charset=utf-8";
	talk->text_len = 0;
	talk->text[0] = '\0';
	talk->location[0] = talk->allow[0] = '\0';
	talk->echo = talk->listed = false;
	talk->due_ns = 0;
}

void
wait_say(struct wait_talk *talk, int status, const char *format, ...)
{
	va_list arguments;

	wait_begin_answer(talk, status);
	va_start(arguments, format);
	(void)wait_vadd(talk, format, arguments);
	va_end(arguments);
}

/* What was late, and by which limit. */
static void
wait_late(const struct wait_talk *talk, char out[LATE_SIZE])
{
	const struct server_settings *settings = talk->child->settings;

	if (talk->request.head_len == 0)
		(void)snprintf(out, LATE_SIZE, "the request was not complete "
		    "in time: its head has %ld s (--head-time)\n",
		    settings->head_s);
	else
		(void)snprintf(out, LATE_SIZE, "the request was not complete "
		    "in time: its body has %ld s, and a second more for each "
		    "%ld bytes (--head-time, --body-rate)\n",
		    settings->head_s, settings->body_rate);
}

/* Every 4xx explains itself. */
void
wait_fault(struct wait_talk *talk)
{
	const struct http_fault *fault = &talk->request.fault;
	int status = http_rule_info(fault->rule)->status;
	char text[HTTP_SAID_SIZE], where[HTTP_WHERE_SIZE];
	char late[LATE_SIZE] = "";

	if (talk->status == 408) {
		status = 408;
		wait_late(talk, late);
	}
	wait_say(talk, status, "%d %s\n%s", status,
	    http_status_reason(status), late);
	wait_text_extend(talk);
	talk->text_len += http_fault_explain(fault,
	    talk->text + talk->text_len, talk->text_size - talk->text_len);
	if (fault->rule == HTTP_RULE_METHOD_UNKNOWN ||
	    fault->rule == HTTP_RULE_METHOD_CASE)
		http_allow(METHOD_GET | METHOD_HEAD | METHOD_POST |
		    METHOD_OPTIONS, talk->allow, sizeof(talk->allow));
	http_fault_say(fault, text);
	http_fault_where(fault, where);
	child_event(talk->child, SENTENCE_OF(BAD_REQUEST), text,
	    where, status);
}

/* "Host" in an answer: what the client called us, else where it reached
 * us. */
static void
wait_host(const struct wait_talk *talk, char *host, size_t size)
{
	char local[ADDRESS_SIZE];
	struct sockaddr_storage address;
	struct http_slice slice = talk->request.host;

	if (!talk->fault && slice.len > 0 && slice.len < size) {
		memcpy(host, talk->raw + slice.at, slice.len);
		host[slice.len] = '\0';
		return;
	}
	child_local(talk->child, &address);
	address_format(local, (const struct sockaddr *)&address);
	(void)text_copy(host, size, local);
}

/* RFC 9110 section 9.3.2: not in a refusal, either, of whatever else is
 * wrong with the request. */
static bool
wait_bodyless(const struct wait_talk *talk)
{
	return talk->request.method_bit == METHOD_HEAD;
}

/* The head, before the text: an answer goes out in one send, from where this
 * returns. */
static char *
wait_write(struct wait_talk *talk)
{
	char host[320];
	struct http_head head = {
		.status = talk->status,
		.host = host,
		.content_type = talk->type,
		.content_length = talk->text_len,
		.wall_ns = when_wall_ns(),
		.close = talk->close || talk->peer_done,
		.location = talk->location[0] != '\0' ? talk->location : NULL,
		.allow = talk->allow[0] != '\0' ? talk->allow : NULL,
		.vary = talk->listed ? "Accept" : NULL,
		.cache_control = talk->listed ? "no-store" : NULL,
	};
	size_t len;

	wait_host(talk, host, sizeof(host));
	len = http_head_write(&head, talk->text - talk->head_size,
	    talk->head_size);
	if (len == 0) {
		wait_text_extend(talk);
		len = http_head_write(&head, talk->text - talk->head_size,
		    talk->head_size);
	}
	return memmove(talk->text - len, talk->text - talk->head_size, len);
}

enum client_end
wait_send(struct wait_talk *talk)
{
	struct child_message message = { .status = talk->status };
	bool held = false;
	enum client_end end;
	char *begin;

	if (talk->echo)
		(void)wait_put_bytes(talk, talk->raw, talk->request.raw_len);
	begin = wait_write(talk);
	message.bytes = begin;
	message.len = (size_t)(talk->text - begin) +
	    (wait_bodyless(talk) ? 0 : talk->text_len);
	child_state(talk->child, STATE_SENDING);
	/* What mischief does to an answer is nothing that was late. */
	if (talk->due_ns != 0)
		held = child_mischief(talk->child) != NULL;
	end = child_send(talk->child, &message);
	if (end == CHILD_OK && talk->due_ns != 0 && !held)
		overshoot_add(&talk->child->table->header->overshoot,
		    when_mono_ns() - talk->due_ns);
	return end;
}

enum client_end
wait_send_continue(struct wait_talk *talk)
{
	struct child_message message = { .bytes = http_continue_100,
	    .len = strlen(http_continue_100), .status = 100 };

	return child_send(talk->child, &message);
}
