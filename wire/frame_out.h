/*
 * One outgoing message of the labs that talk in lines, as it goes on the
 * wire: in the form its receiver speaks itself.
 *
 * Any process; pure, bounded; no X.
 */
#ifndef WIRE_FRAME_OUT_H
#define WIRE_FRAME_OUT_H

#include "wire/frame.h"

/* Readers that people write take 1024 bytes at once: a lab keeps its own
 * words below that, and only what clients sent may need more. */
#define FRAME_OUT_USUAL	1024
#define FRAME_OUT_MAX	(2 + 2 * (FRAME_TEXT_MAX + LINE_END_MAX))

/*
 * Builds the message for one send() and returns its length.  Text beyond
 * FRAME_TEXT_MAX bytes is left out, at a character.  An LF within the text
 * stays, as an answer may have lines; a CR becomes a space, and goes before
 * an LF.
 */
size_t frame_out(unsigned char out[FRAME_OUT_MAX], const char *text,
    size_t len, struct frame_form form);

/* Is only a pause between two such messages what keeps them apart? */
bool frame_out_runs_on(struct frame_form form);

#endif
