/*
 * The name index after its writer died under the lock: whatever buckets and
 * chains look like then, names are found, duplicates are refused, and rows
 * whose session is over are not linked.
 */
#include "tests/unit/unit.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/table_private.h"
#include "shm/table.h"

enum { CLIENTS = 12, ROWS = CLIENTS + 4 };

static struct instance instance;
static struct table table;
static struct row_data rows[CLIENTS];
static _Atomic uint32_t *repairs;	/* of the chat's area, in all */

static int64_t
soon(void)
{
	return when_mono_ns() + 10 * NS_PER_S;
}

static void
count_repair(struct table *repaired, void *area)
{
	lock_assert_held(repaired);
	(void)area;
	atomic_fetch_add(repairs, 1);
}

/* Rows 0 to 2 are over: closing, ended, and empty again.  The others hold
 * their names, every other one in another lab. */
static void
make(void)
{
	static const uint8_t over[] = { STATE_CLOSING, STATE_ENDED,
	    STATE_FREE };
	struct listening none = { 0 };
	struct table_plan plan = { .max_clients = CLIENTS, .extra_rows = 4,
	    .listening = &none };
	char name[48];
	uint32_t i;

	(void)snprintf(name, sizeof(name), "proc-names-%d", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	CU_ASSERT_EQUAL_FATAL(table_create(&table, &instance, &plan),
	    TABLE_OK);
	atomic_store(&table.header->high_water, CLIENTS);
	repairs = mmap(NULL, sizeof(*repairs), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CU_ASSERT_PTR_NOT_EQUAL_FATAL((void *)repairs, MAP_FAILED);
	table.repair[LAB_CHAT] = count_repair;
	memset(rows, 0, sizeof(rows));
	for (i = 0; i < CLIENTS; i++) {
		rows[i].client = i + 1;
		rows[i].state = STATE_CONNECTED;
		rows[i].lab = i % 2 == 0 ? LAB_CHAT : LAB_WAIT;
		(void)snprintf(rows[i].name, NAME_SIZE, "client-%u", i);
		CU_ASSERT_EQUAL(name_claim(&table, i, &rows[i], soon()),
		    TABLE_OK);
	}
	for (i = 0; i < sizeof(over); i++) {
		rows[i].state = over[i];
		if (over[i] == STATE_FREE)
			memset(&rows[i], 0, sizeof(rows[i]));
		row_publish(&table, i, &rows[i]);
	}
}

static void
end(void)
{
	(void)munmap((void *)repairs, sizeof(*repairs));
	table_remove(&table, &instance);
	table_detach(&table);
}

static void
set_buckets(uint32_t link)
{
	uint32_t i;

	for (i = 0; i < table.facts.buckets; i++)
		atomic_store(&table.buckets[i], link);
}

static void
set_rows(uint32_t next, uint32_t linked)
{
	uint32_t i;

	for (i = 0; i < table.facts.rows; i++) {
		atomic_store(&table.rows[i].next, next);
		atomic_store(&table.rows[i].linked, linked);
	}
}

/* Every name is lost. */
static void
break_empty(void)
{
	set_buckets(0);
	set_rows(0, 0);
}

/* Every link is beyond the table. */
static void
break_beyond(void)
{
	set_buckets(UINT32_MAX);
	set_rows(ROWS + 1, 1);
}

/* Every chain begins at a row that is over, and goes in a circle. */
static void
break_circle(void)
{
	set_buckets(2);
	set_rows(2, 1);
}

/* All stand in one chain that begins and ends in the middle. */
static void
break_half(void)
{
	uint32_t i;

	set_buckets(CLIENTS / 2);
	for (i = 0; i < CLIENTS; i++) {
		atomic_store(&table.rows[i].next, i < 2 ? 0 : i);
		atomic_store(&table.rows[i].linked, i % 2);
	}
}

/* A new row between two stores: it says that it is linked, and is not. */
static void
break_between(void)
{
	set_buckets(0);
	set_rows(0, 1);
}

/* What was left of a row never given to anybody. */
static void
break_unused(void)
{
	set_buckets(ROWS);
	atomic_store(&table.rows[ROWS - 1].linked, 1);
	atomic_store(&table.rows[ROWS - 1].next, 2);
}

static void (*const breaks[])(void) = { break_empty, break_beyond,
    break_circle, break_half, break_between, break_unused };

/* Takes the lock, does that, and dies. */
static void
die_after(void (*broken)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		if (lock_take(&table, soon()) == LOCK_UNAVAILABLE)
			_exit(1);
		broken();
		(void)kill(getpid(), SIGKILL);
	}
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
}

static int64_t
find(uint32_t i, const char *name)
{
	int64_t found;

	CU_ASSERT_EQUAL_FATAL(lock_take(&table, soon()), LOCK_OK);
	found = name_find_locked(&table, rows[i].lab, name);
	lock_drop(&table);
	return found;
}

/* How often a row stands in the chains; they end, and within the table. */
static uint32_t
chained(uint32_t index)
{
	uint32_t bucket, link, steps, times = 0;

	for (bucket = 0; bucket < table.facts.buckets; bucket++) {
		link = atomic_load(&table.buckets[bucket]);
		for (steps = 0; link != 0 && steps <= CLIENTS; steps++) {
			CU_ASSERT_FATAL(link <= CLIENTS);
			times += link == index + 1;
			link = atomic_load(&table.rows[link - 1].next);
		}
		CU_ASSERT_EQUAL(link, 0);
	}
	return times;
}

static void
check_index(void)
{
	char name[NAME_SIZE];
	bool held;
	uint32_t i;

	for (i = 0; i < CLIENTS; i++) {
		held = i > 2;
		CU_ASSERT_EQUAL(atomic_load(&table.rows[i].linked) != 0,
		    held);
		CU_ASSERT_EQUAL(chained(i), held);
		(void)snprintf(name, sizeof(name), "client-%u", i);
		CU_ASSERT_EQUAL(find(i, name), held ? (int64_t)i : -1);
	}
}

static void
the_next_taker_finds_every_name(void)
{
	size_t i;

	for (i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++) {
		make();
		die_after(breaks[i]);
		CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_RECOVERED);
		CU_ASSERT_EQUAL(name_find_locked(&table, LAB_WAIT,
		    "client-11"), 11);
		CU_ASSERT_EQUAL(name_find_locked(&table, LAB_CHAT,
		    "client-11"), -1);
		lock_drop(&table);
		check_index();
		CU_ASSERT_EQUAL(atomic_load(&table.header->lock_recoveries),
		    1);
		CU_ASSERT_EQUAL(atomic_load(repairs), 1);
		end();
	}
}

