/*
 * Where an instance lives: its name, its shared memory, its directory.
 *
 * Any process of the user who runs the server; no X.
 *	shm	/barewire.UID.INSTANCE
 *	dir	$XDG_RUNTIME_DIR/barewire/INSTANCE,
 *		else /tmp/barewire-UID/INSTANCE (0700, owner checked)
 * and in dir:
 *	lock	held (flock) for the server's life, holds its pid as text
 *	control	the parent's control socket
 *	feed.0 .. feed.7	one FIFO a watcher, made by the watcher
 *	bell.ROW	a child's doorbell, where its lab needs one
 */
#ifndef BASE_INSTANCE_H
#define BASE_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>

#define INSTANCE_NAME_MAX	64
#define INSTANCE_PATH_SIZE	192

struct instance {
	char name[INSTANCE_NAME_MAX + 1];
	char shm_name[INSTANCE_PATH_SIZE];	/* for shm_open */
	char dir[INSTANCE_PATH_SIZE];
	char lock_path[INSTANCE_PATH_SIZE];
	char control_path[INSTANCE_PATH_SIZE];	/* fits sockaddr_un */
};

/* Fills in the paths, creates nothing.  NULL or what is wrong with the name
 * or the environment. */
const char *instance_init(struct instance *instance, const char *name);

/* Makes the directory and its parents, 0700, and checks that it is ours.
 * NULL or the reason. */
const char *instance_make_dir(const struct instance *instance);

#endif
