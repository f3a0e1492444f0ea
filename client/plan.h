/*
 * What a conversation is to do: with whom, about which lab, under which name.
 *
 * Pure but for conversation_plan_init, which asks who the user is; any
 * thread; a plan is its owner's.  Functions that return const char * give
 * NULL or what is wrong, in one lower-case line.
 */
#ifndef CLIENT_PLAN_H
#define CLIENT_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/labs.h"
#include "wire/line_end.h"
#include "wire/mischief.h"

#define CONVERSATION_HOST_SIZE	256	/* RFC 1035 section 2.3.4 and a NUL */
#define CONVERSATION_NAME_SIZE	256	/* more than a server need accept */
#define CONVERSATION_SECONDS_MAX 3600	/* of one pause: the wait lab's rule */

/* What to do.  Copied by conversation_new. */
struct conversation_plan {
	unsigned lab;				/* enum lab_id */
	char host[CONVERSATION_HOST_SIZE];	/* a name or an address */
	uint16_t port;
	char name[CONVERSATION_NAME_SIZE];	/* sent as it is: the server
						   judges it */
	long min_seconds;			/* wait: the least number to
						   ask for */
	long max_seconds;			/* wait: the greatest */
	long count;				/* rounds; 0: until stopped */
	enum line_end line_end;			/* of a message in lines */
	bool bare_name;				/* none behind the name */
	bool by_hand;				/* order: the first message
						   is typed */
	bool udp;				/* echo: by datagrams */
	struct mischief mischief;		/* done to what is sent; it
						   fits, and has its seed */
};

/* The defaults: 127.0.0.1, the lab's port, USER-PID, 5 to 15 seconds, rounds
 * until stopped, LF. */
void conversation_plan_init(struct conversation_plan *plan, unsigned lab);

/* Takes "HOST", "HOST:PORT", "[::1]:12080", ":PORT"...; what the text does
 * not name keeps its value. */
const char *conversation_plan_server(struct conversation_plan *plan,
    const char *server);

/* What cannot be carried out: no name, minimum above maximum. */
const char *conversation_plan_fault(const struct conversation_plan *plan);

#endif
