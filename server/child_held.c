/*
 * A message that is kept back so that the next one goes in the same segment.
 *
 * It is in the row and in the journal already; so whatever comes next, the end
 * of the session too, sends it first.
 */
#include "server/child_private.h"

#include <string.h>

#define HELD_MAX	8192

static struct {
	struct mischief_plan plan;
	uint32_t message;
	int64_t wall_ns;	/* before it went */
	size_t len;
	char bytes[HELD_MAX];
} held;

bool
child_held_keep(struct child *child, const struct child_message *message,
    const struct mischief_plan *plan)
{
	if (message->len > HELD_MAX / 2)
		return false;
	memcpy(held.bytes, message->bytes, message->len);
	held.len = message->len;
	held.plan = *plan;
	held.message = child->messages;
	child->held_ns = when_mono_ns() + MISCHIEF_JOIN_NS;
	return true;
}

/* What was done to one of them, with the other (0: there was none). */
static void
held_tell(const struct child *child, const struct mischief_plan *plan,
    uint32_t message, uint32_t other)
{
	const struct child_touched touched = { message, held.wall_ns,
	    plan->len };

	if (plan->delay_ns != 0)
		child_mischief_told(child, &touched, MISCHIEF_DELAY,
		    (uint64_t)(plan->delay_ns / NS_PER_MS));
	if (plan->jitter_ns != 0)
		child_mischief_told(child, &touched, MISCHIEF_JITTER,
		    (uint64_t)(plan->jitter_ns / NS_PER_MS));
	child_mischief_told(child, &touched, MISCHIEF_JOIN, other);
}

/* All that is kept, in one call. */
static enum client_end
held_put(struct child *child)
{
	enum client_end end;
	size_t sent;

	child->held_ns = 0;
	held.wall_ns = when_wall_ns();
	end = child_put(child, held.bytes, held.len, &sent);
	if (end != CHILD_OK)
		child_note_unsent(child, held.len - sent);
	child->torn = end != CHILD_OK && sent != 0;
	return end;
}

enum client_end
child_held_send(struct child *child)
{
	enum client_end end = held_put(child);

	if (end == CHILD_OK)
		held_tell(child, &held.plan, held.message, 0);
	return end;
}

enum client_end
child_held_look(struct child *child)
{
	return when_mono_ns() < child->held_ns ? CHILD_OK :
	    child_held_send(child);
}

bool
child_held_fits(size_t len)
{
	return len <= HELD_MAX - held.len;
}

enum client_end
child_held_join(struct child *child, const struct child_message *message,
    const struct mischief_plan *plan)
{
	enum client_end end;

	memcpy(held.bytes + held.len, message->bytes, message->len);
	held.len += message->len;
	end = held_put(child);
	if (end != CHILD_OK)
		return end;
	held_tell(child, &held.plan, held.message, child->messages);
	held_tell(child, plan, child->messages, held.message);
	return CHILD_OK;
}
