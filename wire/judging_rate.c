/* How much a connection says, and is told, before the judge. */
#include "wire/judging_private.h"

#include "base/when.h"

/* How many such came within this second, with this one. */
static uint32_t
second_count(const struct judging_second *second, int64_t wall_ns)
{
	int64_t since_ns = wall_ns - second->since_ns;

	return since_ns < 0 || since_ns >= NS_PER_S ? 1 :
	    second->messages + 1;
}

static void
second_add(struct judging_second *second, int64_t wall_ns)
{
	second->messages = second_count(second, wall_ns);
	if (second->messages == 1)
		second->since_ns = wall_ns;
}

/* One that others say to it: that is none of its doing, and of so many the
 * rules of talking need none. */
static bool
record_is_told(const struct feed_message *record)
{
	return record->event == FEED_MESSAGE &&
	    record->direction == FEED_SENT &&
	    (record->lab == LAB_CHAT || record->lab == LAB_ORDER);
}

static bool
record_is_said(const struct feed_message *record)
{
	return record->event == FEED_MESSAGE &&
	    record->direction == FEED_RECEIVED;
}

bool
judging_says_much(const struct judging_client *client,
    const struct feed_message *record)
{
	return record_is_said(record) &&
	    second_count(&client->said, record->wall_ns) > JUDGING_RECORDS;
}

bool
judging_is_told_much(const struct judging_client *client,
    const struct feed_message *record)
{
	return record_is_told(record) &&
	    second_count(&client->told, record->wall_ns) > JUDGING_RECORDS;
}

void
judging_rate(struct judging_client *client, const struct feed_message *record)
{
	if (record_is_said(record))
		second_add(&client->said, record->wall_ns);
	if (record_is_told(record))
		second_add(&client->told, record->wall_ns);
}
