/*
 * Conversations in lines, for the labs whose messages are text: what a
 * server sends becomes messages whether it ends them or not (wire/frame.h),
 * what we say goes out as one message.
 *
 * As client/lab.h: one thread, never blocks.  A lab embeds a struct lines,
 * first in its memory, and names these functions in its client_lab.
 */
#ifndef CLIENT_LINES_H
#define CLIENT_LINES_H

#include "client/lab.h"
#include "wire/frame.h"

/* After a name, before what comes next: servers that read once for each
 * message must not get both at once. */
#define LINES_GAP_NS	(150 * NS_PER_MS)

struct lines {
	struct frame frame;
	/* The lab's: one message, whose text is terminated. */
	void (*message)(struct conversation *conversation,
	    const struct frame_message *message);
	/* The lab's alarm beside ours; NULL: it has none. */
	void (*alarm)(struct conversation *conversation);
	int64_t alarm_ns;	/* 0: not set */
};

void lines_begin(struct conversation *conversation,
    void (*message)(struct conversation *, const struct frame_message *),
    void (*alarm)(struct conversation *));

/* For client_lab. */
size_t lines_received(struct conversation *conversation, const char *bytes,
    size_t len, bool last);
void lines_woken(struct conversation *conversation);

/* Calls alarm at that time; 0: not. */
void lines_alarm(struct conversation *conversation, int64_t at_ns);

/* One message, with a newline unless the plan says bare. */
void lines_say(struct conversation *conversation, const char *text,
    size_t len);
/* The name, or what else the user did not type: is told as said, too. */
void lines_say_for_user(struct conversation *conversation, const char *text);

/* What the server said, as an answer or as a greeting. */
void lines_answer(struct conversation *conversation,
    const struct frame_message *message);
void lines_greeting(struct conversation *conversation,
    const struct frame_message *message);

#endif
