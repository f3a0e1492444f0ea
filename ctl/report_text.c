/* A report for people, and as TAP. */
#include <string.h>

#include "ctl/report.h"

#define COLUMNS	78

static void
text_fault(const struct report_rule *rule, FILE *out)
{
	char evidence[REPORT_EVIDENCE_SIZE];
	const struct judge_evidence *given = rule->evidence;

	fprintf(out, "  not ok    %-6s  %s", rule_severity_word(rule->severity),
	    rule->name);
	if (rule->times > 1)
		fprintf(out, ", %u times", rule->times);
	fprintf(out, "\n            %s\n", given == NULL ?
	    rule_info(rule->rule).told : given->first.said);
	if (given != NULL) {
		report_evidence(&given->first, evidence);
		fprintf(out, "            %s\n", evidence);
	}
	if (given != NULL && given->last.wall_ns != given->first.wall_ns) {
		report_evidence(&given->last, evidence);
		fprintf(out, "            and at last %s\n", evidence);
		if (strcmp(given->first.said, given->last.said) != 0)
			fprintf(out, "            %s\n", given->last.said);
	}
	if (rule->instead != NULL)
		fprintf(out, "            instead: %s\n", rule->instead);
}

/* Names of rules in lines that fit. */
static void
text_names(const struct report *report, const struct report_section *section,
    enum rule_result result, FILE *out)
{
	size_t column = 0, len;
	struct report_rule rule;
	unsigned at = 0;

	while (report_next(report, section, &at, &rule)) {
		if (rule.result != result)
			continue;
		len = strlen(rule.name);
		if (column == 0) {
			column = (size_t)fprintf(out, "  %-9s ",
			    rule_result_word(result));
		} else if (column + len + 1 > COLUMNS) {
			fprintf(out, "\n            ");
			column = 12;
		}
		column += (size_t)fprintf(out, "%s%s", column > 12 ? " " :
		    "", rule.name);
	}
	if (column > 0)
		fprintf(out, "\n");
}

static void
text_head(const struct report *report, const struct report_section *section,
    FILE *out)
{
	struct report_counts counts = report_count(report, section);
	const struct judging_entry *entry = section->entry;
	char name[4 * JUDGING_NAME_SIZE];

	/* One that was refused was escaped when that happened. */
	(void)text_show(name, sizeof(name), section->name,
	    strlen(section->name));
	fprintf(out, "%s@%s: ", name, lab_info(section->lab)->name);
	if (entry == NULL) {
		fprintf(out, "missing: nobody of that name was here\n");
		return;
	}
	fprintf(out, "%u ok, %u not ok (%u must), %u not seen; "
	    "%llu message%s, %u connection%s from %s%s\n", counts.ok,
	    counts.not_ok, counts.musts, counts.not_seen,
	    (unsigned long long)entry->messages,
	    entry->messages == 1 ? "" : "s", entry->connections,
	    entry->connections == 1 ? "" : "s", entry->peer,
	    entry->moved ? ", and from another address before" : "");
	if (entry->unjudged > 0)
		fprintf(out, "  %llu of the messages were not judged: they "
		    "came too fast, or some before them were missed\n",
		    (unsigned long long)entry->unjudged);
}

bool
report_text(const struct report *report, FILE *out)
{
	const struct report_section *section;
	struct report_rule rule;
	unsigned at;
	size_t i;

	for (i = 0; i < report->count; i++) {
		section = &report->sections[i];
		text_head(report, section, out);
		if (section->entry == NULL)
			continue;
		for (at = 0; report_next(report, section, &at, &rule);)
			if (rule.result == RULE_NOT_OK)
				text_fault(&rule, out);
		text_names(report, section, RULE_OK, out);
		text_names(report, section, RULE_NOT_SEEN, out);
	}
	if (report->lost > 0)
		fprintf(out, "%llu records were missing: what is not seen "
		    "may have been in them\n",
		    (unsigned long long)report->lost);
	if (report->facts->gave_way > 0)
		fprintf(out, "%llu names gave way to others: there is no "
		    "room for more (--judge-memory)\n",
		    (unsigned long long)report->facts->gave_way);
	return true;
}

/* Behind a # is what becomes of a test, which a name must not say. */
static void
tap_name(const char *text, FILE *out)
{
	char name[4 * JUDGING_NAME_SIZE];
	const char *at;

	(void)text_escape(name, sizeof(name), text, strlen(text));
	for (at = name; *at != '\0'; at++) {
		if (*at == '#')
			fputc('\\', out);
		fputc(*at, out);
	}
}

/* TAP 13.  What was not seen is skipped; only a must fails. */
static void
tap_rule(const struct report_section *section, const struct report_rule *rule,
    unsigned number, FILE *out)
{
	bool fails = rule->result == RULE_NOT_OK;

	fprintf(out, "%s %u - ", fails ? "not ok" : "ok", number);
	tap_name(section->name, out);
	fprintf(out, "@%s %s%s\n", lab_info(section->lab)->name, rule->name,
	    rule->result == RULE_NOT_SEEN ? " # SKIP not seen" :
	    fails && rule->severity != RULE_MUST ? " # TODO no must" : "");
	if (fails && rule->evidence != NULL)
		fprintf(out, "# %s\n", rule->evidence->first.said);
}

bool
report_tap(const struct report *report, FILE *out)
{
	struct report_counts counts;
	struct report_rule rule;
	unsigned at, number = 0, total = 0;
	size_t i;

	for (i = 0; i < report->count; i++) {
		counts = report_count(report, &report->sections[i]);
		total += counts.ok + counts.not_ok + counts.not_seen;
	}
	fprintf(out, "TAP version 13\n1..%u\n", total);
	for (i = 0; i < report->count; i++)
		for (at = 0; report_next(report, &report->sections[i], &at,
		    &rule);)
			tap_rule(&report->sections[i], &rule, ++number, out);
	return true;
}
