/*
 * A message on one line, for the list of exchanges: "POST /wait: 3 s",
 * "200 Server waited 3 s", "alice: hi".  Pure; no X.
 */
#ifndef GUI_MODEL_SUMMARY_H
#define GUI_MODEL_SUMMARY_H

#include "gui/model/log.h"

#define SUMMARY_SIZE	400

/* Escaped, cut to size; what is no message in its own words. */
void summary_words(const struct log_entry *entry, char out[SUMMARY_SIZE]);

/* How long until it was answered, or that it was not; "" for what asks for
 * nothing.  now_ns is wall time, 0: the clock stands still, as in a capture.
 * Of an answer whose request is not there to say it how long it took. */
#define SUMMARY_WAIT_SIZE	64
void summary_wait(const struct log_entry *entry, int64_t now_ns,
    char out[SUMMARY_WAIT_SIZE]);

#endif
