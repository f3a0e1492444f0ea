/* Framing of the labs that talk in lines: ends, encoding, floods. */
#include "wire/judge_private.h"

#include <string.h>

#include "base/text.h"
#include "wire/calc.h"
#include "wire/order_line.h"

static const char *const end_words[] = {
	[JUDGE_END_NOTHING] = "nothing", [JUDGE_END_LF] = "LF",
	[JUDGE_END_CRLF] = "CR LF", [JUDGE_END_NUL] = "NUL"
};

/* A bare first message, a name, is no habit. */
static void
lines_habit(const struct judge_call *call)
{
	struct judge_side *side = call->side;
	unsigned first;

	if (side->messages == 1) {
		side->first_end = (uint8_t)call->end;
		side->ends_seen = call->end == JUDGE_END_NOTHING ? 0 :
		    (uint8_t)(1u << call->end);
		return;
	}
	/* NULs behind some messages are padding: that has a rule. */
	first = side->ends_seen & (unsigned)~(1u << call->end) &
	    ~(1u << JUDGE_END_NUL);
	side->ends_seen |= (uint8_t)(1u << call->end);
	if (side->littered || (call->end == JUDGE_END_NUL && first != 0))
		return;
	if (first == 0) {
		judge_ok(call, RULE_LINES_END_HABIT);
	} else if (!side->mixed_told) {
		side->mixed_told = true;
		judge_fault(call, RULE_LINES_END_HABIT,
		    (struct judge_span){ .at = call->text_len,
		    .len = call->len - call->text_len }, "a message ends in "
		    "%s, others end in %s", end_words[call->end],
		    end_words[first & 1 ? 0 : first & 2 ? 1 : 2]);
	}
}

static void
lines_utf8(const struct judge_call *call)
{
	size_t at, one;
	bool other = false;

	for (at = 0; at < call->text_len; at += one) {
		one = text_utf8(call->text + at, call->text_len - at, NULL);
		if (one == 0) {
			judge_fault(call, RULE_LINES_UTF8,
			    (struct judge_span){ .at = at, .len = 1 },
			    "this is not UTF-8: byte %02x",
			    (unsigned char)call->text[at]);
			return;
		}
		other = other || one > 1;
	}
	if (other)
		judge_ok(call, RULE_LINES_UTF8);
}

static uint32_t
lines_hash(const struct judge_call *call)
{
	uint32_t hash = 2166136261u;
	size_t at;

	for (at = 0; at < call->text_len; at++)
		hash = (hash ^ (unsigned char)call->text[at]) * 16777619u;
	return hash;
}

static void
lines_flood(const struct judge_call *call)
{
	struct judge_side *side = call->side;
	uint32_t hash = lines_hash(call);
	unsigned same, any;

	if (hash != side->same_hash)
		side->same.count = 0;
	side->same_hash = hash;
	same = judge_rate(&side->same, call->wall_ns);
	any = judge_rate(&side->any, call->wall_ns);
	if (side->any.told || (same < RULE_LIMIT_FLOOD_SAME &&
	    any < RULE_LIMIT_FLOOD_ANY))
		return;
	side->any.told = true;
	judge_fault(call, RULE_LINES_FLOOD, (struct judge_span){ 0 },
	    same >= RULE_LIMIT_FLOOD_SAME ?
	    "the same line %u times within a second: does the program check "
	    "that its input ended?" : "%u messages within a second",
	    same >= RULE_LIMIT_FLOOD_SAME ? same : any);
}

void
judge_lines(const struct judge_call *call)
{
	if (call->judge->lab != LAB_CLOCK) {
		lines_habit(call);
		if (call->who == RULE_CLIENT)
			lines_flood(call);
	}
	lines_utf8(call);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c & 0x80) != 0 || c == '_';
}

static bool
text_begins(const char *text, size_t len, const char *word)
{
	return len >= strlen(word) && memcmp(text, word, strlen(word)) == 0;
}

/* Where a second message begins in what should be a name; 0: nowhere. */
static size_t
join_at(const struct judge_call *call)
{
	const char *text = call->text;
	size_t len = call->text_len, at, rest, letter_len;

	for (at = 1; at < len; at++) {
		if (call->judge->lab == LAB_CHAT &&
		    (text_begins(text + at, len - at, "/list") ||
		    text_begins(text + at, len - at, "/msg") ||
		    text_begins(text + at, len - at, "/quit")))
			return at;
		if (call->judge->lab == LAB_CALC && is_letter(text[at - 1]) &&
		    text[at] >= '0' && text[at] <= '9' &&
		    calc_parse(text + at, len - at, &(struct calc){ 0 }) ==
		    CALC_OK)
			return at;
		letter_len = len - at;
		if (call->judge->lab == LAB_ORDER && text[at] >= 'X' &&
		    text[at] <= 'Y' && at + 1 < len && text[at + 1] == ':' &&
		    order_line_letter(text + at, &letter_len, &rest) != 0 &&
		    letter_len - rest == at &&
		    memcmp(text + at + rest, text, at) == 0)
			return at;
	}
	return 0;
}

/* "alice/list", "alice12 + 42", "AliceX: Alice": two that came as one.  A
 * blank before the second would be somebody's own form. */
bool
judge_join(const struct judge_call *call)
{
	size_t at;

	if (call->who != RULE_CLIENT || call->side->messages != 1)
		return false;
	at = join_at(call);
	if (at == 0 || memchr(call->text, ' ', at) != NULL ||
	    memchr(call->text, ':', at) != NULL)
		return false;
	judge_fault(call, RULE_LINES_JOIN_CLIENT,
	    (struct judge_span){ .at = at, .len = call->text_len - at },
	    "your first two messages run into each other");
	return true;
}
