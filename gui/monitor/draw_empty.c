/* What stands in a client table without rows. */
#include "gui/monitor/empty.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "gui/model/guide.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/replay.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"

#define PAD_X	scale_px(14)
#define PAD_Y	scale_px(5)
#define NOBODY	(-1)

static struct {
	uint32_t look;		/* of what is painted; 0: nothing is */
	bool can_start;
	struct area start;
	struct guide guide;
	struct area places[LAB_COUNT];	/* width 0: no room for it */
	int chosen;		/* NOBODY: none */
} empty = { .chosen = NOBODY };

static int
line_height(const struct app *app)
{
	return font_height(app->fonts, FONT_UI) + 6;
}

/* The name of the words that say why. */
static void
why_name(const struct monitor *monitor, char *name, size_t size)
{
	const char *word = "filtered";

	if (monitor->recorded != NULL)
		word = monitor_view(monitor)->row_count != 0 ? "filtered" :
		    monitor_replay_early(monitor) ? "early" : "recorded";
	else if (monitor->others[0] != '\0')
		word = "others";
	else if (!attach_live(&monitor->attach))
		word = attach_word(&monitor->attach);
	else if (monitor->table.connected + monitor->table.ended == 0)
		word = "quiet";
	(void)snprintf(name, size, "empty.%s", word);
}

/* What is offered, as things are now. */
static void
offer(const struct monitor *monitor, const char *why)
{
	bool quiet = strcmp(why, "empty.quiet") == 0;

	empty.can_start = monitor->recorded == NULL &&
	    !attach_live(&monitor->attach);
	empty.guide.count = 0;
	if (quiet)
		guide_fill(&empty.guide, monitor_view(monitor));
	if (empty.chosen >= (int)empty.guide.count)
		empty.chosen = NOBODY;
}

static int
put_words(struct canvas *canvas, enum font_role role, int y,
    const char *words)
{
	return y + paragraph_paint(canvas, role, COLOUR_MUTED, (struct area){
	    PAD_X, y, canvas->width - 2 * PAD_X, canvas->height - y },
	    ALIGN_CENTRE, words);
}

static void
put_start(struct canvas *canvas, int y)
{
	const char *words = app_text(canvas->app, "empty.start",
	    "Start a Server...");
	int width = font_width(canvas->app->fonts, FONT_UI_BOLD, words,
	    strlen(words)) + 2 * PAD_X;
	int height = font_height(canvas->app->fonts, FONT_UI_BOLD) + 2 * PAD_Y;

	empty.start = (struct area){ (canvas->width - width) / 2, y, width,
	    height };
	paint_fill(canvas, COLOUR_ACCENT, empty.start);
	paint_label(canvas, FONT_UI_BOLD, COLOUR_ON_ACCENT, empty.start,
	    ALIGN_CENTRE, words);
}

static int
commands_width(struct app *app)
{
	int widest = 0, width;
	unsigned i;

	for (i = 0; i < empty.guide.count; i++) {
		width = font_width(app->fonts, FONT_MONO,
		    empty.guide.commands[i], strlen(empty.guide.commands[i]));
		widest = width > widest ? width : widest;
	}
	return widest + 2 * PAD_X;
}

/* In as many columns as there is need of and room for; false when there is no
 * room for all. */
static bool
place_commands(struct canvas *canvas, int y)
{
	int line = line_height(canvas->app), count = (int)empty.guide.count;
	int width = commands_width(canvas->app), rows, columns, i;

	rows = (canvas->height - y) / line;
	memset(empty.places, 0, sizeof(empty.places));
	if (rows < 1 || count == 0)
		return count == 0;
	columns = (count + rows - 1) / rows;
	if (columns > canvas->width / width)
		columns = canvas->width / width;
	if (columns < 1) {
		columns = 1;
		width = canvas->width;
	}
	if (rows * columns > count)
		rows = (count + columns - 1) / columns;
	for (i = 0; i < count && i < rows * columns; i++)
		empty.places[i] = (struct area){ (canvas->width - columns *
		    width) / 2 + i / rows * width, y + i % rows * line, width,
		    line };
	return rows * columns >= count;
}

static void
put_commands(struct canvas *canvas)
{
	unsigned i;

	for (i = 0; i < empty.guide.count; i++) {
		struct area words = empty.places[i];

		if (words.width == 0)
			continue;
		if ((int)i == empty.chosen)
			paint_fill(canvas, COLOUR_SELECTED, words);
		words.x += PAD_X;
		words.width -= 2 * PAD_X;
		paint_label(canvas, FONT_MONO, COLOUR_ACCENT, words,
		    ALIGN_LEFT, empty.guide.commands[i]);
	}
}

