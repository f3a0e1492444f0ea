/* Between the exchanges*.c files only: one row of the pane. */
#ifndef GUI_PANE_EXCHANGES_PRIVATE_H
#define GUI_PANE_EXCHANGES_PRIVATE_H

#include "gui/model/summary.h"
#include "gui/pane/exchanges.h"

/* What a row shows. */
struct exchanges_words {
	char number[16], clock[32], bytes[24], wait[SUMMARY_WAIT_SIZE];
	char client[4 * NAME_SIZE], summary[2 * SUMMARY_SIZE];
	const char *mark;
	unsigned mark_kind;	/* enum log_mark */
	int64_t bar_ns;		/* how long it took; -1: no bar */
};

void exchanges_words(const struct exchanges_pane *exchanges,
    const struct exchange_row *row, struct exchanges_words *words);

/* Where the columns are, by width and letters. */
void exchanges_fit(struct exchanges_pane *exchanges);
void exchanges_paint_titles(struct exchanges_pane *exchanges,
    struct area area);
void exchanges_paint_row(struct exchanges_pane *exchanges,
    const struct exchange_row *row, const struct exchanges_words *words,
    struct area area, bool picked);

/* exchanges_keys.c: an action that is the list's own; false: it is a pane's. */
bool exchanges_act(struct pane *pane, const char *what);

#endif
