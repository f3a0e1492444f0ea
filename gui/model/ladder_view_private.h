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
	size_t first_row;		/* of the ladder: those before it have
					   gone since it was made */
	struct ladder_seen *seen;
	size_t count, room;
	uint64_t lines, messages;
	struct ladder_whom whom;
	bool true_time;
	bool stale;		/* something else is wanted */
	uint64_t generation, layout;	/* of the stream, when that was taken
					   in */
	uint64_t last_id;	/* of the entries that were */
	uint64_t cut_id;	/* the last of which there was no room for a
				   row; 0: none */
	unsigned columns[LADDER_VIEW_COLUMNS];	/* life lines */
	unsigned column_count, hidden;
	unsigned places[LADDER_LINES_MAX];	/* columns of life lines;
						   LADDER_VIEW_COLUMNS: none */
	uint64_t top;
	unsigned page;
	bool follow;
};

/* Makes ladder, columns and rows anew, or takes in what has come to the end
 * and gone from the beginning; false: no memory, nothing is changed. */
bool ladder_view_make(struct ladder_view *view);
bool ladder_view_go_on(struct ladder_view *view);

/* Is it the client's own, by connection or by name; is it in the ladder? */
bool ladder_view_is_own(const struct ladder_whom *whom,
    const struct log_entry *entry);
bool ladder_view_is_of(const struct ladder_whom *whom,
    const struct log_entry *entry);

#endif
