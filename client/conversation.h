/*
 * A conversation: one client talking to one server about one lab, from name
 * lookup to goodbye, without ever blocking.
 *
 * The core of both clients, barewire (poll) and xbarewire (Xt).  One thread;
 * any number of conversations in it; no X, no printing, no exit, no signals
 * (ignore SIGPIPE or not: it never raises one).  The caller owns the event
 * loop and the clock: every call takes now (when_mono_ns) and returns within
 * milliseconds.  One descriptor a conversation.
 *
 *	conversation_plan_init(&plan, LAB_WAIT);
 *	fault = conversation_plan_server(&plan, "localhost:12080");
 *	c = conversation_new(&plan, &listener);
 *	conversation_start(c, now);
 *	while (!conversation_over(c)) {
 *		conversation_wants(c, &wants);	(after every call: they change)
 *		wait for wants.events on wants.fd until wants.deadline_ns
 *		if (the fd is ready)
 *			conversation_ready(c, revents, now);
 *		conversation_tick(c, now);	(early or late is harmless)
 *	}
 *	conversation_free(c);
 *
 * With Xt: wants.fd and .events make XtAppAddInput (POLLIN:
 * XtInputReadMask, POLLOUT: XtInputWriteMask; both may be wanted at once),
 * wants.deadline_ns makes XtAppAddTimeOut with when_left_ms.
 *
 * Everything that happens is told through the listener, in the calling
 * thread, from inside conversation_start, _ready, _tick, _input and _stop.
 * The last event is FINISHED or FAILED, and comes exactly once.  A listener
 * may call any function here but conversation_free.
 *
 * Lock rule: none.  Errors: FAILED with one lower-case line; functions that
 * return const char * give NULL or what was wrong, in the same style.
 */
#ifndef CLIENT_CONVERSATION_H
#define CLIENT_CONVERSATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client/event.h"
#include "client/plan.h"

struct conversation;

/* NULL when there is no memory.  Connects to nothing yet. */
struct conversation *conversation_new(const struct conversation_plan *plan,
    const struct conversation_listener *listener);

/* At any time, outside the listener; says no goodbye (conversation_stop
 * does) and calls nobody. */
void conversation_free(struct conversation *conversation);

void conversation_start(struct conversation *conversation, int64_t now_ns);

struct conversation_wants {
	int fd;			/* -1: none for now */
	short events;		/* POLLIN, POLLOUT */
	int64_t deadline_ns;	/* of the next conversation_tick; 0: none */
};
void conversation_wants(const struct conversation *conversation,
    struct conversation_wants *wants);

/* revents as poll(2) gives them; POLLIN | POLLOUT where the caller's loop
 * cannot tell.  Nothing happens when the fd is not ready after all. */
void conversation_ready(struct conversation *conversation, short revents,
    int64_t now_ns);
void conversation_tick(struct conversation *conversation, int64_t now_ns);

/* A line from the user, without its end, where the lab takes any
 * (conversation_takes_input); NULL, or why it was not sent. */
bool conversation_takes_input(const struct conversation *conversation);
/* What to tell who may type the first line now; NULL: nothing. */
const char *conversation_invitation(struct conversation *conversation);
const char *conversation_input(struct conversation *conversation,
    const char *line, size_t len, int64_t now_ns);
/* The user has no more. */
void conversation_input_end(struct conversation *conversation,
    int64_t now_ns);

/* For labs that ask by themselves, again and again: no more rounds for now;
 * one that is under way ends.  The state is then "connected". */
void conversation_pause(struct conversation *conversation);
/* Goes on, with the range of seconds and the count of this plan. */
void conversation_resume(struct conversation *conversation,
    const struct conversation_plan *plan, int64_t now_ns);

/* Says goodbye: closes gently (300 ms at most), then FINISHED.  A second
 * call ends it at once. */
void conversation_stop(struct conversation *conversation, int64_t now_ns);

bool conversation_over(const struct conversation *conversation);
enum conversation_state conversation_state(
    const struct conversation *conversation);

#endif
