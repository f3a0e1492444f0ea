/* wire/judge_mischief.c: what was done on purpose, and what comes of it. */
#include "tests/unit/judge_play.h"

#define HTTP	"POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"
#define NUMBER(n) HTTP n
#define ANSWER	"HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n" \
		"Server waited 5 seconds for client alice.\n"
#define NAMED	R(0, "alice\n"), E(1, REGISTERED)
#define FIRST	NAMED, R(100, "1 + 2\n"), S(101, "3\n")

/* The conversation goes on as without. */
static const struct trial goes_on_trials[] = {
	{ LAB_CALC, "+mischief.split +mischief.delay +calc.waits "
	    "?mischief.slow", { SET(0, "split,delay=100,seed=7"), FIRST,
	    DONE(201, "delay 100 ms"), DONE(202, "split in 2 segments"),
	    RAT(900, 900, "3 * 4\n"), S(901, "12\n") } },
	/* Nothing was done, or not between two of its messages. */
	{ LAB_CALC, "?mischief.split", { SET(0, "split,seed=7"), FIRST,
	    RAT(900, 900, "3 * 4\n") } },
	{ LAB_CALC, "?mischief.split", { SET(0, "split,seed=7"), FIRST,
	    DONE(202, "split in 2 segments"), E(900, FIN) } },
	{ LAB_CHAT, "?mischief.split", { S(0, "Welcome\n"),
	    DONE(1, "split in 3 segments"), RAT(900, 900, "alice\n") } },
	/* A message that has a fault of its own does not go on as without. */
	{ LAB_CALC, "?mischief.split -calc.form", { FIRST,
	    DONE(202, "split in 2 segments"), RAT(900, 900, "hello\n") } },
	/* A server's turn. */
	{ LAB_CALC, "+mischief.split +calc.answer.value", {
	    CSET(0, "split,seed=7"), R(0, "alice\n"), R(100, "1 + 2\n"),
	    S(101, "3\n"), R(200, "12 + 42\n"),
	    CDONE(230, "split in 3 segments"), S(231, "54\n") } },
	{ LAB_ECHO, "+mischief.slow", { R(0, "hello"), S(1, "hello"),
	    R(100, "again"), CDONE(600, "slow for 500 ms"),
	    S(601, "again") } },
};

static void
goes_on(void)
{
	TRY(goes_on_trials);
}

/* The next came before the last byte of what it follows. */
static const struct trial rushed_trials[] = {
	{ LAB_CALC, "-mischief.delay ?mischief.split ?calc.waits", { FIRST,
	    DONE(901, "delay 800 ms"), DONE(902, "split in 2 segments"),
	    RAT(903, 700, "3 * 4\n") } },
	{ LAB_CALC, "-mischief.split ?calc.waits", { FIRST,
	    DONE(140, "split in 2 segments"), RAT(141, 120, "3 * 4\n") } },
	/* It had come before that was even begun: no matter of mischief. */
	{ LAB_CALC, "-calc.waits ?mischief.delay", { FIRST,
	    DONE(901, "delay 800 ms"), RAT(903, 100, "3 * 4\n") } },
	/* In a chat nobody waits. */
	{ LAB_CHAT, "+mischief.delay", { NAMED, S(10, "hi\n"),
	    DONE(901, "delay 800 ms"), RAT(903, 700, "hello\n") } },
	/* When it came is not known: neither. */
	{ LAB_WAIT, "?mischief.split", { R(0, NUMBER("5")), S(5000, ANSWER),
	    DONE(5300, "split in 30 segments"), R(5301, NUMBER("6")) } },
};

static void
rushed(void)
{
	TRY(rushed_trials);
}

static const struct trial left_trials[] = {
	{ LAB_ORDER, "-mischief.split ?order.read.result ?lines.reset", {
	    R(0, "Client X: alice\n"),
	    S(900, "X: alice received before Y: bob\n"),
	    HALF(930, "split in 2 segments", 9), E(931, RESET) } },
	{ LAB_ORDER, "?mischief.split -order.read.result", {
	    R(0, "Client X: alice\n"),
	    S(900, "X: alice received before Y: bob\n"),
	    DONE(930, "split in 9 segments"), E(1031, RESET) } },
	/* Limits count from the last byte that was sent. */
	{ LAB_ORDER, "-order.read.result", { R(0, "Client X: alice\n"),
	    S(900, "X: alice received before Y: bob\n"),
	    DONE(5900, "delay 5000 ms"), E(6100, RESET) } },
};

