/*
 * timeout: 300
 *
 * Every case of tests/cases/http/, whole, byte by byte and cut at every
 * position, each call with a copy of its own that ends at a page nobody may
 * touch; and every rule has a case.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "base/text.h"
#include "tests/unit/http_case.h"
#include "tests/unit/unit.h"
#include "wire/http.h"

/* Longer messages are cut only near their ends, and here and there. */
#define LONG_BYTES	3000
#define ENDS_BYTES	200
#define STRIDE		401

/* Reads one message of a case. */
struct reader {
	const struct http_case *one;
	struct http_request request;
	struct http_response response;
	enum http_progress progress;
	bool continued;		/* when exactly the head was there */
	bool oddly_continued;	/* or at another time, or twice */
	char *copy;
	size_t copy_len;
};

static bool covered[HTTP_RULE_COUNT];
static size_t right;

static void
reader_init(struct reader *reader, const struct http_case *one)
{
	struct http_policy policy = { .lenient = one->lenient,
	    .follows = one->follows, .exact = one->exact };

	memset(reader, 0, sizeof(*reader));
	reader->one = one;
	http_request_init(&reader->request, &policy);
	http_response_init(&reader->response, one->to_head);
	reader->response.policy = policy;
}

static void
reader_done(struct reader *reader)
{
	if (reader->copy != NULL)
		unit_guard_free(reader->copy, reader->copy_len);
	reader->copy = NULL;
}

static bool
reader_waits(const struct reader *reader)
{
	return reader->progress == HTTP_MORE ||
	    reader->progress == HTTP_CONTINUE;
}

static void
reader_feed(struct reader *reader, const char *bytes, size_t len, bool end)
{
	/* The last call's copy goes when there is another, so that they do
	 * not lie at the same address: nothing may point into it. */
	char *copy = unit_guard_copy(bytes, len);

	reader_done(reader);
	reader->copy = copy;
	reader->copy_len = len;
	if (reader->one->response)
		reader->progress = (end ? http_response_end :
		    http_response_feed)(&reader->response, copy, len);
	else
		reader->progress = (end ? http_request_end :
		    http_request_feed)(&reader->request, copy, len);
	if (reader->progress != HTTP_CONTINUE)
		return;
	if (len != reader->request.head_len || reader->continued)
		reader->oddly_continued = true;
	reader->continued = true;
}

static void
reader_feed_last(struct reader *reader, const char *bytes, size_t len)
{
	if (reader_waits(reader))
		reader_feed(reader, bytes, len, false);
	if (reader_waits(reader) && reader->one->end)
		reader_feed(reader, bytes, len, true);
}

/* The verdict as text, in the form of the cases. */
struct text {
	char *out;
	size_t size;
	size_t used;
};

static void __attribute__((format(printf, 2, 3)))
say(struct text *text, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text->out + text->used, text->size - text->used,
	    format, args);
	va_end(args);
	text->used += (size_t)len;
	if (text->used >= text->size)
		abort();
}

static void
say_bytes(struct text *text, const char *key, const char *bytes, size_t len)
{
	char shown[80];

	if (len == 0)
		return;
	text_escape(shown, sizeof(shown), bytes, len);
	say(text, "%s: %s\n", key, shown);
}

static void
say_body(struct text *text, const struct reader *reader)
{
	const struct http_request *request = &reader->request;
	uint32_t expected = reader->one->response ?
	    reader->response.body_len : request->body_len;
	char *body = malloc((size_t)expected + 1);
	size_t len = reader->one->response ?
	    http_response_body(&reader->response, reader->copy, body,
	    expected + 1) :
	    http_request_body(request, reader->copy, body, expected + 1);

	if (len != expected)
		say(text, "body of %zu bytes, not %u\n", len, expected);
	say_bytes(text, "body", body, len);
	free(body);
}

static void
say_fault(struct text *text, const char *key, const struct http_fault *fault)
{
	const struct http_rule_info *rule = http_rule_info(fault->rule);

	covered[fault->rule] = true;
	say(text, "%s: %s %u ", key, rule->symbol, rule->status);
	CU_ASSERT((fault->line == 0) == (fault->column == 0));
	if (fault->line != 0)
		say(text, "line %u column %u ", fault->line, fault->column);
	say(text, "byte %u", fault->byte);
}

static void
say_repairs(struct text *text, const struct http_fault *repairs,
    uint32_t count)
{
	for (; count > 0; count--, repairs++) {
		say_fault(text, "repair", repairs);
		say(text, "\n");
	}
}

