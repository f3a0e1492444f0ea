/*
 * Conversations in lines: messages in and out of a child's connection, for
 * the labs whose clients send text as they please (wire/frame.h).
 *
 * Child only; no lock.  Every message received or sent is counted in the row
 * and written into the journal here.  As with server/child.h, anything but
 * CHILD_OK is the end to return from serve.
 */
#ifndef SERVER_CHILD_LINES_H
#define SERVER_CHILD_LINES_H

#include <stdarg.h>

#include "server/child.h"
#include "server/rate.h"
#include "wire/farewell.h"
#include "wire/frame.h"

/* Between two messages to a client that reads once for each. */
#define LINES_GAP_NS	(150 * NS_PER_MS)

struct lines {
	struct child *child;
	struct frame frame;
	int64_t sent_ns;	/* the last message; 0: none yet */
	int64_t sent_wall_ns;
	int64_t arrived_ns;	/* the last bytes read (wall time) */
	uint64_t padding;	/* of frame.padding: counted and recorded */
	int64_t heard_ns;	/* its last message, or the beginning */
	struct rate rate;
	bool limited;		/* it may not be more than --line-rate */
	bool fast_noted;	/* that it is has been told */
	bool closed;		/* the client has closed its sending side */
	enum client_end lost;	/* or all of it, while a message was being
				   read; else CHILD_OK */
	bool telnet_noted;	/* how it speaks has been told, once each */
	bool typed_noted;
	bool form_noted;
	bool greeted;		/* it was spoken to first, by a greeting */
	bool prompted;		/* it was sent --prompt's text first */
	bool in_turn;		/* one answer to each message: a client that
				   speaks again has read it */
};

enum lines_got {
	LINES_NOTHING,		/* the deadline passed */
	LINES_MESSAGE,
	LINES_SILENT,		/* telnet's negotiation: nothing was said */
	LINES_WOKEN,		/* extra_fd is readable */
	LINES_CLOSED		/* the client closed, all messages are out */
};

/* limit: the longest text in bytes; see frame_init. */
void lines_init(struct lines *lines, struct child *child, size_t limit);

/*
 * The next message, or what else happens first.  deadline_ns as for
 * child_wait, extra_fd -1 for none.  message->stamp_ns is the kernel's wall
 * time of arrival.
 */
enum client_end lines_receive(struct lines *lines,
    struct frame_message *message, int64_t deadline_ns, int extra_fd,
    enum lines_got *got);

/* Has it said nothing for child_idle_ns? */
bool lines_idle(const struct lines *lines);

/* When what is waiting to be read arrived (wall time), without reading it;
 * 0: nothing is there. */
int64_t lines_arrived_ns(const struct lines *lines);

/* One message, one send(), in the form the client speaks itself (LF until
 * it has spoken), with the end that --line-end says.  To a client that needs
 * it, not before lines_ready_ns. */
enum client_end lines_send(struct lines *lines, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
enum client_end lines_vsend(struct lines *lines, const char *format,
    va_list arguments) __attribute__((format(printf, 2, 0)));
enum client_end lines_send_text(struct lines *lines, const char *text,
    size_t len);
/* The same with these bytes as they are. */
enum client_end lines_put(struct lines *lines, const void *bytes,
    size_t len);

/* The table's lock was not to be had: shall it be tried again?  On a machine
 * where hundreds of processes want to run, a holder may wait for its turn.
 * 25 times, of LOCK_PATIENCE_NS each, unless told to stop; *tries is 0 at
 * first. */
bool lines_again(int *tries);

/* When the next message may go out: a client without line ends reads once for
 * each, so LINES_GAP_NS lie between two.  0: at once. */
int64_t lines_ready_ns(const struct lines *lines);

/* Waits until LINES_GAP_NS have passed since the last message. */
enum client_end lines_gap(struct lines *lines);

/* A lab's farewell: the sentence as one message, in the client's form. */
void lines_farewell(struct child *child, enum farewell farewell);

/* Does the client say nothing until then?  Negotiations of telnet are
 * nothing. */
enum client_end lines_listen(struct lines *lines, int64_t until_ns,
    bool *silent);

/*
 * child_greet.c: speaking first.  auto and a prompt mean a client that says
 * nothing for 400 ms from since_ns.
 */
enum greet lines_greets(const struct lines *lines);
/* A greeting as --greet says: never, auto, always. */
enum client_end lines_greet(struct lines *lines, int64_t since_ns,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* --prompt's text, NULL: none; and sending it, bare, to a silent client or
 * at once. */
const char *lines_prompts(const struct lines *lines);
enum client_end lines_prompt(struct lines *lines, int64_t since_ns);
enum client_end lines_prompt_now(struct lines *lines);

#endif
