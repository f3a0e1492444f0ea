/* Where a window's settings are. */
#include "gui/model/settings_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BYTES_MAX	65536	/* of a file */

const char *
settings_path(char out[SETTINGS_PATH_SIZE], const char *program)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home;
	int len;

	/* What is relative is to be ignored, says the XDG specification. */
	if (config != NULL && config[0] == '/') {
		len = snprintf(out, SETTINGS_PATH_SIZE, "%s/barewire/%s.conf",
		    config, program);
	} else {
		home = getenv("HOME");
		if (home == NULL || home[0] != '/')
			return "HOME is not set";
		len = snprintf(out, SETTINGS_PATH_SIZE,
		    "%s/.config/barewire/%s.conf", home, program);
	}
	return len < 0 || len >= SETTINGS_PATH_SIZE ?
	    strerror(ENAMETOOLONG) : NULL;
}

/* NULL, or why it is not to be read. */
static const char *
look(int fd)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return strerror(errno);
	if (!S_ISREG(info.st_mode))
		return "it is not a file";
	if (info.st_uid != geteuid())
		return "it belongs to another user";
	return info.st_size > BYTES_MAX ? "it is too long" : NULL;
}

static const char *
read_all(struct settings *settings, int fd, unsigned *line)
{
	static char text[BYTES_MAX];
	size_t len = 0;
	ssize_t got = 0;

	while (len < sizeof(text)) {
		got = read(fd, text + len, sizeof(text) - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	if (got < 0)
		return strerror(errno);
	*line = settings_parse(settings, text, len);
	return NULL;
}

const char *
settings_load(struct settings *settings, const char *path, unsigned *line)
{
	/* A FIFO of that name shall not be waited for. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	const char *fault;

	*line = 0;
	if (fd < 0)
		return errno == ENOENT ? NULL : strerror(errno);
	fault = look(fd);
	if (fault == NULL)
		fault = read_all(settings, fd, line);
	(void)close(fd);
	return fault;
}

/* Root, with the environment of a user, shall leave nothing of root's in that
 * user's home. */
static const char *
whose(const char *directory, bool systems_too)
{
	struct stat info;

	if (stat(directory, &info) != 0)
		return strerror(errno);
	return info.st_uid == geteuid() || (systems_too && info.st_uid == 0) ?
	    NULL : "the directory belongs to another user";
}

static const char *
make_directory(const char *directory, const char *parent)
{
	struct stat info;
	const char *fault;

	if (stat(directory, &info) == 0)
		return NULL;
	fault = whose(parent, true);
	if (fault != NULL)
		return fault;
	return mkdir(directory, 0700) == 0 || errno == EEXIST ? NULL :
	    strerror(errno);
}

/* The directories above path; what is there stays as it is. */
static const char *
make_directories(const char *path)
{
	char directory[PATH_MAX], parent[PATH_MAX] = "/";
	const char *fault;
	char *slash;

	if (snprintf(directory, sizeof(directory), "%s", path) >=
	    (int)sizeof(directory))
		return strerror(ENAMETOOLONG);
	for (slash = strchr(directory + 1, '/'); slash != NULL;
	    slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		fault = make_directory(directory, parent);
		if (fault != NULL)
			return fault;
		(void)snprintf(parent, sizeof(parent), "%s", directory);
		*slash = '/';
	}
	return whose(parent, false);
}

static bool
write_all(int fd, const char *text, size_t len)
{
	ssize_t put;

	for (; len > 0; text += put, len -= (size_t)put) {
		put = write(fd, text, len);
		if (put < 0 && errno != EINTR)
			return false;
		if (put < 0)
			put = 0;
	}
	return true;
}

static const char *
replace(const char *path, const char *text, size_t len)
{
	char beside[PATH_MAX + 8];
	int fd, reason;

	(void)snprintf(beside, sizeof(beside), "%s.XXXXXX", path);
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		return strerror(errno);
	if (write_all(fd, text, len) && close(fd) == 0) {
		if (rename(beside, path) == 0)
			return NULL;
		reason = errno;
	} else {
		reason = errno;
		(void)close(fd);
	}
	(void)unlink(beside);
	return strerror(reason);
}

/* Where a link leads to is replaced, not the link. */
const char *
settings_save(const struct settings *settings, const char *path)
{
	static char text[SETTINGS_TEXT_SIZE];
	char *target = realpath(path, NULL);
	const char *place = target == NULL ? path : target;
	const char *fault = make_directories(place);

	if (fault == NULL)
		fault = replace(place, text, settings_format(settings, text));
	free(target);
	return fault;
}
