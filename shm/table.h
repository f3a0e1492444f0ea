/*
 * The status table: one POSIX shared-memory segment an instance, one row a
 * client, seen by the parent, every child and every watcher.
 *
 * Who may call: table_create, table_remove: the parent.  table_attach: a
 * watcher; it maps read-only.  The rest is said per function.  A watcher
 * finds the segment by its name, or gets a descriptor of it from the control
 * socket when the name is gone.
 *
 * Keys on the fields say who writes when:
 *	[I] set before the first fork or attach, constant after; made good by
 *	    the parent when somebody wrote there (table_renew)
 *	[p] the parent only		[o] the row's owner only
 *	[m] under the table's lock	[a] anyone, atomically
 *	[l] the log process only	[f] the feeder only
 *	[j] the judge only
 * A row is owned by its child while that lives, by the parent before the
 * fork and after the reap.  Nobody else writes it, so a row needs no lock.
 *
 * Reading a row: load seq; odd means a write is under way; copy the words;
 * load seq again; the copy is good when both are equal and even.  A writer
 * killed in mid-write leaves seq odd until the parent reaps it, so a reader
 * bounds its tries and then says "stale" (row_read's result).  Readers never
 * take the lock and writers never look at readers: neither can block the
 * other.
 *
 * No pointers, every string bounded and terminated, all in host byte order:
 * layout and sizes are checked at attach.
 */
#ifndef SHM_TABLE_H
#define SHM_TABLE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/instance.h"
#include "base/labs.h"
#include "base/text.h"
#include "shm/journal.h"
#include "shm/segment.h"
#include "shm/totals.h"
#include "wire/end.h"
#include "wire/mischief.h"

#define TABLE_MAGIC	UINT64_C(0x3165726977657261)	/* "arewire1" */
#define TABLE_LAYOUT_VERSION 9

enum client_state {
#define STATE(symbol, word, meaning) STATE_##symbol,
#include "shm/states.def"
#undef STATE
	STATE_COUNT
};

/* The word above; "?" for a number outside the list. */
const char *state_word(unsigned state);

#define ROW_LAST_SIZE	96
#define WATCH_SLOTS	8
#define LEAVING_MAX	256	/* a power of two */
#define LISTENING_MAX	64

/* row_data.flags */
#define ROW_GUEST	0x1u	/* has not given a name */
#define ROW_LAST_CUT	0x2u	/* last_message is not whole */
#define ROW_DATAGRAM	0x4u	/* a UDP peer, not a process of its own */
#define ROW_TOLD	0x8u	/* `connected` is in the journal */

/*
 * What a row says.  The owner keeps this struct in its own memory, changes
 * it there and publishes it whole.  Valid iff client != 0.
 */
struct row_data {
	uint64_t client;		/* its number, never another's: nor of
					   the instance's next server */
	int64_t connected_wall_ns;
	int64_t connected_mono_ns;
	int64_t since_wall_ns;		/* when state became what it is */
	int64_t since_mono_ns;
	int64_t pause_until_ns;		/* monotonic; 0 when not pausing */
	int64_t ended_wall_ns;		/* 0 while connected */
	int64_t ended_mono_ns;
	uint64_t messages_in;
	uint64_t messages_out;
	uint64_t bytes_in;
	uint64_t bytes_out;
	uint64_t faults;		/* malformed or failed messages */
	int32_t pid;
	int16_t last_status;		/* of the last answer; 0: none */
	uint8_t lab;			/* enum lab_id; never another */
	uint8_t state;			/* enum client_state */
	uint8_t end;			/* enum client_end */
	uint8_t end_signal;		/* when end is END_CRASHED */
	uint8_t flags;			/* ROW_ */
	uint8_t spare[3];
	uint16_t end_call;		/* when end_signal is SIGSYS: the system
					   call that was forbidden */
	char name[40];			/* terminated; NAME_SIZE is used */
	char peer[ADDRESS_SIZE];	/* terminated */
	char last_message[ROW_LAST_SIZE]; /* first line, escaped, terminated */
	uint64_t mischief[MISCHIEF_WORDS]; /* the parent's: row_read has it from
					   there, row_publish leaves it out */
};

#define ROW_WORDS	(offsetof(struct row_data, mischief) / sizeof(uint64_t))
_Static_assert(offsetof(struct row_data, mischief) % sizeof(uint64_t) == 0,
    "a row is copied word by word");

