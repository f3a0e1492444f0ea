/* Which messages are shown. */
#include "gui/model/match.h"

#include "gui/model/event.h"
#include "watch/message_filter.h"

bool
match_entry(const struct filter *filter, const struct log_entry *entry)
{
	struct feed_message message = {
		.event = entry->event, .direction = entry->direction,
		.wall_ns = entry->wall_ns, .client = entry->client,
		.pid = entry->pid, .message = entry->message,
		.lab = entry->lab, .status = entry->status,
		.truncated = entry->truncated, .fault = entry->fault,
		.datagram = entry->datagram, .past = entry->past,
		.message_bytes = entry->message_bytes, .name = entry->name,
		.peer = entry->peer, .note = entry->note,
		.bytes = entry->bytes, .bytes_len = entry->len,
	};
	char words[EVENT_WORDS_SIZE];

	/* A loss, or that the server went, is shown whatever is looked for. */
	if (entry->kind == LOG_GAP || entry->kind == LOG_SERVER ||
	    filter->count == 0)
		return true;
	if (entry->kind == LOG_EVENT)
		event_words(entry, words, sizeof(words));
	return message_filter_match(filter, &message,
	    entry->kind == LOG_EVENT ? words : NULL);
}
