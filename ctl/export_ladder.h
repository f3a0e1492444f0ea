/*
 * A capture as a ladder (watch/ladder.h), for those who draw one.
 *
 * barewirectl only.
 */
#ifndef CTL_EXPORT_LADDER_H
#define CTL_EXPORT_LADDER_H

#include "watch/capture_view.h"
#include "watch/ladder.h"

/* All of the view.  NULL, or what is wrong; the ladder is the caller's. */
const char *export_ladder_read(struct capture_view *view,
    struct ladder **ladder);

#endif
