/* Messages for programs: one JSON object a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "base/when.h"
#include "ctl/json_value.h"
#include "ctl/tail.h"

/* Takes the object over: one line of output. */
static void
json_put(struct output *output, json_t *object)
{
	char *line;

	if (output->recorded)
		(void)json_value_set(object, "recorded", json_true());
	line = json_value_ascii(object, JSON_COMPACT);
	json_decref(object);
	if (line == NULL)
		return;
	output_add(output, line, strlen(line));
	output_add(output, "\n", 1);
	free(line);
}

static json_t *
json_direction(const struct feed_message *message)
{
	if (message->direction == FEED_NEITHER)
		return json_null();
	return json_string(message->direction == FEED_SENT ? "sent" :
	    "received");
}

/* A disconnect's reason, a registration's old name, a note. */
static json_t *
json_reason(const struct feed_message *message)
{
	char text[FEED_NOTE_MAX + 8];

	if (message->event != FEED_REGISTERED || message->note[0] == '\0')
		return json_value_or_null(message->note);
	(void)snprintf(text, sizeof(text), "was %s", message->note);
	return json_value_text(text);
}

static void
json_message(struct output *output, const struct feed_message *message)
{
	bool is_message = message->event == FEED_MESSAGE;
	bool of_message = is_message || (message->event == FEED_MISCHIEF &&
	    message->direction != FEED_NEITHER);
	json_t *object = json_object();

	(void)json_value_set(object, "time",
	    json_value_time(message->wall_ns));
	(void)json_value_set(object, "event",
	    json_string(feed_event_word(message->event)));
	(void)json_value_set(object, "client",
	    json_value_or_null(message->name));
	(void)json_value_set(object, "pid", json_integer(message->pid));
	(void)json_value_set(object, "lab",
	    json_string(lab_info(message->lab)->name));
	(void)json_value_set(object, "peer",
	    json_value_or_null(message->peer));
	(void)json_value_set(object, "direction", json_direction(message));
	(void)json_value_set(object, "message", of_message ?
	    json_integer(message->message) : json_null());
	(void)json_value_set(object, "bytes", of_message ?
	    json_value_count(message->message_bytes) : json_null());
	(void)json_value_set(object, "text", is_message ?
	    json_value_bytes(message->bytes, message->bytes_len) :
	    json_null());
	(void)json_value_set(object, "truncated", is_message ?
	    json_boolean(message->truncated) : json_null());
	(void)json_value_set(object, "past", json_boolean(message->past));
	(void)json_value_set(object, "reason", json_reason(message));
	json_put(output, object);
}

static void
json_gap(struct output *output, uint64_t count)
{
	static const char *const absent[] = { "client", "pid", "lab", "peer",
	    "direction", "message", "bytes", "text", "truncated", "past" };
	json_t *object = json_object();
	char text[TAIL_GAP_SIZE];
	size_t i;

	tail_gap_text(text, count);
	(void)json_value_set(object, "time",
	    json_value_time(when_wall_ns()));
	(void)json_value_set(object, "event", json_string("lost"));
	for (i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		(void)json_value_set(object, absent[i], json_null());
	(void)json_value_set(object, "reason", json_string(text));
	json_put(output, object);
}

const struct tail_form tail_json = { json_message, json_gap };
