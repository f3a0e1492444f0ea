/* wire/judging.c and wire/judge_summary.c: a class before the judge. */
#include "tests/unit/unit.h"

#include <setjmp.h>
#include <string.h>

#include "base/when.h"
#include "shm/table.h"
#include "wire/judging.h"
#include "wire/sentence.h"

#define BEGIN_NS (INT64_C(1795875910) * NS_PER_S)

static struct judging *judging;
static int64_t now_ns;

static void
begin(void)
{
	struct judge_policy policies[LAB_COUNT];
	unsigned lab;

	memset(policies, 0, sizeof(policies));
	for (lab = 0; lab < LAB_COUNT; lab++)
		policies[lab].who = RULE_CLIENT;
	judging = judging_new(policies, 16);
	CU_ASSERT_PTR_NOT_NULL_FATAL(judging);
	now_ns = BEGIN_NS;
}

static struct feed_message
record_of(uint64_t client, const char *name, enum feed_event event)
{
	now_ns += NS_PER_S;
	return (struct feed_message){ .event = event, .client = client,
	    .lab = LAB_CALC, .name = name, .peer = "127.0.0.1:40112",
	    .note = "", .wall_ns = now_ns };
}

static void
tell(uint64_t client, const char *name, enum feed_event event)
{
	struct feed_message record = record_of(client, name, event);

	record.facts.end = END_CLIENT;
	judging_record(judging, &record, NULL);
}

static void
say(uint64_t client, const char *name, const char *text)
{
	struct feed_message record = record_of(client, name, FEED_MESSAGE);

	record.direction = FEED_RECEIVED;
	record.bytes = text;
	record.bytes_len = strlen(text);
	judging_record(judging, &record, NULL);
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

static size_t
entry_count(void)
{
	size_t at = 0, count = 0;

	while (judging_next(judging, &at) != NULL)
		count++;
	return count;
}

static enum rule_result
result_of(const char *name, enum rule rule)
{
	const struct judging_entry *entry = entry_named(name);

	CU_ASSERT_PTR_NOT_NULL_FATAL(entry);
	return judge_summary_result(&entry->summary, rule);
}

/* What came before the name goes with it, and so do two connections. */
static void
a_name_has_all_that_its_connections_said(void)
{
	begin();
	say(1, "guest-1", "1 + 1");
	tell(1, "alice", FEED_REGISTERED);
	tell(1, "alice", FEED_DISCONNECTED);
	say(2, "guest-2", "alice");
	tell(2, "alice", FEED_REGISTERED);
	say(2, "alice", "hello");
	say(2, "alice", "nonsense");
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_NAME_SENT), RULE_NOT_OK);
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_FORM), RULE_NOT_OK);
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_QUIT), RULE_NOT_SEEN);
	CU_ASSERT_EQUAL(entry_named("alice")->connections, 2);
	CU_ASSERT_EQUAL(entry_named("alice")->messages, 4);
	CU_ASSERT_FALSE(entry_named("alice")->moved);
	CU_ASSERT_EQUAL(entry_count(), 1);
	judging_free(judging);
}

static void
a_guest_is_by_itself(void)
{
	begin();
	say(1, "guest-1", "1 + 1");
	say(2, "guest-2", "bob");
	tell(2, "bob", FEED_REGISTERED);
	tell(1, "guest-1", FEED_DISCONNECTED);
	CU_ASSERT_EQUAL(result_of("guest 127.0.0.1:40112",
	    RULE_CALC_NAME_SENT), RULE_NOT_OK);
	CU_ASSERT_TRUE(entry_named("guest 127.0.0.1:40112")->guest);
	CU_ASSERT_EQUAL(result_of("bob", RULE_CALC_NAME_SENT), RULE_OK);
	judging_free(judging);
}

