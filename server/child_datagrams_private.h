/* Between the child_datagrams*.c files only. */
#ifndef SERVER_CHILD_DATAGRAMS_PRIVATE_H
#define SERVER_CHILD_DATAGRAMS_PRIVATE_H

#include <netinet/in.h>

#include "server/child_datagrams.h"
#include "server/rate.h"

/* One datagram, and how to answer from the address it was sent to (on a
 * machine with several, a client takes no answer from another one). */
struct datagram {
	struct sockaddr_storage from;
	socklen_t from_len;
	size_t len;
	size_t control_len;
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(
	    sizeof(struct in6_pktinfo))];
};

/* Sends these bytes to whom the datagram is from; what does not fit now is
 * lost, as datagrams are. */
bool datagrams_send(int socket, struct datagram *datagram, const void *bytes,
    size_t len);

/* As many as a child ever has rows for peers; more rows stay empty. */
#define PEERS_MAX	256

struct udp_peer {
	struct sockaddr_storage address;
	socklen_t address_len;		/* 0: the row is empty */
	struct row_data row;
	uint32_t messages;		/* child.messages, of this peer */
	int64_t heard_ns;		/* monotonic */
	struct rate rate;		/* of answers */
	uint64_t unanswered;		/* above it, and not told yet */
	int64_t told_ns;		/* when that was told last */
};

struct peers {
	struct child *child;
	const struct child_inherit *own;
	struct child_inherit inherit;	/* a copy with the peer's row */
	uint16_t port;			/* our own */
	uint32_t count;			/* peers there are rows for */
	uint64_t serial;
	struct udp_peer peer[PEERS_MAX];
};

void peers_init(struct peers *peers, struct child *child);

/* The peer with this address, a new one if need be; from here to peers_leave
 * the child is this peer. */
struct udp_peer *peers_enter(struct peers *peers,
    const struct sockaddr_storage *address, socklen_t len);
void peers_leave(struct peers *peers, struct udp_peer *peer);

/* Is this one above --peer-rate?  Then that is told, once a second. */
bool peers_too_fast(struct peers *peers, struct udp_peer *peer);

/* The one with this address, NULL: it has no row (any more). */
struct udp_peer *peers_find(struct peers *peers,
    const struct sockaddr_storage *address, socklen_t len);
/* From here to peers_leave the child is this peer. */
void peers_become(struct peers *peers, struct udp_peer *peer);

/* child_datagrams_late.c: what was noted as sent, with mischief; and what is
 * due by now, and when the next will be (0: nothing waits). */
void late_send(struct peers *peers, struct udp_peer *peer,
    const struct datagram *to, const struct child_message *sent,
    const struct mischief *mischief);
int64_t late_look(struct peers *peers);

/* Ends and clears those that are quiet; when to call again. */
int64_t peers_tick(struct peers *peers);

#endif
