/* A transcript: paragraphs folded into lines. */
#include "gui/model/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/model/transcript_private.h"

/* Longer lines of a server are cut: nobody reads them here, and the raw
 * message stands beside. */
#define PARAGRAPH_MAX 4096

struct transcript *
transcript_new(size_t paragraphs_max)
{
	struct transcript *transcript = calloc(1, sizeof(*transcript));

	if (transcript == NULL)
		return NULL;
	transcript->paragraphs = calloc(paragraphs_max,
	    sizeof(transcript->paragraphs[0]));
	if (transcript->paragraphs == NULL) {
		free(transcript);
		return NULL;
	}
	transcript->max = paragraphs_max;
	transcript->first_id = transcript->next_id = 1;
	transcript->folded_id = 1;
	transcript->page = 1;
	transcript->follow = true;
	return transcript;
}

void
transcript_free(struct transcript *transcript)
{
	if (transcript == NULL)
		return;
	transcript_clear(transcript);
	free(transcript->paragraphs);
	free(transcript->folds);
	free(transcript);
}

struct paragraph *
transcript_paragraph(const struct transcript *transcript, uint64_t id)
{
	return &transcript->paragraphs[id % transcript->max];
}

static void
keep_in_range(struct transcript *transcript)
{
	uint64_t first = transcript_first(transcript), last;

	last = transcript->end_line - first > transcript->page ?
	    transcript->end_line - transcript->page : first;
	if (transcript->follow || transcript->top > last)
		transcript->top = last;
	if (transcript->top < first)
		transcript->top = first;
}

static void
drop_oldest(struct transcript *transcript)
{
	uint64_t id = transcript->first_id++;

	transcript->bytes -= transcript_paragraph(transcript, id)->len;
	free(transcript_paragraph(transcript, id)->text);
	transcript_paragraph(transcript, id)->text = NULL;
	while (transcript->fold_count > 0 &&
	    transcript->folds[transcript->fold_head].paragraph == id) {
		transcript->fold_head++;
		transcript->fold_count--;
	}
}

void
transcript_clear(struct transcript *transcript)
{
	while (transcript->first_id != transcript->next_id)
		drop_oldest(transcript);
	transcript_pick_none(transcript);
	transcript->follow = true;
	keep_in_range(transcript);
	transcript->generation++;
}

static bool
make_room(struct transcript *transcript)
{
	size_t size = transcript->fold_size * 2 + 64;
	struct fold *grown;

	if (transcript->fold_head + transcript->fold_count <
	    transcript->fold_size)
		return true;
	if (transcript->fold_head > transcript->fold_size / 2) {
		memmove(transcript->folds,
		    transcript->folds + transcript->fold_head,
		    transcript->fold_count * sizeof(transcript->folds[0]));
		transcript->fold_head = 0;
		return true;
	}
	grown = realloc(transcript->folds, size * sizeof(grown[0]));
	if (grown == NULL)
		return false;
	transcript->folds = grown;
	transcript->fold_size = size;
	return true;
}

/* Where the text breaks: after the last space that fits, if there is one
 * beyond a third of the line. */
static size_t
break_at(const struct transcript *transcript, const char *text, size_t len)
{
	size_t fits, at;

	if (transcript->measure.fit == NULL)
		return len;
	fits = transcript->measure.fit(transcript->measure.context, text, len,
	    transcript->width);
	if (fits >= len)
		return len;
	for (at = fits; at > fits / 3; at--)
		if (text[at - 1] == ' ')
			return at;
	return fits == 0 ? 1 : fits;
}

static void
fold_paragraph(struct transcript *transcript,
    const struct paragraph *paragraph)
{
	size_t at = 0, len;

	do {
		len = break_at(transcript, paragraph->text + at,
		    paragraph->len - at);
		if (!make_room(transcript))
			return;
		transcript->folds[transcript->fold_head +
		    transcript->fold_count++] = (struct fold){ paragraph->id,
		    (uint32_t)at, (uint32_t)len };
		transcript->end_line++;
		at += len;
	} while (at < paragraph->len);
}

/* Folding everything anew must not take long. */
static void
let_go(struct transcript *transcript)
{
	while (transcript->bytes > TRANSCRIPT_BYTES_MAX &&
	    transcript->next_id - transcript->first_id > 1)
		drop_oldest(transcript);
}

static bool
add_paragraph(struct transcript *transcript, enum transcript_kind kind,
    int64_t wall_ns, const char *shown)
{
	char *text = strdup(shown);
	struct paragraph *paragraph;

	if (text == NULL)
		return false;
	if (transcript->next_id - transcript->first_id == transcript->max)
		drop_oldest(transcript);
	paragraph = transcript_paragraph(transcript, transcript->next_id);
	*paragraph = (struct paragraph){ transcript->next_id++, kind, wall_ns,
	    strlen(text), text };
	transcript->bytes += paragraph->len;
	let_go(transcript);
	return true;
}

