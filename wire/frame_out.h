/*
 * One outgoing message of the labs that talk in lines, as it goes on the
 * wire: in the encoding its client speaks, with a newline unless bare.
 *
 * Any process; pure, bounded; no X.
 */
#ifndef WIRE_FRAME_OUT_H
#define WIRE_FRAME_OUT_H

#include "wire/frame.h"

/* Readers that people write take 1024 bytes at once: a lab keeps its own
 * words below that, and only what clients sent may need more. */
#define FRAME_OUT_USUAL	1024
#define FRAME_OUT_MAX	(2 + 2 * (FRAME_TEXT_MAX + 1))

/*
 * Builds the message for one send() and returns its length.  Text beyond
 * FRAME_TEXT_MAX bytes is left out, at a character; line ends inside the
 * text become spaces, so that a message is one line whatever it quotes.
 */
size_t frame_out(unsigned char out[FRAME_OUT_MAX], const char *text,
    size_t len, enum frame_encoding encoding, bool bare);

#endif
