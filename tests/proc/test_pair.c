/* The order lab's pairs, between processes that come, speak, go and die. */
#include "tests/proc/shared_area.h"

#include "shm/pair.h"
#include "shm/pair_private.h"

#define CLIENTS 240

static void *area;

static void
make(void)
{
	area_make("pair", CLIENTS, pair_area_size(CLIENTS),
	    pair_area_repair);
	area = area_memory;
}

/* What the parent does at accept, and the child at its start. */
static void
publish(uint32_t row, uint64_t client, enum client_state state)
{
	struct row_data data = { .client = client, .pid = getpid(),
	    .state = (uint8_t)state };

	row_publish(&area_table, row, &data);
}

static void
arrive(uint32_t row, uint64_t client)
{
	pair_arrive(area, CLIENTS, row, client);
}

static struct pair_seat
claim(uint32_t row, uint64_t client)
{
	struct pair_seat seat;
	enum pair_result result;

	publish(row, client, STATE_CONNECTED);
	/* On a busy machine the lock's owner may not run for a while. */
	do
		result = pair_claim(&seat, &area_table, area, row, client);
	while (result == PAIR_BUSY);
	CU_ASSERT_EQUAL(result, PAIR_OK);
	return seat;
}

static struct pair_seat
come(uint32_t row, uint64_t client)
{
	arrive(row, client);
	return claim(row, client);
}

static struct pair_view view;

static void
look(struct pair_seat *seat)
{
	enum pair_result result;

	do
		result = pair_look(seat, &view);
	while (result == PAIR_BUSY);
	CU_ASSERT_EQUAL(result, PAIR_OK);
}

static enum pair_result
leave(struct pair_seat *seat)
{
	enum pair_result result;

	do
		result = pair_leave(seat);
	while (result == PAIR_BUSY);
	return result;
}

static void
say(struct pair_seat *seat, const char *text, char letter, int64_t arrived_ns)
{
	enum pair_result result;

	do
		result = pair_say(seat, text, strlen(text), letter,
		    arrived_ns);
	while (result == PAIR_BUSY);
	CU_ASSERT_EQUAL(result, PAIR_OK);
}

/* Seats in use, from the area itself. */
static uint32_t
seats_taken(void)
{
	struct pair_seats *seats = pair_seats(area, CLIENTS);
	uint32_t i, count = 0;

	for (i = 0; i < pair_slots(CLIENTS); i++)
		count += (seats[i].client[0] != 0) +
		    (seats[i].client[1] != 0);
	return count;
}

static void
acceptance_decides_who_is_x(void)
{
	static const unsigned order[] = { 3, 0, 5, 2, 1, 4 };
	struct pair_seat seats[6];
	unsigned i;

	make();
	for (i = 0; i < 6; i++)
		arrive(10 + i, 100 + i);
	/* The children run in any order. */
	for (i = 0; i < 6; i++)
		seats[order[i]] = claim(10 + order[i], 100 + order[i]);
	for (i = 0; i < 6; i++) {
		CU_ASSERT_EQUAL(seats[i].side, i % 2);
		CU_ASSERT_EQUAL(seats[i].slot, seats[i ^ 1].slot);
		look(&seats[i]);
		CU_ASSERT_TRUE(view.met);
		CU_ASSERT_EQUAL(view.partner_client, 100 + (i ^ 1));
		CU_ASSERT_EQUAL(view.partner_row, 10 + (i ^ 1));
		CU_ASSERT_EQUAL(view.first, -1);
	}
	CU_ASSERT(seats[0].slot != seats[2].slot);
	area_end();
}

