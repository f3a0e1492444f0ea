/*
 * Names to addresses: all that a name has; users to names.
 *
 * Any process, any thread (resolve_owner: one); no lock; the list is the
 * caller's.  Asks the
 * system's resolver, which may take seconds: a program that must not wait
 * calls it on a thread, or with AI_NUMERICHOST (client/lookup.h).
 */
#ifndef BASE_RESOLVE_H
#define BASE_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

#define RESOLVE_MAX 16		/* more are left out */

struct resolved {
	unsigned count;
	struct sockaddr_storage list[RESOLVE_MAX];
};

/*
 * 0, or an error of getaddrinfo.  flags are its own (AI_NUMERICHOST).  The
 * families take turns (RFC 8305 section 4), so that a broken IPv6 costs a
 * client one attempt; each address comes once.  "localhost" is 127.0.0.1 and
 * ::1 (RFC 6761 section 6.3), in this order and without asking.
 */
int resolve_name(const char *host, uint16_t port, int flags,
    struct resolved *resolved);

/* The name of a user; false when he has none, or none that fits. */
bool resolve_user(uid_t uid, char *name, size_t size);

#define ACCOUNT_GROUPS_MAX 64	/* more are left out */

struct account {
	uid_t uid;
	gid_t gid;
	size_t group_count;
	gid_t groups[ACCOUNT_GROUPS_MAX];
};

/* A user by his name, with the groups he is in; false when there is none. */
bool resolve_account(const char *name, struct account *account);

/* "user bob (uid 1001)", or "uid 1001" when he has no name.  Looked up once
 * for a user; good until another one is asked for. */
const char *resolve_owner(uid_t uid);

socklen_t resolved_len(const struct sockaddr_storage *address);

#endif
