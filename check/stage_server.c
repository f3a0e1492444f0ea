/* The stage: the server, its start and its end. */
#include "check/stage.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/when.h"
#include "check/scenario.h"
#include "check/words.h"

#define START_MS	20000
#define START_LIMIT_MS	2000	/* one that was held up so long is none */
#define NAME_TRIES	1000

/* How long after an unexpected end its reason may be printed. */
#define EXIT_MS		300

static bool
name_fits(const struct stage *stage, const char *name)
{
	unsigned at;

	for (at = 0; at < stage->name_count; at++)
		if (words_part(stage->names[at], name))
			return false;
	return true;
}

/* "Adafu", "Bokirem": letters that take turns, and 5 to 8 of them. */
static void
name_make(char out[NAME_SIZE])
{
	static const char vowels[] = "aeiou", others[] = "bdfgklmnprstvz";
	unsigned char dice[10];
	size_t len, at;

	memset(dice, 0, sizeof(dice));
	if (getrandom(dice, sizeof(dice), 0) == -1)
		dice[0] = (unsigned char)when_mono_ns();
	len = 5 + dice[9] % 4;
	for (at = 0; at < len; at++)
		out[at] = (at + dice[8]) % 2 == 0 ?
		    vowels[dice[at % 8] % (sizeof(vowels) - 1)] :
		    others[dice[at % 8] % (sizeof(others) - 1)];
	out[0] = (char)(out[0] - 'a' + 'A');
	out[len] = '\0';
}

const char *
stage_name(struct stage *stage)
{
	unsigned tries, at = stage->name_count % STAGE_NAMES;

	for (tries = 0; tries < NAME_TRIES; tries++) {
		name_make(stage->names[at]);
		if (stage->name_count >= STAGE_NAMES || name_fits(stage,
		    stage->names[at]))
			break;
	}
	if (stage->name_count < STAGE_NAMES)
		stage->name_count++;
	return stage->names[at];
}

bool
stage_exited(struct stage *stage)
{
	return stage->plan->run != NULL && program_exited(&stage->program);
}

static void
stage_over(struct stage *stage, const char *why)
{
	stage->over = true;
	(void)snprintf(stage->over_why, sizeof(stage->over_why), "%s", why);
}

/* The last that it printed says why it ended. */
static void
evidence_printed(struct evidence *evidence, const struct program *program)
{
	evidence->got = (const char *)program->text;
	evidence->got_len = program->len;
	evidence->at = program->len < FINDING_BYTES ? 0 :
	    program->len - FINDING_BYTES / 2;
	evidence->len = program->len - evidence->at;
}

/* Nobody listens there; errors of ours are no verdict. */
static void
stage_unheard(struct stage *stage, int error)
{
	struct evidence evidence = { .expected = "a connection" };
	const char *placed = stage->plan->run == NULL || strstr(stage->plan->
	    run, "{port}") != NULL ? "" : " ({port} is not in the command)";
	char how[PROGRAM_HOW_SIZE] = "";

	if (stage_exited(stage)) {
		program_how(&stage->program, how);
		evidence_printed(&evidence, &stage->program);
		stage_fault(stage, RULE_SERVER_LISTEN, &evidence,
		    "nothing listens there: the command ended, %s%s", how,
		    placed);
	} else {
		evidence.limit_ms = error == 0 ? START_LIMIT_MS : 0;
		if (error == 0)
			stage_fault(stage, RULE_SERVER_LISTEN, &evidence,
			    "nothing listens there: the command has not "
			    "opened port %u in 20 s%s", stage->port, placed);
		else
			stage_fault(stage, RULE_SERVER_LISTEN, &evidence,
			    "nothing listens there: %s", strerror(error));
	}
	stage_over(stage, "nothing listens there");
}

