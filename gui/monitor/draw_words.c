/* A line that is words from left to right, painted when they change. */
#include "gui/monitor/draw_words.h"

#include <string.h>

#include "gui/monitor/draw.h"

bool
draw_words_begin(struct monitor *monitor, enum monitor_area area,
    uint32_t hash)
{
	struct canvas *canvas = &monitor->canvases[area];
	bool whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[area]);

	hash = draw_hash(hash, &monitor->app.scheme, sizeof(int));
	if (canvas->pixmap == None ||
	    (!whole && hash == monitor->painted[area]))
		return false;
	monitor->painted[area] = hash;
	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	paint_mark_all(canvas);
	return true;
}

int
draw_words_width(const struct canvas *canvas, enum font_role role,
    const char *words)
{
	return font_width(canvas->app->fonts, role, words, strlen(words));
}

int
draw_words_within(struct canvas *canvas, enum font_role role,
    enum colour_id colour, int x, int end, const char *words)
{
	int width = draw_words_width(canvas, role, words);

	if (width > end - x)
		width = end - x;
	if (width <= 0)
		return x;
	paint_label(canvas, role, colour, (struct area){ x, 0, width,
	    canvas->height }, ALIGN_LEFT, words);
	return x + width + WORDS_APART;
}

int
draw_words(struct canvas *canvas, enum font_role role,
    enum colour_id colour, int x, const char *words)
{
	return draw_words_within(canvas, role, colour, x, canvas->width, words);
}
