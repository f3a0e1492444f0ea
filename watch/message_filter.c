/* What a message answers to a filter. */
#include "watch/message_filter.h"

#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "wire/rule.h"

enum key {
#define KEY(symbol, word, kind, values) KEY_##symbol,
#include "watch/filter_message_keys.def"
#undef KEY
	KEY_COUNT
};

static const struct filter_key keys[KEY_COUNT] = {
#define KEY(symbol, word, kind, values) { word, FILTER_##kind, values },
#include "watch/filter_message_keys.def"
#undef KEY
};
static const struct filter_keys message_keys = { keys, KEY_COUNT };

struct message_context {
	const struct feed_message *message;
	const char *words;
	const char *rules;	/* that are not ok; "": none is known */
};

static const struct feed_message *
message_of(const struct filter_subject *subject)
{
	const struct message_context *context = subject->context;

	return context->message;
}

static bool
message_has(const struct filter_subject *subject, const char *word)
{
	const struct message_context *context = subject->context;
	const struct feed_message *message = context->message;

	if (context->words != NULL)
		return filter_has(context->words, word);
	return filter_has(message->note, word) || filter_find(message->bytes,
	    message->bytes_len, 0, word) >= 0;
}

/* The rules in what was said of a message: "not ok: calc.form (must), ...;
 * lines.pad.nul". */
static const char *
message_rules_said(const char *note, char scratch[FILTER_TEXT_SIZE])
{
	size_t used = 0, len;

	for (note += strlen(MESSAGE_NOT_OK); note != NULL;) {
		len = strcspn(note, " ;");
		used += (size_t)snprintf(scratch + used,
		    FILTER_TEXT_SIZE - used, "%s%.*s", used == 0 ? "" : " ",
		    (int)len, note);
		if (used >= FILTER_TEXT_SIZE)
			break;
		note = strstr(note, "; ");
		if (note != NULL)
			note += 2;
	}
	return scratch;
}

static bool
message_said_wrong(const struct feed_message *message)
{
	return strncmp(message->note, MESSAGE_NOT_OK,
	    strlen(MESSAGE_NOT_OK)) == 0;
}

static const struct message_context *
context_of(const struct filter_subject *subject)
{
	return subject->context;
}

/* What was said of it, or what the server could not accept. */
static const char *
message_rule(const struct message_context *context,
    char scratch[FILTER_TEXT_SIZE])
{
	const struct feed_message *message = context->message;
	char name[RULE_NAME_SIZE];
	enum rule rule;

	if (context->rules[0] != '\0')
		return context->rules;
	if (message_said_wrong(message))
		return message_rules_said(message->note, scratch);
	rule = message->fault && message->facts.fault_rule > 0 ?
	    rule_of_http(message->facts.fault_rule - 1u) : RULE_NONE;
	(void)snprintf(scratch, FILTER_TEXT_SIZE, "%s", rule == RULE_NONE ?
	    "" : rule_name(rule, message->lab, name));
	return scratch;
}

static const char *
message_text(const struct filter_subject *subject, unsigned key,
    char scratch[FILTER_TEXT_SIZE])
{
	const struct feed_message *message = message_of(subject);

	switch (key) {
	case KEY_RULE:
		return message_rule(context_of(subject), scratch);
	case KEY_LAB:
		return lab_info(message->lab)->name;
	case KEY_PEER:
		return message->peer;
	default:
		return message->direction == FEED_RECEIVED ? "received" :
		    "sent";
	}
}

static bool
message_number(const struct filter_subject *subject, unsigned key,
    int64_t *number)
{
	const struct feed_message *message = message_of(subject);

	switch (key) {
	case KEY_PID:
		*number = message->pid;
		return true;
	case KEY_STATUS:
		*number = message->status;
		return message->status != 0;
	case KEY_MESSAGES:
		*number = message->message;
		return true;
	case KEY_BYTES:
		*number = message->message_bytes;
		return true;
	case KEY_FAULT:
		*number = message->fault || message_said_wrong(message) ||
		    context_of(subject)->rules[0] != '\0';
		return true;
	default:
		*number = message->fault;
		return true;
	}
}

const char *
message_filter_parse(struct filter *filter, const char *text)
{
	return filter_parse(filter, &message_keys, text);
}

bool
message_filter_match(const struct filter *filter,
    const struct feed_message *message, const char *words)
{
	return message_filter_match_judged(filter, message, words, "");
}

bool
message_filter_match_judged(const struct filter *filter,
    const struct feed_message *message, const char *words, const char *rules)
{
	struct message_context context = { message, words, rules };
	struct filter_subject subject = { &context, 0, message->name,
	    message->lab, message_has, message_text, message_number };

	return filter_match(filter, &subject);
}

bool
message_filter_judges(const struct filter *filter)
{
	uint32_t i;

	for (i = 0; i < filter->count; i++)
		if (filter->terms[i].key == KEY_FAULT ||
		    filter->terms[i].key == KEY_RULE)
			return true;
	return false;
}
