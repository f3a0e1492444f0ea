/* Painting a cell of the class mode. */
#include <string.h>

#include "gui/model/verdict_words.h"
#include "gui/monitor/draw_class.h"

static const char *const state_words[] = {
#define STATE(symbol, word, meaning) word,
#include "shm/states.def"
#undef STATE
};

/* Measures of a cell, which follow its letters. */
struct measure {
	int gap, pad, stripe, name, line, bar;
};

static struct measure
measure(const struct app *app, int letters)
{
	return (struct measure){ .gap = letters / 4, .pad = letters / 3,
	    .stripe = letters / 2, .name = font_height(app->fonts,
	    FONT_UI_BOLD), .line = font_height(app->fonts, FONT_SMALL) +
	    letters / 6, .bar = letters / 5 };
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
	name.width -= width;
	return name;
}

/* The state in its colours, and what is left of a pause. */
static void
draw_state(struct canvas *canvas, const struct class_cell *cell,
    struct area area)
{
	struct font_set *fonts = canvas->app->fonts;
	const char *word = state_words[cell->state];
	int width = font_width(fonts, FONT_SMALL, word, strlen(word)) +
	    area.height;
	struct area pill = { area.x, area.y, width < area.width ? width :
	    area.width, area.height };

	paint_round(canvas, COLOUR_STATE_FILL(cell->state), pill);
	paint_label(canvas, FONT_SMALL, COLOUR_STATE_INK(cell->state), pill,
	    ALIGN_CENTRE, word);
	area.x += pill.width;
	area.width -= pill.width;
	paint_label(canvas, FONT_UI_BOLD, COLOUR_INK_WAITING, area,
	    ALIGN_RIGHT, cell->left);
}

static void
draw_bar(struct canvas *canvas, const struct class_cell *cell,
    struct area bar)
{
	if (cell->part <= 0)
		return;
	paint_round(canvas, COLOUR_TROUGH, bar);
	bar.width = (int)(bar.width * cell->part + 0.5);
	if (bar.width >= bar.height)
		paint_round(canvas, COLOUR_INK_WAITING, bar);
}

/* With the state's colour and pattern at its left edge. */
static struct area
draw_card(struct canvas *canvas, const struct class_cell *cell,
    struct area card, int stripe)
{
	struct area edge = { card.x, card.y, stripe, card.height };

	paint_fill(canvas, COLOUR_SURFACE, card);
	/* A lane of these is thinner than its lane: a bar would not do. */
	paint_fill(canvas, COLOUR_STATE_FILL(cell->state), edge);
	draw_lane_sample(canvas, cell->state, edge);
	card.x += stripe;
	card.width -= stripe;
	return card;
}

void
draw_class_cell(struct canvas *canvas, const struct class_cell *cell,
    struct area area, int letters)
{
	struct measure m = measure(canvas->app, letters);
	struct area card = draw_card(canvas, cell, (struct area){
	    area.x + m.gap / 2, area.y + m.gap / 2, area.width - m.gap,
	    area.height - m.gap }, m.stripe);
	int rest = card.height - m.name - m.line - m.bar;
	struct area name, line = { card.x + m.pad, card.y + rest / 3,
	    card.width - 2 * m.pad, m.name };

	name = cell->mark == LOG_MARK_NONE ? line : draw_mark(canvas, line,
	    (enum log_mark)cell->mark);
	paint_label(canvas, FONT_UI_BOLD, cell->state == STATE_ENDED ?
	    COLOUR_MUTED : COLOUR_TEXT, name, ALIGN_LEFT, cell->name);
	line.y += m.name + rest / 9;
	line.height = m.line;
	draw_state(canvas, cell, line);
	line.y += m.line + rest / 6;
	line.height = m.bar;
	draw_bar(canvas, cell, line);
}