bool
transcript_add_shown(struct transcript *transcript,
    enum transcript_kind kind, int64_t wall_ns, const char *text)
{
	transcript->generation++;
	return add_paragraph(transcript, kind, wall_ns, text);
}

bool
transcript_add(struct transcript *transcript, enum transcript_kind kind,
    int64_t wall_ns, const void *bytes, size_t len)
{
	const char *at = bytes, *end = at + len, *newline;
	char shown[PARAGRAPH_MAX];
	size_t line_len;
	bool done;

	do {
		newline = at == end ? NULL :
		    memchr(at, '\n', (size_t)(end - at));
		line_len = (size_t)((newline == NULL ? end : newline) - at);
		if (newline != NULL && line_len > 0 && newline[-1] == '\r')
			line_len--;
		(void)text_show(shown, sizeof(shown), at, line_len);
		done = add_paragraph(transcript, kind, wall_ns, shown);
		at = newline == NULL ? end : newline + 1;
	} while (done && at < end);
	transcript->generation++;
	return done;
}

bool
transcript_update(struct transcript *transcript)
{
	uint64_t first = transcript_first(transcript);
	uint64_t end = transcript->end_line;

	if (transcript->folded_id < transcript->first_id)
		transcript->folded_id = transcript->first_id;
	for (; transcript->folded_id != transcript->next_id;
	    transcript->folded_id++)
		fold_paragraph(transcript, transcript_paragraph(transcript,
		    transcript->folded_id));
	keep_in_range(transcript);
	return transcript_first(transcript) != first ||
	    transcript->end_line != end;
}

/* The view stays with the paragraph it stood at. */
void
transcript_fold(struct transcript *transcript, int width,
    const struct transcript_measure *measure)
{
	struct transcript_line line;
	uint64_t id, at_top = 0;

	if (transcript_line(transcript, transcript->top, &line))
		at_top = transcript->folds[transcript->fold_head +
		    (transcript->top - transcript_first(transcript))]
		    .paragraph;
	transcript->width = width;
	transcript->measure = *measure;
	transcript->fold_head = transcript->fold_count = 0;
	transcript->folded_id = transcript->next_id;
	for (id = transcript->first_id; id != transcript->next_id; id++) {
		if (id == at_top)
			transcript->top = transcript->end_line;
		fold_paragraph(transcript,
		    transcript_paragraph(transcript, id));
	}
	keep_in_range(transcript);
	transcript->generation++;
}

uint64_t
transcript_first(const struct transcript *transcript)
{
	return transcript->end_line - transcript->fold_count;
}

uint64_t
transcript_end(const struct transcript *transcript)
{
	return transcript->end_line;
}

uint64_t
transcript_top(const struct transcript *transcript)
{
	return transcript->top;
}

unsigned
transcript_page(const struct transcript *transcript)
{
	return transcript->page;
}

unsigned
transcript_generation(const struct transcript *transcript)
{
	return transcript->generation;
}

void
transcript_set_page(struct transcript *transcript, unsigned lines)
{
	transcript->page = lines == 0 ? 1 : lines;
	keep_in_range(transcript);
}

void
transcript_scroll_to(struct transcript *transcript, uint64_t line)
{
	transcript->follow = false;
	transcript->top = line;
	keep_in_range(transcript);
	transcript->follow = transcript->top + transcript->page >=
	    transcript->end_line;
	transcript->generation++;
}

void
transcript_scroll_by(struct transcript *transcript, int64_t lines)
{
	uint64_t first = transcript_first(transcript);
	uint64_t top = transcript->top;

	if (lines < 0)
		top = top - first > (uint64_t)-lines ?
		    top - (uint64_t)-lines : first;
	else
		top += (uint64_t)lines;
	transcript_scroll_to(transcript, top);
}

const struct fold *
transcript_fold_of(const struct transcript *transcript, uint64_t line)
{
	uint64_t first = transcript_first(transcript);

	return line < first || line >= transcript->end_line ? NULL :
	    &transcript->folds[transcript->fold_head + (line - first)];
}

bool
transcript_line(const struct transcript *transcript, uint64_t line,
    struct transcript_line *out)
{
	const struct fold *fold = transcript_fold_of(transcript, line);
	const struct paragraph *paragraph;

	if (fold == NULL)
		return false;
	paragraph = transcript_paragraph(transcript, fold->paragraph);
	*out = (struct transcript_line){ paragraph->kind, paragraph->wall_ns,
	    fold->at == 0, paragraph->text + fold->at, fold->len };
	return true;
}
