/* Painting the processes under the hood, a row each. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/toolkit/scale.h"

#define EDGE	scale_px(12)

enum { TITLE, PID, CLIENT, DOING, AGE, CPU, MEMORY, END, COLUMNS_OF_HOOD };

struct texts {
	char words[COLUMNS_OF_HOOD][HOOD_NAME_SIZE];
	bool bad;
};

static const struct {
	const char *name;	/* of its title */
	int digits;
	enum paint_align align;
} columns[COLUMNS_OF_HOOD] = {
	[TITLE] = { "hood.title.process", 19, ALIGN_LEFT },
	[PID] = { "hood.title.pid", 8, ALIGN_RIGHT },
	[CLIENT] = { "hood.title.client", 17, ALIGN_LEFT },
	[DOING] = { "hood.title.doing", 16, ALIGN_LEFT },
	[AGE] = { "hood.title.age", 8, ALIGN_RIGHT },
	[CPU] = { "hood.title.cpu", 8, ALIGN_RIGHT },
	[MEMORY] = { "hood.title.memory", 11, ALIGN_RIGHT },
	[END] = { "hood.title.end", 0, ALIGN_LEFT },
};

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
static void
paint_row(struct hood_window *window, const struct hood_process *process,
    const struct texts *texts, struct area area, bool picked)
{
	struct canvas *canvas = &window->canvas;
	int digit = font_digit(window->monitor->app.fonts, FONT_UI), i;
	struct area cell = { EDGE, area.y, 0, area.height };
	int branch = process->role == HOOD_PARENT ? 0 : 2 * digit;

	paint_fill(canvas, picked ? COLOUR_SELECTED : COLOUR_SURFACE, area);
	if (branch > 0) {
		paint_fill(canvas, COLOUR_FAINT, (struct area){ EDGE + digit /
		    2, area.y, 1, area.height / 2 });
		paint_fill(canvas, COLOUR_FAINT, (struct area){ EDGE + digit /
		    2, area.y + area.height / 2, digit, 1 });
	}
	for (i = 0; i < COLUMNS_OF_HOOD; i++) {
		cell.width = columns[i].digits == 0 ? canvas->width - cell.x -
		    EDGE : columns[i].digits * digit;
		paint_label(canvas, FONT_UI, texts->bad && i >= DOING ?
		    COLOUR_ERROR : COLOUR_TEXT, (struct area){ cell.x + (i ==
		    TITLE ? branch : 0), cell.y, cell.width - (i == TITLE ?
		    branch : 0), cell.height }, columns[i].align,
		    texts->words[i]);
		cell.x += cell.width + scale_px(10);
	}
}

static void
paint_titles(struct hood_window *window)
{
	struct canvas *canvas = &window->canvas;
	struct app *app = &window->monitor->app;
	struct area area = { 0, window->place.titles, canvas->width,
	    window->place.line };
	struct area cell = { EDGE, area.y, 0, area.height };
	int digit = font_digit(app->fonts, FONT_UI), i;

	if (!window->repaint)
		return;
	paint_fill(canvas, COLOUR_HEADING, area);
	if (window->focus)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0, area.y,
		    canvas->width, 2 });
	for (i = 0; i < COLUMNS_OF_HOOD; i++) {
		cell.width = columns[i].digits == 0 ? canvas->width - cell.x -
		    EDGE : columns[i].digits * digit;
		paint_label(canvas, FONT_SMALL, COLOUR_MUTED, cell,
		    columns[i].align, app_text(app, columns[i].name, ""));
		cell.x += cell.width + scale_px(10);
	}
}

static void
draw_row(struct hood_window *window, uint32_t slot)
{
	const struct hood_place *place = &window->place;
	uint32_t at = window->top + slot, hash;
	struct area area = { 0, place->rows + (int)slot * place->row_height,
	    window->canvas.width, place->row_height };
	const struct hood_process *process;
	struct texts texts;
	bool picked;

	if (at >= window->hood.process_count) {
		if (window->row_looks[slot] != 0 || window->repaint) {
			paint_fill(&window->canvas, COLOUR_SURFACE, area);
			paint_mark(&window->canvas, area);
		}
		window->row_looks[slot] = 0;
		return;
	}
	process = &window->hood.processes[at];
	picked = process->pid == window->picked;
	put_texts(window, process, &texts);
	hash = draw_hash(DRAW_HASH_START + picked, &texts, sizeof(texts)) | 1;
	if (hash == window->row_looks[slot] && !window->repaint)
		return;
	window->row_looks[slot] = hash;
	paint_row(window, process, &texts, area, picked);
	paint_mark(&window->canvas, area);
}

void
draw_hood_rows(struct hood_window *window)
{
	uint32_t slot;

	paint_titles(window);
	for (slot = 0; slot < window->place.page; slot++)
		draw_row(window, slot);
}
