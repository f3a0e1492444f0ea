/*
 * Mischief in two words of shared memory.
 *
 * The first: from its lowest bit on kinds 12, slow 14, delay 14, jitter 14,
 * withhold 5, and the highest, which says that something was set (off, too).
 * The second: the seed, and above it a check over all of it and the number of
 * the client it is for.  So a word that was torn, scribbled, or left by
 * another client is none.
 */
#include "wire/mischief_private.h"

#include <string.h>

#define SET	(UINT64_C(1) << 63)

_Static_assert(MISCHIEF_KIND_COUNT <= 12, "kinds have twelve bits");

static const struct {
	enum mischief_kind kind;
	unsigned at, bits;
} places[] = {
	{ MISCHIEF_SLOW, 12, 14 },
	{ MISCHIEF_DELAY, 26, 14 },
	{ MISCHIEF_JITTER, 40, 14 },
	{ MISCHIEF_WITHHOLD, 54, 5 },
};
#define PLACES	(sizeof(places) / sizeof(places[0]))

static uint32_t
check(uint64_t word, uint32_t seed, uint64_t client)
{
	return (uint32_t)(mischief_mix(word ^ mischief_mix(client ^
	    mischief_mix(seed))) >> 32);
}

void
mischief_pack(uint64_t words[MISCHIEF_WORDS], const struct mischief *mischief,
    uint64_t client)
{
	uint64_t word = SET | mischief->kinds;
	size_t i;

	for (i = 0; i < PLACES; i++)
		word |= (uint64_t)mischief->numbers[places[i].kind] <<
		    places[i].at;
	words[0] = word;
	words[1] = (uint64_t)check(word, mischief->seed, client) << 32 |
	    mischief->seed;
}

/* Is each number there that should be, within its bounds, and no other? */
static bool
good(const struct mischief *mischief)
{
	const struct mischief_info *info;
	unsigned kind;
	uint32_t number;

	if (mischief->kinds >> MISCHIEF_KIND_COUNT != 0 ||
	    (mischief->kinds == 0) != (mischief->seed == 0))
		return false;
	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++) {
		info = mischief_info(kind);
		number = mischief->numbers[kind];
		if ((mischief->kinds & MISCHIEF_BIT(kind)) == 0 ?
		    number != 0 : number < info->min || number > info->max)
			return false;
	}
	return true;
}

bool
mischief_unpack(struct mischief *mischief,
    const uint64_t words[MISCHIEF_WORDS], uint64_t client)
{
	struct mischief read = { .kinds = (unsigned)(words[0] & 0xfff),
	    .seed = (uint32_t)words[1] };
	uint64_t known = SET | 0xfff, mask;
	size_t i;

	memset(mischief, 0, sizeof(*mischief));
	for (i = 0; i < PLACES; i++) {
		mask = (UINT64_C(1) << places[i].bits) - 1;
		known |= mask << places[i].at;
		read.numbers[places[i].kind] =
		    (uint32_t)(words[0] >> places[i].at & mask);
	}
	if ((words[0] & SET) == 0 || (words[0] & ~known) != 0 ||
	    words[1] >> 32 != check(words[0], read.seed, client) ||
	    !good(&read))
		return false;
	*mischief = read;
	return true;
}

void
mischief_draw(struct mischief *mischief, uint64_t number)
{
	if (mischief->kinds == 0 || mischief->seed != 0)
		return;
	/* Short ones are typed again more easily. */
	mischief->seed = (uint32_t)(mischief_mix(number) % 99999) + 1;
}
