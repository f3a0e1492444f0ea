/* Signals that are for the parent, and those that are for nobody. */
#include "server/listener.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Sent by mistake (kill -USR1 of all of that name, a timer or a limit of
 * whoever started us), any of these would end the server and everybody in it.
 * Children inherit that; what is theirs, or ours, gets a handler or a
 * descriptor. */
void
listener_signals_ignore(void)
{
	static const int strays[] = { SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM,
	    SIGVTALRM, SIGPROF, SIGIO, SIGXCPU,
#ifdef SIGSTKFLT
	    SIGSTKFLT,
#endif
#ifdef SIGPWR
	    SIGPWR,
#endif
	};
	size_t i;
	int number;

	for (i = 0; i < sizeof(strays) / sizeof(strays[0]); i++)
		(void)signal(strays[i], SIG_IGN);
	for (number = SIGRTMIN; number <= SIGRTMAX; number++)
		(void)signal(number, SIG_IGN);
}

static void
signals_ours(sigset_t *set)
{
	struct sigaction hangup;

	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	/* The terminal is closed, unless nohup said that this is nothing. */
	if (sigaction(SIGHUP, NULL, &hangup) == 0 &&
	    hangup.sa_handler != SIG_IGN)
		sigaddset(set, SIGHUP);
}

/* Who is told to end within its start would leave behind what it has made:
 * it ends once it serves. */
void
listener_signals_hold(void)
{
	sigset_t set;

	signals_ours(&set);
	(void)sigprocmask(SIG_BLOCK, &set, NULL);
}

/* Read from a descriptor, never by handlers: no race, no interrupted call. */
int
listener_signals_open(struct listener *listener)
{
	sigset_t set;

	signals_ours(&set);
	child_signals_prepare();
	/* Inherited as ignored it would reap for us. */
	(void)signal(SIGCHLD, SIG_DFL);
	listener->signal_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	return listener->signal_fd == -1 ? -1 : 0;
}
