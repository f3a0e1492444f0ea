/* chat: lines with their ends, two in one segment, one in two. */
#include "check/check_chat.h"

#include <stdio.h>
#include <string.h>

#include "check/words.h"

#define SPLIT_MS	150
#define TWO_MS		3000

/* A line break behind a name, in the middle of a sentence. */
static bool
is_kept(const struct player *player, const char *name, size_t *at)
{
	struct heard heard = player_heard(player);
	size_t end;

	for (*at = 0; (*at = words_find(heard.text, heard.len, *at,
	    name)) != WORDS_NONE; (*at)++) {
		end = *at + strlen(name);
		if (end < heard.len && heard.text[end] == '\r')
			end++;
		if (end + 1 < heard.len && heard.text[end] == '\n' &&
		    strchr(" ,;:)]>\n", heard.text[end + 1]) != NULL) {
			*at = end;
			return true;
		}
	}
	return false;
}

static bool
lines_kept(struct stage *stage, const struct player *player,
    const char *name)
{
	size_t at;

	if (!is_kept(player, name, &at)) {
		stage_ok(stage, RULE_LINES_END_KEPT);
		return false;
	}
	stage_fault(stage, RULE_LINES_END_KEPT, &(struct evidence){
	    .player = player, .at = at, .len = 1, .expected = name },
	    "the line end stands behind the name, within a sentence");
	return true;
}

/* A command, or a line, with its end: is it understood as without? */
static bool
lines_work(struct stage *stage, struct chat_seats *seats)
{
	struct player *from = seats->at[0];
	char text[CHAT_TEXT];
	const char *word;

	chat_mark(seats);
	if (!chat_state(stage)->commands) {
		word = chat_text(stage, text);
		player_say(from, text);
		return player_wait_for(seats->at[1], word, CHAT_HEARD_MS) &&
		    !lines_kept(stage, seats->at[1], from->name);
	}
	player_say(from, "/list");
	if (player_wait_for(from, seats->at[1]->name, CHAT_ANSWER_MS))
		return !lines_kept(stage, from, seats->at[1]->name) &&
		    !lines_kept(stage, from, from->name);
	if (player_heard(from).len > 0 &&
	    stage->findings->list[RULE_CHAT_LIST].result != RULE_NOT_OK)
		stage_fault(stage, RULE_LINES_END_COMMAND,
		    &(struct evidence){ .player = from, .expected =
		    "the list" }, "/list with its line end is not "
		    "recognised");
	return false;
}

void
chat_line_to(struct stage *stage, const struct chat_seats *seats,
    const char *text, char out[2 * CHAT_TEXT])
{
	if (chat_state(stage)->commands)
		(void)snprintf(out, 2 * CHAT_TEXT, "/msg %s %s",
		    seats->at[1]->name, text);
	else
		(void)snprintf(out, 2 * CHAT_TEXT, "%s", text);
}

bool
chat_relays(struct stage *stage, struct chat_seats *seats)
{
	char text[CHAT_TEXT], line[2 * CHAT_TEXT];
	const char *word = chat_text(stage, text);

	chat_line_to(stage, seats, text, line);
	chat_mark(seats);
	player_say(seats->at[0], line);
	return player_wait_for(seats->at[1], word, CHAT_HEARD_MS);
}

static void
lines_two(struct stage *stage, struct chat_seats *seats)
{
	char first[CHAT_TEXT], text[CHAT_TEXT], line[2 * CHAT_TEXT],
	    both[4 * CHAT_TEXT];
	const char *word;

	if (chat_state(stage)->commands)
		(void)snprintf(first, sizeof(first), "/list");
	else
		(void)chat_text(stage, first);
	word = chat_text(stage, text);
	chat_line_to(stage, seats, text, line);
	(void)snprintf(both, sizeof(both), "%s\n%s\n", first, line);
	chat_mark(seats);
	(void)player_send(seats->at[0], both, strlen(both));
	if (player_wait_for(seats->at[1], word, TWO_MS) &&
	    !chat_has(seats->at[1], "/msg")) {
		stage_ok(stage, RULE_LINES_READ_TWO);
		return;
	}
	/* Is it kept, and comes with the next? */
	player_say(seats->at[0], first);
	if (player_wait_for(seats->at[1], word, CHAT_HEARD_MS) &&
	    !chat_has(seats->at[1], "/msg"))
		stage_ok(stage, RULE_LINES_READ_TWO);
	else
		stage_fault(stage, RULE_LINES_READ_TWO, &(struct evidence){
		    .player = seats->at[1], .sent = both,
		    .limit_ms = TWO_MS, .expected = text },
		    "two lines arrived together, and the second was lost");
}

static void
lines_split(struct stage *stage, struct chat_seats *seats)
{
	char text[CHAT_TEXT], line[2 * CHAT_TEXT];
	size_t len, half;

	(void)chat_text(stage, text);
	chat_line_to(stage, seats, text, line);
	len = strlen(line);
	half = len - strlen(text) / 2;
	line[len++] = '\n';
	chat_mark(seats);
	(void)player_send(seats->at[0], line, half);
	stage_pass(stage, stage_unhurried(stage, SPLIT_MS));
	(void)player_add(seats->at[0], line + half, len - half);
	if (player_wait_for(seats->at[1], text, CHAT_ANSWER_MS))
		stage_ok(stage, RULE_LINES_READ_SPLIT);
	else
		stage_fault(stage, RULE_LINES_READ_SPLIT,
		    &(struct evidence){ .player = seats->at[1],
		    .sent = line, .sent_len = len,
		    .limit_ms = CHAT_ANSWER_MS, .expected = text },
		    "a line came in two segments and was taken for two");
}

bool
chat_sit_lines(struct stage *stage, struct chat_seats *seats)
{
	enum player_form name_form, line_form;

	if (!chat_find(stage))
		return false;
	name_form = stage->name_form;
	line_form = stage->line_form;
	if (name_form == FORM_BARE) {
		stage->name_form = stage->line_form = FORM_LF;
		if (chat_sit(stage, seats) && chat_relays(stage, seats))
			return true;
		stage->name_form = name_form;
		stage->line_form = line_form;
	}
	return !stage->over && chat_sit(stage, seats) &&
	    chat_relays(stage, seats);
}

/* Two more, who end their lines. */
void
chat_play_lines(struct stage *stage)
{
	struct chat_seats seats;
	enum player_form name_form, line_form;

	if (!chat_find(stage))
		return;
	name_form = stage->name_form;
	line_form = stage->line_form;
	if (name_form > FORM_LF)
		return;
	stage->name_form = stage->line_form = FORM_LF;
	if (chat_sit(stage, &seats) && lines_work(stage, &seats) &&
	    chat_relays(stage, &seats)) {
		lines_two(stage, &seats);
		if (!stage_exited(stage))
			lines_split(stage, &seats);
	}
	stage->name_form = name_form;
	stage->line_form = line_form;
}
