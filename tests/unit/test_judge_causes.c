/* wire/judge*.c: one cause is one fault, and what a right client does with odd
 * habits is none: found with clients in ten languages. */
#include "tests/unit/judge_play.h"

#define MAKE(line)	line "\r\nHost: x\r\nUser-Agent: c/1\r\n" \
			"Content-Type: text/plain\r\n" \
			"Date: Sat, 28 Nov 2026 14:25:10 GMT\r\n"
#define POST(path, length, body) MAKE("POST " path " HTTP/1.1") \
			"Content-Length: " length "\r\n\r\n" body
#define ANSWER(status)	"HTTP/1.1 " status "\r\nContent-Length: 0\r\n\r\n"

/* What is left in a buffer is no message, however little it is. */
static void
buffers(void)
{
	static const struct trial trials[] = {
		{ LAB_CALC, "-lines.pad.stale +calc.form +calc.waits",
		    { R(0, "al\0\0\0"), R(9, "12345 + 67890\0\0"),
		    S(10, "80235"), R(20, "4.5 / 6\0"), RR(20, "67890\0\0"),
		    S(21, "0.75"), S(170, "error"), RAT(171, 22, "2 - 9\0"),
		    { 'r', 171, "6\0", 2, 22 },
		    { 'r', 171, "67890\0\0", 7, 22 } } },
		/* The word was garbage's, and so is what comes with it. */
		{ LAB_CALC, "-lines.pad.garbage ?calc.form ?calc.waits",
		    { R(0, "al\0"), RR(0, "\xa5\xa5\xa5\xa5"), S(1, "error"),
		    RR(1, "12\0"), RR(1, "6\0") } },
		/* Who ends messages in NULs may send two at once, again. */
		{ LAB_CHAT, "?lines.pad.stale +lines.pad.nul",
		    { R(0, "al\0"), E(1, REGISTERED), R(9, "hello\0"),
		    RR(9, "hello\0"), R(200, "hello\0"), RR(200, "hello\0"),
		    R(400, "hello\0"), RR(400, "hello\0") } },
		/* A length before each word; the words are alike. */
		{ LAB_CLOCK, "?lines.pad.stale -clock.request",
		    { R(0, "\0\tSEND_TIME"), R(1500, "\0\tSEND_DATE") } },
		{ LAB_CLOCK, "-lines.pad.stale", { R(0, "SEND_TIME"),
		    R(1500, "DATE\0TIME") } },
		{ LAB_CALC, "-calc.family.u32-length", {
		    R(0, "\x03\0\0\0"), RR(0, "bob") } },
		{ LAB_CALC, "?calc.family.u32-length", { R(0, "q\0\0\0") } },
	};

	TRY(trials);
}

/* Nothing has begun before there is a name. */
static void
beginnings(void)
{
	static const struct trial trials[] = {
		{ LAB_CALC, "+calc.name.sent +calc.form +calc.waits",
		    { R(0, "\n"), RR(0, "bob\n"), R(9, "1 + 2\n"),
		    S(10, "3\n"), R(20, "1 + 3\n"), S(21, "4\n") } },
		{ LAB_CALC, "+calc.name.sent +calc.form",
		    { R(0, "name:\n"), R(5, "bob\n"), R(9, "1 + 2\n") } },
		{ LAB_CHAT, "+chat.name.first", { R(0, "\r\n"),
		    R(1, "bob\r\n") } },
		{ LAB_CHAT, "-chat.name.first", { R(0, "\r\n"),
		    R(1, "/list\r\n") } },
		{ LAB_CHAT, "-chat.reads ?lines.reset", { R(0, "bob"),
		    E(1, REGISTERED), R(9, "hi"), S(10, "bob: hi"),
		    E(20, RESET) } },
		{ LAB_CHAT, "?chat.reads", { SET(0, "slow=40"), R(0, "bob"),
		    E(1, REGISTERED), R(9, "hi"), S(10, "bob: hi"),
		    E(20, RESET) } },
		{ LAB_CHAT, "?chat.reads -lines.reset", { R(0, "bob"),
		    E(1, REGISTERED), R(9, "/quit"), S(10, "al: hi"),
		    E(20, RESET) } },
		{ LAB_CALC, "?calc.quit ?calc.form", { R(0, "bob"),
		    R(9, "q ") } },
		{ LAB_CALC, "?calc.quit ?calc.form", { R(0, "bob\r\0"),
		    R(9, "q\r\0") } },
		{ LAB_CALC, "-calc.form ?calc.quit", { R(0, "bob"),
		    R(9, "q !") } },
		{ LAB_ORDER, "-lines.join.client", {
		    R(0, "client1Y: client1") } },
		{ LAB_ORDER, "?lines.join.client", {
		    R(0, "client1Y: client2") } },
	};

	TRY(trials);
}

