/* Marks: verdicts come to their messages, early, late, again, or never. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/details.h"
#include "gui/model/lines.h"
#include "gui/model/log_verdict.h"
#include "gui/model/stream.h"
#include "gui/model/verdict_words.h"
#include "tests/unit/unit.h"
#include "watch/message_filter.h"
#include "wire/verdict_record.h"

static struct log *log_;
static int64_t now_ns;

static struct log_entry *
add(uint64_t number, const char *text)
{
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = 1, .lab = LAB_CALC,
	    .message_bytes = strlen(text), .name = "alice",
	    .peer = "127.0.0.1:1", .note = "", .bytes = text,
	    .bytes_len = strlen(text), .wall_ns = ++now_ns,
	    .facts = { .number = number } };

	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
	return log_at(log_, log_next(log_) - 1);
}

static struct judge_verdict
fault(enum rule rule, enum rule_severity severity)
{
	return (struct judge_verdict){ .rule = rule, .result = RULE_NOT_OK,
	    .severity = severity, .lab = LAB_CALC, .client = 1, .message = 1,
	    .direction = FEED_RECEIVED, .line = 1, .column = 2, .at = 1,
	    .len = 2, .quote_len = 5, .quote = "hello", .said = "is told" };
}

static enum log_verdict_got
tell(uint64_t number, struct judge_verdict verdict)
{
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message of = { .event = FEED_MESSAGE, .name = "alice",
	    .peer = "", .facts = { .number = number } }, record;
	struct judge_verdict read;

	verdict_record_make(&record, bytes, &verdict, &of);
	return log_add_verdict(log_, &record, &read);
}

static enum log_verdict_got
tell_ok(uint64_t number, enum rule rule)
{
	struct judge_verdict verdict = { .rule = rule, .result = RULE_OK,
	    .lab = LAB_CALC, .message = 1 };

	return tell(number, verdict);
}

#define TAKEN(got)	CU_ASSERT_EQUAL(got, LOG_VERDICT_TAKEN)
#define ALONE(got)	CU_ASSERT_EQUAL(got, LOG_VERDICT_ALONE)

static void
judge_at(bool there, uint64_t next)
{
	struct log_judge judge = { there, next };

	(void)log_set_judge(log_, &judge);
}

static void
marks_follow_the_judge(void)
{
	struct log_entry *entry;

	log_ = log_new(10, 100000);
	entry = add(5, "1+1\n");
	CU_ASSERT_EQUAL(log_mark(log_, entry), LOG_MARK_NONE);
	judge_at(true, 5);
	CU_ASSERT_EQUAL(log_mark(log_, entry), LOG_MARK_JUDGING);
	judge_at(true, 6);
	CU_ASSERT_EQUAL(log_mark(log_, entry), LOG_MARK_NOT_JUDGED);
	TAKEN(tell_ok(5, RULE_CALC_FORM));
	CU_ASSERT_EQUAL(log_mark(log_, entry), LOG_MARK_OK);
	TAKEN(tell(5, fault(RULE_CALC_FORM, RULE_STYLE)));
	CU_ASSERT_EQUAL(log_mark(log_, entry), LOG_MARK_STYLE);
	TAKEN(tell(5, fault(RULE_LINES_PAD_NUL, RULE_MUST)));
	CU_ASSERT_EQUAL(log_mark(log_, entry), LOG_MARK_MUST);
	CU_ASSERT_EQUAL(log_counts(log_).not_ok, 1);
	judge_at(false, 6);
	CU_ASSERT_EQUAL(log_mark(log_, add(7, "x")), LOG_MARK_NONE);
	log_free(log_);
}

static void
the_worst_are_kept(void)
{
	static const enum rule rules[] = { RULE_LINES_PAD_NUL,
	    RULE_LINES_PAD_STALE, RULE_LINES_PAD_GARBAGE,
	    RULE_LINES_NUL_INSIDE, RULE_LINES_END_HABIT };
	struct log_entry *entry;
	unsigned i;

	log_ = log_new(10, 100000);
	entry = add(5, "hello\n");
	for (i = 0; i < 5; i++)
		TAKEN(tell(5, fault(rules[i], RULE_STYLE)));
	CU_ASSERT_EQUAL(entry->verdicts->kept, LOG_FAULTS_MAX);
	CU_ASSERT_EQUAL(entry->verdicts->fault_count, 5);
	TAKEN(tell(5, fault(RULE_CALC_FORM, RULE_MUST)));
	CU_ASSERT_EQUAL(entry->verdicts->kept, LOG_FAULTS_MAX);
	CU_ASSERT_EQUAL(log_worst(entry)->rule, RULE_CALC_FORM);
	CU_ASSERT_EQUAL(entry->verdicts->faults[1]->rule,
	    RULE_LINES_PAD_NUL);
	/* Said again by a judge that came after. */
	TAKEN(tell(5, fault(RULE_CALC_FORM, RULE_MUST)));
	CU_ASSERT_EQUAL(entry->verdicts->fault_count, 6);
	log_free(log_);
}

