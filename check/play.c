/* A group of scenarios, one after the other. */
#include "check/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/when.h"
#include "check/general.h"
#include "check/mischief.h"
#include "check/scenario.h"

/* A scenario in which we were late ourselves is played again, so often. */
#define PLAY_AGAIN	2

bool
play_wanted(const struct plan *plan, const struct scenario *scenario)
{
	if (plan->scenario != NULL &&
	    strcasecmp(plan->scenario, scenario->name) != 0)
		return false;
	return (plan->run != NULL || (scenario->needs & NEEDS_RUN) == 0) &&
	    (scenario->group != MISCHIEF_GROUP || plan->mischief.kinds != 0);
}

static void
play_begin(struct stage *stage, const struct scenario *scenario)
{
	stage->scenario = scenario;
	stage->late_ns = 0;
	stage->delayed_ns = program_delayed_ns(&stage->program);
	stage->again = false;
	stage->odd = false;
	stage->faults = 0;
	stage->fault = RULE_NONE;
	memset(stage->told, 0, sizeof(stage->told));
	stage->mischief = mischief_gentle(&stage->plan->mischief);
}

/* It has exited: because it may, because it crashed, or for no reason. */
static void
play_exit(struct stage *stage)
{
	bool may = scenario_lab(stage->plan->lab)->one_shot &&
	    stage->sessions > 0;

	if (may && stage->fault == RULE_NONE &&
	    !program_crashed(&stage->program))
		stage_finished(stage);
	else
		stage_dead(stage, RULE_NONE, &(struct evidence){
		    .expected = "it goes on" }, stage->scenario->does);
}

/* Everybody has left: is a new client served? */
static void
play_after(struct stage *stage)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);

	stage_clear(stage);
	if (stage->over)
		return;
	/* One that may end now takes a moment for it. */
	if (lab->one_shot && stage->sessions > 0)
		stage_pass(stage, stage_unhurried(stage, 100));
	if (stage_exited(stage)) {
		play_exit(stage);
		return;
	}
	if (when_mono_ns() >= stage->deadline_ns ||
	    (lab->datagrams && lab->served == NULL))
		return;
	if (general_served(stage)) {
		stage_ok(stage, RULE_SERVER_ALIVE);
	} else if (!stage->over) {
		if (stage_exited(stage))
			play_exit(stage);
		else if (lab->one_shot && stage->sessions < 2)
			stage_finished(stage);
		else if (!stage_late(stage, 2000))
			stage_dead(stage, RULE_NONE, &(struct evidence){
			    .expected = "a new client is served",
			    .limit_ms = 2000 },
			    "a new client is not served any more");
	}
	stage_clear(stage);
}

/* Is there a server to play it with? */
static bool
play_ready(struct stage *stage, const struct scenario *scenario)
{
	if (when_mono_ns() >= stage->deadline_ns)
		return false;
	if (stage->plan->run == NULL)
		return !stage->over;
	if (stage->program.pid != 0 && !stage->over &&
	    !stage_exited(stage))
		return true;
	/* Another protocol is not played again. */
	return stage->findings->family == RULE_NONE && !stage->hopeless &&
	    play_wanted(stage->plan, scenario) && stage_restart(stage);
}

static void
play_scenario(struct stage *stage, const struct scenario *scenario)
{
	unsigned tries;

	for (tries = 0; tries <= PLAY_AGAIN; tries++) {
		if (!play_ready(stage, scenario))
			return;
		play_begin(stage, scenario);
		scenario->play(stage);
		play_after(stage);
		if (!stage->again || when_mono_ns() >= stage->deadline_ns)
			return;
		/* What was found out while we were late is not known. */
		stage->hopeless = stage->formed = false;
		stage->name_form = stage->line_form = FORM_BARE;
		(void)stage_restart(stage);
	}
}

void
play_group(struct stage *stage, unsigned group)
{
	const struct scenario_lab *lab = scenario_lab(stage->plan->lab);
	size_t at;

	if (lab->size > 0)
		stage->lab = calloc(1, lab->size);
	for (at = 0; at < lab->count && (lab->size == 0 ||
	    stage->lab != NULL); at++)
		if ((group == 0 || lab->list[at].group == group) &&
		    play_wanted(stage->plan, &lab->list[at]))
			play_scenario(stage, &lab->list[at]);
	if ((group == 0 || group == MISCHIEF_GROUP) && (lab->size == 0 ||
	    stage->lab != NULL) && play_wanted(stage->plan,
	    &mischief_scenario))
		play_scenario(stage, &mischief_scenario);
	if (stage->over && stage->findings->note[0] == '\0' &&
	    stage->plan->run == NULL)
		(void)snprintf(stage->findings->note,
		    sizeof(stage->findings->note), "%.120s: what is left is "
		    "not seen%s", stage->over_why, lab->one_shot &&
		    stage->sessions > 0 ?
		    "; --run starts it for each part" : "");
	stage_clear(stage);
	program_end(&stage->program);
	free(stage->lab);
	stage->lab = NULL;
}
