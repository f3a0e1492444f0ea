/* wire/judge_wait*.c, judge_http.c, judge_number.c: the wait lab. */
#include "tests/unit/judge_play.h"

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
	{ LAB_WAIT, "-wait.step.waits", { LOGIN, R(9,
	    NUMBER("10", "7")), S(7010, ANSWER("17", "7")),
	    EARLY(7010, NUMBER("17", "5")) } },
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
		    (int)strlen(request), 0 };
		steps[2 * i + 1] = (struct step){ 'S', i * apart_ms + 1,
		    answer, (int)strlen(answer), 0 };
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
	wait_run(8, true, refused, 900, "+wait.retry.rate");
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

#define LOOK	"GET /metrics HTTP/1.1\r\n" HOST END
#define SEEN	"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nx 1"

/* Who looks at the numbers is no client of the exercise; who asks for one, too,
 * is judged by that alone. */
static void
what_prometheus_asks_is_not_judged(void)
{
	static const struct trial trials[] = {
		{ LAB_WAIT, "?wait.head.date ?wait.head.agent "
		    "?wait.answer.fields", { R(0, LOOK), S(1, SEEN),
		    R(5000, "HEAD /metrics HTTP/1.1\r\n" HOST END),
		    S(5001, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"),
		    R(10000, LOOK), S(10001, SEEN) } },
		{ LAB_WAIT, "-wait.head.date", { R(0,
		    "GET /metricsx HTTP/1.1\r\n" HOST END) } },
		{ LAB_WAIT, "-wait.head.date", { R(0,
		    "POST /metrics HTTP/1.1\r\n" HOST ONE END "7") } },
		{ LAB_WAIT, "+wait.head.date +wait.answer.number "
		    "+wait.answer.fields", { LOGIN, R(9, NUMBER("10", "7")),
		    RR(9, LOOK), S(7010, ANSWER("17", "7")),
		    S(7011, SEEN) } },
		{ LAB_WAIT, "+wait.head.date -wait.answer.number", { LOGIN,
		    R(9, LOOK), S(10, SEEN), R(20, NUMBER("10", "7")),
		    S(7021, ANSWER("17", "8")) } },
	};

	TRY(trials);
}

#define ASK_HEAD "HEAD / HTTP/1.1\r\n" HOST AGENT DATE("10") END
#define BARE	OK200 DATE("10") "Content-Length: 204\r\n" END

/* What HTTP says has no body lacks none; nor is "100 Continue" an answer. */
static void
no_body_is_missing_where_there_is_none(void)
{
	static const struct trial trials[] = {
		{ LAB_WAIT, "?wait.body.length +wait.answer.fields", {
		    R(0, ASK_HEAD), S(1, BARE), R(9, ASK_HEAD), RR(9, ASK_HEAD),
		    S(10, BARE), S(11, BARE) } },
		{ LAB_WAIT, "-wait.body.length", { R(0, ASK_HEAD),
		    RR(0, "GET / HTTP/1.1\r\n" HOST AGENT DATE("10") END),
		    S(1, BARE), S(2, BARE) } },
		{ LAB_WAIT, "+wait.answer.number "
		    "+wait.answer.fields +wait.pause.early", { LOGIN,
		    S(8, "HTTP/1.1 100 Continue\r\n\r\n"),
		    R(9, NUMBER("10", "7")), S(7010, ANSWER("17", "7")) } },
		{ LAB_WAIT, "?wait.speaks_first ?wait.answer.fields", {
		    S(8, "HTTP/1.1 100 Continue\r\n\r\n"), R(9, NAME) } },
		{ LAB_WAIT, "+wait.answer.fields ?wait.body.length", {
		    R(0, "GET / HTTP/1.1\r\n" HOST AGENT DATE("10") END),
		    S(1, "HTTP/1.1 204 No Content\r\n" HOST "Server: s\r\n"
		    DATE("10") END) } },
		{ LAB_WAIT, "-wait.answer.fields", {
		    R(0, "GET / HTTP/1.1\r\n" HOST AGENT DATE("10") END),
		    S(1, "HTTP/1.1 204 No Content\r\n" HOST "Server: s\r\n"
		    END) } },
	};

	TRY(trials);
}

UNIT_MAIN("judge wait", TEST(waits), TEST(wait_answers), TEST(wait_habits),
    TEST(no_body_is_missing_where_there_is_none),
    TEST(spans_are_where_the_bytes_are),
    TEST(what_prometheus_asks_is_not_judged))
