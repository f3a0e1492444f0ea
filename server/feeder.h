/*
 * The feeder: from the journal into the watchers' FIFOs, and into `messages`
 * in the instance's directory when somebody reads that.
 *
 * A process of its own (server/reader.h), the only one that writes to
 * watchers.  Each watcher has a place of its own in the journal, which is in
 * the table: the next feeder goes on there.  A FIFO that is full is waited for,
 * and the journal keeps what comes meanwhile.  Who has come to be far behind
 * gets of the long messages what lies in their cells, and of every client its
 * share (server/reader_share.h); the rest is counted.
 */
#ifndef SERVER_FEEDER_H
#define SERVER_FEEDER_H

#include "server/reader.h"

/* Returns when the server is over. */
void feeder_process(const struct reader_inherit *inherit);

#endif
