/* Names and letters in what a foreign server said. */
#include "check/words.h"

#include <string.h>
#include <strings.h>

#define ESCAPE_SIZE	32	/* a longer control sequence is none */

static char
lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter;
}

static bool
is_letter(char letter)
{
	return (lower(letter) >= 'a' && lower(letter) <= 'z') ||
	    (letter >= '0' && letter <= '9') || (letter & 0x80) != 0;
}

static bool
is_blank(char letter)
{
	return letter == ' ' || letter == '\t' || letter == '\r' ||
	    letter == '\n' || letter == '\0';
}

/* Parameters and marks, and a last byte. */
size_t
words_escape(const char *text, size_t len, size_t at)
{
	size_t end = at + 2;

	if (end > len || text[at] != '\033' || text[at + 1] != '[')
		return 0;
	while (end < len && text[end] >= ' ' && text[end] <= '?')
		end++;
	return end < len && text[end] >= '@' && text[end] <= '~' ?
	    end + 1 - at : 0;
}

size_t
words_escape_before(const char *text, size_t at)
{
	size_t from = at;

	while (from > 0 && at - from < ESCAPE_SIZE) {
		from--;
		if (text[from] == '\033')
			return words_escape(text, at, from) == at - from ?
			    at - from : 0;
	}
	return 0;
}

/* Is there no letter before it that belongs to it? */
static bool
is_border(const char *text, size_t at)
{
	return at == 0 || !is_letter(text[at - 1]) ||
	    words_escape_before(text, at) > 0;
}

size_t
words_find(const char *text, size_t len, size_t from, const char *sought)
{
	size_t want = strlen(sought), at;

	for (at = from; want > 0 && at <= len && want <= len - at; at++)
		if (lower(text[at]) == lower(sought[0]) &&
		    strncasecmp(text + at, sought, want) == 0)
			return at;
	return WORDS_NONE;
}

bool
words_has(const char *text, size_t len, const char *sought)
{
	return words_find(text, len, 0, sought) != WORDS_NONE;
}

size_t
words_find_whole(const char *text, size_t len, size_t from,
    const char *sought)
{
	size_t want = strlen(sought), at = from;

	for (;; at++) {
		at = words_find(text, len, at, sought);
		if (at == WORDS_NONE)
			return WORDS_NONE;
		if ((!is_letter(sought[0]) || is_border(text, at)) &&
		    (at + want == len ||
		    !is_letter(sought[want - 1]) ||
		    !is_letter(text[at + want])))
			return at;
	}
}

size_t
words_find_exact(const char *text, size_t len, size_t from,
    const void *sought, size_t sought_len)
{
	size_t at;

	for (at = from; sought_len > 0 && at <= len &&
	    sought_len <= len - at; at++)
		if (memcmp(text + at, sought, sought_len) == 0)
			return at;
	return WORDS_NONE;
}

char
words_letter_before(const char *text, size_t at)
{
	static const char client[] = "client";
	size_t client_len = sizeof(client) - 1;
	char letter;

	/* Marks and blanks lie between a letter and its name. */
	while (at > 0 && is_border(text, at))
		at -= words_escape_before(text, at) > 0 ?
		    words_escape_before(text, at) : 1;
	if (at == 0)
		return 0;
	letter = (char)(lower(text[at - 1]) - 32);
	if (letter < 'A' || letter > 'Z')
		return 0;
	at--;
	if (is_border(text, at))
		return letter;
	return at >= client_len && strncasecmp(text + at - client_len,
	    client, client_len) == 0 ? letter : 0;
}

/* The next token: a run of letters, or one mark.  Its length, 0: none. */
static size_t
token_next(const char *text, size_t len, size_t *at)
{
	size_t end;

	while (*at < len && (is_blank(text[*at]) ||
	    words_escape(text, len, *at) > 0))
		*at += is_blank(text[*at]) ? 1 :
		    words_escape(text, len, *at);
	end = *at;
	if (end < len && !is_letter(text[end]))
		return 1;
	while (end < len && is_letter(text[end]))
		end++;
	return end - *at;
}

bool
words_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t a_at = 0, b_at = 0, a_token, b_token;

	for (;;) {
		a_token = token_next(a, a_len, &a_at);
		b_token = token_next(b, b_len, &b_at);
		if (a_token != b_token)
			return false;
		if (a_token == 0)
			return true;
		if (strncasecmp(a + a_at, b + b_at, a_token) != 0)
			return false;
		a_at += a_token;
		b_at += b_token;
	}
}

void
words_trim(const char **text, size_t *len)
{
	size_t blank;

	while (*len > 0) {
		blank = is_blank((*text)[0]) ? 1 :
		    words_escape(*text, *len, 0);
		if (blank == 0)
			break;
		*text += blank;
		*len -= blank;
	}
	while (*len > 0) {
		blank = is_blank((*text)[*len - 1]) ? 1 :
		    words_escape_before(*text, *len);
		if (blank == 0)
			break;
		*len -= blank;
	}
}

bool
words_part(const char *a, const char *b)
{
	return words_has(a, strlen(a), b) || words_has(b, strlen(b), a);
}
