/* Between the wire/mischief*.c files only; pure. */
#ifndef WIRE_MISCHIEF_PRIVATE_H
#define WIRE_MISCHIEF_PRIVATE_H

#include "wire/mischief.h"

/* Every bit of the number changes about half of those that come out (the last
 * step of SplitMix64: Steele, Lea, Flood, OOPSLA 2014). */
static inline uint64_t
mischief_mix(uint64_t number)
{
	number += UINT64_C(0x9e3779b97f4a7c15);
	number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
	return number ^ number >> 31;
}

#endif
