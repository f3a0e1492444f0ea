/* The ladder's lines and rows. */
#include "watch/ladder.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "wire/record_words.h"

#define ROWS_STEP	1024
/* Of so many that have gone what comes late is still known for theirs. */
#define GONE_MAX	64

/* Which line a connection is on. */
struct ladder_client {
	uint64_t client;
	unsigned line;
};

struct ladder {
	struct ladder_line lines[LADDER_LINES_MAX];
	size_t firsts[LADDER_LINES_MAX];	/* rows, when they began */
	unsigned line_count;
	struct ladder_row *rows;
	size_t row_count, row_room;
	struct ladder_client *clients;	/* that are connected */
	size_t client_count, client_room;
	struct ladder_client gone[GONE_MAX];	/* a ring */
	unsigned gone_count;
	uint64_t left_out;
	int64_t last_ns;		/* of the last row */
	bool unlabelled;
};

struct ladder *
ladder_new(void)
{
	struct ladder *ladder = calloc(1, sizeof(*ladder));

	if (ladder == NULL)
		return NULL;
	(void)text_copy(ladder->lines[LADDER_SERVER].name, NAME_SIZE,
	    "barewired");
	ladder->lines[LADDER_SERVER].lab = LAB_COUNT;
	ladder->line_count = 1;
	return ladder;
}

void
ladder_set_unlabelled(struct ladder *ladder)
{
	ladder->unlabelled = true;
}

void
ladder_clear(struct ladder *ladder)
{
	ladder->line_count = LADDER_SERVER + 1;
	ladder->row_count = ladder->client_count = ladder->gone_count = 0;
	ladder->left_out = 0;
	ladder->last_ns = 0;
}

void
ladder_free(struct ladder *ladder)
{
	if (ladder == NULL)
		return;
	free(ladder->rows);
	free(ladder->clients);
	free(ladder);
}

/* NULL: there is no room. */
static struct ladder_row *
row_add(struct ladder *ladder, enum ladder_kind kind, int64_t wall_ns)
{
	size_t room = ladder->row_room + ROWS_STEP;
	struct ladder_row *rows;

	if (ladder->row_count == ladder->row_room &&
	    room <= LADDER_ROWS_MAX + ROWS_STEP) {
		rows = realloc(ladder->rows, room * sizeof(*rows));
		if (rows != NULL) {
			ladder->rows = rows;
			ladder->row_room = room;
		}
	}
	if (ladder->row_count == ladder->row_room ||
	    ladder->row_count >= LADDER_ROWS_MAX) {
		ladder->left_out++;
		return NULL;
	}
	rows = &ladder->rows[ladder->row_count++];
	memset(rows, 0, offsetof(struct ladder_row, label) + 1);
	rows->kind = kind;
	rows->wall_ns = wall_ns;
	return rows;
}

/* The connection's; NULL: it is not known yet. */
static struct ladder_client *
client_find(struct ladder *ladder, uint64_t client)
{
	size_t i;

	for (i = ladder->client_count; i > 0; i--)
		if (ladder->clients[i - 1].client == client)
			return &ladder->clients[i - 1];
	for (i = 0; i < GONE_MAX && i < ladder->gone_count; i++)
		if (ladder->gone[i].client == client)
			return &ladder->gone[i];
	return NULL;
}

/* A verdict may still come. */
static void
client_gone(struct ladder *ladder, struct ladder_client *client)
{
	size_t at = (size_t)(client - ladder->clients);

	if (client >= ladder->gone && client < ladder->gone + GONE_MAX)
		return;
	ladder->gone[ladder->gone_count++ % GONE_MAX] = *client;
	ladder->clients[at] = ladder->clients[--ladder->client_count];
}

static struct ladder_client *
client_add(struct ladder *ladder, uint64_t client)
{
	size_t room = ladder->client_room + 64;
	struct ladder_client *clients;

	if (ladder->client_count == ladder->client_room) {
		clients = realloc(ladder->clients, room * sizeof(*clients));
		if (clients == NULL)
			return NULL;
		ladder->clients = clients;
		ladder->client_room = room;
	}
	clients = &ladder->clients[ladder->client_count++];
	*clients = (struct ladder_client){ client, LADDER_LINES_MAX };
	return clients;
}

