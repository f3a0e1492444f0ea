/* What is picked under the hood, by mouse, keys, and where clients are
 * selected. */
#include <Xm/Xm.h>
#include <string.h>

#include "gui/monitor/hood.h"
#include "gui/toolkit/scale.h"

static uint64_t
client_of(const struct hood_window *window,
    const struct hood_process *process)
{
	return process == NULL || process->role != HOOD_CLIENT ? 0 :
	    window->hood.rows[process->row].client;
}

/* As far as it goes, by rows: first the head, then the processes. */
void
hood_scroll_to(struct hood_window *window, int64_t at)
{
	const struct hood_place *place = &window->place;
	int64_t page = place->head_rows > 0 ? place->page_whole : place->page;
	int64_t most = (int64_t)place->head_rows +
	    window->hood.process_count - page;

	if (at > most)
		at = most;
	if (at < 0)
		at = 0;
	window->shift = at < place->head_rows ? (uint32_t)at :
	    place->head_rows;
	window->top = (uint32_t)at - window->shift;
}

void
hood_scroll_cells(struct hood_window *window, int64_t line)
{
	const struct hood_place *place = &window->place;
	int64_t most = (int64_t)place->cell_lines - place->lines_shown;

	if (line > most)
		line = most;
	window->cells_top = line < 0 ? 0 : (uint32_t)line;
}

static void
reveal_cell(struct hood_window *window, uint32_t row)
{
	const struct hood_place *place = &window->place;
	uint32_t line = place->columns == 0 ? 0 : row / place->columns;

	if (line < window->cells_top)
		hood_scroll_cells(window, line);
	else if (line >= window->cells_top + place->lines_shown)
		hood_scroll_cells(window, (int64_t)line + 1 -
		    place->lines_shown);
}

/* So that it can be seen, and its cell. */
static void
reveal(struct hood_window *window, uint32_t at)
{
	const struct hood_place *place = &window->place;

	if (at == 0)
		hood_scroll_to(window, 0);
	else if (at < window->top)
		hood_scroll_to(window, (int64_t)place->head_rows + at);
	else if (place->page_whole > 0 && at >= window->top + place->page)
		hood_scroll_to(window, (int64_t)place->head_rows + at + 1 -
		    (place->head_rows > 0 ? place->page_whole :
		    place->page));
	if (window->hood.processes[at].role == HOOD_CLIENT)
		reveal_cell(window, window->hood.processes[at].row);
}

/* Another client was selected elsewhere: its process is picked. */
void
hood_input_follow(struct hood_window *window)
{
	uint64_t client = window->monitor->table.selected;
	uint32_t i;

	if (client == window->client)
		return;
	window->client = client;
	for (i = 0; client != 0 && i < window->hood.process_count; i++)
		if (client_of(window, &window->hood.processes[i]) == client) {
			window->picked = window->hood.processes[i].pid;
			reveal(window, i);
		}
}

static void
pick_process(struct hood_window *window, uint32_t at)
{
	const struct hood_process *process;
	uint64_t client;

	if (at >= window->hood.process_count)
		return;
	process = &window->hood.processes[at];
	client = client_of(window, process);
	window->picked = process->pid;
	reveal(window, at);
	if (client != 0) {
		window->client = window->monitor->table.selected = client;
		monitor_select_changed(window->monitor);
	}
}

static void
pick_cell(struct hood_window *window, uint32_t row)
{
	uint32_t i;

	for (i = 0; i < window->hood.process_count; i++)
		if (window->hood.processes[i].role == HOOD_CLIENT &&
		    window->hood.processes[i].row == row)
			pick_process(window, i);
}

static void
press(struct hood_window *window, int x, int y)
{
	const struct hood_place *place = &window->place;
	uint32_t column, cell;

	XmProcessTraversal(window->area, XmTRAVERSE_CURRENT);
	if (y >= place->rows && y < place->commands && place->row_height > 0) {
		pick_process(window, window->top + (uint32_t)((y -
		    place->rows) / place->row_height));
	} else if (y >= place->cells && y < place->key && x >= HOOD_EDGE &&
	    y < place->commands && place->cell_width > 0) {
		column = (uint32_t)((x - HOOD_EDGE) / place->cell_width);
		cell = (uint32_t)((y - place->cells) / place->cell_height) *
		    place->columns + column;
		if (column < place->columns && cell < place->cells_shown)
			pick_cell(window, place->cells_first + cell);
	}
}

/* Where the one that is picked is. */
static int64_t
picked_at(const struct hood_window *window)
{
	uint32_t i;

	for (i = 0; i < window->hood.process_count; i++)
		if (window->hood.processes[i].pid == window->picked)
			return i;
	return -1;
}

static void
move(struct hood_window *window, const char *how)
{
	int64_t page = window->place.page_whole, at = picked_at(window);
	int64_t last = (int64_t)window->hood.process_count - 1;

	at = strcmp(how, "up") == 0 ? at - 1 : strcmp(how, "down") == 0 ?
	    at + 1 : strcmp(how, "page-up") == 0 ? at - page :
	    strcmp(how, "page-down") == 0 ? at + page :
	    strcmp(how, "home") == 0 ? 0 : last;
	if (at > last)
		at = last;
	pick_process(window, at < 0 ? 0 : (uint32_t)at);
}

/* The wheel turns what the pointer is over. */
static void
wheel(struct hood_window *window, int y, int by)
{
	const struct hood_place *place = &window->place;

	if (y >= place->cells && y < place->key &&
	    place->lines_shown < place->cell_lines)
		hood_scroll_cells(window, (int64_t)window->cells_top + by);
	else
		hood_scroll_to(window, (int64_t)window->shift + window->top +
		    by);
}

/* hood(press|wheel-up|up|page-down|cells-up|...|focus-in|focus-out) */
static void
act(Widget widget, XEvent *event, String *args, Cardinal *count)
{
	struct hood_window *window = NULL;
	const char *how = *count == 1 ? args[0] : "";

	XtVaGetValues(widget, XmNuserData, &window, NULL);
	if (window == NULL)
		return;
	if (strncmp(how, "focus-", 6) == 0) {
		if (event->xfocus.detail == NotifyPointer)
			return;
		window->focus = strcmp(how, "focus-in") == 0;
		window->repaint = true;
		monitor_hood_refresh(window);
		return;
	}
	if (window->why != NULL)
		return;
	if (strcmp(how, "press") == 0)
		press(window, event->xbutton.x, event->xbutton.y);
	else if (strncmp(how, "wheel-", 6) == 0)
		wheel(window, event->xbutton.y, strcmp(how, "wheel-up") == 0 ?
		    -3 : 3);
	else if (strncmp(how, "cells-", 6) == 0)
		hood_scroll_cells(window, (int64_t)window->cells_top +
		    (how[6] == 'u' ? -1 : 1) *
		    (int64_t)window->place.lines_shown);
	else
		move(window, how);
	monitor_hood_refresh(window);
	monitor_publish(window->monitor);
}

void
hood_input_begin(struct hood_window *window)
{
	static XtActionsRec actions[] = { { "hood", act } };
	static bool added;
	struct app *app = &window->monitor->app;

	if (!added)
		XtAppAddActions(app->context, actions, XtNumber(actions));
	added = true;
	XtOverrideTranslations(window->area, XtParseTranslationTable(app_text(
	    app, "keys.hood", "")));
}
