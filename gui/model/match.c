/* Which messages are shown. */
#include "gui/model/match.h"

#include "gui/model/event.h"
#include "watch/message_filter.h"

bool
match_entry(const struct filter *filter, const struct log_entry *entry)
{
	struct feed_message message = { entry->event, entry->direction,
	    entry->wall_ns, entry->client, entry->pid, entry->message,
	    entry->lab, entry->status, entry->truncated, entry->fault,
	    entry->datagram, entry->message_bytes, entry->name, entry->peer,
	    entry->note, entry->bytes, entry->len };
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
