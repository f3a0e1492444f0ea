/* What a strict reader says of requests, and of answers. */
#include "gui/model/verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/wording.h"

static void
say_fault(const struct http_fault *fault, enum verdict_kind kind,
    const char *around, struct verdict *verdict)
{
	const char *instead = http_fault_instead(fault);
	char line[WORDING_NUMBER_SIZE], column[WORDING_NUMBER_SIZE];
	char byte[WORDING_NUMBER_SIZE];
	char where[HTTP_WHERE_SIZE], text[HTTP_SAID_SIZE], what[VERDICT_SIZE];

	wording_put(where, sizeof(where), fault->line != 0 ?
	    wording_of("verdict.line",
	    "line %1, column %2, byte %3 of the message") :
	    wording_of("verdict.byte", "byte %3 of the message"),
	    wording_number(line, fault->line),
	    wording_number(column, fault->column),
	    wording_number(byte, fault->byte), NULL);
	http_fault_say(fault, text);
	wording_put(what, sizeof(what), http_fault_said(fault) ?
	    "%1: %2" : "%1: %2: %3", where, text, fault->detail, NULL);
	verdict->kind = kind;
	wording_put(verdict->what, sizeof(verdict->what), around, what, NULL);
	wording_put(verdict->more, sizeof(verdict->more),
	    instead == NULL ? "%1" :
	    wording_of("verdict.instead", "%1; instead: %2"),
	    http_rule_info(fault->rule)->reference, instead, NULL);
}

/* What is said of a number of things of a length. */
static void
say_counted(struct verdict *verdict, const char *template, unsigned count,
    size_t len, const char *status)
{
	char many[WORDING_NUMBER_SIZE], bytes[WORDING_NUMBER_SIZE];

	wording_put(verdict->what, sizeof(verdict->what), template,
	    wording_number(many, count), wording_number(bytes, len), status,
	    NULL);
}

/* One request at the start of the bytes; *used of them are its.  HTTP_MORE:
 * nothing but empty lines stands there. */
static enum http_progress
judge_request(const char *bytes, size_t len, size_t *used, bool follows,
    struct verdict *verdict)
{
	struct http_policy strict = { .follows = follows };
	struct http_request request;
	enum http_progress progress;

	http_request_init(&request, &strict);
	progress = http_request_feed(&request, bytes, len);
	if (progress == HTTP_CONTINUE)
		progress = http_request_feed(&request, bytes, len);
	*used = request.raw_len;
	if (progress == HTTP_COMPLETE)
		return progress;
	if (progress == HTTP_BAD) {
		say_fault(&request.fault, VERDICT_WRONG, "%1", verdict);
		return progress;
	}
	progress = http_request_end(&request, bytes, len);
	if (progress == HTTP_BAD)
		say_fault(&request.fault, VERDICT_WRONG,
		    wording_of("verdict.more", "a server waits for more: %1"),
		    verdict);
	return progress;
}

/* Lines and bytes count from the beginning of their own request. */
static void
say_number(struct verdict *verdict, unsigned number)
{
	char what[VERDICT_SIZE], digits[WORDING_NUMBER_SIZE];

	memcpy(what, verdict->what, sizeof(what));
	wording_put(verdict->what, sizeof(verdict->what),
	    wording_of("verdict.numbered", "request %2: %1"), what,
	    wording_number(digits, number), NULL);
}

/* They are all there is, or stand behind what was counted. */
static void
say_blank(struct verdict *verdict, unsigned count, size_t blank)
{
	if (blank == 0)
		return;
	wording_put(verdict->more, sizeof(verdict->more), count == 0 ?
	    wording_of("verdict.blank", "RFC 9112 section 2.2; a server "
	    "ignores empty lines, and waits for a request line") :
	    wording_of("verdict.blankBehind", "RFC 9112 section 2.2; the "
	    "empty lines behind may be ignored"), NULL);
}

