/*
 * wire/judging.c over three hours of a class, simulated: thirty pupils of three
 * labs who come and go, guests, and one who floods beside them.  Every fault
 * that was made is there, no other, and nothing was lost.
 *
 * timeout: 240
 */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/when.h"
#include "shm/table.h"
#include "wire/judging.h"

#define BEGIN_NS (INT64_C(1795875910) * NS_PER_S)
#define HOURS_S	(3 * 3600)
#define PUPILS	30
#define SESSION_S 600		/* and some more, each another */
#define ROUND_S	20
#define FLOOD_EACH_S 10		/* a second of it, so often */
#define FLOOD	20000		/* records in that second */

/* One in three does all right, the others have the fault of their kind. */
enum { RIGHT, SOMETIMES, ALWAYS };
static const unsigned seats[] = { LAB_CALC, LAB_CHAT, LAB_WAIT };
static const enum rule faults[][3] = {
	{ RULE_NONE, RULE_CALC_FORM, RULE_LINES_PAD_NUL },
	{ RULE_NONE, RULE_CHAT_COMMAND_LIST, RULE_CHAT_SAY_PREFIXED },
	{ RULE_NONE, RULE_WAIT_NUMBER_RANGE, RULE_WAIT_HEAD_DATE }
};

struct pupil {
	char name[16];
	unsigned lab, kind;
	enum rule fault;
	uint64_t client;	/* 0: not here */
	uint32_t message;
	int came_s, round;
	unsigned number;	/* wait: not yet answered */
	uint64_t said;		/* messages, both ways */
	unsigned made;		/* faults */
	unsigned sessions;
};

static struct pupil pupils[PUPILS], flooder;
static struct judging *judging;
static uint64_t clients;
static int64_t now_ns;

static void
record(struct pupil *pupil, enum feed_event event,
    enum feed_direction direction, const char *bytes, size_t len)
{
	struct feed_message record = { .event = event, .wall_ns = now_ns,
	    .client = pupil->client, .lab = pupil->lab,
	    .name = pupil->name, .peer = "127.0.0.1:40112", .note = "",
	    .direction = direction, .bytes = bytes, .bytes_len = len,
	    .message_bytes = len };

	if (event == FEED_MESSAGE) {
		pupil->message++;
		pupil->said++;
	}
	record.message = pupil->message;
	if (event == FEED_DISCONNECTED)
		record.facts.end = END_CLIENT;
	judging_record(judging, &record, NULL);
	now_ns += NS_PER_MS;
}

static void
say(struct pupil *pupil, const char *text)
{
	record(pupil, FEED_MESSAGE, FEED_RECEIVED, text, strlen(text));
}

static void
answer(struct pupil *pupil, const char *text)
{
	record(pupil, FEED_MESSAGE, FEED_SENT, text, strlen(text));
}

/* A POST, with a Date or without. */
static void
post(struct pupil *pupil, const char *path, const char *body, bool dated)
{
	time_t now = (time_t)(now_ns / NS_PER_S);
	char date[64] = "", request[512];
	struct tm parts;

	if (dated)
		(void)strftime(date, sizeof(date), "Date: %a, %d %b %Y "
		    "%H:%M:%S GMT\r\n", gmtime_r(&now, &parts));
	(void)snprintf(request, sizeof(request), "POST %s HTTP/1.1\r\n"
	    "Host: x\r\nUser-Agent: c/1\r\n%sContent-Type: text/plain\r\n"
	    "Content-Length: %zu\r\n\r\n%s", path, date, strlen(body), body);
	say(pupil, request);
	pupil->made += !dated;
}

static void
come(struct pupil *pupil, int second)
{
	pupil->client = ++clients;
	pupil->message = 0;
	pupil->came_s = second;
	pupil->round = 0;
	pupil->number = 0;
	pupil->sessions++;
	record(pupil, FEED_CONNECTED, FEED_NEITHER, NULL, 0);
	if (pupil->lab == LAB_WAIT)
		post(pupil, "/clients", pupil->name, pupil->kind != ALWAYS);
	else if (pupil->lab == LAB_CALC && pupil->kind == ALWAYS)
		record(pupil, FEED_MESSAGE, FEED_RECEIVED, "pupil\0\0\0", 8);
	else
		say(pupil, pupil->name);
	pupil->made += pupil->lab == LAB_CALC && pupil->kind == ALWAYS;
	record(pupil, FEED_REGISTERED, FEED_NEITHER, NULL, 0);
	if (pupil->lab == LAB_WAIT)
		answer(pupil, "HTTP/1.1 201 Created\r\n"
		    "Content-Length: 0\r\n\r\n");
}