static void
leaves_after_a_piece(void)
{
	TRY(left_trials);
}

static const struct trial ending_trials[] = {
	{ LAB_CALC, "+mischief.stall ?mischief.half-close ?lines.reset", {
	    FIRST, HALF(102, "stall after 1 bytes", 1), E(20000, RESET) } },
	{ LAB_CALC, "+mischief.half-close +calc.answer.comes", { FIRST,
	    HALF(102, "half-close after 1 bytes", 1), E(300, FIN) } },
	{ LAB_CALC, "-mischief.stall", { FIRST,
	    HALF(102, "stall after 1 bytes", 1), T(60500) } },
	{ LAB_CALC, "-mischief.half-close", { FIRST,
	    HALF(102, "half-close after 1 bytes", 1), E(75000, CLOSE),
	    E(75010, DISCONNECTED) } },
	{ LAB_CALC, "?mischief.stall", { FIRST,
	    HALF(102, "stall after 1 bytes", 1), T(50000) } },
	{ LAB_CHAT, "?mischief.stall", { NAMED, S(10, "hi\n"),
	    HALF(11, "stall after 1 bytes", 1), T(90000) } },
	{ LAB_WAIT, "-mischief.stall ?wait.step.waits ?wait.step.repeats", {
	    R(0, NUMBER("5")), S(5000, ANSWER),
	    HALF(5001, "stall after 40 bytes", 40),
	    RAT(5100, 5100, NUMBER("7")), T(50000) } },
	{ LAB_WAIT, "+mischief.stall ?wait.step.repeats", {
	    R(0, NUMBER("5")), S(5000, ANSWER),
	    HALF(5001, "stall after 40 bytes", 40),
	    RAT(15100, 15100, NUMBER("7")), T(50000) } },
	/* Silence after half an answer is not after an answer. */
	{ LAB_WAIT, "?wait.step.repeats ?mischief.stall", {
	    R(0, NUMBER("5")), S(5000, ANSWER),
	    HALF(5001, "stall after 40 bytes", 40), T(50000) } },
	{ LAB_WAIT, "?mischief.reset ?wait.end.clean", { R(0, NUMBER("5")),
	    S(5000, ANSWER), HALF(5001, "reset after 40 bytes", 40),
	    E(5002, CLOSE), E(5003, DISCONNECTED) } },
	/* A server that is left with half a question. */
	{ LAB_CALC, "+mischief.half-close", { R(0, "alice\n"),
	    R(100, "1 + 2\n"), S(101, "3\n"), R(200, "3 * 4\n"),
	    CHALF(201, "half-close after 3 bytes", 3),
	    E(300, CLOSE) } },
	{ LAB_CALC, "?mischief.stall", { R(0, "alice\n"),
	    R(100, "1 + 2\n"), S(101, "3\n"), R(200, "3 * 4\n"),
	    CHALF(201, "stall after 3 bytes", 3), T(70000) } },
};

static void
endings(void)
{
	TRY(ending_trials);
}

