/* Between the pairing*.c files only: what a line says about what it answers. */
#ifndef WATCH_PAIRING_PRIVATE_H
#define WATCH_PAIRING_PRIVATE_H

#include "wire/feed.h"

enum pairing_line {
	PAIRING_LINE_ANSWER,
	PAIRING_LINE_ECHO,	/* what the client said to all */
	PAIRING_LINE_OTHERS	/* about or from others: answers nothing */
};

/* Of a message that was sent; in a lab without others it is an answer. */
enum pairing_line pairing_line_of(const struct feed_message *message);

/* Is what a client of the chat sent said to all, and no command? */
bool pairing_chat_says(const struct feed_message *message);
/* Is it an empty line? */
bool pairing_chat_nothing(const struct feed_message *message);

#endif
