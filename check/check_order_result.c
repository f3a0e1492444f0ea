/* Checks an order server: what it says to a pair. */
#include "check/check_order.h"

#include <string.h>

#include "check/words.h"

/* The letter that a greeting names; 0: none, or both. */
static char
greeting_letter(struct heard heard)
{
	bool x = words_find_whole(heard.text, heard.len, 0, "X") !=
	    WORDS_NONE;
	bool y = words_find_whole(heard.text, heard.len, 0, "Y") !=
	    WORDS_NONE;

	return x == y ? 0 : x ? 'X' : 'Y';
}

/* Who is X was said to the first before there was a second. */
static void
greeting_early(struct order_pair *pair)
{
	const struct player *first = pair->clients[0];
	const struct player_segment *segment = &first->segments[0];
	const char *text = (const char *)first->got;

	if (first->segment_count == 0)
		return;
	if (segment->at_ns >= pair->second_ns)
		stage_ok(first->stage, RULE_ORDER_GREETING_EARLY);
	else if (words_has(text, segment->len, "connected"))
		stage_fault(first->stage, RULE_ORDER_GREETING_EARLY,
		    &(struct evidence){ .sent = "(one client connected)",
		    .got = text, .got_len = segment->len,
		    .expected = "it comes when both are connected" },
		    "the first was greeted %.1f s before the second was "
		    "connected", stage_ms_between(first->stage,
		    segment->at_ns, pair->second_ns) / 1000);
}

void
order_judge_greeting(struct order_pair *pair)
{
	struct stage *stage = pair->clients[0]->stage;
	char letters[2];
	unsigned at;

	for (at = 0; at < 2; at++)
		letters[at] = greeting_letter(player_heard(
		    pair->clients[at]));
	if (letters[0] == 0 && letters[1] == 0)
		return;
	if (!stage->plan->variant_given)
		stage_variant_found(stage, RULE_GREETED);
	if (!stage_variant(stage, RULE_GREETED))
		return;
	greeting_early(pair);
	if (letters[0] == 'X' && letters[1] == 'Y') {
		stage_ok(stage, RULE_ORDER_GREETING_TEXT);
		return;
	}
	at = letters[0] != 'X' ? 0 : 1;
	stage_fault(stage, RULE_ORDER_GREETING_TEXT, &(struct evidence){
	    .player = pair->clients[at],
	    .sent = at == 0 ? "(the first client connected)" :
	    "(the second client connected)",
	    .expected = at == 0 ? "Client X connected" :
	    "Client Y connected", .limit_ms = letters[at] == 0 ? 2000 : 0 },
	    "the %s client is greeted as %s", at == 0 ? "first" : "second",
	    letters[at] == 0 ? "nobody" : letters[at] == 'X' ? "X" : "Y");
}

/* An answer that is a number alone. */
static bool
is_number(struct heard heard, struct words_number *number)
{
	size_t at = 0;

	words_trim(&heard.text, &heard.len);
	return words_number(heard.text, heard.len, &at, number) &&
	    number->whole && number->at == 0 && number->len == heard.len;
}

/* One's own message back, and nobody else's name. */
static bool
is_own_upper(const struct order_pair *pair, unsigned at)
{
	const struct player *player = pair->clients[at];
	struct heard heard = player_heard(player);

	words_trim(&heard.text, &heard.len);
	return heard.len == player->said_len && heard.len > 0 &&
	    memcmp(heard.text, player->said, heard.len) != 0 &&
	    words_same(heard.text, heard.len, (const char *)player->said,
	    player->said_len);
}

/* A word that must be answered before anything else. */
static bool
is_prompt(const struct order_pair *pair, unsigned at)
{
	static const char *const words[] = { "NICK", "USER", "yes" };
	const struct player *player = pair->clients[at];
	const char *text = (const char *)player->got;
	size_t i, len;

	if (player->segment_count == 0)
		return false;
	len = player->segments[0].len;
	words_trim(&text, &len);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (len == strlen(words[i]) && memcmp(text, words[i],
		    len) == 0)
			return true;
	return false;
}

