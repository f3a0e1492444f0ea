/* The last words of a server that ends a conversation by itself. */
#include "wire/farewell.h"

#include <string.h>

static const char *const sentences[FAREWELL_COUNT] = {
	"",
#define FAREWELL(symbol, sentence, reason) sentence,
#include "wire/farewells.def"
#undef FAREWELL
};

static const char *const reasons[FAREWELL_COUNT] = {
	"",
#define FAREWELL(symbol, sentence, reason) reason,
#include "wire/farewells.def"
#undef FAREWELL
};

const char *
farewell_text(enum farewell farewell)
{
	return farewell < FAREWELL_COUNT ? sentences[farewell] : "";
}

const char *
farewell_reason(enum farewell farewell)
{
	return farewell < FAREWELL_COUNT ? reasons[farewell] : "";
}

enum farewell
farewell_find(const char *text, size_t len)
{
	int i;

	while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r'))
		len--;
	for (i = FAREWELL_NONE + 1; i < FAREWELL_COUNT; i++)
		if (strlen(sentences[i]) == len &&
		    memcmp(sentences[i], text, len) == 0)
			return (enum farewell)i;
	return FAREWELL_NONE;
}
