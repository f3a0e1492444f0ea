/* Two messages or clients side by side: lines, and what they show. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/compare_view.h"

#define HEX_MOST	16	/* bytes a line */
#define HEX_LEAST	4
#define HEX_COLUMNS(n)	(8 + 3 * (n) + 1 + (n))
#define TITLE_SIZE	200

static bool
add_line(struct compare_view *view, const struct compare_line *line)
{
	struct compare_line *grown;

	if (view->line_count == view->line_room) {
		grown = realloc(view->lines, (2 * (size_t)view->line_room +
		    64) * sizeof(*grown));
		if (grown == NULL)
			return false;
		view->lines = grown;
		view->line_room = 2 * view->line_room + 64;
	}
	view->lines[view->line_count++] = *line;
	return true;
}

static struct line_options
options_of(const struct compare_view *view)
{
	return (struct line_options){ view->columns, true, false };
}

/* Takes a line that folds off a row; what is left of it is in at and len. */
static void
take_fold(const struct compare_view *view, const struct log_entry *entry,
    struct compare_line *line, struct compare_row *row, unsigned side)
{
	struct line_options options = options_of(view);
	static struct line shown;	/* large */
	uint32_t at = row->at[side];

	line->at[side] = at;
	line->len[side] = 0;
	if (row->len[side] == 0 ||
	    !lines_next(entry, &options, &at, &shown))
		return;
	line->len[side] = shown.raw_len < row->len[side] ? shown.raw_len :
	    row->len[side];
	row->at[side] += line->len[side];
	row->len[side] -= line->len[side];
}

static bool
add_rows(struct compare_view *view, uint32_t number)
{
	const struct compare_pair *pair = &view->pairs[number];
	struct compare_line line = { .pair = number, .kind = COMPARE_TEXT };
	struct compare_row row;
	uint32_t i;

	for (i = 0; i < pair->bytes.row_count; i++) {
		row = pair->bytes.rows[i];
		line.differs = row.differs;
		while (row.len[0] > 0 || row.len[1] > 0) {
			take_fold(view, pair->entry[0], &line, &row, 0);
			take_fold(view, pair->entry[1], &line, &row, 1);
			if ((line.len[0] == 0 && line.len[1] == 0) ||
			    !add_line(view, &line))
				return false;
		}
	}
	return true;
}

static uint32_t
hex_bytes(const struct compare_view *view)
{
	uint32_t bytes = HEX_MOST;

	while (bytes > HEX_LEAST && HEX_COLUMNS(bytes) > view->columns)
		bytes /= 2;
	return bytes;
}

static bool
add_hex(struct compare_view *view, uint32_t number)
{
	const struct diff *bytes = &view->pairs[number].bytes.bytes;
	uint32_t most = hex_bytes(view), i, done;
	struct compare_line line = { .pair = number, .kind = COMPARE_HEX };
	const struct diff_run *run;
	unsigned side;

	for (i = 0; i < bytes->count; i++) {
		run = &bytes->runs[i];
		line.differs = !run->same;
		for (done = 0; done < run->len[0] || done < run->len[1];
		    done += most) {
			for (side = 0; side < 2; side++) {
				line.at[side] = run->at[side] + done;
				line.len[side] = done >= run->len[side] ? 0 :
				    run->len[side] - done < most ?
				    run->len[side] - done : most;
			}
			if (!add_line(view, &line))
				return false;
		}
	}
	return true;
}

static bool
is_binary(const struct compare_pair *pair)
{
	return (pair->entry[0] != NULL && pair->entry[0]->binary != 0) ||
	    (pair->entry[1] != NULL && pair->entry[1]->binary != 0);
}

static bool
add_pair(struct compare_view *view, uint32_t number)
{
	struct compare_pair *pair = &view->pairs[number];
	struct compare_line title = { .pair = number, .kind = COMPARE_TITLE,
	    .differs = pair->bytes.differences > 0 ||
	    pair->entry[0] == NULL || pair->entry[1] == NULL };

	pair->first_line = view->line_count;
	return (!view->clients || add_line(view, &title)) &&
	    (view->hex || is_binary(pair) ? add_hex(view, number) :
	    add_rows(view, number));
}

bool
compare_view_lay_out(struct compare_view *view, unsigned columns, bool hex)
{
	uint32_t i;

	if (columns < 20)
		columns = 20;
	if (columns > LINE_COLUMNS_MAX)
		columns = LINE_COLUMNS_MAX;
	if (view->columns == columns && view->hex == hex)
		return true;
	view->columns = columns;
	view->hex = hex;
	view->line_count = 0;
	compare_view_pick_none(view);
	for (i = 0; i < view->pair_count; i++)
		if (!add_pair(view, i)) {
			view->line_count = 0;
			return false;
		}
	compare_view_set_page(view, view->page);
	return true;
}

static void
put(struct line *line, enum line_style style, const char *text, size_t len)
{
	memcpy(line->text + line->text_len, text, len);
	line->parts[line->part_count++] = (struct line_part){ style,
	    (uint16_t)line->text_len, (uint16_t)len };
	line->text_len += (unsigned)len;
	line->text[line->text_len] = '\0';
}

