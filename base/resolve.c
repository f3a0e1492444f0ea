/* All addresses of a name. */
#include "base/resolve.h"

#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/resolve_private.h"
#include "base/text.h"

socklen_t
resolved_len(const struct sockaddr_storage *address)
{
	return address->ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) :
	    sizeof(struct sockaddr_in);
}

/* The next address of the wanted family, or of any other, from here on. */
static const struct addrinfo *
resolve_next(const struct addrinfo *from, int family, bool same)
{
	for (; from != NULL; from = from->ai_next)
		if ((from->ai_family == family) == same &&
		    (from->ai_family == AF_INET ||
		    from->ai_family == AF_INET6))
			return from;
	return NULL;
}

static void
resolve_add(const struct addrinfo *found, struct resolved *resolved)
{
	struct sockaddr_storage *new = &resolved->list[resolved->count];
	unsigned i;

	if (resolved->count == RESOLVE_MAX)
		return;
	memset(new, 0, sizeof(*new));
	memcpy(new, found->ai_addr, found->ai_addrlen);
	for (i = 0; i < resolved->count; i++)
		if (memcmp(new, &resolved->list[i], sizeof(*new)) == 0)
			return;
	resolved->count++;
}

void
resolve_collect(const struct addrinfo *found, struct resolved *resolved)
{
	const struct addrinfo *turn[2];
	int family = found->ai_family;
	unsigned which;

	turn[0] = resolve_next(found, family, true);
	turn[1] = resolve_next(found, family, false);
	for (which = 0; turn[0] != NULL || turn[1] != NULL; which ^= 1) {
		if (turn[which] == NULL)
			continue;
		resolve_add(turn[which], resolved);
		turn[which] = resolve_next(turn[which]->ai_next, family,
		    which == 0);
	}
}

int
resolve_name(const char *host, uint16_t port, int flags,
    struct resolved *resolved)
{
	int error;

	resolved->count = 0;
	if (strcasecmp(host, "localhost") != 0)
		return resolve_ask(host, port, flags, resolved);
	/* IPv4 first: it is where a server listens that was told nothing. */
	error = resolve_ask("127.0.0.1", port, AI_NUMERICHOST, resolved);
	(void)resolve_ask("::1", port, AI_NUMERICHOST, resolved);
	return error;
}

const char *
resolve_owner(uid_t uid)
{
	static char text[128];
	static uid_t asked;
	char name[64], shown[96];

	if (text[0] != '\0' && asked == uid)
		return text;
	asked = uid;
	if (resolve_user(uid, name, sizeof(name))) {
		(void)text_escape(shown, sizeof(shown), name, strlen(name));
		(void)snprintf(text, sizeof(text), "user %s (uid %u)", shown,
		    (unsigned)uid);
	} else {
		(void)snprintf(text, sizeof(text), "uid %u", (unsigned)uid);
	}
	return text;
}
