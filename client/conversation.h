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

#include "base/labs.h"
#include "wire/line_end.h"

#define CONVERSATION_HOST_SIZE	256	/* RFC 1035 section 2.3.4 and a NUL */
#define CONVERSATION_NAME_SIZE	256	/* more than a server need accept */
#define CONVERSATION_SECONDS_MAX 3600	/* of one pause: the wait lab's rule */

/* What to do.  Copied by conversation_new. */
struct conversation_plan {
	unsigned lab;				/* enum lab_id */
	char host[CONVERSATION_HOST_SIZE];	/* a name or an address */
	uint16_t port;
	char name[CONVERSATION_NAME_SIZE];	/* sent as it is: the server
						   judges it */
	long min_seconds;			/* wait: the random number's */
	long max_seconds;			/* range */
	long count;				/* rounds; 0: until stopped */
	enum line_end line_end;			/* of a message in lines, */
	bool bare_name;				/* none behind the name */
	bool udp;				/* echo: by datagrams */
};

/* The defaults: 127.0.0.1, the lab's port, USER-PID, 5 to 15, no end, LF. */
void conversation_plan_init(struct conversation_plan *plan, unsigned lab);

/* Takes "HOST", "HOST:PORT", "[::1]:12080", ":PORT"...; what the text does
 * not name keeps its value. */
const char *conversation_plan_server(struct conversation_plan *plan,
    const char *server);

/* What cannot be carried out: no name, minimum above maximum. */
const char *conversation_plan_fault(const struct conversation_plan *plan);

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
	CONVERSATION_ON_PAUSE,		/* seconds, until_ns: the server was
					   asked to pause */
	CONVERSATION_ON_ANSWER,		/* text: plain, may have lines */
	CONVERSATION_ON_WARNING,	/* text: odd, but it goes on */
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
	long seconds;
	int64_t until_ns;	/* monotonic */
};

struct conversation_listener {
	void *context;
	void (*event)(void *context, const struct conversation_event *event);
};

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
const char *conversation_invitation(const struct conversation *conversation);
const char *conversation_input(struct conversation *conversation,
    const char *line, size_t len, int64_t now_ns);
/* The user has no more. */
void conversation_input_end(struct conversation *conversation,
    int64_t now_ns);

/* For labs that ask by themselves, again and again: no more rounds for now;
 * one that is under way ends.  The state is then "connected". */
void conversation_hold(struct conversation *conversation);
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
