/* server/capture_hold.c: records leave as they came, with what was said of
 * them meanwhile. */
#include "server/capture_hold.h"

#include "tests/unit/unit.h"
#include "wire/verdict_record.h"

static struct capture_hold hold;

static struct feed_message
message_of(uint64_t number, const void *bytes, size_t len)
{
	return (struct feed_message){ .event = FEED_MESSAGE, .client = 7,
	    .lab = LAB_CALC, .message = (uint32_t)number, .name = "alice",
	    .peer = "127.0.0.1:4000", .note = "", .bytes = bytes,
	    .bytes_len = len, .facts.number = number };
}

static void
judge(uint64_t number, uint64_t client, enum rule_result result)
{
	const struct feed_message of = message_of(number, "", 0);
	const struct judge_verdict verdict = { .rule = RULE_CALC_FORM,
	    .result = result, .severity = RULE_MUST, .lab = LAB_CALC,
	    .client = client, .message = (uint32_t)number, .line = 1,
	    .column = 3, .said = "no expression" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;

	verdict_record_make(&record, bytes, &verdict, &of);
	CU_ASSERT_FATAL(capture_hold_fits(&hold, &record));
	capture_hold_add(&hold, &record, 5, 0, 0);
}

/* One that does not fit is not begun. */
static void
more_verdicts_than_fit_are_said_to_be_more(void)
{
	const struct feed_message first = message_of(1, "1 +\n", 4);
	const struct capture_held *held;
	const char *end = "column 3; and more";
	unsigned i;

	memset(&hold, 0, sizeof(hold));
	capture_hold_add(&hold, &first, 10, 2, 3);
	held = capture_hold_first(&hold);
	for (i = 0; i < 50; i++)
		judge(1, 7, RULE_NOT_OK);
	CU_ASSERT_FATAL(strlen(held->judged) > strlen(end));
	CU_ASSERT_STRING_EQUAL(held->judged + strlen(held->judged) -
	    strlen(end), end);
}

static void
a_verdict_reaches_its_message(void)
{
	const struct feed_message first = message_of(1, "1 +\n", 4);
	const struct feed_message second = message_of(2, "2\n", 2);
	const struct capture_held *held;

	memset(&hold, 0, sizeof(hold));
	CU_ASSERT_PTR_NULL(capture_hold_first(&hold));
	capture_hold_add(&hold, &first, 10, 2, 3);
	capture_hold_add(&hold, &second, 11, 3, 3);
	judge(1, 7, RULE_NOT_OK);
	judge(2, 7, RULE_OK);
	judge(2, 8, RULE_NOT_OK);
	judge(1, 7, RULE_NOT_OK);
	held = capture_hold_first(&hold);
	CU_ASSERT_STRING_EQUAL(held->judged, "not ok: calc.form (must), "
	    "no expression, line 1, column 3; calc.form (must), "
	    "no expression, line 1, column 3");
	CU_ASSERT_EQUAL(held->due_ns, 10 + CAPTURE_HOLD_NS);
	CU_ASSERT_EQUAL(held->next, 2);
	CU_ASSERT_EQUAL(held->missed, 3);
	CU_ASSERT_EQUAL(memcmp(held->message.bytes, "1 +\n", 4), 0);
	CU_ASSERT_STRING_EQUAL(held->message.name, "alice");
	capture_hold_drop(&hold);
	CU_ASSERT_STRING_EQUAL(capture_hold_first(&hold)->judged, "");
	CU_ASSERT_EQUAL(hold.count, 5);
}

/* Of any lengths, as much as there is room for, in and out: what leaves is
 * what came. */
static void
everything_leaves_as_it_came(void)
{
	static unsigned char bytes[FEED_MESSAGE_MAX];
	uint64_t in = 0, out = 0, most = 0;
	const struct capture_held *held;
	struct feed_message message;
	size_t i;

	memset(&hold, 0, sizeof(hold));
	while (out < 20000) {
		message = message_of(in, bytes, in * 7919 % (in % 3 == 0 ?
		    sizeof(bytes) + 1 : 100));
		for (i = 0; i < message.bytes_len; i += 97)
			bytes[i] = (unsigned char)(in + i);
		if (in % 1000 != 999 && capture_hold_fits(&hold, &message)) {
			capture_hold_add(&hold, &message, 0, in++, 0);
			most = in - out > most ? in - out : most;
			continue;
		}
		held = capture_hold_first(&hold);
		if (held == NULL) {
			in++;
			out++;
			continue;
		}
		CU_ASSERT_EQUAL_FATAL(held->message.facts.number, out);
		for (i = 0; i < held->message.bytes_len; i += 97)
			if (((const unsigned char *)held->message.bytes)[i]
			    != (unsigned char)(out + i))
				break;
		CU_ASSERT_FATAL(i >= held->message.bytes_len);
		capture_hold_drop(&hold);
		out++;
	}
	CU_ASSERT(most > 20);
}

static void
there_is_room_to_the_last_byte(void)
{
	static unsigned char bytes[FEED_MESSAGE_MAX];
	struct feed_message message = message_of(1, bytes, sizeof(bytes));

	memset(&hold, 0, sizeof(hold));
	while (capture_hold_fits(&hold, &message))
		capture_hold_add(&hold, &message, 0, 0, 0);
	CU_ASSERT_EQUAL(hold.count, HOLD_BYTES / FEED_MESSAGE_MAX);
	message.bytes_len = HOLD_BYTES % FEED_MESSAGE_MAX + 1;
	CU_ASSERT_FALSE(capture_hold_fits(&hold, &message));
	message.bytes_len--;
	CU_ASSERT(capture_hold_fits(&hold, &message));
}

UNIT_MAIN("capture_hold", TEST(a_verdict_reaches_its_message),
    TEST(more_verdicts_than_fit_are_said_to_be_more),
    TEST(there_is_room_to_the_last_byte),
    TEST(everything_leaves_as_it_came))
