/* Questions wait for their answers. */
#include "watch/pairing.h"

#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "watch/pairing_private.h"

#define BUCKETS	256

/* One that waits, or a name, which does not. */
struct ask {
	struct ask *next;
	uint64_t client;
	uint64_t token;		/* 0: answered; there is no other to come */
	bool said;		/* to all in a chat, who hear it themselves */
	bool name;
	bool forgotten;		/* by the caller, but not by who answers */
	uint64_t more;		/* behind it, forgotten as well */
};

/* Oldest first. */
struct bucket {
	struct ask *first, **last;
};

/* Clients by their number. */
struct pairing {
	struct bucket buckets[BUCKETS];
};

struct pairing *
pairing_new(void)
{
	struct pairing *pairing = calloc(1, sizeof(*pairing));
	unsigned i;

	for (i = 0; pairing != NULL && i < BUCKETS; i++)
		pairing->buckets[i].last = &pairing->buckets[i].first;
	return pairing;
}

void
pairing_free(struct pairing *pairing)
{
	if (pairing == NULL)
		return;
	while (pairing_take_any(pairing) != 0)
		continue;
	free(pairing);
}

static uint64_t
ask_take(struct bucket *bucket, struct ask **link)
{
	struct ask *ask = *link;
	uint64_t token = ask->token;

	if (ask->more > 0) {
		ask->more--;
		return token;
	}
	*link = ask->next;
	if (ask->next == NULL)
		bucket->last = link;
	free(ask);
	return token;
}

/* All of those that it stands for. */
static uint64_t
ask_take_all(struct bucket *bucket, struct ask **link)
{
	(*link)->more = 0;
	return ask_take(bucket, link);
}

/* A pair is told once who was first; what they say then is for each other. */
static uint64_t
ask_answered(struct bucket *bucket, struct ask **link, unsigned lab)
{
	uint64_t token = (*link)->token;

	if (lab != LAB_ORDER)
		return ask_take(bucket, link);
	(*link)->token = 0;
	return token;
}

static struct bucket *
bucket_of(struct pairing *pairing, uint64_t client)
{
	return &pairing->buckets[client % BUCKETS];
}

static struct pairing_of
ask_add(struct pairing *pairing, const struct feed_message *message,
    uint64_t token)
{
	struct bucket *bucket = bucket_of(pairing, message->client);
	struct ask *ask = malloc(sizeof(*ask));

	if (ask == NULL)
		return (struct pairing_of){ PAIRING_ALONE, 0 };
	*ask = (struct ask){ .client = message->client, .token = token,
	    .said = message->lab == LAB_CHAT && pairing_chat_says(message) };
	*bucket->last = ask;
	bucket->last = &ask->next;
	return (struct pairing_of){ PAIRING_ASKS, 0 };
}

/* Is a name a line of its own, to which nothing is said? */
static bool
says_names(unsigned lab)
{
	return lab == LAB_CALC || lab == LAB_CHAT;
}

/* A name that has not been greeted by now will not be. */
static void
name_drop(struct pairing *pairing, uint64_t client)
{
	struct bucket *bucket = bucket_of(pairing, client);
	struct ask **link = &bucket->first;

	while (*link != NULL)
		if ((*link)->client == client && (*link)->name)
			(void)ask_take(bucket, link);
		else
			link = &(*link)->next;
}

/* The oldest that such an answer may be for; NULL: none. */
static struct ask **
ask_find(struct pairing *pairing, uint64_t client, bool echoed)
{
	struct ask **link = &bucket_of(pairing, client)->first;

	while (*link != NULL && ((*link)->client != client ||
	    (*link)->token == 0 ||
	    (!(*link)->name && (*link)->said != echoed)))
		link = &(*link)->next;
	return *link == NULL ? NULL : link;
}

static struct pairing_of
answer(struct pairing *pairing, const struct feed_message *message)
{
	enum pairing_line line = pairing_line_of(message);
	struct ask **link;

	if (line == PAIRING_LINE_OTHERS || (link = ask_find(pairing,
	    message->client, line == PAIRING_LINE_ECHO)) == NULL)
		return (struct pairing_of){ PAIRING_ALONE, 0 };
	if (lab_speaks_http(message->lab) && message->status >= 100 &&
	    message->status < 200)
		return (struct pairing_of){ PAIRING_INTERIM,
		    (*link)->token };
	return (struct pairing_of){ PAIRING_ANSWERS, ask_answered(
	    bucket_of(pairing, message->client), link, message->lab) };
}

/* Is nothing to come, whatever it says? */
static bool
asks_nothing(struct pairing *pairing, const struct feed_message *message)
{
	const struct ask *ask = bucket_of(pairing, message->client)->first;

	if (message->lab != LAB_ORDER)
		return message->lab == LAB_CHAT &&
		    pairing_chat_nothing(message);
	for (; ask != NULL; ask = ask->next)
		if (ask->client == message->client && ask->token == 0)
			return true;
	return false;
}

struct pairing_of
pairing_message(struct pairing *pairing, const struct feed_message *message,
    uint64_t token)
{
	if (message->direction == FEED_SENT)
		return answer(pairing, message);
	if (says_names(message->lab))
		name_drop(pairing, message->client);
	if (asks_nothing(pairing, message))
		return (struct pairing_of){ PAIRING_ALONE, 0 };
	return ask_add(pairing, message, token);
}

uint64_t
pairing_named(struct pairing *pairing, const struct feed_message *record)
{
	struct ask *ask = bucket_of(pairing, record->client)->first;
	struct ask *last = NULL;

	if (!says_names(record->lab))
		return 0;
	for (; ask != NULL; ask = ask->next)
		if (ask->client == record->client)
			last = ask;
	if (last == NULL || last->forgotten)
		return 0;
	last->name = true;
	return last->token;
}

uint64_t
pairing_take(struct pairing *pairing, uint64_t client)
{
	struct bucket *bucket = bucket_of(pairing, client);
	struct ask **link = &bucket->first;
	uint64_t token = 0;

	while (*link != NULL && token == 0)
		if ((*link)->client == client)
			token = ask_take_all(bucket, link);
		else
			link = &(*link)->next;
	return token;
}

void
pairing_forget(struct pairing *pairing, uint64_t client, uint64_t token)
{
	struct bucket *bucket = bucket_of(pairing, client);
	struct ask **link = &bucket->first, *before = NULL;

	while (*link != NULL && ((*link)->client != client ||
	    (*link)->token != token)) {
		if ((*link)->client == client)
			before = *link;
		link = &(*link)->next;
	}
	if (*link == NULL || (*link)->name)
		return;
	(*link)->forgotten = true;
	if (before == NULL || !before->forgotten ||
	    before->said != (*link)->said)
		return;
	before->more += (*link)->more + 1;
	(void)ask_take_all(bucket, link);
}

uint64_t
pairing_take_any(struct pairing *pairing)
{
	uint64_t token = 0;
	unsigned i;

	for (i = 0; i < BUCKETS; i++)
		while (pairing->buckets[i].first != NULL && token == 0)
			token = ask_take_all(&pairing->buckets[i],
			    &pairing->buckets[i].first);
	return token;
}
