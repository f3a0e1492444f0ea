/*
 * Names: unique among the clients of a lab, found in constant time.
 *
 * A chain is walked at most `rows` steps and every link is checked against
 * the table's size: what another process wrote may be wrong, and must not
 * take this one with it.
 */
#include "shm/table_private.h"

#include <stddef.h>
#include <string.h>

#include "base/when.h"
#include "shm/lock.h"

/* What the index looks at in a row: the words from the lab to the name. */
#define KEY_WORD	(offsetof(struct row_data, lab) / sizeof(uint64_t))
#define KEY_END		((offsetof(struct row_data, name) + \
			    sizeof(((struct row_data *)0)->name)) / \
			    sizeof(uint64_t))
_Static_assert((offsetof(struct row_data, name) +
    sizeof(((struct row_data *)0)->name)) % sizeof(uint64_t) == 0 &&
    offsetof(struct row_data, lab) < offsetof(struct row_data, state) &&
    offsetof(struct row_data, state) < offsetof(struct row_data, name),
    "lab, state and name are some whole words");

struct name_key {
	char name[sizeof(((struct row_data *)0)->name)];
	uint8_t lab;
	uint8_t state;
};

bool
name_is_held(unsigned state)
{
	return state != STATE_FREE && state < STATE_CLOSING;
}

/* By a key that nobody outside knows: nobody can choose names that meet in a
 * bucket. */
static uint32_t
name_bucket(const struct table *table, unsigned lab, const char *name)
{
	return text_name_hash(name, table->facts.name_key ^
	    (uint64_t)(lab + 1) << 56) & (table->facts.buckets - 1);
}

/* Lab and name of a row that holds its name are stable under the lock, which
 * its owner needs to change them.  The state is not, but a name that is held no
 * more never is again: its owner takes no other.  The next owner, if it did not
 * get the lock, writes others while the row is still in the chain of the former
 * ones: that is nobody's name there. */
static void
name_key_of(const struct table *table, uint32_t index, struct name_key *key)
{
	const size_t from = KEY_WORD * sizeof(uint64_t);
	unsigned char bytes[(KEY_END - KEY_WORD) * sizeof(uint64_t)];
	uint64_t word;
	size_t i;

	for (i = KEY_WORD; i < KEY_END; i++) {
		word = atomic_load_explicit(&table->rows[index].words[i],
		    memory_order_relaxed);
		memcpy(bytes + (i - KEY_WORD) * sizeof(word), &word,
		    sizeof(word));
	}
	key->lab = bytes[offsetof(struct row_data, lab) - from];
	key->state = bytes[offsetof(struct row_data, state) - from];
	memcpy(key->name, bytes + (offsetof(struct row_data, name) - from),
	    sizeof(key->name));
	key->name[NAME_MAX_BYTES] = '\0';
}

static void
name_cut_locked(struct table *table, _Atomic uint32_t *from, uint32_t index)
{
	struct row *row = &table->rows[index];

	lock_assert_held(table);
	atomic_store(from, atomic_load(&row->next));
	atomic_store(&row->next, 0);
	atomic_store(&row->linked, 0);
}

int64_t
name_find_locked(struct table *table, unsigned lab, const char *name)
{
	struct name_key key;
	_Atomic uint32_t *from;
	uint32_t link, steps;

	lock_assert_held(table);
	from = &table->buckets[name_bucket(table, lab, name)];
	for (steps = 0; steps < table->facts.rows; steps++) {
		link = atomic_load(from);
		if (link == 0 || link > table->facts.rows)
			return -1;
		name_key_of(table, link - 1, &key);
		if (!name_is_held(key.state)) {
			name_cut_locked(table, from, link - 1);
			continue;
		}
		if (key.lab == lab && text_name_same(key.name,
		    strlen(key.name), name, strlen(name)))
			return link - 1;
		from = &table->rows[link - 1].next;
	}
	return -1;
}

