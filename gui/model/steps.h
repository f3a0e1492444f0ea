/*
 * A lab's steps, as its client takes them: which are done, which is next,
 * which went wrong and why.
 *
 * Pure; no X.  gui/model/steps.def lists them.  A step that went wrong stays
 * so until the next conversation begins; what is asked again is read again.
 */
#ifndef GUI_MODEL_STEPS_H
#define GUI_MODEL_STEPS_H

#include <stdbool.h>

#include "client/event.h"
#include "wire/judge.h"

#define STEPS_MAX	5
#define STEPS_WHY_SIZE	600

enum step_kind { STEP_CONNECT, STEP_REGISTER, STEP_ASK, STEP_READ, STEP_PART };

enum step_state {
	STEP_TODO,
	STEP_NEXT,	/* the first that is not done */
	STEP_DONE,
	STEP_WRONG
};

struct steps {
	unsigned lab;		/* enum lab_id; others have no steps */
	unsigned done, wrong;	/* bits, by the step's place in the lab */
	bool begun;		/* there is, or was, a conversation */
	bool over;
	char why[STEPS_WHY_SIZE];	/* of the first that went wrong, fit to
					   be shown; "" */
};

void steps_init(struct steps *steps, unsigned lab);
/* A conversation begins. */
void steps_begin(struct steps *steps);
void steps_event(struct steps *steps, const struct conversation_event *event);
/* A verdict on what the server said; one that is not ok makes the step wrong
 * in which it was said. */
void steps_verdict(struct steps *steps, const struct judge_verdict *verdict);

unsigned steps_count(const struct steps *steps);
enum step_state steps_state(const struct steps *steps, unsigned at);
/* What it is called, and "connect" for states and tests. */
const char *steps_words(const struct steps *steps, unsigned at);
const char *steps_kind_word(const struct steps *steps, unsigned at);

#endif
