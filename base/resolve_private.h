/*
 * Between resolve.c and those who ask the system: resolve_system.c, or
 * server/getent/resolve_system.c in a static program.
 */
#ifndef BASE_RESOLVE_PRIVATE_H
#define BASE_RESOLVE_PRIVATE_H

#include <netdb.h>

#include "base/resolve.h"

/* resolve_name without its rule for localhost; adds to the list. */
int resolve_ask(const char *host, uint16_t port, int flags,
    struct resolved *resolved);
/* Adds what getaddrinfo found, not NULL: the families take turns. */
void resolve_collect(const struct addrinfo *found, struct resolved *resolved);

#endif
