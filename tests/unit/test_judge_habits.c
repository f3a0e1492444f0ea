/* wire/judge*.c: what real programs do, found with tests/clients/, and rules
 * that the other suites do not bring out both ways. */
#include "tests/unit/judge_play.h"

#define MAKE	"POST /wait HTTP/1.1\r\nHost: x\r\nUser-Agent: c/1\r\n" \
		"Content-Type: text/plain\r\n" \
		"Date: Sat, 28 Nov 2026 14:25:10 GMT\r\n"
#define UPLOAD(length, body) MAKE "Content-Length: " length "\r\n\r\n" body
#define REFUSED	S(9, "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n")

/* What our server says to the beginning comes before the rest of what was
 * sent at once. */
static const struct trial padding_trials[] = {
	{ LAB_CALC, "-lines.pad.stale +calc.form +calc.waits "
	    "+lines.end.habit", { R(0, "al\0"),
	    R(9, "12345678 + 1\0"), S(10, "12345679"),
	    R(20, "4 / 6\0"), S(21, "0.67"), RR(22, "78 + 1\0") } },
	/* Name and first line had come together. */
	{ LAB_CALC, "-lines.pad.stale +calc.form", { R(0, "al\0"),
	    RR(0, "12345678 + 1\0"), R(20, "4 / 6\0"),
	    RR(22, "78 + 1\0") } },
	{ LAB_CHAT, "-lines.pad.stale", { R(0, "al\n"),
	    E(1, REGISTERED), R(9, "good morning all\n\0\0\0"),
	    R(20, "hi\n"), RR(20, "d morning all\n\0\0\0") } },
	/* Lines that are sent together again. */
	{ LAB_CALC, "?lines.pad.stale", { R(0, "al\n"),
	    R(9, "1 + 1\n"), RR(9, "2 + 2\n"), R(20, "1 + 1\n"),
	    RR(20, "2 + 2\n") } },
	{ LAB_CALC, "?lines.pad.stale", { R(0, "al\n"),
	    R(9, "1 + 1\n"), RR(9, "2 + 2\n"), R(20, "3 + 3\n"),
	    RR(20, "2 + 2\n"), RR(20, "3 + 3\n") } },
	/* Memory behind a NUL, taken for what came later. */
	{ LAB_CALC, "-lines.pad.garbage ?lines.utf8 ?calc.form "
	    "?lines.end.habit ?calc.waits", { RAT(2, 1, "al\0"),
	    RAT(300, 1, "\x90\x90\x90\x90" "12 + 42\0"),
	    RAT(600, 300, "\x91\x91\x91\x91" "7 * 8\0") } },
	{ LAB_CHAT, "-lines.utf8 ?lines.pad.garbage",
	    { RAT(2, 1, "al\0"),
	    RAT(301, 300, "\xc4\xe3\xba\xc3\0") } },
	{ LAB_CHAT, "-lines.utf8 ?lines.pad.garbage", { R(0, "al\0"),
	    R(300, "\xe9t\xe9\0") } },
	/* One cause, one fault. */
	{ LAB_CHAT, "-lines.pad.nul +lines.end.habit",
	    { R(0, "alice\0"), R(9, "/list") } },
	{ LAB_CHAT, "+lines.end.habit", { R(0, "alice\0"),
	    R(9, "/list\0") } },
	{ LAB_CHAT, "?lines.nul.inside", { R(0, "how are you"),
	    S(9, "how are you") } },
	/* What follows a text's NUL tells no protocol; colours are text. */
	{ LAB_CALC, "?calc.family.binary -lines.pad.garbage",
	    { S(0, "54\0\1\2\xfe\0\3") } },
	{ LAB_CALC, "?calc.family.binary", { S(0, "\33[1m54\33[0m") } },
	{ LAB_CALC, "-calc.family.binary", { S(0, "\1\2\3") } },
	{ LAB_CALC, "-calc.family.tls ?calc.family.binary",
	    { S(0, "\x15\3\1\0\2\2\x46") } },
	{ LAB_CHAT, "-lines.nul.inside", { S(0, "how are you"),
	    R(9, "how\0are you") } },
};

