/*
 * Bytes to a server and back, with nobody judging them: one connection, what
 * the user wrote goes out, what the server says comes in.
 *
 * Without any lab; for requests made by hand.  One thread, non-blocking,
 * driven like a conversation (client/conversation.h), whose events it uses:
 * LOOKUP, CONNECTING, CONNECTED, SENT, RECEIVED, FAILED, FINISHED (text says
 * so when the server closed).  What comes within RAW_QUIET_NS of each other
 * is one RECEIVED: a reader wants the answer, not the segments.  Nothing is
 * kept back for longer than RAW_LATEST_NS, though, however often more comes.
 * Lock rule: none.
 */
#ifndef CLIENT_RAW_H
#define CLIENT_RAW_H

#include "client/conversation.h"

#define RAW_QUIET_NS	(50 * INT64_C(1000000))
#define RAW_LATEST_NS	(250 * INT64_C(1000000))
#define RAW_RECEIVE_MAX	262144	/* told in one RECEIVED at most */

struct raw;

/* NULL without memory. */
struct raw *raw_new(const char *host, uint16_t port,
    const struct conversation_listener *listener);
/* At any time, outside the listener; without a word. */
void raw_free(struct raw *raw);

/* Sends the bytes; before there is a connection they are kept, and the first
 * call connects.  False without memory. */
bool raw_send(struct raw *raw, const void *bytes, size_t len,
    int64_t now_ns);

/* Closes gently, then FINISHED; a second call at once. */
void raw_stop(struct raw *raw, int64_t now_ns);

void raw_wants(const struct raw *raw, struct conversation_wants *wants);
void raw_ready(struct raw *raw, short revents, int64_t now_ns);
void raw_tick(struct raw *raw, int64_t now_ns);

bool raw_over(const struct raw *raw);
enum conversation_state raw_state(const struct raw *raw);

#endif