static void
arrival_decides_the_verdict(void)
{
	struct pair_seat x, y;
	bool both;

	make();
	x = come(1, 1);
	look(&x);
	CU_ASSERT_FALSE(view.met);
	y = come(2, 2);
	/* X's message is known first; Y's arrived first. */
	say(&x, "Alice", 0, 2000);
	look(&y);
	CU_ASSERT_EQUAL(view.first, -1);
	say(&y, "Bob", 0, 1999);
	say(&y, "a second message counts for nothing", 0, 1);
	look(&x);
	CU_ASSERT_EQUAL(view.first, 1);
	CU_ASSERT_EQUAL(view.letter[0], 'X');
	CU_ASSERT_EQUAL(view.letter[1], 'Y');
	CU_ASSERT_STRING_EQUAL(view.text[0], "Alice");
	CU_ASSERT_STRING_EQUAL(view.text[1], "Bob");
	CU_ASSERT_EQUAL(pair_verdict_sent(&y, &both), PAIR_OK);
	CU_ASSERT_FALSE(both);
	CU_ASSERT_EQUAL(pair_verdict_sent(&x, &both), PAIR_OK);
	CU_ASSERT_TRUE(both);
	area_end();
}

/* Two at the same nanosecond: X was first, whichever was known first. */
static void
a_tie_is_for_x(void)
{
	struct pair_seat x, y;
	int round;

	for (round = 0; round < 2; round++) {
		make();
		x = come(1, 1);
		y = come(2, 2);
		say(round == 0 ? &x : &y, "one", 0, 2000);
		say(round == 0 ? &y : &x, "two", 0, 2000);
		look(&x);
		CU_ASSERT_EQUAL(view.first, 0);
		look(&y);
		CU_ASSERT_EQUAL(view.first, 0);
		area_end();
	}
}

static void
messages_keep_their_letters(void)
{
	static const struct { char said[2]; int first; const char *letters; }
	    cases[] = {
		{ { 0, 0 }, 0, "XY" }, { { 0, 0 }, 1, "XY" },
		{ { 'X', 'Y' }, 0, "XY" }, { { 'Y', 'X' }, 0, "YX" },
		{ { 'Y', 0 }, 0, "YX" }, { { 'Y', 0 }, 1, "YX" },
		{ { 0, 'X' }, 0, "YX" }, { { 0, 'X' }, 1, "YX" },
		{ { 'X', 'X' }, 0, "XY" }, { { 'X', 'X' }, 1, "YX" },
		{ { 'Y', 'Y' }, 0, "YX" }, { { 'Y', 'Y' }, 1, "XY" },
	};
	struct pair_seat seats[2];
	uint64_t client = 1;
	size_t i;

	make();
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		seats[0] = come(1, client++);
		seats[1] = come(2, client++);
		say(&seats[0], "a", cases[i].said[0], cases[i].first ? 2 : 1);
		say(&seats[1], "b", cases[i].said[1], cases[i].first ? 1 : 2);
		look(&seats[0]);
		CU_ASSERT_EQUAL(view.first, cases[i].first);
		CU_ASSERT_EQUAL(view.letter[0], cases[i].letters[0]);
		CU_ASSERT_EQUAL(view.letter[1], cases[i].letters[1]);
		(void)pair_leave(&seats[0]);
		(void)pair_leave(&seats[1]);
		CU_ASSERT_EQUAL(seats_taken(), 0);
	}
	area_end();
}

static void
leaving_is_seen_and_frees(void)
{
	struct pair_seat x, y, z;

	make();
	x = come(1, 1);
	CU_ASSERT_EQUAL(pair_leave(&x), PAIR_OK);
	CU_ASSERT_EQUAL(seats_taken(), 0);
	/* Nobody is paired with who has gone: the next one is X. */
	y = come(2, 2);
	CU_ASSERT_EQUAL(y.side, 0);
	z = come(3, 3);
	CU_ASSERT_EQUAL(z.side, 1);
	CU_ASSERT_EQUAL(pair_leave(&y), PAIR_OK);
	look(&z);
	CU_ASSERT_TRUE(view.partner_left);
	CU_ASSERT_EQUAL(seats_taken(), 2);
	CU_ASSERT_EQUAL(pair_leave(&z), PAIR_OK);
	CU_ASSERT_EQUAL(pair_leave(&z), PAIR_OK);
	CU_ASSERT_EQUAL(seats_taken(), 0);
	area_end();
}

