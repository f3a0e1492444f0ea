/*
 * Under the hood: the processes of a server, its table's rows, its lock and its
 * journal, as they stand in shared memory and in /proc.
 *
 * A watcher's: it only reads.  The table is mapped read-only, no lock is taken,
 * nothing is asked of the server.  What is seen of the lock are samples: who
 * holds it for a microsecond is hardly ever seen.  Of processes /proc/PID/stat
 * and statm are read (proc(5)), of those that are measured; who they are is
 * told by the lists of the parent's children and by the rows.  A child may
 * write anything into the table, so a process that only a row names is none.
 *
 * One thread.  The struct is the caller's and zero at first; `proc` is
 * "/proc", or a directory like it.  Times are nanoseconds.
 */
#ifndef WATCH_HOOD_H
#define WATCH_HOOD_H

#include <sys/types.h>

#include "base/name_at.h"
#include "shm/table.h"

#define HOOD_MEASURED	128	/* processes at once */
#define HOOD_MEASURE_NS	INT64_C(1000000000)	/* no process sooner again */
#define HOOD_TITLE_SIZE	16
#define HOOD_NAME_SIZE	(4 * NAME_AT_SIZE)

enum hood_role { HOOD_PARENT, HOOD_READER, HOOD_DATAGRAMS, HOOD_CLIENT };

struct hood_figures {
	bool there;		/* measured, and it is there */
	char state;		/* the kernel's letter; 'Z': not reaped yet */
	int64_t age_ns;
	int cpu_permille;	/* of one processor; -1: not known yet */
	uint64_t memory_kib;	/* resident, with what it shares */
};

struct hood_process {
	enum hood_role role;
	int pid;
	uint32_t row;		/* of a client */
	char title[HOOD_TITLE_SIZE];	/* the kernel's; of a client "" */
	struct hood_figures figures;
};

/* As it was measured: what it used by then. */
struct hood_before {
	int pid, cpu_permille;
	uint64_t start, ticks;
	int64_t at_ns;		/* when that was */
	int64_t read_ns;	/* when its files were read last */
	struct hood_figures figures;
};

struct hood_lock {
	uint32_t owner;		/* 0: free */
	bool waits;		/* somebody sleeps until it is free */
	bool died;		/* its owner has, and nobody repaired yet */
	uint64_t repairs;
	/* Samples. */
	uint64_t looks, held;	/* how often looked, how often not free */
	uint64_t deaths;	/* owners seen dead */
	uint32_t last_owner;	/* 0: none was seen */
	int64_t since_ns;	/* the owner now: first seen */
	int64_t longest_ns;	/* the same owner, in samples one after the
				   other */
};

struct hood_reader {
	const char *title;
	bool there;		/* it is started, or was */
	uint64_t behind, missed;
	uint32_t starts;
};

struct hood_journal {
	bool there;
	uint64_t taken, cells;	/* records written, and room for them */
	int64_t oldest_wall_ns;	/* 0: there is none */
	struct hood_reader readers[JOURNAL_READERS];
	unsigned watchers;	/* that are fed */
	uint64_t behind;	/* of these the last one */
	uint64_t dropped;	/* by all of these */
};

/* A row that cannot be right, as a state of its own behind the others. */
#define HOOD_DOUBTFUL	STATE_COUNT
#define HOOD_CRASHED	(STATE_COUNT + 1)
#define HOOD_STATES	(STATE_COUNT + 2)

struct hood {
	const char *proc;
	struct row_data *rows;
	uint8_t *cells;		/* a state or HOOD_, each */
	uint64_t *suspects;	/* clients whose process is no child's */
	uint32_t row_count, row_room;
	uint32_t never_used;	/* rows behind them */
	uint32_t counts[HOOD_STATES];	/* of cells */
	int *children;		/* the parent's, in order */
	uint32_t child_count, child_room;
	bool children_known;	/* else this kernel does not tell */
	struct hood_process *processes;	/* the parent first, clients last */
	uint32_t process_count, process_room;
	struct hood_before before[HOOD_MEASURED];
	uint32_t before_count;
	struct hood_lock lock;
	struct hood_journal journal;
	struct journal_record *record;
};

/* The letter of a cell. */
char hood_letter(unsigned state);
/* "waiting", "doubtful", "crashed". */
const char *hood_state_word(unsigned state);

/* Rows, processes and journal.  False: out of memory. */
bool hood_look(struct hood *hood, const struct table *table);
/* Between two of these: rows alone.  False: not those of the same clients, and
 * all of it is to be looked at before anything is shown. */
bool hood_look_again(struct hood *hood, const struct table *table);
/* Often: the word of the lock. */
void hood_sample(struct hood *hood, const struct table *table,
    int64_t now_mono_ns);
/* Also for another server: what was sampled was the former's. */
void hood_free(struct hood *hood);

/* So many processes from that one on; now_ns since the machine started.  Those
 * that were measured less than HOOD_MEASURE_NS ago are as they were. */
void hood_measure(struct hood *hood, uint32_t first, uint32_t count,
    int64_t now_ns);

/* "alice@wait", "barewired-log"; fit for a label. */
void hood_name(const struct hood *hood, const struct hood_process *process,
    char out[HOOD_NAME_SIZE]);
/* The process with that number, rather one that runs than one that ended; or
 * NULL. */
const struct hood_process *hood_find(const struct hood *hood, int pid);

/* What is done to a process from a terminal. */
enum hood_command { HOOD_STRACE, HOOD_GDB, HOOD_FILES, HOOD_COMMANDS };
/* Why the kernel would forbid it to who has no more rights than this user. */
enum hood_bar {
	HOOD_MAY, HOOD_OTHER_USER, HOOD_NOT_DUMPABLE, HOOD_PTRACE_SCOPE,
	HOOD_NOBODY_MAY		/* ptrace_scope 3: not even root */
};

/* user: who asks; owner and file_owner: of /proc/PID, and of the files in it,
 * which are root's when it is not dumpable; scope: of Yama, ptrace(2). */
enum hood_bar hood_bar_of(enum hood_command command, uid_t user, uid_t owner,
    uid_t file_owner, int scope);
enum hood_bar hood_bar(const struct hood *hood, enum hood_command command,
    int pid);
/* "sudo strace -p 4711" */
#define HOOD_COMMAND_SIZE 48
void hood_command(enum hood_command command, enum hood_bar bar, int pid,
    char out[HOOD_COMMAND_SIZE]);

/* hood_proc.c, for hood.c: the children of a process, in order; false when the
 * kernel does not tell.  And a process's title. */
bool hood_children(struct hood *hood, int pid);
bool hood_title(const struct hood *hood, int pid, char out[HOOD_TITLE_SIZE]);

#endif
