/* A part of a capture, as a capture: what is wrong with a message is a comment
 * on its packet. */
#include <string.h>

#include "base/version.h"
#include "ctl/export.h"
#include "ctl/tail_check.h"
#include "watch/message_filter.h"

static void
pcapng_write(const struct feed_message *record, const char *local,
    const char *judged, FILE *out)
{
	const struct pcapng_about about = { .local = local,
	    .judged = judged };
	static unsigned char block[PCAPNG_BLOCK_MAX];

	(void)fwrite(block, 1, pcapng_put(block, record, &about), out);
}

const char *
export_pcapng(struct capture_view *view, FILE *out)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	const struct capture_facts *facts;
	struct feed_message message, judged;
	struct tail_check check;
	uint64_t records = 0, lost = 0;

	if (!tail_check_init(&check))
		return "no memory";
	(void)fwrite(block, 1, pcapng_begin(block, "barewirectl "
	    BAREWIRE_VERSION ", from a capture of barewired"), out);
	while (capture_view_next(view, &message)) {
		judged = message;
		tail_check_message(&check, &judged);
		pcapng_write(&message, capture_view_local(view),
		    strncmp(judged.note, MESSAGE_NOT_OK,
		    strlen(MESSAGE_NOT_OK)) == 0 ? judged.note : NULL, out);
		if (message.event == FEED_LOST)
			lost += message.message_bytes;
		else
			records++;
	}
	tail_check_free(&check);
	facts = capture_view_facts(view);
	if (facts->end_ns != 0)
		(void)fwrite(block, 1, pcapng_end(block, facts->end_ns,
		    records, lost), out);
	return NULL;
}
