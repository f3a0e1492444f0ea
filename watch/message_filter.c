/* What a message answers to a filter. */
#include "watch/message_filter.h"

#include "base/labs.h"

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

static const char *
message_text(const struct filter_subject *subject, unsigned key,
    char scratch[FILTER_TEXT_SIZE])
{
	const struct feed_message *message = message_of(subject);

	(void)scratch;
	switch (key) {
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
	struct message_context context = { message, words };
	struct filter_subject subject = { &context, 0, message->name,
	    message->lab, message_has, message_text, message_number };

	return filter_match(filter, &subject);
}
