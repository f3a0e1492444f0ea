/*
 * The journal: everything that happens, written once by whom it happens to,
 * read by the log process, the feeder and whoever comes later.
 *
 * journal_put: parent and children.  journal_guard: the parent.  The rest:
 * readers, each process with a struct of its own.
 *
 * Cells, a record each, words of bytes for what does not fit into a cell, and
 * an index.  A record has a number, one after the other for the whole server;
 * the index, a ring, says which cell is its.  A cell's `state` is 0, or
 * 2 * number + 1 while that record is written, or 2 * number + 2 when it is
 * whole.
 *
 * Which cell, and which words, a writer takes is its own affair: each has
 * lanes, runs that it fills again and again.  Were the cells one ring for all,
 * every process would touch every page of it, and with many processes that
 * costs more than all the rest of writing.  Runs are taken in turn from all
 * pages, so a process that is gone, or had more than its share, loses them to
 * others.
 *
 * Lock rule: none.  A writer takes a number, enters its cell in the index,
 * claims the cell, fills it, and sets its state with the one store that makes
 * it a record; it makes no system call but to wake a reader that sleeps.  So
 * it can be killed between any two instructions: its number is then missing,
 * which readers find out by waiting for it for JOURNAL_PATIENCE_NS, once for
 * all numbers that were taken by the same time.  One that was stopped and goes
 * on when its cell has become another's finds it claimed for a later number
 * and gives up; if it was in the middle of copying, the record it spoils fails
 * its check and is missing, too.  A check is over what the record holds and
 * its number.
 *
 * The same step gives a record that watchers get its number among those
 * (facts.fed, modulo 2^26): who was too late knows how many of them it missed.
 *
 * Readers copy, then look whether the state is still the same and the check
 * is right.  What they were too late for they know by number.  Nothing in the
 * ring is trusted: lengths are bounded, numbers only compared or taken modulo
 * what there is.
 */
#ifndef SHM_JOURNAL_H
#define SHM_JOURNAL_H

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/feed.h"
#include "wire/sentence.h"

#define JOURNAL_MIB		16	/* unless --journal says another */
#define JOURNAL_MIB_MAX		1024
#define JOURNAL_PATIENCE_NS	INT64_C(20000000)
#define JOURNAL_CELL_WORDS	64
#define JOURNAL_HEAD_WORDS	(sizeof(struct feed_head) / sizeof(uint64_t))
/* Name, peer, note and the first bytes; the rest is in the tail. */
#define JOURNAL_TEXT_WORDS	(JOURNAL_CELL_WORDS - 5 - JOURNAL_HEAD_WORDS)
#define JOURNAL_TEXT_SIZE	(8 * JOURNAL_TEXT_WORDS)

/* Who keeps a place here. */
enum journal_reader_id {
#define READER(symbol, title, does, run, list, has, wanted) JOURNAL_##symbol,
#include "shm/readers.def"
#undef READER
	JOURNAL_READERS
};

struct journal_cell {
	_Alignas(64) _Atomic uint64_t state;	/* [a] */
	/* [o] the record's writer: check, tail_check, tail_at, lengths, then
	 * a struct feed_head, then its texts and bytes */
	_Atomic uint64_t words[JOURNAL_CELL_WORDS - 1];
};

/* A reader's place outlives the process: the next one goes on there. */
struct journal_place {
	_Alignas(64) _Atomic uint64_t next;	/* [o] number to be read */
	_Atomic uint64_t missed;	/* [o] records that it was too late
					   for, or that were never whole */
	_Atomic uint32_t sleeps;	/* [a] a futex: 1 while it waits */
	_Atomic uint32_t forbidden;	/* [o] the system call it died of, 0 */
	_Atomic uint32_t starts;	/* [p] so often it was started */
};

/* Two counts in one word, so that one step takes a number of both. */
#define JOURNAL_NUMBER_BITS	38
#define JOURNAL_NUMBER(word)	\
	((word) & ((UINT64_C(1) << JOURNAL_NUMBER_BITS) - 1))
#define JOURNAL_FED(word)	((uint32_t)((word) >> JOURNAL_NUMBER_BITS))
#define JOURNAL_FED_MASK	\
	((UINT32_C(1) << (64 - JOURNAL_NUMBER_BITS)) - 1)

#define JOURNAL_PAGE		4096
#define JOURNAL_PAGE_CELLS	8
#define JOURNAL_PAGE_WORDS	512
enum { JOURNAL_CELLS, JOURNAL_TAIL, JOURNAL_TRACKS };
/* An entry of the index: a number, and behind it its cell. */
#define JOURNAL_CELL_BITS	26
#define JOURNAL_ENTRY(number, cell)	\
	((number) << JOURNAL_CELL_BITS | (cell))

struct journal_ring {
	_Alignas(64) _Atomic uint64_t next;	/* [a] numbers not yet taken */
	_Alignas(64) _Atomic uint64_t hands[JOURNAL_TRACKS]; /* [a] page not
						   yet taken, ever growing */
	struct journal_place places[JOURNAL_READERS];
};

/* Pages of cells, or of words, that follow each other; each of a lane is twice
 * as long as the one before, to begin with. */
#define JOURNAL_RUNS	12
struct journal_run {
	uint64_t taken;		/* by the hand */
	uint32_t first;		/* page */
	uint32_t pages;
};

