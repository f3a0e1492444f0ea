/*
 * wire/feed_loss.c: every lost message is counted, and counted once.  Under
 * valgrind it takes: 22
 */
#include "tests/unit/feed_log.h"
#include "tests/unit/unit.h"
#include "wire/feed.h"

static struct feed_log log_;
static struct feed_reader *reader;
static enum feed_event parts_event = FEED_MESSAGE;

static void
begin(void)
{
	reader = feed_log_reader(&log_);
}

static void
end(void)
{
	feed_reader_free(reader);
}

/* Feeds the parts [from, to) of a message of three: 9000 bytes. */
static void
parts(uint64_t client, uint32_t number, uint32_t lost, int from, int to)
{
	struct feed_message message = feed_log_message(client, number, 9000);
	unsigned char record[FEED_RECORD_MAX];
	size_t offset = 0, length;
	int part;

	message.event = parts_event;
	for (part = 0; part < to; part++) {
		length = feed_encode(&message, &offset, lost, record);
		if (part >= from)
			feed_reader_push(reader, record, length);
	}
}

/* A short message, or another event, of one record. */
static void
event(enum feed_event kind, uint64_t client, uint32_t number, uint32_t lost)
{
	struct feed_message message = feed_log_message(client, number, 0);
	unsigned char record[FEED_RECORD_MAX];
	size_t offset = 0;

	message.event = kind;
	message.direction = FEED_NEITHER;
	feed_reader_push(reader, record, feed_encode(&message, &offset, lost,
	    record));
}

static void
rises_are_gaps(void)
{
	begin();
	event(FEED_MESSAGE, 1, 1, 0);
	event(FEED_MESSAGE, 1, 2, 3);
	event(FEED_MESSAGE, 2, 1, 3);
	event(FEED_MESSAGE, 1, 3, 4);
	feed_log_expect(&log_,
	    "message 1.1 of alice: 0 bytes []\n"
	    "gap 3\n"
	    "message 1.2 of alice: 0 bytes []\n"
	    "message 2.1 of alice: 0 bytes []\n"
	    "gap 1\n"
	    "message 1.3 of alice: 0 bytes []\n");
	end();
}

/* A writer that looked at the counter early may write late. */
static void
falls_are_nothing(void)
{
	begin();
	event(FEED_NOTE, 1, 1, 5);
	event(FEED_NOTE, 2, 1, 3);
	event(FEED_NOTE, 1, 2, 5);
	event(FEED_NOTE, 1, 3, 6);
	CU_ASSERT_EQUAL(log_.lost, 6);
	end();
}

static void
the_counter_is_asked(void)
{
	begin();
	feed_reader_lost(reader, 0);
	feed_reader_lost(reader, 2);
	feed_reader_lost(reader, 2);
	feed_log_expect(&log_, "gap 2\n");
	/* the stream shows them afterwards: nothing new */
	event(FEED_NOTE, 1, 1, 2);
	feed_log_expect(&log_, "note 1.1 of alice: 0 bytes []\n");
	/* the stream is ahead of a value that was read before it */
	event(FEED_NOTE, 1, 2, 7);
	feed_reader_lost(reader, 4);
	feed_reader_lost(reader, 7);
	feed_reader_lost(reader, 8);
	feed_log_expect(&log_, "gap 5\nnote 1.2 of alice: 0 bytes []\n"
	    "gap 1\n");
	end();
}

static void
counters_of_32_bits_go_round(void)
{
	begin();
	feed_reader_lost(reader, UINT64_C(0xfffffffe));
	CU_ASSERT_EQUAL(log_.lost, 0xfffffffe);
	event(FEED_NOTE, 1, 1, 0xffffffff);
	event(FEED_NOTE, 1, 2, 2);
	CU_ASSERT_EQUAL(log_.lost, UINT64_C(0x100000002));
	feed_reader_lost(reader, UINT64_C(0x100000003));
	CU_ASSERT_EQUAL(log_.lost, UINT64_C(0x100000003));
	end();
}

