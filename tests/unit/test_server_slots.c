/* The parent's slots: which are free, live, ended, and whose a pid is. */
#include "tests/unit/server_fixture.h"

#include "server/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static void
low_rows_are_taken_first(void)
{
	struct table_header *header;
	uint32_t i;

	parent_make(8, 4);
	header = parent.table.header;
	for (i = 0; i < parent.rows; i++) {
		CU_ASSERT_EQUAL(listener_slot_take(&parent), i);
		CU_ASSERT_EQUAL(atomic_load(&header->high_water), i + 1);
	}
	/* Nobody has ended: there is no other. */
	CU_ASSERT_EQUAL(listener_slot_take(&parent), NO_SLOT);
	listener_slot_back(&parent, 3);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), 3);
	CU_ASSERT_EQUAL(atomic_load(&header->high_water), parent.rows);
	parent_end();
}

static void
a_slot_given_back_is_empty(void)
{
	uint32_t index;

	parent_make(2, 0);
	index = parent_slot(7, 1234, LAB_CHAT);
	parent.slots[index].end_asked = END_KICKED;
	parent.slots[index].kill_ns = 5;
	listener_slot_back(&parent, index);
	CU_ASSERT_EQUAL(parent.slots[index].client, 0);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_FREE);
	CU_ASSERT_EQUAL(parent.slots[index].end_asked, 0);
	CU_ASSERT_EQUAL(parent.slots[index].kill_ns, 0);
	parent_end();
}

/* A block is a run of rows, and what has been taken cannot be in it. */
static void
a_block_is_a_run(void)
{
	parent_make(16, 0);
	CU_ASSERT_EQUAL(listener_block_take(&parent, 4), 0);
	CU_ASSERT_EQUAL(listener_block_take(&parent, 4), 4);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), 8);
	listener_slot_back(&parent, 2);
	CU_ASSERT_EQUAL(listener_block_take(&parent, 2), NO_SLOT);
	parent_end();
}

/* Against a plain list: pids come and go, some in one place of the map. */
static void
pids_are_found_whatever_has_gone(void)
{
	enum { ROWS = 64, TURNS = 20000 };
	pid_t pids[ROWS] = { 0 }, pid;
	uint32_t i, turn, found;

	parent_make(ROWS, 0);
	for (i = 0; i < ROWS; i++)
		(void)listener_slot_take(&parent);
	CU_ASSERT_EQUAL(parent.pid_map_size, 2 * ROWS);
	srandom(12080);
	for (turn = 0; turn < TURNS; turn++) {
		i = (uint32_t)random() % ROWS;
		if (pids[i] != 0) {
			parent.slots[i].datagrams = true;
			listener_slot_end(&parent, i);
			CU_ASSERT_EQUAL(parent.slots[i].pid, 0);
			pids[i] = 0;
		}
		/* From few numbers, so that they meet in the map. */
		pid = (pid_t)(random() % 700 * 256 + 2);
		if (listener_slot_find(&parent, pid) == NO_SLOT) {
			listener_slot_live(&parent, i, pid);
			pids[i] = pid;
		}
		if (turn % 50 != 0)
			continue;
		for (i = 0; i < ROWS; i++) {
			found = pids[i] == 0 ? i :
			    listener_slot_find(&parent, pids[i]);
			CU_ASSERT_EQUAL(found, i);
		}
	}
	CU_ASSERT_EQUAL(listener_slot_find(&parent, 1), NO_SLOT);
	parent_end();
}

static void
end_client(uint32_t index)
{
	struct row_data row;

	(void)row_read(&parent.table, index, &row);
	row.client = parent.slots[index].client;
	row.state = STATE_ENDED;
	row_publish(&parent.table, index, &row);
	listener_slot_end(&parent, index);
}

/* Shown for LIMIT_ENDED_NS, and not a moment less or more. */
static void
an_ended_client_is_shown_for_a_while(void)
{
	struct row_data row;
	uint32_t index;
	int64_t ended_ns;

	parent_make(4, 4);
	index = parent_slot(7, 1234, LAB_WAIT);
	end_client(index);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_ENDED);
	CU_ASSERT_EQUAL(listener_slot_find(&parent, 1234), NO_SLOT);
	ended_ns = parent.slots[index].ended_mono_ns;
	listener_slots_tick(&parent, ended_ns + LIMIT_ENDED_NS - 1);
	CU_ASSERT_TRUE(row_read(&parent.table, index, &row));
	CU_ASSERT_EQUAL(row.client, 7);
	CU_ASSERT_EQUAL(row.state, STATE_ENDED);
	listener_slots_tick(&parent, ended_ns + LIMIT_ENDED_NS);
	CU_ASSERT_TRUE(row_read(&parent.table, index, &row));
	CU_ASSERT_EQUAL(row.client, 0);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_FREE);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), index);
	parent_end();
}

static void
the_oldest_ended_gives_way_and_no_living_one(void)
{
	uint32_t i;

	parent_make(4, 0);
	for (i = 0; i < 4; i++)
		CU_ASSERT_EQUAL(parent_slot(i + 1, (pid_t)(100 + i),
		    LAB_WAIT), i);
	end_client(2);
	end_client(0);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), 2);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), 0);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), NO_SLOT);
	parent_end();
}

/* Says the word is a process's that is alive and does not give it back. */
static void
hold(uint32_t owner)
{
	atomic_store(&parent.table.header->lock, owner);
}

static int64_t
find(const char *name)
{
	int64_t found;

	CU_ASSERT_EQUAL_FATAL(lock_take(&parent.table, 0), LOCK_OK);
	found = name_find_locked(&parent.table, LAB_WAIT, name);
	lock_drop(&parent.table);
	return found;
}

