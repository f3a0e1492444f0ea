/* Random numbers. */
#include "client/random.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

static uint64_t
random_bits(void)
{
	uint64_t bits;

	/* 256 bytes or less are never cut short or interrupted. */
	if (getrandom(&bits, sizeof(bits), 0) != sizeof(bits))
		abort();
	return bits;
}

long
random_between(long low, long high)
{
	uint64_t range = (uint64_t)high - (uint64_t)low + 1;
	uint64_t even, bits;

	if (range == 0)
		return (long)random_bits();
	/* What lies above the last whole multiple of the range would make
	 * the small numbers likelier. */
	even = UINT64_MAX - UINT64_MAX % range;
	do {
		bits = random_bits();
	} while (bits >= even);
	return (long)((uint64_t)low + bits % range);
}
