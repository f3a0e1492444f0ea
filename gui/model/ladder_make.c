/* The window's ladder out of the messages of the stream. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/model/ladder_view_private.h"
#include "gui/model/log_message.h"

struct making {
	const struct ladder_whom *whom;
	struct ladder *ladder;
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
	return true;
}

static unsigned
client_line(const struct ladder_row *row)
{
	return row->from == LADDER_SERVER ? row->to : row->from;
}

static void
count_messages(const struct ladder *ladder,
    uint32_t counts[LADDER_LINES_MAX])
{
	const struct ladder_row *row;
	size_t i;

	memset(counts, 0, LADDER_LINES_MAX * sizeof(counts[0]));
	for (i = 0; (row = ladder_row(ladder, i)) != NULL; i++)
		if (row->kind == LADDER_ARROW)
			counts[client_line(row)]++;
}

/* How many have more messages, or as many and came before. */
static unsigned
rank(const uint32_t counts[LADDER_LINES_MAX], unsigned count, unsigned line)
{
	unsigned before = 0, i;

	for (i = LADDER_SERVER + 1; i < count; i++)
		if (counts[i] > counts[line] ||
		    (counts[i] == counts[line] && i < line))
			before++;
	return before;
}

/* The server is in the middle. */
static void
place_columns(struct ladder_view *view)
{
	uint32_t counts[LADDER_LINES_MAX];
	unsigned lines = ladder_lines(view->ladder), clients, line, at = 0;

	count_messages(view->ladder, counts);
	clients = lines - 1 < LADDER_VIEW_CLIENTS ? lines - 1 :
	    LADDER_VIEW_CLIENTS;
	view->hidden = lines - 1 - clients;
	view->column_count = clients + 1;
	for (line = LADDER_SERVER + 1; line < lines; line++) {
		view->places[line] = LADDER_VIEW_COLUMNS;
		if (rank(counts, lines, line) >= clients)
			continue;
		at += at == (clients + 1) / 2;
		view->columns[at] = line;
		view->places[line] = at++;
	}
	view->places[LADDER_SERVER] = (clients + 1) / 2;
	view->columns[(clients + 1) / 2] = LADDER_SERVER;
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
	for (i = 0; (row = ladder_row(view->ladder, i)) != NULL; i++) {
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

bool
ladder_view_make(struct ladder_view *view)
{
	struct making making = { &view->whom, spare_ladder(view) };
	struct ladder_seen *seen;

	if (making.ladder == NULL)
		return false;
	stream_each(view->stream, take, &making);
	seen = realloc(view->seen, (ladder_rows(making.ladder) + 1) *
	    sizeof(*seen));
	if (seen == NULL) {
		view->spare = making.ladder;
		return false;
	}
	view->spare = view->ladder;
	view->ladder = making.ladder;
	view->seen = seen;
	place_columns(view);
	put_rows(view);
	return true;
}
