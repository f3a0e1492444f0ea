/* The words for why a session is over. */
#include "wire/end.h"

static const char *const ends[END_COUNT] = {
#define END(symbol, text, meaning) text,
#include "wire/ends.def"
#undef END
};

const char *
end_text(unsigned end)
{
	return end < END_COUNT ? ends[end] : "?";
}
