/* Painting the processes under the hood, a row each. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/toolkit/scale.h"

enum { TITLE, PID, CLIENT, DOING, AGE, CPU, MEMORY, END };

struct texts {
	char words[HOOD_COLUMNS][HOOD_NAME_SIZE];
	bool bad;
};

/* Digits of a column, where there is room, and at least. */
static const struct {
	const char *name;	/* of its title */
	int digits, least;
	enum paint_align align;
} columns[HOOD_COLUMNS] = {
	[TITLE] = { "hood.title.process", 19, 13, ALIGN_LEFT },
	[PID] = { "hood.title.pid", 8, 7, ALIGN_RIGHT },
	[CLIENT] = { "hood.title.client", 17, 9, ALIGN_LEFT },
	[DOING] = { "hood.title.doing", 16, 8, ALIGN_LEFT },
	[AGE] = { "hood.title.age", 8, 5, ALIGN_RIGHT },
	[CPU] = { "hood.title.cpu", 8, 6, ALIGN_RIGHT },
	[MEMORY] = { "hood.title.memory", 11, 9, ALIGN_RIGHT },
	[END] = { "hood.title.end", 17, 5, ALIGN_LEFT },
};

/* Each gives up as much of what it has above the least; the last has the
 * rest. */
static struct area
column_area(const struct hood_window *window, int column, struct area row)
{
	int digit = font_digit(window->monitor->app.fonts, FONT_UI);
	int room = row.width - 2 * HOOD_EDGE - (HOOD_COLUMNS - 1) *
	    scale_px(10), wanted = 0, least = 0, width = 0, i;
	struct area area = { HOOD_EDGE, row.y, 0, row.height };

	for (i = 0; i < HOOD_COLUMNS; i++) {
		wanted += columns[i].digits * digit;
		least += columns[i].least * digit;
	}
	for (i = 0; i <= column; i++) {
		width = columns[i].digits * digit;
		if (room < wanted)
			width -= (columns[i].digits - columns[i].least) *
			    digit * ((wanted - room < wanted - least) ?
			    (wanted - room) : wanted - least) / (wanted -
			    least);
		area.x += i < column ? width + scale_px(10) : 0;
	}
	area.width = column == END ? row.width - HOOD_EDGE - area.x : width;
	return area;
}

/* The kernel's letter, of those that mean something here; "": it sleeps, as
 * all do that wait for something to come. */
static const char *
kernel_word(struct app *app, char state)
{
	switch (state) {
	case 'R':
		return app_text(app, "hood.runs", "runs");
	case 'T':
		return app_text(app, "hood.stopped", "stopped");
	case 't':
		return app_text(app, "hood.traced", "traced");
	case 'Z':
		return app_text(app, "hood.unreaped", "not reaped yet");
	default:
		return "";
	}
}

static void
put_doing(struct hood_window *window, const struct hood_process *process,
    char *out, size_t size)
{
	struct app *app = &window->monitor->app;
	const char *word = process->figures.there ? kernel_word(app,
	    process->figures.state) : "";
	const char *state = process->role == HOOD_CLIENT ? hood_state_word(
	    window->hood.cells[process->row]) : "";

	(void)snprintf(out, size, "%s%s%s", state, state[0] != '\0' &&
	    word[0] != '\0' ? ", " : "", state[0] == '\0' && word[0] == '\0' &&
	    process->figures.there ? app_text(app, "hood.sleeps", "sleeps") :
	    word);
}

static void
put_figures(const struct hood_figures *figures, struct texts *texts)
{
	if (!figures->there)
		return;
	when_duration(texts->words[AGE], figures->age_ns);
	if (figures->cpu_permille >= 0)
		(void)snprintf(texts->words[CPU], HOOD_NAME_SIZE, "%d.%d %%",
		    figures->cpu_permille / 10, figures->cpu_permille % 10);
	(void)snprintf(texts->words[MEMORY], HOOD_NAME_SIZE, "%llu KiB",
	    (unsigned long long)figures->memory_kib);
}

static void
put_texts(struct hood_window *window, const struct hood_process *process,
    struct texts *texts)
{
	const struct row_data *row;
	char end[WATCH_END_SIZE];

