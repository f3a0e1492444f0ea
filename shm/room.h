/*
 * A chat room in a shared area: who is in it, and one log of what was said,
 * in one order for everyone.
 *
 * Children only (size: the parent before the first fork; repair: who
 * finds the lock's owner dead).  A shared log and not mailboxes: a message
 * is written once however many are in the room, its place in the log is its
 * order, and a reader that does not read costs nobody anything: it is
 * overrun, and told how many messages it missed.
 *
 * Writing takes the table's lock, for the length of a copy.  The log is a
 * ring of cells, numbered from 1; an entry is one cell or a run of them.  A
 * cell's seq is 0 while it is written, then twice its number (plus 1 where an
 * entry begins).  `head`, the last published cell, is the one commit: with
 * what lies beyond it nothing has happened, whoever was killed there.
 *
 * Reading takes no lock: copy the cells, look again whether their seq is
 * still the same.  Every entry carries how many were for all, and how many
 * for its one receiver, up to itself: what is missing is counted exactly.
 *
 * Waking: a member that has read everything says so (room_sleep) and waits
 * for its bell; whoever publishes rings those (room_ring).
 *
 * The keys are those of shm/table.h.  Numbers from here are checked before
 * they are used: another child may have gone mad.
 */
#ifndef SHM_ROOM_H
#define SHM_ROOM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "shm/bell.h"
#include "shm/table.h"

#define ROOM_TEXT_MAX	1000	/* bytes of one line */
#define ROOM_CELLS	16384	/* a power of two; 2 MiB */

#define ROOM_CELL_WORDS	15
#define ROOM_NAME_WORDS	5	/* 40 bytes: a name, padded with NULs */

enum room_kind { ROOM_JOINED = 1, ROOM_LEFT, ROOM_SAID, ROOM_PRIVATE };

struct room_cell {
	_Alignas(64) _Atomic uint64_t seq;	/* [m] */
	_Atomic uint64_t words[ROOM_CELL_WORDS]; /* [m] */
};

struct room_member {
	_Alignas(64) _Atomic uint64_t client;	/* [m] 0: nobody */
	_Atomic uint64_t joined;	/* [m] cell of its joining */
	_Atomic uint64_t left;		/* [m] cell of its leaving, or 0 */
	_Atomic uint64_t privates;		/* [m] private messages to it */
	_Atomic uint64_t name[ROOM_NAME_WORDS];	/* [m] */
	_Atomic uint32_t row;		/* [m] */
	_Atomic int32_t pid;		/* [m] */
	_Atomic uint32_t asleep;	/* [a] 1: ring its bell */
};

struct room_area {
	_Alignas(64) _Atomic uint64_t head;	/* [m] */
	_Atomic uint64_t broadcasts;	/* [m] entries for all, up to head */
	_Atomic uint32_t members;	/* [m] */
	_Atomic uint32_t used;		/* [m] slots beyond were never used */
	struct room_cell cells[ROOM_CELLS];
	struct room_member slot[];
};

/* One member's view. */
struct room {
	struct table *table;
	struct room_area *area;
	uint32_t slots;
	uint32_t slot;			/* ours */
	uint64_t client;
	uint64_t next;			/* the cell to read */
	uint64_t seen;			/* entries for all, read or missed */
	uint64_t seen_private;
};

struct room_peer {
	uint32_t slot;
	uint32_t row;
	uint64_t client;
	int32_t pid;
	char name[NAME_SIZE];
};

struct room_entry {
	enum room_kind kind;
	uint32_t members;		/* after it */
	uint64_t missed;		/* with ROOM_GAP */
	char name[NAME_SIZE];		/* who joined, left or spoke */
	size_t text_len;
	char text[ROOM_TEXT_MAX + 1];	/* terminated */
};

enum room_result {
	ROOM_OK,
	ROOM_BUSY,	/* the lock was not to be had */
	ROOM_FULL,	/* nobody fits in any more */
	ROOM_GONE	/* no such member (any more) */
};

enum room_got { ROOM_NOTHING, ROOM_ENTRY, ROOM_GAP };

/* parent */
uint64_t room_area_size(uint32_t max_clients);
/* lock held */
void room_area_repair(struct table *table, void *area);

/* Looks at the room from outside: who is in it can be asked. */
void room_open(struct room *room, struct table *table, void *area);

/* Becomes a member, which the others read; our own reading begins behind
 * it.  self->slot is set. */
enum room_result room_join(struct room *room, struct table *table,
    void *area, struct room_peer *self);

/* Leaves, which the others read. */
enum room_result room_leave(struct room *room);

/* Leaves on behalf of a member whose process is known to be dead; ROOM_GONE
 * when that has been done. */
enum room_result room_bury(struct room *room, const struct room_peer *peer);

/* Says a line to all, us included; cut at ROOM_TEXT_MAX. */
enum room_result room_say(struct room *room, const char *name,
    const char *text, size_t len);

/* Says it to one. */
enum room_result room_tell(struct room *room, const char *name,
    const char *to, const char *text, size_t len);

/* What is next for us; ROOM_GAP: only entry->missed is set. */
enum room_got room_read(struct room *room, struct room_entry *entry);

/* Before waiting for the bell: false when there is something to read. */
bool room_sleep(struct room *room);

/* Wakes those who sleep: after a call above that wrote. */
void room_ring(const struct room *room, const struct bells *bells);

uint32_t room_members(const struct room *room);

/* The members one after another: *at is 0 at first. */
bool room_each(const struct room *room, uint32_t *at,
    struct room_peer *peer);

/* The member after us, in a circle: whom we watch over.  False: alone. */
bool room_neighbour(const struct room *room, struct room_peer *peer);

#endif
