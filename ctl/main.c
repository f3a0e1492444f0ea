/* barewirectl: looks at a running barewired, and ends what it is told to. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "base/process.h"
#include "base/version.h"
#include "ctl/arguments.h"

/* Names are UTF-8 and so is every terminal of today; a login without LANG
 * (ssh, mininet) would make question marks of them. */
static void
main_locale(void)
{
	(void)setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
}

int
main(int argc, char **argv)
{
	struct ctl_error error = { .text = "" };
	struct ctl_call call;
	command_function *run;
	int code;

	process_begin(O_RDONLY);
	main_locale();
	switch (arguments_read(argc, argv, &call, &run, &error)) {
	case ARGUMENTS_HELP:
		arguments_help(stdout);
		return option_printed("barewirectl");
	case ARGUMENTS_VERSION:
		printf("barewirectl %s\n", BAREWIRE_VERSION);
		return option_printed("barewirectl");
	case ARGUMENTS_WRONG:
		fprintf(stderr, "barewirectl: %s\n", error.text);
		arguments_usage(stderr, call.command);
		return EXIT_USAGE;
	case ARGUMENTS_FAILED:
		fprintf(stderr, "barewirectl: %s\n", error.text);
		return EXIT_FAILURE;
	case ARGUMENTS_RUN:
		break;
	}
	code = run(&call, &error);
	if (fflush(stdout) != 0 && error.text[0] == '\0')
		code = ctl_error(&error, EXIT_FAILURE, "could not write: %s",
		    strerror(errno));
	if (error.text[0] != '\0')
		fprintf(stderr, "barewirectl: %s\n", error.text);
	return code;
}