struct row {
	_Alignas(64) _Atomic uint32_t seq;	/* [o] odd: being written */
	_Atomic uint32_t next;		/* [m] next in the name chain, row+1 */
	_Atomic uint32_t linked;	/* [m] the chain that the row is in: its
					   bucket+1; 0: in none */
	_Atomic uint32_t spare;
	_Atomic uint64_t words[ROW_WORDS]; /* [o] a struct row_data */
	_Atomic uint64_t mischief[MISCHIEF_WORDS]; /* [p] wire/mischief.h; the
					   child reads it before it sends */
};

/* One watcher's FIFO, feed.N; see wire/feed.h. */
struct watch_slot {
	_Atomic uint32_t generation;	/* [p] 0: nobody; changes with each */
	_Atomic uint32_t fed;		/* [f] the generation that the rest is
					   about */
	_Atomic uint64_t next;		/* [f] the record to be fed */
	_Atomic uint64_t live_from;	/* [p] those before are past, whenever
					   the feeder comes to feed it */
	_Atomic uint64_t next_fed;	/* [f] the fed number that follows */
	_Atomic uint64_t dropped;	/* [f] messages that it did not get */
};

#define LISTENING_SIZE	(ADDRESS_SIZE + 8)

struct listening {
	uint32_t lab;
	char address[LISTENING_SIZE];	/* "127.0.0.1:12080"; where
					   datagrams go to "[::1]:12003/udp" */
};

enum table_phase {
	TABLE_PHASE_STARTING,
	TABLE_PHASE_RUNNING,
	TABLE_PHASE_STOPPING,
	TABLE_PHASE_ENDED,
	TABLE_PHASE_ELSEWHERE	/* not the table, but where to ask for it */
};

/*
 * What never changes while a server runs.  Whoever makes or attaches the table
 * takes a copy once, and no process of the server, nor a watcher, reads the one
 * in shared memory afterwards: any child may have written there.
 */
struct table_facts {
	uint32_t layout;
	uint32_t row_size;		/* sizeof(struct row) */
	uint64_t size;			/* of the segment */
	uint64_t generation;		/* another for every server run */
	uint64_t name_key;		/* of the name index: random */
	uint32_t rows;
	uint32_t buckets;		/* a power of two */
	uint32_t max_clients;
	int32_t server_pid;
	uint64_t server_start;		/* /proc/PID/stat field 22 */
	int64_t started_wall_ns;
	int64_t started_mono_ns;
	char instance[INSTANCE_NAME_MAX + 1];
	char version[16];
	char places[PLACE_COUNT][INSTANCE_PATH_SIZE];
	uint32_t listening_count;
	struct listening listening[LISTENING_MAX];
	uint64_t area_offset[LAB_COUNT]; /* a lab's shared memory */
	uint64_t area_size[LAB_COUNT];	/* 0: it needs none */
	uint32_t journal_mib;		/* see shm/journal.h */
};

/* Who still writes into the journal: all; the judge alone; nobody. */
enum table_over { TABLE_GOES_ON, TABLE_JUDGED_NEXT, TABLE_OVER };

struct table_header {
	_Atomic uint64_t magic;		/* [p] written last */
	struct table_facts facts;	/* [I] for those who attach */

	_Alignas(64) _Atomic uint64_t accepted[LAB_COUNT];	/* [p] */
	_Atomic uint64_t active;	/* [p] */
	_Atomic uint64_t peak;		/* [p] */
	_Atomic uint64_t refused[REFUSAL_COUNT];	/* [p] */
	_Atomic uint64_t crashed;	/* [p] */
	_Atomic uint64_t gave_way;	/* [p] */
	_Atomic uint64_t left;		/* [p] gone before they were served */
	_Atomic uint32_t phase;		/* [p] enum table_phase */
	_Atomic uint32_t place;		/* [p] see shm/place.h */
	_Atomic uint32_t high_water;	/* [p] rows beyond were never used */
	_Atomic uint32_t watch_generation; /* [p] changes with any slot's; 0:
					   nobody is watching */
	_Atomic uint32_t over;		/* [p] enum table_over */
	_Atomic int64_t heartbeat_mono_ns; /* [p] at least once a second */
	_Atomic int64_t judge_wall_ns;	/* [p] since then there is a judge, or
					   none (negative); 0: never */
	_Atomic uint32_t judge_socket;	/* [p] how often it was made */
	struct watch_slot watch[WATCH_SLOTS];

