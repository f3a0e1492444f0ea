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
	uint32_t verdict;	/* what was to be shown of verdicts */
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
	struct stream_matches matches;	/* of it, when that was counted */
	int64_t counted_ns;
	uint64_t counted_first, counted_end;	/* the lines there were */
	bool missing;			/* the last search found nothing */
	int64_t missed_ns;		/* when that was */
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

/* messages_find.c */
/* Marks what is looked for; "": nothing. */
void messages_set_needle(struct messages_pane *messages, const char *needle);
/* Picks the next place where that stands, and counts.  False: nowhere. */
bool messages_find(struct messages_pane *messages, bool backwards);
/* Every now and then: counts again when messages came or went.  True when
 * there is something else to say. */
bool messages_count(struct messages_pane *messages);
/* "3 of 12", or that it stands nowhere; false: nothing is to be said. */
bool messages_found_words(const struct messages_pane *messages, char *out,
    size_t out_size);

int messages_line_height(const struct app *app);

/* Of the row of an event or gap. */
enum colour_id messages_event_colour(const struct log_entry *entry);

#endif
