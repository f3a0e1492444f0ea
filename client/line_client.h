/*
 * Conversations in lines, for the labs whose messages are text: what a
 * server sends becomes messages whether it ends them or not (wire/frame.h),
 * what we say goes out as one message.
 *
 * As client/lab.h: one thread, never blocks.  A lab embeds a struct
 * line_client, first in its memory, and names these functions in its
 * client_lab.
 */
#ifndef CLIENT_LINE_CLIENT_H
#define CLIENT_LINE_CLIENT_H

#include "client/lab.h"
#include "wire/frame.h"

/* Between two messages of ours to a server that reads once for each. */
#define LINE_CLIENT_GAP_NS		(150 * NS_PER_MS)
/* For the goodbye of a server that was told we leave. */
#define LINE_CLIENT_GOODBYE_NS	(2 * NS_PER_S)

struct line_client {
	struct frame frame;
	/* The lab's: one message, whose text is terminated. */
	void (*message)(struct conversation *conversation, const char *text,
	    size_t len);
	/* The lab's alarm beside ours; NULL: it has none. */
	void (*alarm)(struct conversation *conversation);
	int64_t alarm_ns;	/* 0: not set */

	/* The opening: the name has been said, the server may refuse it. */
	int64_t open_ns;	/* when it is over; 0: it is */
	bool heard;		/* it has said something */
	bool patient;		/* that was an error: does it close? */
	bool defers;		/* its message is kept until that is clear */
	bool popping;		/* a message of the frame is in use */
	size_t deferred_len;
	char deferred[FRAME_TEXT_MAX + 1];

	/* Does the server keep the newline that ends our name? */
	bool newline_warned;	/* it does, and the user knows */
	bool name_newline;	/* the last message ended in both */
	bool only_newlines;	/* some did, and none in a newline alone */
	bool other_newlines;	/* some ended in a newline alone */
};

void line_client_begin(struct conversation *conversation,
    void (*message)(struct conversation *, const char *, size_t),
    void (*alarm)(struct conversation *));

/*
 * Says the name and is "waiting" until that has had its moment, then
 * "connected".  What a server says first and then closes is a refusal: until
 * the opening is over the first message is held, unless a second comes.
 * line_client_opening: a message that is given out now is no answer to
 * anything.
 */
void line_client_open(struct conversation *conversation);
bool line_client_opening(const struct line_client *lines);
/* Does it begin as servers' refusals do? */
bool line_client_is_error(const char *text);

/* For client_lab. */
size_t line_client_received(struct conversation *conversation,
    const char *bytes, size_t len, bool last);
void line_client_woken(struct conversation *conversation);
/* Tells what came of a message that has not ended; nobody takes it for one. */
void line_client_parting(struct conversation *conversation);

/* The end that nobody had asked for: fails with the refusal, or with where
 * the server has gone. */
void line_client_lost(struct conversation *conversation, const char *reason);

/* Calls alarm at that time; 0: not. */
void line_client_alarm(struct conversation *conversation, int64_t at_ns);

/* One message, with the end that the plan says, in the encoding or the frames
 * the server has spoken last. */
void line_client_say(struct conversation *conversation, const char *text,
    size_t len);
/* Only time tells where such a message ends: the next one must wait. */
bool line_client_run_on(struct conversation *conversation);
bool line_client_name_runs_on(struct conversation *conversation);
/* The name, which the user did not type: is told as said, too. */
void line_client_say_name(struct conversation *conversation);

/* What the server said, as an answer, a greeting, or without being asked. */
void line_client_answer(struct conversation *conversation, const char *text,
    size_t len);
void line_client_greeting(struct conversation *conversation, const char *text,
    size_t len);
void line_client_remark(struct conversation *conversation, const char *text,
    size_t len);

/* What the server says first: does it take our name for something that it
 * does not understand?  Warns then. */
bool line_client_rejects_name(struct conversation *conversation,
    const char *text, size_t len);
/* Warns, once, of a server in whose words our name stands with the newline
 * that we had sent behind it. */
void line_client_watch_newline(struct conversation *conversation,
    const struct frame_message *message);
/* Goes the name out with a newline behind it? */
bool line_client_name_has_newline(struct conversation *conversation);

#endif
