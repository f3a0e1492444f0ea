/* A report for programs, and for Gradescope. */
#include <string.h>

#include "ctl/json_value.h"
#include "ctl/report.h"

static bool
json_write(json_t *document, FILE *out)
{
	char *text = document == NULL ? NULL :
	    json_value_ascii(document, JSON_INDENT(2));

	json_decref(document);
	if (text == NULL)
		return false;
	fprintf(out, "%s\n", text);
	free(text);
	return true;
}

static json_t *
json_evidence(const struct judge_verdict *verdict)
{
	json_t *object = json_object();
	char quoted[JUDGE_QUOTED_SIZE];
	bool placed = verdict->message != 0;

	judge_quoted(verdict, quoted);
	(void)json_value_set(object, "time",
	    json_value_time(verdict->wall_ns));
	(void)json_value_set(object, "message", placed ?
	    json_integer(verdict->message) : json_null());
	(void)json_value_set(object, "direction", !placed ? json_null() :
	    json_string(verdict->direction == FEED_SENT ? "sent" :
	    "received"));
	(void)json_value_set(object, "line", placed ?
	    json_integer(verdict->line) : json_null());
	(void)json_value_set(object, "column", placed ?
	    json_integer(verdict->column) : json_null());
	(void)json_value_set(object, "offset", placed ?
	    json_integer(verdict->at) : json_null());
	(void)json_value_set(object, "length", placed ?
	    json_integer(verdict->len) : json_null());
	(void)json_value_set(object, "quote", placed ?
	    json_value_text(quoted) : json_null());
	(void)json_value_set(object, "told", json_value_text(verdict->said));
	return object;
}

static json_t *
json_rule(const struct report_rule *rule)
{
	json_t *object = json_object();
	bool fault = rule->result == RULE_NOT_OK && rule->evidence != NULL;

	(void)json_value_set(object, "rule", json_string(rule->name));
	(void)json_value_set(object, "severity",
	    json_string(rule_severity_word(rule->severity)));
	(void)json_value_set(object, "result",
	    json_string(rule_result_word(rule->result)));
	(void)json_value_set(object, "times", json_integer(rule->times));
	(void)json_value_set(object, "first", fault ?
	    json_evidence(&rule->evidence->first) : json_null());
	(void)json_value_set(object, "last", fault ?
	    json_evidence(&rule->evidence->last) : json_null());
	(void)json_value_set(object, "instead", rule->instead == NULL ?
	    json_null() : json_value_text(rule->instead));
	return object;
}

static json_t *
json_section(const struct report *report,
    const struct report_section *section)
{
	struct report_counts counts = report_count(report, section);
	const struct judging_entry *entry = section->entry;
	json_t *object = json_object(), *rules = json_array();
	struct report_rule rule;
	unsigned at = 0;

	while (entry != NULL && report_next(report, section, &at, &rule))
		(void)json_array_append_new(rules, json_rule(&rule));
	(void)json_value_set(object, "name", json_value_text(section->name));
	(void)json_value_set(object, "lab",
	    json_string(lab_info(section->lab)->name));
	(void)json_value_set(object, "missing", json_boolean(entry == NULL));
	(void)json_value_set(object, "address", entry == NULL ? json_null() :
	    json_value_or_null(entry->peer));
	(void)json_value_set(object, "connections", json_integer(entry ==
	    NULL ? 0 : entry->connections));
	(void)json_value_set(object, "messages", json_value_count(entry ==
	    NULL ? 0 : entry->messages));
	(void)json_value_set(object, "not_judged", json_value_count(entry ==
	    NULL ? 0 : entry->unjudged));
	(void)json_value_set(object, "ok", json_integer(counts.ok));
	(void)json_value_set(object, "not_ok", json_integer(counts.not_ok));
	(void)json_value_set(object, "not_seen", json_integer(entry == NULL ?
	    0 : counts.not_seen));
	(void)json_value_set(object, "musts_not_ok",
	    json_integer(counts.musts));
	(void)json_value_set(object, "rules", rules);
	return object;
}

bool
report_json(const struct report *report, FILE *out)
{
	json_t *document = json_object(), *sections = json_array();
	size_t i;

	for (i = 0; i < report->count; i++)
		(void)json_array_append_new(sections,
		    json_section(report, &report->sections[i]));
	(void)json_value_set(document, "version", json_integer(1));
	(void)json_value_set(document, "lost",
	    json_value_count(report->lost));
	(void)json_value_set(document, "reports", sections);
	return json_write(document, out);
}

/* A must that was seen is a point; a group is told by its name. */
static json_t *
gradescope_rule(const struct report_section *section,
    const struct report_rule *rule)
{
	json_t *object = json_object();
	char title[4 * JUDGING_NAME_SIZE + RULE_NAME_SIZE + 16];
	char evidence[REPORT_EVIDENCE_SIZE] = "";
	bool must = rule->severity == RULE_MUST;
	bool fault = rule->result == RULE_NOT_OK;

	(void)snprintf(title, sizeof(title), "%s@%s: %s", section->name,
	    lab_info(section->lab)->name, rule->name);
	if (fault && rule->evidence != NULL)
		report_evidence(&rule->evidence->first, evidence);
	(void)json_value_set(object, "name", json_value_text(title));
	(void)json_value_set(object, "status", json_string(fault ? "failed" :
	    "passed"));
	(void)json_value_set(object, "max_score", json_integer(must));
	(void)json_value_set(object, "score", json_integer(must && !fault));
	if (!fault)
		return object;
	(void)snprintf(title, sizeof(title), "%s", rule->evidence == NULL ?
	    rule_info(rule->rule).told : rule->evidence->first.said);
	(void)json_value_set(object, "output", json_pack("s++", title, "\n",
	    evidence));
	return object;
}

bool
report_gradescope(const struct report *report, FILE *out)
{
	json_t *document = json_object(), *tests = json_array();
	struct report_rule rule;
	unsigned at;
	size_t i;

	for (i = 0; i < report->count; i++)
		for (at = 0; report_next(report, &report->sections[i], &at,
		    &rule);)
			if (rule.result != RULE_NOT_SEEN)
				(void)json_array_append_new(tests,
				    gradescope_rule(&report->sections[i],
				    &rule));
	(void)json_value_set(document, "tests", tests);
	return json_write(document, out);
}
