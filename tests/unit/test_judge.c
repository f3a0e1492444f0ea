/* wire/judge*.c: conversations and the verdicts they must get. */
#include "tests/unit/unit.h"

#include <string.h>

#include "base/when.h"
#include "wire/judge.h"

/* 2026-11-28 14:25:10 GMT. */
#define BEGIN_NS	(INT64_C(1795875910) * NS_PER_S)

/* R: received of the client; r: the same, out of the read before; S: sent to
 * it; E: an event; T: nothing more by then. */
struct step {
	char op;
	int ms;
	const char *bytes;
	int len;
};
#define R(ms, text)	{ 'R', ms, text, sizeof(text) - 1 }
#define RR(ms, text)	{ 'r', ms, text, sizeof(text) - 1 }
#define S(ms, text)	{ 'S', ms, text, sizeof(text) - 1 }
#define E(ms, event)	{ 'E', ms, NULL, FEED_##event }
#define T(ms)		{ 'T', ms, NULL, 0 }

/* "+rule": ok, and never not ok; "-rule": not ok; "?rule": not seen. */
struct trial {
	unsigned lab;
	const char *verdicts;
	struct step steps[24];
};

struct seen {
	unsigned ok[RULE_COUNT], not_ok[RULE_COUNT];
	struct judge_verdict last;	/* not ok */
};

static struct judge judge;
static struct seen seen;

static void
see(void *context, const struct judge_verdict *verdict)
{
	char text[JUDGE_QUOTED_SIZE], where[JUDGE_WHERE_SIZE];

	(void)context;
	CU_ASSERT_TRUE_FATAL(verdict->rule > RULE_NONE &&
	    verdict->rule < RULE_COUNT);
	CU_ASSERT_TRUE(rule_in_lab(verdict->rule, verdict->lab));
	judge_quoted(verdict, text);
	judge_where(verdict, where);
	if (verdict->result == RULE_OK) {
		seen.ok[verdict->rule]++;
		return;
	}
	CU_ASSERT_TRUE(verdict->said[0] != '\0');
	seen.not_ok[verdict->rule]++;
	seen.last = *verdict;
}

static const struct judge_sink sink = { NULL, see };

/* The bytes lie against a guard page. */
static void
play_step(const struct step *step, unsigned lab, uint64_t streams[2],
    uint32_t *read)
{
	struct feed_message record = { .event = FEED_MESSAGE,
	    .wall_ns = BEGIN_NS + step->ms * NS_PER_MS, .client = 7,
	    .lab = lab, .name = "alice", .peer = "127.0.0.1:40112",
	    .note = "" };
	unsigned side = step->op == 'S';
	void *copy;

	if (step->op == 'E') {
		record.event = (enum feed_event)step->len;
		judge_record(&judge, &record, &sink);
		return;
	}
	copy = unit_guard_copy(step->bytes, (size_t)step->len);
	record.direction = side ? FEED_SENT : FEED_RECEIVED;
	record.bytes = copy;
	record.bytes_len = (size_t)step->len;
	record.message_bytes = (uint64_t)step->len;
	record.message = judge.sides[0].messages + judge.sides[1].messages + 1;
	record.datagram = lab == LAB_CLOCK;
	record.facts.stream = streams[side];
	record.facts.read = step->op == 'r' ? *read : ++*read;
	streams[side] += (uint64_t)step->len;
	judge_record(&judge, &record, &sink);
	unit_guard_free(copy, (size_t)step->len);
}

static void
play(unsigned lab, const struct step *steps, size_t count,
    const struct judge_policy *policy)
{
	uint64_t streams[2] = { 0, 0 };
	uint32_t read = 0;
	size_t i;

	memset(&seen, 0, sizeof(seen));
	judge_begin(&judge, policy, lab);
	for (i = 0; i < count && steps[i].op != 0; i++) {
		if (steps[i].op == 'T')
			judge_time(&judge, BEGIN_NS + steps[i].ms * NS_PER_MS,
			    &sink);
		else
			play_step(&steps[i], lab, streams, &read);
	}
}

