/* Between the log*.c files only. */
#ifndef GUI_MODEL_LOG_PRIVATE_H
#define GUI_MODEL_LOG_PRIVATE_H

#include "gui/model/log.h"
#include "watch/pairing.h"

struct log {
	struct log_entry **ring;
	size_t ring_size;
	uint64_t first, next;
	size_t messages_max, bytes_max, bytes;
	struct log_counts counts;
	uint64_t epoch;		/* from this entry on it is one server's */
	uint64_t last_number;	/* the highest of that one */
	int64_t last_wall_ns;	/* the latest of them */
	struct log_judge judge;
	struct pairing *pairing;	/* tokens are ids; NULL: nothing is
				   noted of answers */
	uint64_t changed;	/* oldest entry of which something else is to
				   be said than before; 0: none */
};

/* The entry is about to be added: its place among the numbers. */
void log_verdict_number(struct log *log, struct log_entry *entry);
/* It has been added: what it answers, and what it ends. */
void log_pair(struct log *log, struct log_entry *entry,
    const struct feed_message *message);
/* Nobody can say what the next message answers: what was open becomes that. */
void log_pair_none(struct log *log, enum log_asked asked);
void log_verdicts_free(struct log_verdicts *verdicts);

#endif
