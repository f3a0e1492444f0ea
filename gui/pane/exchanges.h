/*
 * The pane with the list of exchanges (gui/model/exchange.h): titles, and a
 * row a message: number, time, client, arrow, lab, what it says, bytes, how
 * long until it was answered, and the judge's mark.
 *
 * Only rows that can be seen are painted, and those that look as they did are
 * left or moved.  What is picked is the stream's, so that bytes, details and
 * what is copied are those of the row.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_PANE_EXCHANGES_H
#define GUI_PANE_EXCHANGES_H

#include "gui/model/exchange.h"
#include "gui/pane/pane.h"

#define EXCHANGES_SLOTS_MAX	256

enum exchanges_column {
	EXCHANGES_NUMBER, EXCHANGES_TIME, EXCHANGES_CLIENT, EXCHANGES_ARROW,
	EXCHANGES_LAB, EXCHANGES_SUMMARY, EXCHANGES_BYTES, EXCHANGES_WAIT,
	EXCHANGES_MARK, EXCHANGES_COLUMNS
};

struct exchanges_pane {
	struct pane pane;
	struct exchange_list *list;
	struct log *log;
	struct area columns[EXCHANGES_COLUMNS];	/* left edge and width; no
						   width: there is no room */
	uint32_t looks[EXCHANGES_SLOTS_MAX];	/* what a row showed */
	unsigned painted_slots;
	bool empty;		/* painted is why there is nothing */
	bool waits;		/* a row counts up */
	bool reveal;		/* what is picked is to be seen next time */
	int64_t painted_ns;
	/* Wall time to count up to; 0: the clock stands still. */
	int64_t (*now_ns)(void *context);
	const char *(*why_empty)(void *context);
	/* Return, Escape: the bytes of what is picked, or no longer; another
	 * row was picked by a key. */
	void (*bytes)(void *context, bool open);
	void (*moved)(void *context);
};

/* As messages_make; the caller has set list, log and the functions. */
void exchanges_make(struct exchanges_pane *exchanges,
    struct view_group *group, Widget parent, const char *name);

/* Soon painted; all of it. */
void exchanges_touch(struct exchanges_pane *exchanges);
void exchanges_repaint(struct exchanges_pane *exchanges);
void exchanges_restyle(struct exchanges_pane *exchanges);

#endif