void
verdict_requests(const char *bytes, size_t len, struct verdict *verdict)
{
	enum http_progress progress = HTTP_COMPLETE;
	size_t at = 0, used;
	unsigned count = 0;

	memset(verdict, 0, sizeof(*verdict));
	while (at < len) {
		progress = judge_request(bytes + at, len - at, &used,
		    count != 0, verdict);
		if (progress == HTTP_BAD && count != 0)
			say_number(verdict, count + 1);
		if (progress == HTTP_BAD)
			return;
		if (progress == HTTP_MORE)
			break;
		at += used;
		count++;
	}
	verdict->kind = count != 0 ? VERDICT_RIGHT : VERDICT_WRONG;
	say_counted(verdict, count == 0 ? len != 0 ?
	    wording_of("verdict.noRequest", "there is no request") :
	    wording_of("verdict.nothing", "there is nothing to send") :
	    count == 1 ?
	    wording_of("verdict.request", "a complete request of %2 bytes") :
	    wording_of("verdict.requests",
	    "%1 complete requests, one behind the other, %2 bytes"), count,
	    at, NULL);
	say_blank(verdict, count, len - at);
}

void
verdict_answers_free(struct verdict_answers *answers)
{
	free(answers->bytes);
	memset(answers, 0, sizeof(*answers));
}

/* What an earlier request is still owed goes before.  The verdict stands
 * until there is another. */
void
verdict_answers_sent(struct verdict_answers *answers, const char *bytes,
    size_t len)
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
keep(struct verdict_answers *answers, const char *bytes, size_t len)
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
say_complete(struct verdict_answers *answers)
{
	struct verdict *verdict = &answers->verdict;
	char status[HTTP_REASON_SIZE + 8];

	(void)snprintf(status, sizeof(status), "%d %s", answers->status,
	    answers->reason);
	verdict->kind = answers->count == 0 ? VERDICT_OPEN : VERDICT_RIGHT;
	verdict->more[0] = '\0';
	say_counted(verdict, answers->count == 0 ?
	    wording_of("verdict.interim", "%3: the real answer is to follow") :
	    answers->count == 1 ? wording_of("verdict.answer",
	    "a complete answer of %2 bytes: %3") :
	    wording_of("verdict.answers", "%1 complete answers, one behind "
	    "the other, %2 bytes; the last: %3"), answers->count,
	    answers->len, status);
}

static const char *
around_fault(const struct verdict_answers *answers)
{
	return answers->count == 0 ? "%1" : wording_of("verdict.behind",
	    "behind the answer (or is its Content-Length too small?): %1");
}

/* What is still missing; the answer itself goes on being read. */
static void
say_open(struct verdict_answers *answers)
{
	struct http_response rest = answers->response;
	const char *bytes = answers->bytes + answers->done;
	size_t len = answers->len - answers->done;

	if (http_response_end(&rest, bytes, len) == HTTP_BAD) {
		say_fault(&rest.fault, VERDICT_OPEN,
		    wording_of("verdict.open", "not complete: %1"),
		    &answers->verdict);
		return;
	}
	answers->verdict.kind = VERDICT_OPEN;
	say_counted(&answers->verdict, wording_of("verdict.untilClose",
	    "%2 bytes so far; the answer ends when the server closes the "
	    "connection, as it has no length"), 0, len, NULL);
	wording_put(answers->verdict.more, sizeof(answers->verdict.more),
	    wording_of("verdict.length",
	    "RFC 9112 section 6.3; instead: send a Content-Length"), NULL);
}

/* An interim one (1xx) is followed by the real one. */
static void
take_answer(struct verdict_answers *answers)
{
	answers->begun = false;
	http_response_reason(&answers->response,
	    answers->bytes + answers->done, answers->reason);
	answers->done += answers->response.raw_len;
	answers->status = answers->response.status;
	answers->count += answers->status >= 200;
	answers->total += answers->status >= 200;
}

static void
read_answers(struct verdict_answers *answers)
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
		    around_fault(answers), &answers->verdict);
	else if (progress == HTTP_COMPLETE)
		say_complete(answers);
	else
		say_open(answers);
}

void
verdict_answers_received(struct verdict_answers *answers, const char *bytes,
    size_t len)
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
	wording_put(answers->verdict.what, sizeof(answers->verdict.what),
	    wording_of("verdict.tooLong", "it is too long to be judged"),
	    NULL);
}

void
verdict_answers_ended(struct verdict_answers *answers)
{
	struct verdict *verdict = &answers->verdict;

	if (answers->asked) {
		memset(verdict, 0, sizeof(*verdict));
		verdict->kind = VERDICT_WRONG;
		wording_put(verdict->what, sizeof(verdict->what),
		    wording_of("verdict.noAnswer", "the server closed the "
		    "connection without an answer"), NULL);
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
		    around_fault(answers), verdict);
	}
}
