/* Names before the judge, and what became of their rules. */
#include "wire/judging_private.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* So many addresses are told apart when one has to give way; two that fall
 * together count as one. */
#define ADDRESSES	1024

/* So great a part at once, or each that comes would look through all. */
#define GIVING_WAY_PART	64

static void
address_of(const char *peer, char out[ADDRESS_SIZE])
{
	char *colon;

	(void)text_copy(out, ADDRESS_SIZE, peer);
	colon = strrchr(out, ':');
	if (colon != NULL)
		*colon = '\0';
}

static unsigned
address_slot(const char *address)
{
	uint32_t hash = 2166136261u;

	for (; *address != '\0'; address++)
		hash = (hash ^ (unsigned char)*address) * 16777619u;
	return hash % ADDRESSES;
}

static void
entry_free(struct judging *judging, struct judging_entry *entry)
{
	uint32_t at = (uint32_t)(entry - judging->memory->entries);

	entry->used = 0;
	if (at < judging->free_entry)
		judging->free_entry = at;
}

/* The slot of addresses with most names. */
static unsigned
address_greatest(const struct judging *judging)
{
	static unsigned counts[ADDRESSES];
	unsigned i, greatest = 0;

	memset(counts, 0, sizeof(counts));
	for (i = 0; i < judging->memory->head.entries; i++)
		if (judging->memory->entries[i].used != 0)
			counts[address_slot(
			    judging->memory->entries[i].peer)]++;
	for (i = 1; i < ADDRESSES; i++)
		if (counts[i] > counts[greatest])
			greatest = i;
	return greatest;
}

/* Those without a name go first. */
static bool
entry_before(const struct judging_entry *a, const struct judging_entry *b)
{
	return b == NULL || (a->guest != b->guest ? a->guest :
	    a->order < b->order);
}

/* The next entry of that slot to give way; NULL: none is left. */
static struct judging_entry *
entry_oldest(const struct judging *judging, unsigned slot)
{
	struct judging_entry *oldest = NULL, *entry;
	unsigned i;

	for (i = 0; i < judging->memory->head.entries; i++) {
		entry = &judging->memory->entries[i];
		if (entry->used != 0 && address_slot(entry->peer) == slot &&
		    entry_before(entry, oldest))
			oldest = entry;
	}
	return oldest;
}

/* All entries are taken. */
static void
entries_give_way(struct judging *judging)
{
	struct judging_memory *memory = judging->memory;
	unsigned slot = address_greatest(judging), i;
	struct judging_entry *entry;

	for (i = 0; i <= judging->names / GIVING_WAY_PART; i++) {
		entry = entry_oldest(judging, slot);
		if (entry == NULL)
			break;
		entry_free(judging, entry);
		memory->head.gave_way++;
	}
	for (i = 0; i < memory->head.clients; i++)
		if (memory->clients[i].entry != 0 && memory->entries[
		    memory->clients[i].entry - 1].used == 0)
			memory->clients[i].entry = 0;
}

/* A free one; NULL: there is none. */
static struct judging_entry *
entry_room(struct judging *judging)
{
	struct judging_memory *memory = judging->memory;
	uint32_t at = judging->free_entry;

	while (at < memory->head.entries && memory->entries[at].used != 0)
		at++;
	judging->free_entry = at;
	if (at >= judging->names)
		return NULL;
	if (at >= memory->head.entries)
		memory->head.entries = at + 1;
	return &memory->entries[at];
}

/* Zeroed but for what it is. */
static struct judging_entry *
entry_make(struct judging *judging, unsigned lab, const char *name)
{
	struct judging_entry *entry = entry_room(judging);

	if (entry == NULL) {
		entries_give_way(judging);
		entry = entry_room(judging);
	}
	if (entry == NULL)
		return NULL;
	memset(entry, 0, sizeof(*entry));
	entry->lab = lab;
	entry->order = ++judging->memory->head.order;
	(void)text_copy(entry->name, sizeof(entry->name), name);
	entry->used = 1;
	return entry;
}

static void
entry_peer(struct judging_entry *entry, const struct judging_client *client)
{
	char address[ADDRESS_SIZE];

	address_of(client->peer, address);
	entry->moved = entry->moved || (entry->connections > 0 &&
	    strcmp(entry->peer, address) != 0);
	(void)text_copy(entry->peer, sizeof(entry->peer), address);
	entry->connections++;
}

