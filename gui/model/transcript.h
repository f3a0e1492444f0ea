/*
 * A transcript: what was said, a paragraph each, folded into the lines of a
 * window.
 *
 * Lines have absolute numbers that never change while nothing is folded
 * anew, so the view does not jump when old paragraphs go.  Scrolling up
 * stops following; reaching the end starts it again.
 *
 * It is for reading: control bytes are escaped, but a backslash stays one, so
 * that "\x01" may be four characters that came.  The exact bytes stand in the
 * raw messages beside it.
 *
 * Pure; no X: how wide text is, is asked of the measure that is passed in.
 */
#ifndef GUI_MODEL_TRANSCRIPT_H
#define GUI_MODEL_TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum transcript_kind {
	TRANSCRIPT_NOTE,	/* what happens */
	TRANSCRIPT_OURS,	/* what the user or the client said */
	TRANSCRIPT_ANSWER,	/* what the server said */
	TRANSCRIPT_PRIVATE,	/* what it said to us alone */
	TRANSCRIPT_WARNING,
	TRANSCRIPT_ERROR
};

/* How many bytes of the text fit into width, at least one character. */
struct transcript_measure {
	void *context;
	size_t (*fit)(void *context, const char *text, size_t len, int width);
};

struct transcript_line {
	enum transcript_kind kind;
	int64_t wall_ns;
	bool first;		/* of its paragraph */
	const char *text;	/* not terminated */
	size_t len;
};

struct transcript;

/* Keeps the last paragraphs_max, and TRANSCRIPT_BYTES_MAX of text at most.
 * NULL without memory. */
#define TRANSCRIPT_BYTES_MAX	((size_t)512 * 1024)
struct transcript *transcript_new(size_t paragraphs_max);
void transcript_free(struct transcript *transcript);

/* The bytes are made harmless first (text_show); each of their lines is a
 * paragraph.  They have no lines yet: see transcript_update.  False without
 * memory. */
bool transcript_add(struct transcript *transcript, enum transcript_kind kind,
    int64_t wall_ns, const void *bytes, size_t len);
/* One paragraph of text that is fit to be shown as it is. */
bool transcript_add_shown(struct transcript *transcript,
    enum transcript_kind kind, int64_t wall_ns, const char *text);
void transcript_clear(struct transcript *transcript);

/* Folds what was added since; a flood of paragraphs that go again before
 * anybody sees them costs no folding.  True when lines came or went. */
bool transcript_update(struct transcript *transcript);

/* Folds everything anew. */
void transcript_fold(struct transcript *transcript, int width,
    const struct transcript_measure *measure);

/* Lines are [first, end). */
uint64_t transcript_first(const struct transcript *transcript);
uint64_t transcript_end(const struct transcript *transcript);
uint64_t transcript_top(const struct transcript *transcript);
unsigned transcript_page(const struct transcript *transcript);
void transcript_set_page(struct transcript *transcript, unsigned lines);
void transcript_scroll_to(struct transcript *transcript, uint64_t line);
void transcript_scroll_by(struct transcript *transcript, int64_t lines);

/* False outside the range.  The text is valid until something is added. */
bool transcript_line(const struct transcript *transcript, uint64_t line,
    struct transcript_line *out);

/* Picking paragraphs, as with a mouse. */
void transcript_pick(struct transcript *transcript, uint64_t line,
    bool extend);
void transcript_pick_none(struct transcript *transcript);
bool transcript_picked(const struct transcript *transcript, uint64_t line);

/* What is picked, or everything, a paragraph a line; malloc'ed, terminated;
 * NULL when there is nothing, or no memory. */
char *transcript_text(const struct transcript *transcript, bool picked_only);

/* Looks for text from what was found or picked last (or the top of the view)
 * on, around the end; moves the view there and picks the paragraph.  False:
 * not found. */
bool transcript_find(struct transcript *transcript, const char *needle,
    bool backwards);
/* How often it stands there, and which of them was found last, from 1; 0:
 * none, or something else was picked since. */
struct transcript_matches {
	uint64_t all, found;
};
struct transcript_matches transcript_matches(
    const struct transcript *transcript, const char *needle);
/* The byte of a line where it was found last, -1: not in this one. */
int64_t transcript_found(const struct transcript *transcript, uint64_t line);
/* The next byte of a line where it stands; -1: none. */
int64_t transcript_hit(const struct transcript_line *line, size_t from,
    const char *needle);

/* Rises with every change: what was painted is right while it is the same. */
unsigned transcript_generation(const struct transcript *transcript);

#endif
