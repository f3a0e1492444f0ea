/* A check's findings for programs, and for Gradescope. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check/show.h"

static bool
json_write(json_t *document, FILE *out)
{
	char *text = document == NULL ? NULL :
	    json_dumps(document, JSON_INDENT(2) | JSON_ENSURE_ASCII);

	json_decref(document);
	if (text == NULL)
		return false;
	fprintf(out, "%s\n", text);
	free(text);
	return true;
}

/* Whatever it holds, it is UTF-8 then. */
static json_t *
json_text(const char *text)
{
	char clean[4 * SHOW_QUOTE_SIZE];

	if (text == NULL || text[0] == '\0')
		return json_null();
	(void)text_show(clean, sizeof(clean), text, strlen(text));
	return json_string(clean);
}

static json_t *
json_quote(const struct finding_quote *quote)
{
	char text[SHOW_QUOTE_SIZE];

	if (!quote->there)
		return json_null();
	show_quote(text, quote, 0, 0);
	return quote->whole == 0 ? json_string("") : json_string(text);
}

static json_t *
json_rule(const struct show *show, unsigned rule)
{
	const struct finding *finding = &show->findings->list[rule];
	bool fault = finding->result == RULE_NOT_OK;
	char name[RULE_NAME_SIZE];

	return json_pack("{s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:i, "
	    "s:i, s:o, s:o}",
	    "rule", rule_name(rule, show->plan->lab, name),
	    "severity", rule_severity_word(findings_severity(show->findings,
	    rule)), "result", rule_result_word(finding->result),
	    "plays", (int)finding->plays, "faults", (int)finding->faults,
	    "scenario", json_text(fault ? finding->scenario : NULL),
	    "told", json_text(finding->result == RULE_NOT_SEEN ?
	    show_unseen(show, rule) : finding->said),
	    "sent", json_quote(&finding->sent),
	    "came", json_quote(&finding->got),
	    "offset", (int)finding->at, "length", (int)finding->len,
	    "expected", json_text(finding->expected),
	    "instead", json_text(fault ? rule_instead(rule,
	    show->plan->lab) : NULL));
}

static json_t *
json_variants(const struct show *show)
{
	json_t *list = json_array();
	unsigned variant;

	for (variant = RULE_GREETED; variant <= RULE_ROOM; variant++)
		if ((show->findings->variants >> variant & 1) != 0)
			(void)json_array_append_new(list, json_string(
			    rule_variant_word((enum rule_variant)variant)));
	return list;
}

bool
show_json(const struct show *show, FILE *out)
{
	struct findings_counts counts = findings_count(show->findings);
	json_t *rules = json_array();
	char server[512];
	unsigned rule = 0;

	while (show_next(show, &rule))
		(void)json_array_append_new(rules, json_rule(show, rule));
	return json_write(json_pack("{s:i, s:s, s:o, s:b, s:o, s:o, s:f, s:i, "
	    "s:i, s:i, s:i, s:i, s:o}", "version", 1,
	    "lab", lab_info(show->plan->lab)->name,
	    "server", json_text(show_server(show, server, sizeof(server))),
	    "started", show->plan->run != NULL,
	    "variants", json_variants(show),
	    "note", json_text(show->findings->note),
	    "seconds", show->seconds, "ok", (int)counts.ok,
	    "not_ok", (int)counts.not_ok, "not_seen", (int)counts.not_seen,
	    "musts_not_ok", (int)counts.musts, "musts_undecided",
	    (int)counts.undecided, "rules", rules), out);
}

static json_t *
gradescope_rule(const struct show *show, unsigned rule)
{
	const struct finding *finding = &show->findings->list[rule];
	bool fault = finding->result == RULE_NOT_OK;
	bool must = findings_severity(show->findings, rule) == RULE_MUST;
	const char *instead = rule_instead(rule, show->plan->lab);
	char name[RULE_NAME_SIZE], sent[SHOW_QUOTE_SIZE],
	    got[SHOW_QUOTE_SIZE];
	json_t *object;

	object = json_pack("{s:s, s:s, s:i, s:i}", "name", rule_name(rule,
	    show->plan->lab, name), "status", fault ? "failed" : "passed",
	    "max_score", must, "score", must && !fault);
	if (!fault || object == NULL)
		return object;
	show_quote(sent, &finding->sent, 0, 0);
	show_quote(got, &finding->got, finding->at, finding->len);
	(void)json_object_set_new(object, "output", json_sprintf(
	    "%s\nsent: %s\ncame: %s\nexpected: %s\ninstead: %s",
	    finding->said, sent, got, finding->expected,
	    instead == NULL ? "" : instead));
	return object;
}

bool
show_gradescope(const struct show *show, FILE *out)
{
	json_t *tests = json_array();
	unsigned rule = 0;

	while (show_next(show, &rule))
		if (show->findings->list[rule].result != RULE_NOT_SEEN)
			(void)json_array_append_new(tests,
			    gradescope_rule(show, rule));
	return json_write(json_pack("{s:f, s:o}", "execution_time",
	    show->seconds, "tests", tests), out);
}
