/* The order lab's pairs when somebody is not there, or goes too soon. */
#include "tests/proc/shared_area.h"

#include "shm/pair.h"
#include "shm/pair_private.h"

#define CLIENTS 40

static void *area;
static struct pair_view view;

static void
make(void)
{
	area_make("pair-again", CLIENTS, pair_area_size(CLIENTS),
	    pair_area_repair);
	area = area_memory;
}

static void
publish(uint32_t row, uint64_t client)
{
	struct row_data data = { .client = client, .pid = getpid(),
	    .state = STATE_CONNECTED };

	row_publish(&area_table, row, &data);
}

/* A client is known by its row, which is its number, too. */
static struct pair_seat
come(uint32_t row)
{
	struct pair_seat seat;

	pair_arrive(area, CLIENTS, row, row);
	publish(row, row);
	CU_ASSERT_EQUAL(pair_claim(&seat, &area_table, area, row, row),
	    PAIR_OK);
	return seat;
}

static void
sees(struct pair_seat *seat, uint64_t partner)
{
	CU_ASSERT_EQUAL(pair_look(seat, &view), PAIR_OK);
	CU_ASSERT_EQUAL(view.met, partner != 0);
	CU_ASSERT_EQUAL(view.partner_client, partner);
}

/* No process was to be had: those after it are a pair. */
static void
an_arrival_is_undone(void)
{
	struct pair_seat x, y;

	make();
	pair_arrive(area, CLIENTS, 1, 1);
	pair_arrive_undo(area, CLIENTS, 77);
	pair_arrive_undo(area, CLIENTS, 1);
	x = come(2);
	y = come(3);
	CU_ASSERT(x.slot == y.slot && x.side == 0 && y.side == 1);
	area_end();
}

/* Its process never claimed the seat: whoever sits beside it waits again. */
static void
who_never_claims_leaves_a_place(void)
{
	struct pair_seat b, c, late;

	make();
	pair_arrive(area, CLIENTS, 1, 1);
	b = come(2);
	sees(&b, 1);
	CU_ASSERT_FALSE(view.partner_present);
	CU_ASSERT_EQUAL(pair_bury(&b, 1), PAIR_OK);
	CU_ASSERT_EQUAL(pair_again(&b), PAIR_OK);
	sees(&b, 0);
	c = come(3);
	CU_ASSERT(c.slot == b.slot && c.side == 0 && b.side == 1);
	sees(&b, 3);
	sees(&c, 2);
	/* It comes after all, and is the first of another pair. */
	publish(1, 1);
	CU_ASSERT_EQUAL(pair_claim(&late, &area_table, area, 1, 1), PAIR_OK);
	sees(&late, 0);
	CU_ASSERT(late.slot != b.slot);
	area_end();
}

/* Only a partner that has gone, and without a word. */
static void
a_place_is_given_back_for_a_reason(void)
{
	struct pair_seat x, y;

	make();
	x = come(1);
	y = come(2);
	CU_ASSERT_EQUAL(pair_again(&x), PAIR_OK);
	sees(&x, 2);
	CU_ASSERT_EQUAL(pair_say(&y, "b", 1, 0, 5), PAIR_OK);
	CU_ASSERT_EQUAL(pair_leave(&y), PAIR_OK);
	CU_ASSERT_EQUAL(pair_again(&x), PAIR_OK);
	sees(&x, 2);
	CU_ASSERT_TRUE(view.partner_said);
	area_end();
}

/* x1 y1, x2 y2: both x go, one y has spoken. */
static void
two_who_were_left_are_a_pair(void)
{
	struct pair_seat x[2], y[2];
	int i;

	make();
	for (i = 0; i < 2; i++) {
		x[i] = come(1 + 2 * (uint32_t)i);
		y[i] = come(2 + 2 * (uint32_t)i);
	}
	CU_ASSERT_EQUAL(pair_say(&y[0], "early", 5, 'Y', 7), PAIR_OK);
	for (i = 0; i < 2; i++) {
		CU_ASSERT_EQUAL(pair_leave(&x[i]), PAIR_OK);
		CU_ASSERT_EQUAL(pair_again(&y[i]), PAIR_OK);
	}
	sees(&y[1], 2);
	CU_ASSERT_TRUE(view.partner_said);
	sees(&y[0], 4);
	CU_ASSERT(y[0].slot == y[1].slot && y[0].side != y[1].side);
	CU_ASSERT_EQUAL(pair_say(&y[1], "late", 4, 0, 9), PAIR_OK);
	sees(&y[0], 4);
	CU_ASSERT_EQUAL(view.first, (int)y[0].side);
	CU_ASSERT_STRING_EQUAL(view.text[y[0].side], "early");
	CU_ASSERT_EQUAL(view.letter[y[0].side], 'Y');
	area_end();
}

