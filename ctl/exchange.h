/*
 * HTTP in a capture: a request and the answer to it.
 *
 * barewirectl only; pure but for memory of its own.  Records go in; what is
 * complete comes out, in the order of the answers.  What a head says is taken
 * as it stands, also where it is wrong: the server's verdict on it is in its
 * answer.
 */
#ifndef CTL_EXCHANGE_H
#define CTL_EXCHANGE_H

#include "wire/feed.h"

/* One message.  Pointers are good during the call only. */
struct exchange_side {
	const char *bytes;	/* NULL: there is none */
	size_t len;
	uint64_t message_bytes;	/* of the whole message */
	size_t head_len;	/* with its blank line; len where it does not
				   end */
	int64_t wall_ns;	/* recorded */
	int64_t arrived_ns;	/* 0: not known */
	bool fault;
};

struct exchange {
	struct exchange_side request, answer;
	int status;		/* of the answer; 0: none */
	uint64_t client;
	const char *name;
	const char *peer;
	const char *local;	/* "" where it is not known */
	bool named;		/* else the name is the server's word for it */
};

struct exchange_sink {
	void *context;
	void (*exchange)(void *context, const struct exchange *exchange);
};

struct exchanges;

/* NULL: no memory. */
struct exchanges *exchanges_new(const struct exchange_sink *sink);
void exchanges_free(struct exchanges *exchanges);

void exchanges_record(struct exchanges *exchanges,
    const struct feed_message *record, const char *local);
/* Nothing more comes: requests without an answer are given, too. */
void exchanges_end(struct exchanges *exchanges);

/* Messages that are not HTTP. */
uint64_t exchanges_others(const struct exchanges *exchanges);
/* There was no memory for so many. */
uint64_t exchanges_missed(const struct exchanges *exchanges);

/* The next word of the message's first line, from *at on; its length. */
size_t exchange_word(const struct exchange_side *side, size_t *at,
    const char **word);
/* The value of a field of the head, without spaces around it; NULL: there is
 * none. */
const char *exchange_field(const struct exchange_side *side, const char *name,
    size_t *len);

#endif