static void
the_dead_are_not_waited_for(void)
{
	struct pair_seat y, z;

	make();
	/* Killed while waiting, and reaped. */
	(void)come(1, 1);
	publish(1, 1, STATE_ENDED);
	y = come(2, 2);
	CU_ASSERT_EQUAL(y.side, 0);
	/* Killed while waiting, and the row is another client's by now. */
	publish(2, 99, STATE_IDLE);
	z = come(3, 3);
	CU_ASSERT_EQUAL(z.side, 0);
	CU_ASSERT_EQUAL(seats_taken(), 1);
	/* A dead partner is buried, once and by its number only. */
	(void)come(4, 4);
	CU_ASSERT_EQUAL(pair_bury(&z, 77), PAIR_OK);
	look(&z);
	CU_ASSERT_FALSE(view.partner_left);
	CU_ASSERT_EQUAL(pair_bury(&z, 4), PAIR_OK);
	look(&z);
	CU_ASSERT_TRUE(view.partner_left);
	CU_ASSERT_EQUAL(pair_leave(&z), PAIR_OK);
	CU_ASSERT_EQUAL(seats_taken(), 0);
	area_end();
}

static void
full_area_is_swept_or_says_so(void)
{
	uint32_t slots = pair_slots(CLIENTS), i;
	struct pair_seat seat;

	make();
	/* In every pair Y has left while X stays. */
	for (i = 0; i < slots; i++) {
		(void)come(i, 1000 + i);
		seat = come(200, 5000 + i);
		(void)pair_leave(&seat);
	}
	publish(201, 9, STATE_CONNECTED);
	CU_ASSERT_EQUAL(pair_claim(&seat, &area_table, area, 201, 9),
	    PAIR_FULL);
	/* One of them dies, and makes room. */
	publish(7, 1007, STATE_ENDED);
	publish(200, 0, STATE_FREE);
	CU_ASSERT_EQUAL(pair_claim(&seat, &area_table, area, 201, 9),
	    PAIR_OK);
	CU_ASSERT_EQUAL(seat.slot, 7);
	CU_ASSERT_EQUAL(claim(202, 10).slot, 7);
	publish(0, 1000, STATE_ENDED);
	CU_ASSERT_EQUAL(claim(203, 11).slot, 0);
	area_end();
}

static void
claims_without_arrival_work(void)
{
	struct pair_seat x, y;

	make();
	x = claim(1, 1);
	y = claim(2, 2);
	CU_ASSERT(x.slot == y.slot && x.side == 0 && y.side == 1);
	/* More arrivals than the queue holds, and a number from nowhere. */
	atomic_store(&((struct pair_area *)area)->arrived, UINT64_MAX / 2);
	arrive(3, 3);
	y = claim(3, 3);
	CU_ASSERT_EQUAL(pair_leave(&y), PAIR_OK);
	area_end();
}

static void
pipe_is_whole_and_bounded(void)
{
	char text[PAIR_TEXT_MAX + 1], wanted[PAIR_TEXT_MAX];
	struct pair_seat x, y;
	size_t len;
	bool last;
	int i;

	make();
	x = come(1, 1);
	y = come(2, 2);
	memset(wanted, 'p', sizeof(wanted));
	CU_ASSERT_FALSE(pair_get(&y, text, &len, &last));
	CU_ASSERT_TRUE(pair_put(&x, wanted, sizeof(wanted), false));
	CU_ASSERT_TRUE(pair_put(&x, wanted, sizeof(wanted), true));
	CU_ASSERT_FALSE(pair_put(&x, wanted, 100, false));
	for (i = 0; i < 2; i++) {
		CU_ASSERT_TRUE(pair_get(&y, text, &len, &last));
		CU_ASSERT_EQUAL(len, sizeof(wanted));
		CU_ASSERT_EQUAL(memcmp(text, wanted, len), 0);
		CU_ASSERT_EQUAL(last, i == 1);
	}
	CU_ASSERT_FALSE(pair_get(&y, text, &len, &last));
	CU_ASSERT_FALSE(pair_get(&x, text, &len, &last));
	area_end();
}

