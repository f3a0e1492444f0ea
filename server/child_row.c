/* A child's row, its messages and its events. */
#include "server/child_private.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server/limits.h"
#include "server/log.h"
#include "shm/lock.h"

void
child_publish(struct child *child)
{
	row_publish(child->table, child->inherit->row, &child->row);
}

/* What is closing stays so: its name may be another client's by now. */
void
child_state(struct child *child, enum client_state state)
{
	if (child->row.state == STATE_CLOSING)
		state = STATE_CLOSING;
	if (child->row.state != state) {
		child->row.since_wall_ns = when_wall_ns();
		child->row.since_mono_ns = when_mono_ns();
	}
	child->row.state = (uint8_t)state;
	child_publish(child);
}

void
child_event(struct child *child, const char *format, ...)
{
	char prefix[sizeof(child->row.name) + 2];
	va_list arguments;

	(void)snprintf(prefix, sizeof(prefix), "%s ", child->row.name);
	va_start(arguments, format);
	log_vline(child->inherit->log_fd, child->table, when_wall_ns(),
	    prefix, format, arguments);
	va_end(arguments);
}

struct feed_message
child_feed_message(const struct child *child, enum feed_event event)
{
	return (struct feed_message){
		.event = event,
		.direction = FEED_NEITHER,
		.wall_ns = when_wall_ns(),
		.client = child->row.client,
		.pid = child->row.pid,
		.message = child->messages,
		.lab = child->row.lab,
		.datagram = (child->row.flags & ROW_DATAGRAM) != 0,
		.name = child->row.name,
		.peer = child->row.peer,
		.note = "",
	};
}

/* A guest is called after its process.  Somebody may have registered just
 * that name: then the serial number makes it another one. */
static void
child_claim(struct child *child, int64_t deadline_ns)
{
	enum table_result result;

	(void)snprintf(child->row.name, NAME_SIZE, "guest-%d",
	    (int)child->row.pid);
	result = name_claim(child->table, child->inherit->row, &child->row,
	    deadline_ns);
	if (result == TABLE_TAKEN) {
		(void)snprintf(child->row.name, NAME_SIZE, "guest-%d.%llu",
		    (int)child->row.pid,
		    (unsigned long long)child->row.client);
		result = name_claim(child->table, child->inherit->row,
		    &child->row, deadline_ns);
	}
	child->unclaimed = result != TABLE_OK;
	if (child->unclaimed)
		child_publish(child);
}

/* The line goes out, then the row says so.  A child killed before that is told
 * of by the parent; one killed between the two is told of twice, in the same
 * words, and none never. */
static void
child_tell_connected(struct child *child)
{
	struct row_data *row = &child->row;
	struct feed_message message = child_feed_message(child,
	    FEED_CONNECTED);
	struct log_text text;

	log_compose(&text, message.wall_ns,
	    "%s connected from %s (%s, process %d)", row->name, row->peer,
	    lab_info(row->lab)->name, (int)row->pid);
	log_put(child->inherit->log_fd, child->table, &text);
	row->flags |= ROW_TOLD;
	child_publish(child);
	feed_writer_put(&child->feed, &message);
}

void
child_row_init(struct child *child)
{
	const struct child_inherit *inherit = child->inherit;
	struct row_data *row = &child->row;

	row->client = inherit->client;
	row->connected_wall_ns = inherit->accepted_wall_ns;
	row->connected_mono_ns = inherit->accepted_mono_ns;
	row->since_wall_ns = inherit->accepted_wall_ns;
	row->since_mono_ns = inherit->accepted_mono_ns;
	row->pid = getpid();
	row->lab = (uint8_t)inherit->lab;
	row->state = STATE_CONNECTED;
	row->flags = ROW_GUEST;
	(void)text_copy(row->peer, sizeof(row->peer), inherit->peer_text);
	child_claim(child, when_mono_ns() + LOCK_PATIENCE_NS);
	child_tell_connected(child);
}

static void
child_feed(struct child *child, const struct child_message *given,
    enum feed_direction direction)
{
	struct feed_message message;

	child->messages++;
	if (child->settings->verbose)
		log_message(child->inherit->log_fd, child->table,
		    child->row.name, direction == FEED_SENT ? ">>" : "<<",
		    given->bytes, given->len);
	if (!feed_writer_wanted(&child->feed))
		return;
	message = child_feed_message(child, FEED_MESSAGE);
	message.direction = direction;
	message.status = (int16_t)given->status;
	message.fault = given->fault;
	message.bytes = given->bytes;
	message.message_bytes = (uint32_t)(given->len + given->beyond);
	message.bytes_len = given->len < FEED_MESSAGE_MAX ? given->len :
	    FEED_MESSAGE_MAX;
	message.truncated = message.bytes_len < message.message_bytes;
	feed_writer_put(&child->feed, &message);
}

static void
child_last_message(struct row_data *row, const struct child_message *message)
{
	row->flags &= (uint8_t)~ROW_LAST_CUT;
	if (!text_escape_line(row->last_message, sizeof(row->last_message),
	    (const char *)message->bytes + message->lead,
	    message->len - message->lead))
		row->flags |= ROW_LAST_CUT;
}

void
child_received(struct child *child, const struct child_message *message)
{
	struct table_header *header = child->table->header;
	struct row_data *row = &child->row;

	if (child->unclaimed)
		child_claim(child, 0);
	row->messages_in++;
	row->bytes_in += message->len + message->beyond;
	if (message->lead == 0 || message->len > message->lead)
		child_last_message(row, message);
	if (message->fault) {
		row->faults++;
		atomic_fetch_add(&header->faults, 1);
	}
	child_publish(child);
	atomic_fetch_add(&header->messages_in, 1);
	atomic_fetch_add(&header->bytes_in, message->len + message->beyond);
	child_feed(child, message, FEED_RECEIVED);
}

void
child_sent(struct child *child, const struct child_message *message)
{
	struct table_header *header = child->table->header;

	child->row.messages_out++;
	child->row.bytes_out += message->len;
	if (message->status != 0)
		child->row.last_status = (int16_t)message->status;
	child_publish(child);
	atomic_fetch_add(&header->messages_out, 1);
	atomic_fetch_add(&header->bytes_out, message->len);
	child_feed(child, message, FEED_SENT);
}

enum table_result
child_rename(struct child *child, const char *name)
{
	const struct timespec nap = { 0, 5 * NS_PER_MS };
	char old[NAME_SIZE];
	enum table_result result;
	struct feed_message message;
	int64_t until_ns = when_mono_ns() + LIMIT_RENAME_NS;

	(void)text_copy(old, sizeof(old), child->row.name);
	for (;;) {
		result = name_change(child->table, child->inherit->row,
		    &child->row, name, when_mono_ns() + LOCK_PATIENCE_NS);
		if (result != TABLE_TAKEN || when_mono_ns() >= until_ns)
			break;
		(void)nanosleep(&nap, NULL);
	}
	if (result != TABLE_OK)
		return result;
	child->unclaimed = false;
	child_event(child, "registered (was %s)", old);
	if (feed_writer_wanted(&child->feed)) {
		message = child_feed_message(child, FEED_REGISTERED);
		message.note = old;
		feed_writer_put(&child->feed, &message);
	}
	return TABLE_OK;
}
