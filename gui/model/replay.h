/*
 * A position in a capture, which everything that shows it follows: where it
 * stands, where it is to go, and how fast it moves by itself.
 *
 * One thread; no X; the clock is passed in.  What is known at a position is
 * what the records up to it say: those before the first one that is later.
 * Forwards more of them are taken, backwards all of them anew from the first
 * on, so memory is a window's as before; both in parts, as the caller has
 * time.  Until it has been at the capture's end once nothing but reading on
 * happens, for nobody knows yet where that is.
 */
#ifndef GUI_MODEL_REPLAY_H
#define GUI_MODEL_REPLAY_H

#include "gui/model/recorded.h"

enum replay_state {
	REPLAY_FOLLOWS,		/* it is the end, also when that moves on */
	REPLAY_STANDS,
	REPLAY_PLAYS
};

/* So many times as fast as it was; the last one as fast as can be. */
#define REPLAY_SPEEDS	5
#define REPLAY_FASTEST	(REPLAY_SPEEDS - 1)

enum replay_aim { AIM_END, AIM_TIME, AIM_ENTRIES, AIM_MESSAGE };

struct replay {
	struct recorded *recorded;
	struct log *log;
	enum replay_state state;
	unsigned speed;		/* of REPLAY_SPEEDS */
	bool loaded;		/* it has been at the end */
	bool moving;		/* it is not yet where it is to go */
	bool sought;		/* it was sent there, and plays on later */
	bool again;		/* all is taken anew */
	unsigned begun;		/* so often all was */
	enum replay_aim aim;
	int64_t aim_ns;
	uint64_t aim_entries;	/* of the log, since the first record */
	int64_t at_ns;		/* the position, wall time */
	int64_t ticked_ns;	/* monotonic, when it last moved by itself */
	uint64_t landed;	/* id of the message that was stepped to, until
				   the caller sets 0; 0: none was */
	/* Is that a message to step to?  May be NULL: all are. */
	bool (*wanted)(void *context, const struct log_entry *entry);
	void *context;
};

void replay_init(struct replay *replay, struct recorded *recorded,
    struct log *log);

/* First and last time there is; the same where nothing is known of either. */
int64_t replay_begin_ns(const struct replay *replay);
int64_t replay_end_ns(const struct replay *replay);
/* The position, or where it goes, between them: 0 to 1. */
double replay_fraction(const struct replay *replay);

/* Where to.  What plays goes on from there, what follows stands there. */
void replay_go_time(struct replay *replay, int64_t wall_ns);
void replay_go_begin(struct replay *replay);
void replay_go_end(struct replay *replay);
/* Stands behind the next message, or behind the one before this; id: of that
 * one, 0: there is none.  Not while it is on its way elsewhere. */
void replay_step_on(struct replay *replay);
void replay_step_back(struct replay *replay, uint64_t id);

/* Plays on, from the begin where it is the end; or stands. */
void replay_toggle(struct replay *replay, int64_t mono_ns);
/* The same, but for that: at the end it follows again. */
void replay_pause(struct replay *replay, bool pause, int64_t mono_ns);
void replay_faster(struct replay *replay);
void replay_slower(struct replay *replay);
/* 1, 2, 4, 10; 0: as fast as can be. */
unsigned replay_times(const struct replay *replay);

/* The clock went on: what plays is to be further. */
void replay_tick(struct replay *replay, int64_t mono_ns);
/* Takes so many records at most on the way; true: it is not there yet.  A
 * call that begins anew does only that. */
bool replay_work(struct replay *replay, unsigned records);

#endif
