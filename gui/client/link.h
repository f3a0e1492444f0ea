/*
 * A conversation, or a raw exchange, in Xt's event loop.
 *
 * A link owns it, its input and its timer.  Everything happens inside Xt's
 * callbacks, in the thread of the Xt loop; no call waits.
 */
#ifndef GUI_CLIENT_LINK_H
#define GUI_CLIENT_LINK_H

#include <X11/Intrinsic.h>
#include <stdbool.h>

#include "client/conversation.h"
#include "client/raw.h"

struct link_owner {
	void *context;
	void (*event)(void *context, const struct conversation_event *event,
	    enum conversation_state state);
	/* Something may have changed, be it only the state. */
	void (*moved)(void *context, enum conversation_state state);
};

struct link {
	XtAppContext app;
	struct link_owner owner;
	struct conversation *conversation;	/* NULL: none */
	struct raw *raw;		/* NULL: none; never beside that */
	int fd;				/* that is watched, -1: none */
	short events;
	XtInputId read_id, write_id;	/* 0: none */
	XtIntervalId timer;
	int64_t deadline_ns;		/* of the timer */
};

void link_init(struct link *link, XtAppContext app,
    const struct link_owner *owner);

/* False without memory.  Drops a conversation that still runs. */
bool link_start(struct link *link, const struct conversation_plan *plan);

/* Bytes as they are; connects first when there is no connection. */
bool link_send(struct link *link, const char *host, uint16_t port,
    const void *bytes, size_t len);

/* Says goodbye; a second call ends it at once. */
void link_stop(struct link *link);

/* No more rounds for now; and on with them, as the plan has it. */
void link_hold(struct link *link);
void link_resume(struct link *link, const struct conversation_plan *plan);

bool link_live(const struct link *link);

/* A line from the user: NULL, or why it was not sent. */
const char *link_input(struct link *link, const char *line, size_t len);

#endif
