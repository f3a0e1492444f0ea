/*
 * A lab, as the server knows it.  Each is one file, server/labs/lab_NAME.c,
 * that defines `const struct lab lab_NAME`; base/labs.def registers it.
 *
 * serve runs in the child.  The area functions run in the parent before the
 * first fork (size, init) and wherever a dead lock owner is noticed (repair:
 * lock held, straight-line code only, must be able to run twice).
 */
#ifndef SERVER_LAB_H
#define SERVER_LAB_H

#include "server/child.h"
#include "wire/farewell.h"

enum lab_transport { LAB_TCP = 1, LAB_UDP = 2, LAB_BOTH = 3 };

struct lab {
	enum lab_transport transport;
	/* Serves one connection (TCP) until it ends. */
	enum client_end (*serve)(struct child *child);
	/* Serves the port (UDP) until told to stop. */
	enum client_end (*serve_datagrams)(struct child *child);
	/* Its last words to a client (TCP) that is ended, NULL: none.  Runs
	 * after serve, and only where serve left no message half written. */
	void (*farewell)(struct child *child, enum farewell farewell);
	/* What a client is told, when there is no place for it, where that is
	 * more than a line: parent; local is where the client reached us.
	 * Returns the length. */
	size_t (*refuse)(const char *local, const char *why, char *out,
	    size_t out_size);
	enum greet greet;		/* the default */
	const char *no_prompt;		/* why it has none; NULL: it may */
	/* Memory its children share, in the table's segment. */
	uint64_t (*area_size)(uint32_t max_clients);
	void (*area_repair)(struct table *table, void *area);
	/* The parent, for each connection in the order of acceptance, before
	 * the fork.  Writes no further than the area, whatever is in it. */
	void (*area_arrive)(void *area, uint32_t max_clients, uint32_t row,
	    uint64_t client);
	/* The same, when there was no process to be had for it. */
	void (*area_arrive_undo)(void *area, uint32_t max_clients,
	    uint64_t client);
};

/* Never NULL for id < LAB_COUNT. */
const struct lab *lab_get(unsigned id);

#endif
