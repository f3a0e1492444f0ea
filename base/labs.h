/*
 * The list of labs, as every program sees it.
 *
 * Any process; pure; no X.  The numbers of the enum go into shared memory
 * and feed records, so both sides must come from the same build: the table's
 * layout version covers that.
 */
#ifndef BASE_LABS_H
#define BASE_LABS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lab_id {
#define LAB(symbol, name, port, speech, summary) LAB_##symbol,
#include "base/labs.def"
#undef LAB
	LAB_COUNT
};

/* What clients and servers say to each other. */
enum lab_speech {
	LAB_SPEAKS_HTTP,	/* messages with heads, judged by wire/http.h */
	LAB_SPEAKS_TEXT,	/* lines, or what wire/frame.h takes for them */
	LAB_SPEAKS_ANY		/* bytes: none of them are wrong */
};

struct lab_info {
	const char *name;	/* "wait" */
	uint16_t port;		/* default port */
	enum lab_speech speech;
	const char *summary;	/* one line for --help */
};

/* Never NULL: an id outside the list (a torn copy) gives a "?" entry. */
const struct lab_info *lab_info(unsigned id);

/* Is it HTTP?  Text, as order, chat, calc and clock? */
bool lab_speaks_http(unsigned id);
bool lab_speaks_text(unsigned id);

/* The lab's id, or -1 when no lab has that name. */
int lab_find(const char *name, size_t len);

/* "wait, order, chat, ..." for messages. */
const char *lab_words(void);

#endif