static void
say_request(struct text *text, const struct reader *reader)
{
	const struct http_request *request = &reader->request;
	const char *bytes = reader->copy;
	struct http_slice path = request->path, host = request->host;
	struct http_slice start = { request->method.at,
	    request->target.at + request->target.len - request->method.at };

	say_bytes(text, "complete", bytes + start.at, start.len);
	if (path.len != request->target.len)
		say_bytes(text, "path", bytes + path.at, path.len);
	say_bytes(text, "query", bytes + request->query.at,
	    request->query.len);
	if (host.at < request->target.at + request->target.len)
		say_bytes(text, "host", bytes + host.at, host.len);
	if (request->version_minor == 0)
		say(text, "version: 1.0\n");
	say_body(text, reader);
	if (!request->keep_alive)
		say(text, "close\n");
	say_repairs(text, request->repairs, request->repair_count);
}

static void
say_response(struct text *text, const struct reader *reader)
{
	const struct http_response *response = &reader->response;

	say(text, "complete: %d\n", response->status);
	if (response->version_minor == 0)
		say(text, "version: 1.0\n");
	say_body(text, reader);
	if (!response->keep_alive)
		say(text, "close\n");
	say_repairs(text, response->repairs, response->repair_count);
}

static const char *const waits[] = {
	[HTTP_PATIENCE_REST] = "", [HTTP_PATIENCE_BODY] = ": a body",
	[HTTP_PATIENCE_MORE] = ": perhaps",
};

/* Everything but when it became certain, which the cut runs find out. */
static void
say_verdict(struct text *text, const struct reader *reader)
{
	const struct http_fault *fault = reader->one->response ?
	    &reader->response.fault : &reader->request.fault;
	bool open = reader->one->response ? reader->response.keep_alive :
	    reader->request.keep_alive;

	if (reader_waits(reader))
		say(text, "more%s\n", waits[reader->request.patience]);
	else if (reader->progress == HTTP_BAD) {
		say_fault(text, "bad", fault);
		say(text, open ? " open\n" : "\n");
		if (fault->detail[0] != '\0')
			say(text, "shown: %s\n", fault->detail);
		if (fault->instead[0] != '\0')
			say(text, "instead: %s\n", fault->instead);
	} else if (reader->one->response)
		say_response(text, reader);
	else
		say_request(text, reader);
}

static uint32_t
raw_len(const struct reader *reader)
{
	bool bad = reader->progress == HTTP_BAD;

	if (reader_waits(reader))
		return 0;
	return reader->one->response ? (bad ? 0 : reader->response.raw_len) :
	    bad && !reader->request.keep_alive ? 0 :
	    reader->request.raw_len;
}

static size_t
next_cut(size_t cut, size_t len)
{
	if (len <= LONG_BYTES || cut < ENDS_BYTES || cut + ENDS_BYTES >= len)
		return cut + 1;
	return cut + STRIDE < len - ENDS_BYTES ? cut + STRIDE :
	    len - ENDS_BYTES;
}

/* The next place to cut a message in two: under valgrind not every one. */
static size_t
other_cut(size_t cut, size_t len)
{
	size_t next = next_cut(cut, len);

	return unit_is_slow() ? next + 6 : next;
}

static void
same(const struct http_case *one, const char *what, size_t cut,
    const char *verdict, const char *expected)
{
	bool holds = strcmp(verdict, expected) == 0;

	if (!holds)
		printf("\n%s: %s: %s at %zu\n--- got\n%s--- not\n%s",
		    one->file, one->title, what, cut, verdict, expected);
	CU_ASSERT(holds);
}

/* Byte by byte.  A message that is good is waited for until its last byte
 * and complete with it; one that is bad is so as soon as it is certain. */
static void
run_slowly(const struct http_case *one, const char *bytes, size_t len,
    const char *expected, struct text *text)
{
	char verdict[HTTP_CASE_VERDICT_SIZE];
	struct text here = { verdict, sizeof(verdict), 0 };
	struct reader reader;
	size_t cut;

	reader_init(&reader, one);
	for (cut = 0; cut < len && reader_waits(&reader);) {
		cut = next_cut(cut, len);
		reader_feed(&reader, bytes, cut, false);
	}
	CU_ASSERT_FALSE(reader.oddly_continued);
	if (reader.progress == HTTP_BAD)
		say(text, "certain after %zu\n", cut);
	if (reader.progress == HTTP_COMPLETE && raw_len(&reader) != cut)
		say(text, "complete after %zu\n", cut);
	if (reader.continued)
		say(text, "continue\n");
	reader_feed_last(&reader, bytes, len);
	say_verdict(&here, &reader);
	same(one, "byte by byte", len, verdict, expected);
	reader_done(&reader);
}

