/* A transcript: what is picked, as text. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/transcript_private.h"

void
transcript_pick(struct transcript *transcript, uint64_t line, bool extend)
{
	const struct fold *fold = transcript_fold_of(transcript, line);

	if (fold == NULL)
		return;
	transcript->cursor = fold->paragraph;
	if (!extend || transcript->anchor == 0)
		transcript->anchor = fold->paragraph;
	transcript->generation++;
}

void
transcript_pick_none(struct transcript *transcript)
{
	transcript->anchor = transcript->cursor = 0;
	transcript->generation++;
}

static bool
is_picked(const struct transcript *transcript, uint64_t id)
{
	uint64_t from = transcript->anchor, to = transcript->cursor;

	return from != 0 && (from < to ? id >= from && id <= to :
	    id >= to && id <= from);
}

bool
transcript_picked(const struct transcript *transcript, uint64_t line)
{
	const struct fold *fold = transcript_fold_of(transcript, line);

	return fold != NULL && is_picked(transcript, fold->paragraph);
}

char *
transcript_text(const struct transcript *transcript, bool picked_only)
{
	const struct paragraph *paragraph;
	size_t len = 0;
	char *out = NULL, *grown;
	uint64_t id;

	for (id = transcript->first_id; id != transcript->next_id; id++) {
		if (picked_only && !is_picked(transcript, id))
			continue;
		paragraph = transcript_paragraph(transcript, id);
		grown = realloc(out, len + paragraph->len + 2);
		if (grown == NULL)
			break;
		out = grown;
		memcpy(out + len, paragraph->text, paragraph->len);
		len += paragraph->len;
		out[len++] = '\n';
		out[len] = '\0';
	}
	return out;
}
