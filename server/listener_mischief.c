/*
 * Mischief that is set for clients: the parent decides, keeps it in its slots,
 * and writes the rows from there.  A child reads its row before it sends.
 *
 * Words are a client's, by its number (wire/mischief.h): so those that stand in
 * a row from its last client are none, and a row needs no tidying up.
 */
#include "server/listener.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/when.h"
#include "server/limits.h"

static void
mischief_put(struct listener *listener, uint32_t index, uint64_t client,
    const struct mischief *mischief)
{
	struct slot *slot = &listener->slots[index];

	listener->mischief = true;
	mischief_pack(slot->mischief, mischief, client);
	row_mischief_set(&listener->table, index, slot->mischief);
}

/* As --mischief says, for a client of that kind. */
static void
mischief_default(struct listener *listener, uint32_t index, uint64_t client,
    enum mischief_over over)
{
	struct mischief mischief = mischief_over(&listener->settings.mischief,
	    over);

	mischief_draw(&mischief, client);
	if (mischief.kinds != 0)
		mischief_put(listener, index, client, &mischief);
}

/* A port's rows are its peers', who come later. */
void
listener_mischief_begin(struct listener *listener, uint32_t index)
{
	const struct slot *slot = &listener->slots[index];

	if (!slot->datagrams)
		mischief_default(listener, index, slot->client,
		    MISCHIEF_STREAMS);
}

/* The number of a peer is its port's, and which of its peers. */
#define PORT_OF(client)	((client) & ((UINT64_C(1) << 40) - 1))

/* The row of a peer in the block of its port; its number is only what the child
 * says. */
static uint32_t
mischief_peer(const struct listener *listener, uint32_t first,
    uint64_t client)
{
	struct row_data row;
	uint32_t i;

	for (i = first; i < first + LIMIT_UDP_ROWS; i++)
		if (row_read(&listener->table, i, &row) &&
		    row.client == client && row.state != STATE_ENDED)
			return i;
	return NO_SLOT;
}

/* The row of that client, and the slot of its process. */
static uint32_t
mischief_find(const struct listener *listener, uint64_t client,
    const struct slot **process)
{
	uint32_t i;

	for (i = 0; i < listener->high_water; i++) {
		*process = &listener->slots[i];
		if ((*process)->state != SLOT_LIVE)
			continue;
		if ((*process)->datagrams) {
			if ((*process)->client == PORT_OF(client))
				return mischief_peer(listener, i, client);
		} else if ((*process)->client == client) {
			return i;
		}
	}
	return NO_SLOT;
}

static void
mischief_tell(struct listener *listener, uint32_t index, uint64_t client,
    const struct slot *process, const char *text)
{
	struct row_data row;

	(void)row_read(&listener->table, index, &row);
	row.client = client;
	row.pid = process->pid;
	row.lab = process->lab;
	row.flags = process->datagrams ? ROW_DATAGRAM : 0;
	if (!process->datagrams)
		(void)text_copy(row.peer, sizeof(row.peer), process->peer);
	if (text_name_fault(row.name, strlen(row.name)) != NULL)
		(void)snprintf(row.name, NAME_SIZE, "guest-%d",
		    (int)process->pid);
	listener_tell_mischief(listener, &row, text);
}

bool
listener_mischief_set(struct listener *listener, uint64_t client,
    const char *text, char set[MISCHIEF_TEXT_SIZE],
    char fault[MISCHIEF_FAULT_SIZE])
{
	const struct slot *process;
	struct mischief mischief;
	uint32_t index;

	if (!mischief_read(&mischief, text, fault))
		return false;
	index = mischief_find(listener, client, &process);
	if (index == NO_SLOT) {
		(void)text_copy(fault, MISCHIEF_FAULT_SIZE,
		    "the client is not connected any more");
		return false;
	}
	if (!mischief_fits(&mischief, process->datagrams ?
	    MISCHIEF_DATAGRAMS : MISCHIEF_STREAMS, fault))
		return false;
	mischief_draw(&mischief, client ^ (uint64_t)when_mono_ns());
	mischief_put(listener, index, client, &mischief);
	(void)mischief_write(set, &mischief);
	mischief_tell(listener, index, client, process, set);
	return true;
}

/* Peers that have come since are shown with what their child does to them by
 * itself until then (child_mischief.c). */
static void
mischief_say_peers(struct listener *listener, uint32_t first)
{
	struct mischief mischief;
	struct row_data row;
	uint32_t i;

	for (i = first; i < first + LIMIT_UDP_ROWS; i++)
		if (row_read(&listener->table, i, &row) && row.client != 0 &&
		    PORT_OF(row.client) == listener->slots[first].client &&
		    !mischief_unpack(&mischief, listener->slots[i].mischief,
		    row.client))
			mischief_default(listener, i, row.client,
			    MISCHIEF_DATAGRAMS);
}

void
listener_mischief_say(struct listener *listener)
{
	const struct slot *slot;
	uint32_t i;

	if (!listener->mischief && listener->settings.mischief.kinds == 0)
		return;
	for (i = 0; i < listener->high_water; i++) {
		slot = &listener->slots[i];
		if (listener->settings.mischief.kinds != 0 &&
		    slot->datagrams && slot->state == SLOT_LIVE)
			mischief_say_peers(listener, i);
		if (slot->mischief[0] != 0)
			row_mischief_set(&listener->table, i, slot->mischief);
	}
}
