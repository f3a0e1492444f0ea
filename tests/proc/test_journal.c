/* The journal: what is written is read, what is lost is counted, and nothing
 * that somebody scribbles does harm. */
#include "tests/proc/journal_ring.h"

static struct journal_lane *const own = ring_journal.lanes;

static void
what_is_put_is_read(void)
{
	static const size_t sizes[] = { 0, 1, 7, 8, 320, 321, 324, 325, 1000,
	    4096, 50001, FEED_MESSAGE_MAX };
	const size_t count = sizeof(sizes) / sizeof(sizes[0]);
	struct journal_reader reader;
	uint32_t fed;
	size_t i;

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	CU_ASSERT_FALSE(ring_next(&reader));
	for (i = 0; i < count; i++)
		ring_put(i, sizes[i]);
	for (i = 0; i < count; i++) {
		CU_ASSERT_TRUE_FATAL(ring_next(&reader));
		CU_ASSERT_EQUAL(ring_record.message.client, i);
		CU_ASSERT_EQUAL(ring_record.message.facts.number, i);
		CU_ASSERT_EQUAL(ring_record.message.bytes_len, sizes[i]);
		CU_ASSERT_FALSE(ring_record.message.truncated);
		CU_ASSERT_TRUE(ring_right(&ring_record.message));
	}
	CU_ASSERT_FALSE(ring_next(&reader));
	CU_ASSERT_EQUAL(reader.missed, 0);
	CU_ASSERT_TRUE(journal_at_end(&reader, &fed));
	CU_ASSERT_EQUAL(fed, count);
	ring_put(1, 1);
	CU_ASSERT_FALSE(journal_at_end(&reader, &fed));
	ring_end();
}

static void
too_long_is_kept_in_part(void)
{
	struct journal_reader reader;

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	ring_put(5, FEED_MESSAGE_MAX + 100);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_TRUE(ring_record.message.truncated);
	CU_ASSERT_EQUAL(ring_record.message.bytes_len, FEED_MESSAGE_MAX);
	CU_ASSERT_EQUAL(ring_record.message.message_bytes,
	    FEED_MESSAGE_MAX + 100);
	CU_ASSERT_TRUE(ring_right(&ring_record.message));
	ring_end();
}

/* A flood of long ones takes their bytes, not their heads, nor small ones. */
static void
long_ones_give_way_first(void)
{
	struct journal_reader reader;
	unsigned i;

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	ring_put(1000, 300);
	for (i = 0; i < 100; i++)
		ring_put(i, 60000);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.bytes_len, 300);
	CU_ASSERT_FALSE(ring_record.message.truncated);
	for (i = 0; i < 100; i++) {
		CU_ASSERT_TRUE_FATAL(ring_next(&reader));
		CU_ASSERT_TRUE(ring_right(&ring_record.message));
		CU_ASSERT_EQUAL(ring_record.message.truncated,
		    ring_record.message.bytes_len < 60000);
	}
	CU_ASSERT_FALSE(ring_record.message.truncated);
	CU_ASSERT_EQUAL(reader.missed, 0);
	ring_end();
}

static void
who_is_late_knows_how_many(void)
{
	struct journal_reader reader, fresh;
	uint64_t cells, kept, i;

	ring_make(1);
	cells = ring_journal.cell_count;
	journal_reader_init(&reader, &ring_journal, 0);
	for (i = 0; i < cells + 77; i++)
		ring_put(i, 30);
	kept = own[JOURNAL_CELLS].pages * JOURNAL_PAGE_CELLS;
	CU_ASSERT_TRUE(kept >= cells / 2);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(reader.missed, cells + 77 - kept);
	CU_ASSERT_EQUAL(ring_record.message.client, cells + 77 - kept);
	journal_reader_oldest(&fresh, &ring_journal);
	CU_ASSERT_EQUAL(journal_behind(&fresh), cells);
	for (i = 0; ring_next(&fresh); i++)
		CU_ASSERT_EQUAL(ring_record.message.client,
		    cells + 77 - kept + i);
	CU_ASSERT_EQUAL(i, kept);
	ring_end();
}

/* The parent keeps the count in memory of its own. */
static void
a_number_that_is_scribbled_is_mended(void)
{
	struct journal_reader reader;
	struct journal_seen seen = { 0 };

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	ring_put(1, 10);
	CU_ASSERT_TRUE(ring_next(&reader));
	journal_guard(&ring_journal, &seen);
	CU_ASSERT_EQUAL(JOURNAL_NUMBER(seen.next), 1);
	atomic_store(&ring_journal.ring->next, UINT64_MAX - 5);
	CU_ASSERT_FALSE(ring_next(&reader));
	journal_guard(&ring_journal, &seen);
	ring_put(2, 10);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.client, 2);
	atomic_store(&ring_journal.ring->next, 0);
	CU_ASSERT_FALSE(ring_next(&reader));
	journal_guard(&ring_journal, &seen);
	ring_put(3, 10);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.client, 3);
	ring_end();
}

