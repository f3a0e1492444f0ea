/* A chat room between processes that write, read, sleep and die. */
#include "tests/proc/shared_area.h"

#include <sys/epoll.h>

#include "shm/bell.h"
#include "shm/room.h"
#include "shm/room_private.h"

#define CLIENTS 64

static struct room_area *area;
static uint64_t next_client;

static void
make(void)
{
	next_client = 1;
	area_make("room", CLIENTS, room_area_size(CLIENTS),
	    room_area_repair);
	area = area_memory;
}

static struct room_peer
peer(uint32_t row, const char *name)
{
	struct room_peer self = { .row = row, .client = next_client++,
	    .pid = getpid() };

	(void)text_copy(self.name, sizeof(self.name), name);
	return self;
}

static struct room
join(uint32_t row, const char *name)
{
	struct room_peer self = peer(row, name);
	struct room room;

	CU_ASSERT_EQUAL(room_join(&room, &area_table, area, &self), ROOM_OK);
	return room;
}

static struct room_entry entry;

static void
expect(struct room *room, enum room_kind kind, const char *name,
    const char *text, uint32_t members)
{
	CU_ASSERT_EQUAL(room_read(room, &entry), ROOM_ENTRY);
	CU_ASSERT_EQUAL(entry.kind, kind);
	CU_ASSERT_STRING_EQUAL(entry.name, name);
	CU_ASSERT_STRING_EQUAL(entry.text, text);
	CU_ASSERT_EQUAL(entry.members, members);
}

static void
joins_talks_leaves(void)
{
	struct room alice, bob;

	make();
	alice = join(3, "alice");
	CU_ASSERT_EQUAL(room_read(&alice, &entry), ROOM_NOTHING);
	bob = join(70, "bob");
	expect(&alice, ROOM_JOINED, "bob", "", 2);
	CU_ASSERT_EQUAL(room_say(&alice, "alice", "hi", 2), ROOM_OK);
	expect(&alice, ROOM_SAID, "alice", "hi", 2);
	expect(&bob, ROOM_SAID, "alice", "hi", 2);
	CU_ASSERT_EQUAL(room_tell(&bob, "bob", "alice", "psst", 4), ROOM_OK);
	CU_ASSERT_EQUAL(room_tell(&bob, "bob", "carol", "psst", 4),
	    ROOM_GONE);
	CU_ASSERT_EQUAL(room_read(&bob, &entry), ROOM_NOTHING);
	expect(&alice, ROOM_PRIVATE, "bob", "psst", 2);
	CU_ASSERT_EQUAL(room_leave(&alice), ROOM_OK);
	CU_ASSERT_EQUAL(room_leave(&alice), ROOM_GONE);
	expect(&bob, ROOM_LEFT, "alice", "", 1);
	CU_ASSERT_EQUAL(room_members(&bob), 1);
	area_end();
}

static void
long_lines_keep_to_the_limit(void)
{
	char text[3000];
	struct room alice;
	size_t len;

	make();
	alice = join(0, "0123456789abcdef0123456789abcdef");
	memset(text, 'm', sizeof(text));
	for (len = 0; len <= ROOM_TEXT_MAX; len += 50) {
		(void)room_say(&alice, "0123456789abcdef0123456789abcdef",
		    text, len);
		CU_ASSERT_EQUAL(room_read(&alice, &entry), ROOM_ENTRY);
		CU_ASSERT_EQUAL(entry.text_len, len);
		CU_ASSERT_EQUAL(strlen(entry.name), 32);
	}
	(void)room_say(&alice, "a", text, sizeof(text));
	CU_ASSERT_EQUAL(room_read(&alice, &entry), ROOM_ENTRY);
	CU_ASSERT_EQUAL(entry.text_len, ROOM_TEXT_MAX);
	area_end();
}

/* Reads all there is: entries and what was missed. */
static void
read_all(struct room *room, uint64_t *entries, uint64_t *missed)
{
	enum room_got got;

	while ((got = room_read(room, &entry)) != ROOM_NOTHING) {
		if (got == ROOM_GAP)
			*missed += entry.missed;
		else
			++*entries;
	}
}

