/* The words of a line, and whether it was meant to be a request line. */
#include "wire/http_words.h"

#include <string.h>

struct http_slice
http_slice_to(uint32_t from, uint32_t to)
{
	return (struct http_slice){ from, to - from };
}

void
http_words_of(const char *buffer, struct http_slice line,
    struct http_words *words)
{
	uint32_t at = line.at, end = line.at + line.len;

	memset(words, 0, sizeof(*words));
	words->line = line;
	while (at < end) {
		uint32_t from = at;

		while (at < end && !http_is(CLASS_SPACE, buffer[at]))
			at++;
		if (at > from) {
			words->body_end = words->last.at + words->last.len;
			words->last = http_slice_to(from, at);
			if (words->count < WORDS_MAX)
				words->word[words->count] = words->last;
			words->count++;
		}
		while (at < end && http_is(CLASS_SPACE, buffer[at]))
			at++;
	}
	if (line.len != 0) {
		words->blank_first = http_is(CLASS_SPACE, buffer[line.at]);
		words->blank_last = http_is(CLASS_SPACE, buffer[end - 1]);
	}
}

uint32_t
http_version_at(const char *buffer, struct http_slice slice)
{
	uint32_t at, end = slice.at + slice.len;

	for (at = slice.at; at + 5 <= end; at++)
		if (http_name_is(buffer, http_slice_to(at, at + 5), "http/"))
			return at;
	return end;
}

static bool
is_path(const char *buffer, struct http_slice word)
{
	return word.len != 0 && buffer[word.at] == '/';
}

bool
http_method_ends(const char *buffer, struct http_slice word)
{
	while (word.len > 1) {
		word.at++;
		word.len--;
		if (http_method_bit(buffer, word) != METHOD_UNKNOWN)
			return true;
	}
	return false;
}

bool
http_words_meant(const struct http_call *call, const struct http_words *words)
{
	const char *buffer = call->buffer;
	struct http_slice word = words->word[0];
	bool version = http_version_at(buffer, words->line) <
	    words->line.at + words->line.len;
	uint32_t i;

	if (words->count == 0)
		return false;
	if (is_path(buffer, word) || http_version_at(buffer, word) == word.at)
		return version;
	if (http_method_bit(buffer, word) != METHOD_UNKNOWN)
		return true;
	if (http_method_any_case(buffer, word) != METHOD_UNKNOWN)
		return version || is_path(buffer, words->word[1]);
	for (i = 0; i < word.len; i++)
		if (!http_is(CLASS_TOKEN, buffer[word.at + i]) ||
		    (buffer[word.at + i] >= 'a' &&
		    buffer[word.at + i] <= 'z'))
			return false;
	return version && !(call->follows && http_method_ends(buffer, word));
}
