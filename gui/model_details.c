/* One message from all sides, as text. */
#include "gui/model_details.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/model_lines.h"
#include "wire/http.h"

#define FOLD_COLUMNS 96

static void
put_lines(FILE *out, const struct log_entry *entry, bool hex)
{
	struct line_options options = { FOLD_COLUMNS, true, hex };
	struct line *line = malloc(sizeof(*line));
	uint32_t at = 0;

	while (line != NULL && lines_next(entry, &options, &at, line))
		fprintf(out, "%s\n", line->text);
	free(line);
	if (entry->truncated)
		fprintf(out, "... %u more bytes were not kept by the feed\n",
		    entry->message_bytes - entry->len);
}

static void
put_facts(FILE *out, const struct log_entry *entry)
{
	char clock[WHEN_CLOCK_SIZE], name[4 * NAME_SIZE];

	when_clock(clock, entry->wall_ns);
	text_escape(name, sizeof(name), entry->name, strlen(entry->name));
	fprintf(out, "%-10s%s\n", "client", name);
	fprintf(out, "%-10s%s\n", "direction",
	    entry->direction == FEED_SENT ? "sent by the server" :
	    "received by the server");
	fprintf(out, "%-10s%s\n", "time", clock);
	fprintf(out, "%-10s%s\n", "address", entry->peer);
	fprintf(out, "%-10s%s, process %d, message %u\n", "lab",
	    lab_info(entry->lab)->name, entry->pid, entry->message);
	fprintf(out, "%-10s%u bytes", "size", entry->message_bytes);
	if (entry->head_len != 0)
		fprintf(out, ": head %u, body %u", entry->head_len,
		    entry->message_bytes - entry->head_len);
	fputs("\n\n", out);
}

static void
put_escaped(FILE *out, const unsigned char *bytes, size_t len)
{
	char safe[1024];

	text_escape(safe, sizeof(safe), bytes, len);
	fputs(safe, out);
}

/* "Host" then its value, in two columns, however they were written. */
static void
put_field(FILE *out, const unsigned char *line, size_t len)
{
	const unsigned char *colon = memchr(line, ':', len);
	size_t name = colon == NULL ? len : (size_t)(colon - line);
	size_t value = name + (colon != NULL);

	while (value < len && (line[value] == ' ' || line[value] == '\t'))
		value++;
	fputs("  ", out);
	put_escaped(out, line, name);
	fprintf(out, "%*s", name < 22 ? (int)(22 - name) : 1, "");
	if (colon == NULL)
		fputs("(no colon)", out);
	put_escaped(out, line + value, len - value);
	fputc('\n', out);
}

static void
put_head(FILE *out, const struct log_entry *entry)
{
	size_t at = 0, len;
	const unsigned char *line, *end;
	unsigned number = 0;

	put_facts(out, entry);
	if (entry->head_len == 0) {
		fputs(entry->lab != LAB_WAIT ? "this message has no head\n" :
		    "the head does not end: there is no blank line\n", out);
		return;
	}
	while (entry->bytes[at] == '\r' || entry->bytes[at] == '\n')
		if (++at == entry->head_len)
			return;
	for (; at < entry->head_len; at += len + 1, number++) {
		line = entry->bytes + at;
		end = memchr(line, '\n', entry->head_len - at);
		len = end == NULL ? entry->head_len - at :
		    (size_t)(end - line);
		if (len == 0 || (len == 1 && line[0] == '\r'))
			break;
		if (number == 0)
			put_escaped(out, line, len - (line[len - 1] == '\r'));
		else
			put_field(out, line, len - (line[len - 1] == '\r'));
		if (number == 0)
			fputs("\n\n", out);
	}
}

static void
put_fault(FILE *out, const struct http_fault *fault)
{
	char words[1024];

	http_fault_explain(fault, words, sizeof(words));
	fputs(words, out);
}

static void
put_missing(FILE *out, bool truncated)
{
	fputs(truncated ? "not judged: the feed did not keep all of it\n" :
	    "the message is not complete\n", out);
}

static void
judge_request(FILE *out, const struct log_entry *entry)
{
	static const struct http_policy strict = { false };
	struct http_request *request = malloc(sizeof(*request));
	enum http_progress progress;

	if (request == NULL)
		return;
	http_request_init(request, &strict);
	do {
		progress = http_request_feed(request,
		    (const char *)entry->bytes, entry->len);
	} while (progress == HTTP_CONTINUE);
	if (progress == HTTP_MORE && !entry->truncated)
		progress = http_request_end(request,
		    (const char *)entry->bytes, entry->len);
	if (progress == HTTP_BAD)
		put_fault(out, &request->fault);
	else if (progress == HTTP_MORE)
		put_missing(out, entry->truncated);
	else
		fputs("nothing is wrong with this request\n", out);
	free(request);
}

static void
judge_response(FILE *out, const struct log_entry *entry)
{
	struct http_response *response = malloc(sizeof(*response));
	enum http_progress progress;

	if (response == NULL)
		return;
	/* Without its body it is the answer to a HEAD request. */
	http_response_init(response, entry->len == entry->head_len);
	progress = http_response_feed(response, (const char *)entry->bytes,
	    entry->len);
	if (progress == HTTP_BAD)
		put_fault(out, &response->fault);
	else if (progress == HTTP_MORE)
		put_missing(out, entry->truncated);
	else
		fputs("nothing is wrong with this answer\n", out);
	free(response);
}

/* Labs of plain lines: how the message ends is all there is to say. */
static void
judge_line(FILE *out, const struct log_entry *entry)
{
	unsigned char last = entry->len == 0 ? 0 :
	    entry->bytes[entry->len - 1];

	if (entry->len == 0)
		fputs("the message is empty\n", out);
	else if (last == '\n')
		fputs("the message ends in a newline\n", out);
	else
		fputs("the message does not end in a newline: only a pause "
		    "tells where it ends\n", out);
	if (entry->len != 0 && memchr(entry->bytes, 0, entry->len) != NULL)
		fputs("the message holds NUL bytes\n", out);
}

static void
put_verdict(FILE *out, const struct log_entry *entry)
{
	if (entry->fault)
		fputs("the server could not accept this message\n\n", out);
	if (entry->lab == LAB_ECHO)
		fputs("any bytes are right here\n", out);
	else if (entry->lab != LAB_WAIT)
		judge_line(out, entry);
	else if (entry->direction == FEED_SENT)
		judge_response(out, entry);
	else
		judge_request(out, entry);
}

char *
details_text(const struct log_entry *entry, enum details_side side)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		return NULL;
	switch (side) {
	case DETAILS_RAW:
		put_lines(out, entry, false);
		break;
	case DETAILS_HEAD:
		put_head(out, entry);
		break;
	case DETAILS_HEX:
		put_lines(out, entry, true);
		break;
	case DETAILS_VERDICT:
		put_verdict(out, entry);
		break;
	case DETAILS_SIDES:
		break;
	}
	return fclose(out) == 0 ? text : NULL;
}
