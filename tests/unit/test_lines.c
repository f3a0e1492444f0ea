/* wire/order_line.c, chat_line.c and clock_line.c. */
#include "tests/unit/unit.h"

#include <time.h>

#include "base/when.h"
#include "wire/chat_line.h"
#include "wire/clock_line.h"
#include "wire/order_line.h"

static void
order(const char *text, char letter, const char *rest)
{
	size_t whole = strlen(text), len = whole, at;
	char *copy = unit_guard_copy(text, whole);
	char got = order_line_letter(copy, &len, &at);

	if (got != letter || at > len || len - at != strlen(rest) ||
	    memcmp(copy + at, rest, len - at) != 0) {
		printf("\n      \"%s\": '%c', \"%.*s\"", text, got,
		    (int)(len - at), copy + at);
		CU_FAIL("letter or rest");
	}
	CU_ASSERT(got == letter);
	unit_guard_free(copy, whole);
}

static void
order_letters(void)
{
	order("Client X: Alice", 'X', "Alice");
	order("Client Y: Bob", 'Y', "Bob");
	order("client y:Bob", 'Y', "Bob");
	order("  CLIENT   x  :  Alice B.  ", 'X', "Alice B.");
	order("ClientX: a", 'X', "a");
	order("x:Alice", 'X', "Alice");
	order("Y: ", 'Y', "");
	order("X: X: twice", 'X', "X: twice");
}

static void
order_bare(void)
{
	order("Alice", 0, "Alice");
	order("  Alice\r\n", 0, "Alice");
	order("Xaver: hello", 0, "Xaver: hello");
	order("X", 0, "X");
	order("Client X", 0, "Client X");
	order("Client", 0, "Client");
	order("Client Z: a", 0, "Client Z: a");
	order("Clientele: x", 0, "Clientele: x");
	order("", 0, "");
	order("   ", 0, "");
	order(":", 0, ":");
}

static void
order_bye(void)
{
	CU_ASSERT_TRUE(order_line_bye("Bye", 3));
	CU_ASSERT_TRUE(order_line_bye("BYE", 3));
	CU_ASSERT_FALSE(order_line_bye("Bye!", 4));
	CU_ASSERT_FALSE(order_line_bye("By", 2));
	CU_ASSERT_FALSE(order_line_bye("Goodbye", 7));
}

static struct chat_line line;

static void
chat(const char *text, enum chat_verb verb, const char *name,
    const char *rest)
{
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);

	chat_line_parse(copy, len, &line);
	if (line.verb != verb)
		printf("\n      \"%s\" is verb %d", text, (int)line.verb);
	CU_ASSERT_EQUAL(line.verb, verb);
	CU_ASSERT_EQUAL(line.name_len, strlen(name));
	CU_ASSERT(strncmp(line.name_len ? line.name : "", name,
	    line.name_len) == 0);
	CU_ASSERT_EQUAL(line.text_len, strlen(rest));
	CU_ASSERT(line.text_len == 0 ||
	    strncmp(line.text, rest, line.text_len) == 0);
	unit_guard_free(copy, len);
}

static void
chat_plain_lines(void)
{
	chat("hi", CHAT_SAY, "", "hi");
	chat("  hi there \r\n", CHAT_SAY, "", "hi there");
	chat("quit", CHAT_SAY, "", "quit");
	chat("q is a letter", CHAT_SAY, "", "q is a letter");
	chat("Bye all", CHAT_SAY, "", "Bye all");
	chat("", CHAT_NOTHING, "", "");
	chat(" \t ", CHAT_NOTHING, "", "");
}

static void
chat_commands(void)
{
	chat("/list", CHAT_LIST, "", "");
	chat("/LIST\n", CHAT_LIST, "", "");
	chat("/help me", CHAT_HELP, "", "me");
	chat("/quit", CHAT_QUIT, "", "");
	chat("q", CHAT_QUIT, "", "");
	chat("bye", CHAT_QUIT, "", "");
	chat("Bye", CHAT_QUIT, "", "");
	chat("/listen", CHAT_UNKNOWN, "", "");
	chat("/", CHAT_UNKNOWN, "", "");
	chat("/ list", CHAT_UNKNOWN, "", "list");
	chat("//", CHAT_UNKNOWN, "", "");
}

static void
chat_private(void)
{
	chat("/msg bob hi there", CHAT_MSG, "bob", "hi there");
	chat("/msg   bob    hi  there ", CHAT_MSG, "bob", "hi  there");
	chat("/msg", CHAT_MSG, "", "");
	chat("/msg bob", CHAT_MSG, "bob", "");
	chat("/msgbob hi", CHAT_UNKNOWN, "", "hi");
}

static void
chat_help_lists_all(void)
{
	CU_ASSERT_STRING_EQUAL(chat_line_help, "commands: /list (who is "
	    "here), /msg NAME TEXT (to NAME only), /help (this), /quit "
	    "(leave, as q and Bye do), everything else is said to all");
}

static void
clock_answers(void)
{
	/* 2026-11-21 08:04:25 UTC */
	const int64_t at_ns = INT64_C(1795248265) * NS_PER_S + 999999999;
	char out[CLOCK_LINE_SIZE], padded[64] = "SEND_TIME";
	bool known;

	(void)setenv("TZ", "UTC", 1);
	tzset();
	(void)clock_line_answer(out, "SEND_DATE", 9, at_ns, &known);
	CU_ASSERT_STRING_EQUAL(out, "2026-11-21");
	CU_ASSERT_TRUE(known);
	CU_ASSERT_EQUAL(clock_line_answer(out, "SEND_TIME\r\n", 11, at_ns,
	    &known), 8);
	CU_ASSERT_STRING_EQUAL(out, "08:04:25");
	(void)clock_line_answer(out, padded, sizeof(padded), at_ns, &known);
	CU_ASSERT_STRING_EQUAL(out, "08:04:25");
	(void)setenv("TZ", "UTC-3", 1);
	tzset();
	(void)clock_line_answer(out, "SEND_TIME", 9, at_ns, &known);
	CU_ASSERT_STRING_EQUAL(out, "11:04:25");
}

static void
clock_refuses(void)
{
	static const char *const wrong[] = { "", "SEND", "send_time",
	    "SEND_TIMES", "SEND_DATE SEND_TIME", "\n", " SEND_TIME" };
	char out[CLOCK_LINE_SIZE], long_one[4000];
	size_t i, len;
	bool known;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char *copy = unit_guard_copy(wrong[i], strlen(wrong[i]));

		len = clock_line_answer(out, copy, strlen(wrong[i]), 0,
		    &known);
		CU_ASSERT_FALSE(known);
		CU_ASSERT_EQUAL(len, strlen(out));
		CU_ASSERT_TRUE(clock_line_error(out, len));
		unit_guard_free(copy, strlen(wrong[i]));
	}
	memset(long_one, 'a', sizeof(long_one));
	CU_ASSERT(clock_line_answer(out, long_one, sizeof(long_one), 0,
	    &known) < CLOCK_LINE_SIZE);
	CU_ASSERT_FALSE(clock_line_error("SEND_TIME", 9));
	CU_ASSERT_FALSE(clock_line_error("error", 5));
}

UNIT_MAIN("lines", TEST(order_letters), TEST(order_bare), TEST(order_bye),
    TEST(chat_plain_lines), TEST(chat_commands), TEST(chat_private),
    TEST(chat_help_lists_all), TEST(clock_answers), TEST(clock_refuses))
