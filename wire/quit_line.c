/* The words that end a conversation. */
#include "wire/quit_line.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *word;
	bool spoken;
} words[] = {
#define QUIT_WORD(word, spoken) { word, spoken },
#include "wire/quit_words.def"
#undef QUIT_WORD
};

enum quit_line
quit_line_word(const char *word, size_t len)
{
	size_t slash = len > 0 && word[0] == '/', i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i].word) == len - slash &&
		    strncasecmp(words[i].word, word + slash,
		    len - slash) == 0)
			return slash ? QUIT_SLASH : words[i].spoken ?
			    QUIT_SPOKEN : QUIT_PLAIN;
	return QUIT_NOT;
}
