/* Between the ladder_*.c files only. */
#ifndef GUI_MODEL_LADDER_VIEW_PRIVATE_H
#define GUI_MODEL_LADDER_VIEW_PRIVATE_H

#include "gui/model/ladder_view.h"

/* A row that is to be seen. */
struct ladder_seen {
	uint64_t first_line;
	uint64_t lines;
	uint32_t row;		/* of the ladder */
};

struct ladder_view {
	struct stream *stream;
	struct ladder *ladder;		/* NULL: none yet */
	struct ladder *spare;		/* the one before, for the next */
	struct ladder_seen *seen;
	size_t count;
	uint64_t lines, messages;
	struct ladder_whom whom;
	bool true_time;
	bool stale;		/* something else is wanted */
	uint64_t generation;	/* of the stream, when it was made */
	unsigned columns[LADDER_VIEW_COLUMNS];	/* life lines */
	unsigned column_count, hidden;
	unsigned places[LADDER_LINES_MAX];	/* columns of life lines;
						   LADDER_VIEW_COLUMNS: none */
	uint64_t top;
	unsigned page;
	bool follow;
};

/* Makes ladder, columns and rows anew; false: no memory, nothing is
 * changed. */
bool ladder_view_make(struct ladder_view *view);

/* Is it the client's own, by connection or by name; is it in the ladder? */
bool ladder_view_is_own(const struct ladder_whom *whom,
    const struct log_entry *entry);
bool ladder_view_is_of(const struct ladder_whom *whom,
    const struct log_entry *entry);

#endif