/* Servers of other exercises for two clients. */
bool
order_judge_family(struct order_pair *pair)
{
	struct stage *stage = pair->clients[0]->stage;
	struct words_number numbers[2];
	enum rule family = RULE_NONE;

	if (is_number(player_heard(pair->clients[0]), &numbers[0]) &&
	    is_number(player_heard(pair->clients[1]), &numbers[1]) &&
	    numbers[0].value != numbers[1].value)
		family = RULE_FAMILY_ID_FIRST;
	else if (is_own_upper(pair, 0) && is_own_upper(pair, 1))
		family = RULE_FAMILY_UPPER;
	else if (is_prompt(pair, 0) && is_prompt(pair, 1) &&
	    !order_has_names(pair, player_heard(pair->clients[0])))
		family = RULE_FAMILY_PROMPT;
	if (family != RULE_NONE)
		stage_family(stage, family, &(struct evidence){
		    .player = pair->clients[0] });
	return family != RULE_NONE;
}

/* One of the two has no result, or none at all has. */
static bool
judge_both(struct order_pair *pair)
{
	struct stage *stage = pair->clients[0]->stage;
	struct player *player;
	struct heard heard;
	unsigned at, name, some;

	for (at = 0; at < 2; at++) {
		player = pair->clients[at];
		heard = player_heard(player);
		for (name = some = 0; name < 2; name++)
			some += words_has(heard.text, heard.len,
			    pair->names[name]);
		if (some > 0 || words_has(heard.text, heard.len, "before"))
			continue;
		stage_fault(stage, RULE_ORDER_RESULT_BOTH,
		    &(struct evidence){ .player = player,
		    .limit_ms = player->ended ? 0 : ORDER_RESULT_MS,
		    .expected = "both names" },
		    "the result did not reach client %c%s", "XY"[at],
		    player->ended ? ": it was closed" : " in 5 s");
		return false;
	}
	return true;
}

static bool
judge_names(struct order_pair *pair)
{
	struct stage *stage = pair->clients[0]->stage;
	const struct order_state *state = stage->lab;
	struct heard heard;
	unsigned at, name;

	for (at = 0; at < 2; at++) {
		heard = player_heard(pair->clients[at]);
		for (name = 0; name < 2; name++) {
			if (words_find_whole(heard.text, heard.len, 0,
			    pair->names[name]) != WORDS_NONE)
				continue;
			stage_fault(stage, RULE_ORDER_RESULT_NAMES,
			    &(struct evidence){
			    .player = pair->clients[at],
			    .soft = state->bare_names,
			    .expected = pair->names[name] },
			    "the name %s is missing or changed%s",
			    pair->names[name], state->bare_names ?
			    " when it comes without its \"Client X: \"" :
			    "");
			return false;
		}
	}
	stage_ok(stage, RULE_ORDER_RESULT_NAMES);
	return true;
}

/* A greeting and a result in one: what is left is the result. */
static struct heard
judge_join(struct order_pair *pair, unsigned at)
{
	struct heard heard = order_result_of(pair, at);
	size_t border = words_find(heard.text, heard.len, 0, "connected");
	size_t first = words_find(heard.text, heard.len, 0, pair->names[0]);
	size_t second = words_find(heard.text, heard.len, 0, pair->names[1]);

	if (border == WORDS_NONE || border > first || border > second)
		return heard;
	border += strlen("connected");
	if (strchr("\r\n", heard.text[border]) == NULL)
		stage_fault(pair->clients[at]->stage, RULE_LINES_JOIN_ANSWER,
		    &(struct evidence){ .player = pair->clients[at],
		    .got = heard.text, .got_len = heard.len, .at = border,
		    .len = heard.len - border,
		    .expected = "two messages, or a line end between" },
		    "greeting and result run into each other");
	heard.text += border;
	heard.len -= border;
	return heard;
}

/* A line end stands behind a name, and the sentence goes on. */
static void
judge_kept(struct order_pair *pair, struct heard heard)
{
	struct stage *stage = pair->clients[0]->stage;
	size_t at, end;
	unsigned name;

	for (name = 0; name < 2; name++) {
		at = words_find_whole(heard.text, heard.len, 0,
		    pair->names[name]);
		end = at + strlen(pair->names[name]);
		if (at == WORDS_NONE || end + 4 >= heard.len ||
		    (heard.text[end] != '\n' && heard.text[end] != '\r') ||
		    (words_find(heard.text, heard.len, end, "before") ==
		    WORDS_NONE && words_find(heard.text, heard.len, end,
		    "after") == WORDS_NONE))
			continue;
		stage_fault(stage, RULE_LINES_END_KEPT, &(struct evidence){
		    .player = pair->clients[0], .got = heard.text,
		    .got_len = heard.len, .at = end, .len = 1,
		    .expected = "the name without its line end" },
		    "the line end became part of the name");
		return;
	}
	stage_ok(stage, RULE_LINES_END_KEPT);
}

