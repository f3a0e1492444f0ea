/* The message pane without its pixels: what is shown, and where. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/log_verdict.h"
#include "gui/model/stream_private.h"
#include "watch/message_filter.h"

#define PAGE_AT_FIRST 20

struct stream *
stream_new(struct log *log)
{
	struct stream *stream = calloc(1, sizeof(*stream));

	if (stream == NULL)
		return NULL;
	stream->log = log;
	stream->next_id = log_first(log);
	stream->page = PAGE_AT_FIRST;
	stream->follow = true;
	stream->want.received = stream->want.sent = true;
	stream->options = (struct line_options){ 100, true, false };
	return stream;
}

static void
release_held(struct stream *stream)
{
	size_t i;

	for (i = 0; i < stream->held.count; i++)
		log_release(stream->held.items[stream->held.head + i]);
	stream->held.count = stream->held.head = 0;
}

void
stream_free(struct stream *stream)
{
	if (stream == NULL)
		return;
	stream_pick_none(stream);
	release_held(stream);
	free(stream->held.items);
	free(stream->shown.items);
	free(stream);
}

/* Room for one more at the end: moves to the front, or grows. */
static bool
make_room(void *items_pointer, size_t *head, size_t count, size_t *size,
    size_t item_size)
{
	char **items = items_pointer, *grown;

	if (*head + count < *size)
		return true;
	if (*head > *size / 2) {
		memmove(*items, *items + *head * item_size, count * item_size);
		*head = 0;
		return true;
	}
	grown = realloc(*items, (*size * 2 + 64) * item_size);
	if (grown == NULL)
		return false;
	*items = grown;
	*size = *size * 2 + 64;
	return true;
}

const struct shown *
stream_item(const struct stream *stream, size_t index)
{
	return index < stream->shown.count ?
	    &stream->shown.items[stream->shown.head + index] : NULL;
}

static uint32_t
lines_of(const struct stream *stream, const struct log_entry *entry)
{
	return entry->kind != LOG_MESSAGE ? 1 :
	    1 + lines_count(entry, &stream->options) + entry->truncated;
}

bool
stream_wants(const struct stream *stream, const struct log_entry *entry)
{
	const struct stream_want *want = &stream->want;

	if (entry->kind == LOG_GAP || entry->kind == LOG_SERVER)
		return true;
	if (want->only_client != 0 && entry->client != want->only_client)
		return false;
	if (entry->kind == LOG_MESSAGE && !(entry->direction == FEED_SENT ?
	    want->sent : want->received))
		return false;
	return match_entry(&want->filter, entry);
}

static void
show(struct stream *stream, struct log_entry *entry)
{
	struct shown_queue *queue = &stream->shown;

	if (!stream_wants(stream, entry) || !make_room(&queue->items,
	    &queue->head, queue->count, &queue->size,
	    sizeof(queue->items[0])))
		return;
	queue->items[queue->head + queue->count++] =
	    (struct shown){ entry, stream->end_line };
	stream->end_line += lines_of(stream, entry);
	stream->messages += entry->kind == LOG_MESSAGE;
	stream->generation++;
}

static bool
take(struct stream *stream, struct log_entry *entry)
{
	struct held_queue *queue = &stream->held;

	if (!make_room(&queue->items, &queue->head, queue->count,
	    &queue->size, sizeof(queue->items[0])))
		return false;
	queue->items[queue->head + queue->count++] = log_hold(entry);
	show(stream, entry);
	return true;
}

static bool
drop_old(struct stream *stream)
{
	struct held_queue *held = &stream->held;
	struct shown_queue *shown = &stream->shown;
	struct log_entry *entry;
	bool dropped = false;

	while (held->count > 0 && (entry = held->items[held->head])->id <
	    log_first(stream->log)) {
		if (shown->count > 0 &&
		    shown->items[shown->head].entry == entry) {
			shown->head++;
			shown->count--;
			stream->messages -= entry->kind == LOG_MESSAGE;
			stream->generation++;
			dropped = true;
		}
		held->head++;
		held->count--;
		log_release(entry);
	}
	return dropped;
}

static void
keep_in_range(struct stream *stream)
{
	uint64_t first = stream_first(stream), last;

	last = stream->end_line - first > stream->page ?
	    stream->end_line - stream->page : first;
	if (stream->follow || stream->top > last)
		stream->top = last;
	if (stream->top < first)
		stream->top = first;
}

/* What is held, from there on, is judged and laid out anew; the view stays
 * with the message it stood at. */
