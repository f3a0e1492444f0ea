/* Where an instance lives. */
#include "base/instance.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/resolve.h"
#include "base/text.h"

_Static_assert(INSTANCE_PATH_SIZE > sizeof(((struct sockaddr_un *)0)->sun_path),
    "a path that fits a socket address fits here");

const char *
instance_name_fault(const char *name)
{
	size_t i;

	for (i = 0; name[i] != '\0'; i++) {
		if (i == INSTANCE_NAME_MAX)
			return "an instance name is at most 64 characters";
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
		    "XYZ0123456789._-", name[i]) == NULL)
			return "an instance name is letters, digits, '.', "
			    "'_' and '-'";
	}
	if (i == 0)
		return "the instance name is empty";
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return "an instance name is not only dots";
	return NULL;
}

static const char *path_fault(const char *path, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What is wrong with the directory that this user's sessions keep such things
 * in; NULL when there is none, too. */
static const char *
session_fault(const char *dir, unsigned uid)
{
	struct stat st;

	if (dir == NULL || dir[0] == '\0')
		return NULL;
	if (dir[0] != '/')
		return path_fault(dir, "is no absolute path");
	if (stat(dir, &st) != 0)
		return path_fault(dir, "%s", strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return path_fault(dir, "is not a directory");
	if (st.st_uid != uid)
		return path_fault(dir, "belongs to %s",
		    resolve_owner(st.st_uid));
	if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return path_fault(dir, "has mode %04o, so others may write "
		    "to it", (unsigned)st.st_mode & 07777);
	return NULL;
}

static bool
path_make(char out[INSTANCE_PATH_SIZE], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool
path_make(char out[INSTANCE_PATH_SIZE], const char *format, ...)
{
	va_list arguments;
	int len;

	va_start(arguments, format);
	len = vsnprintf(out, INSTANCE_PATH_SIZE, format, arguments);
	va_end(arguments);
	return len >= 0 && len < INSTANCE_PATH_SIZE;
}

bool
instance_move(struct instance *instance, const char *dir)
{
	char copy[INSTANCE_PATH_SIZE], lock[INSTANCE_PATH_SIZE];
	char control[INSTANCE_PATH_SIZE], judge[INSTANCE_PATH_SIZE];

	if (dir[0] != '/' || !path_make(copy, "%s", dir) ||
	    !path_make(lock, "%s/" INSTANCE_LOCK, dir) ||
	    !path_make(control, "%s/" INSTANCE_CONTROL, dir) ||
	    !path_make(judge, "%s/" INSTANCE_JUDGE, dir) ||
	    strlen(control) >= sizeof(((struct sockaddr_un *)0)->sun_path))
		return false;
	memcpy(instance->dir, copy, sizeof(copy));
	memcpy(instance->lock_path, lock, sizeof(lock));
	memcpy(instance->control_path, control, sizeof(control));
	memcpy(instance->judge_path, judge, sizeof(judge));
	return true;
}

const char *
instance_session_fault(const struct instance *instance)
{
	return session_fault(getenv("XDG_RUNTIME_DIR"), instance->uid);
}

/* What stands there before any server was found. */
static bool
places_fill(struct instance *instance)
{
	const char *session = getenv("XDG_RUNTIME_DIR");
	bool fits = true;

	if (instance_session_fault(instance) != NULL || session == NULL ||
	    session[0] == '\0')
		session = NULL;

	if (session != NULL)
		fits = path_make(instance->places[PLACE_SESSION],
		    "%s/barewire/%s", session, instance->name);
	fits &= path_make(instance->places[PLACE_LOGIN],
	    "/run/user/%u/barewire/%s", instance->uid, instance->name);
	fits &= path_make(instance->places[PLACE_TMP],
	    "/tmp/barewire-%u/%s", instance->uid, instance->name);
	return fits && instance_move(instance, instance->places[
	    session != NULL ? PLACE_SESSION : PLACE_TMP]);
}

const char *
instance_init(struct instance *instance, const char *name)
{
	const char *fault = instance_name_fault(name);

	if (fault != NULL)
		return fault;
	memset(instance, 0, sizeof(*instance));
	memcpy(instance->name, name, strlen(name) + 1);
	instance->uid = geteuid();
	if (!path_make(instance->shm_name, "/barewire.%u.%s", instance->uid,
	    name) || !places_fill(instance))
		return "the path in XDG_RUNTIME_DIR is too long for a socket";
	return NULL;
}

/* One line about a path, good until the next call; errno stays. */
static const char *
path_fault(const char *path, const char *format, ...)
{
	static char line[4 * INSTANCE_PATH_SIZE + 8];
	char shown[2 * INSTANCE_PATH_SIZE], what[2 * INSTANCE_PATH_SIZE];
	int saved = errno;
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	(void)text_escape(shown, sizeof(shown), path, strlen(path));
	(void)snprintf(line, sizeof(line), "%s: %s", shown, what);
	errno = saved;
	return line;
}

/* Somebody else was first: who he is, and what helps. */
static const char *
dir_foreign(const char *path, uid_t owner)
{
	const char *fault = path_fault(path, "belongs to %s: only that user "
	    "or root can remove it; XDG_RUNTIME_DIR can name another place, "
	    "a directory of your own", resolve_owner(owner));

	errno = EPERM;
	return fault;
}

/* Looks at what is there: in /tmp anybody may have been first. */
static const char *
dir_check(const char *path, unsigned uid)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return path_fault(path, "%s", strerror(errno));
	if (st.st_uid != uid)
		return dir_foreign(path, st.st_uid);
	errno = EPERM;
	if (S_ISLNK(st.st_mode))
		return path_fault(path, "is a symbolic link, should be a "
		    "directory");
	if (!S_ISDIR(st.st_mode))
		return path_fault(path, "is not a directory");
	if ((st.st_mode & 07777) != 0700)
		return path_fault(path, "has mode %04o, should have mode "
		    "0700", (unsigned)st.st_mode & 07777);
	return NULL;
}

/* Checks the directory and the one it is in, which may be made first. */
static const char *
dirs_walk(const struct instance *instance, bool make)
{
	const char *paths[2] = { NULL, instance->dir }, *fault = NULL;
	char parent[INSTANCE_PATH_SIZE];
	char *slash;
	int i;

	memcpy(parent, instance->dir, sizeof(parent));
	slash = strrchr(parent, '/');
	if (slash == NULL || slash == parent)
		return path_fault(parent, "is no place for an instance");
	*slash = '\0';
	paths[0] = parent;
	for (i = 0; i < 2 && fault == NULL; i++)
		if (make && mkdir(paths[i], 0700) != 0 && errno != EEXIST)
			fault = path_fault(paths[i], "%s", strerror(errno));
		else
			fault = dir_check(paths[i], instance->uid);
	return fault;
}

const char *
instance_make_dir(const struct instance *instance)
{
	return dirs_walk(instance, true);
}

const char *
instance_check_dir(const struct instance *instance)
{
	return dirs_walk(instance, false);
}
