/* An entry of the log as the message it was made of. */
#include "gui/model/log_message.h"

void
log_message(const struct log_entry *entry, struct feed_message *message)
{
	*message = (struct feed_message){
		.event = entry->event, .direction = entry->direction,
		.wall_ns = entry->wall_ns, .client = entry->client,
		.pid = entry->pid, .message = entry->message,
		.lab = entry->lab, .status = entry->status,
		.truncated = entry->truncated, .fault = entry->fault,
		.datagram = entry->datagram, .past = entry->past,
		.message_bytes = entry->message_bytes, .name = entry->name,
		.peer = entry->peer, .note = entry->note,
		.bytes = entry->bytes, .bytes_len = entry->len,
		.facts = entry->facts,
	};
}