/* "000010  48 54 54 50       HTTP", all of it one run. */
static void
show_hex(const struct compare_view *view, const struct compare_line *of,
    const unsigned char *bytes, unsigned side, struct compare_shown *shown)
{
	char text[HEX_COLUMNS(HEX_MOST) + 4], letters[HEX_MOST], offset[16];
	uint32_t most = hex_bytes(view), len = of->len[side], i;
	int width = snprintf(offset, sizeof(offset), "%06x  ", of->at[side]);
	size_t used = 0;

	for (i = 0; i < most; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    i < len ? "%02x " : "   ", i < len ? bytes[i] : 0u);
	for (i = 0; i < len; i++)
		letters[i] = bytes[i] >= 0x20 && bytes[i] < 0x7f ?
		    (char)bytes[i] : '.';
	(void)snprintf(text + used, sizeof(text) - used, " ");
	put(&shown->line, LINE_OFFSET, offset, (size_t)width);
	put(&shown->line, LINE_HEX, text, used + 1);
	put(&shown->line, LINE_PLAIN, letters, len);
	if (!of->differs)
		return;
	shown->marks[0] = (struct line_span){ 8, 3 * len - 1 };
	shown->marks[1] = (struct line_span){ 8 + (unsigned)used + 1, len };
	shown->mark_count = 2;
}

/* Is that run of the pair the difference that is looked at? */
static bool
is_current(const struct compare_view *view, const struct compare_pair *pair,
    uint32_t run)
{
	uint32_t number = pair->first_difference, i;

	if (view->current <= number || view->current > number +
	    pair->bytes.differences)
		return false;
	for (i = 0; i < run; i++)
		number += !pair->bytes.bytes.runs[i].same;
	return number + 1 == view->current;
}

static void
show_text(const struct compare_view *view, const struct compare_line *of,
    unsigned side, struct compare_shown *shown)
{
	const struct compare_pair *pair = &view->pairs[of->pair];
	struct line_options options = options_of(view);
	const struct diff *bytes = &pair->bytes.bytes;
	uint32_t at = of->at[side], end = at + of->len[side], i;
	const struct diff_run *run;

	(void)lines_next(pair->entry[side], &options, &at, &shown->line);
	for (i = compare_run_of(&pair->bytes, side, of->at[side]);
	    i < bytes->count && bytes->runs[i].at[side] < end &&
	    shown->mark_count < COMPARE_MARKS_MAX; i++) {
		run = &bytes->runs[i];
		if (!run->same && lines_span(pair->entry[side], &options,
		    &shown->line, run->at[side], run->at[side] +
		    run->len[side], &shown->marks[shown->mark_count]))
			shown->current[shown->mark_count++] =
			    is_current(view, pair, i);
	}
}

void
compare_view_show(const struct compare_view *view, uint64_t line,
    unsigned side, struct compare_shown *shown)
{
	const struct compare_line *of = &view->lines[line];
	const struct compare_pair *pair = &view->pairs[of->pair];
	uint32_t run;

	shown->line.text[0] = '\0';
	shown->line.text_len = shown->line.part_count = 0;
	shown->mark_count = 0;
	if (of->kind == COMPARE_TITLE || of->len[side] == 0)
		return;
	if (of->kind == COMPARE_TEXT) {
		show_text(view, of, side, shown);
		return;
	}
	show_hex(view, of, pair->entry[side]->bytes + of->at[side], side,
	    shown);
	run = compare_run_of(&pair->bytes, side, of->at[side]);
	shown->current[0] = shown->current[1] = is_current(view, pair, run);
}

char
compare_line_sign(const struct compare_line *line)
{
	if (!line->differs)
		return ' ';
	if (line->kind == COMPARE_TITLE)
		return '|';
	return line->len[0] == 0 ? '>' : line->len[1] == 0 ? '<' : '|';
}

/* Columns, about: letters of one column each. */
static size_t
width_of(const char *text)
{
	size_t width = 0;

	for (; *text != '\0'; text++)
		width += ((unsigned char)*text & 0xc0) != 0x80;
	return width;
}

static void
put_line(const struct compare_view *view, uint64_t number, FILE *out,
    compare_title *title, void *context)
{
	static struct compare_shown shown;	/* large */
	const struct compare_line *line = &view->lines[number];
	char words[2][TITLE_SIZE];
	const char *text;
	size_t width;
	unsigned side;

	for (side = 0; side < 2; side++) {
		compare_view_show(view, number, side, &shown);
		text = shown.line.text;
		if (line->kind == COMPARE_TITLE) {
			title(context, view->pairs[line->pair].entry[side],
			    words[side], sizeof(words[side]));
			text = words[side];
		}
		(void)fputs(text, out);
		width = width_of(text);
		for (; side == 0 && width < view->columns; width++)
			(void)fputc(' ', out);
		if (side == 0)
			(void)fprintf(out, " %c ", compare_line_sign(line));
	}
	(void)fputc('\n', out);
}

char *
compare_view_text(const struct compare_view *view, compare_title *title,
    void *context)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	uint64_t line;

	if (out == NULL)
		return NULL;
	for (line = 0; line < view->line_count; line++)
		if (view->anchor == 0 || compare_view_is_picked(view, line))
			put_line(view, line, out, title, context);
	if (fclose(out) != 0) {
		free(text);
		return NULL;
	}
	return text;
}