static void
finds_its_message(void)
{
	struct log_entry *first, *last;
	int i;

	log_ = log_new(100, 100000);
	first = add(10, "a");
	CU_ASSERT(log_add_gap(log_, 1, 0));
	for (i = 0; i < 50; i++)
		(void)add(20 + 3 * (uint64_t)i, "b");
	last = add(500, "c");
	TAKEN(tell_ok(10, RULE_CALC_FORM));
	TAKEN(tell_ok(500, RULE_CALC_FORM));
	ALONE(tell_ok(21, RULE_CALC_FORM));
	ALONE(tell_ok(0, RULE_CALC_FORM));
	ALONE(tell_ok(501, RULE_CALC_FORM));
	CU_ASSERT_EQUAL(log_mark(log_, first), LOG_MARK_OK);
	CU_ASSERT_EQUAL(log_mark(log_, last), LOG_MARK_OK);
	/* Another server: its numbers begin again. */
	first = add(10, "d");
	TAKEN(tell(10, fault(RULE_CALC_FORM, RULE_SHOULD)));
	CU_ASSERT_EQUAL(log_mark(log_, first), LOG_MARK_SHOULD);
	CU_ASSERT_EQUAL(log_mark(log_, log_at(log_, 1)), LOG_MARK_OK);
	ALONE(tell_ok(500, RULE_CALC_FORM));
	log_free(log_);
}

/* A writer that was stopped: its record comes behind later ones. */
static void
late_ones_are_found(void)
{
	struct log_entry *late, *other;
	uint64_t i;

	log_ = log_new(1000, 1000000);
	for (i = 1; i <= 100; i++)
		if (i != 40)
			(void)add(i, "a");
	now_ns -= 60;
	late = add(40, "late");
	now_ns += 60;
	other = add(101, "b");
	judge_at(true, 101);
	CU_ASSERT_EQUAL(log_mark(log_, log_at(log_, 1)),
	    LOG_MARK_NOT_JUDGED);
	TAKEN(tell(40, fault(RULE_CALC_FORM, RULE_MUST)));
	TAKEN(tell_ok(41, RULE_CALC_FORM));
	TAKEN(tell_ok(101, RULE_CALC_FORM));
	CU_ASSERT_EQUAL(log_mark(log_, late), LOG_MARK_MUST);
	CU_ASSERT_EQUAL(log_mark(log_, other), LOG_MARK_OK);
	log_free(log_);
}

static void
what_is_passed_is_not_judged(void)
{
	struct judge_verdict none = { .rule = RULE_NONE,
	    .result = RULE_NOT_SEEN, .lab = LAB_CALC, .message = 1,
	    .said = "too many" };
	struct log_entry *before, *waiting;
	char *text;

	log_ = log_new(10, 100000);
	before = add(5, "a");
	waiting = add(6, "b");
	judge_at(true, 6);
	CU_ASSERT_EQUAL(log_mark(log_, before), LOG_MARK_NOT_JUDGED);
	CU_ASSERT_EQUAL(log_mark(log_, waiting), LOG_MARK_JUDGING);
	TAKEN(tell(6, none));
	CU_ASSERT_EQUAL(log_mark(log_, waiting), LOG_MARK_NOT_JUDGED);
	text = details_text(waiting, DETAILS_VERDICT);
	CU_ASSERT_STRING_EQUAL(text, "not judged: too many\n");
	free(text);
	TAKEN(tell_ok(6, RULE_CALC_FORM));
	CU_ASSERT_EQUAL(log_mark(log_, waiting), LOG_MARK_OK);
	log_free(log_);
}

static struct stream_want
wanting(const char *text)
{
	static struct stream_want want = { .received = true, .sent = true };

	CU_ASSERT_PTR_NULL_FATAL(message_filter_parse(&want.filter, text));
	return want;
}

static void
filters_by_verdicts(void)
{
	struct stream *stream;
	struct stream_want want;
	unsigned i;

	log_ = log_new(100, 100000);
	stream = stream_new(log_);
	stream_set_page(stream, 5);
	want = wanting("fault");
	stream_set_want(stream, &want);
	for (i = 1; i <= 20; i++)
		(void)add(i, "hello\n");
	(void)stream_update(stream);
	CU_ASSERT_EQUAL(stream_messages(stream), 0);
	/* Late, and in the middle. */
	TAKEN(tell(17, fault(RULE_CALC_FORM, RULE_MUST)));
	TAKEN(tell_ok(3, RULE_CALC_FORM));
	CU_ASSERT(stream_update(stream));
	CU_ASSERT_EQUAL(stream_messages(stream), 1);
	TAKEN(tell(4, fault(RULE_LINES_PAD_NUL, RULE_STYLE)));
	CU_ASSERT(stream_update(stream));
	CU_ASSERT_EQUAL(stream_messages(stream), 2);
	CU_ASSERT_EQUAL(stream_end(stream) - stream_first(stream), 4);
	CU_ASSERT_FALSE(stream_update(stream));
	want = wanting("rule:calc.form");
	stream_set_want(stream, &want);
	CU_ASSERT_EQUAL(stream_messages(stream), 1);
	want = wanting("!fault");
	stream_set_want(stream, &want);
	CU_ASSERT_EQUAL(stream_messages(stream), 18);
	TAKEN(tell(9, fault(RULE_CALC_FORM, RULE_MUST)));
	CU_ASSERT(stream_update(stream));
	CU_ASSERT_EQUAL(stream_messages(stream), 17);
	CU_ASSERT_EQUAL(stream_place(stream, stream_end(stream) -
	    1).entry->facts.number, 20);
	stream_free(stream);
	log_free(log_);
}