static void
padding(void)
{
	TRY(padding_trials);
}

/* A length that came alone, or was cut off by an LF that is a length. */
static void
headers(void)
{
	static const struct trial trials[] = {
		{ LAB_CHAT, "-chat.family.u32-length ?chat.family.binary",
		    { R(0, "\0\0\0\n"), R(1, "chatframes") } },
		{ LAB_CALC, "-calc.family.u16-length ?calc.family.binary",
		    { R(0, "\0\n"), R(1, "0123456789") } },
		{ LAB_CALC, "?calc.family.u16-length", { R(0, "\n\0") } },
	};

	TRY(trials);
	CU_ASSERT_EQUAL(seen.not_ok[RULE_FAMILY_BINARY], 0);
	play(LAB_CALC, (const struct step[]){ R(0, "PRI * HTTP/2.0\r\n") }, 1,
	    &both);
	CU_ASSERT_STRING_EQUAL(seen.last.said, "this speaks HTTP/2, the "
	    "exercise speaks lines of text");
}

static void
expressions(void)
{
	static const struct step steps[] = { R(0, "al\n"),
	    R(9, "1 + 2 + 3\n") };
	static const struct step other[] = { R(0, "al\n"), R(9, "2 ** 8\n") };
	static const struct step none[] = { R(0, "al\n"), R(9, "3 +\n") };
	static const struct step words[] = { R(0, "al\n"), R(9, "sin 2\n") };

	play(LAB_CALC, steps, 2, &both);
	CU_ASSERT_EQUAL(seen.last.rule, RULE_CALC_FORM);
	CU_ASSERT_EQUAL(seen.last.severity, RULE_STYLE);
	play(LAB_CALC, other, 2, &both);
	CU_ASSERT_EQUAL(seen.last.severity, RULE_STYLE);
	play(LAB_CALC, none, 2, &both);
	CU_ASSERT_EQUAL(seen.last.severity, RULE_MUST);
	play(LAB_CALC, words, 2, &both);
	CU_ASSERT_EQUAL(seen.last.severity, RULE_MUST);
}

/* What a telnet program says before its user does is no message. */
static void
telnets(void)
{
	static const struct trial trials[] = {
		{ LAB_CALC, "+calc.name.sent +calc.form ?lines.utf8 "
		    "?calc.waits", { R(0, "\xff\xfd\x01\xff\xfb\x1f"),
		    R(9, "alice\r\n"), R(20, "1 + 1\r\n") } },
		{ LAB_CHAT, "+chat.name.first +chat.command.list "
		    "?lines.utf8", { R(0, "alice\r\n"), E(1, REGISTERED),
		    R(9, "\xff\xfb\x1f"), R(20, "/list\r\n") } },
		{ LAB_CHAT, "-lines.utf8", { R(0, "\xff\xfb") } },
	};

	TRY(trials);
}

static void
orders(void)
{
	static const struct trial trials[] = {
		{ LAB_ORDER, "?order.message.once +order.message.form",
		    { R(0, "\n"), R(9, "Client X: alice\n") } },
		{ LAB_ORDER, "?order.message.sent", { R(0, "\n") } },
		{ LAB_ORDER, "?order.message.result", { R(0,
		    "Client X: alice") } },
	};

	TRY(trials);
}

