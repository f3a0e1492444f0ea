/* In which form a server is to be spoken to. */
#include "check/form.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "check/general.h"
#include "check/words.h"

/* Without line ends pauses are borders, and a server that was not woken in one
 * took two messages for one. */
#define FORM_PAUSE_MS	400

/* What answers a line end does it so soon. */
#define FORM_END_MS	300

/* Is there a server for another try?  One that serves a session and ends may
 * have had it, and be about to end. */
static bool
form_ready(struct stage *stage)
{
	if (stage->program.pid == 0 || (!stage_exited(stage) &&
	    !scenario_lab(stage->plan->lab)->one_shot))
		return true;
	return stage_restart(stage);
}

static struct player *
form_try(struct stage *stage, const struct form_try *trial,
    enum player_form name_form, enum player_form line_form, long ms)
{
	struct player *player;

	/* A server that serves one after the other is to be free. */
	stage_leave(stage);
	stage->name_form = name_form;
	stage->line_form = line_form;
	if (!form_ready(stage))
		return NULL;
	player = trial->begin(stage);
	if (player != NULL && trial->understood(player, ms)) {
		stage->formed = true;
		return player;
	}
	return NULL;
}

/* A lone LF brings what the bare text did not. */
static bool
lone_end(struct player *player, const struct form_try *trial)
{
	struct stage *stage = player->stage;
	unsigned char bare[64];
	size_t len = player->said_len < sizeof(bare) ? player->said_len :
	    sizeof(bare);

	memcpy(bare, player->said, len);
	(void)player_add(player, "\n", 1);
	if (!trial->understood(player, FORM_ANSWER_MS))
		return false;
	stage->line_form = FORM_LF;
	stage->formed = true;
	/* It may have been late, and have waited for nothing. */
	if (player_heard(player).first_ns - player->sent_ns >
	    FORM_END_MS * NS_PER_MS)
		return true;
	stage_fault(stage, RULE_LINES_END_NEEDED, &(struct evidence){
	    .player = player, .sent = (char *)bare, .sent_len = len,
	    .limit_ms = FORM_PAUSE_MS, .expected = "an answer in 2 s" },
	    "nothing came in 2 s, and the answer after a lone line end");
	return true;
}

/* Filled up with NULs to such sizes. */
static struct player *
form_filled(struct stage *stage, const struct form_try *trial)
{
	static const size_t sizes[] = { 64, 80, 256, 1024 };
	struct player *player;
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		stage->fill = sizes[i];
		player = form_try(stage, trial, FORM_BARE, FORM_BARE, 1000);
		stage->fill = 0;
		if (player == NULL)
			continue;
		stage_fault(stage, RULE_LINES_SIZE_FIXED, &(struct evidence){
		    .player = player, .expected = "an answer to a short "
		    "message", .limit_ms = FORM_ANSWER_MS }, "a message is "
		    "answered when it is filled up to %zu bytes, and no "
		    "shorter one in 2 s", sizes[i]);
		stage_give_up(stage, "it waits for whole buffers");
		return player;
	}
	return NULL;
}

/* The last of all: another protocol. */
static bool
form_foreign(struct stage *stage, const struct form_try *trial)
{
	static const enum player_form forms[] = { FORM_FRAMED, FORM_UTF16 };
	struct player *player;
	size_t i;

	for (i = 0; i < 2 && !stage->over; i++) {
		player = form_try(stage, trial, forms[i], forms[i], 1000);
		if (player == NULL)
			continue;
		stage_family(stage, forms[i] == FORM_FRAMED ?
		    RULE_FAMILY_U16_LENGTH : RULE_FAMILY_UTF16,
		    &(struct evidence){ .player = player });
		return true;
	}
	return false;
}

/* How the first try went: its player may be gone when that is told. */
struct first_try {
	bool earlier;		/* somebody was connected before it */
	bool ended;
	size_t sent_len, got_len;
	char sent[FINDING_BYTES], got[FINDING_BYTES];
};

static void
first_keep(struct first_try *first, const struct player *player,
    unsigned before)
{
	struct heard heard = player_heard(player);

	first->earlier = before > 0;
	first->ended = player->ended;
	first->sent_len = player->said_len < FINDING_BYTES ?
	    player->said_len : FINDING_BYTES;
	first->got_len = heard.len < FINDING_BYTES ? heard.len :
	    FINDING_BYTES;
	memcpy(first->sent, player->said, first->sent_len);
	memcpy(first->got, heard.text, first->got_len);
}

static void
form_none(struct stage *stage, const struct first_try *first, enum rule rule,
    const char *expected)
{
	struct evidence evidence = { .sent = first->sent,
	    .sent_len = first->sent_len, .got = first->got,
	    .got_len = first->got_len, .expected = expected };
	bool exited = stage_exited(stage);

	if (stage->findings->family != RULE_NONE)
		return;
	if (first->ended && (first->earlier || stage->sessions > 0) &&
	    scenario_lab(stage->plan->lab)->one_shot &&
	    !program_crashed(&stage->program)) {
		stage_finished(stage);
		return;
	}
	/* Who serves one session has had it, with a first try that came late
	 * to it or to us. */
	evidence.limit_ms = first->ended || (exited &&
	    program_crashed(&stage->program)) ? 0 : FORM_ANSWER_MS;
	stage_fault(stage, rule, &evidence, exited ? "the server ended" :
	    first->ended ? "the connection was closed" :
	    "no answer came in 2 s, whatever form was tried");
	if (exited)
		stage_dead(stage, rule, &evidence, "its first message came");
	else
		stage_give_up(stage, "the first message was not answered");
}

/* All that is tried after the bare form has failed. */
static struct player *
form_others(struct stage *stage, const struct form_try *trial,
    struct player *bare)
{
	struct player *player;

	if (trial->one_by_one && !bare->ended && lone_end(bare, trial))
		return bare;
	player = form_try(stage, trial, FORM_LF, FORM_LF, FORM_ANSWER_MS);
	if (player == NULL && !stage->over)
		return form_filled(stage, trial);
	if (player != NULL)
		stage_fault(stage, RULE_LINES_END_NEEDED, &(struct evidence){
		    .player = player, .limit_ms = FORM_PAUSE_MS,
		    .expected = "an answer without a line end, too" },
		    "a message is answered with its line end only");
	return player;
}

struct player *
form_find(struct stage *stage, const struct form_try *trial, enum rule rule,
    const char *expected)
{
	unsigned before = stage->accepted;
	struct player *player = trial->begin(stage), *bare = player;
	struct first_try first;

	if (player == NULL)
		return NULL;
	if (trial->understood(player, FORM_ANSWER_MS)) {
		stage->formed = true;
		return player;
	}
	if (stage->formed)
		return player;
	player = NULL;
	first_keep(&first, bare, before);
	if (bare->ended)
		stage_pass(stage, stage_unhurried(stage, 150));
	/* What it did answer, and how, is judged as that. */
	if (player_heard(bare).len > 0 && !stage_exited(stage))
		return bare;
	if (!bare->ended || !stage_exited(stage))
		player = form_others(stage, trial, bare);
	if (player == NULL && !stage->over && !form_foreign(stage, trial))
		form_none(stage, &first, rule, expected);
	return stage->over ? NULL : player;
}
