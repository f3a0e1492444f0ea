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

#endif
