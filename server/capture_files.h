/*
 * The files of a capture: FILE, then, with --capture-size, FILE.1, FILE.2 and
 * so on, each a whole capture.
 *
 * capture_full: the parent, and the process that writes, which ends when it
 * says so: then it is for the parent to make the next file, and to start the
 * process again.  The rest: the parent, outside its sandbox.
 */
#ifndef SERVER_CAPTURE_FILES_H
#define SERVER_CAPTURE_FILES_H

#include <stdbool.h>
#include <sys/types.h>

#include "server/child.h"

/* So many are remembered, to be removed: --capture-files. */
#define CAPTURE_FILES_MAX 1000

struct capture_files {
	unsigned number;	/* of the last; 0: FILE itself */
	bool wanted;		/* the process has ended, perhaps for one */
	unsigned count;		/* of those in made */
	struct capture_made {
		unsigned number;
		dev_t device;
		ino_t inode;
	} made[CAPTURE_FILES_MAX];	/* the oldest first */
};

/* Makes a file, for its owner alone; one that is there already, or a symbolic
 * link, is an error.  The descriptor, or -1 with errno. */
int capture_open(const char *path);

/* The first. */
int capture_files_open(struct capture_files *files,
    const struct server_settings *settings);

/* Does the longest block there can be, and what a file ends with, not fit any
 * more behind so many bytes? */
bool capture_full(const struct server_settings *settings, off_t len);

/* The next, by the next number that is free, and removes the oldest of ours
 * when there are more than are wanted.  The descriptor, or -1 with errno;
 * path is its name. */
#define CAPTURE_PATH_SIZE 4096
int capture_files_next(struct capture_files *files,
    const struct server_settings *settings, char path[CAPTURE_PATH_SIZE]);

#endif
