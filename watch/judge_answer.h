/*
 * What the judge's process answers (wire/judging_document.h), read.
 *
 * Any watcher; no X, no system calls.  The answer is the caller's to be freed.
 * The document may be anybody's: what does not fit is left out, texts are
 * bounded, numbers are checked, and a rule goes by its name.
 */
#ifndef WATCH_JUDGE_ANSWER_H
#define WATCH_JUDGE_ANSWER_H

#include "wire/judging.h"

struct judge_answer {
	struct judging_facts facts;
	struct judging_entry **entries;	/* in the order they came */
	size_t count;
};

/* NULL, or what is wrong with it, in one line that is good for ever. */
const char *judge_answer_read(struct judge_answer *answer, const char *bytes,
    size_t len);
void judge_answer_free(struct judge_answer *answer);

#endif
