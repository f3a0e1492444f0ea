/* wire/mischief.h: texts, words, plans. */
#include "tests/unit/unit.h"

#include "wire/mischief.h"

/* Read from memory that ends where the text does. */
static bool
reads(const char *text, struct mischief *mischief,
    char fault[MISCHIEF_FAULT_SIZE])
{
	size_t size = strlen(text) + 1;
	char *guarded = unit_guard_copy(text, size);
	bool good = mischief_read(mischief, guarded, fault);

	unit_guard_free(guarded, size);
	return good;
}

static void
comes_back(const char *text, const char *written)
{
	char fault[MISCHIEF_FAULT_SIZE], *out;
	struct mischief mischief;
	uint64_t *words;

	CU_ASSERT_TRUE_FATAL(reads(text, &mischief, fault));
	CU_ASSERT_STRING_EQUAL(fault, "");
	out = unit_guard_copy(NULL, MISCHIEF_TEXT_SIZE);
	CU_ASSERT_EQUAL(mischief_write(out, &mischief), strlen(written));
	CU_ASSERT_STRING_EQUAL(out, written);
	unit_guard_free(out, MISCHIEF_TEXT_SIZE);
	mischief_draw(&mischief, 7);
	words = unit_guard_copy(NULL, 2 * sizeof(*words));
	mischief_pack(words, &mischief, 42);
	CU_ASSERT_TRUE(mischief_unpack(&mischief, words, 42));
	CU_ASSERT_FALSE(mischief_unpack(&mischief, words, 43));
	CU_ASSERT_EQUAL(mischief.kinds, 0);
	unit_guard_free(words, 2 * sizeof(*words));
}

static void
texts_come_back(void)
{
	comes_back("off", "off");
	comes_back("split", "split");
	comes_back("seed=7,delay=300,split", "split,delay=300,seed=7");
	comes_back(&"slow=8,slow=8"[7], "slow=8");
	comes_back("slow=16000,delay=16000,jitter=16000,withhold=25",
	    "slow=16000,delay=16000,jitter=16000,withhold=25");
	comes_back("reorder,duplicate,withhold=25,drop,half-close,reset,"
	    "stall,jitter=16000,delay=16000,slow=16000,join,split,"
	    "seed=4294967295",
	    "split,join,slow=16000,delay=16000,jitter=16000,stall,reset,"
	    "half-close,drop,withhold=25,duplicate,reorder,"
	    "seed=4294967295");
}

static void
is_wrong(const char *text, const char *why)
{
	char *fault = unit_guard_copy(NULL, MISCHIEF_FAULT_SIZE);
	struct mischief mischief;

	CU_ASSERT_FALSE(reads(text, &mischief, fault));
	CU_ASSERT_STRING_EQUAL(fault, why);
	CU_ASSERT_EQUAL(mischief.kinds, 0);
	unit_guard_free(fault, MISCHIEF_FAULT_SIZE);
}

static void
faults_are_exact(void)
{
	static const char list[] = "split, join, slow, delay, jitter, stall, "
	    "reset, half-close, drop, withhold, duplicate, reorder, seed";
	char why[256];

	(void)snprintf(why, sizeof(why), "\"spilt\" is none of %s", list);
	is_wrong("spilt", why);
	(void)snprintf(why, sizeof(why), "\"\" is none of %s", list);
	is_wrong("", why);
	is_wrong("split,", why);
	is_wrong(",", why);
	(void)snprintf(why, sizeof(why), "\"a\\x1B\\n\" is none of %s", list);
	is_wrong("a\x1b\n", why);
	(void)snprintf(why, sizeof(why), "\"off\" is none of %s", list);
	is_wrong("off,split", why);
	is_wrong("split=3", "split takes no number");
	is_wrong("split=", "split takes no number");
	is_wrong("split,join,split", "split is there twice");
	is_wrong("delay", "delay=MS takes a number of 1 to 16000");
	is_wrong("delay=", "delay=MS takes a number of 1 to 16000");
	is_wrong("delay=0", "delay=MS takes a number of 1 to 16000");
	is_wrong("delay=16001", "delay=MS takes a number of 1 to 16000");
	is_wrong("delay=-1", "delay=MS takes a number of 1 to 16000");
	is_wrong("delay=1=2", "delay=MS takes a number of 1 to 16000");
	is_wrong("slow=7", "slow=BYTES takes a number of 8 to 16000");
	is_wrong("withhold=26", "withhold=SECONDS takes a number of 1 to 25");
	is_wrong("seed=7", "seed alone does nothing");
	is_wrong("split,seed=0", "seed takes a number of 1 to 4294967295: "
	    "seed=7");
	is_wrong("split,seed=4294967296", "seed takes a number of 1 to "
	    "4294967295: seed=7");
	is_wrong("split,seed=1,seed=2", "seed is there twice");
}

static struct mischief
of(const char *text)
{
	char fault[MISCHIEF_FAULT_SIZE];
	struct mischief mischief;

	CU_ASSERT_TRUE_FATAL(mischief_read(&mischief, text, fault));
	return mischief;
}

