/* Messages as a capture. */
#include "gui/model/save_capture.h"

#include <string.h>
#include <strings.h>

#include "base/version.h"
#include "gui/model/log_message.h"
#include "gui/model/log_verdict.h"
#include "gui/model/verdict_words.h"
#include "wire/pcapng.h"
#include "wire/private.h"
#include "wire/verdict_record.h"

#define ENDING	".pcapng"

static unsigned char block[PCAPNG_BLOCK_MAX];	/* the one in hand */
static struct private_room room;

bool
save_capture_named(const char *path)
{
	size_t len = strlen(path), end = strlen(ENDING);

	return len > end && strcasecmp(path + len - end, ENDING) == 0;
}

/* Where the client came to, as far as it is known. */
static const char *
local_of(const struct save_capture *capture,
    const struct feed_message *message)
{
	const struct listening *at;
	const char *found = "";
	bool v6 = message->peer != NULL && message->peer[0] == '[', udp;
	uint32_t i;

	for (i = 0; i < capture->listening_count; i++) {
		at = &capture->listening[i];
		udp = strstr(at->address, "/udp") != NULL;
		if (at->lab == message->lab && udp == message->datagram &&
		    (found[0] == '\0' || (at->address[0] == '[') == v6))
			found = at->address;
	}
	return found;
}

static bool
put_record(struct save_capture *capture, const struct feed_message *record,
    const char *judged)
{
	struct pcapng_about about = { .local = local_of(capture, record),
	    .judged = judged };
	size_t len;

	if (capture->no_private)
		record = private_hide(&room, record);
	len = pcapng_put(block, record, &about);
	capture->last_ns = record->wall_ns;
	return fwrite(block, 1, len, capture->out) == len;
}

bool
save_capture_begin(struct save_capture *capture)
{
	size_t len = pcapng_begin(block, "xbarewired " BAREWIRE_VERSION);

	return fwrite(block, 1, len, capture->out) == len;
}

/* That all is well, the first of the rules that hold before their names, or
 * why nothing was judged. */
static bool
put_well(struct save_capture *capture, const struct feed_message *of,
    const struct log_verdicts *verdicts)
{
	bool judged = verdicts->why[0] == '\0';
	const char *said = judged ? verdicts->ok : verdicts->why;
	struct judge_verdict verdict = { .rule = judged ? rule_find(said,
	    strcspn(said, ",")) : RULE_NONE, .result = judged ? RULE_OK :
	    RULE_NOT_SEEN, .lab = of->lab, .client = of->client,
	    .message = of->message, .direction = of->direction,
	    .wall_ns = of->wall_ns };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;

	(void)text_copy(verdict.said, sizeof(verdict.said), said);
	verdict_record_make(&record, bytes, &verdict, of);
	capture->recorded++;
	return put_record(capture, &record, NULL);
}

static bool
put_verdicts(struct save_capture *capture, const struct feed_message *of,
    const struct log_verdicts *verdicts)
{
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;
	unsigned i;

	if (verdicts->kept == 0)
		return put_well(capture, of, verdicts);
	for (i = 0; i < verdicts->kept; i++) {
		verdict_record_make(&record, bytes, verdicts->faults[i], of);
		if (!put_record(capture, &record, NULL))
			return false;
		capture->recorded++;
	}
	return true;
}

bool
save_capture_entry(struct save_capture *capture,
    const struct log_entry *entry)
{
	struct feed_message record;
	char judged[VERDICT_WORDS_SIZE];

	/* What befell the server, to this window, is no record of its. */
	if (entry->kind == LOG_SERVER)
		return true;
	if (entry->kind == LOG_GAP) {
		capture->missed += entry->lost;
		pcapng_lost(&record, entry->wall_ns, entry->lost);
		return put_record(capture, &record, NULL);
	}
	log_message(entry, &record);
	verdict_heading(entry, judged);
	capture->recorded++;
	return put_record(capture, &record, judged) &&
	    (entry->verdicts == NULL ||
	    put_verdicts(capture, &record, entry->verdicts));
}

bool
save_capture_end(struct save_capture *capture)
{
	size_t len = pcapng_end(block, capture->last_ns, capture->recorded,
	    capture->missed);

	return fwrite(block, 1, len, capture->out) == len;
}
