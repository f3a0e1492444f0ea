/* Lines of the labs in which people hear each other. */
#include <string.h>

#include "base/labs.h"
#include "base/text.h"
#include "watch/pairing_private.h"
#include "wire/chat_line.h"

struct words {
	const char *at;
	size_t len;
};

static bool
begins(struct words line, const char *with)
{
	size_t len = strlen(with);

	return line.len >= len && memcmp(line.at, with, len) == 0;
}

/* "Client X connected", "Client X: hi": the pair's other half. */
static enum pairing_line
order_line_of(struct words line)
{
	return begins(line, "Client ") ? PAIRING_LINE_OTHERS :
	    PAIRING_LINE_ANSWER;
}

/* The name that the line begins with, and what is behind it. */
static size_t
chat_name(struct words line)
{
	size_t len;

	for (len = 0; len < line.len && line.at[len] != ':' &&
	    line.at[len] != ' '; len++)
		continue;
	return text_name_fault(line.at, len) == NULL ? len : 0;
}

/* "bo: hi", "bo (private): hi", "bo joined (2 members)" */
static enum pairing_line
chat_line_of(struct words line, const char *own)
{
	static const char *const told[] = { " (private): ", " joined (",
	    " left (" };
	size_t name = chat_name(line), i;
	struct words rest = { line.at + name, line.len - name };

	if (begins(line, "You missed "))
		return PAIRING_LINE_OTHERS;
	if (name == 0 || begins(line, "error: ") || begins(line, "commands: "))
		return PAIRING_LINE_ANSWER;
	if (begins(rest, ": "))
		return text_name_same(line.at, name, own, strlen(own)) ?
		    PAIRING_LINE_ECHO : PAIRING_LINE_OTHERS;
	for (i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (begins(rest, told[i]))
			return PAIRING_LINE_OTHERS;
	return PAIRING_LINE_ANSWER;
}

enum pairing_line
pairing_line_of(const struct feed_message *message)
{
	struct words line = { message->bytes, message->bytes_len };

	if (message->lab == LAB_ORDER)
		return order_line_of(line);
	if (message->lab == LAB_CHAT)
		return chat_line_of(line, message->name);
	return PAIRING_LINE_ANSWER;
}

static enum chat_verb
chat_verb_of(const struct feed_message *message)
{
	struct chat_line line;
	size_t len = message->bytes_len;
	const char *text = message->bytes;

	while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r' ||
	    text[len - 1] == '\0'))
		len--;
	chat_line_parse(text, len, &line);
	return line.verb;
}

bool
pairing_chat_says(const struct feed_message *message)
{
	return chat_verb_of(message) == CHAT_SAY;
}

bool
pairing_chat_nothing(const struct feed_message *message)
{
	return chat_verb_of(message) == CHAT_NOTHING;
}