static void
terms_come_and_go(void)
{
	char out[FILTER_SIZE], full[FILTER_SIZE];

	CU_ASSERT(match_toggle_term(out, "", "fault"));
	CU_ASSERT_STRING_EQUAL(out, "fault");
	CU_ASSERT(match_toggle_term(out, "lab:calc \"a fault b\" ", "fault"));
	CU_ASSERT_STRING_EQUAL(out, "lab:calc \"a fault b\" fault");
	CU_ASSERT(match_toggle_term(out, "lab:calc  Fault x", "fault"));
	CU_ASSERT_STRING_EQUAL(out, "lab:calc x");
	CU_ASSERT(match_toggle_term(out, "fault", "fault"));
	CU_ASSERT_STRING_EQUAL(out, "");
	CU_ASSERT_FALSE(match_has_term("faults>0 !fault defaults", "fault"));
	memset(full, 'x', sizeof(full) - 1);
	full[sizeof(full) - 1] = '\0';
	CU_ASSERT_FALSE(match_toggle_term(out, full, "fault"));
}

static void
says_it_in_words(void)
{
	char words[VERDICT_WORDS_SIZE], *text;
	struct log_entry *entry;

	log_ = log_new(10, 100000);
	entry = add(5, "hello\n");
	verdict_heading(entry, words);
	CU_ASSERT_STRING_EQUAL(words, "");
	CU_ASSERT_EQUAL(details_first(entry), DETAILS_RAW);
	TAKEN(tell(5, fault(RULE_CALC_FORM, RULE_MUST)));
	verdict_heading(entry, words);
	CU_ASSERT_STRING_EQUAL(words,
	    "calc.form, line 1, column 2: is told");
	TAKEN(tell(5, fault(RULE_LINES_PAD_NUL, RULE_STYLE)));
	TAKEN(tell_ok(5, RULE_LINES_END_HABIT));
	verdict_heading(entry, words);
	CU_ASSERT_STRING_EQUAL(words,
	    "calc.form, line 1, column 2: is told (and 1 more)");
	CU_ASSERT_EQUAL(details_first(entry), DETAILS_VERDICT);
	text = details_text(entry, DETAILS_VERDICT);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "must    calc.form\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "told      is told\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "where     line 1, column 2\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "h\xc2\xbb" "el\xc2\xab" "lo\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text,
	    "instead   send strlen(text) bytes"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "ok      lines.end.habit\n"));
	free(text);
	log_free(log_);
}

/* What of the line is underlined, for bytes [from, end). */
static const char *
underlined(const struct log_entry *entry, bool hex, uint32_t from,
    uint32_t end)
{
	static struct line line;
	static char out[LINE_TEXT_SIZE];
	struct line_options options = { 80, true, hex };
	struct line_span span;
	uint32_t at = 0;

	out[0] = '\0';
	while (lines_next(entry, &options, &at, &line))
		if (lines_span(entry, &options, &line, from, end, &span))
			(void)snprintf(out + strlen(out),
			    sizeof(out) - strlen(out), "[%.*s]",
			    (int)span.len, line.text + span.at);
	return out;
}

static void
offending_bytes_are_found(void)
{
	struct log_entry *entry;

	log_ = log_new(10, 100000);
	entry = add(1, "ab\tcd\r\nef\n");
	CU_ASSERT_STRING_EQUAL(underlined(entry, false, 1, 3), "[b\\t]");
	CU_ASSERT_STRING_EQUAL(underlined(entry, false, 4, 8),
	    "[d\\r\\n][e]");
	CU_ASSERT_STRING_EQUAL(underlined(entry, false, 6, 7), "[\\r\\n]");
	CU_ASSERT_STRING_EQUAL(underlined(entry, false, 10, 20), "");
	CU_ASSERT_STRING_EQUAL(underlined(entry, false, 3, 3), "");
	CU_ASSERT_STRING_EQUAL(underlined(entry, true, 7, 9), "[65  66]");
	CU_ASSERT_STRING_EQUAL(underlined(entry, true, 0, 1), "[61]");
	log_free(log_);
}

UNIT_MAIN("model_log_verdict", TEST(marks_follow_the_judge),
    TEST(the_worst_are_kept), TEST(finds_its_message),
    TEST(late_ones_are_found), TEST(what_is_passed_is_not_judged),
    TEST(filters_by_verdicts),
    TEST(terms_come_and_go), TEST(says_it_in_words),
    TEST(offending_bytes_are_found))
