/*
 * What a client does to what it sends, on purpose (wire/mischief.h).
 *
 * Messages are kept in a list and go out when it is time to, from inside of
 * transport_ready and transport_tick only: an ending tells the listener.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"
#include "client/transport_private.h"

struct transport_late {
	struct transport_late *next;
	struct mischief_plan plan;
	int64_t due_ns, begun_ns;
	size_t at;			/* so many bytes are out */
	uint64_t segments;
	bool bordered;			/* its receiver sees where it ends */
	char bytes[];
};

static bool
has(const struct transport_late *late, enum mischief_kind kind)
{
	return (late->plan.kinds & MISCHIEF_BIT(kind)) != 0;
}

void
transport_mischief(struct transport *transport,
    const struct mischief *mischief)
{
	transport->mischief = *mischief;
}

void
transport_late_forget(struct transport *transport)
{
	struct transport_late *late;

	while ((late = transport->late) != NULL) {
		transport->late = late->next;
		free(late);
	}
}

static void
late_tell(const struct transport *transport,
    const struct transport_late *late, enum mischief_kind kind, uint64_t much)
{
	if (transport->listener.touched != NULL)
		transport->listener.touched(transport->listener.context,
		    late->plan.number, kind, much, late->at);
}

/* It is out: all that was done to it; `other` is the message that it is joined
 * to, or behind. */
static void
late_told(const struct transport *transport,
    const struct transport_late *late, uint64_t other)
{
	uint64_t much[MISCHIEF_KIND_COUNT] = {
		[MISCHIEF_SPLIT] = late->segments,
		[MISCHIEF_JOIN] = other,
		[MISCHIEF_SLOW] = (uint64_t)((when_mono_ns() -
		    late->begun_ns) / NS_PER_MS),
		[MISCHIEF_DELAY] = (uint64_t)(late->plan.delay_ns / NS_PER_MS),
		[MISCHIEF_JITTER] = (uint64_t)(late->plan.jitter_ns /
		    NS_PER_MS),
		[MISCHIEF_STALL] = late->at,
		[MISCHIEF_RESET] = late->at,
		[MISCHIEF_HALF_CLOSE] = late->at,
		[MISCHIEF_REORDER] = other,
	};
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		if (has(late, kind))
			late_tell(transport, late, kind, much[kind]);
}

/* Where a link points to it. */
static void
late_remove(struct transport *transport, struct transport_late *late)
{
	struct transport_late **link = &transport->late;

	while (*link != late)
		link = &(*link)->next;
	*link = late->next;
	free(late);
}

/* A line, or an HTTP message. */
static bool
is_bordered(const char *bytes, size_t len)
{
	return len > 0 && (bytes[len - 1] == '\n' || bytes[len - 1] == '\0' ||
	    memmem(bytes, len, "\r\n\r\n", 4) != NULL);
}

const char *
transport_late_send(struct transport *transport, const void *bytes,
    size_t len)
{
	bool stream = transport->socket_type == SOCK_STREAM;
	struct transport_late **link = &transport->late, *late;

	if (transport->silenced)
		return NULL;
	late = calloc(1, sizeof(*late) + len);
	if (late == NULL)
		return "no memory for a message";
	memcpy(late->bytes, bytes, len);
	mischief_plan(&transport->mischief, stream ? MISCHIEF_STREAMS :
	    MISCHIEF_DATAGRAMS, ++transport->sent, len, &late->plan);
	late->due_ns = when_mono_ns() + late->plan.wait_ns;
	late->bordered = is_bordered(bytes, len);
	if (has(late, MISCHIEF_REORDER))
		late->due_ns += MISCHIEF_REORDER_NS;
	if (!late->bordered)
		late->plan.kinds &= ~MISCHIEF_BIT(MISCHIEF_JOIN);
	while (*link != NULL)
		link = &(*link)->next;
	*link = late;
	if (has(late, MISCHIEF_WITHHOLD))
		late_tell(transport, late, MISCHIEF_WITHHOLD,
		    transport->mischief.numbers[MISCHIEF_WITHHOLD]);
	return NULL;
}

static void
late_datagram(struct transport *transport, struct transport_late *late,
    uint64_t behind)
{
	unsigned copy;

	for (copy = 0; copy < late->plan.copies; copy++)
		(void)transport_out(transport, late->bytes, late->plan.len);
	late->at = late->plan.stop;
	late_told(transport, late, behind);
	late_remove(transport, late);
}

/* Those that were to be behind this one, which is out. */
static void
late_release(struct transport *transport, uint64_t number)
{
	struct transport_late *late, *next;

	for (late = transport->late; late != NULL; late = next) {
		next = late->next;
		if (has(late, MISCHIEF_REORDER))
			late_datagram(transport, late, number);
	}
}

