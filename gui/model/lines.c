/* One message as lines of a window. */
#include "gui/model/lines.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"

#define HEX_BYTES 16	/* a line, if they fit */
#define HEX_LEAST 4
/* Offset, pairs, a gap in the middle, characters. */
#define HEX_COLUMNS(bytes) (8 + 3 * (bytes) + 1 + 1 + (bytes))
/* A line end may stand behind the last column; here there is none. */
#define END_COLUMNS 4

static void
put(struct line *line, enum line_style style, const char *text, size_t len)
{
	struct line_part *last;

	if (line->text_len + len + 1 > sizeof(line->text))
		return;
	last = line->part_count == 0 ? NULL :
	    &line->parts[line->part_count - 1];
	if (last == NULL || (last->style != style &&
	    line->part_count < LINE_PARTS_MAX)) {
		last = &line->parts[line->part_count++];
		*last = (struct line_part){ (uint8_t)style,
		    (uint16_t)line->text_len, 0 };
	}
	memcpy(line->text + line->text_len, text, len);
	line->text_len += (unsigned)len;
	line->text[line->text_len] = '\0';
	last->len = (uint16_t)(last->len + len);
}

/* What comes next in a text: how many bytes it is, how it is shown. */
struct glyph {
	uint32_t bytes;
	unsigned columns;
	enum line_style style;
	char shown[TEXT_NULS_SIZE];
	bool ends_line;
};

static void
control_glyph(struct glyph *glyph, unsigned char byte)
{
	static const char names[] = "\t\r\n", letters[] = "trn";
	static const char digits[] = "0123456789ABCDEF";
	const char *name = byte == '\0' ? NULL : strchr(names, byte);

	glyph->bytes = 1;
	glyph->style = LINE_ESCAPE;
	glyph->shown[0] = '\\';
	glyph->shown[1] = name != NULL ? letters[name - names] : 'x';
	glyph->shown[2] = name != NULL ? '\0' : digits[byte >> 4];
	glyph->shown[3] = digits[byte & 15];
	glyph->shown[4] = '\0';
	glyph->columns = (unsigned)strlen(glyph->shown);
}

/* How many bytes a character that can be shown has, 0: there is none. */
static size_t
measure_char(const unsigned char *bytes, size_t len, unsigned *columns)
{
	unsigned code = 0;
	size_t size = text_utf8(bytes, len, &code);
	int width;

	/* Chinese characters, the bulk of texts that have any. */
	if (code >= 0x4e00 && code <= 0x9fff) {
		*columns = 2;
		return size;
	}
	if (size == 0 || !text_printable(code))
		return 0;
	width = size == 1 ? 1 : wcwidth((wchar_t)code);
	*columns = width < 0 ? 1 : (unsigned)width;
	return size;
}

/* Padding, once and with its length. */
static bool
nul_glyph(struct glyph *glyph, const unsigned char *bytes, size_t len)
{
	size_t run = text_nul_run(bytes, len);

	if (run == 0)
		return false;
	glyph->bytes = (uint32_t)run;
	glyph->style = LINE_ESCAPE;
	glyph->columns = (unsigned)text_nul_put(glyph->shown, run,
	    run < len);
	return true;
}

static void
char_glyph(struct glyph *glyph, const unsigned char *bytes, size_t len)
{
	size_t size;

	if (nul_glyph(glyph, bytes, len))
		return;
	size = measure_char(bytes, len, &glyph->columns);
	if (size == 0) {
		control_glyph(glyph, bytes[0]);
		return;
	}
	glyph->bytes = (uint32_t)size;
	glyph->style = LINE_PLAIN;
	memcpy(glyph->shown, bytes, size);
	glyph->shown[size] = '\0';
}

/* Lines must end in CRLF here (RFC 9112 section 2.2): in the head of an HTTP
 * message, and in all of one whose head does not end. */
static bool
wants_crlf(const struct log_entry *entry, uint32_t at)
{
	return lab_speaks_http(entry->lab) &&
	    (entry->head_len == 0 || at < entry->head_len);
}

