/* Other protocols than the lab's, which only several messages show. */
#include "wire/judge_private.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/calc.h"

/* What has been asked: bits. */
enum { COURSE_ASKED = 1, COURSE_OTHER = 2, COURSE_BOTH = 3 };

static uint32_t
course_hash(const struct judge_call *call)
{
	uint32_t hash = 2166136261u;
	size_t at;

	for (at = 0; at < call->text_len; at++)
		hash = (hash ^ (unsigned char)call->text[at]) * 16777619u;
	return hash;
}

/* Which of the two kinds of requests this is, to each of which a right server
 * has another answer; 0: neither. */
static uint8_t
course_kind(const struct judge_call *call)
{
	struct judge_course *course = &call->judge->course;
	uint32_t hash = course_hash(call);
	bool again = hash == course->asked_hash;
	struct calc calc;

	course->asked_hash = hash;
	switch (call->judge->lab) {
	case LAB_CLOCK:
		return judge_text_is(call, "SEND_DATE") ? COURSE_ASKED :
		    judge_text_is(call, "SEND_TIME") ? COURSE_OTHER : 0;
	case LAB_CHAT:
		return call->side->messages == 1 ? 0 :
		    judge_text_is(call, "/list") ? COURSE_ASKED :
		    COURSE_OTHER;
	case LAB_CALC:
		return calc_parse(call->text, call->text_len, &calc) !=
		    CALC_OK ? 0 : again ? COURSE_ASKED : COURSE_BOTH;
	default:
		return 0;
	}
}

/* A date, a time, or a value has one. */
static bool
course_has_digit(const struct judge_call *call)
{
	size_t at;

	for (at = 0; at < call->text_len; at++)
		if (call->text[at] >= '0' && call->text[at] <= '9')
			return true;
	return false;
}

/* One and the same text to requests of both kinds, for so long. */
static bool
course_constant(const struct judge_call *call)
{
	struct judge_course *course = &call->judge->course;
	uint32_t hash = course_hash(call);

	if (course->kind == 0 || course_has_digit(call) ||
	    call->text_len == 0) {
		course->same = 0;
		return false;
	}
	if (course->same == 0 || hash != course->answer_hash) {
		course->same = 0;
		course->kinds = 0;
		course->since_ns = call->wall_ns;
		course->answer_hash = hash;
	}
	course->same++;
	course->kinds |= course->kind;
	return course->same >= RULE_LIMIT_CONSTANT_ANSWERS &&
	    course->kinds == COURSE_BOTH && call->wall_ns -
	    course->since_ns >= RULE_LIMIT_CONSTANT_MS * NS_PER_MS;
}

/* The last thing that was said, in the other case. */
static bool
course_upper(const struct judge_call *call)
{
	struct judge *judge = call->judge;
	const struct judge_segment *said = &judge->segments[
	    (judge->next_segment + JUDGE_SEGMENTS - 1) % JUDGE_SEGMENTS];
	size_t len = said->len;

	while (len > 0 && (said->bytes[len - 1] == '\n' ||
	    said->bytes[len - 1] == '\r' || said->bytes[len - 1] == '\0'))
		len--;
	if (said->direction != FEED_RECEIVED || said->len ==
	    JUDGE_SEGMENT_MAX || len == 0 || len != call->text_len ||
	    memcmp(said->bytes, call->text, len) == 0 ||
	    strncasecmp((const char *)said->bytes, call->text, len) != 0)
		judge->course.upper = 0;
	else
		judge->course.upper++;
	return judge->course.upper >= RULE_LIMIT_UPPER_ANSWERS;
}

/* order: the first answer is a number and nothing else. */
static bool
course_id(const struct judge_call *call)
{
	size_t at;

	if (call->judge->lab != LAB_ORDER || call->side->messages != 1 ||
	    call->judge->sides[0].messages == 0 || call->text_len == 0 ||
	    call->text_len > 9)
		return false;
	for (at = 0; at < call->text_len; at++)
		if (call->text[at] < '0' || call->text[at] > '9')
			return false;
	return true;
}

static bool
course_is_letter(const struct judge_call *call, size_t at)
{
	char c = at < call->text_len ? call->text[at] : ' ';

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c & 0x80) != 0;
}

/* order: "get_id", "ID?", "request id": no name, for nobody is called so. */
static bool
course_asks_id(const struct judge_call *call)
{
	size_t at;
	bool id = judge_text_is(call, "getid") ||
	    judge_text_is(call, "requestid");

	if (call->judge->lab != LAB_ORDER || call->side->messages != 1 ||
	    call->text_len < 3 || call->text_len > 24 ||
	    memchr(call->text, ':', call->text_len) != NULL)
		return false;
	if (id)
		return true;
	for (at = 0; at + 2 <= call->text_len && !id; at++)
		id = strncasecmp(call->text + at, "id", 2) == 0 &&
		    !course_is_letter(call, at + 2) &&
		    (at == 0 || !course_is_letter(call, at - 1));
	return id && (judge_text_has(call, "get") ||
	    judge_text_has(call, "request") ||
	    call->text[call->text_len - 1] == '?');
}

enum rule
judge_course(const struct judge_call *call)
{
	struct judge_course *course = &call->judge->course;
	enum rule family = RULE_NONE;

	if (call->who == RULE_CLIENT) {
		course->kind = course_kind(call);
		course->asked = true;
		return course_asks_id(call) ? RULE_FAMILY_ID_FIRST :
		    RULE_NONE;
	}
	if (course_id(call))
		return RULE_FAMILY_ID_FIRST;
	if (!course->asked)
		return RULE_NONE;
	course->asked = false;
	if (course_upper(call))
		family = RULE_FAMILY_UPPER;
	else if (course_constant(call))
		family = RULE_FAMILY_CONSTANT;
	return family;
}
