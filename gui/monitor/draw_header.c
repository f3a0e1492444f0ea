/* Painting the header: the figures, and beside them the chart. */
#include <stdio.h>
#include <string.h>

#include "gui/model/log_verdict.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/replay.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/tip.h"

#define MARGIN		scale_px(18)
#define GAP		scale_px(6)	/* title from value */
#define TILES		5
#define TILE_CLIENTS	0
#define TILE_FAULTS	4
#define NAME_MOST	scale_px(220)	/* a capture's */
#define CHART_LEAST	scale_px(180)	/* what is narrower says nothing */
#define CHART_GOOD	scale_px(240)	/* worth smaller figures */

struct tile {
	const char *name, *otherwise;
	const char *widest;	/* the value, so that nothing moves */
	enum colour_id colour;
	char value[32];
};

/* Where the tiles are, and the letters of their values. */
struct tiles {
	struct tile tiles[TILES];
	int x[TILES], width[TILES];
	int end;
	enum font_role role;
};

/* What the judge says counts where there is one; else what the server could
 * not accept. */
static uint64_t
bad_or_failed(const struct monitor *monitor)
{
	const struct watch_totals *totals =
	    &monitor_view(monitor)->totals;

	return totals->crashed + (log_judge(monitor->log)->there ||
	    monitor->recorded != NULL ? totals->not_ok : totals->faults);
}

static void
fill_tiles(const struct monitor *monitor, struct tile tiles[TILES])
{
	bool live = attach_live(&monitor->attach) ||
	    monitor_replay_early(monitor);
	int i;

	tiles[0] = (struct tile){ "tile.clients", "Active clients", "99999",
	    COLOUR_TEXT, "" };
	tiles[1] = (struct tile){ "tile.messages", "Messages / s", "99.9k",
	    COLOUR_TEXT, "" };
	tiles[2] = (struct tile){ "tile.received", "Receiving", "99.9 KiB/s",
	    COLOUR_RECEIVED_INK, "" };
	tiles[3] = (struct tile){ "tile.sent", "Sending", "99.9 KiB/s",
	    COLOUR_SENT_INK, "" };
	tiles[TILE_FAULTS] = (struct tile){ "tile.faults", "Bad or failed",
	    "99999", bad_or_failed(monitor) != 0 ? COLOUR_ERROR :
	    COLOUR_TEXT, "" };
	rates_number(tiles[0].value, monitor->recorded != NULL ?
	    (double)monitor_view(monitor)->totals.active :
	    (double)monitor->rates.clients);
	rates_number(tiles[1].value, monitor->rates.messages);
	rates_bytes(tiles[2].value, monitor->rates.bytes_in);
	rates_bytes(tiles[3].value, monitor->rates.bytes_out);
	rates_number(tiles[TILE_FAULTS].value,
	    (double)bad_or_failed(monitor));
	for (i = 0; !live && i < TILES; i++) {
		/* What stands at a capture's end has no rates. */
		if (monitor->recorded != NULL &&
		    (i == TILE_CLIENTS || i == TILE_FAULTS))
			continue;
		strcpy(tiles[i].value, "\xe2\x80\x93");
		tiles[i].colour = COLOUR_FAINT;
	}
}

static int
tile_width(struct app *app, const struct tile *tile, enum font_role role,
    int apart)
{
	const char *title = app_text(app, tile->name, tile->otherwise);
	int title_width = font_width(app->fonts, FONT_SMALL, title,
	    strlen(title));
	int value_width = font_width(app->fonts, role, tile->widest,
	    strlen(tile->widest));

	return (title_width > value_width ? title_width : value_width) +
	    apart * font_digit(app->fonts, FONT_UI);
}

/* Returns whether there is that much room left. */
static bool
place_tiles(struct app *app, struct tiles *tiles, enum font_role role,
    int apart, int room)
{
	int i;

	tiles->role = role;
	tiles->end = MARGIN;
	for (i = 0; i < TILES; i++) {
		tiles->x[i] = tiles->end;
		tiles->width[i] = tile_width(app, &tiles->tiles[i], role,
		    apart);
		tiles->end += tiles->width[i];
	}
	return tiles->end <= room;
}

/* Large fonts, narrow windows: the chart is worth smaller figures, and all
 * five are worth being closer. */
static void
make_tiles(struct monitor *monitor, struct tiles *tiles)
{
	static const struct { enum font_role role; int apart; } ways[] = {
		{ FONT_BIG, 3 }, { FONT_BIG, 1 }, { FONT_UI_BOLD, 3 },
		{ FONT_UI_BOLD, 1 },
	};
	int width = monitor->canvases[AREA_HEADER].width;
	const int rooms[] = { width - CHART_GOOD - 2 * MARGIN, width };
	struct font_set *fonts = monitor->app.fonts;
	bool low = monitor->canvases[AREA_HEADER].height < font_height(fonts,
	    FONT_SMALL) + font_height(fonts, FONT_BIG) + scale_px(16);
	unsigned room, way;

	fill_tiles(monitor, tiles->tiles);
	for (room = 0; room < 2; room++)
		for (way = 0; way < sizeof(ways) / sizeof(ways[0]); way++)
			if (!(low && ways[way].role == FONT_BIG) &&
			    place_tiles(&monitor->app, tiles, ways[way].role,
			    ways[way].apart, rooms[room]))
				return;
}

