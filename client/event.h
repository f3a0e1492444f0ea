/*
 * What happens in a conversation, as its listener is told.
 *
 * A listener runs in the conversation's thread, from inside the call that
 * made the event happen, and keeps nothing of the event: its pointers are
 * the conversation's.
 */
#ifndef CLIENT_EVENT_H
#define CLIENT_EVENT_H

#include <stddef.h>
#include <stdint.h>

enum conversation_state {
#define STATE(symbol, word) CONVERSATION_##symbol,
#include "client/states.def"
#undef STATE
	CONVERSATION_STATE_COUNT
};

/* "not connected", "waiting"... */
const char *conversation_state_word(enum conversation_state state);

enum conversation_event_kind {
	CONVERSATION_ON_LOOKUP,		/* text: the host's name */
	CONVERSATION_ON_CONNECTING,	/* text: "127.0.0.1:12080" */
	CONVERSATION_ON_CONNECTED,	/* text: the same */
	CONVERSATION_ON_REGISTERED,	/* text: the name */
	CONVERSATION_ON_SENT,		/* bytes: one message, whole */
	CONVERSATION_ON_RECEIVED,	/* bytes: one message, whole, or what
					   came of it so far, when the rest
					   does not follow at once, or, when
					   text is not "", what came of it
					   before the fault that text names;
					   every byte once */
	CONVERSATION_ON_SAID,		/* text: said for the user, who did
					   not type it */
	CONVERSATION_ON_GREETING,	/* text: nobody had asked for it */
	CONVERSATION_ON_REMARK,		/* text: the server says so, and it is
					   not what was asked for */
	CONVERSATION_ON_NOTE,		/* text: what follows from what came */
	CONVERSATION_ON_PAUSE,		/* seconds, until_ns: the server was
					   asked to pause */
	CONVERSATION_ON_ANSWER,		/* text: plain, may have lines */
	CONVERSATION_ON_WARNING,	/* text: odd, but it goes on */
	CONVERSATION_ON_MISCHIEF,	/* text, as mischief_note's; number: of
					   the message, among those sent on the
					   connection; bytes_len: so much of it
					   went out */
	CONVERSATION_ON_FAILED,		/* text: why; the end */
	CONVERSATION_ON_FINISHED	/* the end, as planned or as asked */
};

/* Valid during the call only.  text is never NULL, terminated, and may hold
 * the server's bytes: base/text.h makes it fit to be shown (not needed for
 * GREETING, REMARK, WARNING and FAILED, which are escaped already). */
struct conversation_event {
	enum conversation_event_kind kind;
	const char *text;
	const void *bytes;
	size_t bytes_len;
	uint64_t missing;	/* RECEIVED: so many more bytes of it came
				   behind these, and were not kept */
	uint64_t number;
	long seconds;
	int64_t until_ns;	/* monotonic */
};

struct conversation_listener {
	void *context;
	void (*event)(void *context, const struct conversation_event *event);
};

#endif