static const struct trial wait_trials[] = {
	/* A line end behind each body is that, and nothing else. */
	{ LAB_WAIT, "-wait.body.after +wait.head.host +wait.head.date "
	    "+wait.number.post +wait.number.range",
	    { E(0, REGISTERED), R(0, UPLOAD("1", "7")),
	    R(9, "\r\n" UPLOAD("1", "8")) } },
	/* What is cut off is not missing. */
	{ LAB_WAIT, "-http.head_cut ?wait.head.host ?wait.head.date "
	    "?wait.end.clean", { R(0, "POST /wait HTTP/1.1\r\nHo"),
	    E(9, FIN) } },
	{ LAB_WAIT, "?wait.end.clean", { R(0,
	    "POST /wait HTTP/1.1\r\nHo"), E(9, RESET) } },
	{ LAB_WAIT, "-wait.head.host", { R(0,
	    "POST /wait HTTP/1.1\r\n") } },
	/* Body, or query, with both. */
	{ LAB_WAIT, "+wait.step.name", { R(0, UPLOAD("7",
	    "alice 7")) } },
	{ LAB_WAIT, "+wait.step.name", { R(0, UPLOAD("20",
	    "name=alice&seconds=7")) } },
	{ LAB_WAIT, "+wait.step.name", { R(0, "GET /?name=al&n=7 "
	    "HTTP/1.1\r\n\r\n") } },
	{ LAB_WAIT, "-wait.step.name", { R(0, UPLOAD("9",
	    "seconds=7")) } },
	{ LAB_WAIT, "-wait.step.name", { R(0, UPLOAD("6",
	    "DATA:7")) } },
	{ LAB_WAIT, "-wait.step.name", { R(0, UPLOAD("9",
	    "{\"n\" : 7}")) } },
	{ LAB_WAIT, "-wait.step.name", { R(0, UPLOAD("9",
	    "7 seconds")) } },
	/* Refused, and it does what it should. */
	{ LAB_WAIT, "+wait.name.conflict ?wait.name.unique",
	    { R(0, UPLOAD("5", "alice")), REFUSED,
	    R(20, UPLOAD("5", "alic2")) } },
	{ LAB_WAIT, "-wait.name.conflict -wait.name.unique",
	    { R(0, UPLOAD("5", "alice")), REFUSED,
	    R(20, UPLOAD("5", "alice")), REFUSED,
	    R(30, UPLOAD("5", "alice")), REFUSED,
	    R(40, UPLOAD("5", "alice")), REFUSED } },
	{ LAB_WAIT, "?wait.name.conflict ?wait.name.unique",
	    { R(0, UPLOAD("5", "alice")), REFUSED, E(50, FIN) } },
	{ LAB_WAIT, "?wait.retry.rate", { R(0, UPLOAD("5", "alice")),
	    REFUSED, R(20, UPLOAD("5", "alic2")) } },
	{ LAB_WAIT, "+wait.retry.rate", { R(0, UPLOAD("5", "alice")),
	    REFUSED, R(900, UPLOAD("5", "alic2")) } },
	{ LAB_WAIT, "?wait.step.connected", { R(0,
	    UPLOAD("1", "7")) } },
};

static void
waits(void)
{
	TRY(wait_trials);
}

/* Many at once, in one second or again and again. */
static void
clocks(void)
{
	static struct step steps[64];
	int i;

	for (i = 0; i < 15; i++) {
		steps[2 * i] = (struct step)R(i * 20, "SEND_TIME");
		steps[2 * i + 1] = (struct step)S(i * 20 + 1, "14:25:10");
	}
	play(LAB_CLOCK, steps, 30, &both);
	expect("-clock.one_a_request ?clock.interval ?clock.random "
	    "?clock.both", 0);
	/* Five at once every 1.5 s are no flood, and not 1 to 2 s apart. */
	for (i = 0; i < 15; i++) {
		steps[2 * i] = (struct step)R(i / 5 * 1500 + i % 5 * 20,
		    "SEND_TIME");
		steps[2 * i + 1] = (struct step)S(i / 5 * 1500 + i % 5 * 20 +
		    1, "14:25:10");
	}
	play(LAB_CLOCK, steps, 30, &both);
	expect("-clock.interval ?clock.random", 1);
	CU_ASSERT_EQUAL(seen.not_ok[RULE_CLOCK_INTERVAL], 2);
	CU_ASSERT_EQUAL(seen.not_ok[RULE_CLOCK_ONE_A_REQUEST], 0);
}

/* What comes after a client's end its system refuses: no fault of its. */
static void
ends(void)
{
	static const struct trial trials[] = {
		{ LAB_CHAT, "+lines.reset ?chat.reads", { R(0, "al"),
		    E(1, REGISTERED), S(5, "bob: hi"), E(9, FIN),
		    E(10, RESET) } },
		{ LAB_WAIT, "+wait.end.clean", { R(0, UPLOAD("1", "7")),
		    E(9, FIN), E(10, RESET) } },
		{ LAB_CHAT, "?chat.reads", { S(0, "hello"), R(5, "al"),
		    E(9, RESET) } },
	};

	TRY(trials);
}

