/* The list of labs as data. */
#include "base/labs.h"

#include <string.h>

static const struct lab_info labs[LAB_COUNT] = {
#define LAB(symbol, name, port, summary) { #name, port, summary },
#include "base/labs.def"
#undef LAB
};

static const struct lab_info unknown = { "?", 0, "unknown lab" };

const struct lab_info *
lab_info(unsigned id)
{
	return id < LAB_COUNT ? &labs[id] : &unknown;
}

int
lab_find(const char *name, size_t len)
{
	int id;

	for (id = 0; id < LAB_COUNT; id++)
		if (strlen(labs[id].name) == len &&
		    memcmp(labs[id].name, name, len) == 0)
			return id;
	return -1;
}