static void
judge_order(struct order_pair *pair, struct heard heard)
{
	struct stage *stage = pair->clients[0]->stage;
	const char *sooner = pair->names[pair->first];
	const char *later = pair->names[1 - pair->first];
	size_t at = words_find_whole(heard.text, heard.len, 0, sooner);
	size_t other = words_find_whole(heard.text, heard.len, 0, later);
	bool after = words_find_whole(heard.text, heard.len, 0, "after") !=
	    WORDS_NONE;

	if ((at < other) != after) {
		stage_ok(stage, RULE_ORDER_RESULT_ORDER);
		return;
	}
	stage_fault(stage, RULE_ORDER_RESULT_ORDER, &(struct evidence){
	    .player = pair->clients[0], .got = heard.text,
	    .got_len = heard.len, .expected = sooner,
	    .limit_ms = ORDER_BETWEEN_MS },
	    "%s spoke half a second before %s: %s", sooner, later,
	    pair->first == 1 ? "the order is that of the connections" :
	    "the order is not that of the messages");
}

static void
judge_letters(struct order_pair *pair, struct heard heard)
{
	struct stage *stage = pair->clients[0]->stage;
	char letters[2];
	unsigned at;
	bool plain = !stage_variant(stage, RULE_GREETED);

	for (at = 0; at < 2; at++)
		letters[at] = words_letter_before(heard.text,
		    words_find_whole(heard.text, heard.len, 0,
		    pair->names[at]));
	if (letters[0] == 'X' && letters[1] == 'Y')
		stage_ok(stage, RULE_ORDER_RESULT_LETTERS);
	else
		stage_fault(stage, RULE_ORDER_RESULT_LETTERS,
		    &(struct evidence){ .player = pair->clients[0],
		    .got = heard.text, .got_len = heard.len,
		    .soft = plain || (letters[0] == 0 && letters[1] == 0),
		    .expected = "X: before the first client's name, Y: "
		    "before the second's" }, letters[0] == letters[1] &&
		    letters[0] != 0 ? "both names have the same letter" :
		    letters[0] == 'Y' || letters[1] == 'X' ?
		    "X and Y are exchanged" : "a letter is missing");
}

static void
judge_wording(struct order_pair *pair, struct heard heard)
{
	struct stage *stage = pair->clients[0]->stage;
	struct heard other = judge_join(pair, 1);

	if (words_same(heard.text, heard.len, other.text, other.len))
		stage_ok(stage, RULE_ORDER_RESULT_SAME);
	else
		stage_fault(stage, RULE_ORDER_RESULT_SAME,
		    &(struct evidence){ .sent = heard.text,
		    .sent_len = heard.len, .got = other.text,
		    .got_len = other.len,
		    .expected = "the same text to both" },
		    "client X reads one result (shown as sent), client Y "
		    "another");
	if (words_has(heard.text, heard.len, "received before") ||
	    words_has(heard.text, heard.len, "recieved before"))
		stage_ok(stage, RULE_ORDER_RESULT_WORDING);
	else
		stage_fault(stage, RULE_ORDER_RESULT_WORDING,
		    &(struct evidence){ .got = heard.text,
		    .got_len = heard.len,
		    .expected = "X: A received before Y: B" },
		    "the sentence is another one");
}

void
order_judge_result(struct order_pair *pair)
{
	struct stage *stage = pair->clients[0]->stage;
	struct heard heard;
	double late_ms;

	if (!judge_both(pair) || !judge_names(pair))
		return;
	heard = judge_join(pair, 0);
	late_ms = stage_ms_between(stage, pair->clients[1 - pair->first]->
	    sent_ns, heard.first_ns);
	if (late_ms > 2000)
		stage_fault(stage, RULE_ORDER_RESULT_BOTH,
		    &(struct evidence){ .player = pair->clients[0],
		    .style = true, .limit_ms = 2000,
		    .expected = "it comes at once" },
		    "the result came %.1f s after the second message",
		    late_ms / 1000);
	else
		stage_ok(stage, RULE_ORDER_RESULT_BOTH);
	judge_kept(pair, heard);
	judge_order(pair, heard);
	judge_letters(pair, heard);
	judge_wording(pair, heard);
}
