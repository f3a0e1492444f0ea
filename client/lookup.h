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

#include "base/resolve.h"

/* True when no resolver is needed: addresses is filled. */
bool lookup_at_once(const char *host, uint16_t port,
    struct resolved *addresses);

struct lookup;

/* NULL with errno when there is no thread, descriptor or memory. */
struct lookup *lookup_start(const char *host, uint16_t port);

/* Readable when the answer is there; the lookup's own. */
int lookup_fd(const struct lookup *lookup);
bool lookup_ready(const struct lookup *lookup);

/* NULL, or why there is no address.  Call once, when lookup_ready; frees the
 * lookup. */
const char *lookup_take(struct lookup *lookup, struct resolved *addresses);

/* Instead of lookup_take, at any time. */
void lookup_drop(struct lookup *lookup);

#endif
