/*
 * A question to the judge's process of a server: a line out, a document back
 * (wire/judging_document.h).
 *
 * Any watcher; one thread; no X.  Nothing waits but judge_ask_wait: an event
 * loop watches judge_ask_fd for reading and calls judge_ask_read.  Both sides
 * look whose process the other one is.
 */
#ifndef WATCH_JUDGE_ASK_H
#define WATCH_JUDGE_ASK_H

#include "base/instance.h"
#include "shm/control.h"
#include "watch/judge_answer.h"

#define JUDGE_ASK_MS	2000

struct judge_ask;

enum judge_ask_state {
	JUDGE_ASK_MORE,		/* to come: see the descriptor, and the time */
	JUDGE_ASK_DONE,
	JUDGE_ASK_FAILED	/* judge_ask_fault says why */
};

/* Asks; the instance is where its server is (watcher_instance).  request is
 * one of control.def's for the judge, as control_request_text writes it.  NULL:
 * no memory. */
struct judge_ask *judge_ask_begin(const struct instance *instance,
    const char *request);
void judge_ask_free(struct judge_ask *ask);

/* -1: there is none, it has failed. */
int judge_ask_fd(const struct judge_ask *ask);
/* What has come; JUDGE_ASK_FAILED also when for JUDGE_ASK_MS nothing did. */
enum judge_ask_state judge_ask_read(struct judge_ask *ask);
enum judge_ask_state judge_ask_wait(struct judge_ask *ask);

/* Of one that is done: the caller's to be freed.  NULL, or what is wrong. */
const char *judge_ask_take(struct judge_ask *ask,
    struct judge_answer *answer);
/* Of one that has failed, in one line. */
const char *judge_ask_fault(const struct judge_ask *ask);

#endif
