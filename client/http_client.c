/* HTTP over a conversation. */
#include "client/http_client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/when.h"

#define QUOTE_SIZE 48	/* of what was not HTTP */

void
http_client_reset(struct http_client *http)
{
	http->begun = http->behind = false;
	http->partial = http->reported = 0;
	http->answers = 0;
}

/* The bytes at the start of what is unread, without those that were told
 * before: every byte is told once. */
static void
http_client_tell(struct http_client *http, struct conversation *conversation,
    const char *fault, const char *bytes, size_t len)
{
	size_t before = http->reported;

	/* First, for the listener may stop the conversation. */
	http->reported = len;
	if (len > before)
		lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED, fault,
		    bytes + before, len - before);
}

/* "127.0.0.1:12080", "[::1]:12080"; a zone is this machine's affair (RFC
 * 9844 section 3). */
static void
http_client_host(const struct conversation_plan *plan, char *out,
    size_t out_size)
{
	bool v6 = strchr(plan->host, ':') != NULL;
	int len = (int)strcspn(plan->host, "%");

	(void)snprintf(out, out_size, "%s%.*s%s:%u", v6 ? "[" : "", len,
	    plan->host, v6 ? "]" : "", plan->port);
}

void
http_client_post(struct conversation *conversation, const char *target,
    const char *body, size_t body_len)
{
	char host[CONVERSATION_HOST_SIZE + 16];
	char message[HTTP_WRITTEN_MAX + CONVERSATION_NAME_SIZE];
	struct http_head head = {
		.method = "POST",
		.target = target,
		.host = host,
		.content_type = "text/plain; charset=utf-8",
		.content_length = body_len,
		.wall_ns = when_wall_ns(),
	};
	size_t head_len;

	http_client_host(lab_plan(conversation), host, sizeof(host));
	head_len = http_head_write(&head, message, HTTP_WRITTEN_MAX);
	if (head_len == 0 || body_len > sizeof(message) - head_len) {
		lab_fail(conversation, "the request does not fit a message");
		return;
	}
	memcpy(message + head_len, body, body_len);
	lab_send(conversation, message, head_len + body_len);
}

/* Line ends a careless server puts after a body its length did not count. */
static size_t
http_client_blank(struct conversation *conversation, const char *bytes,
    size_t len)
{
	size_t blank = 0;

	while (blank < len && (bytes[blank] == '\r' || bytes[blank] == '\n'))
		blank++;
	if (blank == 0)
		return 0;
	lab_tell_bytes(conversation, CONVERSATION_ON_RECEIVED,
	    "line ends that no Content-Length counts", bytes, blank);
	lab_warn(conversation, "the server sent %zu bytes of line ends that "
	    "its Content-Length does not count", blank);
	return blank;
}

static void
http_client_bad(struct http_client *http, struct conversation *conversation,
    const char *bytes, size_t len)
{
	const struct http_fault *fault = &http->response.fault;
	char text[HTTP_SAID_SIZE], where[HTTP_WHERE_SIZE], start[QUOTE_SIZE];
	bool said = http_fault_said(fault);

	http_fault_say(fault, text);
	http_fault_where(fault, where);
	http_client_tell(http, conversation, text, bytes, len);
	(void)text_escape_line(start, sizeof(start), bytes, len);
	if (len >= 5 && memcmp(bytes, "HTTP/", 5) == 0)
		lab_fail(conversation, "the server's answer is malformed: %s, "
		    "%s (%s)%s%s", text, where,
		    http_rule_info(fault->rule)->reference, said ? "" : ": ",
		    said ? "" : fault->detail);
	else if (fault->rule == HTTP_RULE_STATUS_REQUEST)
		lab_fail(conversation, "the server sends a request, where an "
		    "answer belongs: \"%s\"", start);
	else if (fault->rule != HTTP_RULE_STATUS_FORM)
		lab_fail(conversation, "%s is not HTTP: %s: \"%s\"",
		    http->behind ? "what follows the last answer" :
		    "the server's answer", text, start);
	else if (http->behind)
		lab_fail(conversation, "what follows the last answer is not "
		    "HTTP (or its Content-Length was too small): \"%s\"",
		    start);
	else
		lab_fail(conversation, "the server's answer is not HTTP: "
		    "\"%s\"", start);
}

void
http_client_tell_part(struct http_client *http,
    struct conversation *conversation)
{
	size_t len;
	const char *bytes = lab_unread(conversation, &len);

	if (http->partial != 0)
		http_client_tell(http, conversation, "", bytes, len);
}

/* An answer that will not be completed, for the eyes of who looks for the
 * reason. */