static void
the_first_and_the_last_evidence_are_kept(void)
{
	const struct judge_evidence *evidence;

	begin();
	say(1, "guest-1", "alice");
	tell(1, "alice", FEED_REGISTERED);
	say(1, "alice", "one");
	say(1, "alice", "two");
	say(1, "alice", "three");
	evidence = judge_summary_evidence(&entry_named("alice")->summary,
	    RULE_CALC_FORM);
	CU_ASSERT_PTR_NOT_NULL_FATAL(evidence);
	CU_ASSERT_EQUAL(memcmp(evidence->first.quote, "one", 3), 0);
	CU_ASSERT_EQUAL(memcmp(evidence->last.quote, "three", 5), 0);
	CU_ASSERT_EQUAL(entry_named("alice")->summary.
	    counts[RULE_CALC_FORM].not_ok, 3);
	judging_free(judging);
}

/* A slip and then a fault: the fault is what has to be seen. */
static void
the_gravest_evidence_comes_first(void)
{
	const struct judge_evidence *evidence;

	begin();
	say(1, "guest-1", "alice");
	tell(1, "alice", FEED_REGISTERED);
	say(1, "alice", "1 + 2 + 3");
	say(1, "alice", "nonsense");
	say(1, "alice", "4 + 5 + 6");
	evidence = judge_summary_evidence(&entry_named("alice")->summary,
	    RULE_CALC_FORM);
	CU_ASSERT_PTR_NOT_NULL_FATAL(evidence);
	CU_ASSERT_EQUAL(evidence->first.severity, RULE_MUST);
	CU_ASSERT_EQUAL(memcmp(evidence->first.quote, "nonsense", 8), 0);
	CU_ASSERT_EQUAL(memcmp(evidence->last.quote, "4 + 5 + 6", 9), 0);
	judging_free(judging);
}

static void
chat(uint64_t client, const char *name, enum feed_direction direction,
    const char *text, int64_t wall_ns)
{
	struct feed_message record = record_of(client, name, FEED_MESSAGE);

	if (wall_ns != 0)
		record.wall_ns = wall_ns;
	record.lab = LAB_CHAT;
	record.direction = direction;
	record.bytes = text;
	record.bytes_len = strlen(text);
	judging_record(judging, &record, NULL);
}

static void
chat_enter(uint64_t client, const char *name)
{
	struct feed_message record = record_of(client, name,
	    FEED_REGISTERED);

	chat(client, "guest", FEED_RECEIVED, name, 0);
	record.lab = LAB_CHAT;
	judging_record(judging, &record, NULL);
}

/* What is said to a client by others must not cost it its verdicts; a flooder
 * is told so, and then counted. */
static void
a_flooder_is_counted_and_its_room_is_judged(void)
{
	char line[16];
	int64_t at_ns;
	int i;

	begin();
	chat_enter(1, "alice");
	chat_enter(2, "flooder");
	for (i = 0; i < 1000; i++) {
		(void)snprintf(line, sizeof(line), "line %d", i);
		at_ns = BEGIN_NS + 10 * NS_PER_S + i * NS_PER_MS / 2;
		chat(2, "flooder", FEED_RECEIVED, line, at_ns);
		chat(1, "alice", FEED_SENT, line, at_ns);
	}
	CU_ASSERT_EQUAL(entry_named("alice")->unjudged, 800);
	CU_ASSERT_EQUAL(entry_named("flooder")->unjudged, 800);
	chat(1, "alice", FEED_RECEIVED, "/list", 0);
	CU_ASSERT_EQUAL(result_of("alice", RULE_CHAT_COMMAND_LIST), RULE_OK);
	CU_ASSERT_EQUAL(result_of("flooder", RULE_LINES_FLOOD), RULE_NOT_OK);
	judging_free(judging);
}

/* More connections than there are judges: the one that was silent longest gives
 * way, and what is known of it stays. */
static void
too_many_give_way_to_each_other(void)
{
	uint64_t i;

	begin();
	say(1, "guest-1", "1 + 1");
	for (i = 2; i <= JUDGING_CLIENTS + 3; i++)
		tell(i, "guest", FEED_CONNECTED);
	CU_ASSERT_EQUAL(result_of("guest 127.0.0.1:40112",
	    RULE_CALC_NAME_SENT), RULE_NOT_OK);
	judging_free(judging);
}

