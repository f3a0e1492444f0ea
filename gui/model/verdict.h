/*
 * What a strict reader says of HTTP messages: of requests before they are
 * sent, of a server's answers while they come.
 *
 * Pure but for memory; one thread; no X; wire/http.h judges.  The answers'
 * bytes are kept until the next request; without memory no more is judged.
 */
#ifndef GUI_MODEL_VERDICT_H
#define GUI_MODEL_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/http.h"

#define VERDICT_SIZE	320

enum verdict_kind {
	VERDICT_NONE,		/* there is nothing to judge */
	VERDICT_RIGHT,
	VERDICT_OPEN,		/* not wrong so far, but not complete */
	VERDICT_WRONG
};

struct verdict {
	enum verdict_kind kind;
	char what[VERDICT_SIZE];	/* one line, escaped */
	char more[VERDICT_SIZE];	/* the rule, what to do; or "" */
	bool past;		/* another answer is awaited since */
};

/* One request or several, one behind the other. */
void verdict_requests(const char *bytes, size_t len, struct verdict *verdict);

/* A server's answers to what was sent last.  Zeroed to begin with. */
struct verdict_answers {
	struct verdict verdict;
	struct http_response response;
	bool begun;		/* the response is being read */
	bool asked;		/* a request was sent, nothing came since */
	bool lost;		/* what is wrong leaves no way to go on */
	bool head;		/* HEAD was asked: an answer has no body */
	unsigned count;		/* complete ones */
	unsigned total;		/* to earlier requests, too */
	int status;		/* of the last one; 0: none */
	char reason[HTTP_REASON_SIZE];	/* the server's word for that */
	char *bytes;		/* of all of them, malloc'ed */
	size_t len, size;
	size_t done;		/* so many are complete answers */
};

/* Frees the bytes, and is zeroed. */
void verdict_answers_free(struct verdict_answers *answers);

/* A message was sent. */
void verdict_answers_sent(struct verdict_answers *answers, const char *bytes,
    size_t len);
/* Bytes came. */
void verdict_answers_received(struct verdict_answers *answers,
    const char *bytes, size_t len);
/* The server closed the connection. */
void verdict_answers_ended(struct verdict_answers *answers);

#endif
