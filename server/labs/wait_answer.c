/* Answers of the wait lab. */
#include "server/labs/wait.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/address.h"

/* An answer goes out in one send: its head is put before its body, on the same
 * page where both are short. */
static char answer_buffer[HTTP_WRITTEN_MAX + HTTP_RAW_MAX]
    __attribute__((aligned(4096)));
static char *const answer_text = answer_buffer + HTTP_WRITTEN_MAX;

void
wait_answer_init(struct wait_talk *talk)
{
	talk->text = answer_text;
}

static bool __attribute__((format(printf, 2, 0)))
wait_vadd(struct wait_talk *talk, const char *format, va_list arguments)
{
	size_t room = WAIT_TEXT_MAX - talk->text_len;
	int len = vsnprintf(talk->text + talk->text_len, room, format,
	    arguments);

	if (len < 0 || (size_t)len >= room)
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
wait_say(struct wait_talk *talk, int status, const char *format, ...)
{
	va_list arguments;

	talk->status = status;
	talk->type = "text/plain; charset=utf-8";
	talk->text_len = 0;
	talk->location[0] = talk->allow[0] = '\0';
	talk->echo = talk->listed = false;
	va_start(arguments, format);
	(void)wait_vadd(talk, format, arguments);
	va_end(arguments);
}

/* Every 4xx explains itself. */
void
wait_fault(struct wait_talk *talk)
{
	const struct http_fault *fault = &talk->request.fault;
	int status = http_rule_info(fault->rule)->status;
	char text[HTTP_SAID_SIZE], where[HTTP_WHERE_SIZE];
	bool late = talk->status == 408;

	if (late)
		status = 408;
	wait_say(talk, status, "%d %s\n%s", status,
	    http_status_reason(status),
	    late ? "the request was not complete in time\n" : "");
	talk->text_len += http_fault_explain(fault,
	    talk->text + talk->text_len, WAIT_TEXT_MAX - talk->text_len);
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

/* The head; it goes with the text from where this returns. */
static char *
wait_write(struct wait_talk *talk, size_t text_len)
{
	char host[320];
	struct http_head head = {
		.status = talk->status,
		.host = host,
		.content_type = talk->type,
		.content_length = text_len,
		.wall_ns = when_wall_ns(),
		.close = talk->close || talk->peer_done,
		.location = talk->location[0] != '\0' ? talk->location : NULL,
		.allow = talk->allow[0] != '\0' ? talk->allow : NULL,
		.vary = talk->listed ? "Accept" : NULL,
		.cache_control = talk->listed ? "no-store" : NULL,
	};
	size_t len;

	wait_host(talk, host, sizeof(host));
	len = http_head_write(&head, answer_buffer, HTTP_WRITTEN_MAX);
	return memmove(answer_text - len, answer_buffer, len);
}

enum client_end
wait_send(struct wait_talk *talk)
{
	struct child_message message = { .status = talk->status };
	char *begin;

	if (talk->echo) {
		talk->text_len = talk->request.raw_len;
		memcpy(talk->text, talk->raw, talk->text_len);
	}
	begin = wait_write(talk, talk->text_len);
	message.bytes = begin;
	message.len = (size_t)(answer_text - begin) +
	    (wait_bodyless(talk) ? 0 : talk->text_len);
	child_state(talk->child, STATE_SENDING);
	return child_send(talk->child, &message);
}

void
wait_answer_release(void)
{
	child_memory_release(answer_buffer, sizeof(answer_buffer));
}

enum client_end
wait_send_continue(struct wait_talk *talk)
{
	struct child_message message = { .bytes = http_continue_100,
	    .len = strlen(http_continue_100), .status = 100 };

	return child_send(talk->child, &message);
}
