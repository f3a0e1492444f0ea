/* A capture as text, to be read, and as JSON lines, for programs. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/labs.h"
#include "base/when.h"
#include "ctl/export.h"
#include "ctl/json_value.h"
#include "ctl/tail.h"
#include "wire/record_words.h"
#include "wire/verdict_record.h"

/* A line where another day begins, in the time that the lines have. */
static void
text_day(int64_t wall_ns, char last[16], FILE *out)
{
	time_t seconds = (time_t)(wall_ns / NS_PER_S);
	struct tm tm;
	char day[16];

	if (wall_ns == 0 || localtime_r(&seconds, &tm) == NULL ||
	    strftime(day, sizeof(day), "%Y-%m-%d", &tm) == 0 ||
	    strcmp(day, last) == 0)
		return;
	(void)text_copy(last, sizeof(day), day);
	fprintf(out, "RECORDED on %s\n", day);
}

static void
text_event(const struct feed_message *record, FILE *out)
{
	char words[RECORD_WORDS_SIZE], clock[WHEN_CLOCK_SIZE] = "-";

	record_words(record, words);
	/* What a server says while it starts has no time. */
	if (record->wall_ns != 0)
		when_clock(clock, record->wall_ns);
	fprintf(out, "%s %s%s%s\n", clock, record->client == 0 ? "" :
	    record->name, record->client == 0 ? "" : " ", words);
}

const char *
export_text(struct capture_view *view, FILE *out)
{
	struct output output = { .text = NULL };
	struct feed_message message;
	char day[16] = "";

	while (capture_view_next(view, &message)) {
		text_day(message.wall_ns, day, out);
		if (message.event != FEED_MESSAGE) {
			text_event(&message, out);
			continue;
		}
		tail_text.message(&output, &message);
		(void)fwrite(output.text, 1, output.len, out);
		output.len = 0;
	}
	output_free(&output);
	return output.error == 0 ? NULL : "no memory";
}

static json_t *
json_verdict(const struct feed_message *record)
{
	char name[RULE_NAME_SIZE], quoted[JUDGE_QUOTED_SIZE];
	struct judge_verdict verdict;
	json_t *object;
	uint64_t number;

	if (!verdict_record_read(record, &verdict, &number))
		return json_null();
	object = json_object();
	judge_quoted(&verdict, quoted);
	(void)json_value_set(object, "rule", json_string(rule_name(
	    verdict.rule, verdict.lab, name)));
	(void)json_value_set(object, "result",
	    json_string(rule_result_word(verdict.result)));
	(void)json_value_set(object, "severity",
	    json_string(rule_severity_word(verdict.severity)));
	(void)json_value_set(object, "line", json_integer(verdict.line));
	(void)json_value_set(object, "column", json_integer(verdict.column));
	(void)json_value_set(object, "quote", json_value_text(quoted));
	(void)json_value_set(object, "of", json_value_count(number));
	return object;
}

/* What a message is, beside what every record has. */
static void
json_message(json_t *object, const struct feed_message *message)
{
	(void)json_value_set(object, "direction", json_string(
	    message->direction == FEED_SENT ? "sent" : "received"));
	(void)json_value_set(object, "bytes",
	    json_value_count(message->message_bytes));
	(void)json_value_set(object, "text",
	    json_value_bytes(message->bytes, message->bytes_len));
	(void)json_value_set(object, "truncated",
	    json_boolean(message->truncated));
	(void)json_value_set(object, "malformed",
	    json_boolean(message->fault));
	(void)json_value_set(object, "datagram",
	    json_boolean(message->datagram));
	(void)json_value_set(object, "status", message->status == 0 ?
	    json_null() : json_integer(message->status));
	(void)json_value_set(object, "arrived",
	    json_value_time(message->facts.arrived_ns));
	(void)json_value_set(object, "read",
	    json_integer(message->facts.read));
}

static json_t *
json_record(const struct feed_message *record)
{
	bool client = record->client != 0;
	char words[RECORD_WORDS_SIZE];
	json_t *object = json_object();

	record_words(record, words);
	(void)json_value_set(object, "time",
	    json_value_time(record->wall_ns));
	(void)json_value_set(object, "event",
	    json_string(feed_event_word(record->event)));
	(void)json_value_set(object, "number",
	    json_value_count(record->facts.number));
	(void)json_value_set(object, "client", client ?
	    json_value_or_null(record->name) : json_null());
	(void)json_value_set(object, "connection", client ?
	    json_value_count(record->client) : json_null());
	(void)json_value_set(object, "pid", json_integer(record->pid));
	(void)json_value_set(object, "lab", client ?
	    json_string(lab_info(record->lab)->name) : json_null());
	(void)json_value_set(object, "peer",
	    json_value_or_null(record->peer));
	(void)json_value_set(object, "message", record->message == 0 ?
	    json_null() : json_integer(record->message));
	(void)json_value_set(object, "words", json_value_text(words));
	if (record->event == FEED_MESSAGE)
		json_message(object, record);
	if (record->event == FEED_VERDICT)
		(void)json_value_set(object, "verdict",
		    json_verdict(record));
	if (record->event == FEED_LOST)
		(void)json_value_set(object, "lost",
		    json_value_count(record->message_bytes));
	return object;
}

const char *
export_json(struct capture_view *view, FILE *out)
{
	struct feed_message message;
	json_t *object;
	char *line;

	while (capture_view_next(view, &message)) {
		object = json_record(&message);
		line = json_value_ascii(object, JSON_COMPACT);
		json_decref(object);
		if (line == NULL)
			return "no memory";
		fprintf(out, "%s\n", line);
		free(line);
	}
	return NULL;
}
