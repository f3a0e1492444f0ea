/* The pane with two columns. */
#include "gui/pane/compare.h"

#include <string.h>

#include "gui/pane/messages.h"
#include "gui/toolkit/scale.h"

#define PAD		scale_px(8)
#define THICK		scale_px(2)	/* the line under what differs */

/* Where the columns are, pixels. */
struct columns {
	int x[2], width, gutter_x, gutter;
};

static int
baseline_of(const struct app *app, enum font_role role, struct area area)
{
	return area.y + font_ascent(app->fonts, role) +
	    (area.height - font_height(app->fonts, role)) / 2;
}

static struct columns
columns_of(const struct canvas *canvas)
{
	int gutter = 3 * font_digit(canvas->app->fonts, FONT_MONO);
	int width = (canvas->width - gutter) / 2;

	return (struct columns){ { 0, width + gutter }, width, width,
	    gutter };
}

static void
paint_parts(struct canvas *canvas, const struct line *line, struct area area)
{
	static const enum colour_id colours[] = {
		[LINE_PLAIN] = COLOUR_TEXT, [LINE_END] = COLOUR_LINE_END,
		[LINE_BARE] = COLOUR_ERROR, [LINE_ESCAPE] = COLOUR_ESCAPE,
		[LINE_OFFSET] = COLOUR_LINE_END, [LINE_HEX] = COLOUR_TEXT,
	};
	int base = baseline_of(canvas->app, FONT_MONO, area);
	int x = area.x + PAD;
	unsigned i;

	for (i = 0; i < line->part_count; i++)
		x += paint_text(canvas, FONT_MONO,
		    colours[line->parts[i].style], x, base,
		    line->text + line->parts[i].at, line->parts[i].len);
}

static void
paint_marks(struct canvas *canvas, const struct compare_shown *shown,
    struct area area)
{
	struct font_span place;
	struct area mark;
	unsigned i;

	for (i = 0; i < shown->mark_count; i++) {
		place = font_span(canvas->app->fonts, FONT_MONO,
		    shown->line.text, shown->line.text_len,
		    shown->marks[i].at, shown->marks[i].at +
		    shown->marks[i].len);
		mark = (struct area){ area.x + PAD + place.x, area.y,
		    place.width, area.height - 1 };
		paint_found(canvas, mark, shown->current[i]);
		paint_fill(canvas, COLOUR_FOUND_EDGE, (struct area){ mark.x,
		    area.y + area.height - THICK - 1, mark.width, THICK });
	}
}

/* One column of a line; what has no counterpart stands beside nothing. */
static void
paint_side(struct compare_pane *pane, uint64_t number, unsigned side,
    struct area area)
{
	static struct compare_shown shown;	/* large */
	struct canvas *canvas = &pane->pane.view.canvas;
	const struct compare_line *line = &pane->compare->lines[number];
	const struct log_entry *entry =
	    pane->compare->pairs[line->pair].entry[side];
	bool picked = compare_view_is_picked(pane->compare, number);
	char words[COMPARE_HEADING_SIZE];

	if (line->kind == COMPARE_TITLE) {
		pane->title(pane->pane.context, entry, words, sizeof(words));
		paint_fill(canvas, picked ? COLOUR_PICKED : COLOUR_HEADING,
		    area);
		paint_label(canvas, FONT_SMALL, entry == NULL ?
		    COLOUR_WARNING : COLOUR_MUTED, (struct area){ area.x +
		    PAD, area.y, area.width - 2 * PAD, area.height },
		    ALIGN_LEFT, words);
		return;
	}
	paint_fill(canvas, picked ? COLOUR_PICKED : line->len[side] == 0 ?
	    COLOUR_TROUGH : COLOUR_SURFACE, area);
	compare_view_show(pane->compare, number, side, &shown);
	paint_marks(canvas, &shown, area);
	paint_parts(canvas, &shown.line, area);
}

static void
paint_line(struct compare_pane *pane, uint64_t number, struct area area)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	struct columns columns = columns_of(canvas);
	char sign[2] = { compare_line_sign(&pane->compare->lines[number]),
	    '\0' };
	unsigned side;

	for (side = 0; side < 2; side++)
		paint_side(pane, number, side, (struct area){
		    columns.x[side], area.y, columns.width, area.height });
	area.x = columns.gutter_x;
	area.width = columns.gutter;
	paint_fill(canvas, COLOUR_HEADING, area);
	paint_label(canvas, FONT_UI_BOLD, COLOUR_FOUND_EDGE, area,
	    ALIGN_CENTRE, sign);
}

