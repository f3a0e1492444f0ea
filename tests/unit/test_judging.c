/* wire/judging.c and wire/judge_summary.c: a class before the judge. */
#include "tests/unit/unit.h"

#include <string.h>

#include "base/when.h"
#include "shm/table.h"
#include "wire/judging.h"

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
	judging = judging_new(policies, true);
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
	size_t i;

	for (i = 0; (entry = judging_entry(judging, i)) != NULL; i++)
		if (strcmp(entry->name, name) == 0)
			return entry;
	return NULL;
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
	judging_close(judging);
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_NAME_SENT), RULE_NOT_OK);
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_FORM), RULE_NOT_OK);
	CU_ASSERT_EQUAL(result_of("alice", RULE_CALC_QUIT), RULE_NOT_SEEN);
	CU_ASSERT_EQUAL(entry_named("alice")->connections, 2);
	CU_ASSERT_EQUAL(entry_named("alice")->messages, 4);
	CU_ASSERT_FALSE(entry_named("alice")->moved);
	CU_ASSERT_PTR_NULL(judging_entry(judging, 1));
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
	judging_close(judging);
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
	judging_close(judging);
	evidence = judge_summary_evidence(&entry_named("alice")->summary,
	    RULE_CALC_FORM);
	CU_ASSERT_PTR_NOT_NULL_FATAL(evidence);
	CU_ASSERT_EQUAL(memcmp(evidence->first.quote, "one", 3), 0);
	CU_ASSERT_EQUAL(memcmp(evidence->last.quote, "three", 5), 0);
	CU_ASSERT_EQUAL(entry_named("alice")->summary.
	    counts[RULE_CALC_FORM].not_ok, 3);
	judging_free(judging);
}

/* More connections than there are judges: the oldest gives way, and is not
 * forgotten. */
static void
too_many_give_way_to_each_other(void)
{
	uint64_t i;

	begin();
	for (i = 1; i <= JUDGING_CLIENTS + 3; i++)
		tell(i, "guest", FEED_CONNECTED);
	say(1, "guest-1", "1 + 1");
	judging_close(judging);
	CU_ASSERT_EQUAL(result_of("guest 127.0.0.1:40112",
	    RULE_CALC_NAME_SENT), RULE_NOT_OK);
	CU_ASSERT_EQUAL(judging_missed(judging), 0);
	judging_free(judging);
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
	judging_close(judging);
	CU_ASSERT_PTR_NULL(judging_entry(judging, 0));
	judging_free(judging);
}

UNIT_MAIN("judging", TEST(a_name_has_all_that_its_connections_said),
    TEST(a_guest_is_by_itself), TEST(the_first_and_the_last_evidence_are_kept),
    TEST(too_many_give_way_to_each_other),
    TEST(what_no_lab_has_is_passed_over))
