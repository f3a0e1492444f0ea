/*
 * --user: root is given up, for good, once the ports are bound.  What comes
 * after that, the directory, the table and every process, is that user's.
 */
#include "server/listener.h"

#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "base/resolve.h"

static int
user_fail(struct listener_error *error, const char *user, const char *why)
{
	char shown[128];

	(void)text_escape(shown, sizeof(shown), user, strlen(user));
	(void)snprintf(error->text, sizeof(error->text), "--user \"%s\": %s",
	    shown, why);
	return -1;
}

/* A number need not be anybody's: containers run with such. */
static bool
user_find(const char *user, struct account *account)
{
	long uid;

	memset(account, 0, sizeof(*account));
	if (user[0] != '\0' && resolve_account(user, account))
		return true;
	if (!option_number(user, 0, 0xfffffffeL, &uid))
		return false;
	account->uid = (uid_t)uid;
	account->gid = (gid_t)uid;
	return true;
}

static int
user_switch(const struct account *account)
{
	if (setgroups(account->group_count, account->groups) != 0 ||
	    setresgid(account->gid, account->gid, account->gid) != 0)
		return -1;
	return setresuid(account->uid, account->uid, account->uid);
}

int
listener_user_take(const char *user, struct listener_error *error)
{
	struct account account;

	if (!user_find(user, &account))
		return user_fail(error, user, "there is no such user");
	if (account.uid == geteuid())
		return 0;
	if (geteuid() != 0)
		return user_fail(error, user,
		    "only root can serve as another user");
	if (user_switch(&account) != 0)
		return user_fail(error, user, strerror(errno));
	/* The way back is shut, or nothing is promised. */
	return setuid(0) == 0 ? user_fail(error, user,
	    "root could be had again") : 0;
}
