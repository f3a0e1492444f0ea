/* Shares of what a reader takes. */
#include "server/reader_share.h"

#include <string.h>

static uint32_t *
share_of(struct reader_share *share, uint64_t client)
{
	return &share->counts[client * UINT64_C(0x9e3779b97f4a7c15) >> 54];
}

_Static_assert(SHARE_CLIENTS == 1 << 10, "a hash is ten bits");

uint32_t
reader_share_most(const uint32_t *counts, size_t count, uint64_t room)
{
	uint32_t low = 1, high = 1, middle;
	uint64_t sum;
	size_t i;

	for (i = 0; i < count; i++)
		if (counts[i] > high)
			high = counts[i];
	while (low < high) {
		middle = low + (high - low + 1) / 2;
		for (sum = 0, i = 0; i < count; i++)
			sum += counts[i] < middle ? counts[i] : middle;
		if (sum <= room)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

void
reader_share_plan(struct reader_share *share,
    const struct journal_reader *reader, int64_t now_ns, uint64_t room,
    bool notes)
{
	static struct journal_record record;
	struct journal_reader ahead = *reader;

	memset(share, 0, sizeof(*share));
	share->notes = notes;
	share->until = journal_next(reader->journal);
	while (ahead.next < share->until && journal_peek(&ahead, now_ns,
	    &record) == JOURNAL_RECORD)
		if (feed_event_is_fed(record.message.event) ||
		    (notes && record.message.event == FEED_NOTE))
			++*share_of(share, record.message.client);
	share->most = reader_share_most(share->counts, SHARE_CLIENTS, room);
	memset(share->counts, 0, sizeof(share->counts));
}

bool
reader_share_take(struct reader_share *share,
    const struct feed_message *record)
{
	uint32_t *had = share_of(share, record->client);

	/* Who came and who left is told of everybody. */
	if (record->event != FEED_MESSAGE &&
	    (!share->notes || record->event != FEED_NOTE))
		return true;
	return (*had)++ < share->most;
}
