/* Members of a room, and what they write. */
#include "shm/room.h"

#include <string.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/room_private.h"

#define SLOTS_SPARE 64	/* for the dead that nobody has buried yet */

static uint32_t
room_slots(uint32_t max_clients)
{
	return max_clients + SLOTS_SPARE;
}

uint64_t
room_area_size(uint32_t max_clients)
{
	return sizeof(struct room_area) + (uint64_t)room_slots(max_clients) *
	    sizeof(struct room_member);
}

/* A slot whose owner was killed between two stores says by joined and left
 * which of them were committed. */
static bool
room_repair_slot(struct room_member *member, uint64_t head)
{
	uint64_t left = atomic_load(&member->left);

	if (atomic_load(&member->client) == 0)
		return false;
	if (atomic_load(&member->joined) > head ||
	    (left != 0 && left <= head)) {
		atomic_store(&member->client, 0);
		return false;
	}
	atomic_store(&member->left, 0);
	return true;
}

void
room_area_repair(struct table *table, void *memory)
{
	struct room_area *area = memory;
	uint64_t head = room_last(area);
	uint32_t slots = room_slots(table->facts.max_clients), i, members = 0;
	union room_raw last;
	bool any;

	lock_assert_held(table);
	any = room_log_last_locked(table, area, &last);
	if (any)
		atomic_store(&area->broadcasts, last.head.broadcasts);
	for (i = 0; i < slots; i++) {
		if (!room_repair_slot(&area->slot[i], head))
			continue;
		members++;
		if (any && last.head.to != 0 && last.head.to ==
		    atomic_load(&area->slot[i].client))
			atomic_store(&area->slot[i].privates,
			    last.head.privates);
	}
	atomic_store(&area->members, members);
}

/* Name and text behind the head, which has the rest filled in. */
static void
room_compose(union room_raw *raw, const char *name, const char *text,
    size_t len)
{
	size_t name_len = strnlen(name, NAME_MAX_BYTES);

	if (len > ROOM_TEXT_MAX)
		len = ROOM_TEXT_MAX;
	raw->head.name_len = (uint8_t)name_len;
	raw->head.text_len = (uint16_t)len;
	memcpy(raw->bytes + sizeof(raw->head), name, name_len);
	if (len > 0)
		memcpy(raw->bytes + sizeof(raw->head) + name_len, text, len);
}

static void
room_put_locked(struct room *room, struct room_head head, const char *name,
    const char *text, size_t len)
{
	static union room_raw raw;

	lock_assert_held(room->table);
	raw.head = head;
	raw.head.broadcasts = atomic_load(&room->area->broadcasts) +
	    (head.to == 0);
	room_compose(&raw, name, text, len);
	room_log_put_locked(room->table, room->area, &raw);
}

static bool
room_lock(struct room *room)
{
	return lock_take(room->table, when_mono_ns() + LOCK_PATIENCE_NS) !=
	    LOCK_UNAVAILABLE;
}

/* A free slot, looked for from the row's own on: found at once mostly. */
static struct room_member *
room_slot_locked(struct room *room, struct room_peer *self)
{
	uint32_t i, slot;

	lock_assert_held(room->table);
	for (i = 0; i < room->slots; i++) {
		slot = (self->row + i) % room->slots;
		if (atomic_load(&room->area->slot[slot].client) != 0)
			continue;
		self->slot = slot;
		if (slot >= atomic_load(&room->area->used))
			atomic_store(&room->area->used, slot + 1);
		return &room->area->slot[slot];
	}
	return NULL;
}

static void
room_member_fill(struct room_member *member, const struct room_peer *self,
    uint64_t joined)
{
	uint64_t words[ROOM_NAME_WORDS] = { 0 };
	size_t i;

	memcpy(words, self->name, strnlen(self->name, NAME_MAX_BYTES));
	for (i = 0; i < ROOM_NAME_WORDS; i++)
		atomic_store(&member->name[i], words[i]);
	atomic_store(&member->joined, joined);
	atomic_store(&member->left, 0);
	atomic_store(&member->privates, 0);
	atomic_store(&member->row, self->row);
	atomic_store(&member->pid, self->pid);
	atomic_store(&member->asleep, 0);
	atomic_store(&member->client, self->client);
}

