/* Names, and what is made and removed. */
#include "server/capture_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wire/pcapng.h"

/* Of a name that others have taken. */
#define TRIES_MAX	10000
#define END_MAX		512

int
capture_open(const char *path)
{
	return open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, S_IRUSR | S_IWUSR);
}

static void
files_path(const struct server_settings *settings, unsigned number,
    char path[CAPTURE_PATH_SIZE])
{
	if (number == 0)
		(void)snprintf(path, CAPTURE_PATH_SIZE, "%s",
		    settings->capture);
	else
		(void)snprintf(path, CAPTURE_PATH_SIZE, "%s.%u",
		    settings->capture, number);
}

/* It is ours to remove as long as it is the file that we made. */
static void
files_remove(const struct server_settings *settings,
    const struct capture_made *made)
{
	char path[CAPTURE_PATH_SIZE];
	struct stat status;

	files_path(settings, made->number, path);
	if (lstat(path, &status) == 0 && status.st_dev == made->device &&
	    status.st_ino == made->inode)
		(void)unlink(path);
}

static void
files_remember(struct capture_files *files,
    const struct server_settings *settings, int fd)
{
	struct stat status;

	if (settings->capture_files == 0 || fstat(fd, &status) != 0)
		return;
	if (files->count >= (unsigned)settings->capture_files) {
		files_remove(settings, &files->made[0]);
		memmove(files->made, files->made + 1, (files->count - 1) *
		    sizeof(files->made[0]));
		files->count--;
	}
	files->made[files->count++] = (struct capture_made){ files->number,
	    status.st_dev, status.st_ino };
}

int
capture_files_open(struct capture_files *files,
    const struct server_settings *settings)
{
	int fd = capture_open(settings->capture);

	files->number = files->count = 0;
	if (fd != -1)
		files_remember(files, settings, fd);
	return fd;
}

bool
capture_full(const struct server_settings *settings, off_t len)
{
	off_t size = (off_t)settings->capture_mib << 20;

	return size > 0 && len > size - PCAPNG_BLOCK_MAX - END_MAX;
}

int
capture_files_next(struct capture_files *files,
    const struct server_settings *settings, char path[CAPTURE_PATH_SIZE])
{
	unsigned tries;
	int fd = -1;

	errno = EEXIST;
	for (tries = 0; fd == -1 && errno == EEXIST && tries < TRIES_MAX;
	    tries++) {
		files_path(settings, ++files->number, path);
		fd = capture_open(path);
	}
	if (fd != -1)
		files_remember(files, settings, fd);
	return fd;
}
