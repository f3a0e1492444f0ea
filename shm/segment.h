/*
 * The file in /dev/shm that has the instance's name, and its lock.
 *
 * Parent; segment_holder, segment_fault and segment_open are anybody's.
 *
 * A record lock on it, held for the server's life, says to everybody which
 * process serves the instance, whatever directory and environment that has:
 * the kernel drops it with the process, and /proc/locks names its holder also
 * to other users.  Like all record locks it goes when the process closes any
 * descriptor of that file: nothing here opens what is its own a second time.
 *
 * The name may be taken away (systemd removes a user's shared memory with the
 * last session); the descriptors stay good, and a child of ours has closed
 * its copies.
 */
#ifndef SHM_SEGMENT_H
#define SHM_SEGMENT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/instance.h"

#define SEGMENT_DIR	"/dev/shm"

struct segment {
	int lock_fd;		/* -1: there is none */
	int read_fd;		/* the same, read-only: for watchers */
};

/* Makes the file, empty, 0600 and locked; one that nobody locks is unlinked.
 * 0, the pid of another server that has it, or -1 with errno. */
int segment_make(struct segment *segment, const struct instance *instance);

/* What has the name and is no file of this user's: who put it there, and the
 * way out, in one line that is good until the next call.  NULL: nothing. */
const char *segment_fault(const struct instance *instance);

/* Opens what has the name, whatever it is, without waiting: a descriptor, or
 * -1 with errno.  What it is, is the caller's to look at. */
int segment_open(const struct instance *instance, int flags);

/* Is it what the name stands for? */
bool segment_named(const struct segment *segment,
    const struct instance *instance);

/* Unlinks the name if it is still this one's, and closes. */
void segment_remove(struct segment *segment, const struct instance *instance);

/* The process that has locked what has the name, 0 when none has.  Not for
 * the one that may have. */
int segment_holder(const struct instance *instance);

#endif
