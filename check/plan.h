/*
 * What barewire check was asked to do.
 *
 * barewire only; read once, constant afterwards; no X.
 */
#ifndef CHECK_PLAN_H
#define CHECK_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/labs.h"
#include "wire/mischief.h"
#include "wire/rule.h"

#define PLAN_HOST_SIZE	256
#define PLAN_PAUSES	4

struct plan {
	unsigned lab;
	const char *run;	/* --run's command; NULL: a server at host */
	char host[PLAN_HOST_SIZE];
	uint16_t port;
	struct sockaddr_storage address;	/* with run, 127.0.0.1 */
	bool local;		/* it is this machine */
	double patience;	/* by which all times are multiplied */
	long pauses[PLAN_PAUSES];	/* wait: in place of 5, 6, 7 and 15 */
	unsigned variants;	/* bits, 1u << enum rule_variant; 0: find out */
	bool variant_given;
	const char *path;	/* wait: the name's; NULL: find out */
	enum rule only;		/* RULE_NONE: all */
	const char *scenario;	/* NULL: all */
	bool json;
	const char *junit, *gradescope;	/* files, or NULL */
	struct mischief mischief;	/* its kinds are 0: none */
};

#endif
