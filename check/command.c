/* barewire check. */
#include "check/command.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "base/version.h"
#include "base/when.h"
#include "check/arguments.h"
#include "check/show.h"
#include "check/troupe.h"

#define EXIT_USAGE	2
#define EXIT_UNDECIDED	3

static bool
write_file(const struct show *show, const char *path,
    bool (*form)(const struct show *show, FILE *out))
{
	FILE *file = fopen(path, "we");
	bool done;

	if (file == NULL) {
		(void)fprintf(stderr, "barewire: %s: %s\n", path,
		    strerror(errno));
		return false;
	}
	done = form(show, file);
	done &= ferror(file) == 0;
	done &= fclose(file) == 0;
	if (!done)
		(void)fprintf(stderr, "barewire: could not write %s\n", path);
	return done;
}

static bool
write_all(const struct show *show)
{
	const struct plan *plan = show->plan;
	bool done;

	done = (plan->json ? show_json : show_text)(show, stdout);
	done &= fflush(stdout) == 0 && ferror(stdout) == 0;
	if (!done)
		(void)fprintf(stderr, "barewire: could not write\n");
	if (plan->junit != NULL)
		done &= write_file(show, plan->junit, show_junit);
	if (plan->gradescope != NULL)
		done &= write_file(show, plan->gradescope, show_gradescope);
	return done;
}

/* That somebody listens, and goes on, is no conversation. */
static bool
is_judged(const struct plan *plan, const struct findings *findings)
{
	unsigned rule;

	if (plan->scenario != NULL)
		return findings_count(findings).ok > 0;
	for (rule = 1; rule < RULE_COUNT; rule++)
		if (rule != RULE_SERVER_LISTEN && rule != RULE_SERVER_ALIVE &&
		    findings_shown(findings, rule) &&
		    findings->list[rule].result == RULE_OK &&
		    findings_severity(findings, rule) == RULE_MUST)
			return true;
	return false;
}

static int
check_run(const struct plan *plan)
{
	static struct findings findings;
	struct findings_counts counts;
	struct show show = { .plan = plan, .findings = &findings };
	int64_t begun_ns = when_mono_ns();
	int broken = 0;

	(void)signal(SIGPIPE, SIG_IGN);
	if (!troupe_play(plan, &findings, &broken)) {
		(void)fprintf(stderr, "barewire: the check could not be "
		    "played: %s\n", strerror(errno));
		return EXIT_FAILURE;
	}
	if (broken != 0)
		return 128 + broken;
	show.seconds = (double)(when_mono_ns() - begun_ns) / (double)NS_PER_S;
	if (!write_all(&show))
		return EXIT_FAILURE;
	if (findings.list[RULE_SERVER_LISTEN].result == RULE_NOT_OK)
		return EXIT_USAGE;
	counts = findings_count(&findings);
	if (counts.musts > 0)
		return EXIT_FAILURE;
	if (counts.undecided > 0)
		return EXIT_UNDECIDED;
	return is_judged(plan, &findings) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
check_command(int argc, char **argv)
{
	struct check_arguments arguments;

	if (!check_arguments_read(&arguments, argc, argv)) {
		(void)fprintf(stderr, "barewire: %s\n", arguments.fault);
		check_arguments_usage(stderr);
		return EXIT_USAGE;
	}
	if (arguments.version)
		(void)printf("barewire %s\n", BAREWIRE_VERSION);
	else if (arguments.help)
		check_arguments_help(stdout);
	else
		return check_run(&arguments.plan);
	return option_printed("barewire");
}
