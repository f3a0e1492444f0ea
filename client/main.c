/*
 * barewire: a client for barewired's labs on the command line.
 *
 * The conversation does the talking (client/conversation.h); this is its
 * event loop, its exit code and its signals.
 * `barewire check` is another program (check/command.h).
 *	0	as many answers as were asked for
 *	1	the server is not there, refused, went away, or talks nonsense
 *	2	wrong usage
 *	128+N	signal N, after a goodbye
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "base/process.h"
#include "base/version.h"
#include "base/when.h"
#include "check/command.h"
#include "client/arguments.h"
#include "client/check.h"
#include "client/keyboard.h"
#include "client/reason.h"
#include "client/terminal.h"

#define EXIT_USAGE 2

static volatile sig_atomic_t signal_got;

static void
signal_note(int number)
{
	signal_got = number;
}

/* The signals arrive during ppoll only, so that none is missed between the
 * look at signal_got and the wait. */
static void
signals_prepare(sigset_t *while_waiting)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = signal_note }, before;
	sigset_t blocked;
	size_t i;

	sigemptyset(&blocked);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaddset(&blocked, numbers[i]);
	sigprocmask(SIG_BLOCK, &blocked, while_waiting);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		sigdelset(while_waiting, numbers[i]);
		sigaction(numbers[i], &action, &before);
		/* nohup(1) means it. */
		if (numbers[i] == SIGHUP && before.sa_handler == SIG_IGN)
			sigaction(numbers[i], &before, NULL);
	}
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

/* Waits for what the conversation wants; the events, 0 for none.  *typed is
 * set when the keyboard is ready. */
static short
loop_wait(const struct conversation *conversation,
    const sigset_t *while_waiting, bool *typed)
{
	struct conversation_wants wants;
	struct timespec left = { 0 };
	struct pollfd watched[2];
	int64_t left_ns;

	conversation_wants(conversation, &wants);
	watched[0] = (struct pollfd){ .fd = wants.fd,
	    .events = wants.events };
	watched[1] = (struct pollfd){ .fd = keyboard_fd(),
	    .events = POLLIN };
	*typed = false;
	left_ns = wants.deadline_ns - when_mono_ns();
	if (left_ns > 0) {
		left.tv_sec = left_ns / NS_PER_S;
		left.tv_nsec = left_ns % NS_PER_S;
	}
	if (ppoll(watched, 2, wants.deadline_ns == 0 ? NULL : &left,
	    while_waiting) == -1)
		return 0;	/* a signal: the loop looks at it */
	*typed = watched[1].revents != 0;
	return watched[0].revents;
}

/* Runs it to its end; the signal that ended it, or 0. */
static int
loop_run(struct conversation *conversation, const struct terminal *terminal)
{
	sigset_t while_waiting;
	int64_t now_ns;
	short revents;
	int ended_by = 0;
	bool typed;

	signals_prepare(&while_waiting);
	if (conversation_takes_input(conversation))
		keyboard_open(conversation);
	conversation_start(conversation, when_mono_ns());
	while (!conversation_over(conversation) && terminal->error == 0) {
		revents = loop_wait(conversation, &while_waiting, &typed);
		now_ns = when_mono_ns();
		if (signal_got != 0) {
			ended_by = signal_got;
			signal_got = 0;
			conversation_stop(conversation, now_ns);
		}
		if (revents != 0)
			conversation_ready(conversation, revents, now_ns);
		if (typed && !conversation_over(conversation))
			keyboard_ready(now_ns);
		conversation_tick(conversation, now_ns);
		keyboard_tick(now_ns);
	}
	keyboard_close();
	return ended_by;
}

/* NULL: not asked for. */
static struct check *checked;

/* What arrives is shown above the line being typed. */
static void
client_event(void *context, const struct conversation_event *event)
{
	keyboard_hide();
	terminal_event(context, event);
	if (checked != NULL)
		check_event(checked, event);
	keyboard_show();
}

static int
client_run(const struct arguments *arguments)
{
	struct terminal terminal = { .verbose = arguments->verbose };
	struct conversation_listener listener = {
		.context = &terminal, .event = client_event
	};
	struct conversation *conversation;
	static struct check check;
	char mischief[MISCHIEF_TEXT_SIZE];
	int ended_by;

	if (arguments->plan.mischief.kinds != 0) {
		(void)mischief_write(mischief, &arguments->plan.mischief);
		(void)printf("mischief: %s\n", mischief);
	}
	if (arguments->check) {
		check_begin(&check, arguments->plan.lab,
		    arguments->plan.name, &arguments->plan.mischief, NULL);
		checked = &check;
	}
	conversation = conversation_new(&arguments->plan, &listener);
	if (conversation == NULL) {
		(void)fprintf(stderr, "barewire: no memory\n");
		return EXIT_FAILURE;
	}
	ended_by = loop_run(conversation, &terminal);
	conversation_free(conversation);
	if (terminal.error != 0)
		(void)fprintf(stderr, "barewire: could not write: %s\n",
		    reason_errno(terminal.error));
	if (terminal.failed || terminal.error != 0)
		return EXIT_FAILURE;
	return ended_by == 0 ? EXIT_SUCCESS : 128 + ended_by;
}

int
main(int argc, char **argv)
{
	struct arguments arguments;

	process_begin(O_RDONLY);
	/* Line by line into a pipe as well: somebody reads it now. */
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1 && strcmp(argv[1], "check") == 0)
		return check_command(argc - 1, argv + 1);
	if (!arguments_read(&arguments, argc, argv)) {
		(void)fprintf(stderr, "barewire: %s\n", arguments.fault);
		arguments_usage(arguments.plan.lab, stderr);
		return EXIT_USAGE;
	}
	if (arguments.version)
		(void)printf("barewire %s\n", BAREWIRE_VERSION);
	else if (arguments.help)
		arguments_help(arguments.plan.lab, stdout);
	else
		return client_run(&arguments);
	return option_printed("barewire");
	return EXIT_FAILURE;
}
