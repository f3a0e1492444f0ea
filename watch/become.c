/* From root to a user, for good. */
#include "watch/become.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "base/text.h"

static char fault[200];

static const char *
become_fail(const char *user, const char *reason)
{
	char shown[96];

	(void)text_escape(shown, sizeof(shown), user, strlen(user));
	(void)snprintf(fault, sizeof(fault), "user \"%s\": %s", shown,
	    reason);
	return fault;
}

/* A number need not be anybody's: containers run with such. */
static const struct passwd *
become_find(const char *user)
{
	static struct passwd number;
	const struct passwd *entry = getpwnam(user);
	long uid;

	if (entry != NULL || !option_number(user, 0, 0xfffffffeL, &uid))
		return entry;
	entry = getpwuid((uid_t)uid);
	if (entry != NULL)
		return entry;
	number.pw_name = NULL;
	number.pw_dir = NULL;
	number.pw_uid = (uid_t)uid;
	number.pw_gid = (gid_t)uid;
	return &number;
}

static int
become_switch(const struct passwd *entry)
{
	if ((entry->pw_name != NULL ?
	    initgroups(entry->pw_name, entry->pw_gid) :
	    setgroups(0, NULL)) != 0)
		return -1;
	if (setresgid(entry->pw_gid, entry->pw_gid, entry->pw_gid) != 0)
		return -1;
	return setresuid(entry->pw_uid, entry->pw_uid, entry->pw_uid);
}

const char *
become_user(const char *user)
{
	const struct passwd *entry;

	errno = 0;
	entry = become_find(user);
	if (entry == NULL)
		return become_fail(user, "there is no such user (a service's "
		    "own is known where libnss-systemd is installed)");
	if (entry->pw_uid == geteuid())
		return NULL;
	if (geteuid() != 0)
		return become_fail(user,
		    "only root looks at other users' servers");
	/* What is begun or saved from here on is in that user's home. */
	if (entry->pw_dir != NULL)
		(void)setenv("HOME", entry->pw_dir, 1);
	if (become_switch(entry) != 0)
		return become_fail(user, strerror(errno));
	return NULL;
}
