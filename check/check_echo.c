/* Checks an echo server (RFC 862): connections and datagrams apart. */
#include "check/check_echo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "check/general.h"
#include "check/words.h"

#define LONG_BYTES	(1u << 20)
#define LONG_MS		5000
#define ANSWER_MS	2000

/* What came is what was sent, so far. */
static bool
is_same(const struct player *player, const void *sent, size_t len)
{
	struct heard heard = player_heard(player);

	return heard.len == len && memcmp(heard.text, sent, len) == 0;
}

struct whole {
	const struct player *player;
	size_t len;
};

static bool
has_whole(void *context)
{
	const struct whole *whole = context;

	return player_heard(whole->player).len >= whole->len ||
	    whole->player->ended;
}

/* Waits for so many bytes, and a little for more of them. */
static bool
echo_wait(struct player *player, size_t len, long ms)
{
	struct whole whole = { player, len };

	if (!stage_wait(player->stage, ms, has_whole, &whole))
		return false;
	stage_pass(player->stage, stage_unhurried(player->stage, 80));
	return true;
}

static void
echo_ask(struct player *player)
{
	player_say(player, player->name);
}

static bool
echo_answered(struct player *player, long ms)
{
	return player_wait_for(player, player->name, ms);
}

/* Where two texts begin to differ. */
static size_t
differ_at(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t at = 0;

	while (at < a_len && at < b_len && a[at] == b[at])
		at++;
	return at;
}

/* What was done to it. */
static const char *
echo_change(const char *sent, struct heard heard)
{
	size_t len = strlen(sent), at;

	if (heard.len == 0)
		return "nothing came back in 2 s";
	at = words_find_exact(heard.text, heard.len, 0, sent, len);
	if (at == WORDS_NONE)
		return words_has(heard.text, heard.len, sent) ?
		    "it came back in the other letter case" :
		    "other bytes came back";
	if (at > 0)
		return "something stands before what was sent";
	return heard.text[len] == '\0' ? "NULs follow what was sent" :
	    heard.text[len] == '\n' || heard.text[len] == '\r' ?
	    "a line end follows that was not sent" :
	    "something follows what was sent";
}

static void
echo_wrong(struct player *player, const char *sent, enum rule rule)
{
	struct heard heard = player_heard(player);
	size_t at = differ_at(sent, strlen(sent), heard.text, heard.len);

	stage_fault(player->stage, rule, &(struct evidence){
	    .player = player, .at = at, .len = heard.len - at,
	    .limit_ms = heard.len == 0 ? ANSWER_MS : 0, .expected = sent },
	    "%s", echo_change(sent, heard));
}

/* The textbook's other exercise. */
static bool
is_upper(struct player *player, const char *sent)
{
	struct heard heard = player_heard(player);
	size_t len = strcspn(sent, "\n");

	return words_find_exact(heard.text, heard.len, 0, sent, len) ==
	    WORDS_NONE && words_has(heard.text, heard.len, sent);
}

/* Says a word; is it answered at all?  With a line end when it must be. */
static bool
echo_first(struct player *player, const char *word)
{
	struct stage *stage = player->stage;

	(void)player_send(player, word, strlen(word));
	if (player_wait(player, ANSWER_MS)) {
		stage_ok(stage, RULE_ECHO_BARE);
		return true;
	}
	if (player->ended || stage_exited(stage))
		return false;
	(void)player_add(player, "\n", 1);
	if (!player_wait(player, ANSWER_MS))
		return false;
	stage_fault(stage, RULE_ECHO_BARE, &(struct evidence){
	    .player = player, .sent = word, .limit_ms = ANSWER_MS,
	    .expected = word }, "nothing came back before a line end was "
	    "sent");
	stage->line_form = FORM_LF;
	return true;
}

/* With what the line form asks for behind it. */
static void
echo_word(struct player *player, char out[64])
{
	(void)snprintf(out, 64, "hello %s%s", stage_name(player->stage),
	    player->stage->line_form == FORM_LF ? "\n" : "");
}

