/* Painting what stands around the lanes: names, and the scale of times. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/tip.h"

/* "20:41:30", or with tenths where slots are shorter than seconds. */
static void
draw_time(struct canvas *canvas, const struct timeline_place *place,
    int64_t slot)
{
	char clock[WHEN_CLOCK_SIZE];
	int x = place->names + (int)(slot - place->end + LANES_SLOTS) *
	    place->slot_width, width;

	when_clock(clock, slot * place->slot_ms * NS_PER_MS);
	clock[place->slot_ms % 250 != 0 || place->slot_ms < 250 ? 10 : 8] =
	    '\0';
	width = font_width(canvas->app->fonts, FONT_SMALL, clock,
	    strlen(clock));
	paint_fill(canvas, COLOUR_MUTED, (struct area){ x, place->top -
	    scale_px(5), 1, scale_px(4) });
	if (x + scale_px(4) + width < place->right)
		paint_label(canvas, FONT_SMALL, COLOUR_MUTED, (struct area){
		    x + scale_px(4), 0, width, place->top - 1 }, ALIGN_LEFT,
		    clock);
}

/* How much of time that is, and whether it goes on. */
static void
draw_span(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place)
{
	const struct lanes_window *window = &monitor->timeline.window;
	char words[96], span[32];
	int left = TIMELINE_ACCENT + TIMELINE_PAD;
	double seconds = (double)lanes_window_span_ms(window) / 1000;

	if (seconds >= 120)
		snprintf(span, sizeof(span), "%.0f min", seconds / 60);
	else
		snprintf(span, sizeof(span), "%g s", seconds);
	wording_put(words, sizeof(words), app_text(&monitor->app,
	    window->held ? "timeline.held" : monitor->recorded != NULL ?
	    "timeline.whole" : "timeline.live", "%1"), span, NULL);
	paint_label(canvas, FONT_SMALL, window->held ? COLOUR_WARNING :
	    COLOUR_MUTED, (struct area){ left, 0, place->names - left,
	    place->top - 1 }, ALIGN_LEFT, words);
}

void
draw_timeline_scale(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place)
{
	int64_t slot = place->end - LANES_SLOTS;
	bool focus = monitor->timeline.focus;

	paint_fill(canvas, COLOUR_HEADING, (struct area){ 0, 0,
	    canvas->width, place->top });
	paint_fill(canvas, focus ? COLOUR_ACCENT : COLOUR_HAIRLINE,
	    (struct area){ 0, place->top - (focus ? 2 : 1), canvas->width,
	    focus ? 2 : 1 });
	draw_span(monitor, canvas, place);
	for (; slot < place->end; slot++)
		if (slot % LANES_MARKED == 0)
			draw_time(canvas, place, slot);
	paint_mark(canvas, (struct area){ 0, 0, canvas->width, place->top });
}

static struct area
name_area(const struct timeline_place *place, uint32_t lane)
{
	return (struct area){ 0, place->top + (int)lane * place->lane_height,
	    place->names, place->lane_height };
}

/* Where lanes are lower than letters some have their names, and the one that
 * is selected. */
static bool
has_name(uint32_t lane, uint32_t selected, uint32_t step)
{
	uint32_t from = lane > selected ? lane - selected : selected - lane;

	return lane == selected || (lane % step == 0 &&
	    (selected == UINT32_MAX || from >= step));
}

static void
draw_name(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place, uint32_t lane, bool said)
{
	const struct row_data *row = timeline_row(monitor, lane);
	struct area area = name_area(place, lane);
	int letters = font_height(monitor->app.fonts, FONT_SMALL);
	bool selected = row->client == monitor->table.selected;
	char tip[NAME_AT_SIZE + ADDRESS_SIZE + 4], at[NAME_AT_SIZE];

	name_at_put(at, row->name, row->lab);
	if (selected)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, area.y,
		    TIMELINE_ACCENT, area.height });
	snprintf(tip, sizeof(tip), "%s  %s", at, row->peer);
	tip_note(canvas, area, tip);
	if (!said)
		return;
	if (letters > area.height) {
		area.y += (area.height - letters) / 2;
		area.height = letters;
		if (area.y < place->top)
			area.y = place->top;
		if (area.y + letters > canvas->height)
			area.y = canvas->height - letters;
	}
	area.x = TIMELINE_ACCENT + TIMELINE_PAD;
	area.width = place->names - area.x - TIMELINE_PAD;
	paint_label(canvas, FONT_SMALL, row->state == STATE_ENDED ?
	    COLOUR_FAINT : selected ? COLOUR_ACCENT : COLOUR_TEXT, area,
	    ALIGN_LEFT, row->name);
}

static uint32_t
names_look(const struct monitor *monitor, const struct timeline_place *place,
    uint32_t *selected)
{
	uint32_t hash = DRAW_HASH_START, i;

	*selected = UINT32_MAX;
	for (i = 0; i < place->shown; i++) {
		const struct row_data *row = timeline_row(monitor, i);
		bool ended = row->state == STATE_ENDED;

		hash = draw_hash(hash, row->name, strlen(row->name) + 1);
		hash = draw_hash(hash, &row->client, sizeof(row->client));
		hash = draw_hash(hash, &ended, sizeof(ended));
		if (row->client == monitor->table.selected)
			*selected = i;
	}
	return draw_hash(hash, selected, sizeof(*selected)) | 1;
}

void
draw_timeline_names(struct monitor *monitor, struct canvas *canvas,
    const struct timeline_place *place)
{
	int letters = font_height(monitor->app.fonts, FONT_SMALL);
	uint32_t step = (uint32_t)((letters + place->lane_height - 1) /
	    place->lane_height), selected, i;
	uint32_t look = names_look(monitor, place, &selected);
	struct area all = { 0, place->top, place->names,
	    canvas->height - place->top };

	if (look == monitor->timeline.names_look)
		return;
	monitor->timeline.names_look = look;
	paint_fill(canvas, COLOUR_SURFACE, all);
	if (selected != UINT32_MAX)
		paint_fill(canvas, COLOUR_SELECTED, name_area(place,
		    selected));
	for (i = 0; i < place->shown; i++)
		draw_name(monitor, canvas, place, i, has_name(i, selected,
		    step));
	paint_mark(canvas, all);
}