/* i says nothing, a has spoken, b waits. */
static void
who_waits_takes_the_silent_ones_place(void)
{
	struct pair_seat i, a, b;
	bool done;

	make();
	i = come(1);
	a = come(2);
	CU_ASSERT_EQUAL(pair_say(&a, "a", 1, 0, 5), PAIR_OK);
	CU_ASSERT_EQUAL(pair_relieve(&a, &done), PAIR_OK);
	CU_ASSERT_FALSE(done);
	b = come(3);
	/* Not by who is silent itself. */
	CU_ASSERT_EQUAL(pair_relieve(&i, &done), PAIR_OK);
	CU_ASSERT_FALSE(done);
	CU_ASSERT_EQUAL(pair_relieve(&a, &done), PAIR_OK);
	CU_ASSERT_TRUE(done);
	sees(&i, 0);
	sees(&a, 3);
	sees(&b, 2);
	CU_ASSERT_EQUAL(pair_relieve(&a, &done), PAIR_OK);
	CU_ASSERT_TRUE(done);
	sees(&a, 1);
	sees(&b, 0);
	CU_ASSERT_EQUAL(pair_say(&i, "i", 1, 0, 9), PAIR_OK);
	CU_ASSERT_EQUAL(pair_relieve(&a, &done), PAIR_OK);
	CU_ASSERT_FALSE(done);
	sees(&a, 1);
	CU_ASSERT_EQUAL(view.first, (int)a.side);
	/* The next one joins who waits. */
	CU_ASSERT_EQUAL(come(4).slot, b.slot);
	area_end();
}

/* Killed when it had called the other one, who still sat in both. */
static void
repair_knows_who_was_called(void)
{
	struct pair_area *header;
	struct pair_seat a, b;
	struct pair_seats *seats;
	int again;

	make();
	header = area;
	a = come(1);
	b = come(2);
	seats = pair_seats(area, CLIENTS);
	CU_ASSERT_EQUAL(lock_take(&area_table, when_mono_ns() + NS_PER_S),
	    LOCK_OK);
	/* As if 2 had waited in another pair, and been called from it. */
	seats[a.slot + 1].client[1] = 2;
	header->waiting = a.slot + 2;
	for (again = 0; again < 3; again++) {
		pair_area_repair(&area_table, area);
		CU_ASSERT_EQUAL(seats[a.slot + 1].client[1], 0);
		CU_ASSERT_EQUAL(header->waiting, 0);
	}
	/* One who waits on side 1 does so afterwards; one who has left is
	 * nowhere. */
	seats[a.slot].client[0] = 0;
	pair_area_repair(&area_table, area);
	CU_ASSERT_EQUAL(header->waiting, a.slot + 1);
	pair_at(area, CLIENTS, a.slot)->side[1].left = 1;
	pair_area_repair(&area_table, area);
	CU_ASSERT_EQUAL(header->waiting, 0);
	CU_ASSERT_EQUAL(seats[a.slot].client[1], 0);
	lock_drop(&area_table);
	CU_ASSERT_EQUAL(pair_look(&b, &view), PAIR_FULL);
	area_end();
}

UNIT_MAIN("pair again", TEST(an_arrival_is_undone),
    TEST(who_never_claims_leaves_a_place),
    TEST(a_place_is_given_back_for_a_reason),
    TEST(two_who_were_left_are_a_pair),
    TEST(who_waits_takes_the_silent_ones_place),
    TEST(repair_knows_who_was_called))