static void
paint_headings(struct compare_pane *pane)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	struct columns columns = columns_of(canvas);
	struct area area = { 0, 0, canvas->width, pane->pane.pad_top };
	unsigned side;

	paint_fill(canvas, COLOUR_HEADING, area);
	for (side = 0; side < 2; side++)
		paint_label(canvas, FONT_UI_BOLD, COLOUR_TEXT, (struct area){
		    columns.x[side] + PAD, 0, columns.width - 2 * PAD,
		    area.height - 1 }, ALIGN_LEFT, pane->headings[side]);
	paint_fill(canvas, pane->pane.view.focused ? COLOUR_ACCENT :
	    COLOUR_HAIRLINE, (struct area){ 0, area.height - 2,
	    canvas->width, 2 });
}

/* Lines as they have room. */
static unsigned
fit(struct compare_pane *pane)
{
	struct canvas *canvas = &pane->pane.view.canvas;
	int height = messages_line_height(canvas->app);
	int digit = font_digit(canvas->app->fonts, FONT_MONO), room;
	int columns = (columns_of(canvas).width - 2 * PAD) / digit - 2;
	unsigned count;

	pane->pane.line_height = height;
	pane->pane.pad_top = height + scale_px(8);
	room = canvas->height - pane->pane.pad_top;
	count = room < height ? 1 : (unsigned)(room / height);
	(void)compare_view_lay_out(pane->compare, columns < 0 ? 0 :
	    (unsigned)columns, pane->hex);
	compare_view_set_page(pane->compare, count);
	return count;
}

static void
paint(struct view *view)
{
	struct compare_pane *pane = view->owner;
	struct canvas *canvas = &view->canvas;
	unsigned count = fit(pane), i;
	uint64_t line;

	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
	    canvas->width, canvas->height });
	paint_headings(pane);
	for (i = 0; i < count; i++) {
		line = pane->compare->top + i;
		if (line < pane->compare->line_count)
			paint_line(pane, line, (struct area){ 0,
			    pane->pane.pad_top + (int)i *
			    pane->pane.line_height, canvas->width,
			    pane->pane.line_height });
	}
	paint_mark_all(canvas);
	pane_show_scroll(&pane->pane);
}

static bool
act(struct pane *core, const char *what)
{
	struct compare_pane *pane = core->view.owner;

	if (strcmp(what, "next") != 0 && strcmp(what, "previous") != 0 &&
	    strcmp(what, "hex") != 0 && strcmp(what, "copy") != 0)
		return false;
	pane->acted(core->context, what);
	return true;
}

/* What the pane's core asks. */

static uint64_t
first(const void *model)
{
	(void)model;
	return 0;
}

static uint64_t
end(const void *model)
{
	return ((const struct compare_view *)model)->line_count;
}

static uint64_t
top(const void *model)
{
	return ((const struct compare_view *)model)->top;
}

static unsigned
page(const void *model)
{
	return ((const struct compare_view *)model)->page;
}

static void
scroll_to(void *model, uint64_t line)
{
	compare_view_scroll_to(model, line);
}

static void
scroll_by(void *model, int64_t lines)
{
	compare_view_scroll_by(model, lines);
}

static void
pick(void *model, uint64_t line, bool extend)
{
	compare_view_pick(model, line, extend);
}

static void
pick_none(void *model)
{
	compare_view_pick_none(model);
}

static bool
is_picked(const void *model, uint64_t line)
{
	return compare_view_is_picked(model, line);
}

static const struct pane_lines lines = { first, end, top, page, scroll_to,
    scroll_by, pick, pick_none, is_picked, pane_pressed };

void
compare_pane_make(struct compare_pane *pane, struct view_group *group,
    Widget parent, const char *name)
{
	pane->pane.lines = &lines;
	pane->pane.model = pane->compare;
	pane->pane.keys = "compare";
	pane->pane.own_act = act;
	pane->pane.view.owner = pane;
	pane->pane.view.paint = paint;
	pane_make(&pane->pane, group, parent, name);
}