static void
overrun_is_counted_exactly(void)
{
	uint64_t entries = 0, missed = 0;
	struct room alice, bob;
	unsigned i;

	make();
	alice = join(0, "alice");
	bob = join(1, "bob");
	for (i = 0; i < 50000; i++) {
		(void)room_say(&bob, "bob", "0123456789", i % 11);
		/* Private ones, to her and to others. */
		if (i % 7 == 0)
			(void)room_tell(&bob, "bob", "alice", "x", 1);
		if (i % 3 == 0)
			(void)room_tell(&alice, "alice", "bob", "y", 1);
	}
	read_all(&alice, &entries, &missed);
	/* Bob's joining, his lines, and every seventh. */
	CU_ASSERT_EQUAL(entries + missed, 1 + 50000 + 50000 / 7 + 1);
	CU_ASSERT(missed > 30000 && entries > 8000);
	CU_ASSERT_EQUAL(room_read(&alice, &entry), ROOM_NOTHING);
	/* And from here on nothing is missing. */
	(void)room_say(&bob, "bob", "again", 5);
	expect(&alice, ROOM_SAID, "bob", "again", 2);
	area_end();
}

static void
only_private_ones_missed(void)
{
	uint64_t entries = 0, missed = 0;
	struct room alice, bob;
	unsigned i;

	make();
	alice = join(0, "alice");
	bob = join(1, "bob");
	read_all(&alice, &entries, &missed);
	entries = 0;
	(void)room_tell(&bob, "bob", "alice", "lost", 4);
	/* To himself: nothing that alice would see is written after it. */
	for (i = 0; i < 2 * ROOM_CELLS; i++)
		(void)room_tell(&bob, "bob", "bob", "z", 1);
	read_all(&alice, &entries, &missed);
	CU_ASSERT_EQUAL(entries, 0);
	CU_ASSERT_EQUAL(missed, 1);
	area_end();
}

static void
full_room_says_so(void)
{
	struct room rooms[CLIENTS + 64], late;
	struct room_peer self;
	uint32_t i, at = 0, count = 0;

	make();
	for (i = 0; i < CLIENTS + 64; i++)
		rooms[i] = join(i * 7, "somebody");
	self = peer(1, "late");
	CU_ASSERT_EQUAL(room_join(&late, &area_table, area, &self),
	    ROOM_FULL);
	while (room_each(&rooms[0], &at, &self))
		count++;
	CU_ASSERT_EQUAL(count, CLIENTS + 64);
	(void)room_leave(&rooms[5]);
	self = peer(1, "late");
	CU_ASSERT_EQUAL(room_join(&late, &area_table, area, &self), ROOM_OK);
	area_end();
}

/* One writer: its lines, numbered. */
static void
write_lines(uint32_t row, unsigned lines)
{
	char name[16], text[64];
	struct room room;
	unsigned i;
	int len;

	(void)snprintf(name, sizeof(name), "w%u", (unsigned)row);
	next_client = 1000 + row;
	room = join(row, name);
	for (i = 0; i < lines; i++) {
		len = snprintf(text, sizeof(text), "%u", i);
		while (room_say(&room, name, text, (size_t)len) == ROOM_BUSY)
			continue;
	}
	_exit(0);
}

/* One reader: every line, and a hash of their order. */
static void
read_lines(uint32_t row, unsigned lines, _Atomic uint64_t *ready,
    _Atomic uint64_t *result)
{
	int64_t until_ns = when_mono_ns() + 30 * NS_PER_S;
	uint64_t hash = 14695981039346656037u, said = 0;
	struct room room;
	char name[16];
	size_t i;

	(void)snprintf(name, sizeof(name), "r%u", (unsigned)row);
	next_client = 2000 + row;
	room = join(row, name);
	atomic_fetch_add(ready, 1);
	while (said < lines && when_mono_ns() < until_ns) {
		if (room_read(&room, &entry) != ROOM_ENTRY) {
			area_nap(100000);
			continue;
		}
		if (entry.kind != ROOM_SAID)
			continue;
		said++;
		for (i = 0; i < entry.text_len; i++)
			hash = (hash ^ (unsigned char)entry.text[i]) *
			    1099511628211u;
		hash = (hash ^ (unsigned char)entry.name[1]) *
		    1099511628211u;
	}
	*result = hash;
	_exit(said == lines ? 0 : 1);
}