/* LADDER_LINES_MAX: there is none, and no room for one more. */
static unsigned
line_add(struct ladder *ladder, const struct feed_message *record)
{
	struct ladder_line *line;

	if (ladder->line_count == LADDER_LINES_MAX)
		return LADDER_LINES_MAX;
	line = &ladder->lines[ladder->line_count];
	(void)text_copy(line->name, sizeof(line->name), record->name);
	line->lab = record->lab;
	line->client = record->client;
	line->named = false;
	ladder->firsts[ladder->line_count] = ladder->row_count;
	return ladder->line_count++;
}

static unsigned
line_find(const struct ladder *ladder, const struct feed_message *record)
{
	const struct ladder_line *line;
	unsigned i;

	for (i = LADDER_SERVER + 1; i < ladder->line_count; i++) {
		line = &ladder->lines[i];
		if (line->lab == record->lab && text_name_same(line->name,
		    strlen(line->name), record->name, strlen(record->name)))
			return i;
	}
	return LADDER_LINES_MAX;
}

/* There is one line less before its own. */
static void
client_move(struct ladder_client *client, unsigned from)
{
	if (client->line > from && client->line < LADDER_LINES_MAX)
		client->line--;
}

/* A line without a name is not needed after all: its rows go to another's.
 * Rows of it, and of lines behind it, are behind its first. */
static void
line_join(struct ladder *ladder, unsigned from, unsigned to)
{
	struct ladder_row *row;
	size_t i;

	for (i = ladder->firsts[from]; i < ladder->row_count; i++) {
		row = &ladder->rows[i];
		row->from = row->from == from ? to : row->from -
		    (row->from > from);
		row->to = row->to == from ? to : row->to - (row->to > from);
	}
	for (i = 0; i < ladder->client_count; i++)
		client_move(&ladder->clients[i], from);
	for (i = 0; i < GONE_MAX; i++)
		client_move(&ladder->gone[i], from);
	ladder->line_count--;
	memmove(ladder->lines + from, ladder->lines + from + 1,
	    (ladder->line_count - from) * sizeof(ladder->lines[0]));
	memmove(ladder->firsts + from, ladder->firsts + from + 1,
	    (ladder->line_count - from) * sizeof(ladder->firsts[0]));
}

/* It has its name, or another one: the line is the name's. */
static void
client_named(struct ladder *ladder, struct ladder_client *client,
    const struct feed_message *record)
{
	unsigned line = line_find(ladder, record), old = client->line;
	bool guest = old < LADDER_LINES_MAX && !ladder->lines[old].named;

	if (line == old)
		return;
	if (line == LADDER_LINES_MAX && guest) {
		(void)text_copy(ladder->lines[old].name, NAME_SIZE,
		    record->name);
		ladder->lines[old].named = true;
		return;
	}
	if (line == LADDER_LINES_MAX)
		line = line_add(ladder, record);
	client->line = line;
	if (guest && line < LADDER_LINES_MAX) {
		client->line = line - (line > old);
		line_join(ladder, old, client->line);
	}
	if (client->line < LADDER_LINES_MAX)
		ladder->lines[client->line].named = true;
}

static struct ladder_client *
client_of(struct ladder *ladder, const struct feed_message *record)
{
	struct ladder_client *client = client_find(ladder, record->client);

	if (client == NULL) {
		client = client_add(ladder, record->client);
		if (client == NULL)
			return NULL;
		client->line = line_find(ladder, record);
		if (client->line == LADDER_LINES_MAX)
			client->line = line_add(ladder, record);
	}
	if (record->event == FEED_REGISTERED)
		client_named(ladder, client, record);
	return client->line == LADDER_LINES_MAX ? NULL : client;
}

