/*
 * HTTP over a conversation: requests out, the server's answers in.  For labs
 * that speak HTTP; rules as in client/lab.h.
 *
 * Other people's servers are the point: an answer may come in pieces, with
 * chunks, without a length until the connection closes, after interim (1xx)
 * answers, or not be HTTP at all; what is wrong is said in one line.
 */
#ifndef CLIENT_HTTP_CLIENT_H
#define CLIENT_HTTP_CLIENT_H

#include "client/lab.h"
#include "wire/http.h"

struct http_client {
	struct http_response response;	/* valid on HTTP_COMPLETE */
	bool begun;			/* bytes of an answer have come */
	size_t partial;			/* so many of it have, unread */
	size_t reported;		/* the listener knows these of them */
	bool behind;			/* what is unread came with the last
					   answer, before we asked again */
	bool date_warned;		/* of a Date that is bad, or missing */
	unsigned answers;		/* whole ones on this connection */
	bool warned[HTTP_RULE_COUNT];	/* of that mistake */
};

/* A new connection. */
void http_client_reset(struct http_client *http);

/* POST target, body as text/plain, in one message. */
void http_client_post(struct conversation *conversation, const char *target,
    const char *body, size_t body_len);

/*
 * Takes what a lab's received gets, *used is what that returns.  On
 * HTTP_COMPLETE a whole final answer stands at the start of bytes.  On
 * HTTP_BAD the conversation has failed already.  Every message, whole or
 * bad, has been told to the listener, without what http_client_tell_part had
 * told of it.
 */
enum http_progress http_client_read(struct http_client *http,
    struct conversation *conversation, const char *bytes, size_t len,
    bool last, size_t *used);

/* An answer has begun, and the rest is not coming for now: tells the listener
 * what came of it.  The rest will be a message of its own. */
void http_client_tell_part(struct http_client *http,
    struct conversation *conversation);

/* As http_client_tell_part, of an answer that will not be completed. */
void http_client_cut(struct http_client *http,
    struct conversation *conversation);

/* Nothing more has come of it for some time, but may: warns, and says what
 * is missing. */
void http_client_warn_cut(struct http_client *http,
    struct conversation *conversation);

/* Warns, once, of a final answer whose Date is missing or not one. */
void http_client_date(struct http_client *http,
    struct conversation *conversation, const char *bytes);

/* The answer's body without its last line end, terminated, for free(); NULL
 * when there is no memory. */
char *http_client_body(const struct http_client *http, const char *bytes,
    size_t *len);

/* "409 Conflict: the name is taken": the server's reason and the body's first
 * line, escaped. */
#define HTTP_CLIENT_SUMMARY_SIZE 256
void http_client_summary(const struct http_client *http, const char *bytes,
    char out[HTTP_CLIENT_SUMMARY_SIZE]);

#endif