/* Numbers one way, through a pipe that is mostly full. */
static void
pipe_between_processes(void)
{
	char text[PAIR_TEXT_MAX + 1];
	struct pair_seat x, y;
	unsigned i, wrong = 0;
	size_t len;
	bool last = false;
	pid_t pid;

	make();
	x = come(1, 1);
	y = come(2, 2);
	if ((pid = fork()) == 0) {
		for (i = 0; i < 100000; i++) {
			len = (size_t)snprintf(text, sizeof(text), "%u", i);
			while (!pair_put(&x, text, len, i == 99999))
				area_nap(10000);
		}
		_exit(0);
	}
	for (i = 0; !last && wrong == 0; ) {
		if (!pair_get(&y, text, &len, &last)) {
			area_nap(10000);
			continue;
		}
		wrong += strtoul(text, NULL, 10) != i++;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(i, 100000);
	CU_ASSERT_EQUAL(area_join(pid), 0);
	area_end();
}

/* One of many clients: says something, waits for the verdict, checks it. */
static void
one_of_a_pair(unsigned number)
{
	int64_t until_ns = when_mono_ns() + 20 * NS_PER_S;
	/* The test's own truth: in every third pair Y's came first. */
	bool y_first = number / 2 % 3 == 0;
	struct pair_seat seat = claim(number, 1 + number);
	char text[32];

	area_nap((int64_t)(number * 7919 % 13) * NS_PER_MS);
	(void)snprintf(text, sizeof(text), "client %u", number);
	say(&seat, text, 0, 5000 + (number % 2 == y_first ? 0 : 1));
	do {
		look(&seat);
		if (view.first >= 0)
			break;
		area_nap(NS_PER_MS);
	} while (when_mono_ns() < until_ns);
	(void)snprintf(text, sizeof(text), "client %u", number ^ 1);
	_exit(view.first == (int)y_first && seat.side == number % 2 &&
	    view.partner_client == 1 + (number ^ 1) &&
	    strcmp(view.text[1 - seat.side], text) == 0 &&
	    leave(&seat) == PAIR_OK ? 0 : 1);
}

static void
a_hundred_pairs_at_once(void)
{
	pid_t pids[200];
	unsigned i;

	make();
	for (i = 0; i < 200; i++)
		arrive(i, 1 + i);
	for (i = 0; i < 200; i++)
		if ((pids[199 - i] = fork()) == 0)
			one_of_a_pair(199 - i);
	for (i = 0; i < 200; i++)
		CU_ASSERT_EQUAL(area_join(pids[i]), 0);
	CU_ASSERT_EQUAL(seats_taken(), 0);
	area_end();
}

/* Comes, says, leaves, over and over, until it is killed. */
static void
never_rest(uint32_t row)
{
	uint64_t client = (uint64_t)getpid() << 20;
	struct pair_seat seat;

	for (;; client++) {
		publish(row, client, STATE_CONNECTED);
		atomic_store(&area_tell[row], client);
		if (pair_claim(&seat, &area_table, area, row, client) !=
		    PAIR_OK)
			continue;
		(void)pair_say(&seat, "text", 4, 'X', (int64_t)client);
		(void)pair_look(&seat, &view);
		(void)pair_again(&seat);
		(void)pair_leave(&seat);
		atomic_fetch_add(&area_tell[0], 1);
	}
}

static void
killed_clients_harm_nobody(void)
{
	struct pair_seat x, y;
	unsigned round;
	pid_t pids[2];
	uint32_t i;

	make();
	srand(3);
	for (round = 0; round < 250; round++) {
		atomic_store(&area_tell[0], 0);
		for (i = 0; i < 2; i++)
			if ((pids[i] = fork()) == 0)
				never_rest(1 + i);
		CU_ASSERT_TRUE(area_wait(&area_tell[0],
		    1 + (unsigned)rand() % 30));
		for (i = 0; i < 2; i++)
			area_kill(pids[i]);
		/* The parent's part. */
		for (i = 0; i < 2; i++)
			publish(1 + i, area_tell[1 + i], STATE_ENDED);
		/* Two new ones find each other whatever was left. */
		x = come(10, 2 * round + 1);
		y = come(11, 2 * round + 2);
		if (x.side == 1) {
			/* Beside one who is dead and was not known to be. */
			look(&x);
			CU_ASSERT(view.partner_client != 2 * round + 2);
		}
		CU_ASSERT(x.side == 1 || (x.slot == y.slot && y.side == 1));
		say(&y, "b", 0, 1);
		say(&x, "a", 0, 2);
		look(&y);
		CU_ASSERT(x.side == 1 || view.first == 1);
		(void)pair_leave(&x);
		(void)pair_leave(&y);
	}
	printf("(%llu lock recoveries) ",
	    (unsigned long long)area_table.header->lock_recoveries);
	area_end();
}

/* Each half-done step, then the repair, three times over. */
static void
repair_finishes_a_seating(void)
{
	struct pair_area *header;
	struct pair_seat x;
	int again;

	make();
	header = area;
	x = come(1, 1);
	(void)come(2, 2);
	CU_ASSERT_EQUAL(lock_take(&area_table, when_mono_ns() + NS_PER_S),
	    LOCK_OK);
	/* Seated, still in the queue; still marked as waiting. */
	header->seated--;
	header->waiting = x.slot + 1;
	for (again = 0; again < 3; again++) {
		pair_area_repair(&area_table, area);
		CU_ASSERT_EQUAL(header->seated, header->arrived);
		CU_ASSERT_EQUAL(header->waiting, 0);
	}
	lock_drop(&area_table);
	area_end();
}

static void
repair_judges_and_frees(void)
{
	struct pair_seat x;
	struct pair *pair;
	int again;

	make();
	x = come(1, 1);
	(void)come(2, 2);
	pair = pair_at(area, CLIENTS, x.slot);
	CU_ASSERT_EQUAL(lock_take(&area_table, when_mono_ns() + NS_PER_S),
	    LOCK_OK);
	for (again = 0; again < 3; again++) {
		/* Both have spoken and nobody judged. */
		pair->side[0].arrived_ns = 5;
		pair->side[1].arrived_ns = 4;
		pair->side[0].said = pair->side[1].said = 1;
		pair_area_repair(&area_table, area);
		CU_ASSERT_EQUAL(pair->first, 2);
	}
	/* Half freed. */
	pair->side[0].left = pair->side[1].left = 1;
	pair_seats(area, CLIENTS)[x.slot].client[1] = 0;
	pair_area_repair(&area_table, area);
	CU_ASSERT_EQUAL(seats_taken(), 0);
	lock_drop(&area_table);
	area_end();
}

/* Who cannot look must not take it for a verdict. */
static void
a_look_without_the_lock_changes_nothing(void)
{
	struct pair_seat x, y;

	make();
	x = come(1, 1);
	y = come(2, 2);
	say(&x, "a", 0, 1);
	look(&y);
	CU_ASSERT_EQUAL(view.first, -1);
	CU_ASSERT_TRUE(view.partner_said);
	CU_ASSERT_EQUAL(lock_take(&area_table, when_mono_ns() + NS_PER_S),
	    LOCK_OK);
	CU_ASSERT_EQUAL(pair_look(&y, &view), PAIR_BUSY);
	lock_drop(&area_table);
	CU_ASSERT_EQUAL(view.first, -1);
	CU_ASSERT_TRUE(view.met);
	CU_ASSERT_TRUE(view.partner_said);
	area_end();
}

UNIT_MAIN("pair", TEST(acceptance_decides_who_is_x),
    TEST(arrival_decides_the_verdict), TEST(a_tie_is_for_x),
    TEST(messages_keep_their_letters),
    TEST(leaving_is_seen_and_frees), TEST(the_dead_are_not_waited_for),
    TEST(full_area_is_swept_or_says_so), TEST(claims_without_arrival_work),
    TEST(pipe_is_whole_and_bounded), TEST(pipe_between_processes),
    TEST(a_hundred_pairs_at_once), TEST(killed_clients_harm_nobody),
    TEST(a_look_without_the_lock_changes_nothing),
    TEST(repair_finishes_a_seating), TEST(repair_judges_and_frees))
