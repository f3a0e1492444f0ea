/* A report as JUnit XML, and as a table for a spreadsheet. */
#include <string.h>

#include "base/xml.h"
#include "ctl/report.h"

/* Only a must fails; another fault is said all the same. */
static void
junit_rule(const struct report_rule *rule, FILE *out)
{
	char evidence[REPORT_EVIDENCE_SIZE] = "";
	const char *element = rule->severity == RULE_MUST ? "failure" :
	    "system-out";

	fprintf(out, "    <testcase name=\"%s\"", rule->name);
	if (rule->result == RULE_OK) {
		fprintf(out, "/>\n");
		return;
	}
	if (rule->result == RULE_NOT_SEEN) {
		fprintf(out, "><skipped message=\"not seen\"/></testcase>\n");
		return;
	}
	fprintf(out, ">\n      <%s>", element);
	fprintf(out, "%s: ", rule_severity_word(rule->severity));
	xml_put(rule->evidence == NULL ? rule_info(rule->rule).told :
	    rule->evidence->first.said, out);
	if (rule->evidence != NULL) {
		report_evidence(&rule->evidence->first, evidence);
		fprintf(out, "; ");
		xml_put(evidence, out);
	}
	fprintf(out, "</%s>\n    </testcase>\n", element);
}

bool
report_junit(const struct report *report, FILE *out)
{
	const struct report_section *section;
	struct report_counts counts;
	struct report_rule rule;
	unsigned at;
	size_t i;

	fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n");
	for (i = 0; i < report->count; i++) {
		section = &report->sections[i];
		counts = report_count(report, section);
		fprintf(out, "  <testsuite name=\"");
		xml_put(section->name, out);
		fprintf(out, "@%s\" tests=\"%u\" failures=\"%u\" "
		    "skipped=\"%u\">\n", lab_info(section->lab)->name,
		    counts.ok + counts.not_ok + counts.not_seen,
		    counts.musts, counts.not_seen);
		for (at = 0; report_next(report, section, &at, &rule);)
			junit_rule(&rule, out);
		fprintf(out, "  </testsuite>\n");
	}
	fprintf(out, "</testsuites>\n");
	return true;
}

/* A field, always quoted (RFC 4180).  What a spreadsheet would take for a
 * formula is text. */
static void
csv_put(const char *text, FILE *out)
{
	char clean[4 * JUDGING_NAME_SIZE];
	const char *at;

	(void)text_show(clean, sizeof(clean), text, strlen(text));
	fputc('"', out);
	if (strchr("=+-@", clean[0]) != NULL && clean[0] != '\0')
		fputc('\'', out);
	for (at = clean; *at != '\0'; at++) {
		if (*at == '"')
			fputc('"', out);
		fputc(*at, out);
	}
	fputc('"', out);
}

static void
csv_faults(const struct report *report, const struct report_section *section,
    FILE *out)
{
	struct report_rule rule;
	unsigned at = 0, count = 0;

	fputc('"', out);
	while (report_next(report, section, &at, &rule))
		if (rule.result == RULE_NOT_OK)
			fprintf(out, "%s%s", count++ == 0 ? "" : " ",
			    rule.name);
	fputc('"', out);
}

bool
report_csv(const struct report *report, FILE *out)
{
	const struct report_section *section;
	struct report_counts counts;
	size_t i;

	fprintf(out, "name,lab,address,missing,ok,not_ok,musts_not_ok,"
	    "not_seen,faults\r\n");
	for (i = 0; i < report->count; i++) {
		section = &report->sections[i];
		counts = report_count(report, section);
		csv_put(section->name, out);
		fprintf(out, ",%s,", lab_info(section->lab)->name);
		csv_put(section->entry == NULL ? "" : section->entry->peer,
		    out);
		fprintf(out, ",%s,%u,%u,%u,%u,", section->entry == NULL ?
		    "yes" : "no", counts.ok, counts.not_ok, counts.musts,
		    counts.not_seen);
		csv_faults(report, section, out);
		fprintf(out, "\r\n");
	}
	return true;
}