struct player *
stage_enter(struct stage *stage)
{
	struct player *player;
	int error = 0;

	if (stage->over)
		return NULL;
	player = player_open(stage, &error);
	if (player != NULL) {
		stage_ok(stage, RULE_SERVER_LISTEN);
		return player;
	}
	if (error == EMFILE || error == ENFILE || error == ENOBUFS)
		stage_over(stage, "this machine has no sockets left");
	else if (stage->accepted == 0)
		stage_unheard(stage, error);
	else if (stage->sessions > 0 && scenario_lab(stage->plan->lab)->
	    one_shot)
		stage_finished(stage);
	else
		stage_dead(stage, RULE_NONE, &(struct evidence){
		    .expected = "a connection" }, strerror(error));
	return NULL;
}

void
stage_leave(struct stage *stage)
{
	unsigned at;

	for (at = 0; at < STAGE_PLAYERS; at++)
		if (stage->players[at].stage != NULL)
			player_close(&stage->players[at]);
}

void
stage_clear(struct stage *stage)
{
	unsigned at;

	for (at = 0; at < STAGE_PLAYERS; at++)
		if (stage->players[at].stage != NULL) {
			player_close(&stage->players[at]);
			player_free(&stage->players[at]);
		}
}

void
stage_dead(struct stage *stage, enum rule cause,
    const struct evidence *evidence, const char *cause_text)
{
	struct finding *finding = &stage->findings->list[RULE_SERVER_ALIVE];
	char how[PROGRAM_HOW_SIZE] = "", rule[RULE_NAME_SIZE];
	struct evidence shown = *evidence;

	if (stage->over)
		return;
	if (stage->plan->run != NULL) {
		/* Its last words may be on their way. */
		stage_pass(stage, EXIT_MS);
		if (stage_exited(stage))
			program_how(&stage->program, how);
		if (stage_exited(stage) && stage->program.len > 0)
			evidence_printed(&shown, &stage->program);
	}
	if (cause == RULE_NONE)
		cause = stage->fault;
	if (cause == RULE_NONE) {
		stage_fault(stage, RULE_SERVER_ALIVE, &shown,
		    "the server ended%s%s: %s", how[0] == '\0' ? "" : ", ",
		    how, cause_text);
	} else if (finding->result != RULE_NOT_OK) {
		finding->result = RULE_NOT_SEEN;
		finding->caused = true;
		(void)snprintf(finding->said, sizeof(finding->said),
		    "the server ended%s%s: %s; %s names the cause",
		    how[0] == '\0' ? "" : ", ", how, cause_text,
		    rule_name(cause, stage->plan->lab, rule));
	}
	stage_over(stage, "the server had ended");
}

void
stage_finished(struct stage *stage)
{
	stage_unseen(stage, RULE_SERVER_ALIVE,
	    "the server ended after its session, which the exercise allows");
	stage_over(stage, "the server ended after its session");
}

void
stage_give_up(struct stage *stage, const char *why)
{
	stage_over(stage, why);
	stage->hopeless = true;
}

static bool
has_started(void *context)
{
	struct stage *stage = context;

	return program_exited(&stage->program) || program_listens(
	    stage->port, scenario_lab(stage->plan->lab)->datagrams);
}

bool
stage_restart(struct stage *stage)
{
	if (stage->plan->run == NULL)
		return false;
	stage_clear(stage);
	program_end(&stage->program);
	stage->port = program_port();
	stage->over = false;
	stage->accepted = 0;
	stage->sessions = 0;
	stage->odd = false;
	if (stage->port == 0 || !program_start(&stage->program,
	    stage->plan->run, stage->port)) {
		stage_over(stage, "the command could not be started");
		return false;
	}
	if (!stage_wait(stage, stage_unhurried(stage, START_MS), has_started,
	    stage) ||
	    program_exited(&stage->program)) {
		stage_unheard(stage, 0);
		return false;
	}
	return true;
}

bool
stage_fresh(struct stage *stage)
{
	stage_clear(stage);
	if (!scenario_lab(stage->plan->lab)->one_shot || stage->over)
		return !stage->over;
	return stage->plan->run == NULL || stage_restart(stage);
}
