/*
 * The capture: every record of the journal, in a pcapng file (wire/pcapng.h).
 *
 * capture_open: the parent, once, at the start.  capture_process: a process of
 * its own (server/reader.h), which has the file's descriptor and opens
 * nothing.  A block is one write, so whatever ends the process, the file lacks
 * at most the end of the last one; the next process cuts that off and goes on
 * behind it.  A file that takes no more (a full disk, a limit) ends the capture
 * with an event line, never the server.
 */
#ifndef SERVER_CAPTURE_H
#define SERVER_CAPTURE_H

#include "server/reader.h"

/* Makes the file, for its owner alone; one that is there already, or a symbolic
 * link, is an error.  The descriptor, or -1 with errno. */
int capture_open(const char *path);

/* Returns when the server is over. */
void capture_process(const struct reader_inherit *inherit);

#endif