/* More names than there is room for: guests go first, the oldest before the
 * others, and a name that is there stays. */
static void
guests_give_way_before_names(void)
{
	struct judging_facts facts;
	uint64_t i;

	begin();
	say(1, "guest-1", "alice");
	tell(1, "alice", FEED_REGISTERED);
	say(1, "alice", "hello");
	for (i = 2; i < 100; i++)
		say(i, "guest", "1 + 1");
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_FORM), RULE_NOT_OK);
	CU_ASSERT_TRUE(entry_count() <= 16);
	judging_facts(judging, &facts);
	CU_ASSERT_EQUAL(facts.gave_way, 99 - entry_count());
	say(1, "alice", "nonsense");
	CU_ASSERT_EQUAL(entry_named("alice")->messages, 3);
	judging_free(judging);
}

static void
who_was_refused_is_not_who_has_the_name(void)
{
	static const unsigned char packed[] = "\5\0alice";
	struct feed_message record;

	begin();
	say(1, "guest-1", "1 + 1");
	record = record_of(1, "guest-1", FEED_NOTE);
	record.facts.sentence = SENTENCE_NAME_TAKEN;
	record.bytes = packed;
	record.bytes_len = 7;
	judging_record(judging, &record, NULL);
	CU_ASSERT_EQUAL(result_of("alice (refused), 127.0.0.1:40112",
	    RULE_CALC_NAME_SENT), RULE_NOT_OK);
	CU_ASSERT_PTR_NULL(entry_named("alice"));
	judging_free(judging);
}

static unsigned blind_told;

static void
count_blind(void *context, const struct judge_verdict *verdict)
{
	(void)context;
	blind_told += verdict->rule == RULE_NONE;
}

/* 300 records of one client in a second, and one that has none of its own. */
static void
a_flood_is_counted(void)
{
	struct judge_sink sink = { NULL, count_blind };
	struct feed_message record;
	unsigned i;

	begin();
	blind_told = 0;
	say(1, "guest-1", "alice");
	tell(1, "alice", FEED_REGISTERED);
	record = record_of(1, "alice", FEED_MESSAGE);
	record.direction = FEED_RECEIVED;
	record.bytes = "1 + 1";
	record.bytes_len = 5;
	for (i = 0; i < 300; i++)
		judging_record(judging, &record, &sink);
	CU_ASSERT_EQUAL(entry_named("alice")->messages, 301);
	CU_ASSERT_EQUAL(entry_named("alice")->unjudged, 100);
	CU_ASSERT_EQUAL(blind_told, 1);
	CU_ASSERT_EQUAL(result_of("alice", RULE_LINES_FLOOD), RULE_NOT_OK);
	CU_ASSERT_TRUE(judging_skips(judging, &record));
	judging_free(judging);
}

/* Of messages 1 and 3 the second is missing: the third is not judged. */
static void
what_is_missing_makes_no_fault(void)
{
	struct feed_message record;

	begin();
	record = record_of(1, "guest-1", FEED_MESSAGE);
	record.direction = FEED_RECEIVED;
	record.bytes = "alice";
	record.bytes_len = 5;
	record.message = 1;
	judging_record(judging, &record, NULL);
	record.message = 3;
	record.bytes = "hello";
	judging_record(judging, &record, NULL);
	CU_ASSERT_EQUAL(result_of("guest 127.0.0.1:40112", RULE_CALC_FORM),
	    RULE_NOT_SEEN);
	CU_ASSERT_EQUAL(entry_named("guest 127.0.0.1:40112")->unjudged, 1);
	/* One that began before: nothing of it is judged. */
	record.client = 2;
	judging_record(judging, &record, NULL);
	CU_ASSERT_EQUAL(entry_count(), 1);
	judging_free(judging);
}

/* Another process goes on in the same memory; one that was killed within a
 * record begins that again, and not a third time. */
