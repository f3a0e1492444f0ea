/* wire/judge_course.c: protocols that only several messages show. */
#include "tests/unit/judge_play.h"

#define USAGE "usage: NAME, then COMMAND\n"

/* What a right server says to every mistake is no protocol of its own. */
static void
one_text_to_whatever_is_asked(void)
{
	static const struct trial trials[] = {
		{ LAB_CLOCK, "-clock.family.constant", {
		    R(0, "SEND_DATE"), S(1, USAGE), R(1100, "SEND_TIME"),
		    S(1101, USAGE), R(2300, "SEND_TIME"), S(2301, USAGE),
		    R(3500, "SEND_DATE"), S(3501, USAGE) } },
		/* Within two seconds; three times; to one kind; another. */
		{ LAB_CLOCK, "?clock.family.constant", {
		    R(0, "SEND_DATE"), S(1, USAGE), R(100, "SEND_TIME"),
		    S(101, USAGE), R(300, "SEND_TIME"), S(301, USAGE),
		    R(500, "SEND_DATE"), S(501, USAGE) } },
		{ LAB_CLOCK, "?clock.family.constant", {
		    R(0, "SEND_DATE"), S(1, USAGE), R(1100, "SEND_TIME"),
		    S(1101, USAGE), R(3500, "SEND_DATE"), S(3501, USAGE) } },
		{ LAB_CLOCK, "?clock.family.constant -clock.request", {
		    R(0, "HELLO"), S(1, USAGE), R(1100, "DATE"),
		    S(1101, USAGE), R(2300, "send"), S(2301, USAGE),
		    R(3500, "x"), S(3501, USAGE) } },
		{ LAB_CLOCK, "?clock.family.constant", {
		    R(0, "SEND_DATE"), S(1, USAGE), R(1100, "SEND_TIME"),
		    S(1101, USAGE), R(2300, "SEND_TIME"), S(2301, "what?"),
		    R(3500, "SEND_DATE"), S(3501, USAGE) } },
		{ LAB_CALC, "-calc.family.constant", { R(0, "alice"),
		    S(1, "hello"), R(9, "1 + 1"), S(10, USAGE),
		    R(1009, "2 + 1"), S(1010, USAGE), R(2009, "4 + 1"),
		    S(2010, USAGE), R(3009, "1 * 8"), S(3010, USAGE) } },
		/* A right answer may well be the same. */
		{ LAB_CALC, "?calc.family.constant +calc.answer.value", {
		    R(0, "alice"), R(9, "1 + 1"), S(10, "2"),
		    R(1009, "4 / 2"), S(1010, "2"), R(2009, "3 - 1"),
		    S(2010, "2"), R(3009, "1 * 2"), S(3010, "2") } },
		{ LAB_CALC, "?calc.family.constant", { R(0, "alice"),
		    R(9, "hello"), S(10, USAGE), R(1009, "you"),
		    S(1010, USAGE), R(2009, "there"), S(2010, USAGE),
		    R(3009, "so"), S(3010, USAGE) } },
	};

	TRY(trials);
}

static void
chats_that_always_say_the_same(void)
{
	static const struct trial trials[] = {
		{ LAB_CHAT, "-chat.family.constant", { R(0, "alice"),
		    S(1, "ACK"), R(9, "/list"), S(10, "ACK"),
		    R(1009, "hello"), S(1010, "ACK"), R(2009, "you"),
		    S(2010, "ACK"), R(3009, "/list"), S(3010, "ACK") } },
		/* Lines alone: perhaps that is how they are acknowledged. */
		{ LAB_CHAT, "?chat.family.constant", { R(0, "alice"),
		    R(9, "so"), S(10, "ACK"), R(1009, "hello"),
		    S(1010, "ACK"), R(2009, "you"), S(2010, "ACK"),
		    R(3009, "there"), S(3010, "ACK") } },
	};

	TRY(trials);
}

