/* wire/judge*.c but for the wait lab: what must be found, and what not. */
#include "tests/unit/judge_play.h"

/* Another encoding, with a mark, is a remark. */
static void
a_marked_encoding_is_style(void)
{
	static const struct step steps[] = { R(0, "\xff\xfe" "a\0\n\0") };

	play(LAB_CALC, steps, 1, &both);
	CU_ASSERT_EQUAL(seen.last.rule, RULE_FAMILY_UTF16);
	CU_ASSERT_EQUAL(seen.last.severity, RULE_STYLE);
}

/* Whom the policy does not judge nothing is told of. */
static void
only_those_asked_for_are_judged(void)
{
	static const struct judge_policy servers = { .who = RULE_SERVER };
	static const struct step steps[] = { R(0, "1 + 1"), R(9, "1 + 2"),
	    S(10, "4") };

	play(LAB_CALC, steps, 3, &servers);
	expect("?calc.name.sent ?calc.form -calc.answer.value", 0);
}

static void
families(void)
{
	static const struct trial trials[] = {
		{ LAB_CALC, "-calc.family.tls ?calc.name.sent",
		    { R(0, "\x16\x03\x01\x00\x05hello") } },
		{ LAB_CHAT, "-chat.family.http2", { R(0,
		    "PRI * HTTP/2.0\r\n\r\n") } },
		{ LAB_CALC, "-calc.family.http-on-line ?calc.name.sent",
		    { R(0, "GET / HTTP/1.1\r\n\r\n") } },
		{ LAB_CALC, "-calc.family.u16-length ?lines.pad.nul",
		    { R(0, "\x00\x05" "alice"), R(9, "\x00\x06" "1 + 1\n") } },
		{ LAB_CHAT, "-chat.family.u32-length",
		    { R(0, "\x00\x00\x00\x05" "alice") } },
		{ LAB_CHAT, "-chat.family.u32-length",
		    { R(0, "\x05\x00\x00\x00" "alice") } },
		{ LAB_ORDER, "-order.family.utf16 ?order.message.sent",
		    { R(0, "a\0l\0i\0c\0e\0") } },
		{ LAB_CALC, "-calc.family.utf16 ?lines.utf8 ?calc.form",
		    { R(0, "\xff\xfe" "a\0\n\0"), R(9, "\xff\xfe" "q\0") } },
		{ LAB_CALC, "-calc.family.binary", { R(0, "\x01\x02zz") } },
		{ LAB_WAIT, "-wait.family.lines-on-http ?wait.head.host",
		    { R(0, "7,1234\n") } },
		{ LAB_WAIT, "-wait.family.asks-name-http",
		    { S(0, "GET /name HTTP/1.1\r\nHost: x\r\n\r\n") } },
		{ LAB_WAIT, "?family.tls ?family.http2", { R(0,
		    "GET / HTTP/1.1\r\n\r\n") } },
		{ LAB_ECHO, "?family.tls", { R(0,
		    "\x16\x03\x01\x00\x05hello") } },
		{ LAB_CALC, "?family.binary +calc.name.sent",
		    { R(0, "\xff\xfd\x01"), R(9, "alice\n") } },
	};

	TRY(trials);
}

