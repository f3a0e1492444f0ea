/* Numbers in requests and answers of the wait lab. */
#include "wire/judge_number.h"

#include <string.h>
#include <strings.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || (c & 0x80) != 0 || c == '_' ||
	    c == '-' || c == '.' || c == '+';
}

/* A word of text from at on: is it a number? */
static bool
word_number(const char *word, size_t len, struct judge_number *number)
{
	size_t at = word[0] == '-' || word[0] == '+', digits = 0;

	/* What ends a sentence is not its fraction. */
	if (len > 0 && word[len - 1] == '.')
		len--;
	number->len = len;
	number->value = 0;
	number->whole = true;
	for (; at < len; at++) {
		if (word[at] == '.' && number->whole && digits > 0) {
			number->whole = false;
			continue;
		}
		if (!is_digit(word[at]))
			return false;
		if (number->whole && number->value < 1000000000L)
			number->value = 10 * number->value + (word[at] - '0');
		digits++;
	}
	if (word[0] == '-')
		number->value = -number->value;
	return digits > 0;
}

/* The next number in bytes from..to of the message. */
static bool
number_next(const char *bytes, size_t *from, size_t to,
    struct judge_number *number)
{
	size_t at = *from, end;

	while (at < to) {
		for (; at < to && !is_word(bytes[at]); at++)
			continue;
		for (end = at; end < to && is_word(bytes[end]); end++)
			continue;
		*from = end;
		number->at = at;
		if (end > at && word_number(bytes + at, end - at, number))
			return true;
		at = end;
	}
	return false;
}

/* The one number there: of several none is it. */
static bool
number_only(const char *bytes, size_t from, size_t to,
    struct judge_number *number)
{
	struct judge_number more;

	return number_next(bytes, &from, to, number) &&
	    !number_next(bytes, &from, to, &more);
}

static bool
text_in(const char *text, size_t len, const char *word)
{
	return memmem(text, len, word, strlen(word)) != NULL;
}

/* Of a request line, in the message. */
struct number_target {
	size_t path, query, end;	/* query: end where there is none */
};

static bool
number_target(const struct judge_call *call, struct number_target *target)
{
	size_t path = judge_head_at(call), query, end = path;

	while (end < call->len && call->bytes[end] != '\n' &&
	    call->bytes[end] != '\r')
		end++;
	while (path < end && call->bytes[path] != ' ')
		path++;
	for (path++; end > path && call->bytes[end - 1] != ' '; end--)
		continue;
	if (path >= end)
		return false;
	for (query = path; query < end && call->bytes[query] != '?'; query++)
		continue;
	*target = (struct number_target){ path, query, end };
	return true;
}

/* Is this where names are given? */
static bool
target_is_names(const struct judge_call *call,
    const struct number_target *target)
{
	const char *path = call->bytes + target->path;
	size_t len = target->query - target->path;

	return text_in(path, len, "client") || text_in(path, len, "regist") ||
	    text_in(path, len, "name");
}

bool
judge_number_uploaded(const struct judge_call *call,
    struct judge_number *number)
{
	struct number_target target;

	/* A name may be a number. */
	if (!number_target(call, &target) || target_is_names(call, &target))
		return false;
	return number_only(call->bytes, judge_body_at(call), call->len,
	    number) ||
	    number_only(call->bytes, target.query, target.end, number) ||
	    number_only(call->bytes, target.path, target.query, number);
}

/* Words that stand beside a number and are nobody. */
static bool
word_is_label(const char *word, size_t len, const char *behind, size_t left)
{
	static const char *const words[] = { "seconds", "second", "sec", "s",
	    "wait", "number" };
	size_t i;

	for (i = 0; i < left && (behind[i] == '"' || behind[i] == ' ' ||
	    behind[i] == '\''); i++)
		continue;
	if (i < left && (behind[i] == '=' || behind[i] == ':'))
		return true;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (len == strlen(words[i]) &&
		    strncasecmp(word, words[i], len) == 0)
			return true;
	return false;
}

static bool
name_in(const char *text, size_t len)
{
	size_t at = 0, end;

	while (at < len) {
		for (; at < len && !is_word(text[at]); at++)
			continue;
		for (end = at; end < len && is_word(text[end]); end++)
			continue;
		if (end > at && (text[at] & 0xc0) >= 0x40 && !word_is_label(
		    text + at, end - at, text + end, len - end))
			return true;
		at = end;
	}
	return false;
}

bool
judge_number_has_name(const struct judge_call *call)
{
	size_t body = judge_body_at(call), query = judge_head_at(call), end;

	while (query < body && call->bytes[query] != '?' &&
	    call->bytes[query] != '\n')
		query++;
	for (end = query; end < body && call->bytes[end] != '\n' &&
	    !(end > query && call->bytes[end] == ' '); end++)
		continue;
	return name_in(call->bytes + body, call->len - body) ||
	    name_in(call->bytes + query, end - query);
}

/* POST /clients/alice: behind a slash that is not the first. */
static bool
target_names_one(const struct judge_call *call,
    const struct number_target *target)
{
	const char *path = call->bytes + target->path, *slash;
	size_t len = target->query - target->path;

	slash = len < 2 ? NULL : memchr(path + 1, '/', len - 1);
	return slash != NULL && slash + 1 < path + len;
}

bool
judge_number_names(const struct judge_call *call)
{
	size_t at = judge_head_at(call);
	struct number_target target;
	bool posts;

	if (judge_number_has_name(call))
		return true;
	if (!number_target(call, &target) || !target_is_names(call, &target))
		return false;
	posts = call->len - at >= 5 &&
	    strncasecmp(call->bytes + at, "POST ", 5) == 0;
	return judge_body_at(call) < call->len ||
	    (posts && target_names_one(call, &target));
}

bool
judge_number_in(const char *text, size_t len, long wanted, bool *is_there,
    long *other)
{
	struct judge_number number;
	size_t from = 0;
	bool any = false;

	*is_there = false;
	while (number_next(text, &from, len, &number)) {
		if (number.whole && number.value == wanted)
			*is_there = true;
		else if (!any)
			*other = number.value;
		any = true;
	}
	return any;
}
