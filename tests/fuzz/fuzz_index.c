/*
 * shm/name.c, row.c and the repair of lock.c: a script of clients that take
 * names, change them and go, and of words that somebody writes over header,
 * buckets and rows.
 *
 * Must hold: as long as nobody scribbles, a name has one holder, and who holds
 * one is found; whatever was scribbled, every call comes back, what is read is
 * terminated, and after a repair whoever is found holds that name.
 */
#include <linux/futex.h>

#include "shm/lock.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct table table;
static struct row_data rows[SCRIPT_ROWS];	/* as their owners have them */
static bool held[SCRIPT_ROWS];
static bool scribbled;

static const char *
name_take(struct script *script)
{
	static const char *const names[] = { "alice", "bob", "J\xc3\xb6rg",
	    "Jo\xcc\x88rg", "a", "b", "c", "\xd0\xb0lice" };

	return names[script_take(script, 1) % 8];
}

static bool
lock(void)
{
	return lock_take(&table, 0) != LOCK_UNAVAILABLE;
}

/* Whoever is found must hold that name there; who must be found is. */
static int64_t
find(unsigned lab, const char *name)
{
	struct row_data data;
	int64_t found;

	if (!lock())
		return -1;
	found = name_find_locked(&table, lab, name);
	lock_drop(&table);
	must(found >= -1 && found < SCRIPT_ROWS);
	if (found >= 0) {
		(void)row_read(&table, (uint32_t)found, &data);
		must(strlen(data.name) < NAME_SIZE);
		must(scribbled || (data.lab == lab && name_is_held(data.state)
		    && text_name_same(data.name, strlen(data.name), name,
		    strlen(name))));
	}
	return found;
}

static void
come(struct script *script, uint32_t row)
{
	struct row_data *data = &rows[row];
	int64_t before;
	enum table_result result;

	if (held[row])
		return;
	memset(data, 0, sizeof(*data));
	data->client = script_take(script, 1) + 1;
	data->lab = (uint8_t)(script_take(script, 1) % LAB_COUNT);
	data->state = STATE_CONNECTED;
	(void)text_copy(data->name, NAME_SIZE, name_take(script));
	before = find(data->lab, data->name);
	result = name_claim(&table, row, data, 0);
	must(result == TABLE_OK || result == TABLE_TAKEN ||
	    result == TABLE_BUSY);
	must(scribbled || (result == TABLE_TAKEN) == (before >= 0));
	held[row] = result == TABLE_OK;
	if (!held[row]) {
		data->state = STATE_ENDED;
		row_publish(&table, row, data);
	}
}

static void
rename_row(struct script *script, uint32_t row)
{
	const char *name = name_take(script);
	int64_t before;
	enum table_result result;

	if (!held[row])
		return;
	before = find(rows[row].lab, name);
	result = name_change(&table, row, &rows[row], name, 0);
	must(scribbled || (result == TABLE_TAKEN) ==
	    (before >= 0 && before != row));
}

static void
go(uint32_t row, bool quietly)
{
	rows[row].state = STATE_CLOSING;
	row_publish(&table, row, &rows[row]);
	if (!quietly)
		(void)name_release(&table, row, 0);
	held[row] = false;
	table_leave(&table, row);
}

/* As the kernel says when an owner has died. */
static void
repair(void)
{
	atomic_store(&table.header->lock, FUTEX_OWNER_DIED);
	must(lock());
	lock_drop(&table);
}

static void
all_found(void)
{
	struct row_data data;
	uint32_t row, seen = 0, looks = LEAVING_MAX + 1;

	for (row = 0; row < SCRIPT_ROWS; row++) {
		(void)row_read(&table, row, &data);
		must(strlen(data.name) < NAME_SIZE &&
		    strlen(data.peer) < ADDRESS_SIZE &&
		    strlen(data.last_message) < ROW_LAST_SIZE);
		if (held[row] && !scribbled)
			must(find(rows[row].lab, rows[row].name) == row);
	}
	while (table_left(&table, &seen) >= 0)
		must(looks-- > 0);
}

static void
step(struct script *script)
{
	unsigned what = (unsigned)script_take(script, 1);
	uint32_t row = what / 8 % SCRIPT_ROWS;

	switch (what % 8) {
	case 0:
		come(script, row);
		break;
	case 1:
		rename_row(script, row);
		break;
	case 2:
		go(row, what / 64 == 0);
		break;
	case 3:
		(void)find(what / 8 % LAB_COUNT, name_take(script));
		break;
	case 4:
		repair();
		break;
	case 5:
		script_scribble(script, table.rows,
		    SCRIPT_ROWS * sizeof(struct row));
		scribbled = true;
		break;
	case 6:
		script_scribble(script, table.buckets,
		    table.facts.buckets * sizeof(uint32_t));
		scribbled = true;
		break;
	default:
		script_scribble(script, &table.header->leaving_count,
		    sizeof(*table.header) -
		    offsetof(struct table_header, leaving_count));
		scribbled = true;
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	unsigned steps;

	script_table(&table, LAB_CHAT, 64);
	memset(rows, 0, sizeof(rows));
	memset(held, 0, sizeof(held));
	scribbled = false;
	for (steps = 0; script.left > 0 && steps < 100; steps++)
		step(&script);
	all_found();
	repair();
	all_found();
	return 0;
}