static const struct trial framing_trials[] = {
	{ LAB_CALC, "+lines.end.habit",
	    { R(0, "alice"), R(9, "1 + 1\n"), R(19, "1 + 2\n") } },
	{ LAB_CALC, "-lines.end.habit", { R(0, "alice\n"),
	    R(9, "1 + 1\r\n"), R(19, "1 + 2\n") } },
	{ LAB_CALC, "?lines.end.habit", { R(0, "alice\n") } },
	{ LAB_CHAT, "-lines.pad.nul ?lines.pad.stale",
	    { R(0, "alice\0\0\0\0\0\0\0") } },
	{ LAB_CALC, "-lines.pad.nul", { R(0, "alice\0"),
	    RR(0, "1 + 1\0\0\0") } },
	{ LAB_CHAT, "-lines.pad.nul", { R(0, "alice\0"),
	    R(9, "/list") } },
	{ LAB_CHAT, "+lines.pad.nul", { R(0, "alice\0"),
	    R(9, "/list\0") } },
	{ LAB_CHAT, "?lines.pad.nul", { E(0, CONNECTED) } },
	{ LAB_CHAT, "-lines.pad.stale", { R(0, "hello world\0"),
	    R(9, "hi\0lo world\0") } },
	{ LAB_CHAT, "-lines.pad.stale +chat.name.first",
	    { S(0, "Welcome to all"), R(9, "bo\0"),
	    RR(9, "come to all\0") } },
	{ LAB_CHAT, "?lines.pad.stale", { R(0, "hello\0"),
	    R(9, "hi\0\0\0\0") } },
	{ LAB_CALC, "-lines.pad.garbage", { R(0,
	    "alice\0\x7f\xfe\x01\x80") } },
	{ LAB_CALC, "?lines.pad.garbage", { R(0, "alice\0bob") } },
	{ LAB_CHAT, "-lines.nul.inside", { R(0, "alice"),
	    R(9, "how are you"), S(19, "how\0are you") } },
	{ LAB_CHAT, "-lines.join.client ?chat.name.first",
	    { R(0, "alice/list") } },
	{ LAB_CALC, "-lines.join.client", { R(0, "alice12 + 42") } },
	{ LAB_ORDER, "-lines.join.client", { R(0, "AliceX: Alice") } },
	{ LAB_CALC, "?lines.join.client", { R(0, "alice12") } },
	{ LAB_ORDER, "?lines.join.client", { R(0,
	    "Client X: Alice") } },
	{ LAB_CHAT, "+lines.utf8", { R(0, "Ren\xc3\xa9") } },
	{ LAB_CHAT, "-lines.utf8", { R(0, "Ren\xe9") } },
	{ LAB_CHAT, "?lines.utf8", { R(0, "Rene") } },
	{ LAB_CHAT, "+lines.reset", { R(0, "a"), E(9, FIN) } },
	{ LAB_CHAT, "-lines.reset", { R(0, "a"), E(9, RESET) } },
	{ LAB_CHAT, "?lines.reset", { R(0, "a") } },
};

static void
framing(void)
{
	TRY(framing_trials);
}

/* So many messages, so far apart. */
static void
flood(int count, int apart_ms, const char *verdicts)
{
	static struct step steps[400];
	int i;

	for (i = 0; i < count; i++)
		steps[i] = (struct step)R(i * apart_ms, "hello\n");
	steps[count].op = 0;
	play(LAB_CHAT, steps, (size_t)count, &both);
	expect(verdicts, (size_t)count);
}

static void
floods(void)
{
	flood(30, 10, "-lines.flood");
	flood(30, 200, "?lines.flood");
	flood(3, 1, "?lines.flood");
}

static void
calculations(void)
{
	static const struct trial trials[] = {
		{ LAB_CALC, "+calc.name.sent +calc.form +calc.waits "
		    "+calc.answer.value +calc.answer.comes ?calc.zero "
		    "+calc.quit +calc.quit.ends ?calc.malformed",
		    { R(0, "alice"), R(100, "12 + 42"), S(101, "54"),
		    R(300, "4.5 / 6"), S(301, "0,75"), R(400, "q"),
		    E(401, CLOSE), E(402, FIN) } },
		{ LAB_CALC, "-calc.name.sent", { R(0, "1 + 1") } },
		{ LAB_CALC, "-calc.name.sent", { R(0, "q") } },
		{ LAB_CALC, "?calc.name.sent ?calc.form ?calc.waits",
		    { E(0, CONNECTED) } },
		{ LAB_CALC, "-calc.form +calc.malformed", { R(0, "alice"),
		    R(9, "hello"), S(10, "error: a number is missing") } },
		{ LAB_CALC, "-calc.waits", { R(0, "alice"), R(9, "1 + 1"),
		    R(10, "1 + 2") } },
		{ LAB_CALC, "-calc.quit ?calc.quit.ends", { R(0, "alice"),
		    R(9, "exit") } },
		{ LAB_CALC, "?calc.quit", { R(0, "alice"), E(9, FIN) } },
		{ LAB_CALC, "-calc.answer.value", { R(0, "alice"),
		    R(9, "4.5 / 6"), S(10, "0.8") } },
		{ LAB_CALC, "-calc.answer.form", { R(0, "alice"),
		    R(9, "4.5 / 6"), S(10, "error") } },
		{ LAB_CALC, "-calc.answer.comes", { R(0, "alice"),
		    R(9, "4.5 / 6"), T(5000) } },
		{ LAB_CALC, "+calc.zero ?calc.answer.value",
		    { R(0, "alice"), R(9, "1 / 0"), S(10, "inf") } },
		{ LAB_CALC, "-calc.zero", { R(0, "alice"), R(9, "1 / 0"),
		    E(10, CLOSE) } },
		{ LAB_CALC, "-calc.malformed", { R(0, "alice"),
		    R(9, "hello there"), T(3000) } },
		{ LAB_CALC, "-calc.answer.one", { R(0, "alice"),
		    R(9, "1 + 1"), S(10, "2"), S(11, "2") } },
	};

	TRY(trials);
}