static void
draw_tile(struct monitor *monitor, const struct tiles *tiles, int i)
{
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	const struct tile *tile = &tiles->tiles[i];
	struct font_set *fonts = monitor->app.fonts;
	int small = font_height(fonts, FONT_SMALL);
	int big = font_height(fonts, tiles->role);
	int y = (canvas->height - small - big - GAP) / 2;
	int width = tiles->width[i] - 8;
	char name[48];

	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){
	    tiles->x[i], y, width, small }, ALIGN_LEFT,
	    app_text(&monitor->app, tile->name, tile->otherwise));
	paint_label(canvas, tiles->role, tile->colour, (struct area){
	    tiles->x[i], y + small + GAP, width, big }, ALIGN_LEFT,
	    tile->value);
	if (i == TILE_FAULTS && monitor->faults_only)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ tiles->x[i],
		    canvas->height - 1 - scale_px(4), width, scale_px(3) });
	snprintf(name, sizeof(name), "tip.%s", tile->name);
	tip_note(canvas, (struct area){ tiles->x[i], y, width,
	    small + GAP + big }, app_text(&monitor->app, name, ""));
}

static uint32_t
hash_tiles(const struct monitor *monitor, const struct tiles *tiles)
{
	uint32_t hash = DRAW_HASH_START;
	int i;

	for (i = 0; i < TILES; i++)
		hash = draw_hash(hash, tiles->tiles[i].value,
		    strlen(tiles->tiles[i].value) + 1);
	hash = draw_hash(hash, &monitor->faults_only, sizeof(bool));
	return draw_hash(hash, &monitor->app.scheme, sizeof(int));
}

static void
draw_tiles(struct monitor *monitor, const struct tiles *tiles, bool whole)
{
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	uint32_t hash = hash_tiles(monitor, tiles);
	struct area area = { 0, 0, tiles->end, canvas->height - 1 };
	int i;

	if (!whole && hash == monitor->painted[AREA_HEADER])
		return;
	monitor->painted[AREA_HEADER] = hash;
	paint_fill(canvas, COLOUR_SURFACE, area);
	for (i = 0; i < TILES; i++)
		if (tiles->x[i] + tiles->width[i] <= canvas->width + MARGIN)
			draw_tile(monitor, tiles, i);
	paint_mark(canvas, area);
}

/* Before the chart: that this is no server, and which capture it is; the name
 * below, or beside it where that is too low for both.  Returns where that
 * ends. */
static int
draw_recorded(struct monitor *monitor, struct area area)
{
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	struct font_set *fonts = monitor->app.fonts;
	const char *word = app_text(&monitor->app, "recorded", "RECORDED");
	const char *name = recorded_name(monitor->recorded);
	int height = font_height(fonts, FONT_UI_BOLD) + scale_px(8);
	int width = font_width(fonts, FONT_UI_BOLD, word, strlen(word)) +
	    height, wide = font_width(fonts, FONT_UI, name, strlen(name));
	int line = font_height(fonts, FONT_UI) + scale_px(4);
	bool low = area.height < height + line;
	struct area pill = { area.x, area.y + (area.height - height -
	    (low ? 0 : line)) / 2, width, height };

	paint_round(canvas, COLOUR_WARNING, pill);
	paint_label(canvas, FONT_UI_BOLD, COLOUR_ON_ACCENT, pill,
	    ALIGN_CENTRE, word);
	if (wide > NAME_MOST)
		wide = NAME_MOST;
	if (low)
		area.x += width + GAP * 2;
	else
		area = (struct area){ area.x, pill.y + height + scale_px(2),
		    area.width, line };
	area.width = wide;
	paint_label(canvas, FONT_UI, COLOUR_TEXT, area, ALIGN_LEFT, name);
	return area.x + (!low && pill.width > wide ? pill.width : wide);
}

bool
draw_header_is_faults(struct monitor *monitor, int x)
{
	struct tiles tiles;

	make_tiles(monitor, &tiles);
	return x >= tiles.x[TILE_FAULTS] &&
	    x < tiles.x[TILE_FAULTS] + tiles.width[TILE_FAULTS];
}

bool
draw_header_is_chart(struct monitor *monitor, int x)
{
	struct tiles tiles;

	make_tiles(monitor, &tiles);
	return x >= tiles.end + MARGIN;
}

/* The chart, or the timeline's words. */
static void
draw_beside(struct monitor *monitor, struct area area, bool whole)
{
	static unsigned painted_samples;
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	int end = area.x + area.width;

	if (area.width <= CHART_LEAST && monitor->recorded == NULL)
		return;
	if (monitor->timeline.on && monitor->recorded == NULL) {
		draw_timeline_key(monitor, canvas, area, whole);
	} else if (whole || painted_samples != monitor->rates.generation) {
		painted_samples = monitor->rates.generation;
		if (monitor->recorded != NULL) {
			area.x = draw_recorded(monitor, area) + MARGIN;
			area.width = end - area.x;
		}
		if (area.width > CHART_LEAST && !monitor->timeline.on)
			draw_chart(canvas, &monitor->rates, area);
	}
	if (whole)
		tip_note(canvas, area, app_text(&monitor->app,
		    monitor->timeline.on ? "tip.chart.back" : "tip.chart",
		    ""));
}

void
draw_header(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_HEADER];
	bool whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[AREA_HEADER]);
	struct tiles tiles;
	struct area chart = { 0, scale_px(8), 0,
	    canvas->height - scale_px(16) };

	if (canvas->pixmap == None)
		return;
	make_tiles(monitor, &tiles);
	chart.x = tiles.end + MARGIN;
	chart.width = canvas->width - chart.x - MARGIN;
	whole = whole || monitor->painted[AREA_HEADER] == 0;
	if (whole)
		paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
		    canvas->width, canvas->height });
	draw_tiles(monitor, &tiles, whole);
	draw_beside(monitor, chart, whole);
	if (whole)
		paint_mark_all(canvas);
	paint_show(canvas);
}
