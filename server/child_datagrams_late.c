/*
 * Datagrams with mischief: lost, twice, later, behind the next one.
 *
 * A port's child serves all its peers, so it waits for none of them: what goes
 * later lies in a list.  What is too long for it, or finds it full, goes at
 * once, untouched.
 */
#include <string.h>

#include "server/child_datagrams_private.h"
#include "server/child_private.h"

#define LATE_MAX	256
#define LATE_BYTES	1472	/* what an Ethernet takes as one */

struct late {
	int64_t due_ns;		/* 0: the place is free */
	uint64_t client;
	uint32_t message;
	struct mischief_plan plan;
	struct datagram to;
	size_t len;
	char bytes[LATE_BYTES];
};

static struct late list[LATE_MAX];
static unsigned late_used;	/* places that were ever taken */
static int64_t out_wall_ns;	/* before one was last sent */

static bool
has(const struct mischief_plan *plan, enum mischief_kind kind)
{
	return (plan->kinds & MISCHIEF_BIT(kind)) != 0;
}

/* It is out, as the peer that the child is: what was done to it. */
static void
late_told(const struct child *child, const struct mischief_plan *plan,
    uint32_t message, uint32_t behind)
{
	const struct child_touched touched = { message, out_wall_ns,
	    plan->len };
	const uint64_t much[MISCHIEF_KIND_COUNT] = {
		[MISCHIEF_DELAY] = (uint64_t)(plan->delay_ns / NS_PER_MS),
		[MISCHIEF_JITTER] = (uint64_t)(plan->jitter_ns / NS_PER_MS),
		[MISCHIEF_REORDER] = behind,
	};
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		if (has(plan, kind))
			child_mischief_told(child, &touched, kind,
			    much[kind]);
}

/* The one that was noted last is not, or not yet, out. */
static void
late_lost(const struct child *child, enum mischief_kind kind, uint64_t much)
{
	const struct child_touched touched = { child->messages,
	    when_wall_ns(), 0 };

	child_mischief_told(child, &touched, kind, much);
}

static void
late_out(struct child *child, struct datagram *to, const void *bytes,
    const struct mischief_plan *plan)
{
	unsigned copy;

	out_wall_ns = when_wall_ns();
	for (copy = 0; copy < plan->copies; copy++)
		if (!datagrams_send(child->socket, to, bytes, plan->len))
			child_note_unsent(child, plan->len);
}

static bool
late_keep(const struct child *child, const struct datagram *to,
    const struct child_message *sent, const struct mischief_plan *plan,
    int64_t due_ns)
{
	struct late *late = list;

	while (late < list + LATE_MAX && late->due_ns != 0)
		late++;
	if (late == list + LATE_MAX || sent->len > LATE_BYTES)
		return false;
	late->due_ns = due_ns;
	late->client = child->row.client;
	late->message = child->messages;
	late->plan = *plan;
	late->to = *to;
	late->len = sent->len;
	memcpy(late->bytes, sent->bytes, sent->len);
	if (late - list >= late_used)
		late_used = (unsigned)(late - list) + 1;
	return true;
}

/* One of the list, to the peer that the child is. */
static void
late_deliver(struct child *child, struct late *late, uint32_t behind)
{
	late->due_ns = 0;
	late_out(child, &late->to, late->bytes, &late->plan);
	late_told(child, &late->plan, late->message, behind);
}

/* Message `behind` is out to this peer: those that were to be behind it. */
static void
late_release(struct child *child, uint32_t behind)
{
	unsigned i;

	for (i = 0; i < late_used; i++)
		if (list[i].due_ns != 0 &&
		    list[i].client == child->row.client &&
		    list[i].message != behind &&
		    has(&list[i].plan, MISCHIEF_REORDER))
			late_deliver(child, &list[i], behind);
}

void
late_send(struct peers *peers, struct udp_peer *peer,
    const struct datagram *to, const struct child_message *sent,
    const struct mischief *mischief)
{
	struct child *child = peers->child;
	struct datagram at_once = *to;
	struct mischief_plan plan;
	int64_t wait_ns;

	mischief_plan(mischief, MISCHIEF_DATAGRAMS, child->row.messages_out,
	    sent->len, &plan);
	if (has(&plan, MISCHIEF_DROP)) {
		late_lost(child, MISCHIEF_DROP, 0);
		return;
	}
	wait_ns = plan.wait_ns + (has(&plan, MISCHIEF_REORDER) ?
	    MISCHIEF_REORDER_NS : 0);
	if (wait_ns != 0 && late_keep(child, to, sent, &plan,
	    when_mono_ns() + wait_ns)) {
		/* Its row stays until then. */
		peer->heard_ns += wait_ns;
		if (has(&plan, MISCHIEF_WITHHOLD))
			late_lost(child, MISCHIEF_WITHHOLD,
			    mischief->numbers[MISCHIEF_WITHHOLD]);
		return;
	}
	if (wait_ns != 0)
		plan.kinds &= MISCHIEF_BIT(MISCHIEF_DUPLICATE);
	late_out(child, &at_once, sent->bytes, &plan);
	late_told(child, &plan, child->messages, 0);
	late_release(child, child->messages);
}

/* The one that is due first; NULL: nothing waits. */
static struct late *
late_first(void)
{
	struct late *first = NULL, *late;

	for (late = list; late < list + late_used; late++)
		if (late->due_ns != 0 &&
		    (first == NULL || late->due_ns < first->due_ns))
			first = late;
	return first;
}

int64_t
late_look(struct peers *peers)
{
	int64_t now_ns = when_mono_ns();
	struct udp_peer *peer;
	struct late *late;

	while ((late = late_first()) != NULL && late->due_ns <= now_ns) {
		peer = peers_find(peers, &late->to.from, late->to.from_len);
		if (peer == NULL || peer->row.client != late->client) {
			late->due_ns = 0;
			continue;
		}
		peers_become(peers, peer);
		late_deliver(peers->child, late, 0);
		if (!has(&late->plan, MISCHIEF_REORDER))
			late_release(peers->child, late->message);
		peers_leave(peers, peer);
	}
	return late == NULL ? 0 : late->due_ns;
}
