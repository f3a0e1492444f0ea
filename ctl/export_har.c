/*
 * HAR 1.2 (HTTP Archive): requests and answers, as browsers and their tools
 * read them.  A member that is not of the format begins with "_", as it asks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/version.h"
#include "base/when.h"
#include "ctl/exchange.h"
#include "ctl/export.h"
#include "ctl/json_value.h"

struct har {
	FILE *out;
	uint64_t entries;
	bool failed;		/* no memory */
};

static json_t *
har_word(const struct exchange_side *side, size_t *at)
{
	const char *word = "";
	size_t len = exchange_word(side, at, &word);

	return json_value_bytes(word, len);
}

static json_t *
har_pair(const char *name, size_t name_len, const char *value,
    size_t value_len)
{
	json_t *pair = json_object();

	(void)json_value_set(pair, "name", json_value_bytes(name, name_len));
	(void)json_value_set(pair, "value", json_value_bytes(value,
	    value_len));
	return pair;
}

/* Each line of the head that has a colon. */
static json_t *
har_headers(const struct exchange_side *side)
{
	const char *line = side->bytes, *end = line + side->head_len;
	const char *next, *colon, *value, *stop;
	json_t *headers = json_array();
	bool first = true;

	for (; line < end; line = next, first = false) {
		next = memchr(line, '\n', (size_t)(end - line));
		stop = next == NULL ? end : next;
		next = next == NULL ? end : next + 1;
		if (stop > line && stop[-1] == '\r')
			stop--;
		colon = memchr(line, ':', (size_t)(stop - line));
		if (first || colon == NULL)
			continue;
		for (value = colon + 1; value < stop && (*value == ' ' ||
		    *value == '\t');)
			value++;
		(void)json_array_append_new(headers, har_pair(line,
		    (size_t)(colon - line), value, (size_t)(stop - value)));
	}
	return headers;
}

/* What stands behind the question mark, as it was written. */
static json_t *
har_query(const char *target, size_t len)
{
	const char *mark = memchr(target, '?', len), *end = target + len;
	const char *at, *next, *equals;
	json_t *query = json_array();

	for (at = mark == NULL ? end : mark + 1; at < end; at = next + 1) {
		next = memchr(at, '&', (size_t)(end - at));
		if (next == NULL)
			next = end;
		equals = memchr(at, '=', (size_t)(next - at));
		if (equals == NULL)
			(void)json_array_append_new(query, har_pair(at,
			    (size_t)(next - at), "", 0));
		else
			(void)json_array_append_new(query, har_pair(at,
			    (size_t)(equals - at), equals + 1,
			    (size_t)(next - equals - 1)));
	}
	return query;
}

static const char *
har_type(const struct exchange_side *side, size_t *len)
{
	const char *type = exchange_field(side, "Content-Type", len);

	if (type != NULL)
		return type;
	*len = strlen("x-unknown");
	return "x-unknown";
}

static uint64_t
har_body_size(const struct exchange_side *side)
{
	return side->message_bytes > side->head_len ?
	    side->message_bytes - side->head_len : 0;
}

static json_t *
har_post(const struct exchange_side *request)
{
	size_t len;
	const char *type = har_type(request, &len);
	json_t *post = json_object();

	(void)json_value_set(post, "mimeType", json_value_bytes(type, len));
	(void)json_value_set(post, "text", json_value_bytes(request->bytes +
	    request->head_len, request->len - request->head_len));
	return post;
}

/* A target with what may not stand in a URL as %XX; the bytes are in _target
 * then. */
static size_t
url_put(char *out, const char *target, size_t len)
{
	static const char never[] = "\"<>\\^`{|}";
	size_t used = 0, i;
	unsigned char c;

	for (i = 0; i < len; i++) {
		c = (unsigned char)target[i];
		if (c > ' ' && c < 0x7f && strchr(never, c) == NULL)
			out[used++] = target[i];
		else
			used += (size_t)sprintf(out + used, "%%%02X", c);
	}
	return used;
}

static bool
url_is_whole(const char *target, size_t len)
{
	return (len > 7 && strncasecmp(target, "http://", 7) == 0) ||
	    (len > 8 && strncasecmp(target, "https://", 8) == 0);
}

