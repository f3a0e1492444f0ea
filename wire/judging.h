/*
 * A class before the judge: a server's records in, each given to the judge of
 * its connection (wire/judge.h), and what becomes of the rules added up by
 * name and lab.
 *
 * Any process, one thread; no clock, no X.  All that it knows stands in one
 * piece of memory, of a size that is given and without pointers: a process that
 * is killed is followed by one that goes on there (judging_open), and checks
 * all of it before.  Pages that were never used are never touched.
 *
 * What a connection said before its name was taken goes with the name.  Who
 * never had one is by himself: "guest 127.0.0.1:40312", a peer of the clock by
 * its address alone, and whose name was refused "alice (refused), ADDRESS".
 * When all entries are taken those give way whose address holds most names, the
 * oldest first; when all judges are, the connection that was silent longest.
 *
 * One that sends more than JUDGING_RECORDS messages a second is counted from
 * there on and not judged any more, nor is a connection of which records are
 * missing: what was not seen of it would look like a fault.  What others say to
 * it (chat, order) is passed over while it is more than that: a flooder must
 * not take from a room what is known of it.
 */
#ifndef WIRE_JUDGING_H
#define WIRE_JUDGING_H

#include "base/address.h"
#include "base/text.h"
#include "wire/judge_summary.h"

#define JUDGING_CLIENTS	4096
#define JUDGING_NAMES	1600	/* 64 MiB, unless somebody says another */
#define JUDGING_RECORDS	200
#define JUDGING_SKIPPED	8	/* records that ended a judge twice */
#define JUDGING_NAME_SIZE (2 * NAME_SIZE + ADDRESS_SIZE)

struct judging_entry {
	uint32_t used;		/* 0: free */
	uint32_t lab;
	uint64_t order;		/* in which they came */
	char name[JUDGING_NAME_SIZE];
	bool guest;		/* it never had a name */
	bool moved;		/* it came from another address before */
	unsigned connections;
	int64_t reset_ns;	/* when mischief reset it, and it was not there
				   again since; 0: it did not */
	int64_t gone_ns;	/* when mischief ended it as a server that
				   vanishes, likewise */
	struct judge_rate returns;	/* of those that came again */
	char peer[ADDRESS_SIZE];	/* of the last; without its port */
	uint64_t messages;	/* both ways */
	uint64_t unjudged;	/* of these: not judged */
	struct judge_summary summary;
};

struct judging;

/* So much memory holds so many names. */
size_t judging_size(unsigned names);

/* In memory of its own, zeroed.  names 0: only verdicts are wanted, as they
 * come.  NULL: no memory. */
struct judging *judging_new(const struct judge_policy policies[LAB_COUNT],
    unsigned names);
/* In memory that is given, of judging_size(names) bytes: zeroed, or what an
 * earlier process of the same build left, which is checked; what cannot be is
 * dropped.  wall_ns: from when on it knows, if it is new.  NULL: no memory. */
struct judging *judging_open(const struct judge_policy policies[LAB_COUNT],
    unsigned names, void *memory, int64_t wall_ns);
/* The memory that was given stays. */
void judging_free(struct judging *judging);

/* Will this record only be counted?  Then its bytes are not needed. */
bool judging_skips(const struct judging *judging,
    const struct feed_message *record);
/* Judges it, and tells the verdicts, also those about what our server said, and
 * once, as RULE_NONE not seen, that the client is not judged any more; the sink
 * may be NULL. */
void judging_record(struct judging *judging,
    const struct feed_message *record, const struct judge_sink *sink);
/* Nothing else has come by then. */
void judging_time(struct judging *judging, int64_t wall_ns,
    const struct judge_sink *sink);

/* Name and address of a connection; false: it is not known. */
bool judging_who(const struct judging *judging, uint64_t client,
    const char **name, const char **peer);

/* Records that are missing, or could not be judged. */
void judging_lost(struct judging *judging, uint64_t count);

/* Of all of it. */
struct judging_facts {
	int64_t since_wall_ns;	/* it knows what came from then on */
	uint64_t missed;	/* records */
	uint64_t gave_way;	/* names */
	uint64_t starts;	/* processes that opened it */
	unsigned skipped_count;
	uint64_t skipped[JUDGING_SKIPPED];	/* numbers */
};
void judging_facts(const struct judging *judging,
    struct judging_facts *facts);

/* Was a record given up when it was opened, which? */
bool judging_skipped_now(const struct judging *judging, uint64_t *number);

/* The next of those that are there, from *at on (0 to begin), in no order
 * (judging_entry.order has one); NULL behind the last. */
const struct judging_entry *judging_next(const struct judging *judging,
    size_t *at);

/* A connection that the server closed first, whose client's end is to be looked
 * for: 10 and 30 s later. */
struct judging_closed {
	uint64_t client;
	unsigned lab;
	const char *peer;	/* with its port */
};
/* The next one of which that is due, from *at on (0 to begin); false: there is
 * no more. */
bool judging_closed(const struct judging *judging, int64_t wall_ns,
    unsigned *at, struct judging_closed *closed);
/* What was seen of it: then it is due no more, or not yet again. */
void judging_seen(struct judging *judging, uint64_t client, int64_t wall_ns,
    enum judge_sight sight, const struct judge_sink *sink);

#endif
