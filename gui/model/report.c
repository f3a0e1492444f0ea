/* The report of a client as text. */
#include "gui/model/report.h"

#include <string.h>

#include "base/name_at.h"
#include "base/text.h"
#include "base/when.h"
#include "base/wording.h"

#define WORDS_SIZE	320
#define EVIDENCE_SIZE	(JUDGE_QUOTED_SIZE + 160)

bool
report_is_nameless(const struct row_data *row)
{
	return (row->flags & (ROW_GUEST | ROW_DATAGRAM)) != 0;
}

/* "guest 127.0.0.1:40312", "alice (refused), 127.0.0.1:40312" */
bool
report_is_of(const struct judging_entry *entry, const char *name,
    const char *peer)
{
	size_t len = strlen(entry->name), end = strlen(peer);

	if (name[0] != '\0')
		return !entry->guest && text_name_same(entry->name, len, name,
		    strlen(name));
	return entry->guest && end > 0 && len >= end &&
	    strcmp(entry->name + len - end, peer) == 0 &&
	    (len == end || entry->name[len - end - 1] == ' ');
}

static bool
is_judged(const struct judging_entry *entry, unsigned rule,
    enum rule_result result)
{
	struct rule_info info = rule_info(rule);

	if (!rule_in_lab(rule, entry->lab) || info.who == RULE_SERVER)
		return false;
	/* A list of all that HTTP can be wrong in says nothing. */
	return rule < RULE_FAMILY_TLS || result == RULE_NOT_OK;
}

static unsigned
count(const struct judging_entry *entry, enum rule_result result)
{
	unsigned rule, found = 0;

	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
		found += judge_summary_result(&entry->summary, rule) ==
		    result && is_judged(entry, rule, result);
	return found;
}

static void
put_head(FILE *out, const struct judging_entry *entry)
{
	char words[WORDS_SIZE], name[4 * JUDGING_NAME_SIZE], ok[24], bad[24];
	char unseen[24], messages[24], connections[24];

	(void)text_escape(name, sizeof(name), entry->name,
	    strlen(entry->name));
	fprintf(out, "%s@%s\n", name, lab_info(entry->lab)->name);
	wording_put(words, sizeof(words), wording_of("report.counts",
	    "%1 ok, %2 not ok, %3 not seen; messages: %4, connections: %5, "
	    "from %6"), wording_number(ok, count(entry, RULE_OK)),
	    wording_number(bad, count(entry, RULE_NOT_OK)),
	    wording_number(unseen, count(entry, RULE_NOT_SEEN)),
	    wording_number(messages, entry->messages),
	    wording_number(connections, entry->connections), entry->peer,
	    NULL);
	fprintf(out, "%s\n", words);
	if (entry->moved)
		fprintf(out, "%s\n", wording_of("report.moved",
		    "it came from another address before"));
	if (entry->unjudged == 0)
		return;
	wording_put(words, sizeof(words), wording_of("report.unjudged",
	    "%1 of its messages were not judged: what is not seen may have "
	    "been in them"), wording_number(ok, entry->unjudged), NULL);
	fprintf(out, "%s\n", words);
}

static void
put_evidence(FILE *out, const struct judge_verdict *verdict, bool last)
{
	char clock[WHEN_CLOCK_SIZE], where[JUDGE_WHERE_SIZE];
	char quoted[JUDGE_QUOTED_SIZE], number[WORDING_NUMBER_SIZE];
	char words[EVIDENCE_SIZE];

	when_clock(clock, verdict->wall_ns);
	judge_where(verdict, where);
	judge_quoted(verdict, quoted);
	wording_put(words, sizeof(words), verdict->message == 0 ?
	    wording_of("report.when", "at %1") : verdict->direction ==
	    FEED_SENT ? wording_of("report.sent", "at %1, message %2, sent") :
	    wording_of("report.received", "at %1, message %2, received"),
	    clock, wording_number(number, verdict->message), NULL);
	fprintf(out, "                 %s%s%s%s%s\n", last ?
	    wording_of("report.last", "and at last") : "", last ? " " : "",
	    words,
	    verdict->len > 0 ? ", " : "", verdict->len > 0 ? where : "");
	if (quoted[0] != '\0')
		fprintf(out, "                 %s\n", quoted);
}

static void
put_fault(FILE *out, const struct judging_entry *entry, unsigned rule)
{
	const struct judge_evidence *given =
	    judge_summary_evidence(&entry->summary, rule);
	const struct judge_count *counts = &entry->summary.counts[rule];
	const char *instead = rule_instead(rule, entry->lab);
	char name[RULE_NAME_SIZE];

	fprintf(out, "%-9s %-7s%s", rule_result_word(RULE_NOT_OK),
	    rule_severity_word((enum rule_severity)counts->severity),
	    rule_name(rule, entry->lab, name));
	if (counts->not_ok > 1)
		fprintf(out, " (%u)", counts->not_ok);
	fprintf(out, "\n                 %s\n", given == NULL ?
	    rule_info(rule).told : given->first.said);
	if (given != NULL)
		put_evidence(out, &given->first, false);
	if (given != NULL && given->last.wall_ns != given->first.wall_ns)
		put_evidence(out, &given->last, true);
	if (instead != NULL)
		fprintf(out, "                 %s %s\n", wording_of(
		    "report.instead", "instead:"), instead);
}

static void
put_rules(FILE *out, const struct judging_entry *entry,
    enum rule_result result)
{
	char name[RULE_NAME_SIZE];
	unsigned rule, times;

	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
		if (judge_summary_result(&entry->summary, rule) != result ||
		    !is_judged(entry, rule, result))
			continue;
		if (result == RULE_NOT_OK) {
			put_fault(out, entry, rule);
			continue;
		}
		times = entry->summary.counts[rule].ok;
		fprintf(out, "%-9s %-7s%s", rule_result_word(result),
		    rule_severity_word(rule_severity(rule, entry->lab)),
		    rule_name(rule, entry->lab, name));
		if (times > 1)
			fprintf(out, " (%u)", times);
		fputc('\n', out);
	}
}

void
report_put(FILE *out, const struct judging_entry *entry)
{
	put_head(out, entry);
	fputc('\n', out);
	put_rules(out, entry, RULE_NOT_OK);
	put_rules(out, entry, RULE_OK);
	put_rules(out, entry, RULE_NOT_SEEN);
	fputc('\n', out);
}

void
report_put_facts(FILE *out, const struct judging_facts *facts)
{
	char words[WORDS_SIZE], clock[WHEN_CLOCK_SIZE];
	char missed[WORDING_NUMBER_SIZE];

	when_clock(clock, facts->since_wall_ns);
	clock[8] = '\0';
	wording_put(words, sizeof(words), facts->missed == 0 ?
	    wording_of("report.since", "the judge knows what came since %1") :
	    wording_of("report.missed", "the judge knows what came since %1, "
	    "but for %2 records: what is not seen may have been in them"),
	    clock, wording_number(missed, facts->missed), NULL);
	fprintf(out, "%s\n", words);
}
