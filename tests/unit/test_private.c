/* wire/private.c: what is for one alone is left out, and nothing else. */
#include "wire/private.h"

#include "base/labs.h"
#include "tests/unit/unit.h"
#include "wire/sentence.h"
#include "wire/verdict_record.h"

static struct private_room room;
static const struct feed_message *shown;

static void
hide_of(const char *name, enum feed_direction direction, const void *bytes,
    size_t len)
{
	static struct feed_message message;

	message = (struct feed_message){ .event = FEED_MESSAGE,
	    .direction = direction, .lab = LAB_CHAT, .name = name,
	    .peer = "", .note = "", .bytes = unit_guard_copy(bytes, len),
	    .bytes_len = len, .message_bytes = len };
	shown = private_hide(&room, &message);
	CU_ASSERT(shown->message_bytes >= shown->bytes_len);
	if (shown == &message)
		shown = NULL;
	unit_guard_free((void *)message.bytes, len);
}

static void
hide(enum feed_direction direction, const void *bytes, size_t len)
{
	hide_of("alice", direction, bytes, len);
}

static void
hides_to(enum feed_direction direction, const void *bytes, size_t len,
    const void *expected, size_t expected_len)
{
	hide(direction, bytes, len);
	CU_ASSERT_FATAL(shown != NULL);
	CU_ASSERT_EQUAL_FATAL(shown->bytes_len, expected_len);
	CU_ASSERT_EQUAL(memcmp(shown->bytes, expected, expected_len), 0);
}

#define RECEIVED(from, to) \
	hides_to(FEED_RECEIVED, from, sizeof(from) - 1, to, sizeof(to) - 1)
#define SENT(from, to) \
	hides_to(FEED_SENT, from, sizeof(from) - 1, to, sizeof(to) - 1)

static void
what_is_said_to_one_is_hidden(void)
{
	RECEIVED("/msg bob secret\r\n", "/msg bob [6 bytes, private]\r\n");
	RECEIVED("/MSG  @bob: a secret", "/MSG  @bob: [8 bytes, private]");
	RECEIVED("@bob: secret\n", "@bob: [6 bytes, private]\n");
	RECEIVED("  /msg bob x\n", "  /msg bob [1 byte, private]\n");
	RECEIVED("alice: /msg bob secret\n",
	    "alice: /msg bob [6 bytes, private]\n");
	RECEIVED("/whisper bob secret\n", "/whisper [10 bytes, private]\n");
	RECEIVED("hello\n/msg bob secret\nall\n",
	    "hello\n/msg bob [6 bytes, private]\nall\n");
	SENT("bob (private): secret\n", "bob (private): [6 bytes, private]\n");
	SENT("to bob (private): a: b\n",
	    "to bob (private): [4 bytes, private]\n");
}

static void
is_guests(const char *text, const char *expected)
{
	hide_of("guest-7", FEED_RECEIVED, text, strlen(text));
	CU_ASSERT_FATAL((expected == NULL) == (shown == NULL));
	if (expected == NULL)
		return;
	CU_ASSERT_EQUAL_FATAL(shown->bytes_len, strlen(expected));
	CU_ASSERT_EQUAL(memcmp(shown->bytes, expected, strlen(expected)), 0);
}

/* Whose first line brings the name along. */
static void
what_a_guest_says_is_hidden(void)
{
	is_guests("eve /msg bob secret\n", "eve /msg bob [6 bytes, private]\n");
	is_guests("eve/msg bob secret\n", "eve/msg bob [6 bytes, private]\n");
	is_guests("eve: @bob secret\n", "eve: @bob [6 bytes, private]\n");
	is_guests("name: eve: /msg bob secret",
	    "name: eve: /msg bob [6 bytes, private]");
	is_guests("/msg bob secret\n", "/msg bob [6 bytes, private]\n");
	is_guests("eve: hello\n", NULL);
	is_guests("eve/list\n", NULL);
	is_guests("eve\n", NULL);
}

static void
in_every_form(void)
{
	RECEIVED("\0\x0e\0\0@bob secret\0",
	    "\0\x0e\0\0@bob [6 bytes, private]\0");
	RECEIVED("\0/msg bob secret\n", "\0/msg bob [6 bytes, private]\n");
	RECEIVED("/msg bob secret\0\0\0", "/msg bob [6 bytes, private]\0\0\0");
	RECEIVED("\xef\xbb\xbf/msg bob secret",
	    "\xef\xbb\xbf/msg bob [6 bytes, private]");
	RECEIVED("\0\x0f/msg bob secret", "\0\x0f/msg bob [6 bytes, private]");
	RECEIVED("\0/\0m\0s\0g\0 \0b\0 \0s\0e",
	    "\0/\0m\0s\0g\0 \0b\0 \0[3 bytes, private]");
	RECEIVED("\xff\xfe/\0m\0s\0g\0 \0b\0 \0s\0e\0",
	    "\xff\xfe/\0m\0s\0g\0 \0b\0 \0[3 bytes, private]\0");
	RECEIVED("\xff\xfe@\0\x34\4 \0s\0e\0",
	    "\xff\xfe@\0[7 bytes, private]\0");
	SENT("\xff\xfe" "b\0 \0(\0p\0r\0i\0v\0a\0t\0e\0)\0:\0 \0x\0y\0",
	    "\xff\xfe" "b\0 \0(\0p\0r\0i\0v\0a\0t\0e\0)\0:\0 \0"
	    "[3 bytes, private]\0");
}

