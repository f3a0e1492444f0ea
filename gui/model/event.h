/*
 * What a row of the message pane that is no message says: who connected,
 * what was lost.  Pure; no X.
 */
#ifndef GUI_MODEL_EVENT_H
#define GUI_MODEL_EVENT_H

#include "gui/model/log.h"

#define EVENT_WORDS_SIZE	320

/* One line, escaped; cut where out is full.  Not for messages. */
void event_words(const struct log_entry *entry, char *out, size_t out_size);

#endif
