/*
 * What the server's processes may ask of the kernel: the system calls of
 * sandbox.def and, where the kernel has Landlock, no file but what a process
 * is given.
 *
 * The parent's loop enters once, after all is open; children are forked by it
 * and have its filter from there, which costs a connection nothing.  Each
 * reader enters by itself.  Not in builds for sanitizers, which make calls of
 * their own (SANDBOX_POSSIBLE is 0): there everything here does nothing and
 * says that it did.
 *
 * A forbidden call ends its process by SIGSYS, as the kernel says to the
 * parent; the number of the call the process gives itself, to `told`, before
 * that: shown, never acted on.  No lock.
 */
#ifndef SERVER_SANDBOX_H
#define SERVER_SANDBOX_H

#include <stdbool.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_POSSIBLE 0
#else
#define SANDBOX_POSSIBLE 1
#endif

/* Whose list. */
enum sandbox_list { SANDBOX_SERVES, SANDBOX_LOG, SANDBOX_FEEDER,
    SANDBOX_CAPTURE, SANDBOX_JUDGE };

/* For this thread and what it forks, for good.  Files can be opened for
 * writing below the directory `below` (-1: none can), as far as the list has
 * a call for it.  0; -1 with errno: the kernel, or whoever runs us, does not
 * let us, and nothing is forbidden. */
int sandbox_enter(enum sandbox_list list, int below);

/* Gets the number of a forbidden call, in the process that made it, in its
 * last moment: a signal handler. */
void sandbox_tell(void (*told)(int call));

/* "openat"; "call 4711" of one that has no name. */
#define SANDBOX_CALL_SIZE 32
void sandbox_call_name(char out[SANDBOX_CALL_SIZE], int call);

/* "signal 11"; "signal 31, forbidden call openat": what a process died of, and
 * the call that it says. */
#define SANDBOX_DEATH_SIZE 64
void sandbox_death(char out[SANDBOX_DEATH_SIZE], int number, int call);

#endif