static void
some_fit(void)
{
	struct mischief both = of("split,delay=5,drop,seed=3"), only;
	char fault[MISCHIEF_FAULT_SIZE], text[MISCHIEF_TEXT_SIZE];

	CU_ASSERT_FALSE(mischief_fits(&both, MISCHIEF_STREAMS, fault));
	CU_ASSERT_STRING_EQUAL(fault, "drop is for datagrams only, and this "
	    "is a connection (TCP)");
	CU_ASSERT_FALSE(mischief_fits(&both, MISCHIEF_DATAGRAMS, fault));
	CU_ASSERT_STRING_EQUAL(fault, "split is for connections (TCP) only, "
	    "and these are datagrams");
	only = mischief_over(&both, MISCHIEF_DATAGRAMS);
	(void)mischief_write(text, &only);
	CU_ASSERT_STRING_EQUAL(text, "delay=5,drop,seed=3");
	CU_ASSERT_TRUE(mischief_fits(&only, MISCHIEF_DATAGRAMS, fault));
	both = of("drop,seed=3");
	only = mischief_over(&both, MISCHIEF_STREAMS);
	CU_ASSERT_EQUAL(only.kinds, 0);
	CU_ASSERT_EQUAL(only.seed, 0);
}

/* Any bit of the words that is another makes them none. */
static void
words_are_checked(void)
{
	struct mischief mischief = of("split,delay=300,seed=7"), read;
	uint64_t words[MISCHIEF_WORDS], other[MISCHIEF_WORDS];
	unsigned bit;

	mischief_pack(words, &mischief, 1);
	for (bit = 0; bit < 128; bit++) {
		memcpy(other, words, sizeof(other));
		other[bit / 64] ^= UINT64_C(1) << bit % 64;
		CU_ASSERT_FALSE(mischief_unpack(&read, other, 1));
	}
	/* And what is checked but not in the list. */
	mischief.numbers[MISCHIEF_DELAY] = 16001;
	mischief_pack(words, &mischief, 1);
	CU_ASSERT_FALSE(mischief_unpack(&read, words, 1));
	mischief = of("split");
	mischief_pack(words, &mischief, 1);
	CU_ASSERT_FALSE(mischief_unpack(&read, words, 1));
	memset(words, 0, sizeof(words));
	CU_ASSERT_FALSE(mischief_unpack(&read, words, 0));
}

/* Every byte once, in order; how many pieces. */
static unsigned
pieces(const struct mischief *mischief, size_t len, int64_t *all_ns)
{
	struct mischief_plan plan;
	size_t at = 0, piece;
	unsigned count = 0;
	int64_t rest_ns = 0;

	*all_ns = 0;
	mischief_plan(mischief, MISCHIEF_STREAMS, 1, len, &plan);
	while ((piece = mischief_piece(mischief, &plan, at, &rest_ns)) != 0) {
		CU_ASSERT_TRUE_FATAL(piece <= plan.stop - at);
		at += piece;
		count++;
		*all_ns += rest_ns;
	}
	CU_ASSERT_EQUAL(at, plan.stop);
	CU_ASSERT_EQUAL(rest_ns, 0);
	return count;
}

static void
messages_are_cut(void)
{
	struct mischief mischief = of("split,seed=7");
	size_t len;
	int64_t all_ns;

	for (len = 2; len < 600; len++)
		CU_ASSERT_TRUE(pieces(&mischief, len, &all_ns) >=
		    (len < 7 ? 2 : (len + 6) / 7));
	CU_ASSERT_EQUAL(pieces(&mischief, 1, &all_ns), 1);
	/* Long ones are not cut for ever. */
	CU_ASSERT_TRUE(pieces(&mischief, 1u << 20, &all_ns) <= 1025);
	mischief = of("slow=100,seed=7");
	(void)pieces(&mischief, 200, &all_ns);
	CU_ASSERT_TRUE(all_ns > 1900 * NS_PER_MS && all_ns <= 2 * NS_PER_S);
	mischief = of("slow=8,split,seed=7");
	(void)pieces(&mischief, 16, &all_ns);
	CU_ASSERT_TRUE(all_ns > 1800 * NS_PER_MS && all_ns <= 2 * NS_PER_S);
}

static unsigned
struck(const char *text, enum mischief_over over, enum mischief_kind kind)
{
	struct mischief mischief = of(text);
	struct mischief_plan plan, again;
	unsigned count = 0;
	uint64_t number;

	for (number = 1; number <= 300; number++) {
		mischief_plan(&mischief, over, number, 20, &plan);
		mischief_plan(&mischief, over, number, 20, &again);
		CU_ASSERT_EQUAL(plan.kinds, again.kinds);
		CU_ASSERT_EQUAL(plan.wait_ns, again.wait_ns);
		CU_ASSERT_EQUAL(plan.ending, again.ending);
		CU_ASSERT_EQUAL(plan.stop, again.stop);
		CU_ASSERT_EQUAL(plan.copies, again.copies);
		count += (plan.kinds & MISCHIEF_BIT(kind)) != 0;
	}
	return count;
}

