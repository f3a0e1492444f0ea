/*
 * A class before the judge: a server's records in, each given to the judge of
 * its connection (wire/judge.h), and what becomes of the rules added up by
 * name and lab.
 *
 * Any watcher; one thread; no X.  It owns its memory: a judge for each
 * connection that has not ended, JUDGING_CLIENTS at most (the one that was
 * silent longest gives way), and a summary for each name in a lab.  Where
 * there is no memory a record is not judged, which is counted.
 *
 * What a connection said before its name was taken goes with the name.  Who
 * never had one is by himself: "guest 127.0.0.1:40312".
 */
#ifndef WIRE_JUDGING_H
#define WIRE_JUDGING_H

#include "base/address.h"
#include "base/text.h"
#include "wire/judge_summary.h"

#define JUDGING_CLIENTS	4096
#define JUDGING_NAMES	4096
#define JUDGING_NAME_SIZE (NAME_SIZE + ADDRESS_SIZE + 8)

struct judging_entry {
	char name[JUDGING_NAME_SIZE];
	unsigned lab;
	bool guest;		/* it never had a name */
	unsigned connections;
	char peer[ADDRESS_SIZE];	/* of the last; without its port */
	bool moved;		/* it came from another address before */
	uint64_t messages;	/* both ways */
	struct judge_summary summary;
};

struct judging;

/* summaries: false where only verdicts are wanted, as they come.  NULL: no
 * memory. */
struct judging *judging_new(const struct judge_policy policies[LAB_COUNT],
    bool summaries);
void judging_free(struct judging *judging);

/* Judges it, and tells the verdicts; the sink may be NULL. */
void judging_record(struct judging *judging,
    const struct feed_message *record, const struct judge_sink *sink);
/* Nothing else has come by then. */
void judging_time(struct judging *judging, int64_t wall_ns);

/* Records that could not be judged. */
uint64_t judging_missed(const struct judging *judging);

/* Names in the order they came; NULL behind the last.  Connections that are
 * still without a name are entries once judging_close was called. */
void judging_close(struct judging *judging);
const struct judging_entry *judging_entry(const struct judging *judging,
    size_t at);

#endif