	struct lab_total labs[LAB_COUNT];
	struct overshoot_total overshoot;
	_Alignas(64) _Atomic uint64_t feed_dropped; /* [f] messages, all
					   watchers */
	_Atomic uint64_t log_dropped;	/* [l] event lines, and records that
					   may have been some */
	_Atomic uint64_t log_said;	/* [l] of log_dropped: told of */

	/* Rows (+ 1) of the children that were last about to exit, whom the
	 * parent may ask the kernel for by pid.  Hints, no more. */
	_Alignas(64) _Atomic uint32_t leaving_count;	/* [a] */
	_Atomic uint32_t leaving[LEAVING_MAX];		/* [a] */

	_Alignas(64) _Atomic uint32_t lock;	/* see shm/lock.h */
	_Atomic uint64_t lock_recoveries;	/* [m] */
};

/* One process's view, in its own memory: sizes, places and pointers are taken
 * from here.  In the server the mapping is made once and never undone. */
struct table {
	struct table_header *header;
	struct row *rows;
	_Atomic uint32_t *buckets;	/* [m] row+1, 0: empty */
	struct verdict_total *verdicts;	/* RULE_COUNT of them */
	uint64_t size;			/* of the mapping */
	struct segment segment;	/* parent: the file */
	struct journal journal;	/* server: the parent, children, readers */
	void (*repair[LAB_COUNT])(struct table *table, void *area); /* [I] */
	struct table_facts facts;	/* our own copy */
};

struct table_plan {
	uint32_t max_clients;
	uint32_t extra_rows;	/* for the ended and for UDP peers */
	uint64_t area_size[LAB_COUNT];
	unsigned journal_mib;	/* 0: the smallest */
	uint32_t listening_count;
	const struct listening *listening;
};

enum table_result {
	TABLE_OK,
	TABLE_TAKEN,	/* another client of the lab has that name */
	TABLE_BUSY,	/* the lock was not to be had by the deadline */
	TABLE_NONE,	/* no server: no segment, or its server is gone */
	TABLE_ELSEWHERE, /* a server, but its control socket has the table */
	TABLE_LAYOUT,	/* a segment of another version */
	TABLE_FAILED	/* errno says why */
};

/* parent: makes the segment anew; one whose server is gone is unlinked.
 * TABLE_TAKEN: another server has it.  When it fails the size is set all the
 * same: so much was wanted. */
enum table_result table_create(struct table *table,
    const struct instance *instance, const struct table_plan *plan);

/* parent: from now on watchers may attach. */
void table_publish(struct table *table);

/* parent, now and then: what never changes stands there again. */
void table_renew(struct table *table);

/* parent, when the segment's name was taken away (a file of shared memory
 * cannot be linked again): a small one under the same name, which tells where
 * the server of `table` is to be asked.  TABLE_TAKEN as above. */
enum table_result table_signpost(struct table *post,
    const struct table *table, const struct instance *instance);

/* parent, now and then: has another process cut the segment short?  It is whole
 * again then, but zero: what is constant is to be written anew (table_renew),
 * what children had written is lost.  The server's processes survive that,
 * unless there is no room: then the parent says so and ends.  One table a
 * process. */
bool table_mend(struct table *table);
/* parent, before its loop loses the right to make a file longer: what may do
 * it, also within a signal handler. */
void table_mend_by(void (*call)(void (*function)(void *), void *argument));

/* watcher: was it cut short?  Then it reads as zeros, and is to be detached. */
bool table_cut(const struct table *table);

/* parent: unlinks the segment if it still has its name; the mapping stays
 * until exit. */
void table_remove(struct table *table, const struct instance *instance);

/*
 * watcher: maps the instance's segment read-only, and moves the instance's
 * paths and server_pid to where its server is; so does TABLE_ELSEWHERE, and
 * maps nothing.  TABLE_NONE also when the segment is there but its server is
 * not (pid and start time); TABLE_FAILED with EPERM when it is another
 * user's.
 */
enum table_result table_attach(struct table *table,
    struct instance *instance);
