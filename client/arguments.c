/* barewire's command line: barewire LAB [OPTION]... [HOST[:PORT]] */
#include "client/arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/options.h"
#include "base/text.h"
#include "base/when.h"
#include "client/lab.h"

/* More answers than anybody will count. */
#define COUNT_MAX 1000000000

#define TAKEN_ALWAYS (CLIENT_TAKES(help) | CLIENT_TAKES(version))

static const struct option_spec specs[CLIENT_OPTION_COUNT] = {
#define OPTION(letter, name, argument, help) { letter, #name, argument, help },
#include "client/options.def"
#undef OPTION
};

/* The options of one lab, or of the program before a lab is named. */
struct accepted {
	struct option_spec specs[CLIENT_OPTION_COUNT];
	enum client_option ids[CLIENT_OPTION_COUNT];
	struct option_set set;
	char letters[sizeof(((struct option_set *)0)->letters) + 2];
};

static void
accepted_init(struct accepted *accepted, unsigned lab)
{
	uint32_t mask = TAKEN_ALWAYS;
	size_t count = 0;
	unsigned id;

	if (lab < LAB_COUNT)
		mask |= CLIENT_TAKES(verbose) | CLIENT_TAKES(check) |
		    CLIENT_TAKES(mischief) | client_lab(lab)->options;
	for (id = 0; id < CLIENT_OPTION_COUNT; id++) {
		if ((mask & (UINT32_C(1) << id)) == 0)
			continue;
		accepted->specs[count] = specs[id];
		accepted->ids[count++] = id;
	}
	option_set_init(&accepted->set, accepted->specs, count);
	/* '+' ends at the lab's name, what follows is the lab's. */
	(void)snprintf(accepted->letters, sizeof(accepted->letters), "%s%s",
	    lab < LAB_COUNT ? "" : "+", accepted->set.letters);
}

/* Which option getopt's value is. */
static enum client_option
accepted_id(const struct accepted *accepted, int value)
{
	size_t i;

	for (i = 0; i < accepted->set.count; i++)
		if (accepted->set.longs[i].val == value)
			return accepted->ids[i];
	return CLIENT_OPTION_COUNT;
}

static bool __attribute__((format(printf, 2, 3)))
arguments_wrong(struct arguments *arguments, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	(void)vsnprintf(arguments->fault, sizeof(arguments->fault), format,
	    list);
	va_end(list);
	return false;
}

static bool
arguments_number(struct arguments *arguments, const char *name,
    const char *text, long low, long high, long *value)
{
	return option_number(text, low, high, value) ||
	    arguments_wrong(arguments, "--%s takes a whole number from %ld "
	    "to %ld", name, low, high);
}

static bool
arguments_name(struct arguments *arguments, const char *name)
{
	return text_copy(arguments->plan.name, sizeof(arguments->plan.name),
	    name) || arguments_wrong(arguments, "the name is longer than %d "
	    "bytes", CONVERSATION_NAME_SIZE - 1);
}

static bool
arguments_line_end(struct arguments *arguments, const char *word)
{
	char words[LINE_END_WORDS_SIZE];

	return line_end_find(word, &arguments->plan.line_end) ||
	    arguments_wrong(arguments, "--line-end takes one of %s",
	    line_end_words(words));
}

static bool
arguments_mischief(struct arguments *arguments, const char *text)
{
	char fault[MISCHIEF_FAULT_SIZE];

	return mischief_read(&arguments->plan.mischief, text, fault) ||
	    arguments_wrong(arguments, "--mischief: %s", fault);
}

/* Now that it is known how the lab is talked to. */
static bool
arguments_mischief_fits(struct arguments *arguments)
{
	struct conversation_plan *plan = &arguments->plan;
	bool datagrams = plan->udp ||
	    client_lab(plan->lab)->socket_type != SOCK_STREAM;
	char fault[MISCHIEF_FAULT_SIZE];

	mischief_draw(&plan->mischief, (uint64_t)when_mono_ns());
	return mischief_fits(&plan->mischief, datagrams ?
	    MISCHIEF_DATAGRAMS : MISCHIEF_STREAMS, fault) ||
	    arguments_wrong(arguments, "--mischief: %s", fault);
}

/* One that takes no value. */
static void
arguments_switch(struct arguments *arguments, enum client_option id)
{
	struct conversation_plan *plan = &arguments->plan;

	plan->by_hand |= id == CLIENT_OPTION_by_hand;
	plan->bare_name |= id == CLIENT_OPTION_bare_name;
	plan->udp |= id == CLIENT_OPTION_udp;
	if (id == CLIENT_OPTION_bare)
		plan->line_end = LINE_END_NONE;
	arguments->verbose |= id == CLIENT_OPTION_verbose;
	arguments->check |= id == CLIENT_OPTION_check;
	arguments->help |= id == CLIENT_OPTION_help;
	arguments->version |= id == CLIENT_OPTION_version;
}

