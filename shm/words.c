/* The words for states, from their list. */
#include "shm/table.h"

static const char *const states[STATE_COUNT] = {
#define STATE(symbol, word, meaning) word,
#include "shm/states.def"
#undef STATE
};

const char *
state_word(unsigned state)
{
	return state < STATE_COUNT ? states[state] : "?";
}