static void
late_step_datagrams(struct transport *transport)
{
	struct transport_late *late = transport->late, *next;
	int64_t now_ns = when_mono_ns();
	uint64_t number;
	bool leads;

	for (; late != NULL; late = next) {
		next = late->next;
		if (late->due_ns > now_ns)
			continue;
		number = late->plan.number;
		leads = !has(late, MISCHIEF_REORDER) &&
		    !has(late, MISCHIEF_DROP);
		late_datagram(transport, late, 0);
		if (!leads)
			continue;
		late_release(transport, number);
		next = transport->late;
	}
}

/* Half a message is out.  False: the connection is closed. */
static bool
late_ending(struct transport *transport, enum mischief_kind ending)
{
	const struct linger none = { .l_onoff = 1 };

	transport_late_forget(transport);
	transport->silenced = true;
	if (ending == MISCHIEF_HALF_CLOSE)
		(void)shutdown(transport->fd, SHUT_WR);
	if (ending != MISCHIEF_RESET)
		return true;
	(void)setsockopt(transport->fd, SOL_SOCKET, SO_LINGER, &none,
	    sizeof(none));
	transport_end(transport, "reset on purpose (--mischief)");
	return false;
}

/* Is the one that follows there, to be joined to it? */
static bool
late_joins(const struct transport_late *late, int64_t now_ns)
{
	return has(late, MISCHIEF_JOIN) && late->next != NULL &&
	    has(late->next, MISCHIEF_JOIN) && late->next->due_ns <= now_ns;
}

/* Both as one; false: there is no memory. */
static bool
late_join(struct transport *transport, struct transport_late *late)
{
	struct transport_late *other = late->next;
	size_t len = late->plan.len, all;
	char *both = malloc(len + other->plan.len);

	if (both == NULL)
		return false;
	all = len + other->plan.len;
	memcpy(both, late->bytes, len);
	memcpy(both + len, other->bytes, other->plan.len);
	(void)transport_out(transport, both, all);
	free(both);
	late->at = len;
	other->at = other->plan.len;
	late_told(transport, late, other->plan.number);
	late_told(transport, other, late->plan.number);
	late_remove(transport, other);
	late_remove(transport, late);
	return true;
}

/* The next segment of the first message; false: nothing more for now. */
static bool
late_piece(struct transport *transport, struct transport_late *late)
{
	const enum mischief_kind ending = late->plan.ending;
	int64_t now_ns = when_mono_ns(), rest_ns;
	size_t piece;

	if (late->begun_ns != 0 && late_joins(late, now_ns) &&
	    late_join(transport, late))
		return true;
	if (late->due_ns > now_ns)
		return false;
	if (late->begun_ns == 0) {
		late->begun_ns = now_ns;
		if (has(late, MISCHIEF_JOIN)) {
			late->due_ns = now_ns + MISCHIEF_JOIN_NS;
			return late_joins(late, now_ns);
		}
	}
	piece = mischief_piece(&transport->mischief, &late->plan, late->at,
	    &rest_ns);
	if (piece != 0) {
		(void)transport_out(transport, late->bytes + late->at, piece);
		late->at += piece;
		late->segments++;
		late->due_ns = now_ns + rest_ns;
		return true;
	}
	late_told(transport, late, 0);
	late_remove(transport, late);
	return ending == MISCHIEF_KIND_COUNT || late_ending(transport, ending);
}

/* What kept us from leaving is out. */
static void
late_leave(struct transport *transport)
{
	transport->deadline_ns = when_mono_ns() + TRANSPORT_LINGER_NS;
	if (transport->out.len == 0)
		(void)shutdown(transport->fd, SHUT_WR);
}

void
transport_late_step(struct transport *transport)
{
	if (transport->late == NULL || (transport->phase != TRANSPORT_OPEN &&
	    transport->phase != TRANSPORT_LEAVING))
		return;
	if (transport->socket_type != SOCK_STREAM) {
		late_step_datagrams(transport);
		return;
	}
	while (transport->late != NULL && transport->out.len == 0 &&
	    late_piece(transport, transport->late))
		continue;
	if (transport->phase == TRANSPORT_LEAVING && transport->late == NULL)
		late_leave(transport);
}

int64_t
transport_late_due(const struct transport *transport)
{
	const struct transport_late *late = transport->late;
	int64_t due_ns = 0;

	/* What the system does not take yet is before it. */
	if (late == NULL || transport->out.len != 0)
		return 0;
	if (transport->socket_type == SOCK_STREAM)
		return late->next != NULL && has(late, MISCHIEF_JOIN) ?
		    when_sooner(late->due_ns, late->next->due_ns) :
		    late->due_ns;
	for (; late != NULL; late = late->next)
		due_ns = when_sooner(due_ns, late->due_ns);
	return due_ns;
}