static bool
host_is_good(const char *host, size_t len)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";
	size_t i;

	for (i = 0; host != NULL && i < len; i++)
		if (host[i] == '\0' || strchr(good, host[i]) == NULL)
			return false;
	return host != NULL && len > 0;
}

/* "http://HOST/path": where there is no Host, or none that is one, the
 * server's own address. */
static json_t *
har_url(const struct exchange *exchange, const char *target, size_t len)
{
	size_t host_len = 0, used = 0;
	const char *host = exchange_field(&exchange->request, "Host",
	    &host_len);
	json_t *value;
	char *url;

	if (!host_is_good(host, host_len)) {
		host = exchange->local[0] == '\0' ? "localhost" :
		    exchange->local;
		host_len = strlen(host);
	}
	url = malloc(host_len + 3 * len + sizeof("http:///"));
	if (url == NULL)
		return NULL;
	if (!url_is_whole(target, len))
		used = (size_t)sprintf(url, "http://%.*s%s", (int)host_len,
		    host, len > 0 && target[0] == '/' ? "" : "/");
	used += url_put(url + used, target, len);
	value = json_value_bytes(url, used);
	free(url);
	return value;
}

static json_t *
har_request(const struct exchange *exchange)
{
	const struct exchange_side *request = &exchange->request;
	json_t *object = json_object();
	const char *target = "";
	size_t at = 0, len;

	(void)json_value_set(object, "method", har_word(request, &at));
	len = exchange_word(request, &at, &target);
	(void)json_value_set(object, "url", har_url(exchange, target, len));
	(void)json_value_set(object, "_target", json_value_bytes(target,
	    len));
	(void)json_value_set(object, "httpVersion", har_word(request, &at));
	(void)json_value_set(object, "cookies", json_array());
	(void)json_value_set(object, "headers", har_headers(request));
	(void)json_value_set(object, "queryString", har_query(target, len));
	if (request->len > request->head_len)
		(void)json_value_set(object, "postData", har_post(request));
	(void)json_value_set(object, "headersSize",
	    json_value_count(request->head_len));
	(void)json_value_set(object, "bodySize",
	    json_value_count(har_body_size(request)));
	(void)json_value_set(object, "_malformed",
	    json_boolean(request->fault));
	return object;
}

static json_t *
har_content(const struct exchange_side *answer)
{
	const char *body = answer->bytes + answer->head_len, *type;
	size_t len = answer->len - answer->head_len, type_len;
	json_t *content = json_object();

	type = har_type(answer, &type_len);
	(void)json_value_set(content, "size",
	    json_value_count(har_body_size(answer)));
	(void)json_value_set(content, "mimeType", json_value_bytes(type,
	    type_len));
	if (len > 0)
		(void)json_value_set(content, "text", json_value_bytes(body,
		    len));
	return content;
}

/* There was none: status 0, as browsers write it. */
static json_t *
har_unanswered(void)
{
	return json_pack("{s:i,s:s,s:s,s:[],s:[],s:{s:i,s:s},s:s,s:i,s:i,"
	    "s:s}", "status", 0, "statusText", "", "httpVersion", "",
	    "cookies", "headers", "content", "size", 0, "mimeType",
	    "x-unknown", "redirectURL", "", "headersSize", -1, "bodySize",
	    -1, "_error", "no answer was sent");
}

static json_t *
har_answer(const struct exchange_side *answer, int status)
{
	json_t *object = json_object();
	size_t at = 0, len = 0;
	const char *word, *location;

	if (answer->bytes == NULL) {
		json_decref(object);
		return har_unanswered();
	}
	word = answer->bytes + answer->head_len;
	(void)json_value_set(object, "httpVersion", har_word(answer, &at));
	(void)exchange_word(answer, &at, &word);
	(void)json_value_set(object, "status", json_integer(status));
	len = exchange_word(answer, &at, &word);
	/* A reason may be several words: the rest of the line. */
	while (word + len < answer->bytes + answer->head_len &&
	    word[len] != '\r' && word[len] != '\n')
		len++;
	(void)json_value_set(object, "statusText", json_value_bytes(word,
	    len));
	(void)json_value_set(object, "cookies", json_array());
	(void)json_value_set(object, "headers", har_headers(answer));
	(void)json_value_set(object, "content", har_content(answer));
	location = exchange_field(answer, "Location", &len);
	(void)json_value_set(object, "redirectURL", json_value_bytes(location
	    == NULL ? "" : location, location == NULL ? 0 : len));
	(void)json_value_set(object, "headersSize",
	    json_value_count(answer->head_len));
	(void)json_value_set(object, "bodySize",
	    json_value_count(har_body_size(answer)));
	return object;
}

