/*
 * shm/room*.c: a script of members that join, speak, read and go, and of words
 * that somebody writes over the area.
 *
 * Must hold: every call comes back, after no more looks than the log has
 * cells; what is read is terminated and within its limits; as long as nobody
 * scribbles, who reads all has read, or was told to have missed, all that was
 * said to him.
 */
#include <linux/futex.h>

#include "shm/lock.h"
#include "shm/room_private.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MEMBERS	3

static struct member {
	struct room room;
	bool in;
	uint64_t due;		/* entries for it since it came */
	uint64_t got;		/* read, or told to be missed */
} members[MEMBERS];

static struct table table;
static void *area;
static bool scribbled;
static uint64_t client;

static const char *
name_of(unsigned member)
{
	static const char *const names[MEMBERS] = { "alice", "bob", "zoe" };

	return names[member % MEMBERS];
}

static void
due(const struct member *to)
{
	unsigned i;

	for (i = 0; i < MEMBERS; i++)
		if (members[i].in && (to == NULL || to == &members[i]))
			members[i].due++;
}

static void
join(unsigned number)
{
	struct member *member = &members[number];
	struct room_peer self = { .row = number, .client = ++client,
	    .pid = 1000 };
	enum room_result result;

	if (member->in)
		return;
	(void)text_copy(self.name, NAME_SIZE, name_of(number));
	result = room_join(&member->room, &table, area, &self);
	must(result == ROOM_OK || (scribbled && result == ROOM_FULL));
	if (result != ROOM_OK)
		return;
	due(NULL);
	member->in = true;
	member->due = member->got = 0;
}

static void
leave(struct member *member)
{
	enum room_result result;

	if (!member->in)
		return;
	result = room_leave(&member->room);
	must(scribbled || result == ROOM_OK);
	member->in = false;
	due(NULL);
}

static void
say(struct member *member, unsigned to, struct script *script)
{
	size_t len;
	const char *text = script_text(script, ROOM_TEXT_MAX + 10, &len);
	enum room_result result;

	if (!member->in)
		return;
	if (to == MEMBERS) {
		result = room_say(&member->room, "alice", text, len);
		due(NULL);
	} else {
		result = room_tell(&member->room, "alice", name_of(to), text,
		    len);
		due(&members[to]);
		must(scribbled ||
		    (result == ROOM_GONE) == !members[to].in);
	}
	must(result != ROOM_BUSY);
}

static void
entry_check(const struct room_entry *entry)
{
	must(entry->text_len <= ROOM_TEXT_MAX &&
	    entry->text[entry->text_len] == '\0' &&
	    strlen(entry->name) < NAME_SIZE);
}

static void
read_all(struct member *member)
{
	struct room_entry entry;
	unsigned looks = 2 * ROOM_CELLS;
	enum room_got got;

	if (!member->in)
		return;
	while ((got = room_read(&member->room, &entry)) != ROOM_NOTHING) {
		must(looks-- > 0);
		if (got == ROOM_ENTRY)
			entry_check(&entry);
		member->got += got == ROOM_ENTRY ? 1 : entry.missed;
	}
	must(scribbled || member->got == member->due);
	(void)room_sleep(&member->room);
}

static void
look_around(struct member *member, bool bury)
{
	static const struct bells none = { .fds = { [0 ... BELL_COUNT - 1] =
	    -1 } };
	struct room_peer peer;
	uint32_t at = 0, looks = 1000;

	if (!member->in)
		return;
	while (room_each(&member->room, &at, &peer))
		must(strlen(peer.name) < NAME_SIZE && looks-- > 0);
	if (room_neighbour(&member->room, &peer)) {
		must(strlen(peer.name) < NAME_SIZE);
		if (bury && scribbled)
			(void)room_bury(&member->room, &peer);
	}
	(void)room_members(&member->room);
	room_ring(&member->room, &none);
}

/* As the kernel says when an owner has died. */
static void
repair(void)
{
	atomic_store(&table.header->lock, FUTEX_OWNER_DIED);
	must(lock_take(&table, 0) == LOCK_RECOVERED);
	lock_drop(&table);
}

/* Near the head, where an entry is that will be read. */
static void
scribble_log(struct script *script)
{
	struct room_area *room = area;
	uint64_t head = atomic_load(&room->head) - script_take(script, 1) % 16;

	script_scribble(script, room_cell(room, head),
	    sizeof(struct room_cell));
}

static void
scribble(struct script *script, unsigned where)
{
	struct room_area *room = area;

	scribbled = true;
	if (where == 0)
		script_scribble(script, room,
		    offsetof(struct room_area, cells));
	else if (where == 1)
		scribble_log(script);
	else
		script_scribble(script, room->slot, 8 *
		    sizeof(struct room_member));
}

static void
step(struct script *script)
{
	unsigned what = (unsigned)script_take(script, 1);
	unsigned number = what / 8 % MEMBERS;
	struct member *member = &members[number];

	switch (what % 8) {
	case 0:
		join(number);
		break;
	case 1:
		leave(member);
		break;
	case 2:
		say(member, MEMBERS, script);
		break;
	case 3:
		say(member, what / 64 % MEMBERS, script);
		break;
	case 4:
		read_all(member);
		break;
	case 5:
		look_around(member, what / 128 != 0);
		break;
	case 6:
		repair();
		break;
	default:
		scribble(script, what / 8 % 3);
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	unsigned i, steps;

	script_table(&table, LAB_CHAT, room_area_size(SCRIPT_CLIENTS));
	table.repair[LAB_CHAT] = room_area_repair;
	area = table_area(&table, LAB_CHAT);
	memset(members, 0, sizeof(members));
	scribbled = false;
	client = 0;
	for (steps = 0; script.left > 0 && steps < 200; steps++)
		step(&script);
	for (i = 0; i < MEMBERS; i++)
		read_all(&members[i]);
	repair();
	for (i = 0; i < MEMBERS; i++)
		leave(&members[i]);
	return 0;
}