static void
expect_one(const char *word, size_t len, size_t trial)
{
	enum rule rule = rule_find(word + 1, len - 1);
	enum rule_result result = seen.not_ok[rule] > 0 ? RULE_NOT_OK :
	    seen.ok[rule] > 0 ? RULE_OK : RULE_NOT_SEEN;
	enum rule_result wanted = word[0] == '+' ? RULE_OK :
	    word[0] == '-' ? RULE_NOT_OK : RULE_NOT_SEEN;

	CU_ASSERT_NOT_EQUAL(rule, RULE_NONE);
	CU_ASSERT_EQUAL(result, wanted);
	if (rule == RULE_NONE || result != wanted)
		printf("\n      trial %zu: %.*s, and it is %s (last: %s)",
		    trial, (int)len, word, rule_result_word(result),
		    seen.last.said);
}

static void
expect(const char *verdicts, size_t trial)
{
	size_t len;

	for (; *verdicts != '\0'; verdicts += len) {
		verdicts += *verdicts == ' ';
		len = strcspn(verdicts, " ");
		expect_one(verdicts, len, trial);
	}
}

static const struct judge_policy both = { .who = RULE_BOTH };

static void
try_all(const struct trial *trials, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		play(trials[i].lab, trials[i].steps,
		    sizeof(trials[i].steps) / sizeof(trials[i].steps[0]),
		    &both);
		expect(trials[i].verdicts, i);
	}
}
#define TRY(trials) try_all(trials, sizeof(trials) / sizeof((trials)[0]))

#define HOST	"Host: x\r\n"
#define AGENT	"User-Agent: c/1\r\n"
#define TYPE	"Content-Type: text/plain\r\n"
#define DATE(s)	"Date: Sat, 28 Nov 2026 14:25:" s " GMT\r\n"
#define ONE	"Content-Length: 1\r\n"
#define FIVE	"Content-Length: 5\r\n"
#define END	"\r\n"
#define POST	"POST /wait HTTP/1.1\r\n"
#define NAME	"POST /clients HTTP/1.1\r\n" HOST AGENT TYPE DATE("10") FIVE \
		END "alice"
#define OK200	"HTTP/1.1 200 OK\r\n" HOST "Server: s\r\n" TYPE
#define ANSWER(s, n) OK200 DATE(s) "Content-Length: 42\r\n" END \
		"Server waited " n " seconds for client alice.\n"
#define LOGIN	R(0, NAME), E(1, REGISTERED), S(2, OK200 DATE("10") ONE END \
		"\n")
#define NUMBER(s, n) POST HOST AGENT TYPE DATE(s) ONE END n

