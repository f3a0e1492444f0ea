/*
 * Why there is no server to be found: none runs, a directory is not to be
 * believed, or somebody else runs one.
 *
 * barewirectl and the windows, when an instance has no server of this user;
 * reads /dev/shm, /proc/locks and the list of users.
 */
#ifndef WATCH_OTHERS_H
#define WATCH_OTHERS_H

#include <stddef.h>

#include "base/instance.h"

#define OTHERS_TEXT_SIZE 400

/* One line: "instance default is served by user mininet (process 4711)", or
 * that none runs.  How many other users' servers there are. */
int others_text(const struct instance *instance,
    char text[OTHERS_TEXT_SIZE]);

#endif
