/* Painting a cell of the class mode. */
#include <string.h>

#include "gui/model/verdict_words.h"
#include "gui/monitor/draw_class.h"

static const char *const state_words[] = {
#define STATE(symbol, word, meaning) word,
#include "shm/states.def"
#undef STATE
};

/* Where things of a cell are; all of it follows from its letters. */
struct places {
	struct area card, edge, name, state, bar;
};

static struct places
places_of(const struct app *app, struct area cell, int letters)
{
	int gap = letters / 4, pad = letters / 3, stripe = letters / 2;
	int name = font_height(app->fonts, FONT_UI_BOLD);
	int state = font_height(app->fonts, FONT_SMALL) + letters / 6;
	int bar = letters / 5, rest = cell.height - gap - name - state - bar;
	struct places at;

	at.card = (struct area){ cell.x + gap / 2, cell.y + gap / 2,
	    cell.width - gap, cell.height - gap };
	at.edge = (struct area){ at.card.x, at.card.y, stripe,
	    at.card.height };
	at.name = (struct area){ at.card.x + stripe + pad, at.card.y +
	    rest / 3, at.card.width - stripe - 2 * pad, name };
	at.state = (struct area){ at.name.x, at.name.y + name + rest / 9,
	    at.name.width, state };
	at.bar = (struct area){ at.name.x, at.state.y + state + rest / 6,
	    at.name.width, bar };
	return at;
}

/* "must" in a tag, at the right end; what is left for the name. */
static struct area
draw_mark(struct canvas *canvas, struct area name, enum log_mark mark)
{
	static const struct { enum colour_id fill, ink; } tags[] = {
		[LOG_MARK_NOT_JUDGED] = { COLOUR_GAP_BAND, COLOUR_GAP_INK },
		[LOG_MARK_OK] = { COLOUR_SURFACE, COLOUR_GOOD },
		[LOG_MARK_STYLE] = { COLOUR_CHROME, COLOUR_TEXT },
		[LOG_MARK_SHOULD] = { COLOUR_WARNING, COLOUR_ON_ACCENT },
		[LOG_MARK_MUST] = { COLOUR_ERROR, COLOUR_ON_ACCENT },
	};
	struct font_set *fonts = canvas->app->fonts;
	const char *words = verdict_mark_words(mark);
	int height = font_height(fonts, FONT_SMALL);
	int width = font_width(fonts, FONT_SMALL, words, strlen(words)) +
	    height;
	struct area tag = { name.x + name.width - width, name.y +
	    (name.height - height) / 2, width, height };

	if (mark <= LOG_MARK_JUDGING || mark >= LOG_MARK_COUNT ||
	    width > name.width)
		return name;
	paint_round(canvas, tags[mark].fill, tag);
	paint_label(canvas, FONT_SMALL, tags[mark].ink, tag, ALIGN_CENTRE,
	    words);
	name.width -= width + height / 4;
	return name;
}

static struct area
pill_of(const struct canvas *canvas, unsigned state, struct area area)
{
	const char *word = state_words[state];
	int width = font_width(canvas->app->fonts, FONT_SMALL, word,
	    strlen(word)) + area.height;

	if (width < area.width)
		area.width = width;
	return area;
}

/* Behind the state, what is left of a pause; below, as a bar. */
static void
draw_left(struct canvas *canvas, const struct class_cell *cell,
    struct places at, int pill)
{
	at.state.x += pill;
	at.state.width -= pill;
	paint_label(canvas, FONT_UI_BOLD, COLOUR_INK_WAITING, at.state,
	    ALIGN_RIGHT, cell->left);
	if (cell->part <= 0)
		return;
	paint_fill(canvas, COLOUR_TROUGH, at.bar);
	at.bar.width = (int)(at.bar.width * cell->part + 0.5);
	paint_fill(canvas, COLOUR_INK_WAITING, at.bar);
}

void
draw_class_count(struct canvas *canvas, const struct class_cell *cell,
    struct area area, int letters)
{
	struct places at = places_of(canvas->app, area, letters);
	int pill = pill_of(canvas, cell->state, at.state).width;
	struct area beside = at.state;

	beside.x += pill;
	beside.width -= pill;
	paint_fill(canvas, COLOUR_SURFACE, beside);
	paint_fill(canvas, COLOUR_SURFACE, at.bar);
	draw_left(canvas, cell, at, pill);
}

void
draw_class_card(struct canvas *canvas, unsigned state, struct area area,
    int letters)
{
	struct places at = places_of(canvas->app, area, letters);
	struct area pill = pill_of(canvas, state, at.state);

	paint_fill(canvas, COLOUR_CHROME, area);
	paint_fill(canvas, COLOUR_SURFACE, at.card);
	/* A state's bar may be thinner than its lane. */
	paint_fill(canvas, COLOUR_STATE_FILL(state), at.edge);
	draw_lane_sample(canvas, state, at.edge);
	paint_round(canvas, COLOUR_STATE_FILL(state), pill);
	paint_label(canvas, FONT_SMALL, COLOUR_STATE_INK(state), pill,
	    ALIGN_CENTRE, state_words[state]);
}

void
draw_class_cell(struct canvas *canvas, const struct class_cell *cell,
    struct area area, int letters)
{
	struct places at = places_of(canvas->app, area, letters);
	struct area name = at.name;

	if (cell->mark != LOG_MARK_NONE)
		name = draw_mark(canvas, name, (enum log_mark)cell->mark);
	paint_label(canvas, FONT_UI_BOLD, cell->state == STATE_ENDED ?
	    COLOUR_MUTED : COLOUR_TEXT, name, ALIGN_LEFT, cell->name);
	draw_left(canvas, cell, at, pill_of(canvas, cell->state,
	    at.state).width);
}
