/* Counting, and what was counted. */
#include "shm/totals.h"

#include "base/when.h"

const int64_t overshoot_bounds_ns[OVERSHOOT_BOUNDS] = {
	1 * NS_PER_MS, 2 * NS_PER_MS, 5 * NS_PER_MS,
	10 * NS_PER_MS, 20 * NS_PER_MS, 50 * NS_PER_MS,
	100 * NS_PER_MS, 200 * NS_PER_MS, 500 * NS_PER_MS,
	1 * NS_PER_S, 2 * NS_PER_S, 5 * NS_PER_S, 10 * NS_PER_S
};

const char *
refusal_word(enum refusal refusal)
{
	static const char *const words[REFUSAL_COUNT] = {
#define REFUSAL(symbol, word, meaning) word,
#include "shm/refusals.def"
#undef REFUSAL
	};

	return words[refusal];
}

static void
total_add(_Atomic uint64_t *total, uint64_t more)
{
	atomic_fetch_add_explicit(total, more, memory_order_relaxed);
}

void
overshoot_add(struct overshoot_total *total, int64_t late_ns)
{
	int bound = 0;

	if (late_ns < 0)
		late_ns = 0;
	while (bound < OVERSHOOT_BOUNDS &&
	    late_ns > overshoot_bounds_ns[bound])
		bound++;
	total_add(&total->answers[bound], 1);
	total_add(&total->sum_ns, (uint64_t)late_ns);
}