	memset(texts, 0, sizeof(*texts));
	(void)snprintf(texts->words[PID], HOOD_NAME_SIZE, "%d", process->pid);
	put_doing(window, process, texts->words[DOING], HOOD_NAME_SIZE);
	put_figures(&process->figures, texts);
	if (process->role != HOOD_CLIENT) {
		hood_name(&window->hood, process, texts->words[TITLE]);
		return;
	}
	row = &window->hood.rows[process->row];
	(void)snprintf(texts->words[TITLE], HOOD_NAME_SIZE, "bw-%s",
	    lab_info(row->lab)->name);
	hood_name(&window->hood, process, texts->words[CLIENT]);
	watch_end_text(row, end);
	(void)text_copy(texts->words[END], HOOD_NAME_SIZE, end);
	texts->bad = window->hood.cells[process->row] >= HOOD_DOUBTFUL;
}

/* Children are behind a branch of the tree. */
static int
paint_branch(struct hood_window *window, const struct hood_process *process,
    struct area area)
{
	int digit = font_digit(window->monitor->app.fonts, FONT_UI);
	int x = HOOD_EDGE + digit / 2;

	if (process->role == HOOD_PARENT)
		return 0;
	paint_fill(&window->canvas, COLOUR_FAINT, (struct area){ x, area.y, 1,
	    area.height / 2 });
	paint_fill(&window->canvas, COLOUR_FAINT, (struct area){ x, area.y +
	    area.height / 2, digit, 1 });
	return 2 * digit;
}

static void
paint_column(struct hood_window *window, const struct texts *texts, int column,
    struct area area)
{
	paint_label(&window->canvas, texts->bad && column == END ?
	    FONT_UI_BOLD : FONT_UI, texts->bad && column >= DOING ?
	    COLOUR_ERROR : COLOUR_TEXT, area, columns[column].align,
	    texts->words[column]);
}

static uint32_t
look_of(const struct texts *texts, int column, bool picked)
{
	uint32_t hash = draw_hash(DRAW_HASH_START + picked, &texts->bad,
	    sizeof(texts->bad));

	return draw_hash(hash, texts->words[column],
	    strlen(texts->words[column])) | 1;
}

/* All of it where another process is there or it is picked, else the columns
 * that say something else. */
static void
paint_row(struct hood_window *window, const struct hood_process *process,
    const struct texts *texts, struct area area, uint32_t *looks)
{
	bool picked = process->pid == window->picked;
	bool whole = window->repaint || looks[PID] != look_of(texts, PID,
	    picked) || looks[TITLE] != look_of(texts, TITLE, picked);
	enum colour_id back = picked ? COLOUR_SELECTED : COLOUR_SURFACE;
	int branch = 0, i;
	struct area cell;

	if (whole) {
		paint_fill(&window->canvas, back, area);
		branch = paint_branch(window, process, area);
	}
	for (i = 0; i < HOOD_COLUMNS; i++) {
		if (!whole && looks[i] == look_of(texts, i, picked))
			continue;
		looks[i] = look_of(texts, i, picked);
		cell = column_area(window, i, area);
		cell.x += i == TITLE ? branch : 0;
		cell.width -= i == TITLE ? branch : 0;
		if (!whole)
			paint_fill(&window->canvas, back, cell);
		paint_column(window, texts, i, cell);
		paint_mark(&window->canvas, area);
	}
}

static void
paint_titles(struct hood_window *window)
{
	struct canvas *canvas = &window->canvas;
	struct app *app = &window->monitor->app;
	struct area area = { 0, window->place.titles, canvas->width,
	    window->place.line };
	int i;

	if (!window->repaint || !draw_hood_fits(window, area.y, area.height))
		return;
	paint_fill(canvas, COLOUR_HEADING, area);
	if (window->focus)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, area.y,
		    canvas->width, 2 });
	for (i = 0; i < HOOD_COLUMNS; i++)
		paint_label(canvas, FONT_SMALL, COLOUR_MUTED,
		    column_area(window, i, area), columns[i].align,
		    app_text(app, columns[i].name, ""));
}

static void
draw_row(struct hood_window *window, uint32_t slot)
{
	const struct hood_place *place = &window->place;
	uint32_t at = window->top + slot, *looks = window->row_looks[slot];
	struct area area = { 0, place->rows + (int)slot * place->row_height,
	    window->canvas.width, place->row_height };
	struct texts texts;

	if (at < window->hood.process_count) {
		put_texts(window, &window->hood.processes[at], &texts);
		paint_row(window, &window->hood.processes[at], &texts, area,
		    looks);
	} else if (looks[PID] != 0 || window->repaint) {
		paint_fill(&window->canvas, COLOUR_SURFACE, area);
		paint_mark(&window->canvas, area);
		memset(looks, 0, sizeof(window->row_looks[slot]));
	}
}

void
draw_hood_rows(struct hood_window *window)
{
	uint32_t slot;

	paint_titles(window);
	for (slot = 0; slot < window->place.page; slot++)
		draw_row(window, slot);
}