void
http_client_cut(struct http_client *http, struct conversation *conversation)
{
	size_t len;
	const char *bytes = lab_unread(conversation, &len);
	char text[HTTP_SAID_SIZE];

	if (len == 0 || http->partial == 0)
		return;
	(void)http_response_end(&http->response, bytes, len);
	http_fault_say(&http->response.fault, text);
	http_client_tell(http, conversation, text, bytes, len);
}

void
http_client_warn_cut(struct http_client *http,
    struct conversation *conversation)
{
	struct http_response rest = http->response;
	char end[2 * QUOTE_SIZE], text[HTTP_SAID_SIZE];
	const char *bytes;
	size_t len, last;

	bytes = lab_unread(conversation, &len);
	last = len < QUOTE_SIZE / 2 ? len : QUOTE_SIZE / 2;
	(void)text_escape(end, sizeof(end), bytes + len - last, last);
	if (http_response_end(&rest, bytes, len) == HTTP_BAD) {
		http_fault_say(&rest.fault, text);
		lab_warn(conversation, "%zu bytes of an answer came, and no "
		    "more since: %s; the last of them: \"%s\"", len, text,
		    end);
	} else
		lab_warn(conversation, "%zu bytes of an answer came, and no "
		    "more since: without a Content-Length it ends when the "
		    "server closes the connection", len);
}

/* Servers written by hand get line ends wrong in every answer: one warning
 * about each kind of mistake is worth reading, a refusal would end the
 * lesson. */
static void
http_client_repairs(struct http_client *http,
    struct conversation *conversation)
{
	const struct http_response *response = &http->response;
	char text[HTTP_SAID_SIZE], where[HTTP_WHERE_SIZE];
	const struct http_fault *repair;
	uint32_t i;

	for (i = 0; i < response->repair_count; i++) {
		repair = &response->repairs[i];
		http_fault_say(repair, text);
		http_fault_where(repair, where);
		if (!http->warned[repair->rule])
			lab_warn(conversation, "the server's answer is "
			    "malformed: %s, %s (%s)", text, where,
			    http_rule_info(repair->rule)->reference);
		http->warned[repair->rule] = true;
	}
}

static enum http_progress
http_client_parse(struct http_client *http, const char *bytes, size_t len,
    bool last)
{
	enum http_progress progress;

	if (!http->begun) {
		http_response_init(&http->response, false);
		http->reported = 0;
	}
	http->begun = true;
	http->response.policy.lenient = true;
	http->partial = len;
	progress = http_response_feed(&http->response, bytes, len);
	if (progress == HTTP_MORE && last)
		progress = http_response_end(&http->response, bytes, len);
	return progress;
}

enum http_progress
http_client_read(struct http_client *http, struct conversation *conversation,
    const char *bytes, size_t len, bool last, size_t *used)
{
	enum http_progress progress;

	*used = 0;
	if (!http->begun && len != 0)
		*used = http_client_blank(conversation, bytes, len);
	if (*used != 0)
		http->behind = *used < len;
	if (*used != 0 || len == 0)
		return HTTP_MORE;
	progress = http_client_parse(http, bytes, len, last);
	if (progress == HTTP_BAD && !last)
		http_client_bad(http, conversation, bytes, len);
	else if (progress == HTTP_BAD)
		http_client_cut(http, conversation);
	if (progress != HTTP_COMPLETE)
		return progress;
	http->begun = false;
	http->partial = 0;
	*used = http->response.raw_len;
	http->behind = *used < len;
	http_client_tell(http, conversation, "", bytes, *used);
	http_client_repairs(http, conversation);
	http_client_date(http, conversation, bytes);
	if (http->response.status < 200)
		return HTTP_MORE;
	http->answers++;
	return HTTP_COMPLETE;
}

char *
http_client_body(const struct http_client *http, const char *bytes,
    size_t *len)
{
	size_t size = http->response.body_len;
	char *body = malloc(size + 1);

	if (body == NULL)
		return NULL;
	size = http_response_body(&http->response, bytes, body, size);
	if (size != 0 && body[size - 1] == '\n')
		size--;
	if (size != 0 && body[size - 1] == '\r')
		size--;
	body[size] = '\0';
	*len = size;
	return body;
}

void
http_client_summary(const struct http_client *http, const char *bytes,
    char out[HTTP_CLIENT_SUMMARY_SIZE])
{
	char line[160], body[256], reason[HTTP_REASON_SIZE];
	size_t len;

	len = http_response_body(&http->response, bytes, body,
	    sizeof(body));
	(void)text_show_line(line, sizeof(line), body, len);
	http_response_reason(&http->response, bytes, reason);
	(void)snprintf(out, HTTP_CLIENT_SUMMARY_SIZE, "%d %s%s%s",
	    http->response.status, reason, line[0] != '\0' ? ": " : "",
	    line);
}