static void
ones_own_words_in_the_other_case(void)
{
	static const struct trial trials[] = {
		{ LAB_ECHO, "-echo.family.upper", { R(0, "hello\n"),
		    S(1, "HELLO\n"), R(9, "you\n"), S(10, "YOU\n"),
		    R(19, "there\n"), S(20, "THERE\n") } },
		{ LAB_CLOCK, "-clock.family.upper", { R(0, "SEND_DATE"),
		    S(1, "send_date"), R(1100, "SEND_TIME"),
		    S(1101, "send_time\n"), R(2200, "SEND_TIME"),
		    S(2201, "send_time") } },
		/* Twice; as it was sent; not one's own. */
		{ LAB_ECHO, "?echo.family.upper -echo.same", {
		    R(0, "hello\n"), S(1, "HELLO\n"), R(9, "you\n"),
		    S(10, "YOU\n") } },
		{ LAB_ECHO, "?echo.family.upper", { R(0, "hello\n"),
		    S(1, "HELLO\n"), R(9, "you\n"), S(10, "you\n"),
		    R(19, "there\n"), S(20, "THERE\n") } },
		{ LAB_ECHO, "?echo.family.upper +echo.same", { R(0, "A\n"),
		    S(1, "A\n"), R(9, "B\n"), S(10, "B\n"), R(19, "C\n"),
		    S(20, "C\n") } },
		/* In the chat it is somebody's own way to talk. */
		{ LAB_CHAT, "?family.upper", { R(0, "alice"), R(9, "a"),
		    S(10, "A"), R(19, "b"), S(20, "B"), R(29, "c"),
		    S(30, "C") } },
	};

	TRY(trials);
}

static void
numbers_before_names(void)
{
	static const struct trial trials[] = {
		{ LAB_ORDER, "-order.family.id-first", { R(0, "Alice"),
		    S(1, "17\n") } },
		{ LAB_ORDER, "-order.family.id-first ?order.message.form", {
		    R(0, "GET_ID\n") } },
		{ LAB_ORDER, "-order.family.id-first", { R(0, "ID?") } },
		{ LAB_ORDER, "-order.family.id-first", { R(0, "requestid") } },
		{ LAB_ORDER, "?order.family.id-first +order.message.sent", {
		    R(0, "Id") } },
		{ LAB_ORDER, "?order.family.id-first", { R(0, "David?") } },
		{ LAB_ORDER, "?order.family.id-first", {
		    R(0, "Client X: Get Id") } },
		{ LAB_ORDER, "?order.family.id-first", { S(0, "1") } },
		{ LAB_ORDER, "?order.family.id-first", { R(0, "Alice"),
		    S(1, "2 clients") } },
		{ LAB_CALC, "?family.id-first", { R(0, "alice"),
		    S(1, "17\n") } },
	};

	TRY(trials);
}

static void
http_the_wrong_way_round(void)
{
	static const struct trial trials[] = {
		{ LAB_WAIT, "-wait.family.reversed ?wait.answer.request", {
		    R(0, "POST /wait HTTP/1.1\r\nHost: a\r\n"
		    "Content-Length: 1\r\n\r\n7"),
		    S(1, "GET /answer HTTP/1.1\r\nHost: a\r\n\r\n") } },
		/* With the answer in it it is judged on. */
		{ LAB_WAIT, "?wait.family.reversed -wait.answer.request", {
		    R(0, "POST /wait HTTP/1.1\r\nHost: a\r\n"
		    "Content-Length: 1\r\n\r\n7"),
		    S(1, "POST /answer HTTP/1.1\r\nHost: a\r\n"
		    "Content-Length: 15\r\n\r\nServer waited 7") } },
		{ LAB_WAIT, "-wait.family.asks-name-http "
		    "?wait.family.reversed", {
		    S(0, "GET /name HTTP/1.1\r\nHost: x\r\n\r\n") } },
	};

	TRY(trials);
}

/* They go round between two: whoever sends them is told so. */
static void
a_bye_that_goes_round(void)
{
	static struct step steps[64];
	int i;

	steps[0] = (struct step)R(0, "alice");
	for (i = 1; i < 60; i++)
		steps[i] = (struct step)S(2 * i, "Bye");
	play(LAB_ORDER, steps, 60, &both);
	expect("-order.chat.flood", 0);
	CU_ASSERT_EQUAL(seen.last.direction, FEED_SENT);
	/* The partner's Bye, passed on, and then one's own of the client. */
	for (i = 2; i < 60; i++)
		steps[i] = (struct step)R(2 * i, "Bye");
	play(LAB_ORDER, steps, 60, &both);
	expect("-order.chat.flood", 1);
	CU_ASSERT_EQUAL(seen.last.direction, FEED_RECEIVED);
	/* Half of each is neither's flood. */
	for (i = 2; i < 32; i += 2)
		steps[i] = (struct step)S(2 * i, "Bye");
	play(LAB_ORDER, steps, 32, &both);
	expect("?order.chat.flood", 2);
}

UNIT_MAIN("judge course", TEST(one_text_to_whatever_is_asked),
    TEST(chats_that_always_say_the_same),
    TEST(ones_own_words_in_the_other_case), TEST(numbers_before_names),
    TEST(http_the_wrong_way_round), TEST(a_bye_that_goes_round))
