/* A position in a capture: what is known there is what records up to it say,
 * whichever way it came there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "gui/model/log_verdict.h"
#include "gui/model/replay.h"
#include "tests/unit/unit.h"
#include "wire/pcapng.h"

#define BEGIN_S		1700000000
#define RECORDS		1500	/* more than may be late */
#define CLIENTS		7
#define MOVES		100

static FILE *file;
static char path[] = "/tmp/bw-replay-XXXXXX";

static void
put(const struct feed_message *message)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct pcapng_about about = { .local = "127.0.0.1:12003" };
	size_t len = pcapng_put(block, message, &about);

	CU_ASSERT_EQUAL(fwrite(block, 1, len, file), len);
	(void)fflush(file);
}

static struct feed_message
event(enum feed_event event, uint64_t client, uint64_t number, int64_t ms)
{
	return (struct feed_message){ .event = event, .client = client,
	    .wall_ns = BEGIN_S * NS_PER_S + ms * NS_PER_MS,
	    .pid = 100 + (int)client, .lab = LAB_CALC, .name = "alice",
	    .peer = "127.0.0.1:40112", .note = "", .bytes = "",
	    .facts = { .number = number } };
}

static void
say(uint64_t client, uint64_t number, int64_t ms, const char *text)
{
	struct feed_message m = event(FEED_MESSAGE, client, number, ms);

	m.direction = strchr(text, '+') != NULL ? FEED_RECEIVED : FEED_SENT;
	m.message = (uint32_t)number;
	m.bytes = text;
	m.bytes_len = m.message_bytes = strlen(text);
	put(&m);
}