static void
requests(void)
{
	static const struct trial trials[] = {
		/* The line end between two is told of once. */
		{ LAB_WAIT, "-wait.body.after ?http.bare_lf", {
		    R(0, POST("/clients", "3", "bob")),
		    S(1, ANSWER("201 Created")),
		    R(9, "\n" POST("/wait", "1", "5")) } },
		{ LAB_WAIT, "-wait.body.after -http.bare_lf", {
		    R(0, POST("/clients", "3", "bob")),
		    S(1, ANSWER("201 Created")),
		    R(9, "\nGET / HTTP/1.1\nHost: x\r\n\r\n") } },
		{ LAB_WAIT, "-http.bare_lf", {
		    R(0, "\n" POST("/wait", "1", "5")) } },
		/* Without a blank line nothing is the body. */
		{ LAB_WAIT, "-http.head_cut ?wait.body.length", {
		    R(0, MAKE("POST /clients HTTP/1.1")
		    "Content-Length: 3\r\nbob") } },
		{ LAB_WAIT, "-http.head_cut ?wait.body.length", {
		    R(0, MAKE("POST /clients HTTP/1.1")
		    "Content-Length: 3\r\n") } },
		/* Half a number is another one. */
		{ LAB_WAIT, "-wait.body.length ?wait.number.range", {
		    R(0, POST("/wait", "2", "1")) } },
		{ LAB_WAIT, "-wait.number.post +wait.number.range", {
		    R(0, MAKE("PUT /wait HTTP/1.1")
		    "Content-Length: 1\r\n\r\n5") } },
		{ LAB_WAIT, "+wait.number.post -http.method_case", {
		    R(0, MAKE("post /wait HTTP/1.1")
		    "Content-Length: 1\r\n\r\n5") } },
	};

	TRY(trials);
}

/* Whether our server takes a name is another question. */
static void
names(void)
{
	static const struct trial trials[] = {
		{ LAB_WAIT, "+wait.step.name", {
		    R(0, POST("/clients", "8", "name=bob")),
		    S(1, ANSWER("400 Bad Request")),
		    R(9, POST("/wait", "1", "5")) } },
		{ LAB_WAIT, "+wait.step.name", {
		    R(0, POST("/clients", "2", "12")),
		    S(1, ANSWER("400 Bad Request")),
		    R(9, POST("/wait", "1", "5")) } },
		{ LAB_WAIT, "+wait.step.name", {
		    R(0, POST("/clients?name=J%C3%BCrgen", "0", "")),
		    R(9, POST("/wait", "1", "5")) } },
		{ LAB_WAIT, "+wait.step.name", {
		    R(0, POST("/register/bob", "0", "")),
		    R(9, POST("/wait", "1", "5")) } },
		{ LAB_WAIT, "-wait.step.name", {
		    R(0, MAKE("GET /clients/bob HTTP/1.1") "\r\n"),
		    R(9, POST("/wait", "1", "5")) } },
		{ LAB_WAIT, "-wait.step.name", {
		    R(0, MAKE("GET / HTTP/1.1") "\r\n"),
		    R(9, POST("/wait", "1", "5")) } },
		/* A name that another has is told of as that. */
		{ LAB_WAIT, "+wait.step.name -wait.name.unique "
		    "-wait.name.conflict", {
		    R(0, POST("/clients", "3", "bob")),
		    S(1, ANSWER("409 Conflict")),
		    R(9, POST("/wait", "1", "5")) } },
	};

	TRY(trials);
}

/* A capture has no clock: what is there says how long nothing was. */
static void
silences(void)
{
	static const struct trial trials[] = {
		{ LAB_WAIT, "-wait.step.repeats", {
		    R(0, POST("/wait", "1", "5")), S(5000, ANSWER("200 OK")),
		    E(35001, FIN) } },
		{ LAB_WAIT, "?wait.step.repeats", {
		    R(0, POST("/wait", "1", "5")), S(5000, ANSWER("200 OK")),
		    E(34999, FIN), T(90000) } },
		{ LAB_WAIT, "-wait.step.repeats", {
		    R(0, POST("/wait", "1", "5")), S(5000, ANSWER("200 OK")),
		    R(36000, POST("/wait", "1", "7")) } },
		{ LAB_WAIT, "?wait.step.repeats", {
		    R(0, POST("/wait", "1", "5")), S(5000, ANSWER("200 OK")),
		    RAT(36000, 34000, POST("/wait", "1", "7")) } },
		{ LAB_ORDER, "-order.message.sent", {
		    S(0, "Client X connected"), E(60001, RESET) } },
	};
	int64_t at_ns;

	TRY(trials);
	play(LAB_WAIT, trials[0].steps, 3, &both);
	at_ns = seen.last.wall_ns;
	CU_ASSERT_EQUAL(at_ns, BEGIN_NS + 35000 * NS_PER_MS);
	/* Who was there says the same, whenever it looked. */
	play(LAB_WAIT, (const struct step[]){ R(0, POST("/wait", "1", "5")),
	    S(5000, ANSWER("200 OK")), T(35900) }, 3, &both);
	CU_ASSERT_EQUAL(seen.last.wall_ns, at_ns);
	CU_ASSERT_STRING_EQUAL(seen.last.said, "after the answer the next "
	    "number should follow: 30 s of silence");
}

/* A course may ask for other numbers, 0 among them. */
static void
ranges(void)
{
	static const struct judge_policy small = { .who = RULE_BOTH,
	    .number_min = 0, .number_max = 4 };
	static const struct step none[] = { R(0, POST("/wait", "1", "0")) };
	static const struct step five[] = { R(0, POST("/wait", "1", "5")) };

	play(LAB_WAIT, none, 1, &small);
	expect("+wait.number.range", 0);
	play(LAB_WAIT, none, 1, &both);
	expect("-wait.number.range", 1);
	play(LAB_WAIT, five, 1, &small);
	expect("-wait.number.range", 2);
	CU_ASSERT_STRING_EQUAL(seen.last.said, "the number must be 0 to 4");
}

UNIT_MAIN("judge causes", TEST(ranges), TEST(silences), TEST(buffers),
    TEST(beginnings), TEST(requests), TEST(names))
