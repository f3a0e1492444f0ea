/*
 * An entry of the log as the message it was made of.  Pure; no X.
 */
#ifndef GUI_MODEL_LOG_MESSAGE_H
#define GUI_MODEL_LOG_MESSAGE_H

#include "gui/model/log.h"

/* It points into the entry.  Not for gaps, nor for what befell the server. */
void log_message(const struct log_entry *entry,
    struct feed_message *message);

#endif
