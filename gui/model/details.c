/* One message from all sides, as text. */
#include "gui/model/details.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/model/lines.h"
#include "gui/model/verdict_words.h"
#include "wire/http.h"
#include "wire/http_walk.h"

#define FOLD_COLUMNS 96
#define WORDS_SIZE 240

static void
put_line(FILE *out, const char *line)
{
	fprintf(out, "%s\n", line);
}

static void
put_lines(FILE *out, const struct log_entry *entry, bool hex)
{
	struct line_options options = { FOLD_COLUMNS, true, hex };
	struct line *line = malloc(sizeof(*line));
	char words[WORDS_SIZE], number[WORDING_NUMBER_SIZE];
	uint32_t at = 0;

	while (line != NULL && lines_next(entry, &options, &at, line))
		fprintf(out, "%s\n", line->text);
	free(line);
	if (!entry->truncated)
		return;
	wording_put(words, sizeof(words), wording_of("details.cut",
	    "... %1 more bytes were not kept by the feed"), wording_number(
	    number, entry->message_bytes - entry->len), NULL);
	fprintf(out, "%s\n", words);
}

static void
put_fact(FILE *out, const char *title, const char *fact)
{
	fprintf(out, "%-10s%s\n", title, fact);
}

/* "wait, process 4123, message 5" */
static void
put_place(FILE *out, const struct log_entry *entry)
{
	char pid[WORDING_NUMBER_SIZE], number[WORDING_NUMBER_SIZE];
	char words[WORDS_SIZE];

	wording_put(words, sizeof(words), wording_of("fact.place",
	    "%1, process %2, message %3"), lab_info(entry->lab)->name,
	    wording_number(pid, (uint64_t)entry->pid),
	    wording_number(number, entry->message), NULL);
	put_fact(out, wording_of("fact.lab", "lab"), words);
}

static void
put_size(FILE *out, const struct log_entry *entry)
{
	char all[WORDING_NUMBER_SIZE], head[WORDING_NUMBER_SIZE];
	char body[WORDING_NUMBER_SIZE], words[WORDS_SIZE];

	wording_put(words, sizeof(words), entry->head_len == 0 ?
	    wording_of("fact.bytes", "%1 bytes") :
	    wording_of("fact.parts", "%1 bytes: head %2, body %3"),
	    wording_number(all, entry->message_bytes),
	    wording_number(head, entry->head_len), wording_number(body,
	    entry->message_bytes - entry->head_len), NULL);
	put_fact(out, wording_of("fact.size", "size"), words);
}

static void
put_facts(FILE *out, const struct log_entry *entry)
{
	char clock[WHEN_CLOCK_SIZE], name[4 * NAME_SIZE];

	when_clock(clock, entry->wall_ns);
	text_escape(name, sizeof(name), entry->name, strlen(entry->name));
	put_fact(out, wording_of("fact.client", "client"), name);
	put_fact(out, wording_of("fact.direction", "direction"),
	    entry->direction == FEED_SENT ?
	    wording_of("fact.sent", "sent by the server") :
	    wording_of("fact.received", "received by the server"));
	put_fact(out, wording_of("fact.time", "time"), clock);
	put_fact(out, wording_of("fact.address", "address"), entry->peer);
	put_place(out, entry);
	put_size(out, entry);
	fputc('\n', out);
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
		fputs(wording_of("details.noColon", "(no colon)"), out);
	put_escaped(out, line + value, len - value);
	fputc('\n', out);
}

static void
put_head(FILE *out, const struct log_entry *entry)
{
	struct http_walk walk;

	put_facts(out, entry);
	if (entry->head_len == 0) {
		put_line(out, !lab_speaks_http(entry->lab) ?
		    wording_of("details.noHead", "this message has no head") :
		    wording_of("details.openHead",
		    "the head does not end: there is no blank line"));
		return;
	}
	http_walk_begin(&walk, entry->bytes, entry->head_len);
	if (!http_walk_next(&walk))
		return;
	put_escaped(out, walk.line, walk.line_len);
	fputs("\n\n", out);
	while (http_walk_next(&walk) && walk.line_len > 0)
		put_field(out, walk.line, walk.line_len);
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
	put_line(out, truncated ? wording_of("details.notJudged",
	    "not judged: the feed did not keep all of it") :
	    wording_of("details.incomplete", "the message is not complete"));
}

static void
judge_request(FILE *out, const struct log_entry *entry)
{
	/* Its first request may come after a greeting. */
	struct http_policy strict = { .follows = entry->message > 2 };
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
		put_line(out, wording_of("details.rightRequest",
		    "nothing is wrong with this request"));
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
		put_line(out, wording_of("details.rightAnswer",
		    "nothing is wrong with this answer"));
	free(response);
}

/* Labs of plain lines: how the message ends is all there is to say. */
static void
judge_line(FILE *out, const struct log_entry *entry)
{
	unsigned char last = entry->len == 0 ? 0 :
	    entry->bytes[entry->len - 1];

	if (entry->len == 0)
		put_line(out, wording_of("details.empty",
		    "the message is empty"));
	else if (last == '\n')
		put_line(out, wording_of("details.newline",
		    "the message ends in a newline"));
	else
		put_line(out, wording_of("details.noNewline",
		    "the message does not end in a newline: only a pause "
		    "tells where it ends"));
	if (entry->len != 0 && memchr(entry->bytes, 0, entry->len) != NULL)
		put_line(out, wording_of("details.nul",
		    "the message holds NUL bytes"));
}

static void
put_verdict(FILE *out, const struct log_entry *entry)
{
	if (entry->fault)
		fprintf(out, "%s\n\n", wording_of("details.refused",
		    "the server could not accept this message"));
	if (entry->verdicts != NULL)
		verdict_put(out, entry);
	else if (lab_info(entry->lab)->speech == LAB_SPEAKS_ANY)
		put_line(out, wording_of("details.any",
		    "any bytes are right here"));
	else if (!lab_speaks_http(entry->lab))
		judge_line(out, entry);
	else if (entry->direction == FEED_SENT)
		judge_response(out, entry);
	else
		judge_request(out, entry);
}

enum details_side
details_first(const struct log_entry *entry)
{
	return log_worst(entry) != NULL ? DETAILS_VERDICT : DETAILS_RAW;
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
