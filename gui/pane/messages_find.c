/* The message pane: what is looked for, where it stands, how often. */
#include <string.h>

#include "base/when.h"
#include "gui/pane/messages_private.h"

#define MISSED_NS	(5 * NS_PER_S)	/* so long it is said */
#define COUNT_NS	NS_PER_S	/* between two counts */

/* Which of the line's was found last, from 0; -1: none. */
static int
found_in_line(const struct messages_pane *messages,
    const struct log_entry *entry, const struct line *line)
{
	size_t end = line->raw_at + line->raw_len;
	int64_t found, at = (int64_t)line->raw_at - 1;
	int number = 0;

	if (stream_found(messages->stream, &found) != entry->id)
		return -1;
	while ((at = filter_find(entry->bytes, entry->len, (size_t)(at + 1),
	    messages->needle)) >= 0 && (size_t)at < end) {
		if (at == found)
			return number;
		number++;
	}
	return -1;
}

void
messages_mark_line(struct messages_pane *messages,
    const struct log_entry *entry, const struct line *line, struct area area)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct font_set *fonts = canvas->app->fonts;
	int left = messages_left(canvas->app), number;
	int now = found_in_line(messages, entry, line);
	size_t len = strlen(messages->needle);
	struct font_span span;
	int64_t at = -1;

	for (number = 0; (at = filter_find(line->text, line->text_len,
	    (size_t)(at + 1), messages->needle)) >= 0; number++) {
		span = font_span(fonts, FONT_MONO, line->text, line->text_len,
		    (size_t)at, (size_t)at + len);
		paint_found(canvas, (struct area){ left + span.x, area.y + 1,
		    span.width, area.height - 2 }, number == now);
	}
}

void
messages_mark_words(struct messages_pane *messages,
    const struct log_entry *entry, const char *words, struct area area)
{
	struct canvas *canvas = &messages->pane.view.canvas;
	struct font_set *fonts = canvas->app->fonts;
	size_t len = strlen(messages->needle);
	struct font_span span;
	int64_t at = -1, found;
	bool here = stream_found(messages->stream, &found) == entry->id &&
	    found == 0;

	while ((at = filter_find(words, strlen(words), (size_t)(at + 1),
	    messages->needle)) >= 0) {
		span = font_span(fonts, FONT_UI, words, strlen(words),
		    (size_t)at, (size_t)at + len);
		paint_found(canvas, (struct area){ area.x + span.x, area.y + 2,
		    span.width,
		    area.height - 3 }, here);
		here = false;
	}
}

void
messages_set_needle(struct messages_pane *messages, const char *needle)
{
	(void)text_copy(messages->needle, sizeof(messages->needle), needle);
	messages->matches = (struct stream_matches){ 0, 0 };
	messages->missing = false;
	messages_repaint(messages);
}

static void
count(struct messages_pane *messages)
{
	messages->matches = stream_matches(messages->stream,
	    messages->needle);
	messages->counted_ns = when_mono_ns();
	messages->counted_first = stream_first(messages->stream);
	messages->counted_end = stream_end(messages->stream);
}

bool
messages_find(struct messages_pane *messages, bool backwards)
{
	messages->missing = !stream_find(messages->stream, messages->needle,
	    backwards);
	messages->missed_ns = when_mono_ns();
	count(messages);
	messages_touch(messages);
	return !messages->missing;
}

bool
messages_count(struct messages_pane *messages)
{
	struct stream_matches before = messages->matches;
	int64_t now_ns = when_mono_ns();
	bool over = messages->missing &&
	    now_ns - messages->missed_ns > MISSED_NS;

	if (over)
		messages->missing = false;
	if (before.all == 0 || now_ns - messages->counted_ns < COUNT_NS ||
	    (messages->counted_end == stream_end(messages->stream) &&
	    messages->counted_first == stream_first(messages->stream)))
		return over;
	count(messages);
	return over || before.all != messages->matches.all ||
	    before.found != messages->matches.found;
}

bool
messages_found_words(const struct messages_pane *messages, char *out,
    size_t out_size)
{
	char found[WORDING_NUMBER_SIZE], all[WORDING_NUMBER_SIZE];

	if (messages->missing) {
		text_copy(out, out_size, wording_of("messages.notFound",
		    "not found"));
		return true;
	}
	if (messages->matches.found == 0)
		return false;
	wording_put(out, out_size, wording_of("messages.found", "%1 of %2"),
	    wording_number(found, messages->matches.found),
	    wording_number(all, messages->matches.all), NULL);
	return true;
}
