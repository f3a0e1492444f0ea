/* The words for states and ends, from their lists. */
#include "shm/table.h"

static const char *const states[STATE_COUNT] = {
#define STATE(symbol, word, meaning) word,
#include "shm/states.def"
#undef STATE
};

static const char *const ends[END_COUNT] = {
#define END(symbol, text, meaning) text,
#include "shm/ends.def"
#undef END
};

const char *
state_word(unsigned state)
{
	return state < STATE_COUNT ? states[state] : "?";
}

const char *
end_text(unsigned end)
{
	return end < END_COUNT ? ends[end] : "?";
}