static const struct trial waits_trials[] = {
	{ LAB_WAIT, "+wait.step.connected +wait.step.name "
	    "+wait.name.unique +wait.number.range +wait.number.post "
	    "+wait.step.waits +wait.step.repeats +wait.head.host "
	    "+wait.head.agent +wait.head.type +wait.head.length "
	    "+wait.head.date +wait.date.form +wait.date.now "
	    "+wait.date.moves +wait.type.fits +wait.body.length "
	    "+wait.body.after +wait.end.clean ?wait.number.random "
	    "?wait.retry.rate ?wait.name.conflict ?http.bare_lf "
	    "+wait.pause.early +wait.pause.late +wait.answer.name "
	    "+wait.answer.number +wait.answer.sentence "
	    "+wait.answer.fields +wait.answer.http",
	    { E(0, CONNECTED), LOGIN, R(100, NUMBER("10", "7")),
	    S(7101, ANSWER("17", "7")), R(7500, NUMBER("17", "5")),
	    S(12501, ANSWER("22", "5")), E(12600, FIN) } },
	{ LAB_WAIT, "-wait.step.name", { R(0, NUMBER("10", "7")),
	    S(7000, ANSWER("17", "7")) } },
	{ LAB_WAIT, "?wait.step.name ?wait.number.range",
	    { E(0, CONNECTED) } },
	{ LAB_WAIT, "-wait.number.range", { LOGIN, R(9,
	    NUMBER("10", "4")) } },
	{ LAB_WAIT, "-wait.number.range", { LOGIN, R(9, POST HOST
	    AGENT TYPE DATE("10") "Content-Length: 3\r\n\r\n7.5") } },
	{ LAB_WAIT, "-wait.number.post", { LOGIN, R(9,
	    "GET /wait?seconds=7 HTTP/1.1\r\n" HOST AGENT DATE("10")
	    END) } },
	{ LAB_WAIT, "-wait.step.waits", { LOGIN, R(9,
	    NUMBER("10", "7")), RR(9, NUMBER("10", "8")) } },
	{ LAB_WAIT, "-wait.step.repeats", { LOGIN, R(9,
	    NUMBER("10", "7")), S(7010, ANSWER("17", "7")),
	    T(40000) } },
	{ LAB_WAIT, "?wait.step.repeats", { LOGIN, R(9,
	    NUMBER("10", "7")), S(7010, ANSWER("17", "7")),
	    E(7020, FIN), T(40000) } },
	{ LAB_WAIT, "-wait.name.unique -wait.name.conflict",
	    { R(0, NAME), S(1, "HTTP/1.1 409 Conflict\r\n"
	    "Content-Length: 0\r\n\r\n"), R(9, NUMBER("10", "7")) } },
	{ LAB_WAIT, "+wait.name.conflict", { R(0, NAME),
	    S(1, "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n"),
	    R(9, "POST /clients HTTP/1.1\r\n" FIVE END "alic2") } },
	{ LAB_WAIT, "-wait.head.host -wait.head.agent -wait.head.date "
	    "?wait.head.type ?wait.head.length ?http.host_missing",
	    { R(0, "GET / HTTP/1.1\r\n\r\n") } },
	{ LAB_WAIT, "-wait.head.host ?http.host_repeated", { R(0,
	    "GET / HTTP/1.1\r\n" HOST HOST AGENT DATE("10") END) } },
	{ LAB_WAIT, "-wait.head.type -wait.head.length", { R(0,
	    POST HOST AGENT DATE("10") END "7") } },
	{ LAB_WAIT, "-wait.date.form ?wait.date.now", { R(0, POST HOST
	    "Date: #DATE#\r\n\r\n") } },
	{ LAB_WAIT, "-wait.date.form", { R(0, POST HOST
	    "Date: Sun, 28 Nov 2026 14:25:10 GMT\r\n\r\n") } },
	{ LAB_WAIT, "-wait.date.now +wait.date.form", { R(0, POST
	    HOST "Date: Sat, 28 Nov 2026 15:25:10 GMT\r\n\r\n") } },
	{ LAB_WAIT, "-wait.date.moves", { R(0, POST DATE("10") END),
	    R(6000, POST DATE("10") END) } },
	{ LAB_WAIT, "-wait.type.fits", { R(0, POST
	    "Content-Type: application/json\r\n" FIVE END
	    "{\"a\":") } },
	{ LAB_WAIT, "+wait.type.fits", { R(0, POST
	    "Content-Type: application/json\r\n" FIVE END
	    "{a:1}") } },
	{ LAB_WAIT, "-wait.body.length", { R(0, POST TYPE FIVE END
	    "12") } },
	{ LAB_WAIT, "-wait.body.length", { R(0, POST TYPE ONE END
	    "12") } },
	{ LAB_WAIT, "-wait.body.length", { R(0, POST TYPE ONE END
	    "DATA: 7") } },
	{ LAB_WAIT, "?wait.body.length ?wait.date.form "
	    "?wait.type.fits", { R(0, "GET / HTTP/1.1\r\n" HOST END) }
	    },
	{ LAB_WAIT, "-wait.body.after", { R(0, POST ONE END "7"),
	    R(9, "\r\n" POST ONE END "7") } },
	{ LAB_WAIT, "-wait.end.clean", { R(0, POST ONE END "7"),
	    E(9, RESET) } },
	{ LAB_WAIT, "-http.bare_lf", { R(0,
	    "GET / HTTP/1.1\nHost: x\n\n") } },
	{ LAB_WAIT, "-http.field_no_colon", { R(0,
	    "GET / HTTP/1.1\r\nHost x\r\n\r\n") } },
};

static void
waits(void)
{
	TRY(waits_trials);
}

