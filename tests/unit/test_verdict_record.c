/* Verdicts as records: out and back, and what is none. */
#include "tests/unit/unit.h"

#include "wire/verdict_record.h"

static const struct judge_verdict given = { .rule = RULE_CALC_FORM,
    .result = RULE_NOT_OK, .severity = RULE_MUST, .lab = LAB_CALC,
    .client = 77, .message = 4, .direction = FEED_RECEIVED, .wall_ns = 12345,
    .line = 2, .column = 3, .at = 9, .len = 1, .quote_at = 2, .quote_len = 5,
    .quote = "he\0lo", .said = "no expression" };

static const struct feed_message judged = { .event = FEED_MESSAGE,
    .name = "alice", .peer = "127.0.0.1:4000", .pid = 5,
    .facts = { .number = 99, .row = 3 } };

static void
comes_back(void)
{
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;
	struct judge_verdict read;
	uint64_t number;

	verdict_record_make(&record, bytes, &given, &judged);
	CU_ASSERT_STRING_EQUAL(record.name, "alice");
	CU_ASSERT(record.fault);
	CU_ASSERT(verdict_record_read(&record, &read, &number));
	CU_ASSERT_EQUAL(number, 99);
	CU_ASSERT_EQUAL(memcmp(&read, &given, sizeof(read)), 0);
}

static void
spoilt_is_none(void)
{
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record, cut;
	struct judge_verdict read;
	uint64_t number;

	memset(bytes, 0, sizeof(bytes));
	verdict_record_make(&record, bytes, &given, &judged);
	for (cut = record; cut.bytes_len > 0; cut.bytes_len--)
		if (verdict_record_read(&cut, &read, &number))
			CU_ASSERT(cut.bytes_len >= record.bytes_len -
			    given.quote_len);
	bytes[38] = 255;
	CU_ASSERT_FALSE(verdict_record_read(&record, &read, &number));
	verdict_record_make(&record, bytes, &given, &judged);
	bytes[39] = '?';
	CU_ASSERT_FALSE(verdict_record_read(&record, &read, &number));
	verdict_record_make(&record, bytes, &given, &judged);
	bytes[36] = 9;
	CU_ASSERT_FALSE(verdict_record_read(&record, &read, &number));
	verdict_record_make(&record, bytes, &given, &judged);
	record.event = FEED_NOTE;
	CU_ASSERT_FALSE(verdict_record_read(&record, &read, &number));
}

UNIT_MAIN("verdict_record", TEST(comes_back), TEST(spoilt_is_none))
