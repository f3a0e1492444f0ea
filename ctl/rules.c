/* rules: what clients and servers are graded by. */
#include <stdio.h>
#include <string.h>

#include "ctl/command.h"
#include "ctl/json_value.h"
#include "wire/rule.h"

/* "wait, calc" */
static void
rules_labs(unsigned rule, char out[64])
{
	unsigned lab;
	size_t len = 0;

	out[0] = '\0';
	for (lab = 0; lab < LAB_COUNT; lab++)
		if (rule_in_lab(rule, lab))
			len += (size_t)snprintf(out + len, 64 - len, "%s%s",
			    len == 0 ? "" : ", ", lab_info(lab)->name);
}

/* "must", "must in wait, order; else should". */
static void
rules_severity(unsigned rule, char out[96])
{
	struct rule_info info = rule_info(rule);
	unsigned must = info.must_labs & info.labs, lab;
	size_t len;

	if (must == 0 || must == info.labs) {
		(void)snprintf(out, 96, "%s", rule_severity_word(must == 0 ?
		    info.severity : RULE_MUST));
		return;
	}
	len = (size_t)snprintf(out, 96, "must in");
	for (lab = 0; lab < LAB_COUNT; lab++)
		if ((must >> lab & 1) != 0)
			len += (size_t)snprintf(out + len, 96 - len, " %s",
			    lab_info(lab)->name);
	(void)snprintf(out + len, 96 - len, ", else %s",
	    rule_severity_word(info.severity));
}

/* HTTP's sentences have a place for what was there. */
static void
rules_told(const char *told, char out[256])
{
	const char *place = strstr(told, "\"%s\"");

	if (place == NULL)
		(void)snprintf(out, 256, "%s", told);
	else
		(void)snprintf(out, 256, "%.*sthis%s", (int)(place - told),
		    told, place + 4);
}

static void
rules_print(unsigned rule)
{
	struct rule_info info = rule_info(rule);
	char name[RULE_NAME_SIZE], labs[64], severity[96], told[256];

	rules_labs(rule, labs);
	rules_severity(rule, severity);
	rules_told(info.told, told);
	(void)printf("%s (%s; %s; %s%s%s%s)\n    %s\n",
	    rule_name(rule, LAB_COUNT, name), labs, rule_who_word(info.who),
	    severity, info.variant == RULE_ANY ? "" : "; variant ",
	    rule_variant_word(info.variant), info.live ? "; live" : "", told);
	if (info.instead != NULL)
		(void)printf("    instead: %s\n", info.instead);
}

static void
rules_print_limits(void)
{
	struct rule_limit limit;
	unsigned at;

	(void)printf("limits:\n");
	for (at = 0; rule_limit(at, &limit); at++)
		(void)printf("    %s: %ld %s %s\n", limit.rule, limit.value,
		    limit.unit, limit.text);
}

static json_t *
rules_object(unsigned rule)
{
	struct rule_info info = rule_info(rule);
	json_t *object = json_object(), *labs = json_object();
	char name[RULE_NAME_SIZE], told[256];
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		if (rule_in_lab(rule, lab))
			(void)json_value_set(labs, lab_info(lab)->name,
			    json_string(rule_severity_word(rule_severity(rule,
			    lab))));
	rules_told(info.told, told);
	(void)json_value_set(object, "rule",
	    json_string(rule_name(rule, LAB_COUNT, name)));
	(void)json_value_set(object, "labs", labs);
	(void)json_value_set(object, "who",
	    json_string(rule_who_word(info.who)));
	(void)json_value_set(object, "variant",
	    json_value_or_null(rule_variant_word(info.variant)));
	(void)json_value_set(object, "live", json_boolean(info.live));
	(void)json_value_set(object, "told", json_value_text(told));
	(void)json_value_set(object, "instead", info.instead == NULL ?
	    json_null() : json_value_text(info.instead));
	return object;
}

static int
rules_json(struct ctl_error *error)
{
	json_t *list = json_array();
	unsigned rule;
	char *text;

	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
		(void)json_array_append_new(list, rules_object(rule));
	text = json_value_ascii(list, JSON_INDENT(2));
	json_decref(list);
	if (text == NULL)
		return ctl_error(error, EXIT_FAILURE, "no memory");
	(void)puts(text);
	free(text);
	return EXIT_SUCCESS;
}

int
command_rules(const struct ctl_call *call, struct ctl_error *error)
{
	unsigned rule;

	if (call->json)
		return rules_json(error);
	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
		rules_print(rule);
	rules_print_limits();
	return EXIT_SUCCESS;
}
