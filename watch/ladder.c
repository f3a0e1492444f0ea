/* The ladder's lines and rows. */
#include "watch/ladder_private.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "wire/record_words.h"

#define ROWS_STEP	1024

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
	client = ladder_client_of(ladder, record);
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
		ladder_client_gone(ladder, client);
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