/* The server closed; then the client's end is looked for. */
static void
after(unsigned lab, const struct step *steps, size_t count, int ms,
    enum judge_sight sight, const char *verdicts)
{
	play(lab, steps, count, &both);
	judge_after_end(&judge, BEGIN_NS + ms * NS_PER_MS, sight, &sink);
	expect(verdicts, (size_t)ms);
}

static void
who_stays(void)
{
	static const struct step quit[] = { R(0, "al"), E(1, REGISTERED),
	    R(9, "/quit"), E(10, CLOSE) };
	static const struct step q[] = { R(0, "al"), R(9, "q"),
	    E(10, CLOSE) };
	static const struct step none[] = { R(0, "al"), E(10, CLOSE) };
	static const struct step taken[] = { R(0, "al"), S(1, "al is taken"),
	    E(10, CLOSE) };
	static const struct step result[] = { R(0, "al"),
	    S(9, "X: al received before Y: bo"), E(10, CLOSE) };

	after(LAB_CHAT, quit, 4, 31000, JUDGE_OPEN, "-chat.quit "
	    "?lines.after_end");
	after(LAB_CHAT, quit, 4, 10500, JUDGE_CLOSED, "+chat.quit");
	after(LAB_CALC, q, 3, 31000, JUDGE_OPEN, "-calc.quit "
	    "?lines.after_end");
	after(LAB_CALC, q, 3, 10500, JUDGE_CLOSED, "+calc.quit");
	after(LAB_CALC, none, 2, 31000, JUDGE_OPEN, "-lines.after_end "
	    "?calc.quit");
	after(LAB_CALC, none, 2, 10500, JUDGE_CLOSED, "+lines.after_end");
	after(LAB_CALC, none, 2, 29000, JUDGE_OPEN, "?lines.after_end");
	after(LAB_CALC, none, 2, 40000, JUDGE_CLOSED, "?lines.after_end");
	after(LAB_CHAT, taken, 3, 10500, JUDGE_CLOSED, "+chat.name.conflict");
	after(LAB_ORDER, result, 3, 10500, JUDGE_CLOSED, "+order.end "
	    "+order.read.result +lines.after_end");
	after(LAB_ORDER, result, 3, 31000, JUDGE_OPEN, "?order.end "
	    "?order.read.result -lines.after_end");
}

static void
mischiefs(void)
{
	static const struct trial trials[] = {
		{ LAB_CALC, "+mischief.jitter +mischief.join",
		    { SET(0, "jitter=50,join"), R(0, "al"), R(5, "1 + 1"),
		    S(6, "2"), DONE(40, "jitter"), DONE(41, "join"),
		    R(90, "2 + 2"), S(91, "4") } },
		{ LAB_CALC, "-mischief.jitter ?calc.waits",
		    { R(0, "al"), R(100, "1 + 1"), S(101, "2"),
		    DONE(901, "jitter"), RAT(903, 700, "3 * 4") } },
		{ LAB_CALC, "-mischief.slow ?calc.waits",
		    { R(0, "al"), R(100, "1 + 1"), S(101, "2"),
		    DONE(901, "slow"), RAT(903, 700, "3 * 4") } },
		{ LAB_CALC, "-mischief.join ?calc.waits",
		    { R(0, "al"), R(100, "1 + 1"), S(101, "2"),
		    DONE(401, "join"), RAT(403, 300, "3 * 4") } },
		{ LAB_CLOCK, "+mischief.reorder", { SET(0, "reorder"),
		    R(0, "SEND_DATE"), S(1, "2026-11-28"),
		    DONE(100, "reorder"), R(1500, "SEND_TIME"),
		    S(1501, "14:25:11") } },
	};

	TRY(trials);
}

UNIT_MAIN("judge habits", TEST(padding), TEST(headers), TEST(expressions),
    TEST(telnets),
    TEST(orders), TEST(waits), TEST(clocks), TEST(ends), TEST(who_stays),
    TEST(mischiefs))