/* What is not said: between two things that are shown. */
static void
ladder_pause(struct ladder *ladder, int64_t wall_ns)
{
	int64_t pause_ns = wall_ns - ladder->last_ns;
	struct ladder_row *row;

	if (ladder->last_ns != 0 && pause_ns >= LADDER_PAUSE_NS) {
		row = row_add(ladder, LADDER_PAUSE, ladder->last_ns);
		if (row != NULL)
			row->pause_ns = pause_ns;
	}
	if (wall_ns > ladder->last_ns)
		ladder->last_ns = wall_ns;
}

/* Whose row it is. */
static void
row_note(struct ladder_row *row, const struct feed_message *record)
{
	row->event = record->event;
	row->number = record->facts.number;
	row->client = record->client;
	row->message = record->message;
}

static void
ladder_message(struct ladder *ladder, const struct feed_message *record,
    unsigned line)
{
	struct ladder_row *row = row_add(ladder, LADDER_ARROW,
	    record->wall_ns);
	bool sent = record->direction == FEED_SENT;

	if (row == NULL)
		return;
	row->from = sent ? LADDER_SERVER : line;
	row->to = sent ? line : LADDER_SERVER;
	row->fault = record->fault;
	row->datagram = record->datagram;
	row->bytes = record->message_bytes;
	row_note(row, record);
	if (!ladder->unlabelled)
		record_label(record, row->label, sizeof(row->label));
}

static void
ladder_mark(struct ladder *ladder, const struct feed_message *record,
    unsigned line)
{
	struct ladder_row *row = row_add(ladder, record->event == FEED_LOST ?
	    LADDER_LOSS : LADDER_MARK, record->wall_ns);
	char words[RECORD_WORDS_SIZE];

	if (row == NULL)
		return;
	row->from = row->to = line;
	row->fault = record->fault || record->event == FEED_RESET;
	row_note(row, record);
	record_words(record, words);
	(void)text_copy(row->label, sizeof(row->label), words);
}

/* Event lines are for the log, and what went well needs no mark. */
static bool
ladder_shows(const struct feed_message *record)
{
	switch (record->event) {
	case FEED_NOTE:
	case FEED_LIVE:
	case FEED_CLOSE:
		return false;
	case FEED_VERDICT:
		return record->fault;
	default:
		return true;
	}
}

void
ladder_record(struct ladder *ladder, const struct feed_message *record)
{
	struct ladder_client *client;

	if (!ladder_shows(record))
		return;
	if (record->event == FEED_LOST) {
		ladder_mark(ladder, record, LADDER_SERVER);
		return;
	}
	if (record->client == 0)
		return;
	client = client_of(ladder, record);
	if (client == NULL) {
		ladder->left_out++;
		return;
	}
	ladder_pause(ladder, record->wall_ns);
	if (record->event == FEED_MESSAGE)
		ladder_message(ladder, record, client->line);
	else
		ladder_mark(ladder, record, client->line);
	if (record->event == FEED_DISCONNECTED)
		client_gone(ladder, client);
}

const struct ladder_line *
ladder_line(const struct ladder *ladder, unsigned at)
{
	return at < ladder->line_count ? &ladder->lines[at] : NULL;
}

const struct ladder_row *
ladder_row(const struct ladder *ladder, size_t at)
{
	return at < ladder->row_count ? &ladder->rows[at] : NULL;
}

unsigned
ladder_lines(const struct ladder *ladder)
{
	return ladder->line_count;
}

size_t
ladder_rows(const struct ladder *ladder)
{
	return ladder->row_count;
}

uint64_t
ladder_left_out(const struct ladder *ladder)
{
	return ladder->left_out;
}

void
ladder_title(const struct ladder_line *line, char out[LADDER_TITLE_SIZE])
{
	(void)snprintf(out, LADDER_TITLE_SIZE, "%s%s%s", line->name,
	    line->lab < LAB_COUNT ? "@" : "", line->lab < LAB_COUNT ?
	    lab_info(line->lab)->name : "");
}
