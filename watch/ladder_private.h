/* Between the ladder*.c files only: whose line a record is on. */
#ifndef WATCH_LADDER_PRIVATE_H
#define WATCH_LADDER_PRIVATE_H

#include "watch/ladder.h"

#define LADDER_NEAR	1024
/* Of so many that have gone what comes late is still known for theirs. */
#define LADDER_GONE_MAX	64

/* Which line a connection is on. */
struct ladder_client {
	uint64_t client;
	unsigned line;
};

struct ladder {
	struct ladder_line lines[LADDER_LINES_MAX];
	size_t firsts[LADDER_LINES_MAX];	/* rows, when they began */
	uint32_t keys[LADDER_LINES_MAX];	/* of names; 0: compare them */
	unsigned line_count;
	struct ladder_row *rows;
	size_t row_count, row_room;
	struct ladder_client *clients;	/* that are connected */
	size_t client_count, client_room;
	uint32_t near[LADDER_NEAR];	/* places in clients, where they were
					   found last */
	struct ladder_client gone[LADDER_GONE_MAX];	/* a ring */
	unsigned gone_count;
	uint64_t left_out;
	int64_t last_ns;		/* of the last row */
	bool unlabelled;
};

/* The record's client, with its line; NULL: there is no room for one. */
struct ladder_client *ladder_client_of(struct ladder *ladder,
    const struct feed_message *record);
/* It is gone, but a verdict may still come. */
void ladder_client_gone(struct ladder *ladder, struct ladder_client *client);

#endif
