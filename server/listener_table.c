/*
 * What the parent says in the table, it says again and again: a child that has
 * gone mad may have written over it, and whoever looks on would believe that
 * for as long as the server runs.
 */
#include "server/listener.h"

#include "base/when.h"
#include "shm/lock.h"

/* A lock that names nobody who could give it back was scribbled on.  Of a child
 * that died the kernel has said so before it could be reaped. */
static void
table_look_at_lock(struct listener *listener)
{
	uint32_t owner = lock_owner(&listener->table);

	if (owner != 0 && owner == listener->lock_seen &&
	    listener_slot_find(listener, (pid_t)owner) == NO_SLOT)
		lock_orphan(&listener->table, owner);
	listener->lock_seen = owner;
}

void
listener_table_say(struct listener *listener)
{
	struct table_header *header = listener->table.header;
	unsigned i;

	for (i = 0; i < LAB_COUNT; i++)
		atomic_store(&header->accepted[i], listener->accepted[i]);
	for (i = 0; i < REFUSAL_COUNT; i++)
		atomic_store(&header->refused[i], listener->refused[i]);
	for (i = 0; i < JOURNAL_READERS; i++)
		reader_say(&listener->readers[i], &listener->reads);
	atomic_store(&header->active, listener->active);
	atomic_store(&header->peak, listener->peak);
	atomic_store(&header->crashed, listener->crashed);
	atomic_store(&header->left, listener->left);
	atomic_store(&header->gave_way, listener->gave_way);
	atomic_store(&header->high_water, listener->high_water);
	atomic_store(&header->place, listener->place.seen);
	atomic_store(&header->phase, listener->stop_signals == 0 ?
	    TABLE_PHASE_RUNNING : TABLE_PHASE_STOPPING);
	atomic_store(&header->over, (uint32_t)listener->over);
	atomic_store(&header->judge_wall_ns, listener->judge_wall_ns);
	atomic_store(&header->judge_socket, listener->judge_socket);
	listener_watch_say(listener);
}

void
listener_table_tick(struct listener *listener, int64_t now_ns)
{
	struct table *table = &listener->table;
	bool cut = table_mend(table);

	table_renew(table);
	listener_table_say(listener);
	atomic_store(&table->header->heartbeat_mono_ns, now_ns);
	table_look_at_lock(listener);
	listener_mischief_say(listener);
	if (cut)
		journal_again(&table->journal, &listener->journal_seen);
	journal_guard(&table->journal, &listener->journal_seen);
	if (!cut)
		return;
	/* Others may have been given our cells meanwhile. */
	journal_lane_init(&table->journal);
	journal_lane_roam(&table->journal);
	listener_say(listener, SENTENCE_OF(TABLE_CUT));
}
