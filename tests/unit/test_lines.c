/* wire/order_line.c, chat_line.c, name_line.c, quit_line.c, clock_line.c. */
#include "tests/unit/unit.h"

#include <time.h>

#include "base/when.h"
#include "wire/chat_line.h"
#include "wire/clock_line.h"
#include "wire/name_line.h"
#include "wire/order_line.h"
#include "wire/quit_line.h"

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
	chat("exit", CHAT_SAY, "", "exit");
	chat("logout now", CHAT_SAY, "", "logout now");
	chat("goodbye", CHAT_SAY, "", "goodbye");
	chat("bob@home is mine", CHAT_SAY, "", "bob@home is mine");
	chat("@ 5 pm", CHAT_SAY, "", "@ 5 pm");
	chat("@", CHAT_SAY, "", "@");
	chat("@!! what", CHAT_SAY, "", "@!! what");
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
	chat("Q", CHAT_QUIT, "", "");
	chat("/exit", CHAT_QUIT, "", "");
	chat("/Bye", CHAT_QUIT, "", "");
	chat("/q", CHAT_QUIT, "", "");
	chat("/LOGOUT\r\n", CHAT_QUIT, "", "");
	chat("/exit now", CHAT_QUIT, "", "now");
	chat("/exits", CHAT_UNKNOWN, "", "");
	chat("/qu", CHAT_UNKNOWN, "", "");
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
	chat("@bob hi there", CHAT_MSG, "bob", "hi there");
	chat("  @bob   hi ", CHAT_MSG, "bob", "hi");
	chat("@bob: hi", CHAT_MSG, "bob", "hi");
	chat("@bob, hi", CHAT_MSG, "bob", "hi");
	chat("@bob", CHAT_MSG, "bob", "");
	chat("/msg @bob: hi", CHAT_MSG, "bob", "hi");
	chat("/msg @ hi", CHAT_MSG, "", "hi");
}

static void
chat_help_lists_all(void)
{
	CU_ASSERT_STRING_EQUAL(chat_line_help, "commands: /list (who is "
	    "here), /msg NAME TEXT (to NAME only, as @NAME TEXT is), /help "
	    "(this), /quit (leave, as /exit, /bye, /logout, q and Bye do), "
	    "everything else is said to all");
}

static void
name(const char *text, const char *ends, const char *want, const char *rest)
{
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);
	struct name_line got;

	name_line_parse(copy, len, ends, &got);
	if (got.name_len != strlen(want) || got.rest_len != strlen(rest) ||
	    memcmp(got.name, want, got.name_len) != 0 ||
	    memcmp(got.rest, rest, got.rest_len) != 0) {
		printf("\n      \"%s\" is \"%.*s\" and \"%.*s\"", text,
		    (int)got.name_len, got.name, (int)got.rest_len,
		    got.rest);
		CU_FAIL("name or rest");
	}
	unit_guard_free(copy, len);
}

static void
name_first(void)
{
	name("alice", "/", "alice", "");
	name("  alice \r\n", "/", "alice", "");
	name("client1/list", "/", "client1", "/list");
	name("client1 /list", "/", "client1", "/list");
	name("alice: hello", "/", "alice", "hello");
	name("alice : hello: you", "/", "alice", "hello: you");
	name("alice:", "/", "alice", "");
	name("alice: /list", "/", "alice", "/list");
	name("alice/msg bob a:b", "/", "alice", "/msg bob a:b");
	name("alice/2", "", "alice/2", "");
	name("alice: 1/2", "", "alice", "1/2");
	name("hello all", "/", "hello all", "");
	name("/list", "/", "/list", "");
	name(":hello", "/", ":hello", "");
	name("", "/", "", "");
	name(" \t ", "/", "", "");
}

static void
name_labels(void)
{
	name("NICK alice", "/", "alice", "");
	name("USER: bob", "/", "bob", "");
	name("name :\tbob ", "/", "bob", "");
	name("Username:bob", "/", "bob", "");
	name("id 7", "/", "7", "");
	name("user name: alice", "/", "alice", "");
	name("Name: client1/list", "/", "client1", "/list");
	name("login: alice: hello", "/", "alice", "hello");
	name("name: q", "/", "q", "");
	/* Words that stand alone are names. */
	name("client", "/", "client", "");
	name("client/list", "/", "client", "/list");
	name("client /list", "/", "client", "/list");
	name("name: name", "/", "name", "");
	name("nickel: 5", "/", "nickel", "5");
	name("username7", "/", "username7", "");
	/* The name itself has not come yet. */
	name("name:", "/", "", "");
	name("user name : ", "/", "", "");
	name("name: /list", "/", "", "/list");
}

