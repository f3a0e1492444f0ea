/* A judge for each connection, a summary for each name. */
#include "wire/judging.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "wire/end.h"

struct judging_client {
	struct judging_client *next;	/* in the order of their last record */
	uint64_t client;
	char peer[ADDRESS_SIZE];
	uint64_t messages;
	bool named, ended;		/* its end was told */
	struct judging_entry *entry;	/* NULL: no name yet, or no summaries */
	struct judge_summary *before;	/* what came before the name */
	struct judge judge;
};

struct judging {
	struct judge_policy policies[LAB_COUNT];
	bool summaries;
	struct judging_client *clients;	/* the last first */
	unsigned client_count;
	struct judging_entry **entries;
	size_t entry_count;
	uint64_t missed;
	/* The call under way. */
	struct judging_client *current;
	const struct judge_sink *sink;
};

struct judging *
judging_new(const struct judge_policy policies[LAB_COUNT], bool summaries)
{
	struct judging *judging = calloc(1, sizeof(*judging));

	if (judging == NULL)
		return NULL;
	memcpy(judging->policies, policies, sizeof(judging->policies));
	judging->summaries = summaries;
	judging->entries = calloc(JUDGING_NAMES, sizeof(*judging->entries));
	if (judging->entries == NULL) {
		free(judging);
		return NULL;
	}
	return judging;
}

static void
client_free(struct judging_client *client)
{
	free(client->before);
	free(client);
}

void
judging_free(struct judging *judging)
{
	struct judging_client *client;
	size_t i;

	if (judging == NULL)
		return;
	while ((client = judging->clients) != NULL) {
		judging->clients = client->next;
		client_free(client);
	}
	for (i = 0; i < judging->entry_count; i++)
		free(judging->entries[i]);
	free(judging->entries);
	free(judging);
}

static struct judging_entry *
entry_make(struct judging *judging, const char *name, unsigned lab)
{
	struct judging_entry *entry;

	if (judging->entry_count >= JUDGING_NAMES)
		return NULL;
	entry = calloc(1, sizeof(*entry));
	if (entry == NULL)
		return NULL;
	(void)text_copy(entry->name, sizeof(entry->name), name);
	entry->lab = lab;
	judging->entries[judging->entry_count++] = entry;
	return entry;
}

static struct judging_entry *
entry_find(struct judging *judging, const char *name, unsigned lab)
{
	struct judging_entry *entry;
	size_t i;

	for (i = 0; i < judging->entry_count; i++) {
		entry = judging->entries[i];
		if (entry->lab == lab && text_name_same(entry->name,
		    strlen(entry->name), name, strlen(name)))
			return entry;
	}
	return entry_make(judging, name, lab);
}

/* An address without its port. */
static void
address_of(const char *peer, char out[ADDRESS_SIZE])
{
	char *colon;

	(void)text_copy(out, ADDRESS_SIZE, peer);
	colon = strrchr(out, ':');
	if (colon != NULL)
		*colon = '\0';
}

/* What came before goes with the name. */
static void
client_join(struct judging_client *client, struct judging_entry *entry)
{
	char address[ADDRESS_SIZE];

	client->entry = entry;
	if (entry == NULL)
		return;
	address_of(client->peer, address);
	entry->moved = entry->moved || (entry->connections > 0 &&
	    strcmp(entry->peer, address) != 0);
	(void)text_copy(entry->peer, sizeof(entry->peer), address);
	entry->connections++;
	if (client->before != NULL)
		judge_summary_merge(&entry->summary, client->before);
	free(client->before);
	client->before = NULL;
}

static void
client_guest(struct judging *judging, struct judging_client *client)
{
	char name[JUDGING_NAME_SIZE];

	if (!judging->summaries || client->entry != NULL ||
	    client->before == NULL)
		return;
	(void)snprintf(name, sizeof(name), "guest %s", client->peer);
	client_join(client, entry_make(judging, name, client->judge.lab));
	if (client->entry == NULL)
		return;
	client->entry->guest = true;
	client->entry->messages += client->messages;
}