/* The second and the third; *uppers counts. */
static void
echo_next(struct player *player, unsigned *uppers)
{
	char word[64];

	echo_word(player, word);
	(void)player_send(player, word, strlen(word));
	(void)echo_wait(player, strlen(word), ANSWER_MS);
	*uppers += is_upper(player, word);
	if (player_heard(player).len == 0)
		stage_fault(player->stage, RULE_ECHO_MORE,
		    &(struct evidence){ .player = player, .expected = word,
		    .limit_ms = player->ended ? 0 : ANSWER_MS },
		    player->ended ? "the connection was closed after one" :
		    "a later message did not come back in 2 s");
	else
		stage_ok(player->stage, RULE_ECHO_MORE);
	if (player_heard(player).len == 0)
		return;
	if (is_same(player, word, strlen(word)))
		stage_ok(player->stage, RULE_ECHO_SAME);
	else if (*uppers == 0)
		echo_wrong(player, word, RULE_ECHO_SAME);
}

static struct player *
echo_enter(struct stage *stage)
{
	struct player *player = stage_enter(stage);

	if (player == NULL)
		return NULL;
	stage->formed = true;
	if (echo_first(player, player->name))
		return player;
	echo_wrong(player, player->name, RULE_ECHO_SAME);
	stage_give_up(stage, "nothing comes back");
	return NULL;
}

static void
play_same(struct stage *stage)
{
	struct player *player = stage_enter(stage);
	unsigned uppers = 0;
	char word[64];

	if (player == NULL)
		return;
	(void)snprintf(word, sizeof(word), "hello %s", stage_name(stage));
	if (!echo_first(player, word)) {
		echo_wrong(player, word, RULE_ECHO_SAME);
		return;
	}
	if (stage->line_form == FORM_LF)
		(void)snprintf(word + strlen(word), 2, "\n");
	uppers += is_upper(player, word);
	if (is_same(player, word, strlen(word)))
		stage_ok(stage, RULE_ECHO_SAME);
	else if (uppers == 0)
		echo_wrong(player, word, RULE_ECHO_SAME);
	echo_next(player, &uppers);
	echo_next(player, &uppers);
	if (uppers == 3)
		stage_family(stage, RULE_FAMILY_UPPER,
		    &(struct evidence){ .player = player });
	stage->sessions++;
}

static void
play_bytes(struct stage *stage)
{
	struct player *player = stage_enter(stage);
	unsigned char bytes[257];
	struct heard heard;
	size_t at, len = 256;

	if (player == NULL)
		return;
	/* NUL and line ends are among them, none first. */
	for (at = 0; at < 256; at++)
		bytes[at] = (unsigned char)(at + 'A');
	if (stage->line_form == FORM_LF)
		bytes[len++] = '\n';
	(void)player_send(player, bytes, len);
	(void)echo_wait(player, len, ANSWER_MS);
	heard = player_heard(player);
	at = differ_at((char *)bytes, len, heard.text, heard.len);
	if (at == len && heard.len == len)
		stage_ok(stage, RULE_ECHO_BYTES);
	else
		stage_fault(stage, RULE_ECHO_BYTES, &(struct evidence){
		    .player = player, .at = at, .len = 1,
		    .limit_ms = heard.len == at ? ANSWER_MS : 0,
		    .expected = "all 256 values of a byte" },
		    "%zu bytes of %zu came back; the first that differs is "
		    "number %zu, after a byte 0x%02x", heard.len, len, at + 1,
		    at == 0 ? 0 : bytes[at - 1]);
}