/* The same of a descriptor that the server gave; the caller closes it. */
enum table_result table_attach_fd(struct table *table,
    struct instance *instance, int fd);

/* watcher: the paths again; the server may have had to move. */
void table_follow(const struct table *table, struct instance *instance);

/* watcher: unmaps; harmless on a table that is not attached.  The journal, to
 * be read only (false: there is none). */
void table_detach(struct table *table);
bool table_journal(const struct table *table, struct journal *journal);

/* watcher: is the server of this attached table still the one running? */
bool table_alive(const struct table *table);

/* Field 22 of /proc/PID/stat, the start time in ticks; 0: no process. */
uint64_t table_process_start(int pid);
/* Is it gone, or about to be: exiting, or not yet awake from a SIGKILL? */
bool table_process_ending(int pid);

/* owner: data is the row's content.  Straight-line, no lock. */
void row_publish(struct table *table, uint32_t index,
    const struct row_data *data);

/* parent: what is done to what the row's client is sent. */
void row_mischief_set(struct table *table, uint32_t index,
    const uint64_t words[MISCHIEF_WORDS]);
/* anyone: what was set; see mischief_unpack.  One of them may be of before. */
static inline void
row_mischief(const struct table *table, uint32_t index,
    uint64_t words[MISCHIEF_WORDS])
{
	const struct row *row = &table->rows[index];
	size_t i;

	for (i = 0; i < MISCHIEF_WORDS; i++)
		words[i] = atomic_load_explicit(&row->mischief[i],
		    memory_order_relaxed);
}

/* owner, last: this process is about to exit. */
void table_leave(struct table *table, uint32_t index);
/* parent: the next row that said so, after *seen of them; -1: none.  Those it
 * is too late for are left out.  Whatever a child wrote: to be checked. */
int64_t table_left(const struct table *table, uint32_t *seen);

/* anyone: a consistent copy with all strings terminated.  False when the
 * row stayed in mid-write: data then holds the best copy there was. */
bool row_read(const struct table *table, uint32_t index,
    struct row_data *data);

/*
 * Names: unique in a lab among the clients whose session goes on.
 *
 * A row holds its name until its state is closing or ended: whoever publishes
 * that gives the name away, without the lock, for it may be taken by the
 * next one from then on; so an owner never goes back from closing.  The row may
 * stay in its chain, where it counts as absent: its owner takes it out when it
 * leaves (name_release), else whoever comes by, and at the latest the row's
 * next owner before it enters its own name.  A row says in which chain it is
 * (`linked`), so its words may be another client's by then.  The peers of a UDP
 * port have names ("udp-40112") and are not in the index.
 *
 * The next three take the lock, for a few hundred nanoseconds.  The parent
 * calls none of them: it waits for no child, and follows no chain.
 *
 * name_claim, owner: indexes the row under data->lab and data->name and
 *	publishes it.
 * name_change, owner: the same under a new name; data->name, and the row,
 *	change only on TABLE_OK.
 * name_release, owner, closing: takes the row out of the index.
 *	deadline_ns 0 means try once.
 */
enum table_result name_claim(struct table *table, uint32_t index,
    struct row_data *data, int64_t deadline_ns);
enum table_result name_change(struct table *table, uint32_t index,
    struct row_data *data, const char *name, int64_t deadline_ns);
enum table_result name_release(struct table *table, uint32_t index,
    int64_t deadline_ns);

/* Does a row in this state hold its name? */
bool name_is_held(unsigned state);

/* owner, lock held: the row in that lab that holds the name, or -1.  Rows that
 * hold theirs no more leave the chain. */
int64_t name_find_locked(struct table *table, unsigned lab, const char *name);

/* That of the place of the instance's directory, after so many moves. */
uint32_t table_place_number(const struct instance *instance, uint32_t moves);

/* The directory that the table names.  False when it names none. */
bool table_place(const struct table *table, char dir[INSTANCE_PATH_SIZE]);

/* judge: one verdict more.  A rule outside the list is not counted.  The totals
 * stay when the judge is followed by another. */
void table_verdict_add(struct table *table, unsigned rule, bool ok);
/* anyone: so many there were; 0 of a rule outside the list. */
uint64_t table_verdicts(const struct table *table, unsigned rule, bool ok);

/* A lab's shared memory, NULL when it asked for none. */
void *table_area(const struct table *table, unsigned lab);
#endif
