/* Between the stream*.c files only. */
#ifndef GUI_MODEL_STREAM_PRIVATE_H
#define GUI_MODEL_STREAM_PRIVATE_H

#include "gui/model/stream.h"

struct shown {
	struct log_entry *entry;	/* held by the `held` queue */
	uint64_t first_line;
};

/* A queue: items are [head, head + count). */
struct held_queue {
	struct log_entry **items;
	size_t head, count, size;
};
struct shown_queue {
	struct shown *items;
	size_t head, count, size;
};

struct stream {
	struct log *log;
	struct held_queue held;		/* everything taken from the log */
	struct shown_queue shown;	/* of these, what is wanted */
	size_t messages;		/* among the shown */
	uint64_t generation, layout;	/* of these */
	uint64_t next_id;		/* of the log, not yet taken */
	uint64_t end_line;
	uint64_t top;
	unsigned page;
	bool follow, paused;
	struct stream_want want;
	struct line_options options;
	struct stream_place anchor, cursor;	/* held on their own */
	uint64_t found_id;		/* where to look on; 0: from the top */
	int64_t found_at;		/* -1: before its first byte */
};

/* The index in `shown` of the entry at or before a line; count if none. */
size_t stream_index_of_line(const struct stream *stream, uint64_t line);
/* The index of the first shown entry with this id or a later one. */
size_t stream_index_of_id(const struct stream *stream, uint64_t id);
const struct shown *stream_item(const struct stream *stream, size_t index);

#endif
