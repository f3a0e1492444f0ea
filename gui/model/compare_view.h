/*
 * Two messages, or all that two clients said and were sent, side by side as
 * lines of a window: where the view stands, what is picked, which difference
 * is looked at.
 *
 * Pure; no X.  It holds on to its messages and does not change with the log.
 * A client's messages are its last ones, up to COMPARE_MESSAGES and
 * COMPARE_BYTES; each stands against its counterpart (gui/model/align.h): the
 * same bytes, else the same first word, else the next one of its direction.
 * Lines are numbered from 0.  In hex a line is never of two runs, so that both
 * columns stay beside each other.
 */
#ifndef GUI_MODEL_COMPARE_VIEW_H
#define GUI_MODEL_COMPARE_VIEW_H

#include "gui/model/compare.h"
#include "gui/model/lines.h"

#define COMPARE_MESSAGES	300
#define COMPARE_BYTES		200000u

enum compare_kind {
	COMPARE_TITLE,		/* of two messages: whose, when, how long */
	COMPARE_TEXT, COMPARE_HEX
};

struct compare_line {
	uint32_t pair;
	uint32_t at[2], len[2];	/* the bytes of each; len 0: none */
	uint8_t kind;		/* enum compare_kind */
	bool differs;
};

struct compare_pair {
	struct log_entry *entry[2];	/* one may be NULL: no counterpart */
	struct compare bytes;
	uint32_t first_line, first_difference;
};

struct compare_view {
	struct compare_pair *pairs;
	uint32_t pair_count;
	struct compare_line *lines;
	uint32_t line_count, line_room;
	uint32_t differences;	/* runs of bytes that differ */
	uint32_t odd;		/* messages without counterpart */
	uint32_t current;	/* from 1; 0: none was looked for */
	uint64_t left_out[2];	/* messages before these */
	uint32_t messages[2];
	bool clients;		/* not two messages */
	bool given_up;		/* too long or too different, somewhere */
	bool cut;		/* of some message not all was kept */
	bool hex;
	unsigned columns;	/* of each side */
	uint64_t top;
	unsigned page;
	uint64_t anchor, cursor;	/* lines picked, from 1; 0: none */
};

/* NULL: no memory. */
struct compare_view *compare_view_of_messages(struct log_entry *one,
    struct log_entry *other);
struct compare_view *compare_view_of_clients(const struct log *log,
    uint64_t one, uint64_t other);
void compare_view_free(struct compare_view *view);

/* Lines as they fold there; false: no memory, and there are none. */
bool compare_view_lay_out(struct compare_view *view, unsigned columns,
    bool hex);

void compare_view_set_page(struct compare_view *view, unsigned lines);
void compare_view_scroll_to(struct compare_view *view, uint64_t line);
void compare_view_scroll_by(struct compare_view *view, int64_t lines);
void compare_view_pick(struct compare_view *view, uint64_t line, bool extend);
void compare_view_pick_none(struct compare_view *view);
bool compare_view_is_picked(const struct compare_view *view, uint64_t line);

/* To the next difference, around the end; the view shows it.  False: there is
 * none. */
bool compare_view_step(struct compare_view *view, bool backwards);

/* compare_lines.c: what one side of a line shows, and which of it differs. */
#define COMPARE_MARKS_MAX	32
struct compare_shown {
	struct line line;
	struct line_span marks[COMPARE_MARKS_MAX];
	bool current[COMPARE_MARKS_MAX];	/* of the difference that is
						   looked at */
	unsigned mark_count;
};
void compare_view_show(const struct compare_view *view, uint64_t line,
    unsigned side, struct compare_shown *shown);

/* "|" both differ, "<" only the left one has it, ">" only the right; " ". */
char compare_line_sign(const struct compare_line *line);

/* What is picked, else all of it, as text in two columns; titles are the
 * caller's words.  malloc'ed, the caller's; NULL: no memory. */
typedef void compare_title(void *context, const struct log_entry *entry,
    char *out, size_t out_size);
char *compare_view_text(const struct compare_view *view, compare_title *title,
    void *context);

#endif
