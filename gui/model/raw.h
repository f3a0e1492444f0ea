/*
 * Requests written by hand: text in an editor, and the bytes it stands for.
 *
 * What is sent is what is written: "\r" and "\n" stand for those bytes, and
 * so do "\t", "\0", "\\" and "\xHH"; the editor's own line ends are layout
 * and stand for nothing, so that every byte of a request can be seen.
 *
 * Pure; no X.
 */
#ifndef GUI_MODEL_RAW_H
#define GUI_MODEL_RAW_H

#include <stdbool.h>
#include <stddef.h>

#define RAW_TEXT_MAX	(64 * 1024)	/* characters in the editor */

struct raw_fault {
	const char *reason;	/* NULL: none */
	size_t at;		/* in the text */
};

/* The bytes, malloc'ed, *len of them; NULL: fault says why. */
char *raw_encode(const char *text, size_t *len, struct raw_fault *fault);

/* The same, and where in the text each byte stands, and the text's end:
 * places has room for as many as the text has characters, and one. */
char *raw_encode_at(const char *text, size_t *len, struct raw_fault *fault,
    size_t *places);

/* The other way round: a line of text for each line of the bytes.
 * malloc'ed, terminated; NULL without memory. */
char *raw_decode(const void *bytes, size_t len);

/* Bytes from elsewhere as text for the editor: those that are text, and the
 * editor's own line ends, stay as they are, the others become escapes.
 * malloc'ed, terminated; NULL without memory. */
char *raw_from_bytes(const void *bytes, size_t len);

/*
 * What the editor takes of text that comes between `before` and `after`:
 * bytes that are no text become escapes, as in raw_from_bytes, and lines
 * longer than RAW_LINE_MAX characters get line ends of the editor's own, which
 * stand for nothing, though never inside an escape.  Of `before` and `after`
 * only the line that is next to the text counts.  malloc'ed, terminated; NULL
 * without memory.
 */
#define RAW_LINE_MAX	80
char *raw_take(const char *before, const char *text, size_t len,
    const char *after);

/*
 * A preset with "%h" replaced by the host and port as Host has them, "%n" by
 * the name, "%l" by its length in bytes.  Always terminated.
 */
void raw_expand(char *out, size_t out_size, const char *preset,
    const char *host, const char *name);

#endif
