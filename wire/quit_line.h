/*
 * The words by which a client ends a conversation, wire/quit_words.def.
 *
 * Any process; pure, bounded; no X.
 */
#ifndef WIRE_QUIT_LINE_H
#define WIRE_QUIT_LINE_H

#include <stddef.h>

enum quit_line {
	QUIT_NOT,
	QUIT_SLASH,		/* "/exit", any case */
	QUIT_SPOKEN,		/* "bye" and "q": no other meaning */
	QUIT_PLAIN		/* "exit", which people may say to people */
};

/* What this word is, without spaces around it. */
enum quit_line quit_line_word(const char *word, size_t len);

#endif