/* Before the parent has looked even once. */
static void
a_ring_that_became_zero_goes_on(void)
{
	struct journal_reader reader;
	struct journal_seen seen = { 0 };

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	ring_put(1, 10);
	ring_put(2, 10);
	CU_ASSERT_TRUE(ring_next(&reader));
	CU_ASSERT_TRUE(ring_next(&reader));
	atomic_store(&ring_journal.ring->next, 0);
	CU_ASSERT_FALSE(ring_next(&reader));
	journal_again(&ring_journal, &seen);
	journal_guard(&ring_journal, &seen);
	ring_put(3, 10);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.client, 3);
	CU_ASSERT_TRUE(reader.missed > 0);
	ring_end();
}

static void
a_place_that_is_scribbled_is_mended(void)
{
	struct journal_seen seen = { 0 };
	struct journal_place *place;
	int i;

	ring_make(1);
	for (i = 0; i < 3; i++)
		ring_put(1, 10);
	place = &ring_journal.ring->places[JOURNAL_LOG];
	atomic_store(&place->next, 1);
	journal_guard(&ring_journal, &seen);
	CU_ASSERT_EQUAL(seen.places[JOURNAL_LOG], 1);
	atomic_store(&place->next, 0);
	journal_guard(&ring_journal, &seen);
	CU_ASSERT_EQUAL(atomic_load(&place->next), 1);
	atomic_store(&place->next, journal_next(&ring_journal) + 1);
	journal_guard(&ring_journal, &seen);
	CU_ASSERT_EQUAL(atomic_load(&place->next), 1);
	ring_end();
}

static void
a_cell_that_is_scribbled_is_used_again(void)
{
	struct journal_reader reader;

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	ring_put(3, 10);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	/* It says that it is of the far future. */
	atomic_store(&ring_journal.cells[own[JOURNAL_CELLS].next].state,
	    UINT64_MAX - 1);
	ring_put(4, 10);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.client, 4);
	ring_end();
}

/* A writer that was only slow. */
static void
one_that_comes_late_is_given_late(void)
{
	struct journal_reader reader;
	struct journal_cell *cell;
	uint64_t state;

	ring_make(1);
	journal_reader_oldest(&reader, &ring_journal);
	reader.takes_late = true;
	ring_put(1, 10);
	ring_put(2, 10);
	ring_put(3, 10);
	cell = &ring_journal.cells[1];
	state = atomic_exchange(&cell->state, 0);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.client, 3);
	CU_ASSERT_EQUAL(reader.missed, 0);
	CU_ASSERT_EQUAL(journal_late(&reader), 1);
	CU_ASSERT_FALSE(ring_next(&reader));
	atomic_store(&cell->state, state);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(ring_record.message.client, 2);
	CU_ASSERT_EQUAL(journal_late(&reader), 0);
	CU_ASSERT_FALSE(ring_next(&reader));
	CU_ASSERT_EQUAL(reader.missed, 0);
	/* One that never comes is missing in the end. */
	(void)atomic_fetch_add(&ring_journal.ring->next, 1);
	ring_put(4, 10);
	CU_ASSERT_TRUE_FATAL(ring_next(&reader));
	CU_ASSERT_EQUAL(reader.missed, 0);
	CU_ASSERT_EQUAL(journal_read(&reader, when_mono_ns() +
	    JOURNAL_LATE_NS, &ring_record), JOURNAL_NOTHING);
	CU_ASSERT_EQUAL(reader.missed, 1);
	ring_end();
}

/* Any bytes anywhere: a reader comes to an end, and stays in its memory. */
static void
scribbling_harms_no_reader(void)
{
	const int rounds = unit_rounds(200);
	struct journal_reader reader;
	_Atomic uint64_t *words;
	size_t i, at;
	int round;

	srandom(7);
	for (round = 0; round < rounds; round++) {
		ring_make(1);
		for (i = 0; i < 40; i++)
			ring_put(i, (size_t)random() % 5000);
		words = (_Atomic uint64_t *)ring_journal.cells;
		for (i = 0; i < 100; i++) {
			at = (size_t)random() % (40 * JOURNAL_CELL_WORDS);
			atomic_store(&words[at], (uint64_t)random() <<
			    random() % 40 ^ (uint64_t)random());
		}
		journal_reader_init(&reader, &ring_journal, 0);
		for (i = 0; ring_next(&reader); i++)
			CU_ASSERT_TRUE(ring_right(&ring_record.message));
		CU_ASSERT_EQUAL(i + reader.missed, 40);
		ring_end();
	}
}

