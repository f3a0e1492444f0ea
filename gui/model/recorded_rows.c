/* The table made up from records. */
#include "gui/model/recorded_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define FIRST_SIZE	64

void
recorded_rows_free(struct recorded_rows *rows)
{
	free(rows->rows);
	free(rows->stale);
	free(rows->map);
}

static uint32_t *
place_of(const struct recorded_rows *rows, uint64_t client)
{
	uint32_t mask = rows->map_size - 1;
	uint32_t at = (uint32_t)(client * UINT64_C(0x9e3779b97f4a7c15) >> 32) &
	    mask;

	while (rows->map[at] != 0 &&
	    rows->rows[rows->map[at] - 1].client != client)
		at = (at + 1) & mask;
	return &rows->map[at];
}

/* Twice as many rows, and four places in the map for each. */
static bool
grow(struct recorded_rows *rows)
{
	uint32_t size = rows->size == 0 ? FIRST_SIZE : 2 * rows->size, i;
	struct row_data *grown = realloc(rows->rows, size * sizeof(*grown));
	bool *stale = grown == NULL ? NULL : calloc(size, sizeof(*stale));
	uint32_t *map = stale == NULL ? NULL : calloc(4 * (size_t)size,
	    sizeof(*map));

	if (grown != NULL)
		rows->rows = grown;
	if (map == NULL) {
		free(stale);
		return false;
	}
	free(rows->stale);
	free(rows->map);
	rows->stale = stale;
	rows->map = map;
	rows->map_size = 4 * size;
	rows->size = size;
	for (i = 0; i < rows->count; i++)
		*place_of(rows, rows->rows[i].client) = i + 1;
	return true;
}

/* The client's row, made when it is not there; NULL: there is no room. */
static struct row_data *
row_of(struct recorded_rows *rows, const struct feed_message *message)
{
	struct row_data *row;
	uint32_t *place;

	if (rows->size > 0 && *(place = place_of(rows, message->client)) != 0)
		return &rows->rows[*place - 1];
	if (rows->count == rows->limit || (rows->count == rows->size &&
	    !grow(rows))) {
		rows->rowless += message->event == FEED_CONNECTED;
		return NULL;
	}
	row = &rows->rows[rows->count];
	memset(row, 0, sizeof(*row));
	row->client = message->client;
	row->state = STATE_CONNECTED;
	row->lab = (uint8_t)message->lab;
	row->flags = ROW_GUEST | (message->datagram ? ROW_DATAGRAM : 0);
	row->connected_wall_ns = row->connected_mono_ns = message->wall_ns;
	row->since_wall_ns = row->since_mono_ns = message->wall_ns;
	*place_of(rows, message->client) = ++rows->count;
	rows->totals.accepted++;
	rows->totals.active++;
	return row;
}

static void
set_state(struct row_data *row, enum client_state state, int64_t wall_ns)
{
	row->state = (uint8_t)state;
	row->since_wall_ns = row->since_mono_ns = wall_ns;
}

static void
take_received(struct row_data *row, const struct feed_message *message)
{
	row->messages_in++;
	row->bytes_in += message->message_bytes + message->facts.beyond;
	row->faults += message->fault;
	row->flags &= (uint8_t)~ROW_LAST_CUT;
	if (!text_escape_line(row->last_message, sizeof(row->last_message),
	    message->bytes, message->bytes_len))
		row->flags |= ROW_LAST_CUT;
}

static void
take_message(struct recorded_rows *rows, struct row_data *row,
    const struct feed_message *message)
{
	bool sent = message->direction == FEED_SENT;

	if (sent) {
		row->messages_out++;
		row->bytes_out += message->message_bytes;
		if (message->status != 0)
			row->last_status = message->status;
		rows->totals.messages_out++;
		rows->totals.bytes_out += message->message_bytes;
	} else {
		take_received(row, message);
		rows->totals.messages_in++;
		rows->totals.bytes_in += message->message_bytes;
		rows->totals.faults += message->fault;
	}
	/* As its lane has it, gui/model/lanes.c. */
	if (row->state != STATE_ENDED)
		set_state(row, !sent && message->lab == LAB_WAIT ?
		    STATE_WAITING : STATE_IDLE, message->wall_ns);
}

static void
take_end(struct recorded_rows *rows, struct row_data *row,
    const struct feed_message *message)
{
	if (row->state == STATE_ENDED)
		return;
	row->end = message->facts.end < END_COUNT ? message->facts.end : 0;
	row->end_signal = message->facts.end_signal;
	row->ended_wall_ns = row->ended_mono_ns = message->wall_ns;
	set_state(row, STATE_ENDED, message->wall_ns);
	rows->totals.active--;
	rows->totals.crashed += watch_end_is_crash(row->end);
}

void
recorded_rows_take(struct recorded_rows *rows,
    const struct feed_message *message)
{
	struct row_data *row;

	if (message->client == 0 || message->lab >= LAB_COUNT ||
	    (message->event != FEED_CONNECTED &&
	    message->event != FEED_REGISTERED &&
	    message->event != FEED_MESSAGE &&
	    message->event != FEED_DISCONNECTED) ||
	    (row = row_of(rows, message)) == NULL)
		return;
	row->pid = message->pid;
	(void)text_copy(row->name, NAME_SIZE, message->name);
	(void)text_copy(row->peer, sizeof(row->peer), message->peer);
	if (message->event == FEED_REGISTERED)
		row->flags &= (uint8_t)~ROW_GUEST;
	else if (message->event == FEED_MESSAGE)
		take_message(rows, row, message);
	else if (message->event == FEED_DISCONNECTED)
		take_end(rows, row, message);
}
