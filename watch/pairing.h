/*
 * Which message answers which: HTTP, where a server answers in order; lines,
 * where a chat also passes on what others say; datagrams.
 *
 * Any watcher; pure but for its own memory; no X.  Records go in, in their
 * order.  The caller gives each message a token that is not 0, and gets that
 * of the message it answers.  What is open is forgotten when the caller takes
 * it, which it does for whoever has gone.  Where records are missing nobody
 * knows what is answered: then all is to be taken.
 */
#ifndef WATCH_PAIRING_H
#define WATCH_PAIRING_H

#include "wire/feed.h"

enum pairing_kind {
	PAIRING_ALONE,		/* nobody asked for it, or it asks nothing */
	PAIRING_ASKS,		/* an answer is to come */
	PAIRING_INTERIM,	/* not yet the answer: 100 Continue */
	PAIRING_ANSWERS
};

struct pairing_of {
	enum pairing_kind kind;
	uint64_t token;		/* of what it answers; 0 */
};

struct pairing;

/* NULL: no memory. */
struct pairing *pairing_new(void);
void pairing_free(struct pairing *pairing);

/* A FEED_MESSAGE.  Without memory what asks is PAIRING_ALONE. */
struct pairing_of pairing_message(struct pairing *pairing,
    const struct feed_message *message, uint64_t token);

/* A FEED_REGISTERED: in calc and chat the line before it said a name, which
 * needs no answer, though a greeting may be one.  Its token, 0: none. */
uint64_t pairing_named(struct pairing *pairing,
    const struct feed_message *record);

/* Nobody asks for that message any more: what still waits to be answered takes
 * no memory of its own.  An answer to it is one to a token that was forgotten
 * for the same client, not always its own. */
void pairing_forget(struct pairing *pairing, uint64_t client,
    uint64_t token);

/* Takes out a client's oldest that is open; 0: there is none. */
uint64_t pairing_take(struct pairing *pairing, uint64_t client);
/* Anybody's, in no order. */
uint64_t pairing_take_any(struct pairing *pairing);

#endif
