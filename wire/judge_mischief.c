/*
 * Mischief: what was done on purpose to the messages of one side, what the
 * other makes of that, and what is no fault because of it.
 *
 * A message's record comes before it is sent, and the record of what was done
 * to it when its last byte is out: so that is where limits count from.
 */
#include "wire/judge_private.h"

#include <string.h>

/* Kinds that a message is late by, or in pieces; of one that is withheld there
 * is a record at once. */
#define LATE	(MISCHIEF_BIT(MISCHIEF_DELAY) | MISCHIEF_BIT(MISCHIEF_JITTER))
#define PIECES	(MISCHIEF_BIT(MISCHIEF_SPLIT) | MISCHIEF_BIT(MISCHIEF_SLOW))
#define HOLDS	(LATE | PIECES | MISCHIEF_BIT(MISCHIEF_JOIN) | \
		MISCHIEF_BIT(MISCHIEF_REORDER))
/* What cutting a message takes, at most. */
#define SPLIT_MAX_NS	(6 * NS_PER_S)
/* Sooner than anybody can have waited for a message and answered it. */
#define SOON_NS		(2 * NS_PER_MS)

_Static_assert(RULE_MISCHIEF_REORDER - RULE_MISCHIEF_SPLIT ==
    MISCHIEF_KIND_COUNT - 1, "a rule for each kind, in the same order");

static enum rule
mischief_rule(enum mischief_kind kind)
{
	return RULE_MISCHIEF_SPLIT + kind;
}

/* Whose messages are touched, and who is judged by what follows. */
static unsigned
side_of(const struct feed_message *record)
{
	return record->direction == FEED_RECEIVED ? 0 : 1;
}

static struct judge_call
call_of_other(const struct judge_call *call, unsigned side)
{
	struct judge_call other = *call;

	other.who = side == 0 ? RULE_SERVER : RULE_CLIENT;
	return other;
}

static void
mischief_set(struct judge_touch *touch, const char *note)
{
	struct mischief mischief;
	char fault[MISCHIEF_FAULT_SIZE];

	(void)mischief_read(&mischief, note, fault);
	touch->set = mischief.kinds;
	touch->rate = mischief.numbers[MISCHIEF_SLOW];
	touch->hold_ns = (int64_t)(mischief.numbers[MISCHIEF_DELAY] +
	    mischief.numbers[MISCHIEF_JITTER]) * NS_PER_MS;
	if ((touch->set & MISCHIEF_BIT(MISCHIEF_JOIN)) != 0)
		touch->hold_ns += MISCHIEF_JOIN_NS;
	if ((touch->set & MISCHIEF_BIT(MISCHIEF_REORDER)) != 0)
		touch->hold_ns += MISCHIEF_REORDER_NS;
	if ((touch->set & MISCHIEF_BIT(MISCHIEF_SPLIT)) != 0)
		touch->hold_ns += SPLIT_MAX_NS;
}

int64_t
judge_mischief_hold_ns(const struct judge *judge, unsigned side)
{
	const struct judge_touch *touch = &judge->mischief.touch[side];

	if ((touch->set & HOLDS) == 0 || touch->message == 0 ||
	    touch->out_ns != 0)
		return 0;
	return touch->hold_ns + (touch->rate == 0 ? 0 :
	    (int64_t)(touch->len / touch->rate + 1) * NS_PER_S);
}

/* Times of this message are those when it was out. */
static void
shift(int64_t *time_ns, int64_t was_ns, int64_t out_ns)
{
	if (*time_ns == was_ns)
		*time_ns = out_ns;
}

static void
mischief_shift(struct judge *judge, unsigned side, int64_t out_ns)
{
	struct judge_touch *touch = &judge->mischief.touch[side];
	int64_t was_ns = touch->out_ns != 0 ? touch->out_ns : touch->begun_ns;

	touch->out_ns = out_ns;
	if (side == 0 && judge->lab == LAB_WAIT)
		shift(&judge->of.wait.asked_ns, was_ns, out_ns);
	else if (side == 0 && judge->lab == LAB_CALC)
		shift(&judge->of.calc.asked_ns, was_ns, out_ns);
	else if (side == 0 && judge->lab == LAB_CLOCK)
		shift(&judge->of.clock.request_ns, was_ns, out_ns);
	else if (side == 1 && judge->lab == LAB_WAIT)
		shift(&judge->of.wait.answered_ns, was_ns, out_ns);
	else if (side == 1 && judge->lab == LAB_CLOCK)
		shift(&judge->of.clock.answer_ns, was_ns, out_ns);
	if (side != 1 || judge->lab != LAB_ORDER)
		return;
	shift(&judge->of.order.greeted_ns, was_ns, out_ns);
	shift(&judge->of.order.result_ns, was_ns, out_ns);
}

/* A datagram of the server's that the client did not get; later perhaps. */
static void
mischief_lost(const struct judge_call *call, enum mischief_kind kind)
{
	struct judge_mischief *mischief = &call->judge->mischief;

	if (call->record->message_bytes != 0) {
		if (mischief->lost_ns != 0 && mischief->lost == kind)
			mischief->late_ns = call->wall_ns;
		return;
	}
	mischief->lost = kind;
	mischief->lost_ns = call->wall_ns;
	mischief->late_ns = 0;
	if (call->judge->lab == LAB_CLOCK)
		call->judge->of.clock.open = true;
}

