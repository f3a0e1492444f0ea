/*
 * The message pane: the raw messages of a stream (gui/model/stream.h), each
 * with a heading above its bytes, and the events between them.
 *
 * Lines that were there before are moved, only others are painted.  The
 * heading of a message stays in sight while its lines scroll.  Both windows
 * show messages by this one.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_PANE_MESSAGES_H
#define GUI_PANE_MESSAGES_H

#include "gui/model/stream.h"
#include "gui/pane/pane.h"

#define MESSAGES_SLOTS_MAX 400
#define MESSAGES_NEEDLE_SIZE 128

/* What a line of the pane showed when it was painted. */
struct messages_slot {
	uint64_t id;		/* of the message; 0: nothing is there */
	uint32_t line;
	uint32_t look;
};

/* Where the lines of a message go on; valid while one picture is painted. */
struct messages_mark {
	const struct log_entry *entry;
	uint32_t line, at;
};

struct messages_pane {
	struct pane pane;
	struct stream *stream;
	struct log *log;
	struct line_options *options;	/* the window's; columns are ours */
	struct messages_slot slots[MESSAGES_SLOTS_MAX];
	unsigned painted_slots;
	bool empty;		/* painted is why there is nothing */
	bool by_client;		/* it is the client who sends: a message has
				   one colour, whoever shows it */
	struct messages_mark mark;
	char needle[MESSAGES_NEEDLE_SIZE];	/* marked where it occurs */
	/* Why there is nothing to see; NULL: the pane finds out itself. */
	const char *(*why_empty)(void *context);
};

/* name: the drawing area's.  The caller has set stream, log, options,
 * why_empty, by_client and, of pane, opened, picked and context. */
void messages_make(struct messages_pane *messages, struct view_group *group,
    Widget parent, const char *name);

/* The log has more, or other lines are wanted: painted soon. */
void messages_touch(struct messages_pane *messages);
/* What the lines look like has changed: painted anew. */
void messages_repaint(struct messages_pane *messages);
/* Colours or fonts have changed. */
void messages_restyle(struct messages_pane *messages);

/* Marks what is looked for. */
void messages_set_needle(struct messages_pane *messages, const char *needle);

int messages_line_height(const struct app *app);

/* Of the row of an event or gap. */
enum colour_id messages_event_colour(const struct log_entry *entry);

#endif
