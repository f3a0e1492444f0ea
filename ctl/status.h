/*
 * The JSON form of a snapshot, as `status --json` prints it; its members are
 * said in barewirectl.1.
 *
 * barewirectl only; pure.
 */
#ifndef CTL_STATUS_H
#define CTL_STATUS_H

#include <stdio.h>

#include "watch/rows.h"
#include "watch/watcher.h"

/* False: out of memory. */
bool status_json(const struct watch_view *view, const struct filter *filter,
    FILE *out);

#endif
