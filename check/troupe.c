/* The processes that play. */
#include "check/troupe.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/when.h"
#include "check/mischief.h"
#include "check/play.h"
#include "check/scenario.h"

#define PARTS_MAX	32

/* What one process plays, and found. */
struct part {
	unsigned group;
	pid_t pid;
	bool broken;		/* it ended by a signal of its own */
	struct findings findings;
};

static volatile sig_atomic_t signal_got;

static void
signal_note(int number)
{
	signal_got = number;
}

static size_t
parts_plan(const struct plan *plan, struct part *parts)
{
	const struct scenario_lab *lab = scenario_lab(plan->lab);
	const struct scenario *scenario;
	size_t count = 0, at, i;
	unsigned times;

	if (plan->run == NULL)
		return 1;	/* group 0: all of them */
	for (at = 0; at < lab->count; at++) {
		scenario = &lab->list[at];
		for (i = 0; i < count; i++)
			if (parts[i].group == scenario->group)
				break;
		if (i < count || !play_wanted(plan, scenario))
			continue;
		for (times = scenario->times == 0 ? 1 : scenario->times;
		    times > 0 && count < PARTS_MAX; times--)
			parts[count++].group = scenario->group;
	}
	if (play_wanted(plan, &mischief_scenario) && count < PARTS_MAX)
		parts[count++].group = MISCHIEF_GROUP;
	return count;
}

static struct stage stage;

/* The server goes with us, however we end. */
static void
part_broken(int number)
{
	const struct timespec moment = { .tv_nsec = 300 * NS_PER_MS };

	if (stage.program.pid > 0) {
		(void)kill(-stage.program.pid, SIGTERM);
		(void)program_heirs(&stage.program, SIGTERM);
		(void)nanosleep(&moment, NULL);
		(void)kill(-stage.program.pid, SIGKILL);
		(void)program_heirs(&stage.program, SIGKILL);
	}
	_exit(128 + number);
}

static _Noreturn void
part_play(const struct plan *plan, struct part *part, int64_t deadline_ns)
{
	struct sigaction action = { .sa_handler = part_broken };

	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	(void)prctl(PR_SET_CHILD_SUBREAPER, 1);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGHUP, &action, NULL);
	findings_begin(&part->findings, plan->lab);
	part->findings.variants = plan->variants;
	stage.plan = plan;
	stage.findings = &part->findings;
	stage.port = plan->port;
	stage.program.out = -1;
	stage.deadline_ns = deadline_ns;
	play_group(&stage, part->group);
	_exit(0);
}

/* Until all have ended, or it is too late. */
static void
parts_wait(struct part *parts, size_t count, int64_t deadline_ns)
{
	size_t left = count, i;
	int status;
	pid_t pid;

	while (left > 0 && signal_got == 0 && when_mono_ns() < deadline_ns) {
		pid = waitpid(-1, &status, WNOHANG);
		if (pid == 0 || (pid == -1 && errno == EINTR))
			(void)usleep(10000);
		else if (pid == -1)
			return;
		for (i = 0; pid > 0 && i < count; i++)
			if (parts[i].pid == pid) {
				parts[i].pid = 0;
				parts[i].broken = WIFSIGNALED(status);
				left--;
			}
	}
	for (i = 0; i < count; i++)
		if (parts[i].pid > 0) {
			(void)kill(parts[i].pid, SIGTERM);
			(void)waitpid(parts[i].pid, NULL, 0);
		}
}

static bool
parts_start(const struct plan *plan, struct part *parts, size_t count)
{
	int64_t deadline_ns = when_mono_ns() + (TROUPE_SECONDS - 2) *
	    (plan->patience > 1 ? (int64_t)(plan->patience *
	    (double)NS_PER_S) : NS_PER_S);
	bool all = true;
	size_t i;
	pid_t pid;

	for (i = 0; i < count; i++) {
		/* The child shares parts: it may not write there. */
		pid = fork();
		if (pid == 0)
			part_play(plan, &parts[i], deadline_ns);
		parts[i].pid = pid;
		all &= pid != -1;
	}
	parts_wait(parts, count, deadline_ns + 2 * NS_PER_S);
	return all;
}

bool
troupe_play(const struct plan *plan, struct findings *findings, int *signal)
{
	struct sigaction action = { .sa_handler = signal_note };
	size_t size = PARTS_MAX * sizeof(struct part), count, i;
	struct part *parts;
	bool all;

	findings_begin(findings, plan->lab);
	parts = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (parts == MAP_FAILED)
		return false;
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGHUP, &action, NULL);
	count = parts_plan(plan, parts);
	all = parts_start(plan, parts, count);
	for (i = 0; i < count; i++) {
		findings_add(findings, &parts[i].findings);
		if (parts[i].broken)
			(void)snprintf(findings->note,
			    sizeof(findings->note), "a part of this check "
			    "itself broke: what it would have seen is not "
			    "seen");
	}
	findings_settle(findings);
	(void)munmap(parts, size);
	*signal = signal_got;
	return all;
}
