/* Between the child_*.c files only. */
#ifndef SERVER_CHILD_PRIVATE_H
#define SERVER_CHILD_PRIVATE_H

#include <poll.h>
#include <signal.h>

#include "server/child.h"

/* From here on signals that tell it to stop are noted at once. */
void child_signals_open(void);
/* From here on they are held back, as when it was forked, but for the time
 * within child_poll. */
void child_signals_hold(void);
/* recv, waiting: 0 also when it is told to stop before or meanwhile, which
 * nothing can be read after. */
ssize_t child_signals_recv(int socket, void *buffer, size_t size);
/* When a shutdown came (monotonic), 0: none did. */
int64_t child_shutdown_ns(void);
/* The mask for ppoll: nothing of ours blocked. */
extern sigset_t child_open_mask;

/* One ppoll, after child_signals_hold and a look at child_end_asked.  0 when
 * the deadline (0: none) has passed or it is time, earlier, to look after what
 * is on its way. */
int child_poll(const struct child *child, struct pollfd *fds, nfds_t count,
    int64_t deadline_ns);

/* Connected from this machine: both ends are in this kernel. */
bool child_peer_is_local(const struct child *child);
/* Has this other client of the lab, on the same machine as ours, wherever that
 * is, closed, though its process has yet to read so?  False where nobody
 * knows. */
bool child_peer_closed(const struct child *child, const char *peer_text);

/* What has arrived at the client and it has not read, as far as that is
 * known. */
int child_peer_unread(const struct child *child);

/* Notices a client whose cable was pulled. */
void child_keepalive(const struct child *child);

/* Something was sent: is a client behind a pulled cable to be noticed by it?
 * Keepalive says nothing as long as something is on its way. */
void child_flight_sent(struct child *child);
/* Looks, when it is time to: END_TIMEOUT when nothing arrives any more. */
enum client_end child_flight_look(struct child *child);

/* Tells of a client's silence when it is time to. */
void child_silent_look(struct child *child);

/* A client that begins: what is set for it is told. */
void child_mischief_begin(struct child *child);
/* A message was touched: so much was done to it.  The time is that from right
 * before its last byte went out, lest an answer to it seem to come first. */
struct child_touched {
	uint32_t message;	/* its number */
	int64_t wall_ns;
	uint64_t bytes;		/* of it, that got out */
};
void child_mischief_told(const struct child *child,
    const struct child_touched *touched, enum mischief_kind kind,
    uint64_t much);
/* child_send with mischief. */
enum client_end child_mischief_send(struct child *child,
    const struct child_message *message, const struct mischief *mischief);
/* Half a message is out, and that is all: child_mischief_end.c. */
enum client_end child_mischief_end(struct child *child,
    enum mischief_kind ending);
/* These bytes; *sent: so many got out. */
enum client_end child_put(struct child *child, const void *bytes, size_t len,
    size_t *sent);

/* child_held.c: the message that was noted last, with its plan, is kept back,
 * false when it is too long; what is kept goes now, by itself, or when it is
 * time to, or with these bytes of the message that was noted last behind it. */
bool child_held_keep(struct child *child, const struct child_message *message,
    const struct mischief_plan *plan);
enum client_end child_held_send(struct child *child);
enum client_end child_held_look(struct child *child);
bool child_held_fits(size_t len);
enum client_end child_held_join(struct child *child,
    const struct child_message *message, const struct mischief_plan *plan);

/* First row, guest name, "connected". */
void child_row_init(struct child *child);
/* The name index, if it has not heard of us yet. */
void child_claim_again(struct child *child);
void child_row_close(struct child *child);

/* A record of this client with no bytes yet. */
struct feed_message child_record(const struct child *child,
    enum feed_event event);

/* A message is about to be sent: row, then journal. */
void child_note_sent(struct child *child,
    const struct child_message *message);
/* So much of the last one could not be sent. */
void child_note_unsent(struct child *child, size_t len);
/* "connected". */
void child_note_connected(struct child *child);

/* The client has closed its sending side: noted once. */
void child_note_fin(struct child *child);
/* The session is over: the reset, our own close, what stays unread. */
void child_note_end(struct child *child, enum client_end end);

#endif
