/* Between the transcript*.c files only. */
#ifndef GUI_MODEL_TRANSCRIPT_PRIVATE_H
#define GUI_MODEL_TRANSCRIPT_PRIVATE_H

#include "gui/model/transcript.h"

struct paragraph {
	uint64_t id;		/* rises by one, from 1 */
	enum transcript_kind kind;
	int64_t wall_ns;
	size_t len;
	char *text;
};

struct fold {
	uint64_t paragraph;	/* its id */
	uint32_t at, len;	/* in its text */
};

struct transcript {
	struct paragraph *paragraphs;	/* a ring of size max */
	size_t max;
	size_t bytes;		/* of their text */
	uint64_t first_id, next_id;
	uint64_t folded_id;	/* the first without lines */
	struct fold *folds;	/* [head, head + count) */
	size_t fold_head, fold_count, fold_size;
	uint64_t end_line;	/* of the last fold + 1 */
	uint64_t top;
	unsigned page;
	bool follow;
	int width;
	struct transcript_measure measure;
	uint64_t anchor, cursor;	/* picked paragraphs, 0: none */
	uint64_t found_id;	/* the paragraph found last, 0: none */
	int64_t found_at;	/* the byte of it where that stands */
	unsigned generation;
};

struct paragraph *transcript_paragraph(const struct transcript *transcript,
    uint64_t id);
/* NULL outside the range. */
const struct fold *transcript_fold_of(const struct transcript *transcript,
    uint64_t line);

#endif
