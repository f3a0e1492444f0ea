/* What a child writes into the journal: itself, its messages, its events. */
#include "server/child_private.h"

#include <stdarg.h>
#include <sys/ioctl.h>

struct feed_message
child_record(const struct child *child, enum feed_event event)
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
		.facts = {
			.mono_ns = when_mono_ns(),
			.row = child->inherit->row,
			.read = child->reads,
		},
	};
}

void
child_event(struct child *child, enum sentence sentence, const char *format,
    ...)
{
	unsigned char words[SENTENCE_WORDS_MAX];
	struct feed_message record = child_record(child, FEED_NOTE);
	va_list arguments;

	va_start(arguments, format);
	record.bytes = words;
	record.bytes_len = sentence_pack(words, format, arguments);
	va_end(arguments);
	record.facts.sentence = (uint8_t)sentence;
	journal_put(&child->table->journal, &record);
}

/* It is in the journal, then the row says so.  A child killed before that is
 * told of by the parent; one killed between the two is told of twice, in the
 * same words, and none never. */
void
child_note_connected(struct child *child)
{
	struct feed_message record = child_record(child, FEED_CONNECTED);

	journal_put(&child->table->journal, &record);
	child->row.flags |= ROW_TOLD;
	child_publish(child);
}

void
child_note_fin(struct child *child)
{
	struct feed_message record = child_record(child, FEED_FIN);

	if (child->fin)
		return;
	child->fin = true;
	record.facts.stream = child->row.bytes_in;
	journal_put(&child->table->journal, &record);
}

/* What has arrived and nobody will read: the kernel answers it with a
 * reset. */
static void
child_note_unread(struct child *child)
{
	struct feed_message record = child_record(child, FEED_UNREAD);
	int unread = 0;

	if (child->fin || ioctl(child->socket, FIONREAD, &unread) != 0 ||
	    unread <= 0)
		return;
	record.message_bytes = (uint64_t)unread;
	record.facts.stream = child->row.bytes_in;
	journal_put(&child->table->journal, &record);
}

void
child_note_end(struct child *child, enum client_end end)
{
	struct feed_message record = child_record(child,
	    end == END_RESET ? FEED_RESET : FEED_CLOSE);

	/* The process of a UDP port has no connection that could end. */
	if (child->inherit->row_count > 1)
		return;
	record.facts.stream = child->row.bytes_out;
	record.facts.end = (uint8_t)end;
	if (end != END_RESET)
		child_note_unread(child);
	journal_put(&child->table->journal, &record);
}

static void
child_note_message(struct child *child, const struct child_message *given,
    enum feed_direction direction, uint64_t stream)
{
	struct feed_message record = child_record(child, FEED_MESSAGE);

	record.message = ++child->messages;
	record.direction = direction;
	record.status = (int16_t)given->status;
	record.fault = given->fault;
	record.bytes = given->bytes;
	record.bytes_len = given->len;
	record.message_bytes = given->len + given->beyond;
	record.facts.stream = stream;
	record.facts.beyond = given->padding;
	record.facts.arrived_ns = given->arrived_ns;
	record.facts.fault_rule = given->fault_rule;
	record.facts.fault_line = given->fault_line;
	record.facts.fault_byte = given->fault_byte;
	record.facts.ended_by = given->ended_by;
	if (direction == FEED_RECEIVED) {
		record.facts.early = child->early;
		child->early = false;
	}
	journal_put(&child->table->journal, &record);
}

static struct lab_total *
child_total(const struct child *child)
{
	return &child->table->header->labs[child->inherit->lab];
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
	struct lab_total *total = child_total(child);
	struct row_data *row = &child->row;
	uint64_t stream = row->bytes_in;

	child_claim_again(child);
	row->messages_in++;
	row->bytes_in += message->len + message->beyond;
	if (message->lead == 0 || message->len > message->lead)
		child_last_message(row, message);
	if (message->fault) {
		row->faults++;
		atomic_fetch_add(&total->faults, 1);
	}
	child_publish(child);
	atomic_fetch_add(&total->messages_in, 1);
	atomic_fetch_add(&total->bytes_in, message->len + message->beyond);
	child_note_message(child, message, FEED_RECEIVED, stream);
}

void
child_note_sent(struct child *child, const struct child_message *message)
{
	struct lab_total *total = child_total(child);
	uint64_t stream = child->row.bytes_out;

	child->row.messages_out++;
	child->row.bytes_out += message->len;
	if (message->status != 0)
		child->row.last_status = (int16_t)message->status;
	child_publish(child);
	atomic_fetch_add(&total->messages_out, 1);
	atomic_fetch_add(&total->bytes_out, message->len);
	child_note_message(child, message, FEED_SENT, stream);
}

void
child_note_unsent(struct child *child, size_t len)
{
	struct feed_message record = child_record(child, FEED_UNSENT);

	record.message_bytes = len;
	record.facts.stream = child->row.bytes_out - len;
	journal_put(&child->table->journal, &record);
}
