/* The parent's other thread. */
#include "server/outside.h"

#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Enough for a reader, which runs on it after the fork. */
#define STACK_SIZE	(512 * 1024)

enum { IDLE, ASKED };
static _Atomic unsigned state;		/* a futex */
static void (*asked_function)(void *argument);
static void *asked_argument;
static bool open;
static _Thread_local bool here;

static void
outside_await(unsigned other)
{
	while (atomic_load(&state) == other)
		(void)syscall(SYS_futex, &state, FUTEX_WAIT_PRIVATE, other,
		    NULL, NULL, 0);
}

static void
outside_set(unsigned now)
{
	atomic_store(&state, now);
	(void)syscall(SYS_futex, &state, FUTEX_WAKE_PRIVATE, 1, NULL, NULL,
	    0);
}

static void *
outside_run(void *unused)
{
	(void)unused;
	here = true;
	for (;;) {
		outside_await(IDLE);
		asked_function(asked_argument);
		outside_set(IDLE);
	}
	return NULL;
}

int
outside_open(void)
{
	pthread_attr_t attributes;
	pthread_t thread;
	int error;

	error = pthread_attr_init(&attributes);
	if (error == 0)
		error = pthread_attr_setstacksize(&attributes, STACK_SIZE);
	if (error == 0)
		error = pthread_create(&thread, &attributes, outside_run,
		    NULL);
	errno = error;
	open = error == 0;
	return open ? 0 : -1;
}

void
outside_call(void (*function)(void *argument), void *argument)
{
	if (!open || here) {
		function(argument);
		return;
	}
	asked_function = function;
	asked_argument = argument;
	outside_set(ASKED);
	outside_await(ASKED);
	asked_argument = NULL;
}

struct signal {
	pid_t pid;
	int number;
};

static void
outside_send(void *argument)
{
	const struct signal *signal = argument;

	(void)kill(signal->pid, signal->number);
}

void
outside_kill(pid_t pid, int number)
{
	struct signal signal = { pid, number };

	outside_call(outside_send, &signal);
}