static void
lay_out(struct stream *stream, uint64_t from_id)
{
	struct stream_place top = stream_place(stream, stream->top);
	uint64_t top_id = top.entry == NULL ? 0 : top.entry->id;
	size_t keep = stream_index_of_id(stream, from_id), i;
	const struct shown *item = stream_item(stream, keep);
	const struct held_queue *held = &stream->held;

	if (item != NULL)
		stream->end_line = item->first_line;
	for (i = keep; i < stream->shown.count; i++)
		stream->messages -= stream_item(stream, i)->entry->kind ==
		    LOG_MESSAGE;
	stream->shown.count = keep;
	stream->generation++;
	stream->layout++;
	for (i = held->count; i > 0 &&
	    held->items[held->head + i - 1]->id >= from_id; i--)
		;
	for (; i < held->count; i++)
		show(stream, held->items[held->head + i]);
	item = stream_item(stream, stream_index_of_id(stream, top_id));
	stream->top = item == NULL ? stream->end_line : item->first_line;
	if (item != NULL && item->entry->id == top_id)
		stream->top += top.line;
	keep_in_range(stream);
}

/* Verdicts have come: the filter may let other messages through. */
static bool
take_verdicts(struct stream *stream)
{
	uint64_t id = log_take_changed(stream->log);

	if (id == 0 || !message_filter_judges(&stream->want.filter))
		return false;
	lay_out(stream, id);
	return true;
}

bool
stream_update(struct stream *stream)
{
	uint64_t end = stream->end_line;
	struct log_entry *entry;
	bool changed;

	if (stream->paused)
		return false;
	changed = drop_old(stream);
	changed |= take_verdicts(stream);
	if (stream->next_id < log_first(stream->log))
		stream->next_id = log_first(stream->log);
	while ((entry = log_at(stream->log, stream->next_id)) != NULL &&
	    take(stream, entry))
		stream->next_id++;
	keep_in_range(stream);
	return changed || stream->end_line != end;
}

void
stream_set_want(struct stream *stream, const struct stream_want *want)
{
	stream->want = *want;
	lay_out(stream, 0);
}

void
stream_set_options(struct stream *stream, const struct line_options *options)
{
	struct line_options *mine = &stream->options;

	if (mine->columns == options->columns && mine->hex == options->hex &&
	    mine->line_ends == options->line_ends)
		return;
	*mine = *options;
	lay_out(stream, 0);
}

const struct line_options *
stream_options(const struct stream *stream)
{
	return &stream->options;
}

void
stream_set_page(struct stream *stream, unsigned lines)
{
	stream->page = lines == 0 ? 1 : lines;
	keep_in_range(stream);
}

void
stream_set_paused(struct stream *stream, bool paused)
{
	stream->paused = paused;
	stream_update(stream);
}

void
stream_set_follow(struct stream *stream, bool follow)
{
	stream->follow = follow;
	keep_in_range(stream);
}

bool
stream_paused(const struct stream *stream)
{
	return stream->paused;
}

bool
stream_follows(const struct stream *stream)
{
	return stream->follow;
}

uint64_t
stream_generation(const struct stream *stream)
{
	return stream->generation;
}

uint64_t
stream_layout(const struct stream *stream)
{
	return stream->layout;
}

uint64_t
stream_first(const struct stream *stream)
{
	return stream->shown.count == 0 || stream->shown.items == NULL ?
	    stream->end_line :
	    stream->shown.items[stream->shown.head].first_line;
}

uint64_t
stream_end(const struct stream *stream)
{
	return stream->end_line;
}

uint64_t
stream_top(const struct stream *stream)
{
	return stream->top;
}

unsigned
stream_page(const struct stream *stream)
{
	return stream->page;
}

size_t
stream_shown(const struct stream *stream)
{
	return stream->shown.count;
}

size_t
stream_messages(const struct stream *stream)
{
	return stream->messages;
}

bool
stream_filtered(const struct stream *stream)
{
	return stream->shown.count < stream->held.count;
}

void
stream_scroll_to(struct stream *stream, uint64_t line)
{
	stream->follow = false;
	stream->top = line;
	keep_in_range(stream);
	stream->follow = stream->top + stream->page >= stream->end_line;
}

void
stream_scroll_by(struct stream *stream, int64_t lines)
{
	uint64_t first = stream_first(stream);
	uint64_t top = stream->top;

	if (lines < 0)
		top = top - first > (uint64_t)-lines ?
		    top - (uint64_t)-lines : first;
	else
		top += (uint64_t)lines;
	stream_scroll_to(stream, top);
}
