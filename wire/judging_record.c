/* A class before the judge: records in, verdicts out and added up. */
#include "wire/judging_private.h"

#include <string.h>

#include "base/when.h"
#include "wire/end.h"
#include "wire/sentence.h"

/* What our own server says is judged, too, and no pupil's affair. */
static bool
verdict_is_clients(const struct judge_verdict *verdict)
{
	enum rule_who who = rule_info(verdict->rule).who;

	return who == RULE_CLIENT ||
	    (who == RULE_BOTH && verdict->direction != FEED_SENT);
}

static void
judging_verdict(void *context, const struct judge_verdict *verdict)
{
	struct judging *judging = context;
	struct judging_entry *entry;

	if (judging->sink != NULL)
		judging->sink->verdict(judging->sink->context, verdict);
	if (!verdict_is_clients(verdict))
		return;
	entry = judging_entry_of(judging, judging->current);
	if (entry != NULL)
		judge_summary_add(&entry->summary, verdict);
	else if (judging->names > 0)
		judging->memory->head.missed++;
}

static void
client_judge(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	struct judge_sink sink = { judging, judging_verdict };

	judging->current = client;
	judge_record(&client->judge, record, &sink);
}

/* Of a connection that the server closed its client may still be there. */
static bool
end_is_servers(unsigned end)
{
	return end == END_SERVER || end == END_REFUSED ||
	    end == END_TIMEOUT || end == END_KICKED ||
	    end == END_PROTOCOL || end == END_GAVE_WAY;
}

/* Watchers' feeds have the end and its reason only; the server's own journal
 * has had what happened before it. */
static void
client_end(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	struct feed_message event = *record;

	event.event = record->facts.end == END_RESET ? FEED_RESET :
	    record->facts.end == END_CLIENT ? FEED_FIN : FEED_CLOSE;
	if (!client->ended && (record->facts.end == END_RESET ||
	    record->facts.end == END_CLIENT ||
	    end_is_servers(record->facts.end)))
		client_judge(judging, client, &event);
}

/* The first word of a sentence (wire/sentence.h). */
static void
client_refused(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	const unsigned char *packed = record->bytes;
	char name[NAME_SIZE];
	size_t len;

	if (record->facts.sentence != SENTENCE_NAME_TAKEN &&
	    record->facts.sentence != SENTENCE_NAME_REFUSED &&
	    record->facts.sentence != SENTENCE_NAME_UNFIT)
		return;
	if (client->named || record->bytes_len < 2)
		return;
	len = packed[0] | (size_t)packed[1] << 8;
	if (len > record->bytes_len - 2)
		len = record->bytes_len - 2;
	(void)text_show(name, sizeof(name), packed + 2, len);
	judging_entry_refuse(judging, client, name);
}

/* Were there records between the last one and this?  Their numbers count a
 * client's messages; a number 0 is none. */
static bool
client_missed(const struct judging_client *client,
    const struct feed_message *record)
{
	uint32_t before = record->message -
	    (record->event == FEED_MESSAGE && record->message > 0);

	return before > client->message && !client->blind;
}

static bool
judging_skipped(const struct judging *judging,
    const struct feed_message *record)
{
	const struct judging_head *head = &judging->memory->head;
	unsigned i;

	for (i = 0; i < head->skipped_count; i++)
		if (head->skipped[i] == record->facts.number &&
		    record->facts.number != 0)
			return true;
	return false;
}

bool
judging_skips(const struct judging *judging, const struct feed_message *record)
{
	const struct judging_client *client;

	if (record->client == 0 || record->lab >= LAB_COUNT ||
	    record->event == FEED_VERDICT)
		return true;
	client = judging_client_find(judging, record->client);
	return client != NULL && (client->blind ||
	    client_missed(client, record) ||
	    judging_says_much(client, record) ||
	    judging_is_told_much(client, record));
}

/* Is there a reason to judge it no more? */
static void
client_blind(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	struct judge_verdict verdict = { .client = record->client,
	    .lab = record->lab, .message = record->message,
	    .direction = record->direction, .wall_ns = record->wall_ns };
	const char *why = client_missed(client, record) ?
	    "messages before this one were not seen" :
	    judging_says_much(client, record) ?
	    "too many messages in a second" :
	    judging_skipped(judging, record) ?
	    "a judge ended twice at this message" : NULL;

	if (why == NULL)
		return;
	client->blind = true;
	(void)text_copy(verdict.said, sizeof(verdict.said), why);
	if (judging->sink != NULL)
		judging->sink->verdict(judging->sink->context, &verdict);
}

/* Counts it; is it to be judged? */
static bool
client_count(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	struct judging_entry *entry = client->entry == 0 ? NULL :
	    &judging->memory->entries[client->entry - 1];
	bool message = record->event == FEED_MESSAGE, passed;

	if (!client->blind)
		client_blind(judging, client, record);
	passed = client->blind || judging_is_told_much(client, record);
	judging_rate(client, record);
	client->last_ns = record->wall_ns;
	if (record->message > client->message)
		client->message = record->message;
	*(entry != NULL ? &entry->messages : &client->messages) += message;
	*(entry != NULL ? &entry->unjudged : &client->unjudged) += message &&
	    passed;
	return !passed;
}

