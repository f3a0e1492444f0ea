/* The state on the terminal; curses sends only what has changed. */
#include <curses.h>
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "ctl/screen.h"

/* With fewer lines than this the totals give way to the clients. */
#define TOTALS_LINES	10

enum colour { PLAIN, GOOD, BUSY, BAD };

void
screen_draw_init(void)
{
	if (!has_colors() || start_color() == ERR)
		return;
	(void)use_default_colors();
	(void)init_pair(GOOD, COLOR_GREEN, -1);
	(void)init_pair(BUSY, COLOR_CYAN, -1);
	(void)init_pair(BAD, COLOR_RED, -1);
}

/* Never colour alone: the word is there as well. */
static short
state_colour(unsigned state)
{
	switch (state) {
	case STATE_RECEIVING:
	case STATE_CHATTING:
		return GOOD;
	case STATE_WAITING:
	case STATE_PAIRING:
	case STATE_SENDING:
		return BUSY;
	default:
		return PLAIN;
	}
}

/* A line of text, no wider than the screen. */
static void
draw_text(int y, int x, const char *text)
{
	char line[LAYOUT_LINE_SIZE];
	unsigned cells = layout_text_cells(text);
	int room = COLS - x;

	if (room <= 0 || y >= LINES)
		return;
	if (cells > (unsigned)room)
		cells = (unsigned)room;
	(void)layout_pad(line, sizeof(line), text, cells, false);
	(void)mvaddstr(y, x, line);
}

static void
draw_state(const struct screen *screen, const struct watch_view *view)
{
	char text[256], clock[WHEN_CLOCK_SIZE], uptime[WHEN_LONG_SIZE];
	bool bad = view->state != WATCH_RUNNING;
	int len;

	when_clock(clock, screen->state_wall_ns);
	clock[8] = '\0';	/* no milliseconds */
	when_duration(uptime, view->now_wall_ns - view->started_wall_ns);
	if (view->state == WATCH_ENDED || view->state == WATCH_CRASHED)
		len = snprintf(text, sizeof(text), "%s: server %s at %s; "
		    "waiting for another", view->instance,
		    view->state == WATCH_ENDED ? "ended" :
		    "died without a goodbye", clock);
	else
		len = snprintf(text, sizeof(text), "%s: server %s, process "
		    "%d, up %s", view->instance,
		    watch_state_word(view->state), view->server_pid, uptime);
	if (view->state == WATCH_SILENT)
		(void)snprintf(text + len, sizeof(text) - (size_t)len,
		    " (no sign of life: stopped?)");
	else if (view->restarts > 0)
		(void)snprintf(text + len, sizeof(text) - (size_t)len,
		    ", restarted %u time%s", view->restarts,
		    view->restarts == 1 ? "" : "s");
	(void)attrset(A_BOLD | (bad ? COLOR_PAIR(BAD) : 0));
	draw_text(0, 0, text);
	(void)attrset(A_NORMAL);
	if (screen->browse.paused && COLS > 8) {
		(void)attrset(A_REVERSE | A_BOLD);
		draw_text(0, COLS - 8, " PAUSED ");
		(void)attrset(A_NORMAL);
	}
}

static void
draw_totals(const struct watch_view *view)
{
	const struct watch_totals *totals = &view->totals;
	char text[256], in[ROW_AMOUNT_SIZE], out[ROW_AMOUNT_SIZE];

	(void)snprintf(text, sizeof(text), "clients %ju active, peak %ju, "
	    "accepted %ju, refused %ju, gave way %ju, crashed %ju, left %ju",
	    (uintmax_t)totals->active, (uintmax_t)totals->peak,
	    (uintmax_t)totals->accepted, (uintmax_t)totals->refused,
	    (uintmax_t)totals->gave_way, (uintmax_t)totals->crashed,
	    (uintmax_t)totals->left);
	draw_text(1, 0, text);
	row_amount(in, totals->bytes_in);
	row_amount(out, totals->bytes_out);
	(void)snprintf(text, sizeof(text), "messages %ju in, %ju out, bytes "
	    "%s in, %s out, malformed %ju", (uintmax_t)totals->messages_in,
	    (uintmax_t)totals->messages_out, in, out,
	    (uintmax_t)totals->faults);
	draw_text(2, 0, text);
}

static void
draw_heading(const struct screen *screen, const struct layout *layout, int y)
{
	char line[LAYOUT_LINE_SIZE];
	enum row_column column = screen->browse.order.column;

	layout_heading(layout, line);
	(void)attrset(A_REVERSE);
	(void)mvhline(y, 0, ' ', COLS);
	draw_text(y, 0, line);
	(void)attrset(A_NORMAL);
	if (layout->width[column] > 0)
		(void)mvchgat(y, (int)layout_at(layout, column),
		    layout->width[column], A_REVERSE | A_BOLD | A_UNDERLINE,
		    PLAIN, NULL);
}

static void
draw_row(const struct screen *screen, const struct layout *layout,
    uint32_t place, int y)
{
	const struct browse *browse = &screen->browse;
	const struct row_place *found = &browse->list.places[place];
	const struct row_data *row = &browse->rows[found->index];
	bool selected = browse->selected == found->client;
	char line[LAYOUT_LINE_SIZE];
	attr_t shade = row->state == STATE_ENDED ? A_DIM : A_NORMAL;

	if (selected)
		shade |= A_REVERSE;
	layout_row(layout, row, browse->now_mono_ns, line);
	(void)attrset(shade);
	if (selected)
		(void)mvhline(y, 0, ' ', COLS);
	draw_text(y, 0, line);
	(void)attrset(A_NORMAL);
	if (!selected && state_colour(row->state) != PLAIN)
		(void)mvchgat(y, (int)layout_at(layout, COLUMN_STATE),
		    layout->width[COLUMN_STATE], A_NORMAL,
		    state_colour(row->state), NULL);
	if (browse->stale[found->index])
		draw_text(y, COLS - 2, " ?");
}

