/*
 * Attaching to the server of a call, or saying why not.
 *
 * barewirectl only.
 */
#ifndef CTL_ATTACH_H
#define CTL_ATTACH_H

#include "ctl/command.h"
#include "watch/watcher.h"

/* A watcher whose last poll found a server; NULL with the error set. */
struct watcher *attach_open(const struct ctl_call *call,
    struct ctl_error *error);

/* Is there a server to look at in this state? */
bool attach_live(enum watch_state state);

/* One line about the state, as after "the server ..."; watcher is for the
 * reason. */
void attach_say(const struct watcher *watcher, struct ctl_error *error);

#endif