/* What a server gets wrong. */
static void
wait_answers(void)
{
	static const struct trial trials[] = {
		{ LAB_WAIT, "-wait.pause.early ?wait.pause.late", { LOGIN,
		    R(9, NUMBER("10", "7")), S(3000, ANSWER("13", "7")) } },
		{ LAB_WAIT, "-wait.pause.late +wait.pause.early", { LOGIN,
		    R(9, NUMBER("10", "7")), S(9500, ANSWER("19", "7")) } },
		{ LAB_WAIT, "-wait.answer.number ?wait.pause.early", { LOGIN,
		    R(9, NUMBER("10", "7")), S(7010, ANSWER("17", "8")) } },
		{ LAB_WAIT, "-wait.answer.name", { LOGIN, R(9,
		    NUMBER("10", "7")), S(7010, OK200 DATE("17")
		    "Content-Length: 39\r\n\r\n"
		    "Server waited 7 seconds for client bob.") } },
		{ LAB_WAIT, "-wait.answer.sentence +wait.answer.name",
		    { LOGIN, R(9, NUMBER("10", "7")), S(7010, OK200 DATE("17")
		    "Content-Length: 7\r\n\r\n7 alice") } },
		{ LAB_WAIT, "-wait.answer.fields", { R(0,
		    NUMBER("10", "7")), S(7000, "HTTP/1.1 200 OK\r\n\r\n7") }
		    },
		{ LAB_WAIT, "-wait.answer.request", { R(0, NUMBER("10", "7")),
		    S(7000, "POST /x HTTP/1.1\r\nHost: x\r\n"
		    "Content-Length: 1\r\n\r\n7") } },
		{ LAB_WAIT, "-wait.speaks_first", { S(0, ANSWER("10", "7")) }
		    },
		{ LAB_WAIT, "?wait.speaks_first ?wait.answer.comes", { R(0,
		    NUMBER("10", "7")) } },
	};

	TRY(trials);
}

/* So many rounds, with this answer or an error; numbers that are drawn or
 * not. */
static void
wait_run(int rounds, bool drawn, const char *answer, int apart_ms,
    const char *verdicts)
{
	static const char *const requests[] = { NUMBER("10", "7"),
	    NUMBER("10", "8") };
	static struct step steps[64];
	const char *request;
	int i;

	for (i = 0; i < rounds; i++) {
		request = requests[drawn ? i % 2 : 0];
		steps[2 * i] = (struct step){ 'R', i * apart_ms, request,
		    (int)strlen(request) };
		steps[2 * i + 1] = (struct step){ 'S', i * apart_ms + 1,
		    answer, (int)strlen(answer) };
	}
	play(LAB_WAIT, steps, 2 * (size_t)rounds, &both);
	expect(verdicts, (size_t)rounds);
}

static void
wait_habits(void)
{
	static const char refused[] = "HTTP/1.1 400 Bad Request\r\n"
	    "Content-Length: 0\r\n\r\n";

	wait_run(6, false, ANSWER("17", "7"), 7000, "-wait.number.random "
	    "?wait.retry.rate");
	wait_run(6, true, ANSWER("17", "7"), 7000, "+wait.number.random");
	wait_run(5, false, ANSWER("17", "7"), 7000, "?wait.number.random");
	wait_run(8, true, refused, 10, "-wait.retry.rate");
	wait_run(8, true, refused, 900, "?wait.retry.rate");
}

/* A fault is where its bytes are. */
static void
spans_are_where_the_bytes_are(void)
{
	static const struct step steps[] = { R(0, POST HOST
	    "Date: yesterday\r\n\r\n") };
	char quote[JUDGE_QUOTED_SIZE], where[JUDGE_WHERE_SIZE];

	play(LAB_WAIT, steps, 1, &both);
	while (seen.last.rule != RULE_WAIT_DATE_FORM)
		CU_FAIL_FATAL("another fault is the last");
	judge_quoted(&seen.last, quote);
	CU_ASSERT_PTR_NOT_NULL(strstr(quote,
	    "Date: \xc2\xbb" "yesterday\xc2\xab"));
	judge_where(&seen.last, where);
	CU_ASSERT_STRING_EQUAL(where, "line 3, column 7");
	CU_ASSERT_EQUAL(seen.last.message, 1);
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
    TEST(clocks), TEST(clock_habits), TEST(echoes), TEST(waits),
    TEST(wait_answers), TEST(wait_habits),
    TEST(spans_are_where_the_bytes_are),
    TEST(only_those_asked_for_are_judged))
