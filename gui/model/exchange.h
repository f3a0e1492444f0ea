/*
 * The list of exchanges: a row a message of the stream, an answer under its
 * request; which are folded, where the view stands, what passed unseen.
 *
 * Pure; no X.  The stream (gui/model/stream.h) says which messages there are:
 * filter and pause are its.  What is picked is the stream's, too.  Requests
 * stand in the order in which they came.  Rows are numbered from 0, anew after
 * each update; the view stays with the message it stood at.
 */
#ifndef GUI_MODEL_EXCHANGE_H
#define GUI_MODEL_EXCHANGE_H

#include "gui/model/stream.h"

#define EXCHANGE_NONE	UINT64_MAX

struct exchange_row {
	struct log_entry *entry;
	uint64_t id;			/* of the entry */
	const struct log_entry *last;	/* the last of its answers that are
					   shown, NULL: none is */
	bool under;		/* its request stands above it */
};

struct exchange_list;

/* NULL: no memory.  The stream outlives it. */
struct exchange_list *exchange_list_new(struct stream *stream);
void exchange_list_free(struct exchange_list *list);

/* Takes in what is new in stream and log; true when rows came or went.
 * Without memory they stay as they were. */
bool exchange_list_update(struct exchange_list *list);

uint64_t exchange_list_rows(const struct exchange_list *list);
/* NULL behind the last. */
const struct exchange_row *exchange_list_row(const struct exchange_list *list,
    uint64_t row);
/* Where a message stands; of one that is folded away its request's row;
 * EXCHANGE_NONE: nowhere. */
uint64_t exchange_list_find(const struct exchange_list *list, uint64_t id);
/* The same of what is picked in the stream. */
uint64_t exchange_list_picked(const struct exchange_list *list);
/* Picks a row's message in the stream, which shows it. */
void exchange_list_pick(struct exchange_list *list, uint64_t row);

uint64_t exchange_list_top(const struct exchange_list *list);
unsigned exchange_list_page(const struct exchange_list *list);
void exchange_list_set_page(struct exchange_list *list, unsigned rows);
void exchange_list_set_follow(struct exchange_list *list, bool follow);
bool exchange_list_follows(const struct exchange_list *list);
void exchange_list_scroll_to(struct exchange_list *list, uint64_t row);
void exchange_list_scroll_by(struct exchange_list *list, int64_t rows);
/* No further than it must, for the row to be seen. */
void exchange_list_show(struct exchange_list *list, uint64_t row);

/* Hides what is under a row, or shows it; false: there is nothing, or it is so
 * already. */
bool exchange_list_fold(struct exchange_list *list, uint64_t row, bool fold);

/* The next message with a fault behind what is picked (or the top), in the
 * list's order and around its end, folded ones too; its id, 0: there is
 * none. */
uint64_t exchange_list_fault(const struct exchange_list *list,
    const struct log *log, bool backwards);

/* It has been painted: what has come since the last time and stands above the
 * page has passed unseen, as long as the list follows. */
void exchange_list_painted(struct exchange_list *list);
uint64_t exchange_list_unseen(const struct exchange_list *list);

#endif
