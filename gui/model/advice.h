/*
 * What to say of the address that was dialled, when it did not answer as the
 * lab should: what listens where on this machine.
 *
 * Pure; no X.  What is said is meant for a user and escaped.
 */
#ifndef GUI_MODEL_ADVICE_H
#define GUI_MODEL_ADVICE_H

#include "client/plan.h"
#include "watch/running.h"

struct advice_call {
	unsigned lab;		/* enum lab_id */
	bool udp;
	const char *address;	/* dialled: "127.0.0.1:12080" */
	const char *reason;	/* why it failed, escaped */
	bool refused;
};

/* True when there is something to say, which is then all that is to be said,
 * the reason as well. */
bool advice_text(const struct running *running,
    const struct advice_call *call, char *out, size_t out_size);

/* Was it that? */
bool advice_refused(const char *reason);
/* Why there was no connection, %1, with what to do now. */
const char *advice_next(const char *reason, bool looking_up);

#endif
