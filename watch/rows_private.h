/* Between the watch/rows*.c files only. */
#ifndef WATCH_ROWS_PRIVATE_H
#define WATCH_ROWS_PRIVATE_H

#include "watch/rows.h"
#include "watch/watcher.h"

/* The text of a column that holds one, end if it is made; else NULL. */
const char *row_column_text(const struct row_data *row,
    enum row_column column, char end[WATCH_END_SIZE]);
/* How long it has been in its state. */
int64_t row_since_ns(const struct row_data *row, int64_t now_mono_ns);
/* How long it is, or was, connected. */
int64_t row_connected_ns(const struct row_data *row, int64_t now_mono_ns);

#endif
