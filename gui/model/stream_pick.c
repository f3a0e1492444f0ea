/* The message pane: where lines are, what is picked, what is found. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/event.h"
#include "gui/model/stream_private.h"

size_t
stream_index_of_line(const struct stream *stream, uint64_t line)
{
	size_t low = 0, high = stream->shown.count, middle;

	if (high == 0 || line < stream_first(stream) ||
	    line >= stream->end_line)
		return stream->shown.count;
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (stream_item(stream, middle)->first_line <= line)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t
stream_index_of_id(const struct stream *stream, uint64_t id)
{
	size_t low = 0, high = stream->shown.count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (stream_item(stream, middle)->entry->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct stream_place
stream_place(const struct stream *stream, uint64_t line)
{
	const struct shown *item = stream_item(stream,
	    stream_index_of_line(stream, line));

	if (item == NULL)
		return (struct stream_place){ NULL, 0 };
	return (struct stream_place){ item->entry,
	    (uint32_t)(line - item->first_line) };
}

static void
set_place(struct stream_place *place, struct stream_place to)
{
	if (to.entry != NULL)
		log_hold(to.entry);
	log_release(place->entry);
	*place = to;
}

void
stream_pick(struct stream *stream, uint64_t line, bool extend)
{
	struct stream_place place = stream_place(stream, line);

	if (place.entry == NULL)
		return;
	set_place(&stream->cursor, place);
	if (!extend || stream->anchor.entry == NULL)
		set_place(&stream->anchor, place);
	/* Finding goes on from where one points. */
	stream->found_id = place.entry->id;
	stream->found_at = place.line == 0 ? -1 : (int64_t)lines_seek(
	    place.entry, &stream->options, place.line - 1) - 1;
}

void
stream_pick_none(struct stream *stream)
{
	set_place(&stream->anchor, (struct stream_place){ NULL, 0 });
	set_place(&stream->cursor, (struct stream_place){ NULL, 0 });
}

bool
stream_pick_there(struct stream *stream, uint64_t id)
{
	const struct shown *item = stream_item(stream,
	    stream_index_of_id(stream, id));

	if (item == NULL || item->entry->id != id)
		return false;
	stream_pick(stream, item->first_line, false);
	return true;
}

bool
stream_pick_message(struct stream *stream, uint64_t id)
{
	if (!stream_pick_there(stream, id))
		return false;
	stream_scroll_to(stream, stream_item(stream,
	    stream_index_of_id(stream, id))->first_line);
	return true;
}

uint64_t
stream_message_before(const struct stream *stream, uint64_t id)
{
	size_t at = stream_index_of_id(stream, id);
	const struct log_entry *entry;

	while (at-- > 0) {
		entry = stream_item(stream, at)->entry;
		if (entry->kind == LOG_MESSAGE)
			return entry->id;
	}
	return 0;
}

struct log_entry *
stream_picked_entry(const struct stream *stream)
{
	return stream->cursor.entry;
}

static bool
before(struct stream_place a, struct stream_place b)
{
	return a.entry->id != b.entry->id ? a.entry->id < b.entry->id :
	    a.line < b.line;
}

/* A heading picked alone stands for its message. */
static bool
picked_range(const struct stream *stream, struct stream_place *from,
    struct stream_place *to)
{
	if (stream->anchor.entry == NULL)
		return false;
	*from = stream->anchor;
	*to = stream->cursor;
	if (before(*to, *from)) {
		*from = stream->cursor;
		*to = stream->anchor;
	}
	if (from->entry == to->entry && from->line == to->line &&
	    from->line == 0)
		to->line = UINT32_MAX;
	return true;
}

bool
stream_picked(const struct stream *stream, struct stream_place place)
{
	struct stream_place from, to;

	return place.entry != NULL && picked_range(stream, &from, &to) &&
	    !before(place, from) && !before(to, place);
}

/* The raw bytes of lines from to `to` of an entry, both included. */
static void
raw_range(const struct stream *stream, const struct log_entry *entry,
    uint32_t from, uint32_t to, uint32_t *start, uint32_t *end)
{
	*start = from <= 1 ? 0 : lines_seek(entry, &stream->options, from - 1);
	*end = to == UINT32_MAX ? entry->len :
	    lines_seek(entry, &stream->options, to);
}

unsigned char *
stream_picked_bytes(const struct stream *stream, size_t *len)
{
	struct stream_place from, to;
	const struct shown *item;
	unsigned char *out = NULL, *grown;
	uint32_t start, end;
	size_t i;

	*len = 0;
	if (!picked_range(stream, &from, &to))
		return NULL;
	for (i = stream_index_of_id(stream, from.entry->id);
	    (item = stream_item(stream, i)) != NULL &&
	    item->entry->id <= to.entry->id; i++) {
		raw_range(stream, item->entry,
		    item->entry == from.entry ? from.line : 0,
		    item->entry == to.entry ? to.line : UINT32_MAX,
		    &start, &end);
		if (end <= start)
			continue;
		grown = realloc(out, *len + (end - start));
		if (grown == NULL)
			break;
		out = grown;
		memcpy(out + *len, item->entry->bytes + start, end - start);
		*len += end - start;
	}
	return out;
}