static void
who_follows_goes_on(void)
{
	struct judge_policy policies[LAB_COUNT] = { { .who = RULE_BOTH } };
	void *memory = calloc(1, judging_size(4));
	struct judging_facts facts;
	uint64_t number;

	policies[LAB_CALC].who = RULE_CLIENT;
	now_ns = BEGIN_NS;
	judging = judging_open(policies, 4, memory, 7);
	say(1, "guest-1", "alice");
	tell(1, "alice", FEED_REGISTERED);
	say(1, "alice", "hello");
	judging_free(judging);
	judging = judging_open(policies, 4, memory, 8);
	say(1, "alice", "nonsense");
	CU_ASSERT_EQUAL(entry_named("alice")->summary.
	    counts[RULE_CALC_FORM].not_ok, 2);
	judging_facts(judging, &facts);
	CU_ASSERT_EQUAL(facts.since_wall_ns, 7);
	CU_ASSERT_EQUAL(facts.starts, 2);
	CU_ASSERT_FALSE(judging_skipped_now(judging, &number));
	judging_free(judging);
	/* Of another size nothing is believed. */
	memset(memory, 0xa5, judging_size(4));
	judging = judging_open(policies, 4, memory, 9);
	CU_ASSERT_EQUAL(entry_count(), 0);
	say(1, "alice", "nonsense");
	judging_free(judging);
	free(memory);
}

static struct judge_sink dying;
static jmp_buf died;

static void
die(void *context, const struct judge_verdict *verdict)
{
	(void)context;
	(void)verdict;
	longjmp(died, 1);
}

static void
a_record_ends_two_judges_at_most(void)
{
	struct judge_policy policies[LAB_COUNT] = { { .who = RULE_BOTH } };
	void *memory = calloc(1, judging_size(4));
	struct feed_message record;
	volatile unsigned deaths = 0;
	uint64_t number;

	policies[LAB_CALC].who = RULE_CLIENT;
	dying = (struct judge_sink){ NULL, die };
	now_ns = BEGIN_NS;
	record = record_of(1, "guest-1", FEED_MESSAGE);
	record.direction = FEED_RECEIVED;
	record.bytes = "1 + 1";
	record.bytes_len = 5;
	record.facts.number = 77;
	for (;;) {
		judging = judging_open(policies, 4, memory, 7);
		if (judging_skipped_now(judging, &number))
			break;
		if (setjmp(died) == 0)
			judging_record(judging, &record, &dying);
		judging_free(judging);
		deaths = deaths + 1;
		CU_ASSERT_FATAL(deaths <= 2);
	}
	CU_ASSERT_EQUAL(deaths, 2);
	CU_ASSERT_EQUAL(number, 77);
	CU_ASSERT_TRUE(judging_skips(judging, &record));
	judging_free(judging);
	free(memory);
}

static void
what_no_lab_has_is_passed_over(void)
{
	struct feed_message record;

	begin();
	record = record_of(1, "alice", FEED_MESSAGE);
	record.lab = LAB_COUNT;
	judging_record(judging, &record, NULL);
	tell(0, "nobody", FEED_NOTE);
	CU_ASSERT_EQUAL(entry_count(), 0);
	judging_free(judging);
}

/* A message of the server's, and that half of it went out before a reset. */
static void
reset_by_mischief(uint64_t client, const char *name)
{
	struct feed_message record = record_of(client, name, FEED_MESSAGE);

	record.direction = FEED_SENT;
	record.message = 1;
	record.bytes = "12345678";
	record.bytes_len = record.message_bytes = 8;
	judging_record(judging, &record, NULL);
	record.event = FEED_MISCHIEF;
	record.note = "reset after 4 bytes";
	record.message_bytes = 4;
	record.bytes = NULL;
	record.bytes_len = 0;
	judging_record(judging, &record, NULL);
	record = record_of(client, name, FEED_DISCONNECTED);
	record.facts.end = END_SERVER;
	judging_record(judging, &record, NULL);
}

