/*
 * The stage of a check: one group of scenarios, played one after the other by
 * one process against one server, and what was found.
 *
 * barewire only; one thread.  A scenario is written straight on: each call
 * that takes milliseconds runs the loop, which reads every socket and the
 * server's output meanwhile, and notes how late this machine wakes us.  All
 * milliseconds are multiplied by --patience.  Lock rule: none.
 *
 *	static void
 *	play(struct stage *stage)
 *	{
 *		struct player *a = stage_enter(stage);	(NULL: judged already)
 *
 *		player_say_name(a, a->name);
 *		stage_pass(stage, 700);
 *		if (player_ask(a, "7 * 8", 2000))
 *			stage_ok(stage, RULE_CALC_ANSWER_COMES);
 *		else
 *			stage_fault(stage, RULE_CALC_ANSWER_COMES,
 *			    &(struct evidence){ .player = a,
 *			    .limit_ms = 2000, .expected = "56" },
 *			    "no answer came in 2 s");
 *	}
 */
#ifndef CHECK_STAGE_H
#define CHECK_STAGE_H

#include "check/finding.h"
#include "check/plan.h"
#include "check/player.h"
#include "check/program.h"

#define STAGE_PLAYERS	64
#define STAGE_NAMES	128

struct scenario;

struct stage {
	const struct plan *plan;
	struct findings *findings;
	const struct scenario *scenario;	/* being played */
	struct program program;	/* with --run */
	uint16_t port;
	struct player players[STAGE_PLAYERS];
	char names[STAGE_NAMES][NAME_SIZE];	/* that were made up */
	unsigned name_count;
	/* Found out; see check/form.h. */
	bool formed;
	enum player_form name_form, line_form;
	size_t fill;		/* messages are filled up to so many bytes */
	unsigned accepted;	/* connections */
	unsigned sessions;	/* that were complete */
	bool over;		/* the server has ended: the rest is not seen */
	bool hopeless;		/* and a fresh one would do no better */
	char over_why[FINDING_TEXT];
	int64_t late_ns;	/* the latest we were woken, this scenario */
	int64_t delayed_ns;	/* of the server, when this scenario began */
	int64_t loop_ns;
	int64_t deadline_ns;	/* of the group */
	struct mischief mischief;	/* kinds 0: none is done */
	uint64_t mischief_number;	/* of the last message */
	unsigned mischief_done;		/* kinds that have struck */
	bool odd;		/* what is said is odd on purpose: what comes
				   of it is not judged by check/audit.h */
	bool again;		/* something is to be played again */
	unsigned faults;	/* told in this play of the scenario */
	enum rule fault;	/* the last of them that is no style */
	bool told[RULE_COUNT];	/* decided in this play */
	void *lab;		/* the lab's own, kept between its scenarios */
};

/* What a fault is shown by.  Zeroed but for what is known. */
struct evidence {
	const struct player *player;	/* its last message and what it heard */
	const char *sent;	/* instead of that; with its length, or 0: */
	size_t sent_len;	/* a string */
	const char *got;
	size_t got_len;
	size_t at, len;		/* the offending span of got */
	const char *expected;
	long limit_ms;		/* it came of a time limit: not when we were
				   late ourselves */
	bool soft, style;	/* less grave than the rule */
};

/* Verdicts.  A rule that was not ok stays so. */
void stage_ok(struct stage *stage, enum rule rule);
void stage_fault(struct stage *stage, enum rule rule,
    const struct evidence *evidence, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Not seen, and why. */
void stage_unseen(struct stage *stage, enum rule rule, const char *format,
    ...) __attribute__((format(printf, 3, 4)));
/* Another protocol: nothing else is judged. */
void stage_family(struct stage *stage, enum rule family,
    const struct evidence *evidence);

/* Time passes.  Every socket is read. */
void stage_pass(struct stage *stage, long ms);
/* Until the condition holds: false when it did not in time. */
bool stage_wait(struct stage *stage, long ms,
    bool (*holds)(void *context), void *context);
/* Milliseconds times --patience, in nanoseconds. */
int64_t stage_ns(const struct stage *stage, long ms);
/* For times that --patience is not to shorten. */
long stage_unhurried(const struct stage *stage, long ms);
/* How many milliseconds, as --patience has none, lie between two moments. */
double stage_ms_between(const struct stage *stage, int64_t from_ns,
    int64_t to_ns);
/* Was this machine too busy for a limit of so many milliseconds to count: were
 * we woken late by a tenth of it, or did the server (with --run) wait for a
 * processor for a quarter? */
bool stage_late(const struct stage *stage, long limit_ms);

/* Opens a player; when that fails, says server.listen (the first time) or
 * server.alive, ends the group, and returns NULL. */
struct player *stage_enter(struct stage *stage);
/* Everybody leaves: FIN; and their places are given back, too. */
void stage_leave(struct stage *stage);
void stage_clear(struct stage *stage);

/* The server has ended, or serves nobody any more: server.alive is not ok
 * (not counted when another rule names the cause), the rest of the group not
 * seen. */
void stage_dead(struct stage *stage, enum rule cause,
    const struct evidence *evidence, const char *cause_text);
/* A fault that this play told is none: another rule says it. */
void stage_pardon(struct stage *stage, enum rule rule);
/* With --run: has it ended? */
bool stage_exited(struct stage *stage);
/* The server ended as its exercise allows: the rest of the group is not seen,
 * and that is no fault. */
void stage_finished(struct stage *stage);

/* Nothing more can be seen here, and that is said by another rule. */
void stage_give_up(struct stage *stage, const char *why);

/* A fresh server for the same group, with --run; else nothing. */
bool stage_restart(struct stage *stage);

/* 5 to 8 letters, none part of another of this stage. */
const char *stage_name(struct stage *stage);

/* The same when it has ended with its session, as it may; everybody leaves.
 * False: there is no server any more. */
bool stage_fresh(struct stage *stage);

/* Is the variant played?  Found out by a scenario: stage_variant_found. */
bool stage_variant(const struct stage *stage, enum rule_variant variant);
void stage_variant_found(struct stage *stage, enum rule_variant variant);

#endif
