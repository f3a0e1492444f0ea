/*
 * Which servers this user runs on this machine, and what listens where.
 *
 * Any process of the user; reads the directory of shared memory and each
 * server's table, takes no lock and asks no server anything: milliseconds.
 * The list is the caller's; its texts are terminated and fit to be shown.
 */
#ifndef WATCH_RUNNING_H
#define WATCH_RUNNING_H

#include "base/instance.h"
#include "shm/table.h"

#define RUNNING_MAX 16

struct running_server {
	char instance[INSTANCE_NAME_MAX + 1];
	uint32_t listening_count;
	struct listening listening[LISTENING_MAX];
};

struct running {
	unsigned count;		/* in the order of their instances' names */
	unsigned left_out;	/* so many more were there */
	struct running_server servers[RUNNING_MAX];
};

/* Finds none where nothing can be read. */
void running_look(struct running *running);

/* Is the lab talked to there, by datagrams or by a connection?  The clock is by
 * datagrams only. */
bool running_fits(const struct listening *at, unsigned lab, bool udp);

#endif
