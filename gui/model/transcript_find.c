/* A transcript: where a text stands in it, and how often. */
#include <string.h>

#include "gui/model/transcript_private.h"
#include "watch/filter.h"

int64_t
transcript_hit(const struct transcript_line *line, size_t from,
    const char *needle)
{
	return filter_find(line->text, line->len, from, needle);
}

/* The line that shows that byte of a paragraph; its first when none does. */
static uint64_t
line_of(const struct transcript *transcript, uint64_t id, size_t at)
{
	uint64_t line, found = transcript_first(transcript);
	const struct fold *fold;

	for (line = found; line < transcript->end_line; line++) {
		fold = transcript_fold_of(transcript, line);
		if (fold->paragraph == id && fold->at <= at)
			found = line;
		else if (fold->paragraph > id)
			break;
	}
	return found;
}

static void
go_to(struct transcript *transcript, uint64_t id, size_t at)
{
	uint64_t line = line_of(transcript, id, at);

	if (line < transcript->top ||
	    line >= transcript->top + transcript->page)
		transcript_scroll_to(transcript, line >
		    transcript->page / 3 ? line - transcript->page / 3 : 0);
	transcript->follow = false;
	transcript->anchor = transcript->cursor = id;
	transcript->found_id = id;
	transcript->found_at = (int64_t)at;
	transcript->generation++;
}

/* Where finding goes on: what was found or picked last, or the top. */
static uint64_t
begin_at(const struct transcript *transcript, int64_t *at)
{
	const struct fold *fold = transcript_fold_of(transcript,
	    transcript->top);
	uint64_t picked = transcript->cursor;

	*at = picked != 0 && picked == transcript->found_id ?
	    transcript->found_at : -1;
	if (picked >= transcript->first_id && picked < transcript->next_id)
		return picked;
	return fold != NULL ? fold->paragraph : transcript->first_id;
}

bool
transcript_find(struct transcript *transcript, const char *needle,
    bool backwards)
{
	uint64_t count = transcript->next_id - transcript->first_id, step;
	const struct paragraph *text;
	int64_t at, from;
	uint64_t id = begin_at(transcript, &from);

	/* Once around, and the first one a second time, from its end. */
	for (step = 0; count != 0 && step <= count; step++) {
		text = transcript_paragraph(transcript, id);
		if (backwards)
			at = filter_find_last(text->text, text->len,
			    step != 0 ? text->len : from < 0 ? 0 :
			    (size_t)from, needle);
		else
			at = filter_find(text->text, text->len,
			    step != 0 ? 0 : (size_t)(from + 1), needle);
		if (at >= 0) {
			go_to(transcript, id, (size_t)at);
			return true;
		}
		id = transcript->first_id + (id - transcript->first_id +
		    (backwards ? count - 1 : 1)) % count;
	}
	return false;
}

struct transcript_matches
transcript_matches(const struct transcript *transcript, const char *needle)
{
	struct transcript_matches matches = { 0, 0 };
	const struct paragraph *text;
	uint64_t id;
	int64_t at;

	for (id = transcript->first_id; id != transcript->next_id; id++) {
		text = transcript_paragraph(transcript, id);
		for (at = -1; (at = filter_find(text->text, text->len,
		    (size_t)(at + 1), needle)) >= 0; ) {
			matches.all++;
			if (id == transcript->found_id &&
			    id == transcript->cursor &&
			    at == transcript->found_at)
				matches.found = matches.all;
		}
	}
	return matches;
}

int64_t
transcript_found(const struct transcript *transcript, uint64_t line)
{
	const struct fold *fold = transcript_fold_of(transcript, line);

	if (fold == NULL || fold->paragraph != transcript->found_id ||
	    transcript->cursor != transcript->found_id ||
	    transcript->found_at < (int64_t)fold->at)
		return -1;
	return transcript->found_at - (int64_t)fold->at;
}
