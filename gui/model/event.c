/* What a row that is no message says. */
#include "gui/model/event.h"

#include <string.h>

#include "base/text.h"
#include "base/wording.h"

static const char *
template_of(const struct log_entry *entry)
{
	if (entry->kind == LOG_GAP)
		return entry->lost == 1 ?
		    wording_of("event.gap1", "1 message lost here") :
		    wording_of("event.gap", "%4 messages lost here");
	switch (entry->event) {
	case FEED_CONNECTED:
		return wording_of("event.connected", "%1 connected from %3");
	case FEED_REGISTERED:
		return wording_of("event.registered",
		    "%1 registered (was %2)");
	case FEED_DISCONNECTED:
		return wording_of("event.disconnected",
		    "%1 disconnected: %2");
	case FEED_MISCHIEF:
		return wording_of("event.mischief", "%1: mischief: %2");
	default:
		return wording_of("event.note", "%1 %2");
	}
}

void
event_words(const struct log_entry *entry, char *out, size_t out_size)
{
	char name[4 * NAME_SIZE], note[2 * FEED_NOTE_MAX];
	char lost[WORDING_NUMBER_SIZE];

	if (entry->kind == LOG_SERVER) {
		(void)text_copy(out, out_size, entry->note);
		return;
	}
	(void)text_escape(name, sizeof(name), entry->name,
	    strlen(entry->name));
	(void)text_escape(note, sizeof(note), entry->note,
	    strlen(entry->note));
	wording_put(out, out_size, template_of(entry), name, note,
	    entry->peer, wording_number(lost, entry->lost), NULL);
}
