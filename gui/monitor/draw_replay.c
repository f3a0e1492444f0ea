/* Painting the slide of a capture: what time it is, and between which. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/replay.h"
#include "gui/toolkit/scale.h"

#define PAD		scale_px(10)
#define TRACK_HEIGHT	scale_px(6)
#define KNOB		scale_px(14)
#define TRACK_LEAST	scale_px(90)
#define WIDEST		"00:00:00.000"

int
draw_replay_height(const struct app *app)
{
	return font_height(app->fonts, FONT_UI_BOLD) + scale_px(14);
}

static int
words_width(const struct canvas *canvas, enum font_role role,
    const char *words)
{
	return font_width(canvas->app->fonts, role, words, strlen(words));
}

/* A time at one side of what is left; there is none where it is narrow. */
static void
put_time(struct canvas *canvas, struct area *left, int64_t wall_ns,
    bool right)
{
	char clock[WHEN_CLOCK_SIZE];
	int width;
	struct area area = *left;

	when_clock(clock, wall_ns);
	clock[8] = '\0';
	width = words_width(canvas, FONT_SMALL, clock) + PAD;
	if (left->width < TRACK_LEAST + 2 * width)
		return;
	area.width = width;
	if (right)
		area.x = left->x + left->width - width;
	else
		left->x += width;
	left->width -= width;
	paint_label(canvas, FONT_SMALL, COLOUR_MUTED, area, right ?
	    ALIGN_RIGHT : ALIGN_LEFT, clock);
}

static void
put_position(struct canvas *canvas, struct area *left,
    const struct replay_bar *bar)
{
	char clock[WHEN_CLOCK_SIZE];
	struct area area = *left;
	bool on_its_way = bar->replay.sought || !bar->replay.loaded;

	when_clock(clock, bar->replay.at_ns);
	area.width = words_width(canvas, FONT_UI_BOLD, WIDEST);
	paint_label(canvas, FONT_UI_BOLD, on_its_way ? COLOUR_FAINT :
	    COLOUR_TEXT, area, ALIGN_LEFT, clock);
	left->x += area.width + 2 * PAD;
	left->width -= area.width + 2 * PAD;
}

/* What was is a thick line, what is still to come a thin one. */
static void
put_track(struct canvas *canvas, struct replay_bar *bar, struct area area)
{
	int middle = area.y + area.height / 2, x;
	struct area track = { area.x, middle - TRACK_HEIGHT / 2, 0,
	    TRACK_HEIGHT };

	bar->track = (struct area){ area.x + KNOB / 2, area.y,
	    area.width - KNOB, area.height };
	if (bar->track.width <= 0)
		return;
	x = bar->track.x + (int)(replay_fraction(&bar->replay) *
	    bar->track.width);
	paint_fill(canvas, COLOUR_SLIDER, (struct area){ x, middle -
	    scale_px(1), area.x + area.width - x, scale_px(2) });
	track.width = x - area.x;
	if (track.width > TRACK_HEIGHT)
		paint_round(canvas, COLOUR_SLIDER, track);
	if (bar->slide.focused)
		paint_round(canvas, COLOUR_HOVER, (struct area){ x - KNOB / 2 -
		    scale_px(3), middle - KNOB / 2 - scale_px(3),
		    KNOB + scale_px(6), KNOB + scale_px(6) });
	paint_round(canvas, COLOUR_ACCENT, (struct area){ x - KNOB / 2,
	    middle - KNOB / 2, KNOB, KNOB });
}

/* Everything that is to be seen, so that nothing is painted twice. */
static uint32_t
look_of(const struct replay_bar *bar)
{
	const struct replay *replay = &bar->replay;
	const int64_t what[] = { replay->at_ns / NS_PER_MS,
	    replay_begin_ns(replay), replay_end_ns(replay),
	    (int64_t)(replay_fraction(replay) * 100000), replay->sought,
	    replay->loaded, bar->slide.focused };

	return draw_hash(DRAW_HASH_START, what, sizeof(what)) | 1;
}

void
draw_replay(struct view *view)
{
	struct replay_bar *bar = view->owner;
	struct canvas *canvas = &view->canvas;
	struct area left = { PAD, 0, canvas->width - PAD, canvas->height };
	uint32_t look = look_of(bar);

	if (!view->repaint && look == bar->look)
		return;
	bar->look = look;
	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	put_position(canvas, &left, bar);
	put_time(canvas, &left, replay_begin_ns(&bar->replay), false);
	put_time(canvas, &left, replay_end_ns(&bar->replay), true);
	put_track(canvas, bar, left);
	paint_mark_all(canvas);
}