static void
chats(void)
{
	static const struct trial trials[] = {
		{ LAB_CHAT, "+chat.name.first +chat.command.list "
		    "+chat.command.msg +chat.command.quit +chat.quit "
		    "?chat.name.conflict ?chat.reads",
		    { R(0, "alice"), E(1, REGISTERED), R(9, "/list"),
		    S(10, "alice, bob"), R(20, "/msg bob hi there"),
		    R(30, "/quit"), E(31, CLOSE), E(32, FIN) } },
		{ LAB_CHAT, "-chat.name.first", { R(0, "/list") } },
		{ LAB_CHAT, "-chat.name.first", { R(0, "hello to all") } },
		{ LAB_CHAT, "+chat.name.first", { R(0, "NICK alice") } },
		{ LAB_CHAT, "?chat.name.first", { E(0, CONNECTED) } },
		{ LAB_CHAT, "-chat.command.list", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "/liste") } },
		{ LAB_CHAT, "-chat.command.msg", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "@bob hi") } },
		{ LAB_CHAT, "-chat.command.quit", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "bye") } },
		{ LAB_CHAT, "?chat.command.list ?chat.command.msg "
		    "?chat.command.quit ?chat.quit", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "hello"), E(20, FIN) } },
		{ LAB_CHAT, "-chat.name.conflict", { R(0, "alice"),
		    S(1, "alice is taken"), R(9, "/list"),
		    R(10, "hello to all") } },
		{ LAB_CHAT, "+chat.name.conflict", { R(0, "alice"),
		    S(1, "alice is taken"), R(9, "alice2") } },
		{ LAB_CHAT, "-chat.say.prefixed", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "alice: hi"), R(19, "alice: ho") }
		    },
		{ LAB_CHAT, "+chat.say.prefixed", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "hi"), R(19, "ho") } },
		{ LAB_CHAT, "?chat.say.prefixed", { R(0, "alice"),
		    E(1, REGISTERED), R(9, "alice: hi") } },
		{ LAB_CHAT, "-chat.reads", { R(0, "alice"),
		    E(1, REGISTERED), S(9, "bob: hi"), E(20, RESET) } },
	};

	TRY(trials);
}

static void
orders(void)
{
	static const struct trial trials[] = {
		{ LAB_ORDER, "+order.message.sent +order.message.form "
		    "+order.message.once +order.read.result +order.end "
		    "?order.message.result +order.result.wording",
		    { R(0, "Client X: alice"),
		    S(10, "X: alice received before Y: bob"), E(20, FIN) } },
		{ LAB_ORDER, "-order.message.form", { R(0,
		    "hello this is me") } },
		{ LAB_ORDER, "+order.message.form", { R(0, "alice") } },
		{ LAB_ORDER, "-order.message.result ?order.message.form",
		    { R(0, "X: alice received before Y: bob") } },
		{ LAB_ORDER, "-order.message.once", { R(0, "alice"),
		    R(9, "again") } },
		{ LAB_ORDER, "-order.read.result", { R(0, "alice"),
		    S(10, "X: alice received before Y: bob"), E(20, RESET) } },
		{ LAB_ORDER, "?order.read.result ?order.end", { R(0,
		    "alice"), E(20, FIN) } },
		{ LAB_ORDER, "-order.message.sent", { S(0,
		    "Client X connected"), T(61000) } },
		{ LAB_ORDER, "?order.message.sent", { S(0,
		    "Client X connected"), T(59000) } },
		{ LAB_ORDER, "?order.after_greeting", { R(0, "alice"),
		    S(0, "Client X connected") } },
		{ LAB_ORDER, "-order.result.names", { R(0, "alice"),
		    S(9, "X received before Y") } },
	};
	static const struct judge_policy greeted = { .who = RULE_BOTH,
	    .variants = 1u << RULE_GREETED };
	static const struct step early[] = { R(0, "alice"),
	    S(9, "Client X connected") };
	static const struct step right[] = { S(0, "Client X connected"),
	    R(9, "alice") };

	TRY(trials);
	play(LAB_ORDER, early, 2, &greeted);
	expect("-order.after_greeting", 100);
	play(LAB_ORDER, right, 2, &greeted);
	expect("+order.after_greeting", 101);
}