static void
put_all(struct monitor *monitor, int top, const char *why, const char *hint)
{
	struct canvas *canvas = &monitor->canvases[AREA_TABLE];
	int line = line_height(&monitor->app), y = top + line / 2;
	bool tight = !place_commands(canvas, y + 2 * line + PAD_Y);

	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, top,
	    canvas->width, canvas->height - top });
	/* Where all do not fit, they are more than why they stand there. */
	if (tight)
		y = top;
	else
		y = put_words(canvas, FONT_UI_BOLD, y, why);
	if (hint[0] != '\0')
		y = put_words(canvas, FONT_UI, y, hint);
	if (!tight)
		y += PAD_Y;
	if (place_commands(canvas, y) && empty.guide.count == 0 &&
	    empty.can_start)
		put_start(canvas, y);
	put_commands(canvas);
	paint_mark(canvas, (struct area){ 0, top, canvas->width,
	    canvas->height - top });
}

/* Of everything that is painted. */
static uint32_t
look_of(const char *why, const char *hint)
{
	uint32_t hash = draw_hash(DRAW_HASH_START, why, strlen(why));
	unsigned i;

	hash = draw_hash(hash, hint, strlen(hint));
	hash = draw_hash(hash, &empty.chosen, sizeof(empty.chosen));
	hash = draw_hash(hash, &empty.can_start, sizeof(empty.can_start));
	for (i = 0; i < empty.guide.count; i++)
		hash = draw_hash(hash, empty.guide.commands[i],
		    strlen(empty.guide.commands[i]));
	return hash | 1;
}

void
empty_draw(struct monitor *monitor, int top, bool all)
{
	struct app *app = &monitor->app;
	char name[48], why[512], hint[512], where[400];
	const char *args[3] = { monitor->instance.name, where,
	    monitor->others };
	uint32_t look;

	attach_listening(monitor_view(monitor), where, sizeof(where));
	why_name(monitor, name, sizeof(name));
	offer(monitor, name);
	wording_expand(why, sizeof(why), app_text(app, name, name), args, 3);
	strncat(name, "Hint", sizeof(name) - strlen(name) - 1);
	wording_expand(hint, sizeof(hint), app_text(app, name, ""), args, 3);
	look = look_of(why, hint);
	if (!all && look == empty.look)
		return;
	put_all(monitor, top, why, hint);
	empty.look = look;
}

void
empty_none(void)
{
	empty.look = 0;
	empty.can_start = false;
	empty.guide.count = 0;
	empty.chosen = NOBODY;
}

static bool
inside(struct area area, int x, int y)
{
	return x >= area.x && x < area.x + area.width && y >= area.y &&
	    y < area.y + area.height;
}

static void
copy(struct monitor *monitor)
{
	monitor_copy_text(monitor, empty.guide.commands[empty.chosen]);
	monitor_show(monitor);
}

bool
empty_press(struct monitor *monitor, int x, int y)
{
	unsigned i;

	if (empty.can_start && inside(empty.start, x, y)) {
		monitor_run_command(monitor, COMMAND_SERVER_START);
		return true;
	}
	for (i = 0; i < empty.guide.count; i++)
		if (inside(empty.places[i], x, y)) {
			empty.chosen = (int)i;
			copy(monitor);
			return true;
		}
	return false;
}

static bool
is_chosen(void)
{
	return empty.chosen >= 0 && empty.chosen < (int)empty.guide.count;
}

bool
empty_enter(struct monitor *monitor)
{
	if (empty.can_start)
		monitor_run_command(monitor, COMMAND_SERVER_START);
	else if (is_chosen())
		copy(monitor);
	else
		return false;
	return true;
}

/* Those that there is room for are the first ones. */
static int
shown(void)
{
	unsigned i;

	for (i = 0; i < empty.guide.count && empty.places[i].width != 0; i++)
		;
	return (int)i;
}

void
empty_move(struct monitor *monitor, int step)
{
	int count = shown(), to = empty.chosen + step;

	if (count == 0)
		return;
	empty.chosen = to < 0 ? 0 : to >= count ? count - 1 : to;
	monitor_show(monitor);
}

void
empty_publish(FILE *out)
{
	struct area at = empty.can_start ? empty.start : empty.places[0];

	if (empty.can_start)
		(void)fprintf(out, " guide=start@%d,%d", at.x + at.width / 2,
		    at.y + at.height / 2);
	else if (empty.guide.count > 0)
		(void)fprintf(out, " guide=%d/%u@%d,%d chosen=%d", shown(),
		    empty.guide.count, at.x + at.width / 2,
		    at.y + at.height / 2, empty.chosen);
	else
		(void)fprintf(out, " guide=-");
}