/* 1 MiB, which is read meanwhile. */
static void
play_long(struct stage *stage)
{
	struct player *player = stage_enter(stage);
	unsigned char *bytes = malloc(LONG_BYTES);
	struct heard heard;
	size_t at;

	if (player != NULL && bytes != NULL) {
		for (at = 0; at < LONG_BYTES; at++)
			bytes[at] = at % 64 == 63 ? '\n' :
			    (unsigned char)('a' + at / 64 % 26);
		(void)player_send(player, bytes, LONG_BYTES);
		(void)echo_wait(player, LONG_BYTES, LONG_MS);
		heard = player_heard(player);
		at = differ_at((char *)bytes, LONG_BYTES, heard.text,
		    heard.len);
		if (at == LONG_BYTES && heard.len == LONG_BYTES)
			stage_ok(stage, RULE_ECHO_LONG);
		else
			stage_fault(stage, RULE_ECHO_LONG,
			    &(struct evidence){ .sent = "1 MiB of letters",
			    .limit_ms = LONG_MS,
			    .expected = "1048576 bytes back" }, "%zu bytes "
			    "of 1048576 came back right, of %zu that came",
			    at, heard.len);
	}
	free(bytes);
}

static void
play_half(struct stage *stage)
{
	struct player *player = stage_enter(stage);
	char word[64];
	bool ended;

	if (player == NULL)
		return;
	echo_word(player, word);
	(void)player_send(player, word, strlen(word));
	player_half_close(player);
	ended = player_wait_end(player, ANSWER_MS);
	if (!is_same(player, word, strlen(word)))
		stage_fault(stage, RULE_ECHO_HALF, &(struct evidence){
		    .player = player, .limit_ms = ANSWER_MS,
		    .expected = word }, "after our end the rest did not come "
		    "back");
	else if (!ended)
		stage_fault(stage, RULE_ECHO_HALF, &(struct evidence){
		    .player = player, .limit_ms = ANSWER_MS,
		    .expected = "its end in 2 s" },
		    "the connection stays open after our end");
	else
		stage_ok(stage, RULE_ECHO_HALF);
}

static void
play_two(struct stage *stage)
{
	struct player *first = stage_enter(stage), *second;

	if (first == NULL)
		return;
	echo_ask(first);
	if (!echo_answered(first, ANSWER_MS))
		return;
	second = stage_enter(stage);
	if (second == NULL)
		return;
	echo_ask(second);
	if (echo_answered(second, ANSWER_MS)) {
		stage_ok(stage, RULE_ECHO_TWO);
		stage_clear(stage);
		general_idle(stage);
		return;
	}
	if (echo_answered(second, ANSWER_MS)) {
		stage_unseen(stage, RULE_ECHO_TWO,
		    "its answers take longer than 2 s");
		return;
	}
	player_close(first);
	if (echo_answered(second, ANSWER_MS)) {
		stage_fault(stage, RULE_ECHO_TWO, &(struct evidence){
		    .player = second, .limit_ms = ANSWER_MS,
		    .expected = "an answer in 2 s" },
		    "the second client was served only when the first had "
		    "left");
		stage_unseen(stage, RULE_SERVER_IDLE, "echo.two says it");
	}
}

static const struct scenario scenarios[] = {
	{ "E1", "three words, one after the other", play_same, 1, 0, 0 },
	{ "E2", "all values of a byte", play_bytes, 1, 0, 0 },
	{ "E3", "1 MiB", play_long, 2, 0, 0 },
	{ "E4", "two clients", play_two, 3, 0, 0 },
	{ "E5", "our end before its answer", play_half, 2, 0, 0 },
	{ "E6", "datagrams of several sizes", echo_play_datagrams, 2, 0, 0 },
	{ "E7", "a client that ends", general_vanish_close, 4, 0, 0 },
	{ "E8", "a client that vanishes", general_vanish_reset, 5, 0, 0 },
	{ "E9", "odd bytes", general_garbage, 6, 0, 0 },
	{ "E10", "eight clients come and go", general_slot, 7, 0, 0 },
	{ "E11", "ended children", general_zombie, 7, NEEDS_RUN, 0 },
};

const struct scenario_lab scenario_echo = {
	.lab = LAB_ECHO,
	.list = scenarios,
	.count = sizeof(scenarios) / sizeof(scenarios[0]),
	.enter = echo_enter,
	.ask = echo_ask,
	.answered = echo_answered,
};