/* One that mischief has cut off is there again, by the same name. */
static void
client_anew(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	struct judging_entry *entry = judging_entry_of(judging, client);
	struct judge_sink sink = { judging, judging_verdict };

	if (entry == NULL)
		return;
	judging->current = client;
	if (entry->gone_ns != 0)
		judge_came_again(&client->judge, &entry->returns,
		    entry->gone_ns, record->wall_ns, &sink);
	entry->gone_ns = 0;
	if (entry->reset_ns != 0)
		judge_begun_anew(&client->judge, entry->reset_ns,
		    record->wall_ns, &sink);
	entry->reset_ns = 0;
}

static void
client_was_reset(struct judging *judging, struct judging_client *client,
    int64_t wall_ns)
{
	bool cut = judge_was_cut(&client->judge);
	struct judging_entry *entry;
	int64_t reset_ns;
	bool reset = judge_was_reset(&client->judge, &reset_ns);

	if (!client->named || !(cut || reset))
		return;
	entry = judging_entry_of(judging, client);
	if (entry == NULL)
		return;
	if (cut)
		entry->gone_ns = wall_ns;
	if (reset)
		entry->reset_ns = reset_ns;
}

/* All that is known of how a connection ended. */
static void
client_over(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	bool server = end_is_servers(record->facts.end) &&
	    !record->datagram && !client->judge.fin && !client->blind;

	client->left = true;
	/* Whether the client goes, too, is to be seen. */
	if (!server || !lab_speaks_text(client->lab))
		judging_client_drop(judging, client);
}

static void
client_record(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	enum feed_event event = record->event;

	if (event == FEED_REGISTERED && !client->named) {
		judging_entry_name(judging, client, record->name);
		client->named = true;
		client_anew(judging, client, record);
	}
	if (event == FEED_NOTE)
		client_refused(judging, client, record);
	if (client_count(judging, client, record)) {
		if (event == FEED_DISCONNECTED)
			client_end(judging, client, record);
		client->ended = client->ended || event == FEED_FIN ||
		    event == FEED_RESET || event == FEED_CLOSE;
		client_judge(judging, client, record);
	}
	if (event == FEED_DISCONNECTED) {
		client_was_reset(judging, client, record->wall_ns);
		client_over(judging, client, record);
	}
}

void
judging_record(struct judging *judging, const struct feed_message *record,
    const struct judge_sink *sink)
{
	struct judging_head *head = &judging->memory->head;
	struct judging_client *client;

	if (record->client == 0 || record->lab >= LAB_COUNT ||
	    record->event == FEED_VERDICT)
		return;
	client = judging_client_find(judging, record->client);
	if (client == NULL)
		client = judging_client_make(judging, record);
	head->before = client->judge;
	head->client = record->client;
	head->record = record->facts.number + 1;
	judging->sink = sink;
	client_record(judging, client, record);
	judging->sink = NULL;
	head->record = 0;
}

void
judging_time(struct judging *judging, int64_t wall_ns,
    const struct judge_sink *sink)
{
	struct judge_sink own = { judging, judging_verdict };
	struct judging_client *client;
	uint32_t i;

	judging->sink = sink;
	for (i = 0; i < judging->memory->head.clients; i++) {
		client = &judging->memory->clients[i];
		if (client->client == 0 || client->blind || client->left)
			continue;
		judging->current = client;
		judge_time(&client->judge, wall_ns, &own);
	}
	judging->sink = NULL;
}

bool
judging_who(const struct judging *judging, uint64_t number,
    const char **name, const char **peer)
{
	const struct judging_client *client =
	    judging_client_find(judging, number);

	if (client == NULL)
		return false;
	*name = client->judge.name;
	*peer = client->peer;
	return true;
}

/* How long after the server closed the next look is. */
static int64_t
client_look_ns(const struct judging_client *client)
{
	return client->judge.closed_ns + (client->looks == 0 ?
	    RULE_LIMIT_END_MS : RULE_LIMIT_END_OPEN_MS) * NS_PER_MS;
}

bool
judging_closed(const struct judging *judging, int64_t wall_ns, unsigned *at,
    struct judging_closed *closed)
{
	const struct judging_client *client;

	while (*at < judging->memory->head.clients) {
		client = &judging->memory->clients[(*at)++];
		if (client->client == 0 || !client->left ||
		    client_look_ns(client) > wall_ns)
			continue;
		*closed = (struct judging_closed){ .client = client->client,
		    .lab = client->lab, .peer = client->peer };
		return true;
	}
	return false;
}

void
judging_seen(struct judging *judging, uint64_t number, int64_t wall_ns,
    enum judge_sight sight, const struct judge_sink *sink)
{
	struct judging_client *client = judging_client_find(judging, number);
	struct judge_sink own = { judging, judging_verdict };

	if (client == NULL)
		return;
	judging->sink = sink;
	judging->current = client;
	judge_after_end(&client->judge, wall_ns, sight, &own);
	judging->sink = NULL;
	client->looks++;
	/* A first look that came late may have been the second one, too. */
	if (sight != JUDGE_OPEN || client_look_ns(client) <= wall_ns)
		judging_client_drop(judging, client);
}
