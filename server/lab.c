/* The labs as the server has them, from the one list. */
#include "server/lab.h"

#define LAB(symbol, name, port, speech, summary)			\
	extern const struct lab lab_##name;
#include "base/labs.def"
#undef LAB

static const struct lab *const lab_table[LAB_COUNT] = {
#define LAB(symbol, name, port, speech, summary) &lab_##name,
#include "base/labs.def"
#undef LAB
};

const struct lab *
lab_get(unsigned id)
{
	return lab_table[id < LAB_COUNT ? id : 0];
}
