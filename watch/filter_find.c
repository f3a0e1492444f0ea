/* Texts within texts, case aside. */
#include <string.h>
#include <wctype.h>

#include "base/text.h"
#include "watch/filter.h"

/* The length of the character at the start, and it without its case; a byte
 * that is none of UTF-8 is itself. */
static size_t
filter_fold(const unsigned char *at, size_t len, unsigned *code_point)
{
	size_t n;

	*code_point = *at;
	if (*at < 0x80) {
		if (*at >= 'A' && *at <= 'Z')
			*code_point += 'a' - 'A';
		return 1;
	}
	n = text_utf8((const char *)at, len, code_point);
	if (n == 0) {
		/* Apart from the characters of that number. */
		*code_point = 0x110000u + *at;
		return 1;
	}
	*code_point = (unsigned)towlower((wint_t)*code_point);
	return n;
}

/* rest bytes are there, len of them or more are looked at: half a character
 * is not the beginning of a whole one. */
static bool
filter_same(const unsigned char *bytes, size_t rest,
    const unsigned char *word, size_t len)
{
	unsigned one, other;
	size_t n, at;

	for (at = 0; at < len; at += n) {
		n = filter_fold(bytes + at, rest - at, &one);
		if (filter_fold(word + at, len - at, &other) != n ||
		    one != other)
			return false;
	}
	return true;
}

int64_t
filter_find(const void *bytes, size_t len, size_t from, const char *word)
{
	size_t need = strlen(word), at;

	if (need == 0)
		return -1;
	for (at = from; at + need <= len; at++)
		if (filter_same((const unsigned char *)bytes + at, len - at,
		    (const unsigned char *)word, need))
			return (int64_t)at;
	return -1;
}

int64_t
filter_find_last(const void *bytes, size_t len, size_t before,
    const char *word)
{
	size_t need = strlen(word), at;

	if (need == 0 || need > len)
		return -1;
	at = before < len - need + 1 ? before : len - need + 1;
	while (at-- > 0)
		if (filter_same((const unsigned char *)bytes + at, len - at,
		    (const unsigned char *)word, need))
			return (int64_t)at;
	return -1;
}

bool
filter_has(const char *text, const char *word)
{
	return *word == '\0' || filter_find(text, strlen(text), 0, word) >= 0;
}
