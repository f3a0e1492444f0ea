/* Two messages side by side. */
#include "gui/model/compare.h"

#include <stdlib.h>
#include <string.h>

#define MATCH_LEAST	3	/* bytes between two differences */

struct text {
	const struct compare_bytes *of;
	uint32_t *lines;	/* where each begins, and the last ends */
	uint32_t count;
};

struct texts {
	struct text text[2];
};

/* Two lines, byte by byte. */
struct two {
	const unsigned char *a, *b;
};

void
compare_free(struct compare *compare)
{
	diff_free(&compare->bytes);
	free(compare->rows);
	memset(compare, 0, sizeof(*compare));
}

static bool
find_lines(struct text *text, const struct compare_bytes *of)
{
	uint32_t at, count = 1;

	for (at = 0; at + 1 < of->len; at++)
		count += of->bytes[at] == '\n';
	text->of = of;
	text->lines = malloc(((size_t)count + 1) * sizeof(*text->lines));
	if (text->lines == NULL)
		return false;
	text->lines[0] = 0;
	for (at = 0; at < of->len; at++)
		if (of->bytes[at] == '\n' || at + 1 == of->len)
			text->lines[++text->count] = at + 1;
	return true;
}

static struct compare_bytes
line_of(const struct text *text, uint32_t number)
{
	return (struct compare_bytes){ text->of->bytes + text->lines[number],
	    text->lines[number + 1] - text->lines[number] };
}

static bool
is_equal(void *context, uint32_t a, uint32_t b)
{
	const struct texts *texts = context;
	struct compare_bytes one = line_of(&texts->text[0], a);
	struct compare_bytes other = line_of(&texts->text[1], b);

	return one.len == other.len && memcmp(one.bytes, other.bytes,
	    one.len) == 0;
}

static bool
ends_word(unsigned char byte)
{
	return byte == ':' || byte == ' ' || byte == '\t' || byte == '=' ||
	    byte == '\r' || byte == '\n';
}

/* Do they begin with the same word? */
static bool
is_alike(void *context, uint32_t a, uint32_t b)
{
	const struct texts *texts = context;
	struct compare_bytes one = line_of(&texts->text[0], a);
	struct compare_bytes other = line_of(&texts->text[1], b);
	uint32_t at = 0;

	while (at < one.len && at < other.len && one.bytes[at] ==
	    other.bytes[at] && !ends_word(one.bytes[at]))
		at++;
	return at > 0 && at < one.len && at < other.len &&
	    one.bytes[at] == other.bytes[at];
}

static bool
same_byte(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;

	return two->a[a] == two->b[b];
}

/* What of the line's runs is no match worth the name. */
static bool
is_match(const struct diff *line, uint32_t run)
{
	return line->runs[run].same && (run == 0 || run + 1 == line->count ||
	    line->runs[run].len[0] >= MATCH_LEAST);
}

static bool
add_bytes(struct compare *compare, struct compare_bytes one,
    struct compare_bytes other, uint64_t *steps)
{
	struct two two = { one.bytes, other.bytes };
	struct diff_of of = { { one.len, other.len }, same_byte, &two, steps };
	struct diff line = { NULL, 0, 0, false };
	bool done = diff_make(&line, &of);
	uint32_t i;

	compare->given_up |= line.given_up;
	for (i = 0; done && i < line.count; i++)
		done = diff_add(&compare->bytes, is_match(&line, i),
		    line.runs[i].len[0], line.runs[i].len[1]);
	diff_free(&line);
	return done;
}

static bool
add_row(struct compare *compare, const struct texts *texts,
    const struct align_pair *pair, uint64_t *steps)
{
	struct compare_row *row = &compare->rows[compare->row_count++];
	const struct compare_bytes none = { (const unsigned char *)"", 0 };
	struct compare_bytes line[2] = { none, none };
	unsigned side;

	memset(row, 0, sizeof(*row));
	row->differs = !pair->equal;
	for (side = 0; side < 2; side++) {
		if (pair->item[side] == ALIGN_NONE)
			continue;
		line[side] = line_of(&texts->text[side], pair->item[side]);
		row->at[side] = texts->text[side].lines[pair->item[side]];
		row->len[side] = line[side].len;
	}
	if (pair->equal)
		return diff_add(&compare->bytes, true, line[0].len,
		    line[1].len);
	return add_bytes(compare, line[0], line[1], steps);
}

static bool
fill(struct compare *compare, struct texts *texts, uint64_t *steps)
{
	struct align_of of = { { texts->text[0].count, texts->text[1].count },
	    is_equal, is_alike, NULL, texts, steps };
	struct align align = { NULL, 0, 0, false };
	uint32_t i;
	bool done = align_make(&align, &of);

	compare->given_up = align.given_up;
	compare->rows = calloc((size_t)align.count + 1,
	    sizeof(*compare->rows));
	done = done && compare->rows != NULL;
	for (i = 0; done && i < align.count; i++)
		done = add_row(compare, texts, &align.pairs[i], steps);
	align_free(&align);
	for (i = 0; i < compare->bytes.count; i++)
		compare->differences += !compare->bytes.runs[i].same;
	return done;
}

bool
compare_make(struct compare *compare, const struct compare_bytes of[2],
    uint64_t *steps)
{
	struct texts texts = { { { NULL, NULL, 0 }, { NULL, NULL, 0 } } };
	bool done = find_lines(&texts.text[0], &of[0]) &&
	    find_lines(&texts.text[1], &of[1]) &&
	    fill(compare, &texts, steps);

	free(texts.text[0].lines);
	free(texts.text[1].lines);
	if (!done)
		compare_free(compare);
	return done;
}

uint32_t
compare_run_of(const struct compare *compare, unsigned side, uint32_t at)
{
	uint32_t low = 0, high = compare->bytes.count, middle;
	const struct diff_run *run;

	while (low < high) {
		middle = low + (high - low) / 2;
		run = &compare->bytes.runs[middle];
		if (run->at[side] + run->len[side] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
