/* The window's ladder out of the messages of the stream. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/model/ladder_view_private.h"
#include "gui/model/log_message.h"

struct making {
	const struct ladder_whom *whom;
	struct ladder *ladder;
	uint64_t last_id, cut_id;
};

/* Of a life line, in the rows that there are. */
struct tally {
	uint32_t messages;
	size_t first;		/* its first row */
	bool there;
};

/* In these what one says goes to the others. */
static bool
is_room(unsigned lab)
{
	return lab == LAB_ORDER || lab == LAB_CHAT;
}

bool
ladder_view_is_own(const struct ladder_whom *whom,
    const struct log_entry *entry)
{
	return entry->client == whom->client || (entry->lab == whom->lab &&
	    text_name_same(whom->name, strlen(whom->name), entry->name,
	    strlen(entry->name)));
}

bool
ladder_view_is_of(const struct ladder_whom *whom,
    const struct log_entry *entry)
{
	return whom->client == 0 || ladder_view_is_own(whom, entry) ||
	    (entry->lab == whom->lab && is_room(whom->lab));
}

/* A record's number is the entry's here: so a row finds it again. */
static bool
take(void *context, const struct log_entry *entry)
{
	struct making *making = context;
	struct feed_message message;
	uint64_t left_out = ladder_left_out(making->ladder);

	making->last_id = entry->id;
	if (entry->kind == LOG_GAP) {
		message = (struct feed_message){ .event = FEED_LOST,
		    .wall_ns = entry->wall_ns, .message_bytes = entry->lost,
		    .name = "", .peer = "", .note = "", .bytes = "" };
	} else if (entry->kind == LOG_SERVER ||
	    !ladder_view_is_of(making->whom, entry)) {
		return true;
	} else {
		log_message(entry, &message);
	}
	message.facts.number = entry->id;
	ladder_record(making->ladder, &message);
	if (ladder_left_out(making->ladder) != left_out)
		making->cut_id = entry->id;
	return true;
}

static unsigned
client_line(const struct ladder_row *row)
{
	return row->from == LADDER_SERVER ? row->to : row->from;
}

static void
count_messages(const struct ladder_view *view,
    struct tally tallies[LADDER_LINES_MAX])
{
	const struct ladder_row *row;
	struct tally *tally;
	size_t i;

	memset(tallies, 0, LADDER_LINES_MAX * sizeof(tallies[0]));
	for (i = view->first_row; (row = ladder_row(view->ladder, i)) != NULL;
	    i++) {
		tally = &tallies[client_line(row)];
		if (!tally->there)
			tally->first = i;
		tally->there = true;
		tally->messages += row->kind == LADDER_ARROW;
	}
	tallies[LADDER_SERVER].there = false;
}

/* Those that are there: the one with more messages, or as many and an earlier
 * one, goes before the other. */
static bool
before(const struct tally *one, const struct tally *other)
{
	if (!one->there || !other->there)
		return one->there;
	return one->messages > other->messages ||
	    (one->messages == other->messages && one->first < other->first);
}

static unsigned
rank(const struct tally tallies[LADDER_LINES_MAX], unsigned count,
    unsigned line)
{
	unsigned others = 0, i;

	for (i = LADDER_SERVER + 1; i < count; i++)
		others += i != line && before(&tallies[i], &tallies[line]);
	return others;
}

/* The most important ones, in the order they came; how many they are. */
static unsigned
pick_lines(const struct tally tallies[LADDER_LINES_MAX], unsigned count,
    unsigned picked[LADDER_VIEW_CLIENTS])
{
	unsigned used = 0, line, at;

	for (line = LADDER_SERVER + 1; line < count; line++) {
		if (!tallies[line].there ||
		    rank(tallies, count, line) >= LADDER_VIEW_CLIENTS)
			continue;
		for (at = used++; at > 0 && tallies[picked[at - 1]].first >
		    tallies[line].first; at--)
			picked[at] = picked[at - 1];
		picked[at] = line;
	}
	return used;
}

