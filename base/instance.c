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

#include "base/text.h"

_Static_assert(INSTANCE_PATH_SIZE > sizeof(((struct sockaddr_un *)0)->sun_path),
    "a path that fits a socket address fits here");

static const char *
name_fault(const char *name)
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

/* The directory that sessions of this user may keep such things in, if it
 * is what it should be: absolute, ours, and not open for all to write to. */
static const char *
runtime_dir(unsigned uid)
{
	const char *dir = getenv("XDG_RUNTIME_DIR");
	struct stat st;

	if (dir == NULL || dir[0] != '/' || stat(dir, &st) != 0 ||
	    !S_ISDIR(st.st_mode) || st.st_uid != uid ||
	    (st.st_mode & S_IWOTH) != 0)
		return NULL;
	return dir;
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
	char control[INSTANCE_PATH_SIZE];

	if (dir[0] != '/' || !path_make(copy, "%s", dir) ||
	    !path_make(lock, "%s/" INSTANCE_LOCK, dir) ||
	    !path_make(control, "%s/" INSTANCE_CONTROL, dir) ||
	    strlen(control) >= sizeof(((struct sockaddr_un *)0)->sun_path))
		return false;
	memcpy(instance->dir, copy, sizeof(copy));
	memcpy(instance->lock_path, lock, sizeof(lock));
	memcpy(instance->control_path, control, sizeof(control));
	return true;
}

/* What stands there before any server was found. */
static bool
places_fill(struct instance *instance)
{
	const char *session = runtime_dir(instance->uid);
	bool fits = true;

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
	const char *fault = name_fault(name);

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
path_fault(const char *path, const char *what)
{
	static char line[4 * INSTANCE_PATH_SIZE];
	char shown[2 * INSTANCE_PATH_SIZE];
	int saved = errno;

	(void)text_escape(shown, sizeof(shown), path, strlen(path));
	(void)snprintf(line, sizeof(line), "%s: %s", shown, what);
	errno = saved;
	return line;
}

/* Looks at what is there: in /tmp anybody may have been first. */
static const char *
dir_check(const char *path, unsigned uid)
{
	char mode[64];
	struct stat st;

	if (lstat(path, &st) != 0)
		return path_fault(path, strerror(errno));
	errno = EPERM;
	if (S_ISLNK(st.st_mode))
		return path_fault(path, "is a symbolic link, should be a "
		    "directory");
	if (!S_ISDIR(st.st_mode))
		return path_fault(path, "is not a directory");
	if (st.st_uid != uid)
		return path_fault(path, "belongs to another user");
	if ((st.st_mode & 07777) != 0700) {
		(void)snprintf(mode, sizeof(mode), "has mode %04o, should "
		    "have mode 0700", (unsigned)st.st_mode & 07777);
		errno = EPERM;
		return path_fault(path, mode);
	}
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
			fault = path_fault(paths[i], strerror(errno));
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