static bool
arguments_option(struct arguments *arguments, enum client_option id,
    const char *value)
{
	struct conversation_plan *plan = &arguments->plan;

	switch (id) {
	case CLIENT_OPTION_name:
		return arguments_name(arguments, value);
	case CLIENT_OPTION_min:
		return arguments_number(arguments, "min", value, 0,
		    CONVERSATION_SECONDS_MAX, &plan->min_seconds);
	case CLIENT_OPTION_max:
		return arguments_number(arguments, "max", value, 0,
		    CONVERSATION_SECONDS_MAX, &plan->max_seconds);
	case CLIENT_OPTION_count:
		return arguments_number(arguments, "count", value, 1,
		    COUNT_MAX, &plan->count);
	case CLIENT_OPTION_line_end:
		return arguments_line_end(arguments, value);
	case CLIENT_OPTION_mischief:
		return arguments_mischief(arguments, value);
	default:
		arguments_switch(arguments, id);
		return true;
	}
}

/* Options up to optind; true as well when help or version end it. */
static bool
arguments_options(struct arguments *arguments, int argc, char **argv)
{
	char fault[OPTION_FAULT_SIZE];
	struct accepted accepted;
	int value;

	accepted_init(&accepted, arguments->plan.lab);
	opterr = 0;
	while (!arguments->help && !arguments->version) {
		value = getopt_long(argc, argv, accepted.letters,
		    accepted.set.longs, NULL);
		if (value == -1)
			break;
		if (value == '?' || value == ':') {
			option_fault(&accepted.set, argv, fault);
			return arguments_wrong(arguments, "%s", fault);
		}
		if (!arguments_option(arguments,
		    accepted_id(&accepted, value), optarg))
			return false;
	}
	return true;
}

/* The lab's own part, argv[0] being its name. */
static bool
arguments_lab(struct arguments *arguments, int argc, char **argv)
{
	int lab = lab_find(argv[0], strlen(argv[0]));
	const char *fault;
	char shown[64];

	(void)text_escape(shown, sizeof(shown), argv[0], strlen(argv[0]));
	if (lab == -1)
		return arguments_wrong(arguments, "there is no lab \"%s\" "
		    "(%s)", shown, lab_words());
	conversation_plan_init(&arguments->plan, (unsigned)lab);
	optind = 0;	/* getopt starts afresh */
	if (!arguments_options(arguments, argc, argv))
		return false;
	if (arguments->help || arguments->version)
		return true;
	if (argc - optind > 1)
		return arguments_wrong(arguments, "one server at a time");
	if (!arguments_mischief_fits(arguments))
		return false;
	fault = optind == argc ? NULL :
	    conversation_plan_server(&arguments->plan, argv[optind]);
	if (fault == NULL)
		fault = conversation_plan_fault(&arguments->plan);
	return fault == NULL || arguments_wrong(arguments, "%s", fault);
}

bool
arguments_read(struct arguments *arguments, int argc, char **argv)
{
	memset(arguments, 0, sizeof(*arguments));
	arguments->plan.lab = LAB_COUNT;
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
arguments_usage(unsigned lab, FILE *out)
{
	(void)fprintf(out, "usage: barewire %s [OPTION]... [HOST[:PORT]]\n",
	    lab < LAB_COUNT ? lab_info(lab)->name : "LAB");
}

void
arguments_help(unsigned lab, FILE *out)
{
	struct accepted accepted;
	unsigned id;

	arguments_usage(lab, out);
	if (lab < LAB_COUNT) {
		(void)fprintf(out, "%s\n\n", lab_info(lab)->summary);
	} else {
		(void)fprintf(out, "A client for the labs of barewired.\n\n");
		for (id = 0; id < LAB_COUNT; id++)
			(void)fprintf(out, "  %-8s %s\n", lab_info(id)->name,
			    lab_info(id)->summary);
		(void)fprintf(out, "  %-8s %s\n\n"
		    "barewire LAB --help tells a lab's options, "
		    "barewire check --help those of\ncheck.\n", "check",
		    "checks somebody's server by the rules of its lab");
	}
	accepted_init(&accepted, lab);
	option_set_help(&accepted.set, out);
	if (lab < LAB_COUNT)
		(void)fprintf(out, "HOST:PORT is 127.0.0.1:%u when left "
		    "out; IPv6: [::1]:%u.\n", lab_info(lab)->port,
		    lab_info(lab)->port);
}