static void
mischief_ended(const struct judge_call *call, enum mischief_kind kind,
    unsigned side)
{
	struct judge_mischief *mischief = &call->judge->mischief;

	mischief->ended = true;
	mischief->ending = kind;
	mischief->ended_by = side;
	mischief->ended_ns = call->wall_ns;
}

/* It left when it had a piece: it took that for all. */
static void
mischief_left(const struct judge_call *call, unsigned side)
{
	struct judge_touch *touch = &call->judge->mischief.touch[side];
	struct judge_call other = call_of_other(call, side);

	if (touch->cut)
		return;
	touch->cut = true;
	judge_fault(&other, RULE_MISCHIEF_SPLIT, (struct judge_span){ 0 },
	    "left after %llu of a message's %llu bytes: a piece was taken for "
	    "the whole", (unsigned long long)call->record->message_bytes,
	    (unsigned long long)touch->len);
}

void
judge_mischief_record(const struct judge_call *call)
{
	const struct feed_message *record = call->record;
	enum mischief_kind kind = mischief_noted(record);
	unsigned side = side_of(record);
	struct judge_touch *touch = &call->judge->mischief.touch[side];
	bool last = record->message == touch->message;

	if (record->message == 0)
		mischief_set(touch, record->note);
	if (kind == MISCHIEF_KIND_COUNT)
		return;
	if (kind == MISCHIEF_STALL || kind == MISCHIEF_RESET ||
	    kind == MISCHIEF_HALF_CLOSE) {
		mischief_ended(call, kind, side);
		return;
	}
	if (side == 1 && (kind == MISCHIEF_DROP ||
	    kind == MISCHIEF_WITHHOLD)) {
		mischief_lost(call, kind);
		return;
	}
	if (last)
		mischief_shift(call->judge, side, call->wall_ns);
	if (last && kind == MISCHIEF_SPLIT && !call->judge->mischief.ended &&
	    record->message_bytes < touch->len)
		mischief_left(call, side);
	/* Between two messages of the other side. */
	if (call->judge->sides[!side].messages > 0)
		touch->kinds |= MISCHIEF_BIT(kind);
}

/* Who asks again has an answer, and waits for it. */
static bool
mischief_in_turn(const struct judge *judge)
{
	return judge->lab == LAB_WAIT || judge->lab == LAB_CALC;
}

/* What is said after half an answer. */
static void
mischief_claim(const struct judge_call *call)
{
	struct judge_mischief *mischief = &call->judge->mischief;
	int64_t since_ns = judge_arrived_ns(call) - mischief->ended_ns;

	if (call->who != RULE_CLIENT || call->judge->lab != LAB_WAIT ||
	    mischief->ended_told || since_ns < 0)
		return;
	mischief->ended_told = true;
	if (since_ns < RULE_LIMIT_MISCHIEF_CLAIM_MS * NS_PER_MS)
		judge_fault(call, mischief_rule(mischief->ending),
		    (struct judge_span){ 0 }, "it goes on %lld ms after half "
		    "an answer: that was taken for the whole",
		    (long long)(since_ns / NS_PER_MS));
	else if (since_ns <= RULE_LIMIT_MISCHIEF_END_MS * NS_PER_MS)
		judge_ok(call, mischief_rule(mischief->ending));
}

bool
judge_mischief_before(const struct judge_call *call)
{
	struct judge_mischief *mischief = &call->judge->mischief;
	unsigned side = call->who == RULE_SERVER;
	struct judge_touch *own = &mischief->touch[side];
	const struct judge_touch *other = &mischief->touch[!side];
	int64_t arrived_ns = judge_arrived_ns(call);

	mischief->faulted = false;
	mischief->rushed = mischief_in_turn(call->judge) &&
	    (other->kinds & HOLDS) != 0 && arrived_ns >= other->begun_ns &&
	    arrived_ns < other->out_ns;
	if (mischief->ended && mischief->ended_by != side) {
		mischief_claim(call);
		return false;
	}
	own->message = call->record->message;
	own->len = call->record->message_bytes;
	own->begun_ns = call->wall_ns;
	own->out_ns = 0;
	return true;
}

bool
judge_mischief_hushes(const struct judge *judge, enum rule rule)
{
	return judge->mischief.rushed && (rule == RULE_CALC_WAITS ||
	    rule == RULE_WAIT_STEP_WAITS || rule == RULE_WAIT_STEP_REPEATS);
}

/* One cause is one fault: of the kinds that made it late. */
static void
mischief_rushed(const struct judge_call *call, unsigned kinds,
    int64_t out_ns)
{
	unsigned kind;

	kinds &= (kinds & LATE) != 0 ? LATE : HOLDS;
	for (kind = 0; (kinds >> kind & 1) == 0; kind++)
		continue;
	judge_fault(call, mischief_rule(kind), (struct judge_span){ 0 },
	    "the next message came %lld ms before the last byte of the "
	    "answer", (long long)((out_ns - judge_arrived_ns(call)) /
	    NS_PER_MS));
}

