/* The table under processes that die and stop at the worst moment. */
#include "tests/unit/unit.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/table_private.h"
#include "shm/table.h"

static struct instance instance;
static struct table table;

static void
make(uint32_t clients)
{
	struct listening none = { 0 };
	struct table_plan plan = { .max_clients = clients,
	    .listening = &none };
	char name[48];

	(void)snprintf(name, sizeof(name), "proc-lock-%d", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	CU_ASSERT_EQUAL_FATAL(table_create(&table, &instance, &plan),
	    TABLE_OK);
	atomic_store(&table.header->high_water, clients);
	table_publish(&table);
}

static void
end(void)
{
	table_remove(&table, &instance);
	table_detach(&table);
}

static struct row_data
client(uint64_t serial, const char *name)
{
	struct row_data data = { .client = serial,
	    .state = STATE_CONNECTED, .pid = getpid() };

	(void)text_copy(data.name, NAME_SIZE, name);
	return data;
}

/* A child that takes the lock, tells, and holds it until it is killed. */
static pid_t
holder(void)
{
	int ready[2];
	char byte;
	pid_t pid;

	CU_ASSERT_EQUAL_FATAL(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		(void)lock_take(&table, when_mono_ns() + NS_PER_S);
		(void)!write(ready[1], "x", 1);
		for (;;)
			(void)pause();
	}
	CU_ASSERT_EQUAL_FATAL(read(ready[0], &byte, 1), 1);
	(void)close(ready[0]);
	(void)close(ready[1]);
	return pid;
}

static void
finish(pid_t pid)
{
	(void)kill(pid, SIGKILL);
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
}

static void
killed_holder_is_recovered_from_once(void)
{
	struct row_data alice = client(1, "alice"), bob = client(2, "bob");

	make(4);
	CU_ASSERT_EQUAL(name_claim(&table, 0, &alice,
	    when_mono_ns() + NS_PER_S), TABLE_OK);
	finish(holder());
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_RECOVERED);
	CU_ASSERT_EQUAL(name_find_locked(&table, LAB_WAIT, "alice"), 0);
	lock_drop(&table);
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_OK);
	lock_drop(&table);
	CU_ASSERT_EQUAL(atomic_load(&table.header->lock_recoveries), 1);
	CU_ASSERT_EQUAL(name_claim(&table, 1, &bob,
	    when_mono_ns() + NS_PER_S), TABLE_OK);
	end();
}

static void
die_in_repair(struct table *unused, void *area)
{
	(void)unused;
	(void)area;
	(void)kill(getpid(), SIGKILL);
}

/* The process that repairs is killed as well: the next one repairs. */
static void
killed_in_recovery_is_recovered_from(void)
{
	pid_t pid;

	make(4);
	finish(holder());
	pid = fork();
	if (pid == 0) {
		table.repair[LAB_CHAT] = die_in_repair;
		(void)lock_take(&table, 0);
		_exit(1);
	}
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_RECOVERED);
	lock_drop(&table);
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_OK);
	lock_drop(&table);
	end();
}

static void
stopped_holder_costs_only_the_deadline(void)
{
	struct row_data row = client(1, "alice"), copy;
	pid_t pid;

	make(4);
	row_publish(&table, 0, &row);
	pid = holder();
	(void)kill(pid, SIGSTOP);
	CU_ASSERT_EQUAL(name_claim(&table, 0, &row,
	    when_mono_ns() + 20 * NS_PER_MS), TABLE_BUSY);
	CU_ASSERT_EQUAL(name_release(&table, 0, 0), TABLE_BUSY);
	/* Rows need no lock: written and read as ever. */
	row.messages_in = 5;
	row_publish(&table, 0, &row);
	CU_ASSERT_TRUE(row_read(&table, 0, &copy));
	CU_ASSERT_EQUAL(copy.messages_in, 5);
	finish(pid);
	CU_ASSERT_EQUAL(name_claim(&table, 0, &row,
	    when_mono_ns() + NS_PER_S), TABLE_OK);
	end();
}

static void
count_up(volatile uint64_t *count, int turns)
{
	uint64_t before;

	while (turns-- > 0) {
		if (lock_take(&table, when_mono_ns() + 60 * NS_PER_S) ==
		    LOCK_UNAVAILABLE)
			_exit(1);
		before = *count;
		*count = before + 1;
		lock_drop(&table);
	}
	_exit(0);
}

