/* The command line: barewire check LAB [OPTION]... [HOST[:PORT]] */
#include "check/arguments.h"

#include <netdb.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/options.h"
#include "base/resolve.h"
#include "base/text.h"
#include "base/when.h"
#include "check/scenario.h"

#define PATIENCE_MIN	0.05
#define PATIENCE_MAX	20
#define PAUSE_MAX	15

enum check_option {
#define OPTION(letter, name, argument, help) OPTION_##name,
#include "check/options.def"
#undef OPTION
	OPTION_COUNT
};

static const struct option_spec specs[OPTION_COUNT] = {
#define OPTION(letter, name, argument, help) { letter, #name, argument, help },
#include "check/options.def"
#undef OPTION
};

static bool __attribute__((format(printf, 2, 3)))
arguments_wrong(struct check_arguments *arguments, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	(void)vsnprintf(arguments->fault, sizeof(arguments->fault), format,
	    list);
	va_end(list);
	return false;
}

/* "1,2,3": those that are left out are as the last. */
static bool
read_pauses(struct check_arguments *arguments, const char *text)
{
	char copy[64], *at = copy, *word;
	unsigned count = 0;

	if (!text_copy(copy, sizeof(copy), text))
		count = PLAN_PAUSES + 1;
	while (count <= PLAN_PAUSES && (word = strsep(&at, ",")) != NULL)
		if (count == PLAN_PAUSES || !option_number(word, 1, PAUSE_MAX,
		    &arguments->plan.pauses[count++]))
			count = PLAN_PAUSES + 1;
	if (count == 0 || count > PLAN_PAUSES)
		return arguments_wrong(arguments, "--pauses takes one to four "
		    "whole numbers from 1 to %d, with commas", PAUSE_MAX);
	for (; count < PLAN_PAUSES; count++)
		arguments->plan.pauses[count] =
		    arguments->plan.pauses[count - 1];
	return true;
}

static bool
read_patience(struct check_arguments *arguments, const char *text)
{
	char *end;
	double value = strtod(text, &end);

	if (*text == '\0' || *end != '\0' || !(value >= PATIENCE_MIN) ||
	    !(value <= PATIENCE_MAX))
		return arguments_wrong(arguments, "--patience takes a number "
		    "from %g to %d", PATIENCE_MIN, PATIENCE_MAX);
	arguments->plan.patience = value;
	return true;
}

static bool
read_variant(struct check_arguments *arguments, const char *text)
{
	static const struct {
		const char *word;
		unsigned lab, bits;
	} known[] = {
		{ "plain", LAB_ORDER, 0 },
		{ "greeted", LAB_ORDER, 1u << RULE_GREETED },
		{ "plain+chat", LAB_ORDER, 1u << RULE_RELAY },
		{ "greeted+chat", LAB_ORDER,
		    1u << RULE_GREETED | 1u << RULE_RELAY },
		{ "commands", LAB_CHAT, 1u << RULE_COMMANDS },
		{ "room", LAB_CHAT, 1u << RULE_ROOM },
		{ "both", LAB_CHAT, 1u << RULE_COMMANDS | 1u << RULE_ROOM },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].lab == arguments->plan.lab &&
		    strcmp(known[i].word, text) == 0) {
			arguments->plan.variants = known[i].bits;
			arguments->plan.variant_given = true;
			return true;
		}
	return arguments_wrong(arguments, "%s has no such variant",
	    lab_info(arguments->plan.lab)->name);
}

static bool
read_only(struct check_arguments *arguments, const char *text)
{
	const struct scenario_lab *lab = scenario_lab(arguments->plan.lab);
	char shown[64];
	size_t at;

	arguments->plan.only = rule_find(text, strlen(text));
	if (arguments->plan.only != RULE_NONE)
		return true;
	for (at = 0; lab != NULL && at < lab->count; at++)
		if (strcasecmp(lab->list[at].name, text) == 0) {
			arguments->plan.scenario = lab->list[at].name;
			return true;
		}
	(void)text_escape(shown, sizeof(shown), text, strlen(text));
	return arguments_wrong(arguments, "--only takes a rule or a scenario, "
	    "and %s is neither", shown);
}

static bool
read_mischief(struct check_arguments *arguments, const char *text)
{
	struct mischief *mischief = &arguments->plan.mischief;
	char fault[MISCHIEF_FAULT_SIZE];

	if (!mischief_read(mischief, text, fault))
		return arguments_wrong(arguments, "--mischief: %s", fault);
	mischief_draw(mischief, (uint64_t)when_mono_ns());
	return mischief_fits(mischief, scenario_lab(arguments->plan.lab) !=
	    NULL && scenario_lab(arguments->plan.lab)->datagrams ?
	    MISCHIEF_DATAGRAMS : MISCHIEF_STREAMS, fault) ||
	    arguments_wrong(arguments, "--mischief: %s", fault);
}