/* Writers in one process, as if each were one. */
enum { LANES = 5 };
static struct journal_lane lanes[LANES];

static uint64_t
lanes_pages(void)
{
	uint64_t pages = 0;
	int i;

	for (i = 0; i < LANES; i++)
		pages += lanes[i].pages;
	return pages;
}

static void
lane_put(int lane, uint64_t client)
{
	own[JOURNAL_CELLS] = lanes[lane];
	ring_put(client, 30);
	lanes[lane] = own[JOURNAL_CELLS];
}

static void
a_crowd_comes_to_rest(void)
{
	struct journal_reader reader;
	uint64_t pages, hand, i;

	ring_make(1);
	journal_lane_init(&ring_journal);
	memset(lanes, 0, sizeof(lanes));
	pages = ring_journal.cell_count / JOURNAL_PAGE_CELLS;
	journal_reader_init(&reader, &ring_journal, 0);
	for (i = 0; i < 3 * ring_journal.cell_count; i++) {
		lane_put((int)(i % LANES), i);
		while (ring_next(&reader))
			CU_ASSERT_TRUE(ring_right(&ring_record.message));
		hand = atomic_load(&ring_journal.ring->hands[JOURNAL_CELLS]);
		if (i == ring_journal.cell_count)
			CU_ASSERT_TRUE(hand >= pages / 2 && hand < pages);
		if (i > ring_journal.cell_count)
			CU_ASSERT_EQUAL(hand, lanes_pages());
	}
	CU_ASSERT_EQUAL(reader.missed, 0);
	ring_end();
}

/* Others have used all pages meanwhile. */
static void
pages_that_are_others_are_left(void)
{
	struct journal_reader reader;
	uint64_t all;
	uint32_t i;

	ring_make(1);
	all = ring_journal.cell_count / JOURNAL_PAGE_CELLS;
	for (i = 0; i < 2 * ring_journal.cell_count; i++)
		ring_put(1, 30);
	(void)atomic_fetch_add(&ring_journal.ring->hands[JOURNAL_CELLS],
	    2 * all);
	journal_reader_init(&reader, &ring_journal,
	    journal_next(&ring_journal));
	for (i = 0; i < 2 * ring_journal.cell_count; i++) {
		ring_put(i, 30);
		CU_ASSERT_TRUE(ring_next(&reader));
	}
	CU_ASSERT_EQUAL(reader.missed, 0);
	for (i = 0; i < own[JOURNAL_CELLS].run_count; i++)
		CU_ASSERT_TRUE(own[JOURNAL_CELLS].runs[i].taken >= 2 * all);
	ring_end();
}

/* Another process of the same journal, whose lanes are `of`. */
static void
put_as(struct journal_lane of[JOURNAL_TRACKS], uint64_t client)
{
	memcpy(own, of, sizeof(ring_journal.lanes));
	ring_put(client, 10);
	memcpy(of, own, sizeof(ring_journal.lanes));
}

/* Who writes much beside many that come and go loses nothing of his own while
 * there is room for all. */
static void
who_roams_keeps_what_he_wrote(void)
{
	struct journal_lane judge[JOURNAL_TRACKS];
	struct journal_reader reader;
	uint64_t pages, i, count;

	ring_make(1);
	pages = ring_journal.cell_count / JOURNAL_PAGE_CELLS;
	journal_reader_oldest(&reader, &ring_journal);
	journal_lane_init(&ring_journal);
	journal_lane_roam(&ring_journal);
	memcpy(judge, own, sizeof(judge));
	put_as(judge, 1);
	for (i = 0; i < pages / 2 + 1; i++) {
		journal_lane_init(&ring_journal);
		ring_put(2, 10);
	}
	for (i = 0; i < pages; i++)
		put_as(judge, 3);
	for (count = 0; ring_next(&reader); count++)
		;
	CU_ASSERT_EQUAL(count, 1 + pages / 2 + 1 + pages);
	CU_ASSERT_EQUAL(reader.missed, 0);
	ring_end();
}

UNIT_MAIN("journal", TEST(what_is_put_is_read),
    TEST(too_long_is_kept_in_part), TEST(long_ones_give_way_first),
    TEST(who_is_late_knows_how_many),
    TEST(a_number_that_is_scribbled_is_mended),
    TEST(a_ring_that_became_zero_goes_on),
    TEST(a_place_that_is_scribbled_is_mended),
    TEST(a_cell_that_is_scribbled_is_used_again),
    TEST(one_that_comes_late_is_given_late),
    TEST(scribbling_harms_no_reader),
    TEST(a_crowd_comes_to_rest), TEST(who_roams_keeps_what_he_wrote),
    TEST(pages_that_are_others_are_left))
