/*
 * barewire check: a server against the rules of its lab.
 *
 * main only.  Prints, and returns the exit status: 0 all musts are ok, 1 some
 * is not (or nothing could be seen), 2 usage, or no server there.
 */
#ifndef CHECK_COMMAND_H
#define CHECK_COMMAND_H

/* argv[0] is "check". */
int check_command(int argc, char **argv);

#endif
