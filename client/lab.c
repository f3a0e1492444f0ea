/* The labs as the clients have them, from the one list. */
#include "client/lab.h"

#define LAB(symbol, name, port, speech, summary)			\
	extern const struct client_lab client_lab_##name;
#include "base/labs.def"
#undef LAB

static const struct client_lab *const client_labs[LAB_COUNT] = {
#define LAB(symbol, name, port, speech, summary) &client_lab_##name,
#include "base/labs.def"
#undef LAB
};

const struct client_lab *
client_lab(unsigned id)
{
	return id < LAB_COUNT ? client_labs[id] : NULL;
}
