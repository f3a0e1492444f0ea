/* What a strict reader says of requests, and of answers. */
#include "gui/model_client_verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void
say_fault(const struct http_fault *fault, enum verdict_kind kind,
    const char *before, struct verdict *verdict)
{
	const struct http_rule_info *rule = http_rule_info(fault->rule);
	char where[48];

	(void)snprintf(where, sizeof(where), "byte %u", fault->byte);
	if (fault->line != 0)
		(void)snprintf(where, sizeof(where), "line %u, byte %u",
		    fault->line, fault->byte);
	verdict->kind = kind;
	(void)snprintf(verdict->what, sizeof(verdict->what), "%s%s: %s%s%s",
	    before, where, rule->text, fault->detail[0] != '\0' ? ": " : "",
	    fault->detail);
	(void)snprintf(verdict->more, sizeof(verdict->more), "%s%s%s",
	    rule->reference, rule->instead != NULL ? "; instead: " : "",
	    rule->instead != NULL ? rule->instead : "");
}

/* One request at the start of the bytes; *used of them are its. */
static bool
judge_request(const char *bytes, size_t len, size_t *used,
    struct verdict *verdict)
{
	static const struct http_policy strict;
	struct http_request request;
	enum http_progress progress;

	http_request_init(&request, &strict);
	progress = http_request_feed(&request, bytes, len);
	if (progress == HTTP_CONTINUE)
		progress = http_request_feed(&request, bytes, len);
	*used = request.raw_len;
	if (progress == HTTP_COMPLETE)
		return true;
	if (progress == HTTP_BAD) {
		say_fault(&request.fault, VERDICT_WRONG, "", verdict);
		return false;
	}
	(void)http_request_end(&request, bytes, len);
	say_fault(&request.fault, VERDICT_WRONG, "a server waits for more: ",
	    verdict);
	return false;
}

void
verdict_requests(const char *bytes, size_t len, struct verdict *verdict)
{
	size_t at = 0, used;
	unsigned count = 0;

	memset(verdict, 0, sizeof(*verdict));
	while (at < len) {
		if (!judge_request(bytes + at, len - at, &used, verdict))
			return;
		at += used;
		count++;
	}
	verdict->kind = count != 0 ? VERDICT_RIGHT : VERDICT_WRONG;
	if (count == 0)
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "there is nothing to send");
	else if (count == 1)
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "a complete request of %zu bytes", len);
	else
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "%u complete requests, one behind the other, %zu bytes",
		    count, len);
}

void
answers_free(struct answers *answers)
{
	free(answers->bytes);
	memset(answers, 0, sizeof(*answers));
}

/* What an earlier request is still owed goes before.  The verdict stands
 * until there is another. */
void
answers_sent(struct answers *answers, const char *bytes, size_t len)
{
	bool owed = answers->verdict.kind == VERDICT_OPEN;

	answers->asked = true;
	if (owed)
		return;
	answers->verdict.past = answers->verdict.kind != VERDICT_NONE;
	answers->len = answers->done = answers->count = 0;
	answers->begun = answers->lost = false;
	answers->head = len >= 5 && memcmp(bytes, "HEAD ", 5) == 0;
}

static bool
keep(struct answers *answers, const char *bytes, size_t len)
{
	size_t size = answers->size == 0 ? 4096 : answers->size;
	char *grown;

	if (answers->len + len > HTTP_RAW_MAX + HTTP_HEAD_MAX)
		return false;
	while (size < answers->len + len)
		size *= 2;
	if (size != answers->size) {
		grown = realloc(answers->bytes, size);
		if (grown == NULL)
			return false;
		answers->bytes = grown;
		answers->size = size;
	}
	memcpy(answers->bytes + answers->len, bytes, len);
	answers->len += len;
	return true;
}

