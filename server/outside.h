/*
 * Outside the sandbox: what the parent has to do that neither its loop nor a
 * child may.
 *
 * The parent has a second thread, made before its loop enters the sandbox,
 * which therefore is not in it; seccomp and Landlock are a thread's.  It does
 * what it is given, one thing at a time, while the loop waits: the parent's
 * data have one user at any moment, and need no lock.  No child has it: a fork
 * copies the thread that forks.
 *
 * Parent only; no lock, but a word that only these two threads have.  Without
 * outside_open a call is made at once, in the thread that asks.
 */
#ifndef SERVER_OUTSIDE_H
#define SERVER_OUTSIDE_H

#include <sys/types.h>

/* Makes the thread.  0, or -1 with errno. */
int outside_open(void);

/* Calls function(argument) there, and returns when it has returned.  Also from
 * within such a call. */
void outside_call(void (*function)(void *argument), void *argument);

/* Sends a signal, which only that thread may. */
void outside_kill(pid_t pid, int number);

#endif