uint64_t
stream_picked_missing(const struct stream *stream)
{
	struct stream_place from, to;
	const struct shown *item;
	uint32_t start, end;
	uint64_t missing = 0;
	size_t i;

	if (!picked_range(stream, &from, &to))
		return 0;
	for (i = stream_index_of_id(stream, from.entry->id);
	    (item = stream_item(stream, i)) != NULL &&
	    item->entry->id <= to.entry->id; i++) {
		raw_range(stream, item->entry, 0, item->entry == to.entry ?
		    to.line : UINT32_MAX, &start, &end);
		if (end == item->entry->len)
			missing += item->entry->message_bytes - end;
	}
	return missing;
}

void
stream_each_since(const struct stream *stream, uint64_t id,
    bool (*visit)(void *context, const struct log_entry *entry),
    void *context)
{
	size_t i;

	for (i = stream_index_of_id(stream, id); i < stream->shown.count; i++)
		if (!visit(context, stream_item(stream, i)->entry))
			return;
}

void
stream_each(const struct stream *stream,
    bool (*visit)(void *context, const struct log_entry *entry),
    void *context)
{
	stream_each_since(stream, 0, visit, context);
}

size_t
stream_shown_since(const struct stream *stream, uint64_t id)
{
	return stream->shown.count - stream_index_of_id(stream, id);
}

uint64_t
stream_first_id(const struct stream *stream)
{
	return stream->shown.count == 0 ? 0 : stream_item(stream, 0)->entry->id;
}

void
stream_each_picked(const struct stream *stream,
    bool (*visit)(void *context, const struct log_entry *entry),
    void *context)
{
	struct stream_place from, to;
	const struct shown *item;
	size_t i;

	if (!picked_range(stream, &from, &to))
		return;
	for (i = stream_index_of_id(stream, from.entry->id);
	    (item = stream_item(stream, i)) != NULL &&
	    item->entry->id <= to.entry->id; i++)
		if (!visit(context, item->entry))
			return;
}

static void
go_to(struct stream *stream, size_t index, uint32_t raw)
{
	const struct shown *item = stream_item(stream, index);
	uint64_t line = item->first_line;

	if (item->entry->kind == LOG_MESSAGE)
		line += 1 + lines_of_byte(item->entry, &stream->options, raw);
	if (line <= stream->top || line >= stream->top + stream->page)
		stream_scroll_to(stream, line > stream->page / 3 ?
		    line - stream->page / 3 : 0);
	/* Standing still is the point of having found something. */
	stream->follow = false;
	stream_pick(stream, line, false);
	stream->found_id = item->entry->id;
	stream->found_at = raw;
}

static int64_t
find_in(const struct stream *stream, size_t index, const char *needle,
    bool backwards)
{
	const struct log_entry *entry = stream_item(stream, index)->entry;
	bool here = entry->id == stream->found_id;
	char words[EVENT_WORDS_SIZE];

	if (entry->kind != LOG_MESSAGE) {
		event_words(entry, words, sizeof(words));
		return !here && filter_find(words,
		    strlen(words), 0, needle) >= 0 ? 0 : -1;
	}
	if (backwards)
		return filter_find_last(entry->bytes, entry->len, !here ?
		    entry->len : stream->found_at < 0 ? 0 :
		    (size_t)stream->found_at, needle);
	return filter_find(entry->bytes, entry->len,
	    here ? (size_t)(stream->found_at + 1) : 0, needle);
}

/* In one entry; *found is which of them begins at found_at, 0: none.  A row
 * that is no message counts once, at 0. */
static uint64_t
matches_in(const struct log_entry *entry, const char *needle,
    int64_t found_at, uint64_t *found)
{
	char words[EVENT_WORDS_SIZE];
	uint64_t count = 0;
	int64_t at = -1;

	*found = 0;
	if (entry->kind != LOG_MESSAGE) {
		event_words(entry, words, sizeof(words));
		count = filter_find(words, strlen(words), 0, needle) >= 0;
		*found = found_at == 0 ? count : 0;
		return count;
	}
	while ((at = filter_find(entry->bytes, entry->len, (size_t)(at + 1),
	    needle)) >= 0) {
		count++;
		if (at == found_at)
			*found = count;
	}
	return count;
}

struct stream_matches
stream_matches(const struct stream *stream, const char *needle)
{
	struct stream_matches matches = { 0, 0 };
	const struct log_entry *entry;
	uint64_t count, found;
	size_t i;

	for (i = 0; i < stream->shown.count; i++) {
		entry = stream_item(stream, i)->entry;
		count = matches_in(entry, needle, stream->found_at, &found);
		if (entry->id == stream->found_id && found != 0)
			matches.found = matches.all + found;
		matches.all += count;
	}
	return matches;
}

uint64_t
stream_found(const struct stream *stream, int64_t *at)
{
	*at = stream->found_at;
	return stream->found_id;
}

bool
stream_find(struct stream *stream, const char *needle, bool backwards)
{
	size_t count = stream->shown.count, index, step;
	int64_t at;

	if (count == 0)
		return false;
	index = stream->found_id != 0 ?
	    stream_index_of_id(stream, stream->found_id) :
	    stream_index_of_line(stream, stream->top);
	index %= count;
	/* Once around, and the first entry a second time, from its end. */
	for (step = 0; step <= count; step++) {
		at = find_in(stream, index, needle, backwards);
		if (at >= 0) {
			go_to(stream, index, (uint32_t)at);
			return true;
		}
		if (stream_item(stream, index)->entry->id == stream->found_id)
			stream->found_id = 0;
		index = (index + (backwards ? count - 1 : 1)) % count;
	}
	return false;
}
