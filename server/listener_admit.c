/*
 * Who gets a place, and at whose cost.
 *
 * While there are free ones, everybody does (but for --per-address).  When all
 * are taken, whoever holds most of them gives way to somebody who holds fewer,
 * and an address gives to itself what has been of no use to it for a minute.
 * The connection that gives way is told; the place is free when its process
 * has gone, and until then the newcomer waits.
 *
 * The choice goes by the parent's own times.  What a row says of its client
 * only puts it behind others of the same address: a row that lies costs
 * nobody else anything.
 */
#include "server/listener.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "server/limits.h"

/* The lower gives way the sooner. */
enum admit_rank { RANK_SILENT, RANK_GUEST, RANK_NAMED, RANK_PAIRING };

static enum admit_rank
admit_rank_of(const struct listener *listener, uint32_t index)
{
	const struct slot *slot = &listener->slots[index];
	struct row_data row;

	(void)row_read(&listener->table, index, &row);
	if (row.client != slot->client)
		return RANK_SILENT;
	if (slot->lab == LAB_ORDER && row.state == STATE_PAIRING)
		return RANK_PAIRING;
	if ((row.flags & ROW_GUEST) == 0)
		return RANK_NAMED;
	return row.messages_in != 0 ? RANK_GUEST : RANK_SILENT;
}

/* Whom the holder can do without, up to a rank, that has been there since
 * then; NO_SLOT: nobody. */
static uint32_t
admit_giver(const struct listener *listener, const struct holder *holder,
    enum admit_rank most, int64_t since_ns)
{
	uint32_t number = (uint32_t)(holder - listener->holders) + 1;
	uint32_t giver = NO_SLOT, i;
	const struct slot *slot;
	enum admit_rank rank;
	int64_t best_ns = 0;

	for (i = 0; i < listener->rows; i++) {
		slot = &listener->slots[i];
		if (slot->holder != number || slot->state != SLOT_LIVE ||
		    slot->end_asked != 0 || slot->accepted_mono_ns > since_ns)
			continue;
		rank = admit_rank_of(listener, i);
		if (rank > most || (rank == most && giver != NO_SLOT &&
		    slot->accepted_mono_ns >= best_ns))
			continue;
		most = rank;
		best_ns = slot->accepted_mono_ns;
		giver = i;
	}
	return giver;
}

/* Places that are kept for those that wait: of one address, or of all. */
static uint32_t
admit_promised(const struct listener *listener, const unsigned char *key)
{
	const struct arrival *arrival;
	uint32_t promised = 0, i;

	for (i = 0; i < listener->arrival_count; i++) {
		arrival = &listener->arrivals[i];
		if (arrival->fd != -1 && arrival->asked_ns != 0 &&
		    (key == NULL || memcmp(arrival->key, key,
		    ADDRESS_KEY_SIZE) == 0))
			promised++;
	}
	return promised;
}

static uint32_t
admit_held(const struct listener *listener, const struct arrival *arrival)
{
	const struct holder *mine = listener_holder_find(listener,
	    arrival->key);

	return (mine == NULL ? 0 : mine->held - mine->leaving) +
	    admit_promised(listener, arrival->key);
}

/* Somebody gives way to it, if anybody does. */
static bool
admit_ask(struct listener *listener, struct arrival *arrival)
{
	struct holder *most = listener_holder_most(listener);
	struct holder *mine = listener_holder_find(listener, arrival->key);
	int64_t now_ns = when_mono_ns();
	uint32_t giver = NO_SLOT;

	if (most != NULL && most->held - most->leaving >
	    admit_held(listener, arrival) + 1)
		giver = admit_giver(listener, most, RANK_PAIRING, now_ns);
	else if (mine != NULL)
		giver = admit_giver(listener, mine, RANK_SILENT,
		    now_ns - LIMIT_USELESS_NS);
	if (giver == NO_SLOT)
		return false;
	listener->holders[listener->slots[giver].holder - 1].leaving++;
	listener_end(listener, giver, END_GAVE_WAY);
	arrival->asked_ns = now_ns;
	listener->gave_way++;
	atomic_store(&listener->table.header->gave_way, listener->gave_way);
	return true;
}

static enum admission
admit_none(struct listener *listener, const struct arrival *arrival,
    char why[ADMIT_WHY_SIZE])
{
	(void)snprintf(why, ADMIT_WHY_SIZE, "the server is full: all %u "
	    "places are taken, %u of them by this address",
	    listener->max_clients, admit_held(listener, arrival));
	return ADMIT_NOT;
}

enum admission
listener_admit(struct listener *listener, struct arrival *arrival,
    enum refusal *refusal, char why[ADMIT_WHY_SIZE])
{
	uint32_t free_count = listener->active < listener->max_clients ?
	    listener->max_clients - (uint32_t)listener->active : 0;

	*refusal = REFUSAL_FULL;
	if (listener->per_address != 0 &&
	    admit_held(listener, arrival) >= listener->per_address) {
		*refusal = REFUSAL_ADDRESS;
		(void)snprintf(why, ADMIT_WHY_SIZE, "this address has %u "
		    "places, as many as --per-address %u lets it",
		    admit_held(listener, arrival), listener->per_address);
		return ADMIT_NOT;
	}
	if (arrival->asked_ns != 0) {
		if (free_count > 0)
			return ADMIT_NOW;
		return when_mono_ns() < arrival->asked_ns + LIMIT_PLACE_NS ?
		    ADMIT_SOON : admit_none(listener, arrival, why);
	}
	if (free_count > ARRIVALS_MAX ||
	    free_count > admit_promised(listener, NULL))
		return ADMIT_NOW;
	return admit_ask(listener, arrival) ? ADMIT_SOON :
	    admit_none(listener, arrival, why);
}