static void
everyone_reads_the_same_order(void)
{
	pid_t readers[8], writers[8];
	unsigned i;

	make();
	for (i = 0; i < 8; i++)
		if ((readers[i] = fork()) == 0)
			read_lines(i, 8 * 250, &area_tell[0],
			    &area_tell[1 + i]);
	CU_ASSERT_TRUE(area_wait(&area_tell[0], 8));
	for (i = 0; i < 8; i++)
		if ((writers[i] = fork()) == 0)
			write_lines(20 + i, 250);
	for (i = 0; i < 8; i++)
		CU_ASSERT_EQUAL(area_join(writers[i]), 0);
	for (i = 0; i < 8; i++) {
		CU_ASSERT_EQUAL(area_join(readers[i]), 0);
		CU_ASSERT_EQUAL(area_tell[1 + i], area_tell[1]);
	}
	area_end();
}

/* A line whose content can be checked: one letter, a length of its own. */
static void
write_forever(uint32_t row)
{
	char text[ROOM_TEXT_MAX], name[16];
	struct room room;
	unsigned i;

	(void)snprintf(name, sizeof(name), "k%u", (unsigned)row);
	next_client = 5000 + (uint64_t)getpid();
	room = join(row, name);
	for (i = 0;; i++) {
		memset(text, 'a' + (int)(i % 26), sizeof(text));
		(void)room_say(&room, name, text, i * 37 % ROOM_TEXT_MAX);
		atomic_fetch_add(&area_tell[0], 1);
	}
}

static bool
entry_sound(void)
{
	size_t i;

	if (entry.kind != ROOM_SAID)
		return entry.text_len == 0;
	for (i = 1; i < entry.text_len; i++)
		if (entry.text[i] != entry.text[0])
			return false;
	return entry.text_len == 0 ||
	    (entry.text[0] >= 'a' && entry.text[0] <= 'z');
}

/* Members whose process is known to be dead are taken out, once. */
static void
bury(struct room *room, const char *name)
{
	struct room_peer dead;
	uint32_t at = 0;

	while (room_each(room, &at, &dead))
		if (strcmp(dead.name, name) == 0) {
			CU_ASSERT_EQUAL(room_bury(room, &dead), ROOM_OK);
			CU_ASSERT_EQUAL(room_bury(room, &dead), ROOM_GONE);
		}
}

static void
killed_writers_harm_nobody(void)
{
	uint64_t entries = 0, missed = 0, torn = 0, before;
	struct room watcher;
	enum room_got got;
	unsigned round;
	pid_t pid;

	make();
	watcher = join(0, "watcher");
	before = area->broadcasts;
	srand(7);
	for (round = 0; round < 400; round++) {
		atomic_store(&area_tell[0], 0);
		if ((pid = fork()) == 0)
			write_forever(1);
		CU_ASSERT_TRUE(area_wait(&area_tell[0],
		    (unsigned)rand() % 40));
		area_kill(pid);
		while ((got = room_read(&watcher, &entry)) !=
		    ROOM_NOTHING) {
			missed += got == ROOM_GAP ? entry.missed : 0;
			entries += got == ROOM_ENTRY;
			torn += got == ROOM_ENTRY && !entry_sound();
		}
		bury(&watcher, "k1");
		CU_ASSERT_EQUAL(room_members(&watcher), 1);
	}
	read_all(&watcher, &entries, &missed);
	CU_ASSERT_EQUAL(torn, 0);
	CU_ASSERT_EQUAL(entries + missed, area->broadcasts - before);
	printf("(%llu lines, %llu lock recoveries) ",
	    (unsigned long long)area->broadcasts,
	    (unsigned long long)area_table.header->lock_recoveries);
	area_end();
}