static void
say_complete(struct answers *answers)
{
	struct verdict *verdict = &answers->verdict;

	verdict->kind = answers->count == 0 ? VERDICT_OPEN : VERDICT_RIGHT;
	verdict->more[0] = '\0';
	if (answers->count == 0)
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "%d %s: the real answer is to follow", answers->status,
		    http_status_reason(answers->status));
	else if (answers->count == 1)
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "a complete answer of %zu bytes: %d %s", answers->len,
		    answers->status, http_status_reason(answers->status));
	else
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "%u complete answers, one behind the other, %zu bytes; "
		    "the last: %d %s", answers->count, answers->len,
		    answers->status, http_status_reason(answers->status));
}

static const char *
before_fault(const struct answers *answers)
{
	return answers->count == 0 ? "" : "behind the answer (or is its "
	    "Content-Length too small?): ";
}

/* What is still missing; the answer itself goes on being read. */
static void
say_open(struct answers *answers)
{
	struct http_response rest = answers->response;
	const char *bytes = answers->bytes + answers->done;
	size_t len = answers->len - answers->done;

	if (http_response_end(&rest, bytes, len) == HTTP_BAD) {
		say_fault(&rest.fault, VERDICT_OPEN, "not complete: ",
		    &answers->verdict);
		return;
	}
	answers->verdict.kind = VERDICT_OPEN;
	(void)snprintf(answers->verdict.what, sizeof(answers->verdict.what),
	    "%zu bytes so far; the answer ends when the server closes the "
	    "connection, as it has no length", len);
	(void)snprintf(answers->verdict.more, sizeof(answers->verdict.more),
	    "RFC 9112 section 6.3; instead: send a Content-Length");
}

/* An interim one (1xx) is followed by the real one. */
static void
take_answer(struct answers *answers)
{
	answers->begun = false;
	answers->done += answers->response.raw_len;
	answers->status = answers->response.status;
	answers->count += answers->status >= 200;
	answers->total += answers->status >= 200;
}

static void
read_answers(struct answers *answers)
{
	enum http_progress progress = HTTP_COMPLETE;

	while (progress == HTTP_COMPLETE && answers->done < answers->len) {
		if (!answers->begun)
			http_response_init(&answers->response, answers->head);
		answers->begun = true;
		progress = http_response_feed(&answers->response,
		    answers->bytes + answers->done,
		    answers->len - answers->done);
		if (progress == HTTP_COMPLETE)
			take_answer(answers);
	}
	answers->lost = progress == HTTP_BAD;
	if (progress == HTTP_BAD)
		say_fault(&answers->response.fault, VERDICT_WRONG,
		    before_fault(answers), &answers->verdict);
	else if (progress == HTTP_COMPLETE)
		say_complete(answers);
	else
		say_open(answers);
}

void
answers_received(struct answers *answers, const char *bytes, size_t len)
{
	if (answers->lost || len == 0)
		return;
	answers->asked = answers->verdict.past = false;
	if (keep(answers, bytes, len)) {
		read_answers(answers);
		return;
	}
	answers->lost = true;
	answers->verdict.kind = VERDICT_WRONG;
	answers->verdict.more[0] = '\0';
	(void)snprintf(answers->verdict.what, sizeof(answers->verdict.what),
	    "it is too long to be judged");
}

void
answers_ended(struct answers *answers)
{
	struct verdict *verdict = &answers->verdict;

	if (answers->asked) {
		memset(verdict, 0, sizeof(*verdict));
		verdict->kind = VERDICT_WRONG;
		(void)snprintf(verdict->what, sizeof(verdict->what),
		    "the server closed the connection without an answer");
	}
	answers->asked = false;
	if (verdict->kind != VERDICT_OPEN || answers->done == answers->len)
		return;
	if (http_response_end(&answers->response,
	    answers->bytes + answers->done, answers->len - answers->done) ==
	    HTTP_COMPLETE) {
		take_answer(answers);
		say_complete(answers);
	} else {
		say_fault(&answers->response.fault, VERDICT_WRONG,
		    before_fault(answers), verdict);
	}
}
