/*
 * What transport.c (a connection's life) and transport_flow.c (its bytes)
 * lend each other.  Rules: client/transport.h.
 */
#ifndef CLIENT_TRANSPORT_PRIVATE_H
#define CLIENT_TRANSPORT_PRIVATE_H

#include "client/transport.h"

/* Closes and tells the listener: nothing may be done with it afterwards. */
void transport_end(struct transport *transport, const char *reason);

/* UDP: there are addresses left to try, and none has answered. */
bool transport_may_move(const struct transport *transport);
/* On to one of them; false when there is none that can be reached. */
bool transport_move(struct transport *transport);

/* Of an open connection, or one that leaves: at once, as far as the system
 * takes it; the rest is buffered. */
const char *transport_out(struct transport *transport, const void *bytes,
    size_t len);

/* transport_mischief.c: a message that is to be touched; what is due by now;
 * when the next is (0: none); and all of it forgotten. */
const char *transport_late_send(struct transport *transport,
    const void *bytes, size_t len);
void transport_late_step(struct transport *transport);
int64_t transport_late_due(const struct transport *transport);
void transport_late_forget(struct transport *transport);

/* Sends what is buffered. */
void transport_flush(struct transport *transport);

/* Reads what there is, hands it on, ends with the connection. */
void transport_read(struct transport *transport);

#endif
