/*
 * What a line to the chat means.
 *
 * Any process; pure, bounded; no X.  The words that leave are those of
 * wire/quit_line.h; without a slash only the ones that nobody says to people.
 */
#ifndef WIRE_CHAT_LINE_H
#define WIRE_CHAT_LINE_H

#include <stddef.h>

enum chat_verb {
	CHAT_NOTHING,		/* an empty line */
	CHAT_SAY,		/* plain text, for all */
	CHAT_UNKNOWN,		/* a slash, but no command we have */
#define CHAT_COMMAND(symbol, word, arguments, help) CHAT_##symbol,
#include "wire/chat_commands.def"
#undef CHAT_COMMAND
};

struct chat_line {
	enum chat_verb verb;
	const char *word;	/* the command as it was written */
	size_t word_len;
	const char *name;	/* /msg, @: to whom */
	size_t name_len;	/* 0: missing */
	const char *text;	/* what is said; behind a command: the rest */
	size_t text_len;
};

/* Slices of the given text, without spaces around them. */
void chat_line_parse(const char *text, size_t len, struct chat_line *line);

/* "commands: /list (who is here), /msg NAME TEXT (to NAME only), ..." */
extern const char chat_line_help[];

#endif