static bool
arguments_option(struct check_arguments *arguments, unsigned id,
    const char *value)
{
	struct plan *plan = &arguments->plan;

	switch (id) {
	case OPTION_variant:
		return read_variant(arguments, value);
	case OPTION_pauses:
		return read_pauses(arguments, value);
	case OPTION_patience:
		return read_patience(arguments, value);
	case OPTION_only:
		return read_only(arguments, value);
	case OPTION_mischief:
		return read_mischief(arguments, value);
	case OPTION_run:
		plan->run = value;
		break;
	case OPTION_path:
		plan->path = value;
		break;
	case OPTION_junit:
		plan->junit = value;
		break;
	case OPTION_gradescope:
		plan->gradescope = value;
		break;
	default:
		plan->json |= id == OPTION_json;
		arguments->help |= id == OPTION_help;
		arguments->version |= id == OPTION_version;
	}
	return true;
}

/* Options up to optind. */
static bool
arguments_options(struct check_arguments *arguments, int argc, char **argv)
{
	struct option_set set;
	char letters[sizeof(set.letters) + 2], fault[OPTION_FAULT_SIZE];
	unsigned id;
	int value;

	option_set_init(&set, specs, OPTION_COUNT);
	(void)snprintf(letters, sizeof(letters), "%s%s",
	    arguments->plan.lab < LAB_COUNT ? "" : "+", set.letters);
	opterr = 0;
	optind = 0;
	while ((value = getopt_long(argc, argv, letters, set.longs,
	    NULL)) != -1) {
		if (value == '?' || value == ':') {
			option_fault(&set, argv, fault);
			return arguments_wrong(arguments, "%s", fault);
		}
		for (id = 0; id < OPTION_COUNT; id++)
			if (set.longs[id].val == value &&
			    !arguments_option(arguments, id, optarg))
				return false;
	}
	return true;
}

static bool
arguments_server(struct check_arguments *arguments, const char *text)
{
	struct plan *plan = &arguments->plan;
	struct resolved resolved;
	const char *fault;
	int error;

	fault = address_split(text, plan->host, sizeof(plan->host),
	    &plan->port);
	if (fault != NULL)
		return arguments_wrong(arguments, "%s", fault);
	error = resolve_name(plan->host, plan->port, 0, &resolved);
	if (error != 0 || resolved.count == 0)
		return arguments_wrong(arguments, "%s: %s", plan->host,
		    error == 0 ? "no address" : gai_strerror(error));
	plan->address = resolved.list[0];
	plan->local = strncmp(plan->host, "127.", 4) == 0 ||
	    strcmp(plan->host, "localhost") == 0 ||
	    strcmp(plan->host, "::1") == 0;
	return true;
}

static bool
arguments_lab(struct check_arguments *arguments, int argc, char **argv)
{
	int lab = lab_find(argv[0], strlen(argv[0]));
	struct plan *plan = &arguments->plan;
	char shown[64];

	(void)text_escape(shown, sizeof(shown), argv[0], strlen(argv[0]));
	if (lab == -1)
		return arguments_wrong(arguments, "there is no lab \"%s\" "
		    "(%s)", shown, lab_words());
	plan->lab = (unsigned)lab;
	plan->port = lab_info(plan->lab)->port;
	if (!arguments_options(arguments, argc, argv))
		return false;
	if (arguments->help || arguments->version)
		return true;
	if (scenario_lab(plan->lab) == NULL)
		return arguments_wrong(arguments, "%s cannot be checked yet",
		    shown);
	if (argc - optind > 1)
		return arguments_wrong(arguments, "one server at a time");
	if (plan->run != NULL && argc > optind)
		return arguments_wrong(arguments,
		    "--run starts the server: no other is named");
	return arguments_server(arguments, argc > optind ? argv[optind] :
	    "127.0.0.1");
}

bool
check_arguments_read(struct check_arguments *arguments, int argc,
    char **argv)
{
	static const long pauses[PLAN_PAUSES] = { 5, 6, 7, 15 };

	memset(arguments, 0, sizeof(*arguments));
	arguments->plan.lab = LAB_COUNT;
	arguments->plan.patience = 1;
	memcpy(arguments->plan.pauses, pauses, sizeof(pauses));
	if (!arguments_options(arguments, argc, argv))
		return false;
	if (arguments->help || arguments->version)
		return true;
	if (optind == argc)
		return arguments_wrong(arguments, "name a lab (%s)",
		    lab_words());
	return arguments_lab(arguments, argc - optind, argv + optind);
}

void
check_arguments_usage(FILE *out)
{
	(void)fprintf(out, "usage: barewire check LAB [OPTION]... "
	    "[HOST[:PORT]]\n"
	    "       barewire check LAB [OPTION]... --run 'COMMAND {port}'\n");
}

void
check_arguments_help(FILE *out)
{
	struct option_set set;

	check_arguments_usage(out);
	(void)fprintf(out, "Checks somebody's server by the rules of its "
	    "lab.\n\n");
	option_set_init(&set, specs, OPTION_COUNT);
	option_set_help(&set, out);
}
