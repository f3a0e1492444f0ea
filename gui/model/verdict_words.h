/*
 * What the judge says of a message, in words: a line for its heading, and all
 * of it.  Pure; no X.
 */
#ifndef GUI_MODEL_VERDICT_WORDS_H
#define GUI_MODEL_VERDICT_WORDS_H

#include <stdio.h>

#include "gui/model/log_verdict.h"

#define VERDICT_WORDS_SIZE 320

/* "must", "judging": "" for LOG_MARK_NONE. */
const char *verdict_mark_words(enum log_mark mark);

/* "wait.head.host, line 2, column 1: what is told, and 2 more"; "" where
 * nothing is not ok. */
void verdict_heading(const struct log_entry *entry,
    char out[VERDICT_WORDS_SIZE]);

/* Every verdict of a message that has some: what is not ok with its evidence,
 * then what is. */
void verdict_put(FILE *out, const struct log_entry *entry);

#endif
