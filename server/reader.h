/*
 * The processes that read the journal: shm/readers.def lists them.
 *
 * Parent, outside its sandbox, but for reader_nap and reader_over, which the
 * readers call.  These have a low priority, but for the capture: what they are
 * too late for is counted, and nobody waits for them.  No lock.  Whatever such
 * a process dies of, and also when it could not be made, another one is started
 * after a pause that doubles; it goes on at the place in the journal that the
 * one before had come to.
 */
#ifndef SERVER_READER_H
#define SERVER_READER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "server/child.h"
#include "server/sandbox.h"
#include "shm/place.h"

/* What the process works with, all of it from before the fork. */
struct reader_inherit {
	struct table *table;
	struct place *place;
	int capture_fd;		/* -1: nothing is captured */
	int judge_fd;		/* the judge's socket */
	uint32_t judge_socket;	/* the number of that one, from 1 */
	int judge_memory_fd;
	const struct server_settings *settings;
	int parent_pid;
	struct rlimit files;	/* as the user set it: lines may go into one */
};

/* reader.has: standard output and error; what is in the instance's
 * directory. */
#define READER_PRINTS	0x1u
#define READER_OPENS	0x2u
/* The file of --capture. */
#define READER_CAPTURES	0x4u
/* Its socket, and its memory. */
#define READER_JUDGES	0x8u

struct reader {
	const char *title;	/* in the list of processes */
	const char *does;	/* "the process that prints these lines" */
	enum journal_reader_id id;
	enum sandbox_list list;	/* what it may call */
	unsigned has;		/* READER_ */
	void (*run)(const struct reader_inherit *inherit);
	bool wanted;		/* else there is none */
	pid_t pid;		/* 0: none */
	uint32_t starts;	/* how often it was started */
	int64_t started_ns;	/* monotonic */
	int64_t pause_ns;	/* before another one: longer every time */
	int64_t again_ns;	/* dead: not started before */
};

/* Starts it.  0 or -1 with errno. */
int reader_start(struct reader *reader, const struct reader_inherit *inherit);
/* How often it was started, once more, for those who look on. */
void reader_say(const struct reader *reader,
    const struct reader_inherit *inherit);
/* After it ended, with READER_AGAIN or of what should not be. */
void reader_ended(struct reader *reader, bool again, int64_t now_ns);
/* Starts another one when it is time to. */
void reader_tick(struct reader *reader, const struct reader_inherit *inherit,
    int64_t now_ns);
/* After table_header.over: it has until deadline_ns to come to the end.  True:
 * it has ended to be started again (READER_AGAIN), and is to be stopped once
 * more. */
bool reader_stop(struct reader *reader, const struct reader_inherit *inherit,
    int64_t deadline_ns);

/* Ends one that cannot go on as it was started, for another one to go on at its
 * place; nothing is said about it. */
#define READER_AGAIN	1

/* Has the server come so far in its end, or died, and its children, too? */
bool reader_over(const struct reader_inherit *inherit, enum table_over over);

/* There was nothing to read: naps, and sleeps when there was nothing before
 * that either (*naps counts), so that a busy server has nobody to wake. */
void reader_nap(const struct reader_inherit *inherit,
    enum journal_reader_id id, const struct journal_reader *journal,
    unsigned *naps);

#endif
