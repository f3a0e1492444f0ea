/*
 * wire/http.h under any bytes, cut anywhere.  The input is what to read (a
 * strict or lenient request or response, one to HEAD; with the high bit, not
 * the first of its connection), a seed for the cuts, and then the bytes, which
 * may hold several messages.
 *
 * Must hold: a message gets the same verdict whole and cut; no byte beyond
 * those lent is read; what is found lies within the message; llhttp agrees
 * with everything we accept; what is right is read leniently as strictly.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wire/http.h"

enum kind {
	STRICT, LENIENT, RESPONSE, RESPONSE_TO_HEAD, RESPONSE_LENIENT, KINDS
};

/* Of either kind, what a verdict consists of. */
struct verdict {
	enum http_progress progress;
	uint32_t head_len;
	uint32_t raw_len;
	uint32_t body_len;
	uint16_t field_count;
	bool keep_alive;
	bool surplus;		/* lenient: it depends on what was there */
	struct http_fault fault;
};

struct reader {
	enum kind kind;
	struct http_request request;
	struct http_response response;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
reader_init(struct reader *reader, enum kind kind, bool follows)
{
	struct http_policy policy = { .lenient = kind == LENIENT,
	    .follows = follows };

	reader->kind = kind;
	http_request_init(&reader->request, &policy);
	http_response_init(&reader->response, kind == RESPONSE_TO_HEAD);
	reader->response.policy.lenient = kind == RESPONSE_LENIENT;
}

/* Lends the bytes as a copy that ends where they end. */
static enum http_progress
reader_feed(struct reader *reader, const char *bytes, size_t len, bool last)
{
	char *copy = malloc(len == 0 ? 1 : len);
	enum http_progress progress;

	must(copy != NULL);
	memcpy(copy, bytes, len);
	if (reader->kind >= RESPONSE)
		progress = (last ? http_response_end : http_response_feed)
		    (&reader->response, copy, len);
	else
		progress = (last ? http_request_end : http_request_feed)
		    (&reader->request, copy, len);
	free(copy);
	return progress;
}

/* Where the body of a wrong message ends may depend on what was there: on what
 * stood behind the end that was announced, or on a request within it. */
static bool
reader_guessed(const struct http_request *request, size_t len)
{
	uint32_t i;

	for (i = 0; i < request->repair_count; i++)
		if (request->repairs[i].rule == HTTP_RULE_LENGTH_SHORT ||
		    (request->repairs[i].rule == HTTP_RULE_BODY_CUT &&
		    request->raw_len < len))
			return true;
	return false;
}

static struct verdict
reader_verdict(const struct reader *reader, enum http_progress progress,
    size_t len)
{
	const struct http_request *request = &reader->request;
	const struct http_response *response = &reader->response;
	struct verdict verdict;

	memset(&verdict, 0, sizeof(verdict));
	verdict.progress = progress;
#define COPY(from)							\
	verdict.head_len = (from)->head_len;				\
	verdict.raw_len = (from)->raw_len;				\
	verdict.body_len = (from)->body_len;				\
	verdict.field_count = (from)->field_count;			\
	verdict.keep_alive = (from)->keep_alive;			\
	if (progress == HTTP_BAD)					\
		verdict.fault = (from)->fault
	if (reader->kind >= RESPONSE) {
		COPY(response);
		return verdict;
	}
	COPY(request);
#undef COPY
	verdict.surplus = reader_guessed(request, len);
	return verdict;
}

static struct verdict
read_cut(struct reader *reader, const char *bytes, size_t len, uint32_t seed)
{
	enum http_progress progress = HTTP_MORE;
	size_t have = 0;

	while (have < len && progress <= HTTP_CONTINUE) {
		/* Seed 0 cuts after every byte. */
		seed = seed * 1664525 + (seed == 0 ? 0 : 1013904223);
		have += 1 + (seed >> 27);
		if (have > len)
			have = len;
		progress = reader_feed(reader, bytes, have, false);
	}
	if (progress <= HTTP_CONTINUE)
		progress = reader_feed(reader, bytes, len, true);
	return reader_verdict(reader, progress, len);
}

static struct verdict
read_whole(struct reader *reader, const char *bytes, size_t len)
{
	enum http_progress progress = reader_feed(reader, bytes, len, false);

	if (progress <= HTTP_CONTINUE)
		progress = reader_feed(reader, bytes, len, true);
	return reader_verdict(reader, progress, len);
}

static void
check_slice(struct http_slice slice, uint32_t limit)
{
	must(slice.at <= limit && slice.len <= limit - slice.at);
}

static void
check_reason(const struct http_response *response, const char *bytes)
{
	char reason[HTTP_REASON_SIZE];

	check_slice(response->reason, response->head_len);
	http_response_reason(response, bytes, reason);
	must(memchr(reason, '\0', sizeof(reason)) != NULL);
}

static void
check_found(const struct reader *reader, const struct verdict *verdict,
    const char *bytes, size_t len)
{
	const struct http_request *request = &reader->request;
	const struct http_field *fields = reader->kind >= RESPONSE ?
	    reader->response.fields : request->fields;
	char *body = malloc(verdict->body_len + 1);
	uint16_t i;

	must(verdict->raw_len <= len &&
	    verdict->head_len <= verdict->raw_len);
	for (i = 0; i < verdict->field_count; i++) {
		check_slice(fields[i].name, verdict->head_len);
		check_slice(fields[i].value, verdict->head_len);
	}
	check_slice(request->method, verdict->head_len);
	check_slice(request->target, verdict->head_len);
	check_slice(request->path, verdict->head_len);
	check_slice(request->query, verdict->head_len);
	check_slice(request->host, verdict->head_len);
	must(body != NULL && verdict->body_len == (reader->kind >= RESPONSE ?
	    http_response_body(&reader->response, bytes, body,
	    verdict->body_len + 1) :
	    http_request_body(request, bytes, body, verdict->body_len + 1)));
	http_accepts_json(request, bytes);
	if (reader->kind >= RESPONSE)
		check_reason(&reader->response, bytes);
	free(body);
}

static void
check_fault(const struct verdict *verdict)
{
	char text[1024];
	size_t len = http_fault_explain(&verdict->fault, text, sizeof(text));

	must(verdict->fault.rule != HTTP_RULE_NONE);
	must(len > 0 && text[len - 1] == '\n' && strlen(text) == len);
	must(!verdict->keep_alive ||
	    !http_rule_info(verdict->fault.rule)->close);
}

static struct verdict
read_as(enum kind kind, const char *bytes, size_t len)
{
	static struct reader reader;

	reader_init(&reader, kind, false);
	return read_whole(&reader, bytes, len);
}

/* A good request, after which nothing comes or another good one. */
static void
check_lenient(const struct verdict *strict, const char *bytes, size_t len)
{
	size_t left = len - strict->raw_len;
	struct verdict lenient;

	if (left != 0 && read_as(STRICT, bytes + strict->raw_len,
	    left).progress != HTTP_COMPLETE)
		return;
	lenient = read_as(LENIENT, bytes, len);
	must(memcmp(&lenient, strict, sizeof(lenient)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct reader whole, cut;
	struct verdict one, other;
	const char *bytes = (const char *)data + 2;
	enum kind kind;
	bool follows;

	if (size < 2)
		return 0;
	kind = (data[0] & 0x7f) % KINDS;
	follows = (data[0] & 0x80) != 0;
	for (size -= 2; size > 0; bytes += one.raw_len,
	    size -= one.raw_len) {
		reader_init(&whole, kind, follows);
		reader_init(&cut, kind, follows);
		follows = true;
		one = read_whole(&whole, bytes, size);
		other = read_cut(&cut, bytes, size, data[1]);
		if (!one.surplus && !other.surplus)
			must(memcmp(&one, &other, sizeof(one)) == 0);
		if (one.progress == HTTP_BAD)
			check_fault(&one);
		if (one.progress == HTTP_COMPLETE)
			check_found(&whole, &one, bytes, size);
		if (kind == STRICT && one.progress == HTTP_COMPLETE)
			check_lenient(&one, bytes, size);
		if (one.progress != HTTP_COMPLETE || one.raw_len == 0)
			break;
	}
	return 0;
}

/* Right messages of every kind, and some that are right only leniently: from
 * nothing, mutations would hardly make one that is read to its end. */
static const struct {
	enum kind kind;
	const char *text;
} seeds[] = {
	{ STRICT, "GET /a%20b?c=d HTTP/1.1\r\nHost: a:80\r\nAccept: "
	    "text/*;q=0.5, application/json\r\n\r\n" },
	{ STRICT, "\r\nPOST /wait HTTP/1.1\r\nHost: [::1]\r\n"
	    "Content-Length: 3\r\nConnection: close \r\n\r\n1.5" },
	{ STRICT, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
	    "chunked\r\nTrailer: X\r\n\r\n5;n=\"q\\\"\"\r\nhello\r\n"
	    "1 ;b\r\n!\r\n0\r\nX: y\r\n\r\n" },
	{ STRICT, "HEAD http://h/x HTTP/1.0\r\nConnection: keep-alive\r\n"
	    "\r\nOPTIONS * HTTP/1.1\r\nHost:\r\n\r\nBREW /p HTTP/1.2\r\n"
	    "Host: a\r\n\r\n" },
	{ STRICT, "PUT /n HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
	    "Content-Length: 2\r\n\r\nokGET / HTTP/1.1\r\nHost: a\r\n\r\n" },
	{ LENIENT, "post  /wait  http/1.1\nHost : a\nContent-Length: 9\n\n"
	    "DATA: 12\n" },
	{ LENIENT, "  \tPOST / HTTP/1.1\r\nContent-Length: 1\r\n"
	    "Content-Length: 1\r\n\r\n15\r\nGET / HTTP/1.1\r\n\r\n" },
	{ RESPONSE, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nDate: "
	    "x\r\nContent-Length: 2\r\n\r\nokHTTP/1.0 404\r\n\r\nuntil" },
	{ RESPONSE, "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n"
	    "A\r\n0123456789\r\n0\r\n\r\nHTTP/1.1 204 None\r\n\r\n" },
	{ RESPONSE_TO_HEAD, "HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\n" },
	{ RESPONSE_LENIENT, "HTTP/1.1 409 Conflict\nContent-Length : 5\n\n"
	    "takenHTTP/1.1 200 OK\r\n\r\n" },
};

size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	size_t len;

	if (number >= sizeof(seeds) / sizeof(seeds[0]))
		return 0;
	len = strlen(seeds[number].text);
	if (len + 2 > out_size)
		return 0;
	out[0] = (uint8_t)seeds[number].kind;
	out[1] = (uint8_t)number;
	memcpy(out + 2, seeds[number].text, len);
	return len + 2;
}
