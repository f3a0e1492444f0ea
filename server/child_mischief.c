/*
 * What a child does to what it sends, on purpose: later, in pieces, by half.
 *
 * The plan is wire/mischief.h's.  A child that rests here can be told to stop
 * at any moment, and notices a client that is gone; then what is left goes out
 * at once, so no end takes longer for it, and no message is torn by a kick.
 */
#include "server/child_private.h"

const struct mischief *
child_mischief(const struct child *child)
{
	static struct mischief mischief;
	uint64_t words[MISCHIEF_WORDS];
	bool datagrams = (child->row.flags & ROW_DATAGRAM) != 0;

	row_mischief(child->table, child->inherit->row, words);
	if (words[0] == 0 &&
	    (!datagrams || child->settings->mischief.kinds == 0))
		return NULL;
	/* The peer of a port is known to its child before the parent. */
	if (!mischief_unpack(&mischief, words, child->row.client) &&
	    datagrams) {
		mischief = mischief_over(&child->settings->mischief,
		    MISCHIEF_DATAGRAMS);
		mischief_draw(&mischief, child->row.client);
	}
	return mischief.kinds == 0 ? NULL : &mischief;
}

void
child_mischief_begin(struct child *child)
{
	const struct mischief *mischief = child_mischief(child);
	struct feed_message record;
	char text[MISCHIEF_TEXT_SIZE];

	if (mischief == NULL)
		return;
	(void)mischief_write(text, mischief);
	record = child_record(child, FEED_MISCHIEF);
	record.note = text;
	record.message = 0;
	journal_put(&child->table->journal, &record);
	child_event(child, SENTENCE_OF(MISCHIEF), text);
}

void
child_mischief_told(const struct child *child,
    const struct child_touched *touched, enum mischief_kind kind,
    uint64_t much)
{
	struct feed_message record = child_record(child, FEED_MISCHIEF);
	char note[MISCHIEF_NOTE_SIZE];

	mischief_note(note, kind, much);
	record.note = note;
	record.direction = FEED_SENT;
	record.message = touched->message;
	record.message_bytes = touched->bytes;
	record.wall_ns = touched->wall_ns;
	journal_put(&child->table->journal, &record);
}

/* Neither reads nor writes; not longer than the client is there, and nobody
 * says that it is to end. */
static void
mischief_rest(struct child *child, int64_t until_ns)
{
	short events = 0;

	while (events == 0 && when_mono_ns() < until_ns)
		if (child_wait(child, 0, until_ns, -1, &events, NULL) !=
		    CHILD_OK)
			break;
}

/* How one went out. */
struct outcome {
	size_t sent;
	uint64_t segments;
	int64_t took_ns;
	int64_t wall_ns;	/* before the last of them */
};

static enum client_end
mischief_pieces(struct child *child, const struct child_message *message,
    const struct mischief *mischief, struct mischief_plan plan,
    struct outcome *outcome)
{
	const int64_t begun_ns = when_mono_ns();
	int64_t next_ns = begun_ns, rest_ns;
	enum client_end end = CHILD_OK;
	size_t piece, sent;

	*outcome = (struct outcome){ .wall_ns = when_wall_ns() };
	while (end == CHILD_OK && (piece = mischief_piece(mischief, &plan,
	    outcome->sent, &rest_ns)) != 0) {
		outcome->wall_ns = when_wall_ns();
		end = child_put(child, (const char *)message->bytes +
		    outcome->sent, piece, &sent);
		outcome->sent += sent;
		outcome->segments++;
		next_ns += rest_ns;
		if (end == CHILD_OK)
			mischief_rest(child, next_ns);
		if (child_end_asked() != CHILD_OK)
			plan.kinds = 0;
	}
	outcome->took_ns = when_mono_ns() - begun_ns;
	return end;
}

/* Its last byte is out: what was done to it. */
static void
mischief_tell(const struct child *child, const struct mischief_plan *plan,
    const struct outcome *outcome)
{
	const struct child_touched touched = { child->messages,
	    outcome->wall_ns, outcome->sent };
	uint64_t much[MISCHIEF_KIND_COUNT] = {
		[MISCHIEF_SPLIT] = outcome->segments,
		[MISCHIEF_SLOW] = (uint64_t)(outcome->took_ns / NS_PER_MS),
		[MISCHIEF_DELAY] = (uint64_t)(plan->delay_ns / NS_PER_MS),
		[MISCHIEF_JITTER] = (uint64_t)(plan->jitter_ns / NS_PER_MS),
		[MISCHIEF_STALL] = outcome->sent,
		[MISCHIEF_RESET] = outcome->sent,
		[MISCHIEF_HALF_CLOSE] = outcome->sent,
	};
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		if (kind != MISCHIEF_JOIN &&
		    (plan->kinds & MISCHIEF_BIT(kind)) != 0)
			child_mischief_told(child, &touched, kind,
			    much[kind]);
}

/* With the one that was kept back; or kept back itself, where the client can
 * tell where a message ends.  False: it is still to be sent. */
static bool
mischief_joined(struct child *child, const struct child_message *message,
    const struct mischief_plan *plan, enum client_end *end)
{
	bool join = (plan->kinds & MISCHIEF_BIT(MISCHIEF_JOIN)) != 0;

	*end = CHILD_OK;
	if (child->held_ns != 0 && join && child_held_fits(message->len)) {
		*end = child_held_join(child, message, plan);
		return true;
	}
	if (child->held_ns != 0)
		*end = child_held_send(child);
	if (*end != CHILD_OK) {
		child_note_unsent(child, message->len);
		return true;
	}
	return join && (message->bordered || message->status != 0) &&
	    child_end_asked() == CHILD_OK &&
	    child_held_keep(child, message, plan);
}

enum client_end
child_mischief_send(struct child *child, const struct child_message *message,
    const struct mischief *mischief)
{
	struct mischief_plan plan;
	struct outcome outcome;
	enum client_end end;

	child_note_sent(child, message);
	mischief_plan(mischief, MISCHIEF_STREAMS, child->row.messages_out,
	    message->len, &plan);
	mischief_rest(child, when_mono_ns() + plan.wait_ns);
	if (mischief_joined(child, message, &plan, &end))
		return end;
	end = mischief_pieces(child, message, mischief, plan, &outcome);
	if (outcome.sent < message->len)
		child_note_unsent(child, message->len - outcome.sent);
	child->torn = outcome.sent < message->len && outcome.sent != 0;
	if (end != CHILD_OK)
		plan.kinds &= MISCHIEF_BIT(MISCHIEF_SPLIT);
	if (end == CHILD_OK || outcome.segments > 0)
		mischief_tell(child, &plan, &outcome);
	if (end != CHILD_OK)
		return end;
	return plan.ending == MISCHIEF_KIND_COUNT ? CHILD_OK :
	    child_mischief_end(child, plan.ending);
}
