/* The list of labs as data. */
#include "base/labs.h"

#include <string.h>

static const struct lab_info lab_list[LAB_COUNT] = {
#define LAB(symbol, name, port, speech, summary) \
	{ #name, port, LAB_SPEAKS_##speech, summary },
#include "base/labs.def"
#undef LAB
};

static const struct lab_info unknown = { "?", 0, LAB_SPEAKS_ANY,
    "unknown lab" };

const struct lab_info *
lab_info(unsigned id)
{
	return id < LAB_COUNT ? &lab_list[id] : &unknown;
}

bool
lab_speaks_http(unsigned id)
{
	return lab_info(id)->speech == LAB_SPEAKS_HTTP;
}

bool
lab_speaks_text(unsigned id)
{
	return lab_info(id)->speech == LAB_SPEAKS_TEXT;
}

int
lab_find(const char *name, size_t len)
{
	int id;

	for (id = 0; id < LAB_COUNT; id++)
		if (strlen(lab_list[id].name) == len &&
		    memcmp(lab_list[id].name, name, len) == 0)
			return id;
	return -1;
}

const char *
lab_words(void)
{
	static const char words[] =
#define LAB(symbol, name, port, speech, summary) ", " #name
#include "base/labs.def"
#undef LAB
	    ;

	return words + 2;
}
