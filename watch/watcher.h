/*
 * What every watcher shares: attached to a server or not, a snapshot of its
 * table, its feed.  Used by barewirectl and the windows.
 *
 * One process, one thread; no X; nothing here blocks longer than a system
 * call on a local file.  The table is found by its name; when that was taken
 * away, the server is asked for a descriptor of it.  It is mapped read-only: a
 * watcher, stopped, slow or mad, cannot hold anything the server needs.
 *
 *	struct watcher *w = watcher_new(&instance);
 *	every 250 ms:	watcher_poll(w); look at watcher_view(w)
 *	watcher_feed_open(w, &sink); poll watcher_feed_fd(w) for reading,
 *	then watcher_feed_read(w)
 */
#ifndef WATCH_WATCHER_H
#define WATCH_WATCHER_H

#include "base/instance.h"
#include "shm/table.h"
#include "wire/feed.h"

enum watch_state {
	WATCH_NO_SERVER,	/* none runs (or its directory is not there) */
	WATCH_RUNNING,
	WATCH_STOPPING,		/* it is shutting down */
	WATCH_SILENT,		/* alive, but no heartbeat for 3 s: stopped? */
	WATCH_ENDED,		/* was attached; it shut down */
	WATCH_CRASHED,		/* was attached; it died without a goodbye */
	WATCH_LAYOUT,		/* runs another version of Barewire */
	WATCH_FAILED		/* watcher_error says why */
};

/* "running", "no server", ... */
const char *watch_state_word(enum watch_state state);

struct watch_totals {
	uint64_t accepted, active, peak, refused, gave_way;
	uint64_t crashed, left;
	uint64_t messages_in, messages_out, bytes_in, bytes_out, faults;
	uint64_t feed_dropped, log_dropped, lock_recoveries;
	uint64_t not_ok;	/* verdicts, of all rules */
};

/* A snapshot.  Owned by the watcher, valid until the next watcher_poll. */
struct watch_view {
	enum watch_state state;
	unsigned restarts;	/* servers attached to, less one */
	int server_pid;
	char instance[INSTANCE_NAME_MAX + 1];
	char version[16];
	int64_t started_wall_ns;
	int64_t judge_wall_ns;	/* since then there is a judge; negative:
				   since then none; 0: never */
	uint32_t max_clients;
	uint32_t listening_count;
	const struct listening *listening;
	struct watch_totals totals;
	const struct row_data *rows;	/* connected first come, then ended;
					   in the order of row numbers */
	const bool *stale;		/* rows[i] could not be read whole */
	uint32_t row_count;
	int64_t now_mono_ns;		/* when the snapshot was taken */
	int64_t now_wall_ns;
};

struct watcher;

struct watcher *watcher_new(const struct instance *instance);
void watcher_free(struct watcher *watcher);

/* Attaches, attaches again, notices ends; takes a snapshot.  Returns the
 * state, which is also in the view. */
enum watch_state watcher_poll(struct watcher *watcher);
const struct watch_view *watcher_view(const struct watcher *watcher);
/* The table's name is gone and the server was asked for the table: readable
 * when it has answered, which the next watcher_poll takes.  -1: no question
 * is open. */
int watcher_asking_fd(const struct watcher *watcher);
/* Where the server attached to is, and its process: for control_start, so
 * that no other one is asked. */
const struct instance *watcher_instance(const struct watcher *watcher);
/* Why the state is WATCH_FAILED; otherwise why there is no feed although one
 * was asked for; "" when all is well. */
const char *watcher_error(const struct watcher *watcher);

/* The journal of the server attached to, until the next watcher_poll: to be
 * read only.  False: there is none. */
bool watcher_journal(const struct watcher *watcher, struct journal *journal);

/* The table of the server attached to, until the next watcher_poll: to be read
 * only, and no field of it trusted.  NULL: there is none. */
const struct table *watcher_table(const struct watcher *watcher);

/*
 * Makes this watcher's FIFO in the instance's directory (feed.N, the first
 * free of eight) and keeps it through a server's end and restart.  0, or
 * -1: watcher_error says why (no directory yet: try again after a poll that
 * says running; all eight taken).  Once open it is made again by
 * watcher_poll when the server is another one or the name was taken away, so
 * watcher_poll gives messages and gaps to the sink, too.
 */
int watcher_feed_open(struct watcher *watcher, const struct feed_sink *sink);
void watcher_feed_close(struct watcher *watcher);

/* For poll or XtAppAddInput; -1 when not open.  Changes never while open:
 * the watcher keeps a write end of its own, so end-of-file never comes. */
int watcher_feed_fd(const struct watcher *watcher);

/* Reads at most max_bytes and gives whole messages and gaps to the sink.
 * Returns the bytes read, 0 when there were none. */
size_t watcher_feed_read(struct watcher *watcher, size_t max_bytes);

/* Seconds of a pause that are left, -1 when the client is not pausing. */
double watch_seconds_left(const struct row_data *row, int64_t now_mono_ns);

/* Is that reason (wire/ends.def) one that no process should end for? */
bool watch_end_is_crash(unsigned end);
/* "closed by client", "crashed: signal 11"; "" while connected. */
#define WATCH_END_SIZE 48
void watch_end_text(const struct row_data *row, char out[WATCH_END_SIZE]);
/* What is done to what it is sent, as wire/mischief.h writes it; false, and
 * "": nothing. */
bool watch_mischief_text(const struct row_data *row,
    char out[MISCHIEF_TEXT_SIZE]);

#endif
