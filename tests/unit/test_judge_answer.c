/* The judge's document, written, read, and cut short. */
#include "tests/unit/unit.h"

#include "base/when.h"
#include "watch/judge_answer.h"
#include "wire/judging_document.h"

#define BEGIN_NS (INT64_C(1795875910) * NS_PER_S)

static struct judging *judging;

static void
say(uint64_t client, enum feed_event event, const char *name,
    const char *text)
{
	struct feed_message record = { .event = event, .client = client,
	    .lab = LAB_CALC, .name = name, .peer = "127.0.0.1:40112",
	    .note = "", .bytes = text, .bytes_len = strlen(text),
	    .direction = FEED_RECEIVED, .wall_ns = BEGIN_NS + (int64_t)client };

	judging_record(judging, &record, NULL);
}

/* Alice with a name that JSON must escape, a guest, a fault. */
static char *
document_of(const char *who, bool evidence, size_t *len)
{
	struct judge_policy policies[LAB_COUNT] = { { .who = RULE_CLIENT } };
	struct judging_document document;
	struct name_at at = { .name = NULL };

	policies[LAB_CALC].who = RULE_CLIENT;
	judging = judging_new(policies, 8);
	say(1, FEED_MESSAGE, "guest-1", "a\"\\\xc3\xa9");
	say(1, FEED_REGISTERED, "a\"\\\xc3\xa9", "");
	say(1, FEED_MESSAGE, "a\"\\\xc3\xa9", "he\x01llo");
	say(2, FEED_MESSAGE, "guest-2", "1 + 1");
	if (who != NULL)
		CU_ASSERT_PTR_NULL(name_at_parse(&at, who, strlen(who)));
	judging_document_begin(&document, judging, &at, evidence);
	while (!document.done)
		CU_ASSERT_TRUE_FATAL(judging_document_more(&document));
	*len = document.len;
	return document.bytes;
}

static void
comes_back(void)
{
	const struct judge_evidence *evidence;
	struct judge_answer answer;
	size_t len;
	char *bytes = document_of(NULL, true, &len);

	CU_ASSERT_PTR_NULL_FATAL(judge_answer_read(&answer, bytes, len));
	CU_ASSERT_EQUAL_FATAL(answer.count, 2);
	CU_ASSERT_STRING_EQUAL(answer.entries[0]->name, "a\"\\\xc3\xa9");
	CU_ASSERT_STRING_EQUAL(answer.entries[0]->peer, "127.0.0.1");
	CU_ASSERT_EQUAL(answer.entries[0]->messages, 2);
	CU_ASSERT_EQUAL(answer.entries[0]->lab, LAB_CALC);
	CU_ASSERT_TRUE(answer.entries[1]->guest);
	evidence = judge_summary_evidence(&answer.entries[0]->summary,
	    RULE_CALC_FORM);
	CU_ASSERT_PTR_NOT_NULL_FATAL(evidence);
	CU_ASSERT_EQUAL(evidence->first.quote_len, 6);
	CU_ASSERT_EQUAL(memcmp(evidence->first.quote, "he\x01llo", 6), 0);
	CU_ASSERT_EQUAL(evidence->last.wall_ns, BEGIN_NS + 1);
	CU_ASSERT_EQUAL(answer.entries[0]->summary.
	    counts[RULE_CALC_NAME_SENT].ok, 1);
	judge_answer_free(&answer);
	judging_free(judging);
	free(bytes);
}

static void
one_or_without_evidence(void)
{
	struct judge_answer answer;
	size_t len;
	char *bytes = document_of("guest 127.0.0.1:40112@calc", false, &len);

	CU_ASSERT_PTR_NULL_FATAL(judge_answer_read(&answer, bytes, len));
	CU_ASSERT_EQUAL_FATAL(answer.count, 1);
	CU_ASSERT_EQUAL(answer.entries[0]->summary.
	    counts[RULE_CALC_NAME_SENT].not_ok, 1);
	CU_ASSERT_EQUAL(answer.entries[0]->summary.evidence_count, 0);
	judge_answer_free(&answer);
	judging_free(judging);
	free(bytes);
}

/* Whatever is cut off or changed: a reason, or an answer within its bounds. */
static void
spoilt_is_no_harm(void)
{
	struct judge_answer answer;
	size_t len, at;
	char *bytes = document_of(NULL, true, &len), was;

	for (at = 0; at + 1 < len; at++)
		CU_ASSERT_PTR_NOT_NULL(judge_answer_read(&answer, bytes, at));
	for (at = 0; at < len; at++) {
		was = bytes[at];
		bytes[at] = was == '9' ? '0' : '9';
		if (judge_answer_read(&answer, bytes, len) == NULL)
			CU_ASSERT_TRUE(answer.count <= 2);
		judge_answer_free(&answer);
		bytes[at] = was;
	}
	judging_free(judging);
	free(bytes);
}

UNIT_MAIN("judge_answer", TEST(comes_back), TEST(one_or_without_evidence),
    TEST(spoilt_is_no_harm))