/* The columns for what is on the screen now, and was before. */
static struct layout
draw_layout(struct screen *screen)
{
	const struct browse *browse = &screen->browse;
	struct layout layout;
	uint32_t i;

	for (i = browse->top; i < browse->list.count &&
	    i < browse->top + browse->page; i++)
		layout_measure(&screen->widest,
		    &browse->rows[browse->list.places[i].index],
		    browse->now_mono_ns);
	layout = screen->widest;
	layout_fit(&layout, (unsigned)COLS);
	return layout;
}

static void
draw_table(struct screen *screen, int y)
{
	struct browse *browse = &screen->browse;
	struct layout layout;
	uint32_t i;
	int room = LINES - y - 2;

	if (browse->page != (uint32_t)(room > 1 ? room : 1)) {
		/* Another size than when the rows were chosen. */
		browse->page = (uint32_t)(room > 1 ? room : 1);
		screen_update(screen);
	}
	layout = draw_layout(screen);
	draw_heading(screen, &layout, y);
	for (i = 0; i < browse->page &&
	    browse->top + i < browse->list.count; i++)
		draw_row(screen, &layout, browse->top + i, y + 1 + (int)i);
}

/* Line number i of the help; false after the last. */
static bool
help_line(int i, char *text, size_t size)
{
	int keys = 0;

	while (screen_keys_help[keys].label != NULL)
		keys++;
	if (i < keys)
		(void)snprintf(text, size, "%-8s%s",
		    screen_keys_help[i].label, screen_keys_help[i].help);
	else if (i == keys)
		text[0] = '\0';
	else if (i == keys + 1)
		(void)snprintf(text, size, "filters: words, all of which "
		    "must hold");
	else if (row_filter_help[i - keys - 2] != NULL)
		(void)snprintf(text, size, "%s",
		    row_filter_help[i - keys - 2]);
	else
		return false;
	return true;
}

static void
draw_help(struct screen *screen)
{
	char text[128];
	int count = 0, room = LINES - 2, i;

	while (help_line(count, text, sizeof(text)))
		count++;
	if (screen->help_top > count - room)
		screen->help_top = count - room;
	if (screen->help_top < 0)
		screen->help_top = 0;
	for (i = 0; i < room &&
	    help_line(screen->help_top + i, text, sizeof(text)); i++)
		draw_text(i, 0, text);
}

/* How much of the table is shown, in which order. */
static void
foot_table(const struct screen *screen, char *text, size_t size)
{
	const struct browse *browse = &screen->browse;
	int len;

	len = snprintf(text, size, "%u client%s, by %s%s", browse->list.count,
	    browse->list.count == 1 ? "" : "s",
	    row_column_info(browse->order.column)->word,
	    browse->order.reverse ? ", reversed" : "");
	if (screen->typed[0] != '\0')
		len += snprintf(text + len, size - (size_t)len, ", of %u by "
		    "filter %s%s%s", browse->row_count, screen->typed,
		    screen->filter_fault != NULL ? ": " : "",
		    screen->filter_fault != NULL ? screen->filter_fault : "");
	(void)snprintf(text + len, size - (size_t)len,
	    "    h help  q quit");
}

static void
draw_foot(const struct screen *screen)
{
	char text[FILTER_SIZE + 256];
	unsigned cells;

	(void)curs_set(screen->mode == SCREEN_FILTER ||
	    screen->mode == SCREEN_KICK);
	switch (screen->mode) {
	case SCREEN_HELP:
		(void)snprintf(text, sizeof(text), "Up and Down scroll, "
		    "any other key goes back");
		break;
	case SCREEN_FILTER:
		(void)snprintf(text, sizeof(text), "filter: %s",
		    screen->typed);
		break;
	case SCREEN_KICK:
		(void)snprintf(text, sizeof(text), "disconnect %s? (y/N) ",
		    screen->kick_name);
		break;
	case SCREEN_TABLE:
		if (screen->message[0] != '\0' &&
		    when_mono_ns() < screen->message_until_ns)
			(void)text_copy(text, sizeof(text), screen->message);
		else
			foot_table(screen, text, sizeof(text));
		break;
	}
	draw_text(LINES - 1, 0, text);
	cells = layout_text_cells(text);
	if (screen->mode == SCREEN_FILTER && screen->filter_fault != NULL &&
	    cells + 4 < (unsigned)COLS)
		draw_text(LINES - 1, (int)cells + 3, screen->filter_fault);
	(void)move(LINES - 1, cells < (unsigned)COLS ? (int)cells : COLS - 1);
}

void
screen_draw(struct screen *screen)
{
	const struct watch_view *view = watcher_view(screen->watcher);
	bool totals = LINES >= TOTALS_LINES;

	(void)erase();
	if (screen->mode == SCREEN_HELP) {
		draw_help(screen);
	} else {
		draw_state(screen, view);
		if (totals)
			draw_totals(view);
		draw_table(screen, totals ? 3 : 1);
	}
	draw_foot(screen);
	if (screen->redraw)
		(void)clearok(curscr, TRUE);
	screen->redraw = false;
	(void)refresh();
}
