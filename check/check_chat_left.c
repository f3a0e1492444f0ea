/* chat: who leaves, by a word, by an end and by a reset. */
#include "check/check_chat.h"

#include <string.h>

#include "base/when.h"
#include "check/general.h"
#include "check/words.h"

#define SILENT_MS	3000
#define SILENT_BYTES	200
#define SILENT_MENTIONS	2

/* It goes on speaking for who has left? */
static void
left_silent(struct stage *stage, const struct player *listener,
    const char *name)
{
	struct heard heard = player_heard(listener);
	unsigned mentions = 0;
	size_t at;

	for (at = 0; (at = words_find(heard.text, heard.len, at, name)) !=
	    WORDS_NONE; at++)
		mentions++;
	if (mentions <= SILENT_MENTIONS && heard.len <= SILENT_BYTES)
		stage_ok(stage, RULE_CHAT_LEFT_SILENT);
	else
		stage_fault(stage, RULE_CHAT_LEFT_SILENT,
		    &(struct evidence){ .player = listener,
		    .sent = "nothing", .expected = "a notice at most" },
		    "%u times the name of who has left in 3 s, %zu bytes",
		    mentions, heard.len);
}

/* A moment after somebody left: is he gone for the others? */
static void
left_gone(struct stage *stage, struct player *listener, const char *name,
    const char *how)
{
	struct chat_state *state = chat_state(stage);
	bool told = chat_has(listener, name);

	left_silent(stage, listener, name);
	if (state->room && !state->nameless) {
		if (told)
			stage_ok(stage, RULE_CHAT_LEAVE_NOTICE);
		else
			stage_fault(stage, RULE_CHAT_LEAVE_NOTICE,
			    &(struct evidence){ .player = listener,
			    .sent = how, .limit_ms = CHAT_ANSWER_MS,
			    .expected = name }, "%s left by %s, and others "
			    "are not told", name, how);
	}
	if (!state->commands || listener->ended)
		return;
	player_say(listener, "/list");
	if (!player_wait_for(listener, listener->name, CHAT_ANSWER_MS))
		return;
	stage_pass(stage, 200);
	if (chat_has(listener, name))
		stage_fault(stage, RULE_CHAT_LIST_GONE, &(struct evidence){
		    .player = listener, .expected = "a list without it" },
		    "%s left by %s, and is still in the list", name, how);
	else
		stage_ok(stage, RULE_CHAT_LIST_GONE);
}

/* The first word that ends it; in a room all are free. */
static const char *
quit_word(struct stage *stage, struct player *player)
{
	static const char *const words[] = { "/quit", "q", "/exit", "Bye" };
	size_t at, count = chat_state(stage)->commands ? 1 : 4;

	for (at = 0; at < count; at++) {
		player_say(player, words[at]);
		if (player_wait_end(player, CHAT_ANSWER_MS))
			return words[at];
	}
	return NULL;
}

static void
quit_again(struct stage *stage, struct chat_seats *seats, const char *name)
{
	struct player *again = chat_come(stage, name);
	const char *names[] = { name };

	if (again == NULL || stage->over)
		return;
	if (again->ended) {
		stage_fault(stage, RULE_CHAT_LIST_GONE, &(struct evidence){
		    .player = again, .expected = "the name is free again" },
		    "the name of who has left is still taken");
		return;
	}
	if (!chat_state(stage)->commands)
		return;
	player_say(seats->at[0], "/list");
	if (chat_hears_all(seats->at[0], names, 1, CHAT_ANSWER_MS))
		stage_ok(stage, RULE_CHAT_LOGIN);
}

void
chat_play_quit(struct stage *stage)
{
	struct chat_state *state = chat_state(stage);
	struct chat_seats seats;
	char name[NAME_SIZE];
	const char *word;

	if (!chat_sit(stage, &seats))
		return;
	(void)text_copy(name, sizeof(name), seats.at[1]->name);
	chat_mark(&seats);
	word = quit_word(stage, seats.at[1]);
	if (word == NULL && state->commands) {
		stage_fault(stage, RULE_CHAT_QUIT_CLOSES, &(struct evidence){
		    .player = seats.at[1], .limit_ms = CHAT_ANSWER_MS,
		    .expected = "the end of the connection in 2 s" },
		    chat_has(seats.at[0], "/quit") ? "/quit was said to "
		    "others, like a line" : "the connection is open 2 s "
		    "after /quit");
		return;
	}
	if (word == NULL || stage_exited(stage))
		return;
	if (state->commands)
		stage_ok(stage, RULE_CHAT_QUIT_CLOSES);
	player_close(seats.at[1]);
	/* The tries may have been relayed. */
	if (strcmp(word, "/quit") != 0)
		(void)player_wait_for(seats.at[0], name, CHAT_ANSWER_MS);
	else
		stage_pass(stage, SILENT_MS);
	if (state->commands || strcmp(word, "/quit") == 0)
		left_gone(stage, seats.at[0], name, word);
	quit_again(stage, &seats, name);
}

/* The one leaves; then all is judged by what the first hears. */
static bool
vanishes(struct stage *stage, struct chat_seats *seats, unsigned at,
    bool reset)
{
	struct player *gone = seats->at[at], *listener = seats->at[0];
	const char *how = reset ? "a reset" : "its end";
	char name[NAME_SIZE];

	(void)text_copy(name, sizeof(name), gone->name);
	stage_pass(stage, 200);
	player_read(listener);
	player_mark(listener);
	if (reset)
		player_reset(gone);
	else
		player_close(gone);
	stage_pass(stage, SILENT_MS);
	if (!stage_exited(stage) && !listener->ended)
		left_gone(stage, listener, name, how);
	return general_survives(stage, reset ? RULE_SERVER_VANISH_RESET :
	    RULE_SERVER_VANISH_CLOSE, &(struct evidence){ .player = listener,
	    .sent = how }, reset ? "a client left by a reset" :
	    "a client closed");
}

void
chat_play_vanish(struct stage *stage)
{
	struct chat_seats seats;

	if (!chat_sit(stage, &seats) || !general_serves_on(stage))
		return;
	if (vanishes(stage, &seats, 1, false))
		(void)vanishes(stage, &seats, 2, true);
}

/* With nobody there to whom a room would pass them on. */
void
chat_play_garbage(struct stage *stage)
{
	unsigned char bytes[GENERAL_GARBAGE];
	struct player *player;

	if (!chat_find(stage))
		return;
	stage_clear(stage);
	stage_pass(stage, 200);
	if (!general_serves_on(stage))
		return;
	player = stage_enter(stage);
	if (player == NULL)
		return;
	general_garbage_make(bytes);
	stage->odd = true;
	(void)player_send(player, bytes, sizeof(bytes));
	stage_pass(stage, 300);
	player_close(player);
	stage_pass(stage, 300);
	(void)general_survives(stage, RULE_SERVER_GARBAGE,
	    &(struct evidence){ .player = player },
	    "64 odd bytes came for a name");
}
