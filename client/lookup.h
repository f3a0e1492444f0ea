/*
 * Names to addresses, never in the caller's way.
 *
 * Any thread; a lookup belongs to whoever started it.  Numeric addresses and
 * "localhost" are answered at once; for anything else the system's resolver
 * may take seconds, so a helper thread asks it and a descriptor becomes
 * readable when it has answered.  A lookup that is dropped meanwhile is
 * cleaned up by its thread.  Lock rule: none, one atomic count.
 */
#ifndef CLIENT_LOOKUP_H
#define CLIENT_LOOKUP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#define LOOKUP_ADDRESSES_MAX 8	/* more are never tried */

struct lookup_addresses {
	unsigned count;
	struct sockaddr_storage list[LOOKUP_ADDRESSES_MAX];
};

/* True when no resolver is needed: addresses is filled. */
bool lookup_at_once(const char *host, uint16_t port,
    struct lookup_addresses *addresses);

struct lookup;

/* NULL with errno when there is no thread, descriptor or memory. */
struct lookup *lookup_start(const char *host, uint16_t port);

/* Readable when the answer is there; the lookup's own. */
int lookup_fd(const struct lookup *lookup);
bool lookup_ready(const struct lookup *lookup);

/* NULL, or why there is no address.  The families take turns (RFC 8305
 * section 4), so that a broken IPv6 costs one attempt.  Call once, when
 * lookup_ready; frees the lookup. */
const char *lookup_take(struct lookup *lookup,
    struct lookup_addresses *addresses);

/* Instead of lookup_take, at any time. */
void lookup_drop(struct lookup *lookup);

#endif