/* A killed owner at chosen places: each must be as if it had not been. */
static void
die_with_lock(int where)
{
	struct room_member *member = &area->slot[9];

	(void)lock_take(&area_table, when_mono_ns() + NS_PER_S);
	if (where == 0) {
		/* A joining that was not committed. */
		atomic_store(&member->joined, area->head + 1);
		atomic_store(&member->client, 77);
		atomic_store(&area->members, area->members + 1);
	} else if (where == 1) {
		/* Cells without a commit. */
		atomic_store(&area->cells[(area->head + 1) %
		    ROOM_CELLS].seq, 2 * (area->head + 1) + 1);
	} else if (where == 2) {
		/* A count ahead of the log. */
		atomic_store(&area->broadcasts, area->broadcasts + 5);
	} else {
		/* A leaving that was not committed. */
		atomic_store(&area->slot[0].left, area->head + 1);
	}
	(void)kill(getpid(), SIGKILL);
}

static void
repair_makes_it_as_it_was(void)
{
	struct room alice, bob;
	uint64_t broadcasts;
	int where, again;
	pid_t pid;

	make();
	area->used = 10;
	alice = join(0, "alice");
	bob = join(1, "bob");
	expect(&alice, ROOM_JOINED, "bob", "", 2);
	for (where = 0; where < 4; where++) {
		(void)room_say(&bob, "bob", "before", 6);
		broadcasts = area->broadcasts;
		if ((pid = fork()) == 0)
			die_with_lock(where);
		CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
		CU_ASSERT_EQUAL(lock_take(&area_table, when_mono_ns() +
		    NS_PER_S), LOCK_RECOVERED);
		for (again = 0; again < 3; again++) {
			CU_ASSERT_EQUAL(area->broadcasts, broadcasts);
			CU_ASSERT_EQUAL(area->members, 2);
			CU_ASSERT_EQUAL(area->slot[9].client, 0);
			CU_ASSERT_EQUAL(area->slot[0].left, 0);
			room_area_repair(&area_table, area);
		}
		lock_drop(&area_table);
		(void)room_say(&bob, "bob", "after", 5);
		expect(&alice, ROOM_SAID, "bob", "before", 2);
		expect(&alice, ROOM_SAID, "bob", "after", 2);
	}
	area_end();
}

static void
bury_from_many_sides(pid_t *pids, int count)
{
	struct room_peer dead = { 0 };
	struct room room;
	uint32_t at = 0;
	int i;

	room_open(&room, &area_table, area);
	while (room_each(&room, &at, &dead) && strcmp(dead.name, "dead") != 0)
		continue;
	for (i = 0; i < count; i++)
		if ((pids[i] = fork()) == 0)
			_exit(room_bury(&room, &dead) == ROOM_OK);
}

static void
the_dead_leave_once(void)
{
	struct room watcher;
	pid_t pids[6];
	int i, buried = 0;

	make();
	watcher = join(0, "watcher");
	(void)join(5, "dead");
	expect(&watcher, ROOM_JOINED, "dead", "", 2);
	bury_from_many_sides(pids, 6);
	for (i = 0; i < 6; i++)
		buried += area_join(pids[i]);
	CU_ASSERT_EQUAL(buried, 1);
	expect(&watcher, ROOM_LEFT, "dead", "", 1);
	CU_ASSERT_EQUAL(room_read(&watcher, &entry), ROOM_NOTHING);
	area_end();
}

static void
neighbours_make_a_circle(void)
{
	struct room a, b, c;
	struct room_peer next;

	make();
	a = join(10, "a");
	CU_ASSERT_FALSE(room_neighbour(&a, &next));
	b = join(20, "b");
	c = join(5, "c");
	CU_ASSERT_TRUE(room_neighbour(&a, &next));
	CU_ASSERT_STRING_EQUAL(next.name, "b");
	CU_ASSERT_TRUE(room_neighbour(&b, &next));
	CU_ASSERT_STRING_EQUAL(next.name, "c");
	CU_ASSERT_TRUE(room_neighbour(&c, &next));
	CU_ASSERT_STRING_EQUAL(next.name, "a");
	CU_ASSERT_EQUAL(next.row, 10);
	area_end();
}

