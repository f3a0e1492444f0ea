/* Between the sandbox_*.c files only. */
#ifndef SERVER_SANDBOX_PRIVATE_H
#define SERVER_SANDBOX_PRIVATE_H

#include "server/sandbox.h"

/* Landlock: no file, but for writing below that directory (-1: none).  A
 * kernel without it forbids nothing: the list of calls has none that opens a
 * file, but for the feeder. */
void sandbox_files(int below);

#endif
