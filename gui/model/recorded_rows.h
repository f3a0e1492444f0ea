/*
 * The table made up from records, one after the other.  Private to
 * gui/model/recorded*.c; pure but for memory; no X.
 */
#ifndef GUI_MODEL_RECORDED_ROWS_H
#define GUI_MODEL_RECORDED_ROWS_H

#include "watch/watcher.h"

struct recorded_rows {
	struct row_data *rows;
	bool *stale;		/* none is */
	uint32_t count, size, limit;
	uint32_t *map;		/* by client: row + 1; a power of two */
	uint32_t map_size;
	uint64_t rowless;	/* clients for whom there is no row */
	struct watch_totals totals;
};

void recorded_rows_free(struct recorded_rows *rows);
void recorded_rows_take(struct recorded_rows *rows,
    const struct feed_message *message);

#endif