static struct row_data
fill(uint32_t i)
{
	struct row_data row = { .client = i + 1, .state = STATE_CONNECTED,
	    .lab = LAB_WAIT };

	(void)snprintf(row.name, NAME_SIZE, "old-%u", i);
	CU_ASSERT_EQUAL(parent_slot(i + 1, (pid_t)(100 + i), LAB_WAIT), i);
	return row;
}

/* All rows of a full table have ended, their names are still in the index, and
 * whoever holds the lock is stopped.  They are given away all the same; their
 * new owners stay unnamed until the lock is to be had, and then nothing is left
 * of the old names. */
static void
rows_are_used_again_while_the_lock_is_held(void)
{
	enum { ROWS = 6 };
	struct row_data rows[ROWS];
	char name[NAME_SIZE];
	uint32_t i;

	parent_make(ROWS, 0);
	for (i = 0; i < ROWS; i++) {
		rows[i] = fill(i);
		CU_ASSERT_EQUAL(name_claim(&parent.table, i, &rows[i], 0),
		    TABLE_OK);
	}
	hold((uint32_t)getppid());
	for (i = 0; i < ROWS; i++) {
		end_client(i);
		CU_ASSERT_EQUAL(parent.slots[i].state, SLOT_ENDED);
	}
	for (i = 0; i < ROWS; i++) {
		CU_ASSERT_EQUAL(parent_slot(i + 11, (pid_t)(200 + i),
		    LAB_WAIT), i);
		rows[i].client = i + 11;
		(void)snprintf(rows[i].name, NAME_SIZE, "new-%u", i);
		CU_ASSERT_EQUAL(name_claim(&parent.table, i, &rows[i], 0),
		    TABLE_BUSY);
		row_publish(&parent.table, i, &rows[i]);
		CU_ASSERT_TRUE(parent.table.rows[i].linked != 0);
	}
	hold(0);
	/* Nobody goes by that name yet, and the old ones are free. */
	for (i = 0; i < ROWS; i++) {
		(void)snprintf(name, sizeof(name), "old-%u", i);
		CU_ASSERT_EQUAL(find(name), -1);
	}
	for (i = 0; i < ROWS; i++)
		CU_ASSERT_EQUAL(name_claim(&parent.table, i, &rows[i], 0),
		    TABLE_OK);
	for (i = 0; i < ROWS; i++)
		CU_ASSERT_EQUAL(find(rows[i].name), (int64_t)i);
	parent_end();
}

/* Rows that became empty, and were never given away, leave the chains when
 * somebody passes. */
static void
who_passes_takes_out_what_has_ended(void)
{
	struct row_data row = { .client = 1, .state = STATE_CONNECTED,
	    .lab = LAB_WAIT, .name = "alice" };
	uint32_t index;

	parent_make(2, 0);
	index = parent_slot(1, 100, LAB_WAIT);
	CU_ASSERT_EQUAL(name_claim(&parent.table, index, &row, 0), TABLE_OK);
	end_client(index);
	CU_ASSERT_TRUE(parent.table.rows[index].linked != 0);
	listener_slots_tick(&parent, when_mono_ns() + 2 * LIMIT_ENDED_NS);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_FREE);
	CU_ASSERT_TRUE(parent.table.rows[index].linked != 0);
	CU_ASSERT_EQUAL(find("alice"), -1);
	CU_ASSERT_EQUAL(parent.table.rows[index].linked, 0);
	parent_end();
}

static bool
same_place(const char *a, const char *b)
{
	struct sockaddr_in6 six[2] = { { .sin6_family = AF_INET6 },
	    { .sin6_family = AF_INET6 } };
	unsigned char key[2][ADDRESS_KEY_SIZE];
	int i;

	CU_ASSERT_EQUAL(inet_pton(AF_INET6, a, &six[0].sin6_addr), 1);
	CU_ASSERT_EQUAL(inet_pton(AF_INET6, b, &six[1].sin6_addr), 1);
	for (i = 0; i < 2; i++)
		listener_link_key(&parent, key[i],
		    (const struct sockaddr *)&six[i]);
	return memcmp(key[0], key[1], sizeof(key[0])) == 0;
}

static void
a_foreign_network_is_one_holder_a_link_of_ours_is_many(void)
{
	struct sockaddr_in6 ours = { .sin6_family = AF_INET6 };

	parent_make(2, 0);
	CU_ASSERT(same_place("2001:db8:1:2::1", "2001:db8:1:2:ff::9"));
	CU_ASSERT_FALSE(same_place("2001:db8:1:2::1", "2001:db8:1:3::1"));
	CU_ASSERT_FALSE(same_place("::ffff:192.0.2.1", "::ffff:192.0.2.2"));
	CU_ASSERT_FALSE(same_place("fe80::1", "fe80::2"));
	CU_ASSERT_EQUAL(inet_pton(AF_INET6, "2001:db8:1:2::7",
	    &ours.sin6_addr), 1);
	listener_link_add(&parent, (const struct sockaddr *)&ours);
	CU_ASSERT_FALSE(same_place("2001:db8:1:2::1", "2001:db8:1:2:ff::9"));
	CU_ASSERT(same_place("2001:db8:1:3::1", "2001:db8:1:3::2"));
	parent_end();
}

UNIT_MAIN("server slots",
    TEST(a_foreign_network_is_one_holder_a_link_of_ours_is_many),
    TEST(low_rows_are_taken_first),
    TEST(a_slot_given_back_is_empty), TEST(a_block_is_a_run),
    TEST(pids_are_found_whatever_has_gone),
    TEST(an_ended_client_is_shown_for_a_while),
    TEST(the_oldest_ended_gives_way_and_no_living_one),
    TEST(rows_are_used_again_while_the_lock_is_held),
    TEST(who_passes_takes_out_what_has_ended))
