/* How a message ends, by name and in bytes. */
#include "wire/line_end.h"

#include <stdio.h>
#include <string.h>

static const char *const words[LINE_END_COUNT] = {
#define LINE_END(symbol, word, help) word,
#include "wire/line_ends.def"
#undef LINE_END
};

const char *
line_end_bytes(enum line_end end, size_t *len)
{
	switch (end) {
	case LINE_END_MIRROR:
	case LINE_END_LF:
		*len = 1;
		return "\n";
	case LINE_END_CRLF:
		*len = 2;
		return "\r\n";
	case LINE_END_NUL:
		*len = 1;
		return "";
	default:
		*len = 0;
		return "";
	}
}

bool
line_end_find(const char *word, enum line_end *end)
{
	int i;

	for (i = 0; i < LINE_END_COUNT; i++)
		if (strcmp(word, words[i]) == 0) {
			*end = (enum line_end)i;
			return true;
		}
	return false;
}

const char *
line_end_words(char out[LINE_END_WORDS_SIZE])
{
	size_t used = 0;
	int i;

	for (i = 0; i < LINE_END_COUNT; i++)
		used += (size_t)snprintf(out + used,
		    LINE_END_WORDS_SIZE - used, "%s%s", i == 0 ? "" : ", ",
		    words[i]);
	return out;
}
