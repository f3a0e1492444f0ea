/* Other users' servers of an instance, as far as anybody may see them. */
#include "watch/others.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/text.h"
#include "shm/segment.h"

#define USER_SIZE	64

/* The user of "barewire.UID.INSTANCE", by its name; false for other names and
 * for a file that is not his. */
static bool
others_file(const struct instance *instance, const char *name,
    struct stat *status)
{
	static const char begin[] = "barewire.";
	char path[sizeof(SEGMENT_DIR) + 300];
	unsigned long uid;
	char *end;

	if (strncmp(name, begin, sizeof(begin) - 1) != 0 ||
	    strchr("0123456789", name[sizeof(begin) - 1]) == NULL)
		return false;
	uid = strtoul(name + sizeof(begin) - 1, &end, 10);
	if (*end != '.' || strcmp(end + 1, instance->name) != 0 ||
	    uid == instance->uid)
		return false;
	(void)snprintf(path, sizeof(path), SEGMENT_DIR "/%s", name);
	return lstat(path, status) == 0 && S_ISREG(status->st_mode) &&
	    status->st_uid == uid;
}

/* Who has locked the file: /proc/locks says so to everybody.  0: nobody, or
 * it cannot be said. */
static int
others_process(const struct stat *status)
{
	FILE *locks = fopen("/proc/locks", "re");
	char line[160], file[64];
	long found = 0;
	const char *at;

	if (locks == NULL)
		return 0;
	(void)snprintf(file, sizeof(file), " %02x:%02x:%ju ",
	    major(status->st_dev), minor(status->st_dev),
	    (uintmax_t)status->st_ino);
	/* 1: POSIX  ADVISORY  WRITE 4711 00:1a:13 0 EOF
	 * and with "->" before POSIX whoever waits for that. */
	while (found == 0 && fgets(line, sizeof(line), locks) != NULL) {
		at = strstr(line, " WRITE ");
		if (at != NULL && strstr(line, "->") == NULL &&
		    strstr(line, file) != NULL)
			found = strtol(at + sizeof(" WRITE ") - 1, NULL, 10);
	}
	(void)fclose(locks);
	return found > 0 && found <= INT_MAX ? (int)found : 0;
}

static void
others_user(uid_t uid, char user[USER_SIZE])
{
	const struct passwd *entry = getpwuid(uid);

	if (entry != NULL)
		(void)text_escape(user, USER_SIZE, entry->pw_name,
		    strlen(entry->pw_name));
	else
		(void)snprintf(user, USER_SIZE, "%u", (unsigned)uid);
}

/* How many other users' servers there are; the text names them, user is the
 * last one. */
static int
others_list(const struct instance *instance, DIR *dir,
    char text[OTHERS_TEXT_SIZE], char user[USER_SIZE])
{
	struct dirent *entry;
	struct stat status;
	int count = 0, pid;
	size_t len = 0;

	while ((entry = readdir(dir)) != NULL && len < OTHERS_TEXT_SIZE) {
		if (!others_file(instance, entry->d_name, &status))
			continue;
		pid = others_process(&status);
		/* Left by a server that was killed. */
		if (pid == 0)
			continue;
		others_user(status.st_uid, user);
		if (count++ == 0)
			len = (size_t)snprintf(text, OTHERS_TEXT_SIZE,
			    "instance %s is served", instance->name);
		else
			len += (size_t)snprintf(text + len,
			    OTHERS_TEXT_SIZE - len, ",");
		if (len < OTHERS_TEXT_SIZE)
			len += (size_t)snprintf(text + len,
			    OTHERS_TEXT_SIZE - len, " by user %s (process %d)",
			    user, pid);
	}
	return count;
}

/* A file or directory that is there and not to be believed, or NULL. */
static const char *
others_fault(const struct instance *instance)
{
	struct instance at = *instance;
	const char *fault = segment_fault(instance);
	int i;

	if (fault != NULL)
		return fault;
	for (i = 0; i < PLACE_COUNT; i++) {
		if (!instance_move(&at, at.places[i]))
			continue;
		fault = instance_check_dir(&at);
		if (fault != NULL && errno != ENOENT && errno != ENOTDIR)
			return fault;
	}
	return NULL;
}

/* Root may look at them all the same. */
static void
others_hint(int count, const char *user, char text[OTHERS_TEXT_SIZE])
{
	size_t len = strlen(text);

	if (geteuid() == 0)
		(void)snprintf(text + len, OTHERS_TEXT_SIZE - len,
		    ": --of %s looks at it", count == 1 ? user : "USER");
}

bool
others_text(const struct instance *instance, char text[OTHERS_TEXT_SIZE])
{
	DIR *dir = opendir(SEGMENT_DIR);
	char user[USER_SIZE] = "";
	const char *fault;
	int count = 0;

	if (dir != NULL) {
		count = others_list(instance, dir, text, user);
		(void)closedir(dir);
	}
	if (count > 0) {
		others_hint(count, user, text);
		return true;
	}
	fault = others_fault(instance);
	(void)snprintf(text, OTHERS_TEXT_SIZE,
	    "no server runs for instance \"%s\"%s%s%s", instance->name,
	    fault == NULL ? "" : " (", fault == NULL ? "" : fault,
	    fault == NULL ? "" : ")");
	return fault != NULL;
}
