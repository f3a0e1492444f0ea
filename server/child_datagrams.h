/*
 * A UDP port: one child answers every datagram, and shows its recent peers
 * as rows of the table.
 *
 * Child only.  Against abuse as an amplifier: at most one answer a datagram,
 * none to ports below 1024 (where other services would answer in turn), none
 * to the port we answer from (another of us, or ourselves).  A lab's answer
 * is the request, or short.
 *
 * All of the child's rows are its recent peers'.  One that has been quiet for
 * 30 s ends ("timed out") and is shown for 10 s more; when all rows are in
 * use, the one that has been quiet for longest gives way to a new one.
 */
#ifndef SERVER_CHILD_DATAGRAMS_H
#define SERVER_CHILD_DATAGRAMS_H

#include <string.h>

#include "server/child.h"

#define DATAGRAM_MAX	65536

/* An answer may be empty; this is none. */
#define DATAGRAM_NONE	SIZE_MAX

/*
 * Answers a datagram into answer (DATAGRAM_MAX) and returns its length, or
 * DATAGRAM_NONE.  child is the peer for the time of the call: child_event names
 * it.  *fault: the request could not be understood.
 */
typedef size_t datagrams_answer(struct child *child, const void *request,
    size_t len, void *answer, bool *fault);

/* Serves until told to stop. */
enum client_end datagrams_serve(struct child *child,
    datagrams_answer *answer);

#endif
