/* The feeder: what a watcher gets, what it misses, and whose it is. */
#include "tests/unit/unit.h"

#include <fcntl.h>

#include "base/when.h"
#include "server/feeder_slot.h"
#include "server/log.h"

static struct journal journal;
static size_t journal_bytes;
static struct feeder_slot slot;
static int ends[2];
static struct feed_reader *reader;
/* What the watcher got. */
static uint64_t got[8], got_all, lost;
static bool live;

static void
heard(void *context, const struct feed_message *message)
{
	(void)context;
	if (message->event == FEED_LIVE) {
		live = true;
		return;
	}
	got[message->client % 8]++;
	got_all++;
	CU_ASSERT_EQUAL(message->past, !live);
}

static void
missed(void *context, uint64_t count)
{
	(void)context;
	lost += count;
}

static void
put(uint64_t client, enum feed_event event, size_t len)
{
	static char bytes[FEED_MESSAGE_MAX];
	struct feed_message message = { .event = event, .client = client,
	    .direction = FEED_RECEIVED, .name = "alice", .peer = "",
	    .note = "", .bytes = bytes, .bytes_len = len,
	    .message_bytes = len };

	journal_put(&journal, &message);
}

static void
begin(void)
{
	struct feed_sink sink = { NULL, heard, missed };
	char *memory;

	journal_bytes = journal_head_size(1) + journal_body_size(1);
	memory = mmap(NULL, journal_bytes, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CU_ASSERT_FATAL(memory != (char *)MAP_FAILED);
	journal_open(&journal, memory, memory + journal_head_size(1), 1);
	CU_ASSERT_EQUAL_FATAL(pipe2(ends, O_NONBLOCK), 0);
	memset(got, 0, sizeof(got));
	got_all = lost = 0;
	live = false;
	reader = feed_reader_new(&sink);
	CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
}

static void
end(void)
{
	feed_reader_free(reader);
	(void)close(ends[0]);
	(void)close(ends[1]);
	(void)munmap(journal.ring, journal_bytes);
}

/* The watcher reads until there is no more for it. */
static void
read_all(void)
{
	char buffer[65536];
	enum feeder_slot_did did;
	ssize_t len;

	do {
		did = feeder_slot_feed(&slot);
		while ((len = read(ends[0], buffer, sizeof(buffer))) > 0)
			feed_reader_push(reader, buffer, (size_t)len);
	} while (did == FEEDER_MORE || did == FEEDER_FULL);
	CU_ASSERT_EQUAL(did, FEEDER_IDLE);
}

static void
the_past_comes_first(void)
{
	int i;

	begin();
	for (i = 0; i < 5; i++)
		put(1, FEED_MESSAGE, 10);
	put(1, FEED_NOTE, 10);
	feeder_slot_begin(&slot, ends[1], feeder_slot_encode_feed, &journal);
	put(2, FEED_MESSAGE, 5000);
	read_all();
	CU_ASSERT_TRUE(live);
	CU_ASSERT_EQUAL(got[1], 5);
	CU_ASSERT_EQUAL(got[2], 1);
	CU_ASSERT_EQUAL(lost, 0);
	end();
}

/* Behind a flood of one, others are all there, and the sum is right. */
static void
a_flood_makes_room(void)
{
	static struct watch_slot watch;
	uint64_t flood = 0, others = 0;
	int i;

	begin();
	feeder_slot_begin(&slot, ends[1], feeder_slot_encode_feed, &journal);
	feeder_slot_watch(&slot, &watch, 1);
	read_all();
	for (i = 0; i < 20000; i++) {
		put(1, FEED_MESSAGE, 2000);
		flood++;
		put(1, FEED_NOTE, 10);
		if (i % 50 == 0) {
			put(2 + (uint64_t)i / 50 % 4, FEED_MESSAGE, 200);
			others++;
		}
		/* Never read, and looked at as often as the feeder does. */
		if (i % 400 == 0) {
			CU_ASSERT_NOT_EQUAL(feeder_slot_feed(&slot),
			    FEEDER_GONE);
			/* No record has said more than the table. */
			CU_ASSERT_EQUAL(atomic_load(&watch.dropped),
			    slot.lost);
		}
		if (i % 3000 == 2999)
			read_all();
	}
	read_all();
	put(7, FEED_MESSAGE, 1);
	read_all();
	CU_ASSERT_EQUAL(got[7], 1);
	CU_ASSERT_EQUAL(got_all + lost, flood + others + 1);
	CU_ASSERT_TRUE(lost > 0);
	CU_ASSERT_EQUAL(slot.dropped, lost);
	end();
}

/* A child has written over the count of those that are fed, and over what the
 * watcher has lost: nobody has lost a million messages of three. */
static void
a_scribbled_count_is_no_loss(void)
{
	static struct watch_slot watch;

	begin();
	feeder_slot_begin(&slot, ends[1], feeder_slot_encode_feed, &journal);
	feeder_slot_watch(&slot, &watch, 1);
	put(1, FEED_MESSAGE, 10);
	read_all();
	(void)atomic_fetch_add(&journal.ring->next,
	    UINT64_C(1000000) << JOURNAL_NUMBER_BITS);
	atomic_store(&watch.dropped, 1000000);
	put(2, FEED_MESSAGE, 10);
	read_all();
	CU_ASSERT_EQUAL(lost, 0);
	CU_ASSERT_EQUAL(atomic_load(&watch.dropped), 0);
	/* Back again, and four that are really gone. */
	(void)atomic_fetch_sub(&journal.ring->next,
	    UINT64_C(500000) << JOURNAL_NUMBER_BITS);
	(void)atomic_fetch_add(&journal.ring->next, 4);
	put(3, FEED_MESSAGE, 10);
	do
		(void)feeder_slot_feed(&slot);
	while (slot.reader.next < 7);
	read_all();
	CU_ASSERT_EQUAL(got_all, 3);
	CU_ASSERT_TRUE(lost <= 4);
	CU_ASSERT_EQUAL(slot.lost, lost);
	end();
}

/* As far behind as the journal holds of a writer: whoever sends little is
 * whole. */
static void
little_ones_are_whole(void)
{
	unsigned i;

	begin();
	feeder_slot_begin(&slot, ends[1], feeder_slot_encode_feed, &journal);
	read_all();
	/* The pipe is filled first. */
	for (i = 0; i < 40; i++)
		put(1, FEED_MESSAGE, 2000);
	CU_ASSERT_EQUAL(feeder_slot_feed(&slot), FEEDER_FULL);
	for (i = 0; i < 700; i++)
		put(i % 20 == 0 ? 2 + i / 20 % 4 : 1, FEED_MESSAGE, 2000);
	(void)feeder_slot_feed(&slot);
	read_all();
	for (i = 2; i < 6; i++)
		CU_ASSERT(got[i] >= 8);
	CU_ASSERT_EQUAL(got_all + lost, 740);
	end();
}

static void
the_same_for_all(void)
{
	const uint32_t counts[] = { 0, 5, 1000, 3, 0, 2000 };

	CU_ASSERT_EQUAL(reader_share_most(counts, 6, 10000), 2000);
	CU_ASSERT_EQUAL(reader_share_most(counts, 6, 208), 100);
	CU_ASSERT_EQUAL(reader_share_most(counts, 6, 8 + 1000 + 1500), 1500);
	CU_ASSERT_EQUAL(reader_share_most(counts, 6, 0), 1);
	CU_ASSERT_EQUAL(reader_share_most(counts, 0, 10), 1);
}

/* A hundred lines each, the rest counted, once a second. */
static void
the_log_gives_everybody_a_share(void)
{
	char name[NAME_SIZE];
	uint64_t count;
	unsigned i, taken = 0;

	for (i = 0; i < 5000; i++)
		taken += log_share_take(1, "flood", NS_PER_S);
	CU_ASSERT_EQUAL(taken, 100);
	CU_ASSERT_TRUE(log_share_take(2, "alice", NS_PER_S));
	CU_ASSERT_FALSE(log_share_left_out(NS_PER_S, false, name, &count));
	CU_ASSERT_TRUE(log_share_left_out(2 * NS_PER_S, false, name,
	    &count));
	CU_ASSERT_STRING_EQUAL(name, "flood");
	CU_ASSERT_EQUAL(count, 4900);
	CU_ASSERT_FALSE(log_share_left_out(2 * NS_PER_S, true, name,
	    &count));
	CU_ASSERT_TRUE(log_share_take(1, "flood", 2 * NS_PER_S));
}

static void
text_for_people(void)
{
	char out[4096];
	ssize_t len;

	begin();
	put(1, FEED_MESSAGE, 3);
	feeder_slot_begin(&slot, ends[1], feeder_slot_encode_text, &journal);
	CU_ASSERT_EQUAL(feeder_slot_feed(&slot), FEEDER_IDLE);
	len = read(ends[0], out, sizeof(out) - 1);
	CU_ASSERT_FATAL(len > 0);
	out[len] = '\0';
	CU_ASSERT_PTR_NOT_NULL(strstr(out, " alice@wait << 3 bytes, past\n"
	    "\\x00\\x00\\x00\n"));
	end();
}

UNIT_MAIN("server feeder", TEST(the_past_comes_first),
    TEST(a_flood_makes_room),
    TEST(a_scribbled_count_is_no_loss), TEST(little_ones_are_whole),
    TEST(the_same_for_all), TEST(the_log_gives_everybody_a_share),
    TEST(text_for_people))
