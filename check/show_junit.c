/* A check's findings as JUnit XML. */
#include <string.h>

#include "base/xml.h"
#include "check/show.h"

/* Only a must fails; another fault is said all the same. */
static void
junit_fault(const struct show *show, unsigned rule, FILE *out)
{
	const struct finding *finding = &show->findings->list[rule];
	const char *element = finding->severity == RULE_MUST ? "failure" :
	    "system-out";
	const char *instead = rule_instead(rule, show->plan->lab);
	char quote[SHOW_QUOTE_SIZE];

	fprintf(out, ">\n      <%s>%s: ", element,
	    rule_severity_word(finding->severity));
	xml_put(finding->said, out);
	show_quote(quote, &finding->sent, 0, 0);
	fprintf(out, "\nsent: ");
	xml_put(quote, out);
	show_quote(quote, &finding->got, finding->at, finding->len);
	fprintf(out, "\ncame: ");
	xml_put(quote, out);
	fprintf(out, "\nexpected: ");
	xml_put(finding->expected, out);
	if (instead != NULL) {
		fprintf(out, "\ninstead: ");
		xml_put(instead, out);
	}
	fprintf(out, "</%s>\n    </testcase>\n", element);
}

static void
junit_rule(const struct show *show, unsigned rule, FILE *out)
{
	const struct finding *finding = &show->findings->list[rule];
	char name[RULE_NAME_SIZE];
	const char *why;

	fprintf(out, "    <testcase name=\"%s\"",
	    rule_name(rule, show->plan->lab, name));
	if (finding->result == RULE_NOT_OK) {
		junit_fault(show, rule, out);
	} else if (finding->result == RULE_OK) {
		fprintf(out, "/>\n");
	} else {
		why = show_unseen(show, rule);
		fprintf(out, "><skipped message=\"not seen: ");
		xml_put(why, out);
		fprintf(out, "\"/></testcase>\n");
	}
}

bool
show_junit(const struct show *show, FILE *out)
{
	struct findings_counts counts = findings_count(show->findings);
	char server[512];
	unsigned rule = 0;

	fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n  <testsuite name=\"%s: ",
	    lab_info(show->plan->lab)->name);
	xml_put(show_server(show, server, sizeof(server)), out);
	fprintf(out, "\" tests=\"%u\" failures=\"%u\" skipped=\"%u\" "
	    "time=\"%.1f\">\n", counts.ok + counts.not_ok + counts.not_seen,
	    counts.musts, counts.not_seen, show->seconds);
	while (show_next(show, &rule))
		junit_rule(show, rule, out);
	fprintf(out, "  </testsuite>\n</testsuites>\n");
	return true;
}
