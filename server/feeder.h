/*
 * The feeder: from the journal into the watchers' FIFOs.
 *
 * A process of its own (server/reader.h), the only one that writes to
 * watchers.  Each has a place of its own in the journal, which is in the
 * table: the next feeder goes on there.  A FIFO that is full is waited for,
 * and the journal keeps what comes meanwhile.  Who has come to be far behind
 * gets of the long messages what lies in their cells, and of every client its
 * share (server/feeder_share.h); the rest is counted.
 */
#ifndef SERVER_FEEDER_H
#define SERVER_FEEDER_H

#include "server/reader.h"

void feeder_process(const struct reader_inherit *inherit);

#endif
