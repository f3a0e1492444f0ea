/*
 * Does a client still take what it is sent?
 *
 * Child only; pure, the clock is passed in.  What counts is what leaves the
 * queue for the client (SIOCOUTQ, and on this machine what lies unread at the
 * other end), not that there is room for more: poll asks for a third of the
 * queue, which is large for one that once was fast, and a slow reader needs
 * minutes for that.  A byte now and then is not enough.
 */
#ifndef SERVER_CHILD_PROGRESS_H
#define SERVER_CHILD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct child_progress {
	int queued;		/* bytes, when the window began */
	int64_t window_ns;
	int64_t give_up_ns;	/* monotonic: the window's end */
	int64_t look_ns;	/* when to look again */
};

void child_progress_begin(struct child_progress *progress, int queued,
    int64_t window_ns, int64_t now_ns);

/* Looks; false when less than LIMIT_RATE a second has left in a window; one
 * begins when the last one has had enough. */
bool child_progress_look(struct child_progress *progress, int queued,
    int64_t now_ns);

#endif
