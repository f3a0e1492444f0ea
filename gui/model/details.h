/*
 * One message from all sides, as text: the raw bytes, the parsed head, hex,
 * and the verdict on its format.
 *
 * Pure; no X.  Everything is escaped; lines end in '\n'.
 */
#ifndef GUI_MODEL_DETAILS_H
#define GUI_MODEL_DETAILS_H

#include "gui/model/log.h"

enum details_side {
	DETAILS_RAW, DETAILS_HEAD, DETAILS_HEX, DETAILS_VERDICT, DETAILS_SIDES
};

/* What is to be seen first: the verdict of a message with a fault. */
enum details_side details_first(const struct log_entry *entry);

/* malloc'ed, the caller's; NULL without memory. */
char *details_text(const struct log_entry *entry, enum details_side side);

#endif
