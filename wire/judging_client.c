/* Connections before the judge. */
#include "wire/judging_private.h"

#include <string.h>

static uint32_t *
client_bucket(struct judging *judging, uint64_t client)
{
	/* Numbers follow each other: their low bits are as good as any. */
	return &judging->buckets[client & (JUDGING_BUCKETS - 1)];
}

struct judging_client *
judging_client_find(const struct judging *judging, uint64_t number)
{
	struct judging_client *client;
	uint32_t at = judging->buckets[number & (JUDGING_BUCKETS - 1)];

	for (; at != 0; at = client->next) {
		client = &judging->memory->clients[at - 1];
		if (client->client == number)
			return client;
	}
	return NULL;
}

void
judging_client_drop(struct judging *judging, struct judging_client *client)
{
	uint32_t at = (uint32_t)(client - judging->memory->clients) + 1;
	uint32_t *link = client_bucket(judging, client->client);

	while (*link != 0 && *link != at)
		link = &judging->memory->clients[*link - 1].next;
	if (*link == at)
		*link = client->next;
	client->client = 0;
	if (at - 1 < judging->free_client)
		judging->free_client = at - 1;
}

/* Those that have ended before those that only say nothing. */
static bool
client_older(const struct judging_client *a, const struct judging_client *b)
{
	return a->left != b->left ? a->left : a->last_ns < b->last_ns;
}

static struct judging_client *
client_room(struct judging *judging)
{
	struct judging_client *clients = judging->memory->clients, *oldest;
	uint32_t *high = &judging->memory->head.clients, i;

	for (i = judging->free_client; i < JUDGING_CLIENTS; i++) {
		judging->free_client = i + 1;
		if (i >= *high)
			*high = i + 1;
		if (clients[i].client == 0)
			return &clients[i];
	}
	oldest = &clients[0];
	for (i = 1; i < JUDGING_CLIENTS; i++)
		if (client_older(&clients[i], oldest))
			oldest = &clients[i];
	judging_client_drop(judging, oldest);
	judging->free_client = JUDGING_CLIENTS;
	return oldest;
}

struct judging_client *
judging_client_make(struct judging *judging, const struct feed_message *record)
{
	struct judging_client *client = client_room(judging);
	uint32_t *bucket = client_bucket(judging, record->client);

	memset(client, 0, sizeof(*client));
	client->client = record->client;
	client->lab = record->lab;
	(void)text_copy(client->peer, sizeof(client->peer), record->peer);
	judge_begin(&client->judge, &judging->policies[record->lab],
	    record->lab);
	client->next = *bucket;
	*bucket = (uint32_t)(client - judging->memory->clients) + 1;
	return client;
}

/* Could this process have written it? */
static bool
client_good(const struct judging *judging, const struct judging_client *client)
{
	return client->lab < LAB_COUNT && client->judge.lab == client->lab &&
	    client->judge.client <= client->client &&
	    client->judge.next_segment < JUDGE_SEGMENTS &&
	    client->judge.family < RULE_COUNT &&
	    client->entry <= judging->names &&
	    memchr(client->peer, '\0', sizeof(client->peer)) != NULL &&
	    memchr(client->refused, '\0', sizeof(client->refused)) != NULL &&
	    memchr(client->judge.name, '\0',
	    sizeof(client->judge.name)) != NULL;
}

/* What was being judged when the last process ended is begun again, unless it
 * ended the one before, too. */
static void
client_again(struct judging *judging)
{
	struct judging_head *head = &judging->memory->head;
	struct judging_client *client;

	client = head->record == 0 ? NULL :
	    judging_client_find(judging, head->client);
	if (client != NULL && head->record == head->ended_by)
		client->blind = true;
	else if (client != NULL && head->before.lab == client->lab &&
	    head->before.next_segment < JUDGE_SEGMENTS)
		client->judge = head->before;
}

void
judging_client_check(struct judging *judging)
{
	struct judging_client *client;
	uint32_t *bucket, i;

	memset(judging->buckets, 0, sizeof(judging->buckets));
	for (i = 0; i < judging->memory->head.clients; i++) {
		client = &judging->memory->clients[i];
		if (client->client == 0)
			continue;
		if (!client_good(judging, client)) {
			client->client = 0;
			continue;
		}
		if (client->entry != 0 && judging->memory->entries[
		    client->entry - 1].used == 0)
			client->entry = 0;
		bucket = client_bucket(judging, client->client);
		client->next = *bucket;
		*bucket = i + 1;
	}
	client_again(judging);
}
