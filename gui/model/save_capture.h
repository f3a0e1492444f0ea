/*
 * Messages as a capture (wire/pcapng.h), with what the judge said of them.
 *
 * Pure but for the writing; no X.
 */
#ifndef GUI_MODEL_SAVE_CAPTURE_H
#define GUI_MODEL_SAVE_CAPTURE_H

#include <stdio.h>

#include "gui/model/log.h"
#include "shm/table.h"

struct save_capture {
	FILE *out;
	bool no_private;	/* wire/private.h */
	const struct listening *listening;	/* the server's */
	uint32_t listening_count;
	uint64_t recorded, missed;
	int64_t last_ns;
};

/* False: no more can be written. */
bool save_capture_begin(struct save_capture *capture);
bool save_capture_entry(struct save_capture *capture,
    const struct log_entry *entry);
bool save_capture_end(struct save_capture *capture);

/* Does the file's name say that it is one? */
bool save_capture_named(const char *path);

#endif