/* The server is in the middle. */
static void
place_columns(struct ladder_view *view)
{
	struct tally tallies[LADDER_LINES_MAX];
	unsigned picked[LADDER_VIEW_CLIENTS], clients, line, i, at;
	unsigned lines = ladder_lines(view->ladder), middle;

	count_messages(view, tallies);
	clients = pick_lines(tallies, lines, picked);
	middle = (clients + 1) / 2;
	view->column_count = clients + 1;
	view->hidden = 0;
	for (line = LADDER_SERVER + 1; line < lines; line++) {
		view->places[line] = LADDER_VIEW_COLUMNS;
		view->hidden += tallies[line].there;
	}
	view->hidden -= clients;
	for (i = 0; i < clients; i++) {
		at = i < middle ? i : i + 1;
		view->columns[at] = picked[i];
		view->places[picked[i]] = at;
	}
	view->places[LADDER_SERVER] = middle;
	view->columns[middle] = LADDER_SERVER;
}

static uint64_t
row_lines(const struct ladder_view *view, const struct ladder_row *row)
{
	if (!view->true_time || row->kind != LADDER_PAUSE)
		return 1;
	return 1 + (uint64_t)(row->pause_ns / LADDER_VIEW_LINE_NS);
}

/* Two pauses stand together where what was between is not to be seen. */
static void
put_rows(struct ladder_view *view)
{
	const struct ladder_row *row;
	struct ladder_seen *seen;
	size_t i;

	view->count = 0;
	view->lines = view->messages = 0;
	for (i = view->first_row; (row = ladder_row(view->ladder, i)) != NULL;
	    i++) {
		if (view->places[row->from] == LADDER_VIEW_COLUMNS ||
		    view->places[row->to] == LADDER_VIEW_COLUMNS)
			continue;
		seen = &view->seen[view->count++];
		*seen = (struct ladder_seen){ view->lines,
		    row_lines(view, row), (uint32_t)i };
		view->lines += seen->lines;
		view->messages += row->kind == LADDER_ARROW;
	}
}

/* Its labels are the messages' (ladder_words in gui/pane). */
static struct ladder *
spare_ladder(struct ladder_view *view)
{
	struct ladder *ladder = view->spare;

	view->spare = NULL;
	if (ladder == NULL) {
		ladder = ladder_new();
		if (ladder != NULL)
			ladder_set_unlabelled(ladder);
	} else {
		ladder_clear(ladder);
	}
	return ladder;
}

/* Room for so many rows to be seen. */
static bool
reserve(struct ladder_view *view, size_t rows)
{
	struct ladder_seen *seen;

	if (rows <= view->room)
		return true;
	seen = realloc(view->seen, (rows + rows / 4) * sizeof(*seen));
	if (seen == NULL)
		return false;
	view->seen = seen;
	view->room = rows + rows / 4;
	return true;
}

/* Rows of what is no longer shown, and a pause before the first that is. */
static void
skip_gone(struct ladder_view *view)
{
	uint64_t first_id = stream_first_id(view->stream);
	const struct ladder_row *row;

	while ((row = ladder_row(view->ladder, view->first_row)) != NULL &&
	    (first_id == 0 || row->number < first_id))
		view->first_row++;
}

static void
taken(struct ladder_view *view, const struct making *making)
{
	view->last_id = making->last_id;
	view->cut_id = making->cut_id;
	skip_gone(view);
	place_columns(view);
	put_rows(view);
}

bool
ladder_view_make(struct ladder_view *view)
{
	struct making making = { &view->whom, spare_ladder(view), 0, 0 };

	if (making.ladder == NULL)
		return false;
	stream_each(view->stream, take, &making);
	if (!reserve(view, ladder_rows(making.ladder) + 1)) {
		view->spare = making.ladder;
		return false;
	}
	view->spare = view->ladder;
	view->ladder = making.ladder;
	view->first_row = 0;
	taken(view, &making);
	return true;
}

bool
ladder_view_go_on(struct ladder_view *view)
{
	struct making making = { &view->whom, view->ladder, view->last_id,
	    view->cut_id };
	size_t more = stream_shown_since(view->stream, view->last_id + 1);

	/* A pause may come before each. */
	if (!reserve(view, ladder_rows(view->ladder) + 2 * more + 1))
		return false;
	stream_each_since(view->stream, view->last_id + 1, take, &making);
	taken(view, &making);
	return true;
}