static void
is_shown(enum feed_direction direction, const char *text)
{
	hide(direction, text, strlen(text));
	CU_ASSERT_PTR_NULL(shown);
}

static void
what_is_said_to_all_is_shown(void)
{
	is_shown(FEED_RECEIVED, "");
	is_shown(FEED_RECEIVED, "hello /msg bob secret\n");
	is_shown(FEED_RECEIVED, "@ 5 pm\n");
	is_shown(FEED_RECEIVED, "/list\n");
	is_shown(FEED_RECEIVED, "/msg bob\n");
	is_shown(FEED_RECEIVED, "/quit\n");
	is_shown(FEED_SENT, "bob: he said (private): x\n");
	is_shown(FEED_SENT, "bob: to carl (private): x\n");
	is_shown(FEED_SENT, "welcome\n");
}

/* What was not kept of a message was of its last line. */
static void
the_rest_is_counted(void)
{
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .lab = LAB_CHAT, .name = "alice",
	    .bytes = "/msg bob secret", .bytes_len = 15,
	    .message_bytes = 1000, .truncated = true };

	shown = private_hide(&room, &message);
	CU_ASSERT_EQUAL(strncmp(shown->bytes, "/msg bob [991 bytes, private]",
	    shown->bytes_len), 0);
	message.lab = LAB_ECHO;
	CU_ASSERT_PTR_EQUAL(private_hide(&room, &message), &message);
}

static size_t
pack(unsigned char out[SENTENCE_WORDS_MAX], const char *format, ...)
{
	va_list words;
	size_t len;

	va_start(words, format);
	len = sentence_pack(out, format, words);
	va_end(words);
	return len;
}

static void
event_lines_do_not_quote_it(void)
{
	unsigned char words[SENTENCE_WORDS_MAX];
	struct feed_message message = { .event = FEED_NOTE, .lab = LAB_CHAT,
	    .bytes = words, .facts.sentence = SENTENCE_SAID_TO };
	char text[256];

	message.bytes_len = pack(words, "%s %s", "bob", "secret");
	shown = private_hide(&room, &message);
	(void)sentence_write(text, sizeof(text), SENTENCE_SAID_TO,
	    shown->bytes, shown->bytes_len);
	CU_ASSERT_STRING_EQUAL(text, "said to bob: [private]");
	message.bytes_len = 1;
	shown = private_hide(&room, &message);
	CU_ASSERT_EQUAL(memmem(shown->bytes, shown->bytes_len, "secret", 6),
	    NULL);
	message.facts.sentence = SENTENCE_SAID;
	CU_ASSERT_PTR_EQUAL(private_hide(&room, &message), &message);
}

static void
quote(const char *text, uint32_t at, bool hidden)
{
	struct judge_verdict given = { .rule = RULE_CHAT_COMMAND_MSG,
	    .result = RULE_NOT_OK, .lab = LAB_CHAT, .client = 1,
	    .direction = FEED_RECEIVED, .quote_at = at,
	    .quote_len = (uint32_t)strlen(text), .said = "a fault" }, read;
	const struct feed_message of = { .event = FEED_MESSAGE,
	    .name = "alice", .peer = "" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;
	char quoted[JUDGE_QUOTED_SIZE];
	uint64_t number;

	memcpy(given.quote, text, strlen(text));
	verdict_record_make(&record, bytes, &given, &of);
	shown = private_hide(&room, &record);
	CU_ASSERT_EQUAL(shown != &record, hidden);
	CU_ASSERT(verdict_record_read(shown, &read, &number));
	judge_quoted(&read, quoted);
	CU_ASSERT_EQUAL(strstr(quoted, "secret") == NULL, hidden);
}

static void
verdicts_do_not_quote_it(void)
{
	quote("@bob secret", 0, true);
	quote("hello secret", 0, false);
	quote("bob secret", 1, true);
}

UNIT_MAIN("private", TEST(what_is_said_to_one_is_hidden),
    TEST(what_a_guest_says_is_hidden), TEST(in_every_form),
    TEST(what_is_said_to_all_is_shown), TEST(the_rest_is_counted),
    TEST(event_lines_do_not_quote_it), TEST(verdicts_do_not_quote_it))
