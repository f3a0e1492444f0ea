/*
 * Does a client still take what it is sent?
 *
 * Child only; pure, the clock is passed in.  What counts is what leaves the
 * queue for the client (SIOCOUTQ, and on this machine what lies unread at the
 * other end), not that there is room for more: poll asks for a third of the
 * queue, which is large for one that once was fast, and a slow reader needs
 * minutes for that.
 */
#ifndef SERVER_CHILD_PROGRESS_H
#define SERVER_CHILD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct child_progress {
	int queued;		/* bytes, when it was looked at last */
	int64_t give_up_ns;	/* monotonic; moves as long as there is any */
	int64_t look_ns;	/* when to look again */
};

void child_progress_begin(struct child_progress *progress, int queued,
    int64_t now_ns);

/* Looks; false when nothing has left for LIMIT_SEND_NS. */
bool child_progress_look(struct child_progress *progress, int queued,
    int64_t now_ns);

#endif
