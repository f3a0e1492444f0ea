/* Event lines: what goes in comes out, and nothing else does harm. */
#include "tests/unit/unit.h"

#include <stdarg.h>

#include "wire/sentence.h"

static unsigned char packed[SENTENCE_WORDS_MAX];
static size_t packed_len;
static char written[4 * SENTENCE_WORDS_MAX];

static void __attribute__((format(printf, 2, 3)))
tell(enum sentence sentence, const char *format, ...)
{
	va_list words;

	va_start(words, format);
	packed_len = sentence_pack(packed, format, words);
	va_end(words);
	(void)sentence_write(written, sizeof(written), sentence, packed,
	    packed_len);
}

static void
words_and_numbers(void)
{
	tell(SENTENCE_OF(SAID_TO), "bob", "100 % of it");
	CU_ASSERT_STRING_EQUAL(written, "said to bob: 100 % of it");
	tell(SENTENCE_OF(PAUSING), 7, -7);
	CU_ASSERT_STRING_EQUAL(written, "sent 7: waiting -7 s");
	tell(SENTENCE_OF(SEATED), "first", 'X');
	CU_ASSERT_STRING_EQUAL(written,
	    "accepted first connection, calling it client X");
	tell(SENTENCE_OF(ROOM_MISSED), 5000000000ULL);
	CU_ASSERT_STRING_EQUAL(written,
	    "did not read fast enough: missed 5000000000 messages");
	tell(SENTENCE_OF(PARTNER_NEVER_CAME), 0L);
	CU_ASSERT_STRING_EQUAL(written,
	    "is told that no partner came in 0 s");
	tell(SENTENCE_OF(READY));
	CU_ASSERT_STRING_EQUAL(written, "ready");
	CU_ASSERT_EQUAL(packed_len, 0);
}

/* Words from a child that has gone mad. */
static void
any_bytes_are_a_sentence(void)
{
	const unsigned char evil[] = { 4, 0, 0x1b, '[', '2', 'J' };
	unsigned char *guarded;
	size_t len, at;
	int i;

	(void)sentence_write(written, sizeof(written), SENTENCE_SAID, evil,
	    sizeof(evil));
	CU_ASSERT_STRING_EQUAL(written, "said: \\x1B[2J");
	(void)sentence_write(written, sizeof(written), SENTENCE_SAID, "", 0);
	CU_ASSERT_STRING_EQUAL(written, "said: ?");
	(void)sentence_write(written, sizeof(written), SENTENCE_COUNT, "", 0);
	CU_ASSERT_STRING_EQUAL(written, "?");
	srandom(3);
	for (i = 0; i < unit_rounds(20000); i++) {
		len = (size_t)random() % 30;
		guarded = unit_guard_copy(NULL, len);
		for (at = 0; at < len; at++)
			guarded[at] = (unsigned char)(random() % 8);
		(void)sentence_write(written, sizeof(written),
		    (unsigned)i % SENTENCE_COUNT, guarded, len);
		CU_ASSERT_PTR_NULL(strchr(written, '\x03'));
		unit_guard_free(guarded, len);
	}
}

/* Cut where there is no room, terminated, and no byte further. */
static void
every_size_of_room(void)
{
	char *out;
	size_t size;

	tell(SENTENCE_OF(SAID_TO), "bob", "hello");
	for (size = 1; size < 30; size++) {
		out = unit_guard_copy(NULL, size);
		CU_ASSERT_EQUAL(sentence_write(out, size, SENTENCE_SAID_TO,
		    packed, packed_len), strlen(out));
		CU_ASSERT_EQUAL(strncmp(out, "said to bob: hello",
		    strlen(out)), 0);
		unit_guard_free(out, size);
	}
}

static void
cut_at_a_character(void)
{
	char out[16];

	tell(SENTENCE_OF(SAID), "\xE6\x9D\x8E\xE6\x9D\x8E\xE6\x9D\x8E");
	/* 6 bytes before it, then two characters; of the third 1 byte. */
	CU_ASSERT_EQUAL(sentence_write(out, 14, SENTENCE_SAID, packed,
	    packed_len), 12);
	CU_ASSERT_STRING_EQUAL(out, "said: \xE6\x9D\x8E\xE6\x9D\x8E");
}

static void
too_long_is_cut(void)
{
	static char text[2 * SENTENCE_WORDS_MAX];

	memset(text, 'x', sizeof(text) - 1);
	tell(SENTENCE_OF(SAID_TO), "bob", text);
	CU_ASSERT_EQUAL(packed_len, SENTENCE_WORDS_MAX);
	CU_ASSERT_EQUAL(strlen(written), strlen("said to bob: ") +
	    SENTENCE_WORDS_MAX - 2 - 3 - 2);
}

UNIT_MAIN("sentence", TEST(words_and_numbers),
    TEST(any_bytes_are_a_sentence), TEST(every_size_of_room),
    TEST(cut_at_a_character), TEST(too_long_is_cut))