static struct glyph
next_glyph(const struct log_entry *entry, uint32_t at, uint32_t end,
    const struct line_options *options)
{
	struct glyph glyph = { 0, 0, LINE_PLAIN, "", false };
	const unsigned char *bytes = entry->bytes + at;
	size_t len = end - at;

	if (len >= 2 && bytes[0] == '\r' && bytes[1] == '\n') {
		glyph = (struct glyph){ 2, 0, LINE_END, "\\r\\n", true };
	} else if (bytes[0] == '\n') {
		glyph = (struct glyph){ 1, 0, wants_crlf(entry, at) ?
		    LINE_BARE : LINE_END, "\\n", true };
	} else {
		char_glyph(&glyph, bytes, len);
		if (bytes[0] == '\r' && wants_crlf(entry, at))
			glyph.style = LINE_BARE;
		return glyph;
	}
	if (!options->line_ends)
		glyph.shown[0] = '\0';
	return glyph;
}

/* Most bytes need no look at more than themselves; messages are long. */
static uint32_t
plain_run(const unsigned char *bytes, uint32_t most)
{
	uint32_t run = 0;

	while (run < most && bytes[run] >= 0x20 && bytes[run] < 0x7f)
		run++;
	return run;
}

/* The same for characters of several bytes that are only counted. */
static uint32_t
wide_run(const unsigned char *bytes, uint32_t len, unsigned room,
    unsigned *columns)
{
	uint32_t run = 0;
	unsigned wide;
	size_t size;

	while (run < len && bytes[run] >= 0x80) {
		size = measure_char(bytes + run, len - run, &wide);
		if (size == 0 || wide > room)
			break;
		room -= wide;
		*columns += wide;
		run += (uint32_t)size;
	}
	return run;
}

/* line may be NULL: only where it ends is asked. */
static uint32_t
text_line(const struct log_entry *entry, const struct line_options *options,
    uint32_t at, uint32_t end, struct line *line)
{
	unsigned columns = 0, room;
	struct glyph glyph;
	uint32_t run;

	while (at < end) {
		room = columns < options->columns ?
		    options->columns - columns : 0;
		run = plain_run(entry->bytes + at, end - at < room ?
		    end - at : room);
		if (run != 0 && line != NULL)
			put(line, LINE_PLAIN, (const char *)entry->bytes + at,
			    run);
		columns += run;
		at += run;
		if (line == NULL)
			at += wide_run(entry->bytes + at, end - at,
			    room - run, &columns);
		if (at == end)
			break;
		glyph = next_glyph(entry, at, end, options);
		if (columns != 0 && columns + glyph.columns > options->columns)
			break;
		if (line != NULL)
			put(line, glyph.style, glyph.shown,
			    strlen(glyph.shown));
		columns += glyph.columns;
		at += glyph.bytes;
		if (glyph.ends_line)
			break;
	}
	return at;
}

static uint32_t
hex_bytes(const struct line_options *options)
{
	uint32_t bytes = HEX_BYTES;

	while (bytes > HEX_LEAST &&
	    HEX_COLUMNS(bytes) > options->columns + END_COLUMNS)
		bytes /= 2;
	return bytes;
}

static void
hex_columns(struct line *line, const unsigned char *bytes, uint32_t count,
    uint32_t most)
{
	char pair[4];
	uint32_t i;

	for (i = 0; i < most; i++) {
		if (i == most / 2)
			put(line, LINE_HEX, " ", 1);
		snprintf(pair, sizeof(pair), i < count ? "%02x " : "   ",
		    i < count ? bytes[i] : 0u);
		put(line, LINE_HEX, pair, 3);
	}
}

