/* What every format of a report has in common. */
#include "ctl/report.h"

#include <string.h>

#include "base/when.h"

static bool
report_has(const struct report *report, const struct report_section *section,
    unsigned rule, enum rule_result result)
{
	struct rule_info info = rule_info(rule);
	unsigned variants = report->wish->variants[section->lab];

	if (!rule_in_lab(rule, section->lab) || info.who == RULE_SERVER)
		return false;
	/* A list of all that HTTP can be wrong in says nothing. */
	if (rule >= RULE_FAMILY_TLS && result != RULE_NOT_OK)
		return false;
	return info.variant == RULE_ANY || variants == 0 ||
	    (variants >> info.variant & 1) != 0;
}

static enum rule_severity
report_severity(const struct report *report,
    const struct report_section *section, unsigned rule)
{
	const struct judging_entry *entry = section->entry;
	unsigned i;

	for (i = 0; i < report->wish->must_count; i++)
		if (report->wish->musts[i] == rule)
			return RULE_MUST;
	if (entry != NULL && entry->summary.counts[rule].not_ok > 0)
		return (enum rule_severity)
		    entry->summary.counts[rule].severity;
	return rule_severity(rule, section->lab);
}

bool
report_next(const struct report *report, const struct report_section *section,
    unsigned *at, struct report_rule *rule)
{
	const struct judging_entry *entry = section->entry;

	memset(rule, 0, sizeof(*rule));
	while (++*at < RULE_COUNT) {
		rule->result = entry == NULL ? RULE_NOT_SEEN :
		    judge_summary_result(&entry->summary, *at);
		if (report_has(report, section, *at, rule->result))
			break;
	}
	if (*at >= RULE_COUNT)
		return false;
	rule->rule = *at;
	(void)rule_name(*at, section->lab, rule->name);
	rule->severity = report_severity(report, section, *at);
	rule->instead = rule_instead(*at, section->lab);
	if (entry == NULL)
		return true;
	rule->times = rule->result == RULE_NOT_OK ?
	    entry->summary.counts[*at].not_ok :
	    entry->summary.counts[*at].ok;
	rule->evidence = judge_summary_evidence(&entry->summary, *at);
	return true;
}

struct report_counts
report_count(const struct report *report,
    const struct report_section *section)
{
	struct report_counts counts = { 0 };
	struct report_rule rule;
	unsigned at = 0;

	while (report_next(report, section, &at, &rule)) {
		counts.ok += rule.result == RULE_OK;
		counts.not_ok += rule.result == RULE_NOT_OK;
		counts.not_seen += rule.result == RULE_NOT_SEEN;
		counts.musts += rule.result == RULE_NOT_OK &&
		    rule.severity == RULE_MUST;
	}
	return counts;
}

void
report_evidence(const struct judge_verdict *verdict,
    char out[REPORT_EVIDENCE_SIZE])
{
	char clock[WHEN_CLOCK_SIZE], where[JUDGE_WHERE_SIZE];
	char quoted[JUDGE_QUOTED_SIZE];

	when_clock(clock, verdict->wall_ns);
	if (verdict->message == 0) {
		(void)snprintf(out, REPORT_EVIDENCE_SIZE, "%s", clock);
		return;
	}
	judge_where(verdict, where);
	judge_quoted(verdict, quoted);
	/* Of a whole message the place says nothing. */
	(void)snprintf(out, REPORT_EVIDENCE_SIZE, "%s, message %u, %s%s%s: %s",
	    clock, verdict->message, verdict->direction == FEED_SENT ?
	    "sent" : "received", verdict->len > 0 ? ", " : "",
	    verdict->len > 0 ? where : "", quoted);
}
