/* report's own options. */
#include "ctl/arguments_report.h"

#include <stdio.h>
#include <string.h>

#include "base/options.h"

/* Variants that a lab can be played in, by the words people use. */
static const struct {
	unsigned lab;
	const char *word;
	unsigned variants;
} variants[] = {
	{ LAB_ORDER, "plain", 1u << RULE_ANY },
	{ LAB_ORDER, "greeted", 1u << RULE_GREETED },
	{ LAB_ORDER, "plain+chat", 1u << RULE_RELAY },
	{ LAB_ORDER, "greeted+chat", 1u << RULE_GREETED | 1u << RULE_RELAY },
	{ LAB_CHAT, "commands", 1u << RULE_COMMANDS },
	{ LAB_CHAT, "room", 1u << RULE_ROOM },
	{ LAB_CHAT, "both", 1u << RULE_COMMANDS | 1u << RULE_ROOM },
};

/* "order=greeted" */
static int
wish_variant(const char *text, struct report_wish *wish,
    struct ctl_error *error)
{
	const char *equals = strchr(text, '=');
	size_t i;

	for (i = 0; equals != NULL && i < sizeof(variants) /
	    sizeof(variants[0]); i++)
		if (lab_find(text, (size_t)(equals - text)) ==
		    (int)variants[i].lab &&
		    strcmp(equals + 1, variants[i].word) == 0) {
			wish->variants[variants[i].lab] =
			    variants[i].variants;
			return 0;
		}
	return ctl_error(error, -1, "not a variant (order=plain, greeted, "
	    "plain+chat, greeted+chat; chat=commands, room, both): \"%s\"",
	    text);
}

/* "5-15" */
static int
wish_range(const char *text, struct report_wish *wish,
    struct ctl_error *error)
{
	const char *dash = strchr(text, '-');
	char low[16];

	if (dash != NULL && (size_t)(dash - text) < sizeof(low)) {
		memcpy(low, text, (size_t)(dash - text));
		low[dash - text] = '\0';
		if (option_number(low, 0, 3600, &wish->number_min) &&
		    option_number(dash + 1, wish->number_min > 0 ?
		    wish->number_min : 1, 3600, &wish->number_max))
			return 0;
	}
	return ctl_error(error, -1, "not a range of seconds (0 to 3600), such "
	    "as 5-15: \"%s\"", text);
}

static int
wish_must(const char *text, struct report_wish *wish,
    struct ctl_error *error)
{
	enum rule rule = rule_find(text, strlen(text));

	if (rule == RULE_NONE)
		return ctl_error(error, -1, "there is no rule \"%s\" "
		    "(barewirectl rules)", text);
	wish->musts[wish->must_count++] = rule;
	return 0;
}

int
arguments_report(const struct arguments_report *arguments,
    struct report_wish *wish, struct ctl_error *error)
{
	unsigned i;
	int lab;

	wish->lab = LAB_COUNT;
	wish->format = arguments->format;
	wish->class_file = arguments->class_file;
	wish->capture = arguments->capture;
	if (arguments->lab != NULL) {
		lab = lab_find(arguments->lab, strlen(arguments->lab));
		if (lab == -1)
			return ctl_error(error, -1, "there is no lab \"%s\" "
			    "(%s)", arguments->lab, lab_words());
		wish->lab = (unsigned)lab;
	}
	for (i = 0; i < arguments->variant_count; i++)
		if (wish_variant(arguments->variants[i], wish, error) != 0)
			return -1;
	for (i = 0; i < arguments->must_count; i++)
		if (wish_must(arguments->musts[i], wish, error) != 0)
			return -1;
	return arguments->range == NULL ? 0 :
	    wish_range(arguments->range, wish, error);
}
