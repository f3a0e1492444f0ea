/*
 * What a strict reader says of HTTP messages: of requests before they are
 * sent, of a server's answers while they come.
 *
 * Pure; no X; wire/http.h judges.  The answers' bytes are kept until the
 * next request.
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
struct answers {
	struct verdict verdict;
	struct http_response response;
	bool begun;		/* the response is being read */
	bool asked;		/* and nothing has come since */
	bool lost;		/* what is wrong leaves no way to go on */
	bool head;		/* HEAD was asked: an answer has no body */
	unsigned count;		/* complete ones */
	unsigned total;		/* to earlier requests, too */
	int status;		/* of the last of them, */
	char reason[HTTP_REASON_SIZE];	/* and the server's word for it */
	char *bytes;		/* of all of them, malloc'ed */
	size_t len, size;
	size_t done;		/* so many are complete answers */
};

void answers_free(struct answers *answers);

/* A message was sent; bytes came; the server closed the connection. */
void answers_sent(struct answers *answers, const char *bytes, size_t len);
void answers_received(struct answers *answers, const char *bytes,
    size_t len);
void answers_ended(struct answers *answers);

#endif