static void
name_own(void)
{
	CU_ASSERT_EQUAL(name_line_own("bob: hi", 7, "bob"), 5);
	CU_ASSERT_EQUAL(name_line_own(" bob :hi", 8, "bob"), 6);
	CU_ASSERT_EQUAL(name_line_own("bob:", 4, "bob"), 4);
	CU_ASSERT_EQUAL(name_line_own("bob", 3, "bob"), 0);
	CU_ASSERT_EQUAL(name_line_own("bo", 2, "bob"), 0);
	CU_ASSERT_EQUAL(name_line_own("bobby: hi", 9, "bob"), 0);
	CU_ASSERT_EQUAL(name_line_own("bob hi: you", 11, "bob"), 0);
	CU_ASSERT_EQUAL(name_line_own("BOB: hi", 7, "bob"), 0);
	CU_ASSERT_EQUAL(name_line_own("", 0, "bob"), 0);
}

static void
quit_words(void)
{
	CU_ASSERT_EQUAL(quit_line_word("q", 1), QUIT_SPOKEN);
	CU_ASSERT_EQUAL(quit_line_word("BYE", 3), QUIT_SPOKEN);
	CU_ASSERT_EQUAL(quit_line_word("Quit", 4), QUIT_PLAIN);
	CU_ASSERT_EQUAL(quit_line_word("exit", 4), QUIT_PLAIN);
	CU_ASSERT_EQUAL(quit_line_word("/exit", 5), QUIT_SLASH);
	CU_ASSERT_EQUAL(quit_line_word("/Q", 2), QUIT_SLASH);
	CU_ASSERT_EQUAL(quit_line_word("/", 1), QUIT_NOT);
	CU_ASSERT_EQUAL(quit_line_word("//q", 3), QUIT_NOT);
	CU_ASSERT_EQUAL(quit_line_word("qu", 2), QUIT_NOT);
	CU_ASSERT_EQUAL(quit_line_word("", 0), QUIT_NOT);
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
	(void)clock_line_answer(out, "", 0, at_ns, &known);
	CU_ASSERT_TRUE(known);
	CU_ASSERT_STRING_EQUAL(out, "2026-11-21 08:04:25");
	(void)setenv("TZ", "UTC-3", 1);
	tzset();
	(void)clock_line_answer(out, "SEND_TIME", 9, at_ns, &known);
	CU_ASSERT_STRING_EQUAL(out, "11:04:25");
}

/* As people's clients spell it; and padding, whatever the buffer held. */
static void
clock_spellings(void)
{
	static const struct {
		const char *text;
		size_t len;
		size_t answer_len;	/* of a date 10, a time 8, both 19 */
	} asked[] = {
		{ "send_date", 9, 10 }, { "Send Date,", 10, 10 },
		{ " SEND_TIME", 10, 8 }, { "send  time \r\n", 13, 8 },
		{ "SendTime", 8, 8 }, { ",SEND, DATE ,", 13, 10 },
		{ "SEND_DATE\0\0rubbish", 18, 10 },
		{ "\n", 1, 19 }, { "\0\0\0", 3, 19 }, { "  \r\n", 4, 19 },
	};
	char out[CLOCK_LINE_SIZE];
	size_t i;
	bool known;

	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		char *copy = unit_guard_copy(asked[i].text, asked[i].len);

		CU_ASSERT_EQUAL(clock_line_answer(out, copy, asked[i].len, 0,
		    &known), asked[i].answer_len);
		CU_ASSERT_TRUE(known);
		unit_guard_free(copy, asked[i].len);
	}
}

static void
clock_refuses(void)
{
	static const char *const wrong[] = { "SEND", "DATE", "SEND_TIMES",
	    "SEND_DATE SEND_TIME", "SEND_DATE now", "SEND-TIME", "ASEND_TIME",
	    ("\xd3" "END_TIME") };
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
	/* A NUL first is no padding when something follows (writeUTF). */
	(void)clock_line_answer(out, "\0\tSEND_DATE", 11, 0, &known);
	CU_ASSERT_FALSE(known);
	memset(long_one, 'a', sizeof(long_one));
	CU_ASSERT(clock_line_answer(out, long_one, sizeof(long_one), 0,
	    &known) < CLOCK_LINE_SIZE);
	CU_ASSERT_FALSE(clock_line_error("SEND_TIME", 9));
	CU_ASSERT_FALSE(clock_line_error("error", 5));
}

UNIT_MAIN("lines", TEST(order_letters), TEST(order_bare), TEST(order_bye),
    TEST(chat_plain_lines), TEST(chat_commands), TEST(chat_private),
    TEST(chat_help_lists_all), TEST(name_first), TEST(name_labels),
    TEST(name_own), TEST(quit_words), TEST(clock_answers),
    TEST(clock_spellings), TEST(clock_refuses))