static void
some_messages_are_struck(void)
{
	static const enum mischief_kind streams[] = { MISCHIEF_STALL,
	    MISCHIEF_RESET, MISCHIEF_HALF_CLOSE }, datagrams[] = {
	    MISCHIEF_DROP, MISCHIEF_WITHHOLD, MISCHIEF_DUPLICATE,
	    MISCHIEF_REORDER };
	static const char *const texts[] = { "drop,seed=7",
	    "withhold=20,seed=7", "duplicate,seed=7", "reorder,seed=7" };
	char text[64];
	unsigned i, count;

	for (i = 0; i < 3; i++) {
		(void)snprintf(text, sizeof(text), "%s,seed=7",
		    mischief_info(streams[i])->word);
		count = struck(text, MISCHIEF_STREAMS, streams[i]);
		CU_ASSERT_TRUE(count > 60 && count < 140);
	}
	for (i = 0; i < 4; i++) {
		count = struck(texts[i], MISCHIEF_DATAGRAMS, datagrams[i]);
		CU_ASSERT_TRUE(count > 60 && count < 140);
	}
	CU_ASSERT_EQUAL(struck("split,seed=7", MISCHIEF_STREAMS,
	    MISCHIEF_SPLIT), 300);
	CU_ASSERT_EQUAL(struck("delay=3,seed=7", MISCHIEF_DATAGRAMS,
	    MISCHIEF_DELAY), 300);
}

static void
endings_take_half(void)
{
	struct mischief mischief = of("join,stall,delay=10,seed=7");
	struct mischief_plan plan;
	uint64_t number = 0;

	do
		mischief_plan(&mischief, MISCHIEF_STREAMS, ++number, 21,
		    &plan);
	while (plan.ending != MISCHIEF_STALL && number < 100);
	CU_ASSERT_EQUAL(plan.stop, 10);
	CU_ASSERT_EQUAL(plan.wait_ns, 10 * NS_PER_MS);
	CU_ASSERT_EQUAL(plan.kinds, MISCHIEF_BIT(MISCHIEF_STALL) |
	    MISCHIEF_BIT(MISCHIEF_DELAY));
}

static void
datagrams_are_lost_late_or_twice(void)
{
	struct mischief mischief = of("drop,withhold=20,duplicate,jitter=100,"
	    "seed=7");
	struct mischief_plan plan;
	uint64_t number;

	for (number = 1; number < 300; number++) {
		mischief_plan(&mischief, MISCHIEF_DATAGRAMS, number, 8, &plan);
		if ((plan.kinds & MISCHIEF_BIT(MISCHIEF_DROP)) != 0) {
			CU_ASSERT_EQUAL(plan.copies, 0);
			CU_ASSERT_EQUAL(plan.wait_ns, 0);
			continue;
		}
		CU_ASSERT_EQUAL(plan.copies, (plan.kinds &
		    MISCHIEF_BIT(MISCHIEF_DUPLICATE)) != 0 ? 2 : 1);
		CU_ASSERT_EQUAL(plan.wait_ns - plan.jitter_ns, (plan.kinds &
		    MISCHIEF_BIT(MISCHIEF_WITHHOLD)) != 0 ? 20 * NS_PER_S : 0);
		CU_ASSERT_TRUE(plan.jitter_ns >= 0 &&
		    plan.jitter_ns <= 100 * NS_PER_MS);
	}
}

static void
notes(void)
{
	struct feed_message record = { .event = FEED_MISCHIEF,
	    .direction = FEED_SENT, .message = 3 };
	char note[MISCHIEF_NOTE_SIZE];
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++) {
		record.note = note;
		mischief_note(note, kind, UINT64_MAX);
		CU_ASSERT_EQUAL(mischief_noted(&record), kind);
		mischief_note(note, kind, 0);
		CU_ASSERT_EQUAL(mischief_noted(&record), kind);
	}
	mischief_note(note, MISCHIEF_DELAY, 320);
	CU_ASSERT_STRING_EQUAL(note, "delay 320 ms");
	mischief_note(note, MISCHIEF_SPLIT, 5);
	CU_ASSERT_STRING_EQUAL(note, "split in 5 segments");
	mischief_note(note, MISCHIEF_DROP, 3);
	CU_ASSERT_STRING_EQUAL(note, "drop");
	mischief_note(note, MISCHIEF_REORDER, 0);
	CU_ASSERT_STRING_EQUAL(note, "reorder, but no other came");
	record.note = "split,seed=7";
	CU_ASSERT_EQUAL(mischief_noted(&record), MISCHIEF_KIND_COUNT);
	record.note = "drop";
	record.message = 0;
	CU_ASSERT_EQUAL(mischief_noted(&record), MISCHIEF_KIND_COUNT);
	record.message = 3;
	record.direction = FEED_NEITHER;
	CU_ASSERT_EQUAL(mischief_noted(&record), MISCHIEF_KIND_COUNT);
}

UNIT_MAIN("mischief", TEST(texts_come_back), TEST(faults_are_exact),
    TEST(some_fit), TEST(words_are_checked), TEST(messages_are_cut),
    TEST(some_messages_are_struck), TEST(endings_take_half),
    TEST(datagrams_are_lost_late_or_twice), TEST(notes))
