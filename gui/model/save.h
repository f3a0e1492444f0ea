/*
 * Messages into a file: exactly their bytes, one after another, or with a
 * heading line before each; or as a capture.
 *
 * Pure but for the file; no X.
 */
#ifndef GUI_MODEL_SAVE_H
#define GUI_MODEL_SAVE_H

#include "gui/model/stream.h"
#include "shm/table.h"

struct save_plan {
	bool headings;
	bool ours;		/* of a client's window: headings name the
				   other end, the server's address */
	bool picked_only;
	bool capture;		/* all of a message of which a line is picked */
	bool no_private;	/* captures: private lines by their length */
	const struct listening *listening;	/* for captures: the server's */
	uint32_t listening_count;
	const char *what;	/* for dialogs: which messages these are, words;
				   NULL: nothing is said */
};

struct save_result {
	size_t bytes;		/* written */
	uint64_t missing;	/* bytes of these messages the feed left out */
};

/*
 * Writes the file anew.  0 and what was written, or an errno value; a plain
 * file of ours is then as it was, another may not be.
 */
int save_messages(const struct stream *stream, const struct save_plan *plan,
    const char *path, struct save_result *result);

/* The same for other bytes. */
int save_bytes(const void *bytes, size_t len, const char *path,
    struct save_result *result);

#endif