/* What is not atomic is right all the same, whoever waits, and however many of
 * those that wait are killed. */
static void
many_wait_and_each_has_its_turn(void)
{
	enum { COUNT = 6, TURNS = 3000 };
	volatile uint64_t *count;
	pid_t pids[COUNT], killed[COUNT];
	int i, status;

	make(4);
	count = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CU_ASSERT_FATAL(count != MAP_FAILED);
	for (i = 0; i < COUNT; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			count_up(count, TURNS);
		killed[i] = fork();
		while (killed[i] == 0)
			if (lock_take(&table, when_mono_ns() +
			    60 * NS_PER_S) != LOCK_UNAVAILABLE)
				lock_drop(&table);
	}
	for (i = 0; i < COUNT; i++) {
		(void)usleep(2000);
		finish(killed[i]);
	}
	for (i = 0; i < COUNT; i++) {
		CU_ASSERT_EQUAL(waitpid(pids[i], &status, 0), pids[i]);
		CU_ASSERT_EQUAL(status, 0);
	}
	CU_ASSERT_EQUAL(*count, COUNT * TURNS);
	(void)munmap((void *)(uintptr_t)count, 4096);
	end();
}

/* Whatever stands in the word: nobody waits beyond his time, nothing of
 * another's is given back, and what names nobody can be mended. */
static void
a_scribbled_word_costs_only_the_deadline(void)
{
	_Atomic uint32_t *word;
	const uint32_t nobody = 0x3ffffffe;

	make(4);
	word = &table.header->lock;
	atomic_store(word, nobody);
	CU_ASSERT_EQUAL(lock_take(&table, when_mono_ns() + 20 * NS_PER_MS),
	    LOCK_UNAVAILABLE);
	CU_ASSERT_EQUAL(lock_owner(&table), nobody);
	lock_orphan(&table, nobody - 1);
	CU_ASSERT_EQUAL(lock_owner(&table), nobody);
	lock_orphan(&table, nobody);
	CU_ASSERT_EQUAL(lock_owner(&table), 0);
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_RECOVERED);
	/* Meanwhile it became somebody else's. */
	atomic_store(word, nobody);
	lock_drop(&table);
	CU_ASSERT_EQUAL(lock_owner(&table), nobody);
	/* It says that it is ours, and we know that it is not. */
	atomic_store(word, (uint32_t)getpid());
	CU_ASSERT_EQUAL(lock_take(&table, when_mono_ns() + NS_PER_S),
	    LOCK_UNAVAILABLE);
	atomic_store(word, 0);
	CU_ASSERT_EQUAL(lock_take(&table, 0), LOCK_OK);
	lock_drop(&table);
	end();
}

/* A row hot with writes, its writer killed over and over: no copy that is
 * given as whole is torn, and a new owner always heals the row. */
static void
killed_writers_never_show_torn_rows(void)
{
	struct row_data copy;
	int round, odd = 0, whole = 0;
	pid_t pid;

	make(2);
	for (round = 0; round < 200; round++) {
		pid = fork();
		if (pid == 0) {
			struct row_data row = client(1, "writer");

			for (;;) {
				row.messages_in++;
				row.bytes_out = row.bytes_in =
				    row.messages_out = row.messages_in;
				row_publish(&table, 0, &row);
			}
		}
		while (!row_read(&table, 0, &copy) || copy.client == 0)
			continue;
		(void)usleep(200 + (unsigned)round * 7 % 300);
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, NULL, 0);
		if (row_read(&table, 0, &copy)) {
			whole++;
			CU_ASSERT_EQUAL(copy.messages_in, copy.bytes_out);
			CU_ASSERT_EQUAL(copy.messages_in, copy.bytes_in);
		} else {
			odd++;
		}
		/* What was torn is not to be published as whole. */
		copy.bytes_in = copy.bytes_out = copy.messages_in;
		row_publish(&table, 0, &copy);
		CU_ASSERT_TRUE(row_read(&table, 0, &copy));
	}
	printf("(%d whole, %d in mid-write) ", whole, odd);
	CU_ASSERT_EQUAL(whole + odd, 200);
	end();
}

