/* Which of the log's messages answer which. */
#include "gui/model/log_private.h"

bool
log_set_pairs(struct log *log)
{
	if (log->pairing == NULL)
		log->pairing = pairing_new();
	return log->pairing != NULL;
}

/* What still waits. */
static void
became(struct log *log, uint64_t id, enum log_asked asked)
{
	struct log_entry *entry = log_at(log, id);

	if (entry != NULL && entry->asked == LOG_ASKED_OPEN)
		entry->asked = asked;
}

static void
answered(struct log *log, struct log_entry *entry, uint64_t id)
{
	struct log_entry *request = log_at(log, id);

	entry->request = id;
	if (request == NULL)
		return;
	entry->waited_ns = entry->wall_ns - request->wall_ns;
	if (entry->waited_ns < 0)
		entry->waited_ns = 0;
	if (entry->interim)
		return;
	request->asked = LOG_ASKED_ANSWERED;
	request->answer = entry->id;
	request->waited_ns = entry->waited_ns;
}

static void
pair_message(struct log *log, struct log_entry *entry,
    const struct feed_message *message)
{
	struct pairing_of of = pairing_message(log->pairing, message,
	    entry->id);

	if (of.kind == PAIRING_ASKS)
		entry->asked = LOG_ASKED_OPEN;
	entry->interim = of.kind == PAIRING_INTERIM;
	if (of.token != 0)
		answered(log, entry, of.token);
}

void
log_pair_none(struct log *log, enum log_asked asked)
{
	uint64_t id;

	while (log->pairing != NULL &&
	    (id = pairing_take_any(log->pairing)) != 0)
		became(log, id, asked);
}

void
log_pair(struct log *log, struct log_entry *entry,
    const struct feed_message *message)
{
	uint64_t id;

	if (log->pairing == NULL || entry == NULL)
		return;
	switch (message->event) {
	case FEED_MESSAGE:
		pair_message(log, entry, message);
		break;
	case FEED_REGISTERED:
		became(log, pairing_named(log->pairing, message),
		    LOG_ASKED_NOTHING);
		break;
	case FEED_DISCONNECTED:
		while ((id = pairing_take(log->pairing, message->client)) != 0)
			became(log, id, LOG_ASKED_GONE);
		break;
	case FEED_LOST:
		log_pair_none(log, LOG_ASKED_UNKNOWN);
		break;
	default:
		break;
	}
}
