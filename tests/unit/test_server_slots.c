/* The parent's slots: which are free, live, ended, and whose a pid is. */
#include "tests/unit/server_fixture.h"

#include "server/listener.h"

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

/* The mutex is held: the name stays, the parent does not wait and tries
 * again; meanwhile the row is not given to anybody as long as one is free. */
static void
a_busy_lock_leaves_the_name_for_later(void)
{
	struct row_data row = { .client = 1, .state = STATE_CONNECTED,
	    .lab = LAB_WAIT, .name = "alice" };
	uint32_t index;

	parent_make(2, 0);
	index = parent_slot(1, 100, LAB_WAIT);
	CU_ASSERT_EQUAL(name_claim(&parent.table, index, &row,
	    when_mono_ns() + NS_PER_S), TABLE_OK);
	(void)pthread_mutex_lock(&parent.table.header->mutex);
	end_client(index);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_NAMED);
	CU_ASSERT_EQUAL(atomic_load(&parent.table.rows[index].linked), 1);
	listener_slots_tick(&parent, when_mono_ns() + 2 * LIMIT_ENDED_NS);
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_NAMED);
	CU_ASSERT_EQUAL(parent.named.head, index);
	(void)pthread_mutex_unlock(&parent.table.header->mutex);
	listener_slots_tick(&parent, when_mono_ns());
	CU_ASSERT_EQUAL(parent.slots[index].state, SLOT_ENDED);
	CU_ASSERT_EQUAL(atomic_load(&parent.table.rows[index].linked), 0);
	CU_ASSERT_EQUAL(parent.named.head, NO_SLOT);
	parent_end();
}

/* One that is not to be had for long does not use up the server. */
static void
a_row_with_its_name_is_given_away_last(void)
{
	uint32_t i;

	parent_make(3, 0);
	for (i = 0; i < 3; i++)
		(void)parent_slot(i + 1, (pid_t)(100 + i), LAB_WAIT);
	(void)pthread_mutex_lock(&parent.table.header->mutex);
	end_client(1);
	(void)pthread_mutex_unlock(&parent.table.header->mutex);
	end_client(2);
	CU_ASSERT_EQUAL(parent.slots[1].state, SLOT_NAMED);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), 2);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), 1);
	CU_ASSERT_EQUAL(listener_slot_take(&parent), NO_SLOT);
	parent_end();
}

UNIT_MAIN("server slots", TEST(low_rows_are_taken_first),
    TEST(a_slot_given_back_is_empty), TEST(a_block_is_a_run),
    TEST(pids_are_found_whatever_has_gone),
    TEST(an_ended_client_is_shown_for_a_while),
    TEST(the_oldest_ended_gives_way_and_no_living_one),
    TEST(a_busy_lock_leaves_the_name_for_later),
    TEST(a_row_with_its_name_is_given_away_last))
