/*
 * What every program of ours does before anything else.
 *
 * Main only, first.  Lock rule: none.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

/*
 * A program that is started with a standard descriptor closed would print
 * into whatever it opens next: /dev/null takes the place, opened with flags
 * (O_RDWR: what is printed is forgotten; O_RDONLY: printing fails, as it did).
 * A file that reaches its largest size (ulimit -f) fails with a reason like
 * any other, and ends nobody.
 */
void process_begin(int flags);

#endif
