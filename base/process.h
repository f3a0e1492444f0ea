/*
 * What every program of ours does before anything else.
 *
 * Main only, first; the rest: the server's parent and its readers.  Lock rule:
 * none.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>

/*
 * A program that is started with a standard descriptor closed would print
 * into whatever it opens next: /dev/null takes the place, opened with flags
 * (O_RDWR: what is printed is forgotten; O_RDONLY: printing fails, as it did).
 * A file that reaches its largest size (ulimit -f) fails with a reason like
 * any other, and ends nobody.
 */
void process_begin(int flags);

/* Standard input, output and error become /dev/null, here and in every process
 * that is forked later: what writes into a terminal, or puts characters into
 * its input (TIOCSTI), needs one.  False, and they are what they were, when
 * there are no descriptors. */
bool process_quiet(void);
/* Output and error as they were, in a process that is to print. */
void process_unquiet(void);
/* Where an error goes, as it was or is. */
int process_stderr(void);

#endif
