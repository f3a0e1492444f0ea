/*
 * A ladder (watch/ladder.h) as a diagram of letters, and as a picture: SVG 1.1,
 * without scripts, fonts or links.
 *
 * Any watcher; pure but for its own memory; no X.  Labels are escaped in the
 * ladder; what is no text for XML is escaped here.
 */
#ifndef WATCH_LADDER_DRAW_H
#define WATCH_LADDER_DRAW_H

#include <stdio.h>

#include "watch/ladder.h"

/* NULL, or what is wrong.  heading is a line that says what it is of, escaped;
 * what out could not take is the caller's to ask. */
const char *ladder_put_text(const struct ladder *ladder, const char *heading,
    FILE *out);
void ladder_put_svg(const struct ladder *ladder, const char *heading,
    FILE *out);

#endif