static void
guest_name(const struct judging_client *client, char name[JUDGING_NAME_SIZE])
{
	if (client->refused[0] != '\0')
		(void)snprintf(name, JUDGING_NAME_SIZE, "%s (refused), %s",
		    client->refused, client->peer);
	else
		(void)snprintf(name, JUDGING_NAME_SIZE, "%s%s",
		    client->lab == LAB_CLOCK ? "" : "guest ", client->peer);
}

struct judging_entry *
judging_entry_of(struct judging *judging, struct judging_client *client)
{
	char name[JUDGING_NAME_SIZE];
	struct judging_entry *entry;

	if (judging->names == 0)
		return NULL;
	if (client->entry != 0)
		return &judging->memory->entries[client->entry - 1];
	/* Its own has given way: what it says now would be half of it. */
	if (client->named)
		return NULL;
	guest_name(client, name);
	entry = entry_make(judging, client->lab, name);
	if (entry == NULL)
		return NULL;
	entry->guest = true;
	entry_peer(entry, client);
	entry->messages = client->messages;
	entry->unjudged = client->unjudged;
	client->entry = (uint32_t)(entry - judging->memory->entries) + 1;
	return entry;
}

static struct judging_entry *
entry_find(struct judging *judging, unsigned lab, const char *name)
{
	struct judging_entry *entry;
	size_t len = strlen(name);
	unsigned i;

	for (i = 0; i < judging->memory->head.entries; i++) {
		entry = &judging->memory->entries[i];
		if (entry->used != 0 && entry->lab == lab && !entry->guest &&
		    text_name_same(entry->name, strlen(entry->name), name,
		    len))
			return entry;
	}
	return entry_make(judging, lab, name);
}

void
judging_entry_name(struct judging *judging, struct judging_client *client,
    const char *name)
{
	struct judging_entry *guest = client->entry == 0 ? NULL :
	    &judging->memory->entries[client->entry - 1], *entry;

	if (judging->names == 0)
		return;
	entry = entry_find(judging, client->lab, name);
	/* Making it may have cost the guest's. */
	if (client->entry == 0)
		guest = NULL;
	client->entry = entry == NULL ? 0 :
	    (uint32_t)(entry - judging->memory->entries) + 1;
	if (entry != NULL) {
		entry_peer(entry, client);
		entry->messages += guest != NULL ? guest->messages :
		    client->messages;
		entry->unjudged += guest != NULL ? guest->unjudged :
		    client->unjudged;
	}
	if (entry != NULL && guest != NULL)
		judge_summary_merge(&entry->summary, &guest->summary);
	if (guest != NULL)
		entry_free(judging, guest);
}

void
judging_entry_refuse(struct judging *judging, struct judging_client *client,
    const char *name)
{
	struct judging_entry *entry = client->entry == 0 ? NULL :
	    &judging->memory->entries[client->entry - 1];

	(void)text_copy(client->refused, sizeof(client->refused), name);
	if (entry != NULL && entry->guest)
		guest_name(client, entry->name);
}

static bool
summary_good(const struct judge_summary *summary)
{
	const struct judge_evidence *evidence;
	unsigned i;

	if (summary->evidence_count > JUDGE_EVIDENCE)
		return false;
	for (i = 0; i < RULE_COUNT; i++)
		if (summary->counts[i].evidence > summary->evidence_count ||
		    summary->counts[i].severity > RULE_MUST)
			return false;
	for (i = 0; i < summary->evidence_count; i++) {
		evidence = &summary->evidence[i];
		if (evidence->first.quote_len > JUDGE_QUOTE_MAX ||
		    evidence->last.quote_len > JUDGE_QUOTE_MAX ||
		    memchr(evidence->first.said, '\0', JUDGE_SAID_SIZE) ==
		    NULL || memchr(evidence->last.said, '\0',
		    JUDGE_SAID_SIZE) == NULL)
			return false;
	}
	return true;
}

void
judging_entry_check(struct judging *judging)
{
	struct judging_entry *entry;
	unsigned i;

	for (i = 0; i < judging->memory->head.entries; i++) {
		entry = &judging->memory->entries[i];
		if (entry->used == 0)
			continue;
		if (entry->used != 1 || entry->lab >= LAB_COUNT ||
		    memchr(entry->name, '\0', sizeof(entry->name)) == NULL ||
		    memchr(entry->peer, '\0', sizeof(entry->peer)) == NULL ||
		    !summary_good(&entry->summary)) {
			entry->used = 0;
			judging->memory->head.gave_way++;
		}
	}
}
