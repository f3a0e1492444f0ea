/* Painting the header: the figures, and beside them the chart. */
#include <stdio.h>
#include <string.h>

#include "gui/monitor.h"

#define MARGIN 18

struct tile {
	const char *name, *otherwise;
	char value[32];
	enum colour_id colour;
};

static void
fill_tiles(const struct monitor *monitor, struct tile tiles[5])
{
	const struct watch_view *view = watcher_view(monitor->watcher);
	bool live = attach_live(&monitor->attach);
	int i;

	tiles[0] = (struct tile){ "tile.clients", "Active clients", "",
	    COLOUR_TEXT };
	tiles[1] = (struct tile){ "tile.messages", "Messages / s", "",
	    COLOUR_TEXT };
	tiles[2] = (struct tile){ "tile.received", "Receiving", "",
	    COLOUR_RECEIVED_INK };
	tiles[3] = (struct tile){ "tile.sent", "Sending", "",
	    COLOUR_SENT_INK };
	tiles[4] = (struct tile){ "tile.faults", "Malformed or failed", "",
	    view->totals.faults + view->totals.crashed != 0 ? COLOUR_ERROR :
	    COLOUR_TEXT };
	rates_number(tiles[0].value, (double)monitor->rates.clients);
	rates_number(tiles[1].value, monitor->rates.messages);
	rates_bytes(tiles[2].value, monitor->rates.bytes_in);
	rates_bytes(tiles[3].value, monitor->rates.bytes_out);
	rates_number(tiles[4].value, (double)(view->totals.faults +
	    view->totals.crashed));
	for (i = 0; !live && i < 5; i++) {
		strcpy(tiles[i].value, "\xe2\x80\x93");
		tiles[i].colour = COLOUR_FAINT;
	}
}

/* The widest figure there can be, or the words above it. */
static int
tile_width(const struct app *app)
{
	static const char widest[] = "99.9 KiB/s";

	return font_width(app->fonts, FONT_BIG, widest,
	    sizeof(widest) - 1) + 18;
}

static void
draw_tile(struct monitor *monitor, const struct tile *tile, int x, int width)
{
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	struct font_set *fonts = monitor->app.fonts;
	int small = font_height(fonts, FONT_SMALL);
	int big = font_height(fonts, FONT_BIG);
	int y = (canvas->height - small - big - 6) / 2;

	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){ x, y,
	    width - 8, small }, ALIGN_LEFT,
	    app_text(&monitor->app, tile->name, tile->otherwise));
	paint_label(canvas, FONT_BIG, tile->colour, (struct area){ x,
	    y + small + 6, width - 8, big }, ALIGN_LEFT, tile->value);
}

static uint32_t
hash_tiles(const struct monitor *monitor, const struct tile tiles[5])
{
	uint32_t hash = DRAW_HASH_START;
	int i;

	for (i = 0; i < 5; i++)
		hash = draw_hash(hash, tiles[i].value,
		    strlen(tiles[i].value) + 1);
	return draw_hash(hash, &monitor->app.scheme, sizeof(int));
}

static void
draw_tiles(struct monitor *monitor, bool whole)
{
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	int width = tile_width(&monitor->app), i;
	struct tile tiles[5];
	uint32_t hash;
	struct area area = { 0, 0, MARGIN + 5 * width, canvas->height - 1 };

	fill_tiles(monitor, tiles);
	hash = hash_tiles(monitor, tiles);
	if (!whole && hash == monitor->painted[AREA_HEADER])
		return;
	monitor->painted[AREA_HEADER] = hash;
	paint_fill(canvas, COLOUR_SURFACE, area);
	for (i = 0; i < 5; i++)
		draw_tile(monitor, &tiles[i], MARGIN + i * width, width);
	paint_mark(canvas, area);
}

void
draw_header(struct monitor *monitor)
{
	static unsigned painted_samples;
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	bool whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[AREA_HEADER]);
	int left = MARGIN + 5 * tile_width(&monitor->app) + MARGIN;
	struct area chart = { left, 8, canvas->width - left - MARGIN,
	    canvas->height - 16 };

	if (canvas->pixmap == None)
		return;
	whole = whole || monitor->painted[AREA_HEADER] == 0;
	if (whole)
		paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
		    canvas->width, canvas->height });
	draw_tiles(monitor, whole);
	if (chart.width > 120 &&
	    (whole || painted_samples != monitor->rates.generation)) {
		draw_chart(canvas, &monitor->rates, chart);
		painted_samples = monitor->rates.generation;
	}
	if (whole)
		paint_mark_all(canvas);
	paint_show(canvas);
}
