/* NCSA's combined log format, as Apache httpd writes it: a line an answer. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/when.h"
#include "ctl/exchange.h"
#include "ctl/export.h"

#define QUOTED_SIZE	(4 * 2048 + 1)

/* Between quotes, as httpd does: what is not printable ASCII, a quote and a
 * backslash are \xHH, \" and \\. */
static void
log_quote(FILE *out, const char *text, size_t len)
{
	unsigned char c;
	size_t i;

	fputc('"', out);
	if (text == NULL)
		fputc('-', out);
	for (i = 0; text != NULL && i < len; i++) {
		c = (unsigned char)text[i];
		if (c == '"' || c == '\\')
			fprintf(out, "\\%c", c);
		else if (c < ' ' || c > '~')
			fprintf(out, "\\x%02x", c);
		else
			fputc(c, out);
	}
	fputc('"', out);
}

/* A name is a word of the line: nothing in it may end one. */
static void
log_word(FILE *out, const char *text)
{
	unsigned char c;

	for (; *text != '\0'; text++) {
		c = (unsigned char)*text;
		if (c <= ' ' || c > '~' || c == '"' || c == '\\')
			fprintf(out, "\\x%02x", c);
		else
			fputc(c, out);
	}
}

/* Without the port, and an IPv6 address without its brackets. */
static void
log_host(FILE *out, const char *peer)
{
	char host[ADDRESS_SIZE];
	char *colon;
	size_t len;

	(void)text_copy(host, sizeof(host), peer);
	colon = strrchr(host, ':');
	if (colon != NULL)
		*colon = '\0';
	len = strlen(host);
	if (len > 1 && host[0] == '[' && host[len - 1] == ']') {
		host[len - 1] = '\0';
		log_word(out, host + 1);
	} else {
		log_word(out, len == 0 ? "-" : host);
	}
}

/* "[29/Nov/2026:19:47:54 +0000]", whatever the locale. */
static void
log_time(FILE *out, int64_t wall_ns)
{
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	time_t seconds = (time_t)(wall_ns / NS_PER_S);
	struct tm tm;

	if (gmtime_r(&seconds, &tm) == NULL)
		memset(&tm, 0, sizeof(tm));
	fprintf(out, "[%02d/%s/%04d:%02d:%02d:%02d +0000]", tm.tm_mday,
	    months[tm.tm_mon % 12], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
	    tm.tm_sec);
}

static void
log_request(FILE *out, const struct exchange_side *request)
{
	const char *line = request->bytes, *end;
	size_t len;

	if (line == NULL) {
		log_quote(out, NULL, 0);
		return;
	}
	for (len = request->head_len; len > 0 && (*line == '\r' ||
	    *line == '\n'); len--)
		line++;
	end = memchr(line, '\n', len);
	if (end != NULL)
		len = (size_t)(end - line);
	if (len > 0 && line[len - 1] == '\r')
		len--;
	log_quote(out, line, len);
}

static void
log_exchange(void *context, const struct exchange *exchange)
{
	const struct exchange_side *request = &exchange->request;
	const struct exchange_side *answer = &exchange->answer;
	const char *referer = NULL, *agent = NULL;
	size_t referer_len = 0, agent_len = 0;
	FILE *out = context;

	/* A line is an answer: what had none is no line. */
	if (answer->bytes == NULL)
		return;
	if (request->bytes != NULL) {
		referer = exchange_field(request, "Referer", &referer_len);
		agent = exchange_field(request, "User-Agent", &agent_len);
	}
	log_host(out, exchange->peer);
	fputs(" - ", out);
	log_word(out, exchange->named ? exchange->name : "-");
	fputc(' ', out);
	log_time(out, request->bytes != NULL ? request->wall_ns :
	    answer->wall_ns);
	fputc(' ', out);
	log_request(out, request);
	fprintf(out, " %03d ", exchange->status < 0 || exchange->status > 999 ?
	    0 : exchange->status);
	if (answer->message_bytes > answer->head_len)
		fprintf(out, "%llu ", (unsigned long long)
		    (answer->message_bytes - answer->head_len));
	else
		fputs("- ", out);
	log_quote(out, referer, referer_len);
	fputc(' ', out);
	log_quote(out, agent, agent_len);
	fputc('\n', out);
}

const char *
export_log(struct capture_view *view, FILE *out)
{
	struct exchange_sink sink = { out, log_exchange };
	struct exchanges *exchanges = exchanges_new(&sink);
	struct feed_message message;
	const char *fault = NULL;

	if (exchanges == NULL)
		return "no memory";
	while (capture_view_next(view, &message))
		exchanges_record(exchanges, &message,
		    capture_view_local(view));
	if (exchanges_missed(exchanges) > 0)
		fault = "no memory";
	exchanges_free(exchanges);
	return fault;
}