static uint32_t
hex_line(const struct log_entry *entry, const struct line_options *options,
    uint32_t at, uint32_t end, struct line *line)
{
	uint32_t most = hex_bytes(options), i;
	uint32_t count = end - at < most ? end - at : most;
	const unsigned char *bytes = entry->bytes + at;
	char offset[16];
	char shown;

	if (line == NULL)
		return at + count;
	snprintf(offset, sizeof(offset), "%06x  ", at);
	put(line, LINE_OFFSET, offset, strlen(offset));
	hex_columns(line, bytes, count, most);
	put(line, LINE_HEX, " ", 1);
	for (i = 0; i < count; i++) {
		shown = bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] :
		    '.';
		put(line, LINE_PLAIN, &shown, 1);
	}
	return at + count;
}

static bool
is_hex(const struct log_entry *entry, const struct line_options *options,
    uint32_t at)
{
	return options->hex || (entry->binary & (at < entry->head_len ?
	    LOG_HEAD_BINARY : LOG_BODY_BINARY)) != 0;
}

static uint32_t
step(const struct log_entry *entry, const struct line_options *options,
    uint32_t at, struct line *line)
{
	bool in_head = at < entry->head_len;
	uint32_t end = in_head ? entry->head_len : entry->len;

	if (is_hex(entry, options, at))
		return hex_line(entry, options, at, options->hex ?
		    entry->len : end, line);
	return text_line(entry, options, at, end, line);
}

uint32_t
lines_count(const struct log_entry *entry, const struct line_options *options)
{
	uint32_t at = 0, count = 0;

	for (; at < entry->len; count++)
		at = step(entry, options, at, NULL);
	return count;
}

bool
lines_next(const struct log_entry *entry, const struct line_options *options,
    uint32_t *at, struct line *line)
{
	if (*at >= entry->len)
		return false;
	line->text[0] = '\0';
	line->text_len = 0;
	line->part_count = 0;
	line->raw_at = *at;
	*at = step(entry, options, *at, line);
	line->raw_len = *at - line->raw_at;
	return true;
}

uint32_t
lines_seek(const struct log_entry *entry, const struct line_options *options,
    uint32_t n)
{
	uint32_t at = 0;

	while (n-- > 0 && at < entry->len)
		at = step(entry, options, at, NULL);
	return at;
}

uint32_t
lines_of_byte(const struct log_entry *entry,
    const struct line_options *options, uint32_t raw)
{
	uint32_t at = 0, n = 0;

	while (at < entry->len &&
	    (at = step(entry, options, at, NULL)) <= raw)
		n++;
	return n;
}

/* Where the pair of the line's byte number n stands, past the gap before it. */
static unsigned
hex_place(const struct line_options *options, uint32_t n)
{
	return 8 + 3 * n + (n >= hex_bytes(options) / 2);
}

/* Where what shows the byte at raw begins; behind: what shows those before
 * it ends. */
static unsigned
text_place(const struct log_entry *entry, const struct line_options *options,
    const struct line *line, uint32_t raw, bool behind)
{
	uint32_t at = line->raw_at, end = line->raw_at + line->raw_len;
	struct glyph glyph;
	size_t place = 0;

	while (at < raw && at < end) {
		glyph = next_glyph(entry, at, end, options);
		if (!behind && at + glyph.bytes > raw)
			break;
		place += strlen(glyph.shown);
		at += glyph.bytes;
	}
	return place < line->text_len ? (unsigned)place : line->text_len;
}

bool
lines_span(const struct log_entry *entry, const struct line_options *options,
    const struct line *line, uint32_t from, uint32_t end,
    struct line_span *span)
{
	uint32_t last = line->raw_at + line->raw_len;
	unsigned to;

	if (from < line->raw_at)
		from = line->raw_at;
	if (end > last)
		end = last;
	if (from >= end)
		return false;
	if (is_hex(entry, options, line->raw_at)) {
		span->at = hex_place(options, from - line->raw_at);
		to = hex_place(options, end - 1 - line->raw_at) + 2;
	} else {
		span->at = text_place(entry, options, line, from, false);
		to = text_place(entry, options, line, end, true);
	}
	span->len = to - span->at;
	return to > span->at;
}
