/* Between the watch/watcher*.c files only. */
#ifndef WATCH_WATCHER_PRIVATE_H
#define WATCH_WATCHER_PRIVATE_H

#include <sys/types.h>

#include "watch/watcher.h"

/* Rows of one kind; the buffers grow and are used again. */
struct row_pile {
	struct row_data *rows;
	bool *stale;
	uint32_t count;
	uint32_t size;
};

struct watcher_feed {
	struct feed_sink sink;
	struct feed_reader *reader;
	int fd;			/* -1: not open */
	int keeper;		/* our own write end: no end-of-file */
	int slot;		/* feed.N */
	bool named;		/* it has a name the server can find */
	int64_t missed_ns;	/* since when it has not; 0: it has */
	ino_t inode;
	dev_t device;
	uint32_t former;	/* the slot's generation before it was ours */
};

struct watcher {
	struct instance instance;	/* of the server attached to */
	struct instance home;		/* as it was given */
	int ask_fd;		/* a question for the table; -1: none */
	int64_t ask_until_ns;
	struct table table;
	int64_t cut_ns;		/* when the table was cut short */
	bool attached;
	bool known;		/* there was a server */
	uint64_t generation;	/* of the last server attached to */
	uint32_t rows_max;	/* the table's, as checked at attach: a mad
				   child can write over the header */
	struct watch_view view;
	struct listening listening[LISTENING_MAX];
	struct row_pile here;	/* connected; the ended go behind them */
	struct row_pile gone;
	struct watcher_feed feed;
	char error[480];	/* why the state is WATCH_FAILED */
	char feed_error[320];	/* why there is no feed */
};

/* What became of asking the control socket for the table. */
enum watcher_asked {
	ASKED_WAITING,
	ASKED_TABLE,		/* attached */
	ASKED_NOBODY,		/* there is no server */
	ASKED_LAYOUT,		/* one of another version */
	ASKED_FAILED		/* error says why */
};
enum watcher_asked watcher_ask_table(struct watcher *watcher);
void watcher_ask_end(struct watcher *watcher);

/* Copies rows and totals into the view.  False: out of memory. */
bool watcher_snapshot(struct watcher *watcher);

/* The server is gone: its clients are shown as ended, then not at all. */
void watcher_snapshot_end(struct watcher *watcher);
void watcher_snapshot_fade(struct watcher *watcher);

/* watcher_fifo.c.  Makes a FIFO with a name the server finds; its read end
 * and a write end for us to keep.  0, or -1 with feed_error set. */
int watcher_fifo_make(struct watcher *watcher, int ends[2]);
/* Is feed.N still the FIFO that was made?  True when in doubt. */
bool watcher_fifo_named(const struct watcher *watcher);
/* Takes its name away, if it is still ours. */
void watcher_fifo_unname(struct watcher *watcher);
int watcher_feed_fault(struct watcher *watcher, int error);
#define WATCHER_FIFO_BYTES (1024 * 1024)

/* A running server: makes the FIFO's name (again) where there is none. */
void watcher_feed_renew(struct watcher *watcher);
/* Another server: what is in the FIFO is read; where its name is gone with
 * the former server, another FIFO takes its place. */
void watcher_feed_move(struct watcher *watcher);
/* Tells of losses when nothing is left to read. */
void watcher_feed_check(struct watcher *watcher);

#endif