/* A writer's own, in its own memory. */
struct journal_lane {
	uint32_t next, end;	/* cell or word, and where its run ends */
	uint32_t pages;		/* of all runs */
	uint32_t run_count, current;
	bool roams;		/* a run is never used again */
	struct journal_run runs[JOURNAL_RUNS];
};

struct journal {
	struct journal_ring *ring;
	struct journal_cell *cells;
	_Atomic uint64_t *index;	/* index_mask + 1 of them */
	_Atomic uint64_t *tail;		/* tail_mask + 1 of them */
	uint64_t cell_count;		/* in whole pages */
	uint64_t index_mask;		/* a power of two, no fewer than cells,
					   less one */
	uint64_t tail_mask;
	struct journal_lane lanes[JOURNAL_TRACKS];
};

/* How much memory so many MiB of journal take, in whole pages: ring and index,
 * which every writer touches, and cells and tail, of which each touches its
 * own. */
size_t journal_head_size(unsigned mib);
size_t journal_body_size(unsigned mib);

/* Where everything lies follows from its size: nothing of that is in shared
 * memory, where a child might write.  The memory is aligned to a page, of those
 * sizes and zeroed before its first use. */
void journal_open(struct journal *journal, void *head, void *body,
    unsigned mib);

/*
 * Writes the message; its facts.number is set.  bytes beyond
 * FEED_MESSAGE_MAX are not kept.
 */
void journal_put(struct journal *journal, struct feed_message *message);

/* Writes an event line of the server's own; SENTENCE_OF gives the first two.
 * wall_ns 0: it has no time. */
void journal_say(struct journal *journal, int64_t wall_ns,
    enum sentence sentence, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void journal_vsay(struct journal *journal, int64_t wall_ns,
    enum sentence sentence, const char *format, va_list words)
    __attribute__((format(printf, 4, 0)));

/* A new process, before it writes: it has no cells yet. */
void journal_lane_init(struct journal *journal);
/* It writes about as much as all others together, as parent and judge do,
 * beside many that come and go: it takes pages in turn, as they do. */
void journal_lane_roam(struct journal *journal);

/* parent, now and then: the next number, the hands and the readers' places can
 * only grow, whatever a child has written there.  *seen is in the parent's own
 * memory. */
struct journal_seen {
	uint64_t next;			/* both counts */
	uint64_t places[JOURNAL_READERS];
	uint64_t hands[JOURNAL_TRACKS];
};
void journal_guard(struct journal *journal, struct journal_seen *seen);
/* parent, before that, when the ring became zero: the numbers go on behind all
 * that may have been taken since the last look, so that readers see them. */
void journal_again(struct journal *journal, const struct journal_seen *seen);

/* A record, out of the ring: the message points into texts and bytes. */
struct journal_record {
	struct feed_message message;
	char name[NAME_SIZE];
	char peer[ADDRESS_SIZE];
	char note[FEED_NOTE_MAX + 1];
	_Alignas(8) unsigned char bytes[FEED_MESSAGE_MAX + 8];
};

/* Numbers that were not waited for: on a busy machine a writer may only have
 * been kept from going on.  Those that become whole are given late, and only
 * the others are missing. */
#define JOURNAL_LATE_MAX	32
#define JOURNAL_LATE_NS		INT64_C(2000000000)

struct journal_reader {
	const struct journal *journal;
	uint64_t next;		/* the number to be read */
	uint64_t missed;	/* in all */
	uint64_t taken;		/* numbers below were taken at looked_ns */
	int64_t looked_ns;
	int64_t patience_ns;	/* for the reader to set: with a number that
				   may become a record */
	int64_t late_ns;	/* the same: how long for a late one */
	bool takes_late;	/* for the reader to set: else they are
				   missing at once */
	unsigned late_count;
	struct {
		uint64_t number;
		int64_t since_ns;
	} late[JOURNAL_LATE_MAX];
};

enum journal_got {
	JOURNAL_RECORD,
	JOURNAL_NOTHING,	/* there is no more */
	JOURNAL_UNFINISHED	/* the next one is being written: look again
				   in a moment, at most 20 ms long */
};

/* From the oldest record that is still there, or from `next` on. */
void journal_reader_oldest(struct journal_reader *reader,
    const struct journal *journal);
void journal_reader_init(struct journal_reader *reader,
    const struct journal *journal, uint64_t next);

/* How many late ones may still come. */
unsigned journal_late(const struct journal_reader *reader);

/* The next record.  Those that are missing before it are in reader->missed,
 * also when there is none. */
enum journal_got journal_read(struct journal_reader *reader, int64_t now_ns,
    struct journal_record *record);

/* The same without its bytes beyond the cell: quick. */
enum journal_got journal_peek(struct journal_reader *reader, int64_t now_ns,
    struct journal_record *record);

/* The numbers not yet taken. */
uint64_t journal_next(const struct journal *journal);

/* Has the reader come to the end?  Then *fed is the next number of those that
 * watchers get. */
bool journal_at_end(const struct journal_reader *reader, uint32_t *fed);

/* How many numbers the reader has before it. */
uint64_t journal_behind(const struct journal_reader *reader);

/* Sleeps until there is more than the reader has read, or so long. */
void journal_wait(struct journal *journal, enum journal_reader_id id,
    const struct journal_reader *reader, int64_t timeout_ns);
/* Wakes a reader that sleeps. */
void journal_wake(struct journal *journal, enum journal_reader_id id);

#endif