static void
who_was_reset_begins_anew(void)
{
	begin();
	tell(1, "alice", FEED_REGISTERED);
	reset_by_mischief(1, "alice");
	CU_ASSERT_EQUAL(result_of("alice", RULE_MISCHIEF_RESET),
	    RULE_NOT_SEEN);
	tell(2, "alice", FEED_REGISTERED);
	CU_ASSERT_EQUAL(result_of("alice", RULE_MISCHIEF_RESET), RULE_OK);
	/* Another day. */
	tell(3, "bob", FEED_REGISTERED);
	reset_by_mischief(3, "bob");
	now_ns += 3600 * NS_PER_S;
	tell(4, "bob", FEED_REGISTERED);
	CU_ASSERT_EQUAL(result_of("bob", RULE_MISCHIEF_RESET),
	    RULE_NOT_SEEN);
	judging_free(judging);
}

/* A connection of the wait lab whose server vanishes, after_ms after the last
 * one's. */
static void
cut_off(uint64_t client, int64_t after_ms)
{
	struct feed_message record;

	now_ns += (after_ms - 1000) * NS_PER_MS;
	record = record_of(client, "carla", FEED_REGISTERED);
	record.lab = LAB_WAIT;
	judging_record(judging, &record, NULL);
	record.event = FEED_MESSAGE;
	record.direction = FEED_SENT;
	record.message = 1;
	record.bytes = "HTTP/1.1 200 OK\r\n\r\n";
	record.bytes_len = record.message_bytes = 19;
	judging_record(judging, &record, NULL);
	record.event = FEED_MISCHIEF;
	record.note = "half-close after 4 bytes";
	record.message_bytes = 4;
	record.bytes = NULL;
	record.bytes_len = 0;
	judging_record(judging, &record, NULL);
	record.event = FEED_DISCONNECTED;
	record.note = "";
	record.facts.end = END_SERVER;
	judging_record(judging, &record, NULL);
}

static void
who_hammers_a_server_that_is_gone(void)
{
	uint64_t i;

	begin();
	cut_off(1, 1000);
	cut_off(2, 900);
	CU_ASSERT_EQUAL(result_of("carla", RULE_WAIT_END_GONE), RULE_OK);
	for (i = 3; i < 12; i++)
		cut_off(i, 20);
	CU_ASSERT_EQUAL(result_of("carla", RULE_WAIT_END_GONE), RULE_NOT_OK);
	CU_ASSERT_EQUAL(entry_named("carla")->summary.
	    counts[RULE_WAIT_END_GONE].not_ok, 1);
	judging_free(judging);
}

/* A name that was refused, too: the server has closed. */
static void
whoever_was_sent_away_is_looked_for(void)
{
	struct judging_closed closed;
	struct feed_message record;
	unsigned at = 0;

	begin();
	say(1, "guest-1", "alice");
	record = record_of(1, "guest-1", FEED_DISCONNECTED);
	record.facts.end = END_REFUSED;
	judging_record(judging, &record, NULL);
	CU_ASSERT_FALSE(judging_closed(judging, now_ns + 9 * NS_PER_S, &at,
	    &closed));
	at = 0;
	CU_ASSERT_TRUE(judging_closed(judging, now_ns + 31 * NS_PER_S, &at,
	    &closed));
	judging_seen(judging, 1, now_ns + 31 * NS_PER_S, JUDGE_OPEN, NULL);
	CU_ASSERT_EQUAL(result_of("guest 127.0.0.1:40112",
	    RULE_LINES_AFTER_END), RULE_NOT_OK);
	judging_free(judging);
}

UNIT_MAIN("judging", TEST(who_hammers_a_server_that_is_gone),
    TEST(whoever_was_sent_away_is_looked_for),
    TEST(who_was_reset_begins_anew),
    TEST(a_name_has_all_that_its_connections_said),
    TEST(a_guest_is_by_itself), TEST(the_first_and_the_last_evidence_are_kept),
    TEST(the_gravest_evidence_comes_first),
    TEST(a_flooder_is_counted_and_its_room_is_judged),
    TEST(too_many_give_way_to_each_other),
    TEST(guests_give_way_before_names),
    TEST(who_was_refused_is_not_who_has_the_name), TEST(a_flood_is_counted),
    TEST(what_is_missing_makes_no_fault), TEST(who_follows_goes_on),
    TEST(a_record_ends_two_judges_at_most),
    TEST(what_no_lab_has_is_passed_over))