static void
a_new_counter(void)
{
	begin();
	feed_reader_lost(reader, 50);
	/* the server is another one, and has dropped two so far */
	event(FEED_NOTE, 1, 1, 1);
	feed_reader_lost(reader, 2);
	feed_reader_lost(reader, 2);
	event(FEED_NOTE, 1, 2, 3);
	CU_ASSERT_EQUAL(log_.lost, 50 + 3);
	end();
}

/* A record that claims losses nobody had is believed once, but does not
 * hide the real ones that follow. */
static void
a_lie_is_forgotten(void)
{
	begin();
	feed_reader_lost(reader, 1);
	event(FEED_NOTE, 1, 1, 1000000);
	CU_ASSERT_EQUAL(log_.lost, 1000000);
	feed_reader_lost(reader, 1);	/* may have been read before it */
	feed_reader_lost(reader, 1);	/* this was not */
	event(FEED_NOTE, 1, 2, 2);
	feed_reader_lost(reader, 4);
	CU_ASSERT_EQUAL(log_.lost, 1000000 + 3);
	end();
}

/* Dropped in the middle: its writer counted it. */
static void
half_a_message_dropped(void)
{
	begin();
	parts(1, 1, 0, 0, 2);
	event(FEED_MESSAGE, 1, 2, 1);
	feed_reader_lost(reader, 1);
	feed_log_expect(&log_, "gap 1\nmessage 1.2 of alice: 0 bytes []\n");
	/* the same, and the client's end tells */
	parts(1, 3, 1, 0, 1);
	feed_reader_lost(reader, 2);
	event(FEED_DISCONNECTED, 1, 3, 2);
	feed_log_expect(&log_, "gap 1\n"
	    "disconnected 1.3 of alice: 0 bytes []\n");
	end();
}

/* Its writer died between two parts: nobody but the reader can know. */
static void
half_a_message_of_a_dead_writer(void)
{
	begin();
	event(FEED_MESSAGE, 2, 1, 4);
	parts(1, 1, 4, 0, 2);
	event(FEED_DISCONNECTED, 1, 1, 4);
	feed_log_expect(&log_, "gap 4\nmessage 2.1 of alice: 0 bytes []\n"
	    "gap 1\ndisconnected 1.1 of alice: 0 bytes []\n");
	feed_reader_lost(reader, 4);
	feed_log_expect(&log_, "");
	end();
}

static void
half_a_message_and_another(void)
{
	begin();
	parts(1, 1, 0, 0, 2);
	parts(1, 2, 0, 0, 3);
	feed_log_expect(&log_, "gap 1\nmessage 1.2 of alice: 9000 bytes\n");
	/* the same number once more: a feeder that begins it anew */
	parts(1, 2, 0, 0, 1);
	parts(1, 2, 0, 0, 3);
	feed_log_expect(&log_, "message 1.2 of alice: 9000 bytes\n");
	/* other clients and other events say nothing about it */
	parts(1, 3, 0, 0, 1);
	event(FEED_MESSAGE, 2, 3, 0);
	event(FEED_NOTE, 1, 3, 0);
	event(FEED_CONNECTED, 1, 0, 0);
	event(FEED_DISCONNECTED, 2, 3, 0);
	CU_ASSERT_EQUAL(log_.lost, 1);
	log_.len = 0;
	parts(1, 3, 0, 1, 3);
	feed_log_expect(&log_, "message 1.3 of alice: 9000 bytes\n");
	end();
}

static void
parts_that_do_not_fit(void)
{
	begin();
	/* the first is missing */
	parts(1, 1, 0, 1, 3);
	feed_log_expect(&log_, "gap 1\n");
	/* one in the middle is */
	parts(1, 2, 0, 0, 1);
	parts(1, 2, 0, 2, 3);
	feed_log_expect(&log_, "gap 1\n");
	/* one comes twice */
	parts(1, 3, 0, 0, 2);
	parts(1, 3, 0, 1, 3);
	feed_log_expect(&log_, "gap 1\n");
	/* it was junk that ate it: counted with the junk */
	feed_reader_push(reader, "junk", 4);
	parts(1, 4, 0, 1, 3);
	feed_log_expect(&log_, "gap 1\n");
	end();
}