static void
order_floods(void)
{
	static struct step steps[64];
	int i;

	steps[0] = (struct step)R(0, "alice");
	steps[1] = (struct step)R(1, "Bye");
	for (i = 2; i < 40; i++)
		steps[i] = (struct step)R(2 * i, "Bye");
	play(LAB_ORDER, steps, 40, &both);
	expect("-order.chat.flood", 0);
	play(LAB_ORDER, steps, 10, &both);
	expect("?order.chat.flood", 1);
}

static void
clocks(void)
{
	static const struct trial trials[] = {
		{ LAB_CLOCK, "+clock.request +clock.repeats +clock.interval "
		    "+clock.one_a_request ?clock.both ?clock.random "
		    "?clock.lost", { R(0, "SEND_DATE"), S(1, "2026-11-28"),
		    R(1500, "SEND_TIME"), S(1501, "14:25:11"),
		    R(2600, "SEND_DATE"), S(2601, "2026-11-28") } },
		{ LAB_CLOCK, "-clock.request", { R(0, "send_date") } },
		{ LAB_CLOCK, "-clock.request", { R(0, "SEND DATE") } },
		{ LAB_CLOCK, "?clock.repeats ?clock.interval", { R(0,
		    "SEND_DATE") } },
		{ LAB_CLOCK, "-clock.interval", { R(0, "SEND_DATE"),
		    S(1, "2026-11-28"), R(100, "SEND_DATE"),
		    S(101, "2026-11-28"), R(300, "SEND_DATE") } },
		{ LAB_CLOCK, "-clock.kind", { R(0, "SEND_DATE"),
		    S(1, "14:25:10") } },
		{ LAB_CLOCK, "-clock.date", { R(0, "SEND_DATE"),
		    S(1, "2020-01-01") } },
		{ LAB_CLOCK, "-clock.time", { R(0, "SEND_TIME"),
		    S(1, "14:33:47") } },
		{ LAB_CLOCK, "+clock.unknown ?clock.date ?clock.time",
		    { R(0, "HELLO"), S(1, "what?") } },
	};

	TRY(trials);
}

/* So many requests, so far apart, by turns of both kinds or of one. */
static void
clock_run(int count, int apart_ms, int more_ms, bool turns,
    const char *verdicts)
{
	static struct step steps[64];
	int i, at_ms = 0;

	for (i = 0; i < count; i++) {
		if (turns && i % 2 == 1)
			steps[2 * i] = (struct step)R(at_ms, "SEND_TIME");
		else
			steps[2 * i] = (struct step)R(at_ms, "SEND_DATE");
		steps[2 * i + 1] = (struct step)S(at_ms + 1, "2026-11-28");
		at_ms += apart_ms + (i % 3) * more_ms;
	}
	play(LAB_CLOCK, steps, 2 * (size_t)count, &both);
	expect(verdicts, (size_t)count);
}

static void
clock_habits(void)
{
	clock_run(20, 1200, 0, true, "+clock.both -clock.random "
	    "+clock.interval");
	clock_run(20, 1200, 200, true, "+clock.random");
	clock_run(9, 1200, 0, false, "-clock.both ?clock.random");
	clock_run(15, 20, 0, true, "-clock.one_a_request");
}

static void
echoes(void)
{
	static const struct trial trials[] = {
		{ LAB_ECHO, "+echo.same +echo.more +echo.reads",
		    { R(0, "hello"), S(1, "hello"), R(9, "two"), S(10, "two"),
		    E(20, FIN) } },
		{ LAB_ECHO, "-echo.same", { R(0, "hello"), S(1, "HELLO") } },
		{ LAB_ECHO, "-echo.reads", { R(0, "hello"), S(1, "hello"),
		    E(2, RESET) } },
		{ LAB_ECHO, "?echo.reads ?echo.more", { R(0, "hello"),
		    S(1, "hello") } },
	};

	TRY(trials);
}

UNIT_MAIN("judge", TEST(families), TEST(framing), TEST(floods),
    TEST(calculations), TEST(chats), TEST(orders), TEST(order_floods),
    TEST(clocks), TEST(clock_habits), TEST(echoes),
    TEST(a_marked_encoding_is_style), TEST(only_those_asked_for_are_judged))