/* Asked again after an answer was lost, or only when it came after all. */
static void
mischief_asked_again(const struct judge_call *call)
{
	struct judge_mischief *mischief = &call->judge->mischief;
	int64_t since_ns = call->wall_ns - mischief->lost_ns;
	enum rule rule = mischief_rule(mischief->lost);

	if (mischief->late_ns == 0) {
		if (since_ns <= RULE_LIMIT_CLOCK_LOST_MS * NS_PER_MS) {
			judge_ok(call, RULE_CLOCK_LOST);
			judge_ok(call, rule);
		}
	} else if (mischief->late_ns - mischief->lost_ns >=
	    RULE_LIMIT_CLOCK_LATE_MS * NS_PER_MS && call->wall_ns -
	    mischief->late_ns <= RULE_LIMIT_CLOCK_AGAIN_MS * NS_PER_MS) {
		judge_fault(call, RULE_CLOCK_LOST, (struct judge_span){ 0 },
		    "silent for %lld s, until the lost answer came after all: "
		    "a lost datagram stops you for ever",
		    (long long)((mischief->late_ns - mischief->lost_ns) /
		    NS_PER_S));
		judge_wrong(call, rule);
	}
	mischief->lost_ns = mischief->late_ns = 0;
}

void
judge_mischief_after(const struct judge_call *call)
{
	struct judge_mischief *mischief = &call->judge->mischief;
	struct judge_touch *other =
	    &mischief->touch[call->who != RULE_SERVER];
	/* Of a client in turn it must be known that it did wait. */
	bool known = call->who == RULE_SERVER ||
	    !mischief_in_turn(call->judge) ||
	    call->record->facts.arrived_ns > 0 ||
	    call->wall_ns - other->out_ns >= SOON_NS;
	unsigned kind;

	if (call->who == RULE_CLIENT && mischief->lost_ns != 0)
		mischief_asked_again(call);
	if (other->kinds != 0 && mischief->rushed)
		mischief_rushed(call, other->kinds, other->out_ns);
	else if (!mischief->faulted && known)
		for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
			if ((other->kinds & MISCHIEF_BIT(kind)) != 0)
				judge_ok(call, mischief_rule(kind));
	other->kinds = 0;
	mischief->rushed = false;
}

/* The end that follows half a message: in time it is what was to be. */
bool
judge_mischief_event(const struct judge_call *call)
{
	struct judge_mischief *mischief = &call->judge->mischief;
	struct judge_call other = call_of_other(call, mischief->ended_by);
	enum feed_event event = call->record->event;
	bool gone = mischief->ended_by == 0 ? event == FEED_CLOSE :
	    event == FEED_FIN || event == FEED_RESET;

	if (!mischief->ended)
		return !(event == FEED_FIN || event == FEED_RESET) ||
		    !mischief->touch[1].cut;
	if (gone && !mischief->ended_told &&
	    mischief->ending != MISCHIEF_RESET && call->wall_ns -
	    mischief->ended_ns <= RULE_LIMIT_MISCHIEF_END_MS * NS_PER_MS)
		judge_ok(&other, mischief_rule(mischief->ending));
	else if (event == FEED_CLOSE)
		judge_mischief_time(call);
	mischief->ended_told |= gone;
	return false;
}

/* Nobody waits for ever; but silence is a chat's nature, and a server's. */
void
judge_mischief_time(const struct judge_call *call)
{
	struct judge_mischief *mischief = &call->judge->mischief;
	struct judge_call other = call_of_other(call, mischief->ended_by);

	other.wall_ns = mischief->ended_ns +
	    RULE_LIMIT_MISCHIEF_END_MS * NS_PER_MS;
	if (mischief->ended_told || mischief->ending == MISCHIEF_RESET ||
	    call->wall_ns < other.wall_ns)
		return;
	if (mischief->ending == MISCHIEF_STALL &&
	    (mischief->ended_by == 0 || call->judge->lab == LAB_CHAT))
		return;
	mischief->ended_told = true;
	judge_fault(&other, mischief_rule(mischief->ending),
	    (struct judge_span){ 0 }, "still there %d s after half a message",
	    RULE_LIMIT_MISCHIEF_END_MS / 1000);
}

bool
judge_was_reset(const struct judge *judge, int64_t *wall_ns)
{
	*wall_ns = judge->mischief.ended_ns;
	return judge->mischief.ended && judge->mischief.ended_by == 1 &&
	    judge->mischief.ending == MISCHIEF_RESET;
}

void
judge_begun_anew(struct judge *judge, int64_t reset_ns, int64_t wall_ns,
    const struct judge_sink *sink)
{
	const struct judge_call call = { .judge = judge, .sink = sink,
	    .wall_ns = wall_ns, .bytes = "", .who = RULE_CLIENT };

	if (wall_ns >= reset_ns && wall_ns - reset_ns <=
	    RULE_LIMIT_MISCHIEF_END_MS * NS_PER_MS)
		judge_ok(&call, RULE_MISCHIEF_RESET);
}