static void
begin(void)
{
	unsigned char block[PCAPNG_BLOCK_MAX];
	size_t len = pcapng_begin(block, "test");

	(void)strcpy(path + strlen(path) - 6, "XXXXXX");
	file = fdopen(mkstemp(path), "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	(void)fwrite(block, 1, len, file);
}

/* A lesson: who comes, says right and wrong things, and goes; some records
 * come late. */
static void
write_lesson(void)
{
	static const char *const texts[] = { "1+1\n", "2\n", "1+\n", "0\n" };
	struct feed_message m;
	int64_t ms = 0;
	uint64_t client;
	int i, late;

	srand(7);
	for (i = 1; i <= RECORDS; i++) {
		client = 1 + (uint64_t)(rand() % CLIENTS);
		ms += rand() % 700;
		late = rand() % 10 == 0 ? 5 : 0;
		if (i <= CLIENTS)
			m = event(FEED_CONNECTED, (uint64_t)i, (uint64_t)i,
			    ms);
		else if (rand() % 40 == 0)
			m = event(FEED_DISCONNECTED, client, (uint64_t)i, ms);
		else {
			say(client, (uint64_t)i, ms - late, texts[rand() % 4]);
			continue;
		}
		put(&m);
	}
}

struct fixture {
	struct log *log;
	struct lanes *lanes;
	struct recorded *recorded;
	struct replay replay;
};

static void
open_fixture(struct fixture *fixture)
{
	const struct lanes_limits limits = { 0, 4096, 4096, 200, 1000 };
	char fault[CAPTURE_FAULT_SIZE];

	memset(fixture, 0, sizeof(*fixture));
	fixture->log = log_new(100000, 10000000);
	fixture->lanes = lanes_new(&limits);
	(void)log_set_pairs(fixture->log);
	fixture->recorded = recorded_open(path, fixture->log, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->recorded);
	recorded_set_lanes(fixture->recorded, fixture->lanes);
	replay_init(&fixture->replay, fixture->recorded, fixture->log);
}

static void
close_fixture(struct fixture *fixture)
{
	recorded_free(fixture->recorded);
	lanes_free(fixture->lanes);
	log_free(fixture->log);
}

static void
close_file(void)
{
	(void)fclose(file);
	(void)unlink(path);
}

static void
go(struct replay *replay)
{
	while (replay_work(replay, 13))
		;
}

static uint64_t
count(const struct fixture *fixture)
{
	return log_next(fixture->log) - recorded_base(fixture->recorded);
}

static void
same_entries(const struct fixture *a, const struct fixture *b)
{
	uint64_t i, base_a = recorded_base(a->recorded),
	    base_b = recorded_base(b->recorded);
	const struct log_entry *one, *other;

	CU_ASSERT_EQUAL_FATAL(count(a), count(b));
	for (i = 0; i < count(a); i++) {
		one = log_at(a->log, base_a + i);
		other = log_at(b->log, base_b + i);
		CU_ASSERT_EQUAL(one->facts.number, other->facts.number);
		CU_ASSERT_EQUAL(one->wall_ns, other->wall_ns);
		CU_ASSERT_EQUAL(one->asked, other->asked);
		CU_ASSERT_EQUAL(one->request == 0 ? 0 : one->request - base_a +
		    1, other->request == 0 ? 0 : other->request - base_b + 1);
		CU_ASSERT_EQUAL(log_mark(a->log, one), log_mark(b->log,
		    other));
	}
}

static void
same(struct fixture *a, struct fixture *b)
{
	const struct watch_view *one = recorded_view(a->recorded);
	const struct watch_view *other = recorded_view(b->recorded);
	const struct lane *lane, *like;
	uint64_t i;

	same_entries(a, b);
	CU_ASSERT_EQUAL_FATAL(one->row_count, other->row_count);
	if (one->row_count > 0)
		CU_ASSERT_EQUAL(memcmp(one->rows, other->rows,
		    one->row_count * sizeof(one->rows[0])), 0);
	CU_ASSERT_EQUAL(memcmp(&one->totals, &other->totals,
	    sizeof(one->totals)), 0);
	for (i = 1; i <= CLIENTS; i++) {
		lane = lanes_find(a->lanes, i);
		like = lanes_find(b->lanes, i);
		CU_ASSERT_EQUAL_FATAL(lane == NULL, like == NULL);
		CU_ASSERT(lane == NULL || (lane->run_count ==
		    like->run_count && lane->mark_count == like->mark_count &&
		    lane->ended_ms == like->ended_ms));
	}
}

/* The other one never went back. */
static void
read_until(struct fixture *fixture, int64_t wall_ns)
{
	const struct feed_message *ahead;

	while ((ahead = recorded_ahead(fixture->recorded)) != NULL &&
	    ahead->wall_ns <= wall_ns)
		(void)recorded_read(fixture->recorded, 1);
	if (ahead == NULL)
		(void)recorded_read(fixture->recorded, 1);
}

static void
a_time_is_the_same_from_both_sides(void)
{
	struct fixture moved, read;
	int64_t at_ns, length_ms;
	int i;

	begin();
	write_lesson();
	open_fixture(&moved);
	go(&moved.replay);
	CU_ASSERT(moved.replay.loaded);
	CU_ASSERT_EQUAL(moved.replay.state, REPLAY_FOLLOWS);
	CU_ASSERT_EQUAL(replay_fraction(&moved.replay), 1.0);
	length_ms = (replay_end_ns(&moved.replay) -
	    replay_begin_ns(&moved.replay)) / NS_PER_MS;
	for (i = 0; i < MOVES; i++) {
		at_ns = replay_begin_ns(&moved.replay) + (rand() %
		    (length_ms + 2000) - 1000) * NS_PER_MS;
		replay_go_time(&moved.replay, at_ns);
		go(&moved.replay);
		CU_ASSERT_EQUAL(moved.replay.state, REPLAY_STANDS);
		open_fixture(&read);
		read_until(&read, at_ns);
		same(&moved, &read);
		close_fixture(&read);
	}
	CU_ASSERT(moved.replay.begun > MOVES / 4);
	close_fixture(&moved);
	close_file();
}

static uint64_t
last_message(const struct fixture *fixture, uint64_t before)
{
	uint64_t id;

	for (id = before - 1; log_at(fixture->log, id) != NULL; id--)
		if (log_at(fixture->log, id)->kind == LOG_MESSAGE)
			return id;
	return 0;
}

static void
steps_go_from_message_to_message(void)
{
	struct fixture f;
	uint64_t last, before, number;
	int i;

	begin();
	write_lesson();
	open_fixture(&f);
	go(&f.replay);
	for (i = 0; i < 50; i++) {
		last = last_message(&f, log_next(f.log));
		before = last_message(&f, last);
		number = log_at(f.log, before)->facts.number;
		replay_step_back(&f.replay, before);
		go(&f.replay);
		CU_ASSERT_EQUAL(f.replay.landed, log_next(f.log) - 1);
		CU_ASSERT_EQUAL(log_at(f.log, f.replay.landed)->facts.number,
		    number);
	}
	for (; i > 0; i--) {
		last = log_next(f.log);
		replay_step_on(&f.replay);
		go(&f.replay);
		CU_ASSERT_EQUAL(f.replay.landed, log_next(f.log) - 1);
		CU_ASSERT(f.replay.landed >= last);
		CU_ASSERT_EQUAL(last_message(&f, f.replay.landed) < last,
		    true);
	}
	replay_step_back(&f.replay, 0);
	go(&f.replay);
	CU_ASSERT_EQUAL(count(&f), 0);
	CU_ASSERT_EQUAL(recorded_view(f.recorded)->row_count, 0);
	CU_ASSERT_EQUAL(replay_fraction(&f.replay), 0.0);
	close_fixture(&f);
	close_file();
}

static bool
is_of_two(void *context, const struct log_entry *entry)
{
	(void)context;
	return entry->client == 2;
}

static void
steps_pass_over_what_is_not_wanted(void)
{
	struct fixture f;
	int i, steps = 0;

	begin();
	write_lesson();
	open_fixture(&f);
	go(&f.replay);
	f.replay.wanted = is_of_two;
	replay_go_begin(&f.replay);
	go(&f.replay);
	for (i = 0; i < RECORDS; i++) {
		replay_step_on(&f.replay);
		go(&f.replay);
		if (f.replay.landed == 0)
			break;
		CU_ASSERT_EQUAL(log_at(f.log, f.replay.landed)->client, 2);
		steps++;
	}
	CU_ASSERT(steps > 10);
	CU_ASSERT_EQUAL(recorded_ahead(f.recorded) == NULL, true);
	CU_ASSERT_EQUAL(f.replay.state, REPLAY_STANDS);
	close_fixture(&f);
	close_file();
}

static void
plays_as_fast_as_it_is_told(void)
{
	struct fixture f;
	int64_t clock_ns = 5 * NS_PER_S, was_ns;
	unsigned i;

	begin();
	write_lesson();
	open_fixture(&f);
	replay_toggle(&f.replay, clock_ns);
	CU_ASSERT_EQUAL(f.replay.state, REPLAY_FOLLOWS);
	go(&f.replay);
	replay_toggle(&f.replay, clock_ns);
	CU_ASSERT_EQUAL(f.replay.state, REPLAY_PLAYS);
	go(&f.replay);
	CU_ASSERT_EQUAL(f.replay.at_ns, replay_begin_ns(&f.replay));
	for (i = 0; i < REPLAY_FASTEST; i++) {
		was_ns = f.replay.at_ns;
		clock_ns += NS_PER_S / 10;
		replay_tick(&f.replay, clock_ns);
		go(&f.replay);
		CU_ASSERT_EQUAL(f.replay.at_ns - was_ns, NS_PER_S / 10 *
		    replay_times(&f.replay));
		replay_faster(&f.replay);
	}
	CU_ASSERT_EQUAL(replay_times(&f.replay), 0);
	replay_tick(&f.replay, clock_ns + 1);
	go(&f.replay);
	CU_ASSERT_EQUAL(f.replay.state, REPLAY_FOLLOWS);
	CU_ASSERT_EQUAL(f.replay.at_ns, replay_end_ns(&f.replay));
	close_fixture(&f);
	close_file();
}

static void
neither_sleep_nor_pause_is_leapt_over(void)
{
	struct fixture f;
	int64_t clock_ns = 5 * NS_PER_S, was_ns;

	begin();
	write_lesson();
	open_fixture(&f);
	go(&f.replay);
	replay_toggle(&f.replay, clock_ns);
	go(&f.replay);
	was_ns = f.replay.at_ns;
	clock_ns += 60 * NS_PER_S;
	replay_tick(&f.replay, clock_ns);
	go(&f.replay);
	CU_ASSERT(f.replay.at_ns > was_ns);
	CU_ASSERT(f.replay.at_ns - was_ns <= NS_PER_S);
	replay_pause(&f.replay, true, clock_ns);
	was_ns = f.replay.at_ns;
	clock_ns += NS_PER_S / 10;
	replay_tick(&f.replay, clock_ns);
	go(&f.replay);
	CU_ASSERT_EQUAL(f.replay.at_ns, was_ns);
	replay_pause(&f.replay, false, clock_ns);
	CU_ASSERT_EQUAL(f.replay.state, REPLAY_PLAYS);
	replay_tick(&f.replay, clock_ns + NS_PER_S / 10);
	go(&f.replay);
	CU_ASSERT_EQUAL(f.replay.at_ns - was_ns, NS_PER_S / 10);
	close_fixture(&f);
	close_file();
}

static void
the_fastest_is_stopped_and_slowed(void)
{
	struct fixture f;
	int64_t was_ns;

	begin();
	write_lesson();
	open_fixture(&f);
	go(&f.replay);
	f.replay.speed = REPLAY_FASTEST;
	replay_toggle(&f.replay, 1);
	go(&f.replay);
	replay_tick(&f.replay, 2);
	CU_ASSERT(replay_work(&f.replay, 20));
	CU_ASSERT(replay_fraction(&f.replay) < 0.5);
	replay_slower(&f.replay);
	was_ns = f.replay.at_ns;
	replay_tick(&f.replay, 3);
	go(&f.replay);
	CU_ASSERT(f.replay.at_ns - was_ns < NS_PER_S);
	replay_toggle(&f.replay, 4);
	CU_ASSERT_EQUAL(f.replay.state, REPLAY_STANDS);
	CU_ASSERT_FALSE(replay_work(&f.replay, 20));
	close_fixture(&f);
	close_file();
}

/* Four messages a second for ten seconds, then silence. */
static void
figures_are_those_of_the_position(void)
{
	static struct rates rates;
	struct feed_message m;
	struct fixture f;
	uint64_t i;

	begin();
	for (i = 1; i <= 40; i++)
		say(1, i, (int64_t)i * 250, "1+1\n");
	m = event(FEED_DISCONNECTED, 1, 41, 60000);
	put(&m);
	open_fixture(&f);
	recorded_set_rates(f.recorded, &rates);
	go(&f.replay);
	replay_go_time(&f.replay, BEGIN_S * NS_PER_S + 5 * NS_PER_S);
	go(&f.replay);
	CU_ASSERT(rates.messages > 3 && rates.messages < 5);
	CU_ASSERT_EQUAL(rates.clients, 1);
	CU_ASSERT(rates.sample_count >= 4 && rates.sample_count <= 6);
	replay_go_time(&f.replay, BEGIN_S * NS_PER_S + 30 * NS_PER_S);
	go(&f.replay);
	CU_ASSERT_EQUAL(rates.messages, 0);
	CU_ASSERT(rates.sample_count >= 28 && rates.sample_count <= 31);
	CU_ASSERT(rates_sample(&rates, 5)->known);
	replay_go_begin(&f.replay);
	go(&f.replay);
	CU_ASSERT(rates.sample_count <= 1);
	CU_ASSERT_EQUAL(recorded_view(f.recorded)->now_wall_ns,
	    BEGIN_S * NS_PER_S + 250 * NS_PER_MS);
	close_fixture(&f);
	close_file();
}

static void
what_grows_is_followed_at_the_end_alone(void)
{
	struct fixture f;
	uint64_t was;

	begin();
	say(1, 1, 0, "1+1\n");
	say(1, 2, 10, "2\n");
	open_fixture(&f);
	go(&f.replay);
	CU_ASSERT_EQUAL(count(&f), 2);
	say(1, 3, 20, "2+1\n");
	go(&f.replay);
	CU_ASSERT_EQUAL(count(&f), 3);
	replay_pause(&f.replay, true, 1);
	say(1, 4, 30, "3\n");
	go(&f.replay);
	was = count(&f);
	CU_ASSERT_EQUAL(was, 3);
	replay_go_end(&f.replay);
	go(&f.replay);
	CU_ASSERT_EQUAL(count(&f), 4);
	close_fixture(&f);
	close_file();
}

/* At once, however long the way is. */
static void
the_slide_is_where_it_goes(void)
{
	struct fixture f;
	int64_t begin_ns, length_ns;

	begin();
	write_lesson();
	open_fixture(&f);
	go(&f.replay);
	begin_ns = replay_begin_ns(&f.replay);
	length_ns = replay_end_ns(&f.replay) - begin_ns;
	replay_go_time(&f.replay, begin_ns + length_ns / 4);
	CU_ASSERT_DOUBLE_EQUAL(replay_fraction(&f.replay), 0.25, 0.001);
	go(&f.replay);
	CU_ASSERT_DOUBLE_EQUAL(replay_fraction(&f.replay), 0.25, 0.001);
	replay_go_time(&f.replay, begin_ns + length_ns / 2);
	CU_ASSERT_DOUBLE_EQUAL(replay_fraction(&f.replay), 0.5, 0.001);
	CU_ASSERT_FALSE(f.replay.again);
	replay_go_time(&f.replay, begin_ns - NS_PER_S);
	CU_ASSERT_EQUAL(replay_fraction(&f.replay), 0);
	replay_go_begin(&f.replay);
	go(&f.replay);
	CU_ASSERT_EQUAL(replay_fraction(&f.replay), 0);
	CU_ASSERT_EQUAL(count(&f), 0);
	close_fixture(&f);
	close_file();
}

UNIT_MAIN("model_replay", TEST(a_time_is_the_same_from_both_sides),
    TEST(steps_go_from_message_to_message),
    TEST(steps_pass_over_what_is_not_wanted),
    TEST(plays_as_fast_as_it_is_told),
    TEST(neither_sleep_nor_pause_is_leapt_over),
    TEST(the_fastest_is_stopped_and_slowed),
    TEST(figures_are_those_of_the_position),
    TEST(what_grows_is_followed_at_the_end_alone),
    TEST(the_slide_is_where_it_goes))