/* A process that writes events of others is not held to an order. */
static void
parts_of_notes(void)
{
	begin();
	parts_event = FEED_NOTE;
	parts(1, 1, 0, 0, 1);
	parts(1, 2, 0, 1, 3);
	feed_log_expect(&log_, "gap 1\n");
	parts(1, 1, 0, 1, 3);
	feed_log_expect(&log_, "note 1.1 of alice: 9000 bytes\n");
	parts_event = FEED_MESSAGE;
	end();
}

static void
parts_that_change_their_mind(void)
{
	struct feed_message message = feed_log_message(1, 1, 9000);
	unsigned char record[FEED_RECORD_MAX];
	size_t offset = 0;

	begin();
	feed_reader_push(reader, record, feed_encode(&message, &offset, 0,
	    record));
	message = feed_log_message(1, 1, 9500);
	while (offset < 9500)
		feed_reader_push(reader, record, feed_encode(&message,
		    &offset, 0, record));
	feed_log_expect(&log_, "gap 1\n");
	end();
}

/* More in the making than there is room for: the oldest give way. */
static void
too_many_at_once(void)
{
	uint64_t client;

	begin();
	for (client = 1; client <= 100; client++)
		parts(client, 1, 0, 0, 1);
	feed_log_expect(&log_, "");
	for (client = 1; client <= 100; client++)
		parts(client, 1, 0, 1, 3);
	CU_ASSERT_EQUAL(log_.messages, 64);
	CU_ASSERT_EQUAL(log_.lost, 36);
	/* and all is free again */
	log_.messages = 0;
	for (client = 101; client <= 164; client++)
		parts(client, 1, 0, 0, 1);
	for (client = 101; client <= 164; client++)
		parts(client, 1, 0, 1, 3);
	CU_ASSERT_EQUAL(log_.messages, 64);
	CU_ASSERT_EQUAL(log_.lost, 36);
	end();
}

static void
far_too_many_at_once(void)
{
	uint64_t client;

	begin();
	for (client = 1; client <= 100000; client++)
		parts(client, 1, 0, 0, 1);
	CU_ASSERT_EQUAL(log_.lost, 100000 - 256);
	event(FEED_DISCONNECTED, 100000, 1, 0);
	CU_ASSERT_EQUAL(log_.lost, 100000 - 255);
	end();
	/* the same with a counter that rose: all were counted there */
	begin();
	for (client = 1; client <= 1000; client++)
		parts(client, 1, (uint32_t)client, 0, 1);
	CU_ASSERT_EQUAL(log_.lost, 1000);
	end();
}

/*
 * A model of the whole: writers that are interrupted between any two steps
 * and may be killed there, a FIFO that is at times full, a parent that says
 * who ended, a reader that is at times slow and asks the counter late.
 */
#define WRITERS	200
#define FIFO	65536
#define RUNS	6
#define STEPS	8000

static struct writer {
	uint64_t client;
	uint32_t number;
	uint32_t lost;
	size_t len;
	size_t offset;
	bool busy;
} writers[WRITERS];

static unsigned char fifo[FIFO];
static size_t fifo_len;
static uint64_t dropped, looked, attempts, kills, clients, seed;

static unsigned
chance(unsigned of)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % of;
}

static bool
fifo_write(const unsigned char *record, size_t length)
{
	if (length > FIFO - fifo_len) {
		dropped++;
		return false;
	}
	memcpy(fifo + fifo_len, record, length);
	fifo_len += length;
	return true;
}

