/*
 * A line that is words from left to right: for gui/monitor/draw_info.c and
 * gui/monitor/draw_status.c.
 */
#ifndef GUI_MONITOR_DRAW_WORDS_H
#define GUI_MONITOR_DRAW_WORDS_H

#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"

#define WORDS_MARGIN	scale_px(12)	/* from both ends */
#define WORDS_APART	scale_px(12)	/* words from words */
#define WORDS_GAP	scale_px(8)	/* a dot from its words */

/* True when an area must be painted because its hash is another one; it is
 * filled then, paint_show is the caller's. */
bool draw_words_begin(struct monitor *monitor, enum monitor_area area,
    uint32_t hash);

int draw_words_width(const struct canvas *canvas, enum font_role role,
    const char *words);

/* Words from x, cut at end, or at the end of the line; return where the next
 * thing goes. */
int draw_words_within(struct canvas *canvas, enum font_role role,
    enum colour_id colour, int x, int end, const char *words);
int draw_words(struct canvas *canvas, enum font_role role,
    enum colour_id colour, int x, const char *words);

#endif
