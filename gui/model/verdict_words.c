/* What the judge says of a message, in words. */
#include "gui/model/verdict_words.h"

#include <string.h>

#include "base/text.h"
#include "base/wording.h"

const char *
verdict_mark_words(enum log_mark mark)
{
	switch (mark) {
	case LOG_MARK_JUDGING:
		return wording_of("mark.judging", "judging");
	case LOG_MARK_NOT_JUDGED:
		return wording_of("mark.notJudged", "not judged");
	case LOG_MARK_OK:
		return wording_of("mark.ok", "ok");
	case LOG_MARK_STYLE:
		return wording_of("mark.style", "style");
	case LOG_MARK_SHOULD:
		return wording_of("mark.should", "should");
	case LOG_MARK_MUST:
		return wording_of("mark.must", "must");
	default:
		return "";
	}
}

void
verdict_heading(const struct log_entry *entry, char out[VERDICT_WORDS_SIZE])
{
	const struct judge_verdict *worst = log_worst(entry);
	char name[RULE_NAME_SIZE], line[WORDING_NUMBER_SIZE];
	char column[WORDING_NUMBER_SIZE], more[40];
	size_t used;

	out[0] = '\0';
	if (worst == NULL)
		return;
	wording_put(out, VERDICT_WORDS_SIZE, worst->len == 0 ?
	    wording_of("heading.fault", "%1: %2") :
	    wording_of("heading.faultAt", "%1, line %3, column %4: %2"),
	    rule_name(worst->rule, worst->lab, name), worst->said,
	    wording_number(line, worst->line),
	    wording_number(column, worst->column), NULL);
	if (entry->verdicts->fault_count == 1)
		return;
	wording_put(more, sizeof(more), wording_of("heading.more",
	    "(and %1 more)"), wording_number(line,
	    entry->verdicts->fault_count - 1), NULL);
	used = strlen(out);
	(void)snprintf(out + used, VERDICT_WORDS_SIZE - used, " %s", more);
}

static void
put_titled(FILE *out, const char *title, const char *words)
{
	if (words != NULL && words[0] != '\0')
		fprintf(out, "  %-10s%s\n", title, words);
}

static void
put_fault(FILE *out, const struct judge_verdict *verdict)
{
	char name[RULE_NAME_SIZE], where[JUDGE_WHERE_SIZE];
	char quoted[JUDGE_QUOTED_SIZE];

	fprintf(out, "%-8s%s\n", verdict_mark_words(verdict->severity ==
	    RULE_MUST ? LOG_MARK_MUST : verdict->severity == RULE_SHOULD ?
	    LOG_MARK_SHOULD : LOG_MARK_STYLE), rule_name(verdict->rule,
	    verdict->lab, name));
	put_titled(out, wording_of("judged.told", "told"), verdict->said);
	judge_where(verdict, where);
	if (verdict->len > 0)
		put_titled(out, wording_of("judged.where", "where"), where);
	judge_quoted(verdict, quoted);
	put_titled(out, wording_of("judged.quote", "quote"), quoted);
	put_titled(out, wording_of("judged.instead", "instead"),
	    rule_instead(verdict->rule, verdict->lab));
	fputc('\n', out);
}

/* A name a line. */
static void
put_ok(FILE *out, const char *names)
{
	size_t len;

	for (; *names != '\0'; names += len + strspn(names + len, ", ")) {
		len = strcspn(names, ", ");
		fprintf(out, "%-8s%.*s\n", verdict_mark_words(LOG_MARK_OK),
		    (int)len, names);
	}
}

static void
put_why(FILE *out, const char *why)
{
	char words[JUDGE_SAID_SIZE + 40];

	wording_put(words, sizeof(words), wording_of("judged.not",
	    "not judged: %1"), why, NULL);
	fprintf(out, "%s\n", words);
}

void
verdict_put(FILE *out, const struct log_entry *entry)
{
	const struct log_verdicts *verdicts = entry->verdicts;
	char words[120], number[WORDING_NUMBER_SIZE];
	unsigned i;

	for (i = 0; i < verdicts->kept; i++)
		put_fault(out, verdicts->faults[i]);
	if (verdicts->kept < verdicts->fault_count) {
		wording_put(words, sizeof(words), wording_of("judged.more",
		    "and %1 more that are not ok"), wording_number(number,
		    verdicts->fault_count - verdicts->kept), NULL);
		fprintf(out, "%s\n\n", words);
	}
	put_ok(out, verdicts->ok);
	if (verdicts->why[0] != '\0')
		put_why(out, verdicts->why);
	else if (verdicts->kept == 0 && verdicts->ok[0] == '\0')
		fprintf(out, "%s\n", wording_of("judged.none",
		    "nothing is wrong with it; no rule asks for more"));
}