static void
writer_step(struct writer *writer)
{
	unsigned char record[FEED_RECORD_MAX];
	struct feed_message message;

	if (!writer->busy) {
		writer->busy = true;
		writer->number++;
		writer->offset = 0;
		writer->len = chance(3) == 0 ? 101 + chance(20000) :
		    chance(90);
		writer->lost = (uint32_t)dropped;
		return;
	}
	attempts += writer->offset == 0;
	message = feed_log_message(writer->client, writer->number,
	    writer->len);
	if (!fifo_write(record, feed_encode(&message, &writer->offset,
	    writer->lost, record)) || writer->offset == writer->len)
		writer->busy = false;
}

static void
writer_kill(struct writer *writer)
{
	struct feed_message message = feed_log_message(writer->client, 0, 0);
	unsigned char record[FEED_RECORD_MAX];
	size_t offset = 0;

	kills += writer->busy && writer->offset > 0;
	message.event = FEED_DISCONNECTED;
	attempts++;
	(void)fifo_write(record, feed_encode(&message, &offset,
	    (uint32_t)dropped, record));
	memset(writer, 0, sizeof(*writer));
	writer->client = ++clients;
}

static void
reader_step(size_t len)
{
	if (len > fifo_len)
		len = fifo_len;
	feed_reader_push(reader, fifo, len);
	fifo_len -= len;
	memmove(fifo, fifo + len, fifo_len);
	/* Now and then the counter is read, and used some time later. */
	if (chance(4) == 0) {
		feed_reader_lost(reader, looked);
		looked = dropped;
	}
}

static void
simulate(unsigned count, unsigned kill_of, uint64_t start)
{
	unsigned step, i;

	begin();
	seed = start;
	dropped = looked = attempts = kills = clients = fifo_len = 0;
	memset(writers, 0, sizeof(writers));
	for (i = 0; i < count; i++)
		writers[i].client = ++clients;
	for (step = 0; step < STEPS; step++) {
		writer_step(&writers[chance(count)]);
		if (kill_of != 0 && chance(kill_of) == 0)
			writer_kill(&writers[chance(count)]);
		if (chance(step / 1000 % 2 == 0 ? 40 : 4) == 0)
			reader_step(chance(FIFO));
	}
	for (i = 0; i < count; i++)
		while (writers[i].busy)
			writer_step(&writers[i]);
	reader_step(FIFO);
	feed_reader_lost(reader, dropped);
	end();
}

static void
without_kills_the_count_is_exact(void)
{
	uint64_t start, runs = (uint64_t)unit_rounds(RUNS);

	for (start = 1; start <= runs; start++) {
		simulate(start % 2 == 0 ? 20 : WRITERS, 0, start);
		CU_ASSERT(dropped > 100);
		CU_ASSERT(log_.messages > 500);
		CU_ASSERT_EQUAL(log_.messages + log_.lost, attempts);
	}
}

/* A message whose writer was killed in its middle while others were dropped
 * may be taken for one of those; never the other way round. */
static void
with_kills_it_is_never_too_high(void)
{
	uint64_t start, told, runs = (uint64_t)unit_rounds(RUNS);

	for (start = 1; start <= runs; start++) {
		simulate(start % 2 == 0 ? 20 : WRITERS, 20, start);
		CU_ASSERT(kills > 30);
		told = log_.messages + log_.lost;
		CU_ASSERT(told <= attempts);
		CU_ASSERT(told > attempts - kills);
	}
}

UNIT_MAIN("feed_loss", TEST(rises_are_gaps), TEST(falls_are_nothing),
    TEST(the_counter_is_asked), TEST(counters_of_32_bits_go_round),
    TEST(a_new_counter), TEST(a_lie_is_forgotten),
    TEST(half_a_message_dropped), TEST(half_a_message_of_a_dead_writer),
    TEST(half_a_message_and_another), TEST(parts_that_do_not_fit),
    TEST(parts_of_notes), TEST(parts_that_change_their_mind),
    TEST(too_many_at_once), TEST(far_too_many_at_once),
    TEST(without_kills_the_count_is_exact),
    TEST(with_kills_it_is_never_too_high))
