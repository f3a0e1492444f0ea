/*
 * A lab, as the clients know it.  Each is one file, client/lab_NAME.c, that
 * defines `const struct client_lab client_lab_NAME`; base/labs.def registers
 * it.  Below: what it says about itself, what it is told, what it may call.
 *
 * One thread; no X; nothing here blocks.  A lab's functions are called by
 * the conversation only, one at a time.  What they ask for (lab_finish,
 * lab_fail, lab_reconnect) happens after they have returned; after lab_fail
 * and lab_finish nothing of the lab is called any more.
 *
 * What a page or a terminal needs to know of each lab, beside the events of
 * client/event.h (SENT and RECEIVED are the bytes, for those who want
 * them):
 *	wait	PAUSE, then ANSWER; no input
 *	order	SAID the name; perhaps GREETING; ANSWER: the result; with a
 *		server that goes on, ANSWER for each line of the partner, and
 *		input once the state is "connected"
 *	chat	SAID the name; ANSWER: every line of the room, one's own, too.
 *		barewired answers "/list" (conversation_input) with one line,
 *		"3 members: alice, bob, carol", perhaps "... and 4 more" at
 *		its end; it says "carol joined (3 members)" and "carol left
 *		(2 members)"; a private line begins "carol (private): ", the
 *		echo of one's own "to carol (private): "
 *	calc	SAID the name; perhaps GREETING; ANSWER for each input; input
 *		only while the state is "connected"
 *	clock	SAID: the question; ANSWER; WARNING for each lost datagram, and
 *		for one that answers nothing
 *	echo	ANSWER: what came back, WARNING when it is not what was sent;
 *		input only while "connected"; at conversation_input_end one
 *		more ANSWER that sums up, or FAILED
 * Input that is refused says why, and nothing has been sent.
 */
#ifndef CLIENT_LAB_H
#define CLIENT_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client/event.h"
#include "client/plan.h"

struct conversation;

/* The command line's options, by number, for client_lab.options. */
enum client_option {
#define OPTION(letter, name, argument, help) CLIENT_OPTION_##name,
#include "client/options.def"
#undef OPTION
	CLIENT_OPTION_COUNT
};
#define CLIENT_TAKES(name) (UINT32_C(1) << CLIENT_OPTION_##name)

struct client_lab {
	bool rounds;		/* asks again and again, until lab_rests */
	/* On a terminal, when a line may be typed; NULL: that is plain. */
	const char *(*invitation)(struct conversation *conversation);
	uint32_t options;	/* CLIENT_TAKES(...), besides help, version
				   and verbose */
	int socket_type;	/* SOCK_STREAM or SOCK_DGRAM */
	size_t receive_max;	/* longest message of a server */
	size_t state_size;	/* of lab_memory */
	/* Each may be NULL but connected and received. */
	void (*connected)(struct conversation *conversation);
	/* All bytes not used before (UDP: one datagram); last: no more will
	 * come on this connection.  Returns how many are used up. */
	size_t (*received)(struct conversation *conversation,
	    const char *bytes, size_t len, bool last);
	/* The user says goodbye: what came and was not told yet can be. */
	void (*parting)(struct conversation *conversation);
	/* The server closed (reason NULL) or the connection broke.  Without
	 * this function the conversation fails. */
	void (*ended)(struct conversation *conversation, const char *reason);
	/* lab_wake's time has come. */
	void (*woken)(struct conversation *conversation);
	/* A line from the user: NULL, or why it is not sent. */
	const char *(*input)(struct conversation *conversation,
	    const char *line, size_t len);
	void (*input_end)(struct conversation *conversation);
};

/* NULL for an id outside the list. */
const struct client_lab *client_lab(unsigned id);

/* Zeroed when the conversation is made, kept over lab_reconnect. */
void *lab_memory(struct conversation *conversation);
const struct conversation_plan *lab_plan(
    const struct conversation *conversation);
int64_t lab_now(const struct conversation *conversation);

/* One message, one send(); tells the listener. */
void lab_send(struct conversation *conversation, const void *bytes,
    size_t len);

/* What has come and was not used up; valid until received is called. */
const char *lab_unread(const struct conversation *conversation, size_t *len);

/* To be woken at that time; 0: never.  One alarm a lab. */
void lab_wake(struct conversation *conversation, int64_t at_ns);

/* Before another round: true when the user wants none for now.  The state is
 * then "connected", and woken is called when it is to go on. */
bool lab_rests(struct conversation *conversation);

void lab_state(struct conversation *conversation,
    enum conversation_state state);

/* Events for the listener. */
void lab_tell(struct conversation *conversation,
    enum conversation_event_kind kind, const char *text);
void lab_tell_bytes(struct conversation *conversation,
    enum conversation_event_kind kind, const char *text, const void *bytes,
    size_t len);
/* One message, of which so many more bytes came, and were not kept. */
void lab_tell_cut(struct conversation *conversation, const void *bytes,
    size_t len, uint64_t missing);
void lab_tell_pause(struct conversation *conversation, long seconds);
void lab_warn(struct conversation *conversation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The end: gently, or with a reason.  Remote bytes in the reason must be
 * escaped (base/text.h). */
void lab_finish(struct conversation *conversation);
void lab_fail(struct conversation *conversation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * What the user, or the lab for him, said last, and each message of a server
 * that may take its leave by one: for lab_gone.
 */
void lab_said(struct conversation *conversation, const char *text,
    size_t len);
void lab_heard(struct conversation *conversation, const char *text,
    size_t len);
/* Was the last message such a farewell? */
bool lab_dismissed(const struct conversation *conversation);
/* The end that nobody had asked for.  Fails with the server's own words for
 * it (wire/farewell.h), or says behind what it has gone: reason is NULL when
 * it closed; detail, " without a result" or "", ends the sentence. */
void lab_gone(struct conversation *conversation, const char *reason,
    const char *detail);

/* Leaves this connection for a new one to the same server; connected will
 * be called again. */
void lab_reconnect(struct conversation *conversation);

#endif