#define DATE	"SEND_DATE"
#define TIME	"SEND_TIME"
static const struct trial datagram_trials[] = {
	{ LAB_CLOCK, "+clock.lost +mischief.drop ?clock.interval", {
	    R(0, DATE), S(1, "2026-11-28"), HALF(1, "drop", 0),
	    R(5000, TIME) } },
	{ LAB_CLOCK, "?clock.lost ?mischief.drop", { R(0, DATE),
	    S(1, "2026-11-28"), HALF(1, "drop", 0), R(17000, TIME) } },
	{ LAB_CLOCK, "-clock.lost -mischief.withhold", { R(0, DATE),
	    S(1, "2026-11-28"), HALF(1, "withhold 22 s", 0),
	    DONE(22001, "withhold, delivered now"), R(23500, TIME) } },
	/* It went on, and was answered late all the same. */
	{ LAB_CLOCK, "+clock.lost +mischief.withhold", { R(0, DATE),
	    S(1, "2026-11-28"), HALF(1, "withhold 22 s", 0), R(3000, TIME),
	    S(3001, "14:25:13"), DONE(22001, "withhold, delivered now"),
	    R(23500, TIME) } },
	/* It may have waited for it, and not for long enough to know. */
	{ LAB_CLOCK, "?clock.lost ?mischief.withhold", { R(0, DATE),
	    S(1, "2026-11-28"), HALF(1, "withhold 5 s", 0),
	    DONE(5001, "withhold, delivered now"), R(6500, TIME) } },
	{ LAB_CLOCK, "?clock.lost", { R(0, DATE),
	    S(1, "2026-11-28"), HALF(1, "withhold 22 s", 0),
	    DONE(22001, "withhold, delivered now"), R(60000, TIME) } },
	/* From a late answer on it is in time; before it came nothing is. */
	{ LAB_CLOCK, "+clock.interval +mischief.delay", {
	    SET(0, "delay=3000,seed=7"), R(0, DATE), S(1, "2026-11-28"),
	    DONE(3001, "delay 3000 ms"), R(4500, TIME) } },
	{ LAB_CLOCK, "?clock.interval", { SET(0, "delay=9000,seed=7"),
	    R(0, DATE), S(1, "2026-11-28"), R(4500, TIME) } },
	{ LAB_CLOCK, "-clock.interval", { R(0, DATE), S(1, "2026-11-28"),
	    R(4500, TIME), S(4501, "14:25:14"), R(9000, TIME) } },
	{ LAB_CLOCK, "-clock.interval", { SET(0, "withhold=22,seed=7"),
	    R(0, DATE), S(1, "2026-11-28"), R(4500, TIME),
	    S(4501, "14:25:14"), R(9000, TIME) } },
	{ LAB_CLOCK, "+mischief.duplicate", { R(0, DATE),
	    S(1, "2026-11-28"), DONE(2, "duplicate"), R(1500, TIME) } },
	/* Two questions under way: which of them this answers nobody knows. */
	{ LAB_CLOCK, "?clock.kind", { CSET(0, "delay=5000,seed=7"),
	    R(0, DATE), R(3000, TIME), CDONE(5000, "delay 5000 ms"),
	    S(5001, "2026-11-28") } },
	{ LAB_CLOCK, "-clock.kind", { R(0, DATE), R(3000, TIME),
	    S(5001, "2026-11-28") } },
};

static void
datagrams(void)
{
	TRY(datagram_trials);
}

/* A server has its time from when the question was out. */
static const struct trial late_trials[] = {
	{ LAB_CALC, "+calc.answer.comes", { CSET(0, "delay=3000,seed=7"),
	    R(0, "alice\n"), R(100, "1 + 2\n"), T(2500),
	    CDONE(3100, "delay 3000 ms"), S(4000, "3\n") } },
	{ LAB_CALC, "-calc.answer.comes", { CSET(0, "delay=3000,seed=7"),
	    R(0, "alice\n"), R(100, "1 + 2\n"),
	    CDONE(3100, "delay 3000 ms"), T(5500) } },
	{ LAB_CALC, "-calc.answer.comes", { R(0, "alice\n"),
	    R(100, "1 + 2\n"), T(2500) } },
	{ LAB_WAIT, "-wait.step.repeats", { SET(0, "delay=5000,seed=7"),
	    R(0, NUMBER("5")), S(5000, ANSWER), DONE(10000, "delay 5000 ms"),
	    T(40500) } },
	{ LAB_WAIT, "?wait.step.repeats", { SET(0, "delay=5000,seed=7"),
	    R(0, NUMBER("5")), S(5000, ANSWER), DONE(10000, "delay 5000 ms"),
	    T(39000) } },
};

static void
lateness_of_our_own(void)
{
	TRY(late_trials);
}

UNIT_MAIN("judge_mischief", TEST(goes_on), TEST(rushed),
    TEST(leaves_after_a_piece), TEST(endings), TEST(datagrams),
    TEST(lateness_of_our_own))
