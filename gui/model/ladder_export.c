/* The window's ladder to be handed in: what the client itself said and was
 * sent, or all, without what others say in private. */
#include <string.h>

#include "gui/model/ladder_view_private.h"
#include "gui/model/log_message.h"
#include "gui/model/log_verdict.h"
#include "wire/private.h"
#include "wire/verdict_record.h"

struct export {
	const struct ladder_whom *whom;
	struct ladder *ladder;
	bool own;		/* nobody else's */
	struct private_room *room;
};

static void
put(struct export *export, const struct feed_message *message, bool own)
{
	ladder_record(export->ladder, own ? message :
	    private_hide(export->room, message));
}

/* Why a message is not ok: a row each, as in a capture's. */
static void
put_verdicts(struct export *export, const struct log_entry *entry,
    const struct feed_message *message, bool own)
{
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;
	unsigned i;

	for (i = 0; entry->verdicts != NULL && i < entry->verdicts->kept;
	    i++) {
		verdict_record_make(&record, bytes,
		    entry->verdicts->faults[i], message);
		record.client = message->client;
		record.wall_ns = message->wall_ns;
		put(export, &record, own);
	}
}

static bool
take(void *context, const struct log_entry *entry)
{
	struct export *export = context;
	bool own;
	struct feed_message message;

	if (entry->kind == LOG_GAP) {
		message = (struct feed_message){ .event = FEED_LOST,
		    .wall_ns = entry->wall_ns, .message_bytes = entry->lost,
		    .name = "", .peer = "", .note = "", .bytes = "" };
		ladder_record(export->ladder, &message);
		return true;
	}
	own = export->whom->client != 0 &&
	    ladder_view_is_own(export->whom, entry);
	if (entry->kind == LOG_SERVER || (export->own && !own) ||
	    !ladder_view_is_of(export->whom, entry))
		return true;
	log_message(entry, &message);
	message.fault |= log_worst(entry) != NULL;
	put(export, &message, own);
	put_verdicts(export, entry, &message, own);
	return true;
}

struct ladder *
ladder_view_export(const struct ladder_view *view, bool own)
{
	static struct private_room room;	/* large */
	struct export export = { &view->whom, ladder_new(), own &&
	    view->whom.client != 0, &room };

	(void)stream_update(view->stream);
	if (export.ladder != NULL)
		stream_each(view->stream, take, &export);
	return export.ladder;
}