static double
har_ms(int64_t from_ns, int64_t to_ns)
{
	return to_ns > from_ns ? (double)(to_ns - from_ns) / NS_PER_MS : 0;
}

/* From its first byte to when it was whole; from then to the answer.  How long
 * that took to arrive no server knows. */
static void
har_times(json_t *entry, const struct exchange *exchange)
{
	const struct exchange_side *request = &exchange->request;
	const struct exchange_side *answer = &exchange->answer;
	int64_t begun_ns = request->arrived_ns != 0 ? request->arrived_ns :
	    request->wall_ns;
	double send = har_ms(begun_ns, request->wall_ns);
	double wait = answer->bytes == NULL ? 0 :
	    har_ms(request->wall_ns, answer->wall_ns);

	(void)json_value_set(entry, "startedDateTime",
	    json_value_time(begun_ns));
	(void)json_value_set(entry, "time", json_real(send + wait));
	(void)json_value_set(entry, "timings", json_pack("{s:f,s:f,s:i}",
	    "send", send, "wait", wait, "receive", 0));
}

static void
har_local(json_t *entry, const char *local)
{
	const char *colon = strrchr(local, ':');
	size_t len = colon == NULL ? 0 : (size_t)(colon - local);

	if (len > 1 && local[0] == '[') {
		local++;
		len -= 2;
	}
	if (len > 0)
		(void)json_value_set(entry, "serverIPAddress",
		    json_value_bytes(local, len));
}

static void
har_exchange(void *context, const struct exchange *exchange)
{
	char number[TEXT_NUMBER_SIZE];
	struct har *har = context;
	json_t *entry;
	char *text;

	/* An answer to nothing is none that the format has a place for. */
	if (exchange->request.bytes == NULL)
		return;
	entry = json_object();
	har_times(entry, exchange);
	(void)json_value_set(entry, "request", har_request(exchange));
	(void)json_value_set(entry, "response", har_answer(&exchange->answer,
	    exchange->status));
	(void)json_value_set(entry, "cache", json_object());
	har_local(entry, exchange->local);
	number[text_number(number, exchange->client)] = '\0';
	(void)json_value_set(entry, "connection", json_string(number));
	(void)json_value_set(entry, "_client",
	    json_value_text(exchange->name));
	text = json_value_ascii(entry, JSON_COMPACT);
	json_decref(entry);
	har->failed = har->failed || text == NULL;
	if (text != NULL)
		fprintf(har->out, "%s\n    %s", har->entries++ == 0 ? "" :
		    ",", text);
	free(text);
}

const char *
export_har(struct capture_view *view, FILE *out)
{
	struct har har = { .out = out };
	struct exchange_sink sink = { &har, har_exchange };
	struct exchanges *exchanges = exchanges_new(&sink);
	struct feed_message message;
	uint64_t missed;

	if (exchanges == NULL)
		return "no memory";
	fprintf(out, "{\"log\": {\"version\": \"1.2\", \"creator\": "
	    "{\"name\": \"Barewire\", \"version\": \"%s\"}, \"entries\": [",
	    BAREWIRE_VERSION);
	while (capture_view_next(view, &message))
		exchanges_record(exchanges, &message,
		    capture_view_local(view));
	exchanges_end(exchanges);
	fprintf(out, "\n  ], \"comment\": \"a server's capture; %llu messages "
	    "that are not HTTP are left out\"}}\n",
	    (unsigned long long)exchanges_others(exchanges));
	missed = exchanges_missed(exchanges);
	exchanges_free(exchanges);
	return missed > 0 || har.failed ? "no memory" : NULL;
}