static void
name_link_locked(struct table *table, uint32_t index,
    const struct row_data *data)
{
	uint32_t bucket = name_bucket(table, data->lab, data->name);
	struct row *row = &table->rows[index];

	lock_assert_held(table);
	atomic_store(&row->next, atomic_load(&table->buckets[bucket]));
	atomic_store(&row->linked, bucket + 1);
	atomic_store(&table->buckets[bucket], index + 1);
}

/* The chain that the row says it is in, whatever its words say by now.  False
 * when it is not there. */
static bool
name_leave_locked(struct table *table, uint32_t index)
{
	uint32_t bucket = atomic_load(&table->rows[index].linked) - 1;
	_Atomic uint32_t *from;
	uint32_t link, steps;

	lock_assert_held(table);
	if (bucket >= table->facts.buckets)
		return false;
	from = &table->buckets[bucket];
	for (steps = 0; steps <= table->facts.rows; steps++) {
		link = atomic_load(from);
		if (link == index + 1) {
			name_cut_locked(table, from, index);
			return true;
		}
		if (link == 0 || link > table->facts.rows)
			return false;
		from = &table->rows[link - 1].next;
	}
	return false;
}

static void
name_unlink_locked(struct table *table, uint32_t index)
{
	lock_assert_held(table);
	if (atomic_load(&table->rows[index].linked) == 0 ||
	    name_leave_locked(table, index))
		return;
	/* Not where it should be: somebody scribbled. */
	name_rebuild_locked(table);
	if (atomic_load(&table->rows[index].linked) != 0)
		(void)name_leave_locked(table, index);
}

void
name_rebuild_locked(struct table *table)
{
	struct row_data data;
	uint32_t i, used;

	lock_assert_held(table);
	for (i = 0; i < table->facts.buckets; i++)
		atomic_store(&table->buckets[i], 0);
	used = atomic_load(&table->header->high_water);
	if (used > table->facts.rows)
		used = table->facts.rows;
	for (i = 0; i < used; i++) {
		atomic_store(&table->rows[i].next, 0);
		atomic_store(&table->rows[i].linked, 0);
	}
	for (i = 0; i < used; i++) {
		(void)row_read(table, i, &data);
		if (data.client == 0 || !name_is_held(data.state) ||
		    data.name[0] == '\0' ||
		    name_find_locked(table, data.lab, data.name) >= 0)
			continue;
		name_link_locked(table, i, &data);
	}
}

enum table_result
name_claim(struct table *table, uint32_t index, struct row_data *data,
    int64_t deadline_ns)
{
	enum table_result result = TABLE_OK;

	if (lock_take(table, deadline_ns) == LOCK_UNAVAILABLE)
		return TABLE_BUSY;
	name_unlink_locked(table, index);
	if (name_find_locked(table, data->lab, data->name) >= 0)
		result = TABLE_TAKEN;
	row_publish(table, index, data);
	if (result == TABLE_OK)
		name_link_locked(table, index, data);
	lock_drop(table);
	return result;
}

enum table_result
name_change(struct table *table, uint32_t index, struct row_data *data,
    const char *name, int64_t deadline_ns)
{
	int64_t holder;

	if (lock_take(table, deadline_ns) == LOCK_UNAVAILABLE)
		return TABLE_BUSY;
	holder = name_find_locked(table, data->lab, name);
	if (holder >= 0 && holder != index) {
		lock_drop(table);
		return TABLE_TAKEN;
	}
	name_unlink_locked(table, index);
	memset(data->name, 0, sizeof(data->name));
	(void)text_copy(data->name, NAME_SIZE, name);
	data->flags &= (uint8_t)~ROW_GUEST;
	row_publish(table, index, data);
	name_link_locked(table, index, data);
	lock_drop(table);
	return TABLE_OK;
}

enum table_result
name_release(struct table *table, uint32_t index, int64_t deadline_ns)
{
	/* Not a look without the lock: a repair may be linking it right now. */
	if (lock_take(table, deadline_ns) == LOCK_UNAVAILABLE)
		return TABLE_BUSY;
	name_unlink_locked(table, index);
	lock_drop(table);
	return TABLE_OK;
}
