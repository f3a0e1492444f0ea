/*
 * The end of a process that made a forbidden call.
 *
 * The kernel sends it SIGSYS, with the call's number.  The handler passes that
 * on, then makes a call that is forbidden, too: while the handler runs the
 * signal is blocked, so that the kernel ends the process, by SIGSYS.
 */
#include "server/sandbox.h"

#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

/* SYS_SECCOMP in the kernel: not every C library has it. */
#define BY_SECCOMP 1

static void (*trap_told)(int call);

static void
trap_handle(int number, siginfo_t *info, void *context)
{
	(void)number;
	(void)context;
	/* Somebody's kill -SYS is nothing. */
	if (info->si_code != BY_SECCOMP)
		return;
	if (trap_told != NULL)
		trap_told(info->si_syscall);
	(void)syscall(SYS_getresuid, NULL, NULL, NULL);
	_exit(1);
}

void
sandbox_tell(void (*told)(int call))
{
	struct sigaction action = { .sa_sigaction = trap_handle,
	    .sa_flags = SA_SIGINFO };

	trap_told = told;
	if (SANDBOX_POSSIBLE)
		(void)sigaction(SIGSYS, &action, NULL);
}
