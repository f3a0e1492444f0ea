/* Usage and help, from the lists of options and commands. */
#include "ctl/arguments.h"

#include <string.h>

#include "base/options.h"

#define USAGE_COLUMNS	80

static const struct option_spec specs[] = {
#define OPTION(letter, name, argument, help) { letter, #name, argument, help },
#include "ctl/options.def"
#undef OPTION
};
#define OPTION_COUNT	(sizeof(specs) / sizeof(specs[0]))

static const struct {
	const char *name;
	const char *synopsis;
	const char *help;
} commands[] = {
#define COMMAND(name, synopsis, help, operands, takes) \
	{ #name, synopsis, help },
#include "ctl/commands.def"
#undef COMMAND
};
#define COMMAND_COUNT	(sizeof(commands) / sizeof(commands[0]))

/* What does not fit goes to lines of its own, each from an option on. */
static void
arguments_usage_line(FILE *out, const char *before, const char *synopsis)
{
	static const char indent[] = "            ";
	size_t fits, at, len;

	for (;; before = indent, synopsis += at + 1) {
		fits = USAGE_COLUMNS - strlen(before);
		len = strlen(synopsis);
		at = len;
		while (at > fits) {
			do
				at--;
			while (at > 0 && (synopsis[at] != ' ' ||
			    synopsis[at + 1] != '['));
			if (at == 0)
				break;
		}
		if (at == 0)
			at = len;
		fprintf(out, "%s%.*s\n", before, (int)at, synopsis);
		if (at == len)
			return;
	}
}

#define USAGE	"usage: barewirectl [-i INSTANCE] [--of USER] "
#define MORE	"       barewirectl [-i INSTANCE] [--of USER] "

void
arguments_usage(FILE *out, const char *command)
{
	size_t i = 0;

	while (i < COMMAND_COUNT && (command == NULL ||
	    strcmp(commands[i].name, command) != 0))
		i++;
	if (i < COMMAND_COUNT)
		arguments_usage_line(out, USAGE, commands[i].synopsis);
	else
		fprintf(out, USAGE "COMMAND ...  (barewirectl --help)\n");
}

void
arguments_help(FILE *out)
{
	struct option_set set;
	size_t i;

	for (i = 0; i < COMMAND_COUNT; i++)
		arguments_usage_line(out, i == 0 ? USAGE : MORE,
		    commands[i].synopsis);
	fprintf(out, "\nLooks at a running barewired, and ends what it is "
	    "told to.\n\ncommands:\n");
	for (i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  %-10s%s\n", commands[i].name,
		    commands[i].help);
	fprintf(out, "\noptions:\n");
	option_set_init(&set, specs, OPTION_COUNT);
	option_set_help(&set, out);
}
