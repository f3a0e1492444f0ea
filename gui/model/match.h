/*
 * Which messages of the log are shown: watch/message_filter.h says what a
 * filter holds.
 *
 * Pure; no X.
 */
#ifndef GUI_MODEL_MATCH_H
#define GUI_MODEL_MATCH_H

#include "gui/model/log.h"
#include "watch/filter.h"

bool match_entry(const struct filter *filter, const struct log_entry *entry);

/* Is that one of the terms of a filter's text?  Then it is taken out, else put
 * behind the others; false: there is no room. */
bool match_has_term(const char *text, const char *term);
bool match_toggle_term(char out[FILTER_SIZE], const char *text,
    const char *term);

#endif