/* The first to take the lock is one that wants a name. */
static void
a_duplicate_is_refused_at_once(void)
{
	struct row_data late = { .client = 99, .lab = LAB_WAIT,
	    .state = STATE_CONNECTED };
	size_t i;

	for (i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++) {
		make();
		die_after(breaks[i]);
		(void)text_copy(late.name, NAME_SIZE, "client-5");
		CU_ASSERT_EQUAL(name_claim(&table, 2, &late, soon()),
		    TABLE_TAKEN);
		CU_ASSERT_EQUAL(name_change(&table, 2, &late, "client-7",
		    soon()), TABLE_TAKEN);
		/* What is over holds no name, and the others keep theirs. */
		CU_ASSERT_EQUAL(name_change(&table, 2, &late, "client-1",
		    soon()), TABLE_OK);
		CU_ASSERT_EQUAL(find(1, "client-1"), 2);
		CU_ASSERT_EQUAL(find(5, "client-5"), 5);
		CU_ASSERT_EQUAL(atomic_load(&table.rows[1].linked), 0);
		end();
	}
}

/* One that dies in the repair leaves the next one all of it to do. */
static void
rebuild_half(void)
{
	name_rebuild_locked(&table);
	set_buckets(3);
	atomic_store(&table.rows[CLIENTS - 1].linked, 0);
}

static void
die_in_repair(struct table *repaired, void *area)
{
	(void)repaired;
	(void)area;
	rebuild_half();
	(void)kill(getpid(), SIGKILL);
}

static void
a_repair_that_is_killed_is_done_again(void)
{
	pid_t pid;

	make();
	die_after(break_circle);
	pid = fork();
	if (pid == 0) {
		table.repair[LAB_CHAT] = die_in_repair;
		(void)lock_take(&table, soon());
		_exit(1);
	}
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_RECOVERED);
	lock_drop(&table);
	check_index();
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_OK);
	lock_drop(&table);
	end();
}

/* One that leaves finds the index broken: its row is out of it
 * afterwards, and nobody else is. */
static void
a_reap_repairs_and_unlinks(void)
{
	uint32_t i;
	size_t kind;

	for (kind = 0; kind < sizeof(breaks) / sizeof(breaks[0]); kind++) {
		make();
		die_after(breaks[kind]);
		for (i = 0; i < 3; i++) {
			CU_ASSERT_EQUAL(name_release(&table, i, soon()),
			    TABLE_OK);
			CU_ASSERT_EQUAL(atomic_load(&table.rows[i].next), 0);
		}
		check_index();
		end();
	}
}

UNIT_MAIN("lock and names", TEST(the_next_taker_finds_every_name),
    TEST(a_duplicate_is_refused_at_once),
    TEST(a_repair_that_is_killed_is_done_again),
    TEST(a_reap_repairs_and_unlinks))
