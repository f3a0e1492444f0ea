/* Reading a room: its log, its members; all without the lock. */
#include <string.h>

#include "shm/room.h"
#include "shm/room_private.h"

/* Overrun: on to where the log is whole.  An eighth of the ring is left
 * ahead of the writers, so that one gap is told and not a hundred. */
static void
room_skip(struct room *room, uint64_t head)
{
	uint64_t number;

	room->next++;
	if (head > ROOM_CELLS - ROOM_CELLS / 8 &&
	    room->next < head - (ROOM_CELLS - ROOM_CELLS / 8))
		room->next = head - (ROOM_CELLS - ROOM_CELLS / 8);
	for (number = room->next; number <= head; number++)
		if (atomic_load(&room_cell(room->area, number)->seq) ==
		    2 * number + 1)
			break;
	room->next = number;
}

/* How many messages for us lie unread before this entry. */
static uint64_t
room_missed(const struct room *room, const struct room_head *head)
{
	uint64_t all = head->broadcasts - (head->to == 0);
	uint64_t missed = all > room->seen ? all - room->seen : 0;

	if (head->to == room->client && head->privates > room->seen_private + 1)
		missed += head->privates - 1 - room->seen_private;
	return missed;
}

/* Marks all before this entry as read, or as missed. */
static void
room_catch_up(struct room *room, const struct room_head *head)
{
	room->seen = head->broadcasts - (head->to == 0);
	if (head->to == room->client)
		room->seen_private = head->privates - 1;
}

static void
room_entry_fill(struct room_entry *entry, const union room_raw *raw)
{
	const char *name = raw->bytes + sizeof(raw->head);

	entry->kind = (enum room_kind)raw->head.kind;
	entry->members = raw->head.members;
	memcpy(entry->name, name, raw->head.name_len);
	entry->name[raw->head.name_len] = '\0';
	entry->text_len = raw->head.text_len;
	memcpy(entry->text, name + raw->head.name_len, entry->text_len);
	entry->text[entry->text_len] = '\0';
}

static enum room_got
room_gap(struct room_entry *entry, uint64_t missed)
{
	entry->missed = missed;
	return ROOM_GAP;
}

/* The entry at room->next, whole: ours, a gap before it, or nothing. */
static enum room_got
room_take(struct room *room, const union room_raw *raw,
    struct room_entry *entry)
{
	uint64_t missed = room_missed(room, &raw->head);

	if (missed > 0) {
		/* The entry itself is for the next call. */
		room_catch_up(room, &raw->head);
		return room_gap(entry, missed);
	}
	room->next += room_cells_needed(&raw->head);
	room->seen = raw->head.broadcasts;
	if (raw->head.to != 0 && raw->head.to != room->client)
		return ROOM_NOTHING;
	if (raw->head.to != 0)
		room->seen_private = raw->head.privates;
	room_entry_fill(entry, raw);
	return ROOM_ENTRY;
}

enum room_got
room_read(struct room *room, struct room_entry *entry)
{
	static union room_raw raw;
	struct room_area *area = room->area;
	/* Before head: every private message counted here lies up to it. */
	uint64_t privates = atomic_load(&area->slot[room->slot].privates);
	uint64_t all = atomic_load(&area->broadcasts), head, missed = 0;
	enum room_got got;

	head = room_last(area);
	while (room->next <= head) {
		if (!room_log_copy(area, room->next, &raw)) {
			head = room_last(area);
			room_skip(room, head);
			continue;
		}
		got = room_take(room, &raw, entry);
		if (got != ROOM_NOTHING)
			return got;
	}
	/* Missed, with nothing whole behind it. */
	if (all > room->seen) {
		missed += all - room->seen;
		room->seen = all;
	}
	if (privates > room->seen_private) {
		missed += privates - room->seen_private;
		room->seen_private = privates;
	}
	return missed > 0 ? room_gap(entry, missed) : ROOM_NOTHING;
}

bool
room_sleep(struct room *room)
{
	struct room_member *self = &room->area->slot[room->slot];

	/* Announced first, looked after that: whoever publishes later sees
	 * it (sequentially consistent on both sides). */
	atomic_store(&self->asleep, 1);
	if (room_last(room->area) < room->next)
		return true;
	atomic_store(&self->asleep, 0);
	return false;
}

void
room_ring(const struct room *room, const struct bells *bells)
{
	uint32_t i, used = atomic_load(&room->area->used);
	bell_set set = 0;
	struct room_member *member;

	if (used > room->slots)
		used = room->slots;
	atomic_thread_fence(memory_order_seq_cst);
	for (i = 0; i < used; i++) {
		member = &room->area->slot[i];
		if (atomic_load(&member->asleep) != 0 &&
		    atomic_load(&member->client) != 0 &&
		    atomic_exchange(&member->asleep, 0) != 0)
			set |= bell_of(atomic_load(&member->row));
	}
	bells_ring(bells, set);
}

uint32_t
room_members(const struct room *room)
{
	return atomic_load(&room->area->members);
}

bool
room_peer_read(const struct room *room, uint32_t slot, struct room_peer *peer)
{
	struct room_member *member = &room->area->slot[slot];
	uint64_t words[ROOM_NAME_WORDS];
	size_t i;

	peer->slot = slot;
	peer->client = atomic_load(&member->client);
	if (peer->client == 0)
		return false;
	peer->row = atomic_load(&member->row);
	peer->pid = atomic_load(&member->pid);
	for (i = 0; i < ROOM_NAME_WORDS; i++)
		words[i] = atomic_load(&member->name[i]);
	memcpy(peer->name, words, NAME_SIZE);
	peer->name[NAME_MAX_BYTES] = '\0';
	/* A client's number is never used again: the same before and after
	 * means that all of it is of one member. */
	return atomic_load(&member->client) == peer->client;
}

bool
room_each(const struct room *room, uint32_t *at, struct room_peer *peer)
{
	uint32_t used = atomic_load(&room->area->used);

	while (*at < used && *at < room->slots)
		if (room_peer_read(room, (*at)++, peer))
			return true;
	return false;
}

bool
room_neighbour(const struct room *room, struct room_peer *peer)
{
	uint32_t i;

	for (i = 1; i < room->slots; i++)
		if (room_peer_read(room, (room->slot + i) % room->slots,
		    peer))
			return true;
	return false;
}