static void
leave(struct pupil *pupil)
{
	record(pupil, FEED_FIN, FEED_NEITHER, NULL, 0);
	record(pupil, FEED_DISCONNECTED, FEED_NEITHER, NULL, 0);
	pupil->client = 0;
}

static void
calc_round(struct pupil *pupil, bool wrong)
{
	if (pupil->kind == ALWAYS)
		record(pupil, FEED_MESSAGE, FEED_RECEIVED, "1 + 2\0\0\0", 8);
	else
		say(pupil, wrong ? "hello\n" : "1 + 2\n");
	pupil->made += pupil->kind == ALWAYS || wrong;
	answer(pupil, "3\n");
}

/* Of lines that begin with its name the second one of a session is told. */
static void
chat_round(struct pupil *pupil, bool wrong)
{
	char line[64];

	(void)snprintf(line, sizeof(line), "%.15s%sround %d\n",
	    pupil->kind == ALWAYS ? pupil->name : "",
	    pupil->kind == ALWAYS ? ": " : "", pupil->round);
	pupil->made += wrong || (pupil->kind == ALWAYS && pupil->round >= 1);
	say(pupil, wrong ? "/users\n" : line);
	answer(pupil, "somebody: said something\n");
}

static void
wait_round(struct pupil *pupil, bool wrong)
{
	char body[16];

	pupil->number = wrong ? 3 : 5 + (unsigned)pupil->round % 11;
	(void)snprintf(body, sizeof(body), "%u", pupil->number);
	pupil->made += wrong;
	post(pupil, "/wait", body, pupil->kind != ALWAYS);
}

static void
wait_answered(struct pupil *pupil)
{
	char body[64], text[256];

	(void)snprintf(body, sizeof(body), "Server waited %u seconds for "
	    "client %.15s.", pupil->number, pupil->name);
	(void)snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n"
	    "Content-Type: text/plain\r\nContent-Length: %zu\r\n\r\n%s",
	    strlen(body), body);
	answer(pupil, text);
	pupil->number = 0;
}

/* What a pupil does in a second. */
static void
live(struct pupil *pupil, int second, int seat)
{
	int here_s = second - pupil->came_s;
	bool wrong = pupil->kind == SOMETIMES && pupil->round == 2;

	if (pupil->client == 0) {
		if (second % 7 == seat % 7)
			come(pupil, second);
		return;
	}
	if (pupil->number != 0 && here_s % ROUND_S == (int)pupil->number)
		wait_answered(pupil);
	if (here_s % ROUND_S != 0 || here_s == 0)
		return;
	if (here_s >= SESSION_S + 20 * seat) {
		leave(pupil);
		return;
	}
	if (pupil->lab == LAB_CALC)
		calc_round(pupil, wrong);
	else if (pupil->lab == LAB_CHAT)
		chat_round(pupil, wrong);
	else
		wait_round(pupil, wrong);
	pupil->round++;
}

/* Somebody who looks in, and a second of a flood. */
static void
others(int second)
{
	struct pupil guest = { .name = "guest", .lab = LAB_CALC };
	int64_t second_ns = BEGIN_NS + second * NS_PER_S;
	int i;

	if (second % 60 == 30) {
		guest.client = ++clients;
		record(&guest, FEED_CONNECTED, FEED_NEITHER, NULL, 0);
		leave(&guest);
	}
	if (second == 0)
		come(&flooder, 0);
	if (second % FLOOD_EACH_S != 0)
		return;
	for (i = 0; i < FLOOD; i++) {
		now_ns = second_ns + i * (NS_PER_S / FLOOD);
		say(&flooder, "1 + 1\n");
	}
}

static void
class_begin(void)
{
	struct judge_policy policies[LAB_COUNT];
	int i;

	memset(policies, 0, sizeof(policies));
	for (i = 0; i < LAB_COUNT; i++)
		policies[i].who = RULE_CLIENT;
	judging = judging_new(policies, 256);
	CU_ASSERT_PTR_NOT_NULL_FATAL(judging);
	for (i = 0; i < PUPILS; i++) {
		(void)snprintf(pupils[i].name, sizeof(pupils[i].name),
		    "pupil%d", i);
		pupils[i].lab = seats[i % 3];
		pupils[i].kind = (unsigned)i / 3 % 3;
		pupils[i].fault = faults[i % 3][i / 3 % 3];
	}
	(void)snprintf(flooder.name, sizeof(flooder.name), "flooder");
	flooder.lab = LAB_CALC;
}

