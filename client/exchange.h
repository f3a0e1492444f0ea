/*
 * HTTP over a conversation: requests out, the server's answers in.  For labs
 * that speak HTTP; rules as in client/lab.h.
 *
 * Other people's servers are the point: an answer may come in pieces, with
 * chunks, without a length until the connection closes, after interim (1xx)
 * answers, or not be HTTP at all; what is wrong is said in one line.
 */
#ifndef CLIENT_EXCHANGE_H
#define CLIENT_EXCHANGE_H

#include "client/lab.h"
#include "wire/http.h"

struct exchange {
	struct http_response response;	/* valid on HTTP_COMPLETE */
	bool begun;			/* bytes of an answer have come, */
	size_t partial;			/* so many; so many of those unread */
	size_t told;			/* the listener knows */
	bool behind;			/* what is unread came with the last
					   answer, before we asked again */
	bool date_told;			/* that it is bad, or missing */
	unsigned answers;		/* whole ones on this connection */
	bool warned[HTTP_RULE_COUNT];	/* of that mistake */
};

/* A new connection. */
void exchange_reset(struct exchange *exchange);

/* POST target, body as text/plain, in one message. */
void exchange_post(struct conversation *conversation, const char *target,
    const char *body, size_t body_len);

/*
 * Takes what a lab's received gets, *used is what that returns.  On
 * HTTP_COMPLETE a whole final answer stands at the start of bytes.  On
 * HTTP_BAD the conversation has failed already.  Every message, whole or
 * bad, has been told to the listener, without what exchange_tell_part had
 * told of it.
 */
enum http_progress exchange_read(struct exchange *exchange,
    struct conversation *conversation, const char *bytes, size_t len,
    bool last, size_t *used);

/* An answer has begun, and the rest is not coming for now: tells the listener
 * what came of it.  The rest will be a message of its own. */
void exchange_tell_part(struct exchange *exchange,
    struct conversation *conversation);

/* The same; it will not be completed. */
void exchange_cut(struct exchange *exchange,
    struct conversation *conversation);

/* Nothing more has come of it for some time, but may: warns, and says what
 * is missing. */
void exchange_warn_cut(struct exchange *exchange,
    struct conversation *conversation);

/* Warns, once, of a final answer whose Date is missing or not one. */
void exchange_date(struct exchange *exchange,
    struct conversation *conversation, const char *bytes);

/* The answer's body without its last line end, terminated, for free(); NULL
 * when there is no memory. */
char *exchange_body(const struct exchange *exchange, const char *bytes,
    size_t *len);

/* "409 Conflict: the name is taken": the server's reason and the body's first
 * line, escaped. */
#define EXCHANGE_SUMMARY_SIZE 256
void exchange_summary(const struct exchange *exchange, const char *bytes,
    char out[EXCHANGE_SUMMARY_SIZE]);

#endif
