/* A child's row and its name. */
#include "server/child_private.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "server/limits.h"
#include "shm/lock.h"

void
child_publish(struct child *child)
{
	row_publish(child->table, child->inherit->row, &child->row);
}

/* What is closing stays so: its name may be another client's by now. */
void
child_state(struct child *child, enum client_state state)
{
	if (child->row.state == STATE_CLOSING)
		state = STATE_CLOSING;
	if (child->row.state != state) {
		child->row.since_wall_ns = when_wall_ns();
		child->row.since_mono_ns = when_mono_ns();
	}
	child->row.state = (uint8_t)state;
	child_publish(child);
}

/* A guest is called after its process.  Somebody may have registered just
 * that name: then the serial number makes it another one. */
static void
child_claim(struct child *child, int64_t deadline_ns)
{
	enum table_result result;

	(void)text_copy(child->row.name, NAME_SIZE, "guest-");
	(void)text_number(child->row.name + 6, (uint64_t)child->row.pid);
	result = name_claim(child->table, child->inherit->row, &child->row,
	    deadline_ns);
	if (result == TABLE_TAKEN) {
		(void)snprintf(child->row.name, NAME_SIZE, "guest-%d.%llu",
		    (int)child->row.pid,
		    (unsigned long long)child->row.client);
		result = name_claim(child->table, child->inherit->row,
		    &child->row, deadline_ns);
	}
	child->unclaimed = result != TABLE_OK;
	if (child->unclaimed)
		child_publish(child);
}

void
child_claim_again(struct child *child)
{
	if (child->unclaimed)
		child_claim(child, 0);
}

void
child_row_init(struct child *child)
{
	const struct child_inherit *inherit = child->inherit;
	struct row_data *row = &child->row;

	row->client = inherit->client;
	row->connected_wall_ns = inherit->accepted_wall_ns;
	row->connected_mono_ns = inherit->accepted_mono_ns;
	row->since_wall_ns = inherit->accepted_wall_ns;
	row->since_mono_ns = inherit->accepted_mono_ns;
	row->pid = lock_self();
	row->lab = (uint8_t)inherit->lab;
	row->state = STATE_CONNECTED;
	row->flags = ROW_GUEST;
	(void)text_copy(row->peer, sizeof(row->peer), inherit->peer_text);
	child_claim(child, when_mono_ns() + LOCK_PATIENCE_NS);
	child_note_connected(child);
	child_mischief_begin(child);
}

/* The session is over, and so is its name: from here on whoever wants it gets
 * it, whether the lock is to be had or not. */
void
child_row_close(struct child *child)
{
	child_state(child, STATE_CLOSING);
	if (!child->unclaimed)
		(void)name_release(child->table, child->inherit->row, 0);
}

/* Has the client that holds the name closed, and its process has not come to
 * see it? */
static bool
holder_gone(const struct child *child, const char *name)
{
	struct table *table = child->table;
	struct row_data row;
	int64_t holder;

	if (lock_take(table, when_mono_ns() + LOCK_PATIENCE_NS) ==
	    LOCK_UNAVAILABLE)
		return false;
	holder = name_find_locked(table, child->row.lab, name);
	lock_drop(table);
	return holder >= 0 && row_read(table, (uint32_t)holder, &row) &&
	    child_peer_closed(child, row.peer);
}

/* Is a name that is taken worth waiting for? */
static bool
name_may_come(const struct child *child, const char *name, int64_t since_ns)
{
	int64_t waited_ns = when_mono_ns() - since_ns;

	return waited_ns < LIMIT_RENAME_NS ||
	    (waited_ns < LIMIT_RENAME_GONE_NS && holder_gone(child, name));
}

enum table_result
child_rename(struct child *child, const char *name)
{
	const struct timespec nap = { 0, 5 * NS_PER_MS };
	char old[NAME_SIZE];
	enum table_result result;
	struct feed_message message;
	int64_t since_ns = when_mono_ns();

	(void)text_copy(old, sizeof(old), child->row.name);
	for (;;) {
		result = name_change(child->table, child->inherit->row,
		    &child->row, name, when_mono_ns() + LOCK_PATIENCE_NS);
		if (result != TABLE_TAKEN ||
		    !name_may_come(child, name, since_ns))
			break;
		(void)nanosleep(&nap, NULL);
	}
	if (result != TABLE_OK)
		return result;
	child->unclaimed = false;
	message = child_record(child, FEED_REGISTERED);
	message.note = old;
	journal_put(&child->table->journal, &message);
	if (text_name_mixed(name, strlen(name)))
		child_event(child, SENTENCE_OF(NAME_MIXED));
	return TABLE_OK;
}
