/* What the C library's resolver and user database say. */
#include "base/resolve_private.h"

#include <pwd.h>
#include <stdio.h>

#include "base/text.h"

/* Either socket type has the same addresses; naming one keeps them single. */
int
resolve_ask(const char *host, uint16_t port, int flags,
    struct resolved *resolved)
{
	struct addrinfo hints = {
		.ai_flags = flags | AI_NUMERICSERV,
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
	};
	struct addrinfo *found;
	char service[8];
	int error;

	(void)snprintf(service, sizeof(service), "%u", port);
	error = getaddrinfo(host, service, &hints, &found);
	if (error != 0)
		return error;
	resolve_collect(found, resolved);
	freeaddrinfo(found);
	return 0;
}

bool
resolve_user(uid_t uid, char *name, size_t size)
{
	const struct passwd *user = getpwuid(uid);

	return user != NULL && text_copy(name, size, user->pw_name);
}
