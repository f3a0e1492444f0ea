/*
 * One message as lines of a window: line ends made visible, control bytes
 * escaped, binary parts in hex (16 bytes a line, 8 or 4 where they do not
 * fit), long lines folded.
 *
 * Pure; no X.  A line says which raw bytes it shows, so that what is copied
 * is what was sent.
 */
#ifndef GUI_MODEL_LINES_H
#define GUI_MODEL_LINES_H

#include "gui/model/log.h"

#define LINE_COLUMNS_MAX 400
#define LINE_TEXT_SIZE	(LINE_COLUMNS_MAX * 4 + 16)
#define LINE_PARTS_MAX	96

struct line_options {
	unsigned columns;	/* fold after so many, at least 20 */
	bool line_ends;		/* show \r\n and \n */
	bool hex;		/* everything in hex */
};

enum line_style {
	LINE_PLAIN,
	LINE_END,	/* of a line, and right or no harm here */
	LINE_BARE,	/* \n or \r alone where HTTP wants both */
	LINE_ESCAPE, LINE_OFFSET, LINE_HEX
};

struct line_part {
	uint8_t style;		/* enum line_style */
	uint16_t at, len;	/* in text */
};

struct line {
	char text[LINE_TEXT_SIZE];	/* terminated */
	unsigned text_len;
	struct line_part parts[LINE_PARTS_MAX];
	unsigned part_count;
	uint32_t raw_at, raw_len;	/* in the entry's bytes */
};

/* How many lines the entry's bytes make; 0 for none. */
uint32_t lines_count(const struct log_entry *entry,
    const struct line_options *options);

/* Walks the lines: start with *at of 0; false after the last. */
bool lines_next(const struct log_entry *entry,
    const struct line_options *options, uint32_t *at, struct line *line);

/* Where line number n begins; the entry's length when there are fewer. */
uint32_t lines_seek(const struct log_entry *entry,
    const struct line_options *options, uint32_t n);

/* The number, from 0, of the line that shows the byte at raw. */
uint32_t lines_of_byte(const struct log_entry *entry,
    const struct line_options *options, uint32_t raw);

/* Where in the line's text the bytes [from, end) of the message stand; false:
 * not in this line.  In hex they are the pairs. */
struct line_span {
	unsigned at, len;
};
bool lines_span(const struct log_entry *entry,
    const struct line_options *options, const struct line *line,
    uint32_t from, uint32_t end, struct line_span *span);

#endif
