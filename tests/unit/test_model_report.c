/* The report of a client as text: which entry is its, every rule, evidence. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/report.h"
#include "tests/unit/unit.h"

static struct judging_entry entry;

static void
begin(void)
{
	struct judge_verdict verdict = { .rule = RULE_CALC_FORM,
	    .result = RULE_NOT_OK, .severity = RULE_MUST, .lab = LAB_CALC,
	    .client = 1, .message = 4, .direction = FEED_RECEIVED,
	    .wall_ns = 1, .line = 1, .column = 2, .at = 1, .len = 1,
	    .quote_len = 6, .quote = "he\x01lo\n", .said = "no expression" };
	struct judge_verdict ok = { .rule = RULE_LINES_END_HABIT,
	    .result = RULE_OK, .lab = LAB_CALC, .message = 1 };

	memset(&entry, 0, sizeof(entry));
	entry.lab = LAB_CALC;
	entry.messages = 7;
	entry.connections = 2;
	(void)strcpy(entry.name, "al\x01ice");
	(void)strcpy(entry.peer, "127.0.0.1");
	judge_summary_add(&entry.summary, &verdict);
	verdict.message = 6;
	verdict.wall_ns = 2;
	judge_summary_add(&entry.summary, &verdict);
	judge_summary_add(&entry.summary, &ok);
	judge_summary_add(&entry.summary, &ok);
}

static char *
text_of(void)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	report_put(out, &entry);
	(void)fclose(out);
	return text;
}

#define HAS(words)	CU_ASSERT_PTR_NOT_NULL(strstr(text, words))

static void
says_every_rule(void)
{
	char *text;

	begin();
	text = text_of();
	HAS("al\\x01ice@calc\n");
	HAS("1 ok, 1 not ok, ");
	HAS("messages: 7, connections: 2, from 127.0.0.1\n");
	HAS("\nnot ok    must   calc.form (2)\n"
	    "                 no expression\n");
	HAS("message 4, received, line 1, column 2\n");
	HAS("h\xc2\xbb" "e\xc2\xab\\x01lo\\n\n");
	HAS("and at last at ");
	HAS("message 6, received");
	HAS("instead: ");
	HAS("\nok        style  lines.end.habit (2)\n");
	HAS("\nnot seen  must   lines.pad.stale\n");
	CU_ASSERT_PTR_NULL(strstr(text, "wait."));
	CU_ASSERT_PTR_NULL(strstr(text, "http."));
	CU_ASSERT_PTR_NULL(strstr(text, "family"));
	CU_ASSERT_PTR_NULL(strstr(text, "not judged"));
	free(text);
	entry.unjudged = 3;
	entry.moved = true;
	text = text_of();
	HAS("3 of its messages were not judged");
	HAS("another address");
	free(text);
}

static void
finds_whose_it_is(void)
{
	memset(&entry, 0, sizeof(entry));
	(void)strcpy(entry.name, "alice");
	CU_ASSERT(report_is_of(&entry, "alice", "127.0.0.1:4"));
	CU_ASSERT_FALSE(report_is_of(&entry, "bob", "127.0.0.1:4"));
	CU_ASSERT_FALSE(report_is_of(&entry, "", "127.0.0.1:4"));
	entry.guest = true;
	(void)strcpy(entry.name, "guest 127.0.0.1:40312");
	CU_ASSERT(report_is_of(&entry, "", "127.0.0.1:40312"));
	CU_ASSERT_FALSE(report_is_of(&entry, "", "27.0.0.1:40312"));
	CU_ASSERT_FALSE(report_is_of(&entry, "", ""));
	CU_ASSERT_FALSE(report_is_of(&entry, "guest", "127.0.0.1:40312"));
	(void)strcpy(entry.name, "alice (refused), 127.0.0.1:40312");
	CU_ASSERT(report_is_of(&entry, "", "127.0.0.1:40312"));
	(void)strcpy(entry.name, "127.0.0.1:40312");
	CU_ASSERT(report_is_of(&entry, "", "127.0.0.1:40312"));
}

UNIT_MAIN("model_report", TEST(says_every_rule), TEST(finds_whose_it_is))