static void
client_drop(struct judging *judging, struct judging_client **link)
{
	struct judging_client *client = *link;

	client_guest(judging, client);
	*link = client->next;
	judging->client_count--;
	client_free(client);
}

static struct judging_client *
client_make(struct judging *judging, const struct feed_message *record)
{
	struct judging_client *client, **link;

	if (judging->client_count >= JUDGING_CLIENTS &&
	    judging->clients != NULL) {
		for (link = &judging->clients; (*link)->next != NULL;)
			link = &(*link)->next;
		client_drop(judging, link);
	}
	client = calloc(1, sizeof(*client));
	if (client == NULL)
		return NULL;
	client->client = record->client;
	(void)text_copy(client->peer, sizeof(client->peer), record->peer);
	judge_begin(&client->judge, &judging->policies[record->lab],
	    record->lab);
	client->next = judging->clients;
	judging->clients = client;
	judging->client_count++;
	return client;
}

/* The record's, which comes to the front. */
static struct judging_client *
client_of(struct judging *judging, const struct feed_message *record)
{
	struct judging_client **link, *client;

	for (link = &judging->clients; *link != NULL; link = &client->next) {
		client = *link;
		if (client->client != record->client)
			continue;
		*link = client->next;
		client->next = judging->clients;
		judging->clients = client;
		return client;
	}
	return client_make(judging, record);
}

static void
judging_verdict(void *context, const struct judge_verdict *verdict)
{
	struct judging *judging = context;
	struct judging_client *client = judging->current;

	if (judging->sink != NULL)
		judging->sink->verdict(judging->sink->context, verdict);
	if (!judging->summaries)
		return;
	if (client->entry != NULL) {
		judge_summary_add(&client->entry->summary, verdict);
		return;
	}
	if (client->before == NULL)
		client->before = calloc(1, sizeof(*client->before));
	if (client->before != NULL)
		judge_summary_add(client->before, verdict);
	else
		judging->missed++;
}

static void
client_judge(struct judging *judging, struct judging_client *client,
    const struct feed_message *record)
{
	struct judge_sink sink = { judging, judging_verdict };

	judging->current = client;
	judge_record(&client->judge, record, &sink);
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
	    record->facts.end == END_CLIENT || record->facts.end ==
	    END_SERVER))
		client_judge(judging, client, &event);
}

void
judging_record(struct judging *judging, const struct feed_message *record,
    const struct judge_sink *sink)
{
	struct judging_client *client;

	if (record->client == 0 || record->lab >= LAB_COUNT)
		return;
	client = client_of(judging, record);
	if (client == NULL) {
		judging->missed++;
		return;
	}
	judging->sink = sink;
	if (record->event == FEED_REGISTERED && !client->named) {
		client->named = true;
		if (judging->summaries)
			client_join(client, entry_find(judging, record->name,
			    record->lab));
		if (client->entry != NULL)
			client->entry->messages += client->messages;
	}
	if (record->event == FEED_MESSAGE) {
		client->messages++;
		if (client->entry != NULL)
			client->entry->messages++;
	}
	if (record->event == FEED_DISCONNECTED)
		client_end(judging, client, record);
	client->ended = client->ended || record->event == FEED_FIN ||
	    record->event == FEED_RESET || record->event == FEED_CLOSE;
	client_judge(judging, client, record);
	if (record->event == FEED_DISCONNECTED)
		client_drop(judging, &judging->clients);
	judging->sink = NULL;
}

void
judging_time(struct judging *judging, int64_t wall_ns)
{
	struct judge_sink sink = { judging, judging_verdict };
	struct judging_client *client;

	for (client = judging->clients; client != NULL;
	    client = client->next) {
		judging->current = client;
		judge_time(&client->judge, wall_ns, &sink);
	}
}

uint64_t
judging_missed(const struct judging *judging)
{
	return judging->missed;
}

void
judging_close(struct judging *judging)
{
	while (judging->clients != NULL)
		client_drop(judging, &judging->clients);
}

const struct judging_entry *
judging_entry(const struct judging *judging, size_t at)
{
	return at < judging->entry_count ? judging->entries[at] : NULL;
}
