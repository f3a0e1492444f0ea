/* What the C library's resolver and user database say. */
#include "base/resolve_private.h"

#include <grp.h>
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

bool
resolve_account(const char *name, struct account *account)
{
	const struct passwd *user = getpwnam(name);
	int count = ACCOUNT_GROUPS_MAX;

	if (user == NULL)
		return false;
	account->uid = user->pw_uid;
	account->gid = user->pw_gid;
	if (getgrouplist(name, user->pw_gid, account->groups, &count) == -1)
		count = ACCOUNT_GROUPS_MAX;
	account->group_count = (size_t)count;
	return true;
}
