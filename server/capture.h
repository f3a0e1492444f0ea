/*
 * The capture: every record of the journal, in a pcapng file (wire/pcapng.h).
 *
 * The parent makes the files (server/capture_files.h).  capture_process: a
 * process of its own (server/reader.h), which has the file's descriptor and
 * opens nothing; when the file is full it ends, and is started again with the
 * next one.  Many whole blocks are one write (server/capture_out.h), so
 * whatever ends the process, the file lacks at most the end of one; the next
 * process cuts that off and goes on behind it.  A file that takes no more (a
 * full disk, a limit) ends the capture with an event line, never the server.
 */
#ifndef SERVER_CAPTURE_H
#define SERVER_CAPTURE_H

#include "server/reader.h"

/* Returns when the server is over. */
void capture_process(const struct reader_inherit *inherit);

#endif
