/*
 * Where an instance lives: its name, its shared memory, its directory.
 *
 * Any process of the user who runs the server; no X.
 *	shm	/barewire.UID.INSTANCE
 *	dir	$XDG_RUNTIME_DIR/barewire/INSTANCE, if nobody else may write to
 *		that directory,
 *		else /tmp/barewire-UID/INSTANCE (0700, owner checked)
 * and in dir:
 *	lock	locked (fcntl) for the server's life, holds its pid as text
 *	control	the parent's control socket
 *	judge	the socket of the judge's process, if there is one
 *	feed.0 .. feed.7	one FIFO a watcher, made by the watcher
 *	messages	a FIFO of the parent: all messages in plain text
 *
 * The directory is not the same for everybody: a server may have been started
 * without XDG_RUNTIME_DIR (su, sudo, cron) and be asked by somebody who has
 * it.  So there are several places to look at; the table says in which of
 * them its server is.
 */
#ifndef BASE_INSTANCE_H
#define BASE_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>

#define INSTANCE_NAME_MAX	64
#define INSTANCE_PATH_SIZE	192

/* Names in its directory; a number follows the last.  `messages` is
 * CONTROL_MESSAGES_NAME in shm/control.h. */
#define INSTANCE_LOCK		"lock"
#define INSTANCE_CONTROL	"control"
#define INSTANCE_JUDGE		"judge"
#define INSTANCE_FIFO		"feed."

enum instance_place {
	PLACE_SESSION,		/* below $XDG_RUNTIME_DIR */
	PLACE_LOGIN,		/* below /run/user/UID: only looked at */
	PLACE_TMP,		/* below /tmp/barewire-UID */
	PLACE_COUNT
};

struct instance {
	char name[INSTANCE_NAME_MAX + 1];
	unsigned uid;		/* whose it is: the effective user's */
	int server_pid;		/* the only process to be asked; 0: any */
	char shm_name[INSTANCE_PATH_SIZE];	/* for shm_open */
	char places[PLACE_COUNT][INSTANCE_PATH_SIZE];	/* "": there is none */
	/* One of these places, at first the first that there is, and what
	 * is in it. */
	char dir[INSTANCE_PATH_SIZE];
	char lock_path[INSTANCE_PATH_SIZE];
	char control_path[INSTANCE_PATH_SIZE];	/* fits sockaddr_un */
	char judge_path[INSTANCE_PATH_SIZE];	/* shorter */
};

/* What is wrong with a name, or NULL. */
const char *instance_name_fault(const char *name);

/* Fills in the paths, creates nothing.  NULL or what is wrong with the name
 * or the environment, in one line. */
const char *instance_init(struct instance *instance, const char *name);

/* Why what XDG_RUNTIME_DIR names is not used: it is not this user's, or others
 * may write to it.  NULL when it is used, or not set; the line is good until
 * the next call. */
const char *instance_session_fault(const struct instance *instance);

/* Changes dir and the paths in it.  False, and nothing is changed, when that
 * is no path or too long a one. */
bool instance_move(struct instance *instance, const char *dir);

/* Makes the directory and its parent, 0700, and checks that they are ours.
 * NULL or the reason, valid until the next call. */
const char *instance_make_dir(const struct instance *instance);

/* Checks the same of what is there and makes nothing.  errno is ENOENT when
 * nothing is there. */
const char *instance_check_dir(const struct instance *instance);

#endif
