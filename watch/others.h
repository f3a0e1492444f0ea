/*
 * Why there is no server to be found: none runs, a directory is not to be
 * believed, or somebody else runs one.
 *
 * barewirectl and the windows, when an instance has no server of this user;
 * reads /dev/shm, /proc/locks and the list of users.
 */
#ifndef WATCH_OTHERS_H
#define WATCH_OTHERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/instance.h"

#define OTHERS_TEXT_SIZE 600

/* One line: "instance default is served by user mininet (process 4711)", or
 * that none runs, with the file or directory that is not to be believed.
 * False: there is nothing to be said but that none runs. */
bool others_text(const struct instance *instance,
    char text[OTHERS_TEXT_SIZE]);

#endif
