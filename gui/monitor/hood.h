/*
 * View > Under the Hood: processes, rows, lock and journal of the server, in a
 * window of its own.  What is shown is a watcher's (watch/hood.h), and asked of
 * nobody: rows are read with every poll, the rest once a second.
 *
 *	hood.c			the window, when it is read
 *	hood_input.c		what is picked
 *	draw_hood_place.c	what is where
 *	draw_hood.c		cells
 *	draw_hood_rows.c	processes
 *	draw_hood_words.c	lock, journal, commands
 */
#ifndef GUI_MONITOR_HOOD_H
#define GUI_MONITOR_HOOD_H

#include "gui/monitor/monitor.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/stamps.h"
#include "watch/hood.h"

#define HOOD_LINES	7	/* of lock and journal, beside each other */
#define HOOD_LINE_SIZE	256
#define HOOD_CELLS	4096	/* shown at once */
#define HOOD_EDGE	scale_px(12)
#define HOOD_COMMANDS_SIZE 512
#define HOOD_COLUMNS	8	/* of processes */
#define HOOD_BUTTONS	4	/* a command each, and Close */

/* What is where, pixels. */
struct hood_place {
	int line;		/* a line's height */
	int middle;		/* between lock and journal */
	int words[HOOD_LINES + 1];	/* each of their lines; what is below
					   them */
	int cells, cell_width, cell_height;
	uint32_t columns, cell_lines, lines_shown, cells_first, cells_shown;
	int key, key_lines;	/* what letters and colours of cells mean */
	int titles, rows, row_height;
	int commands, command_lines;
	uint32_t page;		/* processes that can be seen */
	uint32_t page_whole;	/* with all above them scrolled away */
	uint32_t head_rows;	/* that what is above them scrolls; 0: none */
	int scheme;
};

struct hood_line {
	char left[HOOD_LINE_SIZE], right[HOOD_LINE_SIZE];
	bool left_bad, right_bad;
};

struct hood_window {
	struct monitor *monitor;
	struct hood hood;
	Widget frame, area, buttons[HOOD_BUTTONS];
	struct canvas canvas;
	struct scroll scroll;
	unsigned restarts;	/* the server that was looked at */
	int64_t looked_ns;	/* at all of it */
	struct pace pace;	/* of what is painted */
	const char *why;	/* name of the words for why there is nothing;
				   NULL: there is */
	int picked;		/* the process; 0: none */
	uint64_t client;	/* the table's selection, as it was last */
	uint32_t shift;		/* rows that the head has scrolled */
	uint32_t top;		/* process; 0 until the head is away */
	uint32_t cells_top;	/* line of cells */
	bool repaint, focus;
	struct hood_place place;
	struct hood_line words[HOOD_LINES];	/* of lock and journal */
	char commands[HOOD_COMMANDS_SIZE];
	uint8_t lines[HOOD_LINES + 2];	/* that words, key and commands need,
					   at most so far */
	uint32_t line_looks[HOOD_LINES + 3];
	uint32_t row_looks[HOOD_MEASURED][HOOD_COLUMNS];	/* 0: none */
	uint8_t cell_looks[HOOD_CELLS];
	struct stamps stamps;	/* cells, a state each */
};

/* hood_input.c: once the area is there.  And: another client was selected
 * elsewhere. */
void hood_input_begin(struct hood_window *window);
void hood_input_follow(struct hood_window *window);

/* Where the scroll bar is: head and processes together. */
void hood_scroll_to(struct hood_window *window, int64_t at);
/* A line of cells is to be the first. */
void hood_scroll_cells(struct hood_window *window, int64_t line);

/* hood.c: another part is to be seen.  Once a poll; after other colours or
 * letters. */
void monitor_hood_refresh(struct hood_window *window);
void monitor_look_at_hood(struct monitor *monitor);
void monitor_restyle_hood(struct monitor *monitor);

/* Paints what differs. */
void draw_hood(struct hood_window *window);
/* Once the words are there. */
void draw_hood_place(struct hood_window *window);
/* Can all of it be seen, above the commands? */
bool draw_hood_fits(const struct hood_window *window, int y, int height);
int draw_hood_key_lines(struct hood_window *window);
void draw_hood_rows(struct hood_window *window);
/* Text at a line that differs from what was there. */
void draw_hood_text(struct hood_window *window, unsigned number,
    struct area area, enum colour_id colour, const char *words);
/* What is said, into the window's words and commands. */
void draw_hood_words(struct hood_window *window);
void draw_hood_lines(struct hood_window *window);
void draw_hood_commands(struct hood_window *window);
/* Is the process that is picked one that runs? */
bool draw_hood_runs(const struct hood_window *window);

#endif