void
room_open(struct room *room, struct table *table, void *area)
{
	memset(room, 0, sizeof(*room));
	room->table = table;
	room->area = area;
	room->slots = room_slots(table->facts.max_clients);
}

enum room_result
room_join(struct room *room, struct table *table, void *area,
    struct room_peer *self)
{
	struct room_head head = { .kind = ROOM_JOINED };
	struct room_member *member;

	room_open(room, table, area);
	room->client = self->client;
	if (!room_lock(room))
		return ROOM_BUSY;
	member = room_slot_locked(room, self);
	if (member == NULL) {
		lock_drop(table);
		return ROOM_FULL;
	}
	room->slot = self->slot;
	room_member_fill(member, self, room_last(room->area) + 1);
	head.members = atomic_load(&room->area->members) + 1;
	room_put_locked(room, head, self->name, NULL, 0);
	atomic_store(&room->area->members, head.members);
	room->next = room_last(room->area) + 1;
	room->seen = atomic_load(&room->area->broadcasts);
	lock_drop(table);
	return ROOM_OK;
}

enum room_result
room_bury(struct room *room, const struct room_peer *peer)
{
	struct room_head head = { .kind = ROOM_LEFT };
	struct room_member *member;

	if (peer->slot >= room->slots || peer->client == 0)
		return ROOM_GONE;
	member = &room->area->slot[peer->slot];
	if (!room_lock(room))
		return ROOM_BUSY;
	if (atomic_load(&member->client) != peer->client) {
		lock_drop(room->table);
		return ROOM_GONE;
	}
	head.members = atomic_load(&room->area->members);
	if (head.members > 0)
		head.members--;
	atomic_store(&member->left, room_last(room->area) + 1);
	room_put_locked(room, head, peer->name, NULL, 0);
	atomic_store(&member->client, 0);
	atomic_store(&room->area->members, head.members);
	lock_drop(room->table);
	return ROOM_OK;
}

enum room_result
room_leave(struct room *room)
{
	struct room_peer self;

	if (!room_peer_read(room, room->slot, &self) ||
	    self.client != room->client)
		return ROOM_GONE;
	return room_bury(room, &self);
}

enum room_result
room_say(struct room *room, const char *name, const char *text, size_t len)
{
	struct room_head head = { .kind = ROOM_SAID };

	if (!room_lock(room))
		return ROOM_BUSY;
	head.members = atomic_load(&room->area->members);
	room_put_locked(room, head, name, text, len);
	lock_drop(room->table);
	return ROOM_OK;
}

static bool
room_find(const struct room *room, const char *name, struct room_peer *peer)
{
	uint32_t at = 0;

	while (room_each(room, &at, peer))
		if (text_name_same(peer->name, strlen(peer->name), name,
		    strlen(name)))
			return true;
	return false;
}

enum room_result
room_tell(struct room *room, const char *name, const char *to,
    const char *text, size_t len)
{
	struct room_head head = { .kind = ROOM_PRIVATE };
	struct room_member *member;
	struct room_peer peer;

	if (!room_find(room, to, &peer))
		return ROOM_GONE;
	member = &room->area->slot[peer.slot];
	if (!room_lock(room))
		return ROOM_BUSY;
	if (atomic_load(&member->client) != peer.client) {
		lock_drop(room->table);
		return ROOM_GONE;
	}
	head.members = atomic_load(&room->area->members);
	head.to = peer.client;
	head.privates = atomic_load(&member->privates) + 1;
	room_put_locked(room, head, name, text, len);
	atomic_store(&member->privates, head.privates);
	lock_drop(room->table);
	return ROOM_OK;
}
