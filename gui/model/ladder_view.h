/*
 * The ladder of the window: which life lines stand where, which rows are to be
 * seen, where the view stands, what is picked.
 *
 * Pure; no X.  The messages are the stream's (gui/model/stream.h): filter,
 * pause and pick are its.  Lines and rows are those of watch/ladder.h: rows
 * come to its end, and it is made anew when many have gone from its beginning
 * or others are wanted.  A row is a line of the view; with true time a pause
 * is a line for each quarter of a second.
 */
#ifndef GUI_MODEL_LADDER_VIEW_H
#define GUI_MODEL_LADDER_VIEW_H

#include "gui/model/stream.h"
#include "watch/ladder.h"

/* Life lines of clients at the same time: those with most messages. */
#define LADDER_VIEW_CLIENTS	8
#define LADDER_VIEW_COLUMNS	(LADDER_VIEW_CLIENTS + 1)
#define LADDER_VIEW_NONE	UINT64_MAX
#define LADDER_VIEW_LINE_NS	INT64_C(250000000)

/* Whose ladder: of a client of order or chat it is that of its room. */
struct ladder_whom {
	uint64_t client;	/* 0: everybody's */
	unsigned lab;
	char name[NAME_SIZE];
};

/* What stands on a line. */
struct ladder_place {
	const struct ladder_row *row;
	unsigned from, to;	/* columns */
	uint64_t line;		/* of the row, from 0 */
	uint64_t lines;		/* that the row has */
};

struct ladder_view;

/* NULL: no memory.  The stream outlives it. */
struct ladder_view *ladder_view_new(struct stream *stream);
void ladder_view_free(struct ladder_view *view);

/* Taken in by the next update. */
void ladder_view_set_whom(struct ladder_view *view,
    const struct ladder_whom *whom);
void ladder_view_set_true_time(struct ladder_view *view, bool on);
bool ladder_view_true_time(const struct ladder_view *view);

/* Takes in what is new in the stream; true when there was something.  Without
 * memory it stays as it was. */
bool ladder_view_update(struct ladder_view *view);

/* The same to be handed in, the caller's; NULL: no memory.  own: what the
 * client itself said and was sent, else all that is here, of which what others
 * say in private is left out (wire/private.h). */
struct ladder *ladder_view_export(const struct ladder_view *view, bool own);

/* From left to right; one of them is the server's. */
unsigned ladder_view_columns(const struct ladder_view *view);
const struct ladder_line *ladder_view_column(const struct ladder_view *view,
    unsigned column);
/* Life lines that there is no room for. */
unsigned ladder_view_hidden(const struct ladder_view *view);
/* Were there rows, of messages that are shown, without room at all? */
bool ladder_view_cut(const struct ladder_view *view);
/* Arrows among the rows. */
uint64_t ladder_view_messages(const struct ladder_view *view);

uint64_t ladder_view_lines(const struct ladder_view *view);
/* False behind the last. */
bool ladder_view_at(const struct ladder_view *view, uint64_t line,
    struct ladder_place *place);

uint64_t ladder_view_top(const struct ladder_view *view);
unsigned ladder_view_page(const struct ladder_view *view);
void ladder_view_set_page(struct ladder_view *view, unsigned lines);
bool ladder_view_follows(const struct ladder_view *view);
void ladder_view_set_follow(struct ladder_view *view, bool on);
void ladder_view_scroll_to(struct ladder_view *view, uint64_t line);
void ladder_view_scroll_by(struct ladder_view *view, int64_t lines);
/* No further than it must, for the line to be seen. */
void ladder_view_show(struct ladder_view *view, uint64_t line);

/* The line of what is picked in the stream; LADDER_VIEW_NONE: it is not
 * here. */
uint64_t ladder_view_picked(const struct ladder_view *view);
/* Picks a line's message in the stream; false: there is none. */
bool ladder_view_pick(struct ladder_view *view, uint64_t line);
/* From what is picked (or the top) to the next row that can be picked; true:
 * it is. */
bool ladder_view_step(struct ladder_view *view, bool backwards);

#endif