static _Noreturn void
churn_names(uint32_t index)
{
	struct row_data row = client(index + 1, "");
	char name[NAME_SIZE];
	unsigned turn;

	row.lab = index % 2 == 0 ? LAB_CHAT : LAB_CALC;
	(void)snprintf(row.name, NAME_SIZE, "guest-%u", index);
	(void)name_claim(&table, index, &row, when_mono_ns() + NS_PER_S);
	/* Every other one of a lab lives as long as it is let. */
	for (turn = 0; index % 4 < 2 || turn < 500; turn++) {
		/* All of them fight for five names, in two labs. */
		(void)snprintf(name, sizeof(name), "name-%u",
		    (turn + index) % 5);
		(void)name_change(&table, index, &row, name,
		    when_mono_ns() + NS_PER_S);
	}
	/* The session is over, and the process lingers. */
	row.state = STATE_CLOSING;
	row_publish(&table, index, &row);
	for (;;)
		(void)pause();
}

/* A copy of a row that holds its name. */
static bool
holds_name(uint32_t index, struct row_data *row)
{
	(void)row_read(&table, index, row);
	return row->client != 0 && name_is_held(row->state);
}

/* Every name that is held stands in one row of a lab only, and is found
 * there. */
static void
names_check(uint32_t count)
{
	struct row_data a, b;
	uint32_t i, j;

	CU_ASSERT_NOT_EQUAL_FATAL(lock_take(&table,
	    when_mono_ns() + 10 * NS_PER_S), LOCK_UNAVAILABLE);
	for (i = 0; i < count; i++) {
		if (!holds_name(i, &a))
			continue;
		for (j = i + 1; j < count; j++)
			if (holds_name(j, &b) && a.lab == b.lab)
				CU_ASSERT_STRING_NOT_EQUAL(a.name, b.name);
		/* It may have given it away since. */
		if (name_find_locked(&table, a.lab, a.name) != (int64_t)i)
			CU_ASSERT_FALSE(holds_name(i, &b));
	}
	lock_drop(&table);
}

/* The parent's part of a reap, as server/listener_reap.c does it; every other
 * row becomes empty at once. */
static void
reap(uint32_t index)
{
	static const struct row_data empty;
	struct row_data row;

	(void)row_read(&table, index, &row);
	row.state = STATE_ENDED;
	row_publish(&table, index, index % 2 == 0 ? &row : &empty);
}

static void
names_survive_500_kills(void)
{
	enum { COUNT = 8, KILLS = 500 };
	pid_t pids[COUNT];
	uint32_t i;
	int kills;

	make(COUNT);
	srandom(12080);
	for (i = 0; i < COUNT; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			churn_names(i);
	}
	for (kills = 0; kills < KILLS; kills++) {
		(void)usleep((unsigned)random() % 1000);
		i = (uint32_t)random() % COUNT;
		finish(pids[i]);
		reap(i);
		if (kills % 50 == 0)
			names_check(COUNT);
		pids[i] = fork();
		if (pids[i] == 0)
			churn_names(i);
	}
	for (i = 0; i < COUNT; i++) {
		finish(pids[i]);
		reap(i);
	}
	names_check(COUNT);
	printf("(%llu recoveries) ", (unsigned long long)
	    atomic_load(&table.header->lock_recoveries));
	end();
}

static void
a_segment_of_a_killed_server_is_none(void)
{
	struct table view;
	pid_t pid;

	pid = fork();
	if (pid == 0) {
		make(4);
		(void)kill(getpid(), SIGKILL);
	}
	(void)waitpid(pid, NULL, 0);
	CU_ASSERT_PTR_NULL(instance_init(&instance, "x"));
	/* Made under the child's name. */
	{
		char name[48];

		(void)snprintf(name, sizeof(name), "proc-lock-%d",
		    (int)pid);
		CU_ASSERT_PTR_NULL(instance_init(&instance, name));
	}
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_NONE);
	CU_ASSERT_EQUAL(shm_unlink(instance.shm_name), 0);
}

UNIT_MAIN("lock", TEST(killed_holder_is_recovered_from_once),
    TEST(killed_in_recovery_is_recovered_from),
    TEST(stopped_holder_costs_only_the_deadline),
    TEST(many_wait_and_each_has_its_turn),
    TEST(a_scribbled_word_costs_only_the_deadline),
    TEST(killed_writers_never_show_torn_rows),
    TEST(names_survive_500_kills),
    TEST(a_segment_of_a_killed_server_is_none))
