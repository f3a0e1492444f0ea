/* What is wrong with the words of a request line, and what they should be. */
#include "wire/http_words.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define SHOWN_BEFORE 60	/* of a long line, before the byte at fault */
#define METHOD_SIZE 32

/* No request line at all: the rest of a body, or no HTTP. */
bool
http_words_unmeant(struct http_call *call, struct http_slice line)
{
	return http_fault_in(call, call->follows ? HTTP_RULE_SURPLUS :
	    HTTP_RULE_NO_REQUEST, line, line.at);
}

static bool
is_version(const char *buffer, struct http_slice word)
{
	return word.len != 0 && http_version_at(buffer, word) == word.at;
}

/* The mistake is at a byte of the line, which is shown around it. */
static bool
fault_line(struct http_call *call, enum http_rule rule,
    const struct http_words *words, uint32_t at)
{
	struct http_slice shown = words->line;

	if (at > shown.at + SHOWN_BEFORE) {
		shown.len -= at - SHOWN_BEFORE - shown.at;
		shown.at = at - SHOWN_BEFORE;
	}
	return http_fault_in(call, rule, shown, at);
}

/* The line with the spaces it should have: one between its parts, and %20
 * within the target. */
static void
suggest_spaces(struct http_call *call, const struct http_words *words)
{
	uint32_t at = words->word[0].at, end = words->last.at +
	    words->last.len;
	char line[sizeof(call->fault->instead)];
	size_t used = 0;

	while (at < end && used + 4 < sizeof(line)) {
		bool part = at < words->word[1].at || at >= words->body_end;

		if (!http_is(CLASS_SPACE, call->buffer[at]))
			line[used++] = call->buffer[at++];
		else if (part) {
			line[used++] = ' ';
			while (http_is(CLASS_SPACE, call->buffer[at]))
				at++;
		} else {
			memcpy(line + used, "%20", 3);
			used += 3;
			at++;
		}
	}
	if (at < end || !text_escape(call->fault->instead,
	    sizeof(call->fault->instead), line, used))
		call->fault->instead[0] = '\0';
}

/* From the first word to there, and a version. */
static void
suggest_version(struct http_call *call, const struct http_words *words,
    uint32_t end)
{
	while (end > words->word[0].at &&
	    http_is(CLASS_SPACE, call->buffer[end - 1]))
		end--;
	http_suggest(call, "", http_slice_to(words->word[0].at, end),
	    " HTTP/1.1");
}

/* A space is missing between the method and the target, or between that and
 * the version, or both. */
static bool
fault_joined(struct http_call *call, const struct http_words *words,
    uint32_t at)
{
	struct http_slice method = call->request->method;
	char before[METHOD_SIZE];
	uint32_t end = http_version_at(call->buffer, words->line);

	fault_line(call, HTTP_RULE_LINE_JOINED, words, at);
	if (at != method.at + method.len) {
		suggest_version(call, words, end);
		return false;
	}
	/* One that is known: a few letters. */
	(void)snprintf(before, sizeof(before), "%.*s ", (int)method.len,
	    call->buffer + method.at);
	while (end > at && http_is(CLASS_SPACE, call->buffer[end - 1]))
		end--;
	http_suggest(call, before, http_slice_to(at, end), " HTTP/1.1");
	return false;
}

static bool
fault_no_target(struct http_call *call, const struct http_words *words,
    uint32_t at)
{
	fault_line(call, HTTP_RULE_TARGET_MISSING, words, at);
	http_suggest(call, "", words->word[0], " / HTTP/1.1");
	return false;
}

static bool
judge_two(struct http_call *call, const struct http_words *words)
{
	struct http_slice second = words->word[1];
	uint32_t end = second.at + second.len;
	uint32_t version = http_version_at(call->buffer, second);

	if (version == second.at)
		return fault_no_target(call, words, version);
	if (version < end)
		return fault_joined(call, words, version);
	fault_line(call, HTTP_RULE_VERSION_MISSING, words, end);
	suggest_version(call, words, end);
	return false;
}

/* Three words or more, and the last is a version. */
static bool
judge_spaces(struct http_call *call, const struct http_words *words)
{
	uint32_t end = words->last.at + words->last.len;
	enum http_rule rule = HTTP_RULE_LINE_SPACE;
	uint32_t at = call->state->odd_at;

	if (words->blank_first)
		call->request->method_bit = http_method_bit(call->buffer,
		    words->word[0]);
	if (words->count > 3) {
		rule = HTTP_RULE_TARGET_SPACE;
		at = words->word[1].at + words->word[1].len;
	} else if (words->blank_first) {
		rule = HTTP_RULE_LINE_BEFORE;
		at = words->line.at;
	} else if (words->blank_last) {
		rule = HTTP_RULE_LINE_AFTER;
		at = end;
	}
	fault_line(call, rule, words, at);
	suggest_spaces(call, words);
	return false;
}

/* The words do not make a request line, whatever stands in them. */
static bool
judge_words(struct http_call *call, const struct http_words *words)
{
	struct http_slice third = words->word[2];
	uint32_t end = words->last.at + words->last.len;

	if (words->count == 1)
		return fault_no_target(call, words, end);
	if (words->count == 2)
		return judge_two(call, words);
	if (is_version(call->buffer, third) && words->count > 3) {
		fault_line(call, HTTP_RULE_LINE_MORE, words,
		    third.at + third.len);
		suggest_version(call, words, third.at);
		return false;
	}
	if (is_version(call->buffer, words->last))
		return judge_spaces(call, words);
	if (words->count == 3)
		return fault_line(call, HTTP_RULE_VERSION_FORM, words,
		    third.at);
	return fault_line(call, HTTP_RULE_VERSION_MISSING, words, end);
}

bool
http_words_judge(struct http_call *call, const struct http_words *words)
{
	struct http_state *state = call->state;
	uint32_t end = words->line.at + words->line.len;

	switch (state->odd_rule) {
	case HTTP_RULE_LINE_JOINED:
		return fault_joined(call, words, state->odd_at);
	case HTTP_RULE_METHOD_MISSING:
		if (http_version_at(call->buffer, words->line) == end)
			return http_words_unmeant(call, words->line);
		fault_line(call, HTTP_RULE_METHOD_MISSING, words,
		    words->word[0].at);
		http_suggest(call, "GET ", words->line, "");
		return false;
	case HTTP_RULE_METHOD_BYTE:
		return http_words_unmeant(call, words->line);
	}
	if (!http_words_meant(call, words))
		return http_words_unmeant(call, words->line);
	switch (state->odd_rule) {
	case HTTP_RULE_LINE_SPACE:
	case HTTP_RULE_TARGET_MISSING:
	case HTTP_RULE_TARGET_SPACE:
	case HTTP_RULE_VERSION_MISSING:
		return judge_words(call, words);
	default:
		return fault_line(call, state->odd_rule, words,
		    state->odd_at);
	}
}