static void
run_cut(const struct http_case *one, const char *bytes, size_t len,
    const char *expected)
{
	char verdict[HTTP_CASE_VERDICT_SIZE];
	struct reader reader;
	size_t cut;

	for (cut = 0; cut < len; cut = other_cut(cut, len)) {
		struct text text = { verdict, sizeof(verdict), 0 };

		reader_init(&reader, one);
		reader_feed(&reader, bytes, cut, false);
		reader_feed_last(&reader, bytes, len);
		say_verdict(&text, &reader);
		same(one, "cut", cut, verdict, expected);
		CU_ASSERT_FALSE(reader.oddly_continued);
		reader_done(&reader);
	}
}

/* One message; returns its length, 0 when nothing can follow it. */
static size_t
run_message(const struct http_case *one, const char *bytes, size_t len,
    struct text *text)
{
	char *verdict = text->out + text->used;
	char *expected;
	struct reader reader;
	size_t raw;

	reader_init(&reader, one);
	reader_feed_last(&reader, bytes, len);
	say_verdict(text, &reader);
	raw = raw_len(&reader);
	expected = strdup(verdict);
	if (!one->whole && expected != NULL) {
		run_cut(one, bytes, len, expected);
		run_slowly(one, bytes, len, expected, text);
	}
	free(expected);
	reader_done(&reader);
	return raw;
}

static void
run_case(const struct http_case *one)
{
	static char verdict[2 * HTTP_CASE_VERDICT_SIZE];
	struct text text = { verdict, sizeof(verdict), 0 };
	struct http_case here = *one;
	size_t at = 0, raw;

	do {
		raw = run_message(&here, one->bytes + at, one->len - at,
		    &text);
		at += raw;
		here.follows = true;
	} while (raw > 0 && at < one->len);
	same(one, "whole", one->len, verdict, one->verdict);
}

static void
cases_hold(void)
{
	size_t count = http_case_each(run_case);

	printf("(%zu cases) ", count);
	CU_ASSERT(count > 0);
}

/* Reads all messages of a case, the bytes cut there; false when one of them
 * is not good. */
static bool
read_all(const struct http_case *one, size_t cut, struct text *text)
{
	struct reader reader;
	size_t at = 0;
	bool good;

	do {
		reader_init(&reader, one);
		if (cut > at)
			reader_feed(&reader, one->bytes + at, cut - at, false);
		reader_feed_last(&reader, one->bytes + at, one->len - at);
		say_verdict(text, &reader);
		good = reader.progress == HTTP_COMPLETE;
		at += raw_len(&reader);
		reader_done(&reader);
	} while (good && at < one->len);
	return good;
}

/* What is right is read in lenient mode as in strict mode, however cut. */
static void
run_right(const struct http_case *one)
{
	static char strict[2 * HTTP_CASE_VERDICT_SIZE];
	static char lenient[2 * HTTP_CASE_VERDICT_SIZE];
	struct text text = { strict, sizeof(strict), 0 };
	struct http_case here = *one;
	size_t cut;

	here.end = true;
	if (one->response || one->lenient || !read_all(&here, 0, &text))
		return;
	here.lenient = true;
	for (cut = 0; cut < one->len; cut = other_cut(cut, one->len)) {
		text = (struct text){ lenient, sizeof(lenient), 0 };
		(void)read_all(&here, cut, &text);
		same(one, "lenient cut", cut, lenient, strict);
	}
	right++;
}

static void
right_is_right_leniently(void)
{
	http_case_each(run_right);
	printf("(%zu cases) ", right);
	CU_ASSERT(right > 80);
}

/* Runs after the cases. */
static void
rules_have_cases(void)
{
	unsigned rule;

	for (rule = 1; rule < HTTP_RULE_COUNT; rule++) {
		if (!covered[rule])
			printf("\nno case for %s ",
			    http_rule_info(rule)->symbol);
		CU_ASSERT(covered[rule]);
	}
}

UNIT_MAIN("http cases", TEST(cases_hold), TEST(right_is_right_leniently),
    TEST(rules_have_cases))
