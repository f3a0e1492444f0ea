/*
 * A connection to one server, over TCP or UDP, that never blocks: looks the
 * name up, tries its addresses one after the other, sends, receives, says
 * goodbye.  Knows nothing of any lab.
 *
 * One thread; embedded in its owner; one descriptor at a time; no X.  The
 * listener is called from inside _open, _ready, _tick and _close_gently, and
 * may call transport_send only (moved: nothing).  Lock rule: none.
 *
 * Life: open -> trying -> connected -> received... -> ended
 *	            \-> failed             (close_gently ->) ended
 */
#ifndef CLIENT_TRANSPORT_H
#define CLIENT_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "client/lookup.h"
#include "wire/mischief.h"

/* For all addresses of a name together. */
#define TRANSPORT_CONNECT_NS	(10 * INT64_C(1000000000))
/* For the peer's goodbye after ours. */
#define TRANSPORT_LINGER_NS	(300 * INT64_C(1000000))
/* What one transport_ready reads at most: other conversations wait. */
#define TRANSPORT_READ_MAX	16384
/* That may wait to be sent to a peer that does not read. */
#define TRANSPORT_SEND_MAX	((size_t)4 * 1024 * 1024)

struct transport_listener {
	void *context;
	/* An address is tried. */
	void (*trying)(void *context, const char *address);
	void (*connected)(void *context, const char *address);
	/* UDP: nobody listens at the address before, and that is known only
	 * when something was sent: this one has been sent the same. */
	void (*moved)(void *context, const char *address);
	/* All bytes that came and were not used before (UDP: one datagram);
	 * last: no more will come.  Returns how many are used up; is called
	 * again for the rest as long as that is not 0. */
	size_t (*received)(void *context, const char *bytes, size_t len,
	    bool last);
	/* The peer closed (reason NULL), or the connection broke. */
	void (*ended)(void *context, const char *reason);
	/* With transport_mischief, and may be NULL: so much was done to the
	 * message of that number (from 1 on each connection), of which so
	 * many bytes went out; see mischief_note. */
	void (*touched)(void *context, uint64_t number,
	    enum mischief_kind kind, uint64_t much, size_t bytes);
	/* There never was a connection. */
	void (*failed)(void *context, const char *reason);
};

enum transport_phase {
	TRANSPORT_CLOSED,
	TRANSPORT_LOOKUP,
	TRANSPORT_CONNECTING,
	TRANSPORT_OPEN,
	TRANSPORT_LEAVING	/* our side is shut, the peer's is awaited */
};

struct transport_bytes {
	char *data;
	size_t len, size;
};

struct transport {
	struct transport_listener listener;
	enum transport_phase phase;
	int socket_type;	/* SOCK_STREAM or SOCK_DGRAM */
	int fd;			/* -1: none */
	int64_t now_ns;
	int64_t deadline_ns;	/* of this phase; 0: none */
	int64_t give_up_ns;	/* of connecting as a whole */
	struct lookup *lookup;
	struct resolved addresses;
	unsigned next;		/* address to try */
	char address[ADDRESS_SIZE];	/* being tried, or connected to */
	size_t receive_max;	/* bytes that may wait to be used */
	struct transport_bytes in, out;
	bool heard;		/* UDP: the address has answered */
	struct transport_bytes again;	/* UDP: sent last, while it has not */
	struct mischief mischief;
	struct transport_late *late;	/* messages that it keeps back */
	uint64_t sent;		/* messages, of this connection */
	bool silenced;		/* mischief: nothing more is sent */
};

void transport_init(struct transport *transport, int socket_type,
    size_t receive_max, const struct transport_listener *listener);

/* Before transport_open: what is sent is cut, late or lost so from now on, or
 * (all zero) as usual.  It has its seed. */
void transport_mischief(struct transport *transport,
    const struct mischief *mischief);

void transport_open(struct transport *transport, const char *host,
    uint16_t port, int64_t now_ns);

/* Closes at once, without a word and without ended. */
void transport_close(struct transport *transport);

/* Sends what is still buffered, shuts down our side, reads and forgets what
 * still comes, then ended (reason NULL).  When not connected, or when called
 * a second time, ended at once. */
void transport_close_gently(struct transport *transport, int64_t now_ns);

/* One message.  It goes out in one send() as long as the peer reads; what
 * the system does not take is kept.  UDP: what it does not take is lost, as
 * on the way.  NULL, or why it was not sent as a whole. */
const char *transport_send(struct transport *transport, const void *bytes,
    size_t len);

/* The fd, the events it is wanted for, and when to tick (0: never). */
int transport_wants(const struct transport *transport, short *events,
    int64_t *deadline_ns);
void transport_ready(struct transport *transport, short revents,
    int64_t now_ns);
void transport_tick(struct transport *transport, int64_t now_ns);

#endif