/* Reads where the writers are about to overwrite: what comes back whole must
 * be one entry, never two halves. */
static void
copies_are_never_torn(void)
{
	int64_t until_ns = when_mono_ns() + 20 * NS_PER_S;
	uint64_t head, copies = 0, torn = 0, tries;
	union room_raw raw;
	pid_t pid;

	make();
	if ((pid = fork()) == 0)
		write_forever(1);
	CU_ASSERT_TRUE(area_wait(&area->head, 2 * ROOM_CELLS));
	/* One copy in fifty thousand is hit: a few million make it sure. */
	for (tries = 0; copies < 3000000; tries++) {
		if (tries % 1024 == 0 && when_mono_ns() > until_ns)
			break;
		head = atomic_load(&area->head);
		if (!room_log_copy(area, head - ROOM_CELLS + tries % 24,
		    &raw))
			continue;
		copies++;
		memcpy(entry.text, raw.bytes + sizeof(raw.head) +
		    raw.head.name_len, raw.head.text_len);
		entry.text_len = raw.head.text_len;
		entry.kind = (enum room_kind)raw.head.kind;
		torn += !entry_sound();
	}
	area_kill(pid);
	CU_ASSERT_EQUAL(torn, 0);
	CU_ASSERT(copies > 1000);
	area_end();
}

/* Sleeps whenever there is nothing to read, and tells how far it is. */
static void
listen_asleep(struct room *room, int bell, unsigned lines)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLET };
	int set = epoll_create1(EPOLL_CLOEXEC);
	volatile unsigned spin;
	unsigned heard = 0;

	(void)epoll_ctl(set, EPOLL_CTL_ADD, bell, &event);
	while (heard < lines) {
		if (room_read(room, &entry) == ROOM_ENTRY) {
			atomic_store(&area_tell[0], ++heard);
			continue;
		}
		/* Between looking and sleeping, where it matters. */
		for (spin = (unsigned)rand() % 4000; spin > 0; spin--)
			continue;
		if (!room_sleep(room))
			continue;
		if (epoll_wait(set, &event, 1, 10000) != 1)
			_exit(1);
	}
	_exit(0);
}

/* Says the next line the moment the last was heard: just when the other is
 * about to sleep.  False when a line is not heard for 5 s. */
static bool
talk_at_once(struct room *room, const struct bells *bells, unsigned lines)
{
	int64_t until_ns;
	unsigned i;

	for (i = 0; i < lines; i++) {
		(void)room_say(room, "pong", "line", 4);
		room_ring(room, bells);
		until_ns = when_mono_ns() + 5 * NS_PER_S;
		while (atomic_load(&area_tell[0]) < i + 1)
			if (when_mono_ns() > until_ns)
				return false;
	}
	return true;
}

static void
no_wake_up_is_lost(void)
{
	struct room rooms[2];
	struct bells bells;
	pid_t pid;

	make();
	CU_ASSERT_TRUE_FATAL(bells_open(&bells));
	rooms[0] = join(0, "ping");
	rooms[1] = join(1, "pong");
	rooms[0].next = rooms[1].next;
	rooms[0].seen = rooms[1].seen;
	if ((pid = fork()) == 0)
		listen_asleep(&rooms[0], bell_fd(&bells, 0), 30000);
	CU_ASSERT_TRUE(talk_at_once(&rooms[1], &bells, 30000));
	CU_ASSERT_EQUAL(area_join(pid), 0);
	bells_close(&bells);
	area_end();
}

UNIT_MAIN("room", TEST(joins_talks_leaves),
    TEST(long_lines_keep_to_the_limit), TEST(overrun_is_counted_exactly),
    TEST(only_private_ones_missed), TEST(full_room_says_so),
    TEST(everyone_reads_the_same_order), TEST(killed_writers_harm_nobody),
    TEST(repair_makes_it_as_it_was), TEST(the_dead_leave_once),
    TEST(neighbours_make_a_circle), TEST(copies_are_never_torn),
    TEST(no_wake_up_is_lost))