static const struct judging_entry *
entry_named(const char *name)
{
	const struct judging_entry *entry;
	size_t at = 0;

	while ((entry = judging_next(judging, &at)) != NULL)
		if (strcmp(entry->name, name) == 0)
			return entry;
	return NULL;
}

/* All that is not ok, and how often. */
static void
look_at(const struct pupil *pupil)
{
	const struct judging_entry *entry = entry_named(pupil->name);
	char name[RULE_NAME_SIZE];
	unsigned rule, wanted;

	CU_ASSERT_PTR_NOT_NULL_FATAL(entry);
	CU_ASSERT_EQUAL(entry->messages, pupil->said);
	CU_ASSERT_EQUAL(entry->unjudged, 0);
	CU_ASSERT_EQUAL(entry->connections, pupil->sessions);
	for (rule = 1; rule < RULE_COUNT; rule++) {
		wanted = rule == pupil->fault ? pupil->made : 0;
		if (entry->summary.counts[rule].not_ok == wanted)
			continue;
		CU_FAIL("a fault is missing, or one is told that was not");
		printf("\n      %s: %s: %u, and %u were made", pupil->name,
		    rule_name(rule, pupil->lab, name),
		    entry->summary.counts[rule].not_ok, wanted);
	}
	CU_ASSERT_TRUE(pupil->fault == RULE_NONE || pupil->made > 5);
}

/* The report of one. */
static void
show(const struct pupil *pupil)
{
	const struct judging_entry *entry = entry_named(pupil->name);
	const struct judge_evidence *evidence;
	char name[RULE_NAME_SIZE], quoted[JUDGE_QUOTED_SIZE];
	unsigned rule;

	printf("\n      %s after three hours: %llu messages, %u connections",
	    pupil->name, (unsigned long long)entry->messages,
	    entry->connections);
	for (rule = 1; rule < RULE_COUNT; rule++) {
		if (judge_summary_result(&entry->summary, rule) ==
		    RULE_NOT_SEEN)
			continue;
		printf("\n      %-18s ok %u times, not ok %u times",
		    rule_name(rule, pupil->lab, name),
		    entry->summary.counts[rule].ok,
		    entry->summary.counts[rule].not_ok);
		evidence = judge_summary_evidence(&entry->summary, rule);
		if (evidence == NULL)
			continue;
		judge_quoted(&evidence->first, quoted);
		printf("\n          first %lld s after the beginning: %s, %s",
		    (long long)((evidence->first.wall_ns - BEGIN_NS) /
		    NS_PER_S), evidence->first.said, quoted);
		judge_quoted(&evidence->last, quoted);
		printf("\n          at last %lld s after it: %s",
		    (long long)((evidence->last.wall_ns - BEGIN_NS) /
		    NS_PER_S), quoted);
	}
	printf("\n      ");
}

static void
three_hours_of_a_class(void)
{
	const struct judging_entry *entry;
	struct judging_facts facts;
	int second, i;

	class_begin();
	for (second = 0; second < HOURS_S; second++) {
		for (i = 0; i < PUPILS; i++) {
			now_ns = BEGIN_NS + second * NS_PER_S +
			    i * 10 * NS_PER_MS;
			live(&pupils[i], second, i);
		}
		others(second);
		judging_time(judging, BEGIN_NS + (second + 1) * NS_PER_S -
		    NS_PER_MS, NULL);
	}
	for (i = 0; i < PUPILS; i++)
		look_at(&pupils[i]);
	judging_facts(judging, &facts);
	CU_ASSERT_EQUAL(facts.missed, 0);
	CU_ASSERT_EQUAL(facts.gave_way, 0);
	CU_ASSERT_EQUAL(facts.skipped_count, 0);
	entry = entry_named("flooder");
	CU_ASSERT_PTR_NOT_NULL_FATAL(entry);
	CU_ASSERT_EQUAL(entry->messages, flooder.said);
	CU_ASSERT_TRUE(entry->unjudged > flooder.said - 300);
	CU_ASSERT_TRUE(entry->summary.counts[RULE_LINES_FLOOD].not_ok > 0);
	show(&pupils[3]);
	judging_free(judging);
}

UNIT_MAIN("judging for hours", TEST(three_hours_of_a_class))
