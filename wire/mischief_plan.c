/* What becomes of one message: drawn from the seed and its number. */
#include "wire/mischief_private.h"

#include <string.h>

#define PIECE_MAX	7		/* bytes of a segment */
#define SPLIT_BYTES	1024		/* what is beyond goes as one */
#define SPLIT_REST_NS	(5 * NS_PER_MS)
#define SLOW_STEPS	20		/* a second */

/* A number of the sequence that belongs to seed, kind and message. */
static uint64_t
drawn(const struct mischief *mischief, enum mischief_kind kind,
    uint64_t number)
{
	return mischief_mix(number ^ mischief_mix((uint64_t)mischief->seed << 8
	    | kind));
}

/* Is this message one of those that the kind strikes? */
static bool
strikes(const struct mischief *mischief, enum mischief_kind kind,
    uint64_t number)
{
	return (mischief->kinds & MISCHIEF_BIT(kind)) != 0 &&
	    drawn(mischief, kind, number) % mischief_info(kind)->one_in == 0;
}

static void
plan_wait(const struct mischief *mischief, struct mischief_plan *plan)
{
	uint32_t most_ms = mischief->numbers[MISCHIEF_JITTER];

	if (strikes(mischief, MISCHIEF_DELAY, plan->number)) {
		plan->kinds |= MISCHIEF_BIT(MISCHIEF_DELAY);
		plan->delay_ns = mischief->numbers[MISCHIEF_DELAY] * NS_PER_MS;
	}
	if (strikes(mischief, MISCHIEF_JITTER, plan->number)) {
		plan->jitter_ns = (int64_t)(drawn(mischief, MISCHIEF_JITTER,
		    ~plan->number) % (most_ms + 1)) * NS_PER_MS;
		if (plan->jitter_ns != 0)
			plan->kinds |= MISCHIEF_BIT(MISCHIEF_JITTER);
	}
	plan->wait_ns = plan->delay_ns + plan->jitter_ns;
}

static void
plan_stream(const struct mischief *mischief, struct mischief_plan *plan)
{
	static const enum mischief_kind endings[] = { MISCHIEF_STALL,
	    MISCHIEF_RESET, MISCHIEF_HALF_CLOSE };
	unsigned i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strikes(mischief, endings[i], plan->number)) {
			plan->ending = endings[i];
			plan->kinds |= MISCHIEF_BIT(endings[i]);
			plan->stop = plan->len / 2;
			break;
		}
	if ((mischief->kinds & MISCHIEF_BIT(MISCHIEF_SPLIT)) != 0 &&
	    plan->stop > 1)
		plan->kinds |= MISCHIEF_BIT(MISCHIEF_SPLIT);
	if ((mischief->kinds & MISCHIEF_BIT(MISCHIEF_SLOW)) != 0 &&
	    plan->stop > 1)
		plan->kinds |= MISCHIEF_BIT(MISCHIEF_SLOW);
	if (i == sizeof(endings) / sizeof(endings[0]) && (plan->kinds &
	    (MISCHIEF_BIT(MISCHIEF_SPLIT) | MISCHIEF_BIT(MISCHIEF_SLOW))) == 0)
		plan->kinds |= mischief->kinds & MISCHIEF_BIT(MISCHIEF_JOIN);
}

static void
plan_datagram(const struct mischief *mischief, struct mischief_plan *plan)
{
	if (strikes(mischief, MISCHIEF_DROP, plan->number)) {
		plan->kinds = MISCHIEF_BIT(MISCHIEF_DROP);
		plan->wait_ns = plan->delay_ns = plan->jitter_ns = 0;
		plan->copies = 0;
		plan->stop = 0;
		return;
	}
	if (strikes(mischief, MISCHIEF_WITHHOLD, plan->number)) {
		plan->kinds |= MISCHIEF_BIT(MISCHIEF_WITHHOLD);
		plan->wait_ns += mischief->numbers[MISCHIEF_WITHHOLD] *
		    NS_PER_S;
	} else if (strikes(mischief, MISCHIEF_REORDER, plan->number)) {
		plan->kinds |= MISCHIEF_BIT(MISCHIEF_REORDER);
	}
	if (strikes(mischief, MISCHIEF_DUPLICATE, plan->number)) {
		plan->kinds |= MISCHIEF_BIT(MISCHIEF_DUPLICATE);
		plan->copies = 2;
	}
}

void
mischief_plan(const struct mischief *mischief, enum mischief_over over,
    uint64_t number, size_t len, struct mischief_plan *plan)
{
	*plan = (struct mischief_plan){ .number = number, .len = len,
	    .stop = len, .ending = MISCHIEF_KIND_COUNT, .copies = 1 };
	plan_wait(mischief, plan);
	if (over == MISCHIEF_STREAMS)
		plan_stream(mischief, plan);
	else
		plan_datagram(mischief, plan);
}

/* As far as splitting goes. */
static size_t
piece_split(const struct mischief *mischief, const struct mischief_plan *plan,
    size_t at)
{
	if ((plan->kinds & MISCHIEF_BIT(MISCHIEF_SPLIT)) == 0 ||
	    at >= SPLIT_BYTES)
		return plan->stop - at;
	return 1 + drawn(mischief, MISCHIEF_SPLIT,
	    plan->number << 16 ^ at) % PIECE_MAX;
}

size_t
mischief_piece(const struct mischief *mischief,
    const struct mischief_plan *plan, size_t at, int64_t *rest_ns)
{
	bool split = (plan->kinds & MISCHIEF_BIT(MISCHIEF_SPLIT)) != 0;
	uint32_t rate = mischief->numbers[MISCHIEF_SLOW];
	size_t len, most;

	*rest_ns = 0;
	if (at >= plan->stop)
		return 0;
	len = piece_split(mischief, plan, at);
	if ((plan->kinds & MISCHIEF_BIT(MISCHIEF_SLOW)) != 0) {
		most = rate / SLOW_STEPS == 0 ? 1 : rate / SLOW_STEPS;
		if (len > most)
			len = most;
		*rest_ns = (int64_t)len * NS_PER_S / rate;
	}
	/* The whole of a short message would still be one segment. */
	if (split && at == 0 && len >= plan->stop)
		len = plan->stop - 1;
	if (len >= plan->stop - at) {
		len = plan->stop - at;
		*rest_ns = 0;
	} else if (split && *rest_ns < SPLIT_REST_NS) {
		*rest_ns = SPLIT_REST_NS;
	}
	return len;
}
