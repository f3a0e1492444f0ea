/*
 * Asking the server for something: kick, shutdown, its table.
 *
 * Requests and answers are those of shm/control.h.  A client's number
 * (row_data.client) is never another's; its name may be, once it has gone.
 * The server is looked for where its table says it is, then in every place
 * where one of this user may be; a directory or a process that is not this
 * user's is not believed.  An instance with a server_pid (that of a watcher,
 * watcher_instance) is that process's: no other one is asked.
 * Used by barewirectl and the windows; blocks up to timeout_ms, so a window
 * uses the start/finish pair from its event loop instead.
 */
#ifndef WATCH_CONTROL_H
#define WATCH_CONTROL_H

#include <stddef.h>

#include "base/instance.h"
#include "shm/control.h"

/* 0: done; reply holds the answer, "ok" or "ok NUMBER".  -1: one line that
 * says why (from the server, or
 * "no server ..." ). */
int control_ask(const struct instance *instance, const char *request,
    int timeout_ms, char *reply, size_t reply_size);

/* The fd on which the answer will arrive, or -1 with reply filled, and errno
 * ENOENT when there is no server. */
int control_start(const struct instance *instance, const char *request,
    char *reply, size_t reply_size);

/* Call when the fd is readable; closes it.  As control_ask. */
int control_finish(int fd, char *reply, size_t reply_size);

/* As control_finish, for CONTROL_TABLE: its descriptor, or -1. */
int control_finish_table(int fd, char *reply, size_t reply_size);

#endif
