/* Under the hood: a table that a test scribbles on, and a /proc of its own. */
#include "tests/unit/unit.h"

#include <linux/futex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/when.h"
#include "watch/hood.h"

#define CLIENTS	8

static struct instance instance;
static struct table table;
static struct hood hood;
static char proc[200];

/* A file of the fake /proc, with the directories above it. */
static void __attribute__((format(printf, 2, 3)))
put(const char *path, const char *format, ...)
{
	char whole[300], *at;
	va_list words;
	FILE *file;

	(void)snprintf(whole, sizeof(whole), "%s/%s", proc, path);
	for (at = strchr(whole + strlen(proc) + 1, '/'); at != NULL;
	    at = strchr(at + 1, '/')) {
		*at = '\0';
		(void)mkdir(whole, 0755);
		*at = '/';
	}
	file = fopen(whole, "we");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	va_start(words, format);
	(void)vfprintf(file, format, words);
	va_end(words);
	(void)fclose(file);
}

static void
put_process(int pid, const char *title, unsigned ticks, unsigned start)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "%d/stat", pid);
	put(path, "%d (%s) S 1 1 1 0 -1 0 1 0 2 0 %u 3 0 0 20 0 1 0 %u 9 9",
	    pid, title, ticks, start);
	(void)snprintf(path, sizeof(path), "%d/statm", pid);
	put(path, "100 10 5 1 0 1 0\n");
}

static void
put_row(uint32_t index, uint64_t client, int pid, enum client_state state)
{
	struct row_data row;

	memset(&row, 0, sizeof(row));
	row.client = client;
	row.pid = pid;
	row.state = (uint8_t)state;
	row.lab = LAB_WAIT;
	(void)snprintf(row.name, sizeof(row.name), "c%d", pid);
	row_publish(&table, index, &row);
}

static void
begin(void)
{
	struct table_plan plan = { .max_clients = CLIENTS };
	char name[48], path[64];

	(void)snprintf(name, sizeof(name), "unit-hood-%d", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	CU_ASSERT_EQUAL_FATAL(table_create(&table, &instance, &plan),
	    TABLE_OK);
	atomic_store(&table.header->high_water, 4);
	(void)snprintf(proc, sizeof(proc), "%s/unit-hood-XXXXXX",
	    getenv("TMPDIR") == NULL ? "/tmp" : getenv("TMPDIR"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(proc));
	hood.proc = proc;
	put_process(getpid(), "barewired", 0, 0);
	(void)snprintf(path, sizeof(path), "%d/task/1/children",
	    (int)getpid());
	put(path, "11 12 21 22 ");
	(void)snprintf(path, sizeof(path), "%d/task/2/children",
	    (int)getpid());
	put(path, "13 ");
	put_process(11, "barewired-log", 0, 0);
	put_process(12, "bw-echo-udp", 0, 0);
	put_process(13, "a) b (c", 0, 0);
	put_process(21, "bw-wait", 100, 1000);
	put_process(22, "bw-wait", 0, 0);
}

static void
end(void)
{
	char command[240];

	hood_free(&hood);
	table_remove(&table, &instance);
	table_detach(&table);
	(void)snprintf(command, sizeof(command), "rm -r %s", proc);
	CU_ASSERT_EQUAL(system(command), 0);
}

static void
processes_are_a_tree(void)
{
	char name[HOOD_NAME_SIZE];

	begin();
	put_row(0, 1, 21, STATE_WAITING);
	put_row(2, 3, 22, STATE_IDLE);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL_FATAL(hood.process_count, 6);
	CU_ASSERT_EQUAL(hood.processes[0].pid, getpid());
	CU_ASSERT_STRING_EQUAL(hood.processes[0].title, "barewired");
	CU_ASSERT_EQUAL(hood.processes[1].role, HOOD_READER);
	CU_ASSERT_STRING_EQUAL(hood.processes[1].title, "barewired-log");
	CU_ASSERT_EQUAL(hood.processes[2].role, HOOD_DATAGRAMS);
	/* One that another thread started, with a strange name. */
	CU_ASSERT_STRING_EQUAL(hood.processes[3].title, "a) b (c");
	CU_ASSERT_EQUAL(hood.processes[4].role, HOOD_CLIENT);
	hood_name(&hood, &hood.processes[5], name);
	CU_ASSERT_STRING_EQUAL(name, "c22@wait");
	CU_ASSERT_EQUAL(hood_find(&hood, 22), &hood.processes[5]);
	CU_ASSERT_PTR_NULL(hood_find(&hood, 23));
	end();
}

static void
rows_are_cells_and_some_doubtful(void)
{
	begin();
	put_row(0, 1, 21, STATE_WAITING);
	put_row(1, 2, 4711, STATE_IDLE);	/* no child's */
	put_row(2, 3, 22, STATE_IDLE);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL(hood.row_count, 4);
	CU_ASSERT_EQUAL(hood.row_count + hood.never_used, table.facts.rows);
	CU_ASSERT_EQUAL(hood.cells[0], STATE_WAITING);
	CU_ASSERT_EQUAL(hood.cells[1], STATE_IDLE);
	CU_ASSERT_EQUAL(hood.cells[3], STATE_FREE);
	/* It may have come meanwhile: only the second time it is doubtful;
	 * and it is never a process to be traced. */
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL(hood.cells[1], HOOD_DOUBTFUL);
	CU_ASSERT_EQUAL(hood.counts[HOOD_DOUBTFUL], 1);
	CU_ASSERT_PTR_NULL(hood_find(&hood, 4711));
	/* A writer that died in the middle. */
	atomic_fetch_add(&table.rows[2].seq, 1);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL(hood.cells[2], HOOD_DOUBTFUL);
	CU_ASSERT_EQUAL(hood_letter(hood.cells[2]), '?');
	CU_ASSERT_EQUAL(hood_letter(200), '?');
	end();
}

static void
who_ended_is_not_measured(void)
{
	struct row_data row;

	begin();
	memset(&row, 0, sizeof(row));
	row.client = 9;
	row.pid = 21;
	row.state = STATE_ENDED;
	row.end = END_CRASHED;
	row_publish(&table, 0, &row);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL(hood.cells[0], HOOD_CRASHED);
	/* Its number may be another process's by now. */
	hood_measure(&hood, 0, 100, 0);
	CU_ASSERT_EQUAL(hood.processes[hood.process_count - 1].role,
	    HOOD_CLIENT);
	CU_ASSERT_FALSE(hood.processes[hood.process_count - 1].figures.there);
	/* Another one has its number since. */
	put_row(1, 10, 21, STATE_IDLE);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL_FATAL(hood_find(&hood, 21)->role, HOOD_CLIENT);
	CU_ASSERT_EQUAL(hood_find(&hood, 21)->row, 1);
	/* More rows than there are are no rows. */
	atomic_store(&table.header->high_water, UINT32_MAX);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_EQUAL(hood.row_count, table.facts.rows);
	end();
}

static void
figures_come_from_stat(void)
{
	const struct hood_figures *figures;
	int64_t tick_ns = NS_PER_S / sysconf(_SC_CLK_TCK);

	begin();
	put_row(0, 1, 21, STATE_WAITING);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	hood_measure(&hood, 0, 100, 1500 * tick_ns);
	figures = &hood_find(&hood, 21)->figures;
	CU_ASSERT_TRUE(figures->there);
	CU_ASSERT_EQUAL(figures->age_ns, 500 * tick_ns);
	CU_ASSERT_EQUAL(figures->cpu_permille, -1);
	CU_ASSERT_EQUAL(figures->memory_kib,
	    10 * (uint64_t)sysconf(_SC_PAGESIZE) / 1024);
	put_process(21, "bw-wait", 125, 1000);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	hood_measure(&hood, 0, 100, 1600 * tick_ns);
	figures = &hood_find(&hood, 21)->figures;
	CU_ASSERT_EQUAL(figures->cpu_permille, 250);
	/* Another process with its number. */
	put_process(21, "bw-wait", 200, 1590);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	hood_measure(&hood, 0, 100, 1700 * tick_ns);
	CU_ASSERT_EQUAL(hood_find(&hood, 21)->figures.cpu_permille, -1);
	end();
}

static void
the_lock_is_sampled(void)
{
	begin();
	hood_sample(&hood, &table, 0);
	CU_ASSERT_EQUAL(hood.lock.owner, 0);
	CU_ASSERT_EQUAL(hood.lock.last_owner, 0);
	atomic_store(&table.header->lock, 21 | FUTEX_WAITERS);
	hood_sample(&hood, &table, 1 * NS_PER_S);
	CU_ASSERT_EQUAL(hood.lock.owner, 21);
	CU_ASSERT_TRUE(hood.lock.waits);
	CU_ASSERT_EQUAL(hood.lock.longest_ns, 0);
	hood_sample(&hood, &table, 3 * NS_PER_S);
	CU_ASSERT_EQUAL(hood.lock.longest_ns, 2 * NS_PER_S);
	atomic_store(&table.header->lock, FUTEX_OWNER_DIED);
	hood_sample(&hood, &table, 4 * NS_PER_S);
	hood_sample(&hood, &table, 5 * NS_PER_S);
	CU_ASSERT_TRUE(hood.lock.died);
	CU_ASSERT_EQUAL(hood.lock.deaths, 1);
	atomic_store(&table.header->lock, 0);
	atomic_store(&table.header->lock_recoveries, 1);
	hood_sample(&hood, &table, 6 * NS_PER_S);
	CU_ASSERT_FALSE(hood.lock.died);
	CU_ASSERT_EQUAL(hood.lock.repairs, 1);
	CU_ASSERT_EQUAL(hood.lock.last_owner, 21);
	CU_ASSERT_EQUAL(hood.lock.looks, 6);
	CU_ASSERT_EQUAL(hood.lock.held, 2);
	end();
}

static void
the_journal_and_its_readers(void)
{
	const struct hood_reader *judge = &hood.journal.readers[JOURNAL_JUDGE];
	struct journal_place *place;

	begin();
	journal_say(&table.journal, 77, SENTENCE_OF(NO_SANDBOX), "why");
	journal_say(&table.journal, 78, SENTENCE_OF(NO_SANDBOX), "why");
	place = &table.journal.ring->places[JOURNAL_JUDGE];
	atomic_store(&place->next, 1);
	atomic_store(&place->missed, 5);
	atomic_store(&place->starts, 2);
	CU_ASSERT_TRUE_FATAL(hood_look(&hood, &table));
	CU_ASSERT_TRUE(hood.journal.there);
	CU_ASSERT_EQUAL(hood.journal.taken, 2);
	CU_ASSERT_EQUAL(hood.journal.oldest_wall_ns, 77);
	CU_ASSERT_STRING_EQUAL(judge->title, "barewired-judge");
	CU_ASSERT_TRUE(judge->there);
	CU_ASSERT_EQUAL(judge->behind, 1);
	CU_ASSERT_EQUAL(judge->missed, 5);
	CU_ASSERT_FALSE(hood.journal.readers[JOURNAL_CAPTURE].there);
	end();
}

static void
commands_say_what_they_need(void)
{
	char words[HOOD_COMMAND_SIZE];

	CU_ASSERT_EQUAL(hood_bar_of(HOOD_GDB, 1000, 1000, 1000, 0), HOOD_MAY);
	CU_ASSERT_EQUAL(hood_bar_of(HOOD_GDB, 1000, 1000, 1000, 1),
	    HOOD_PTRACE_SCOPE);
	CU_ASSERT_EQUAL(hood_bar_of(HOOD_FILES, 1000, 1000, 1000, 1),
	    HOOD_MAY);
	CU_ASSERT_EQUAL(hood_bar_of(HOOD_FILES, 1000, 1000, 0, 0),
	    HOOD_NOT_DUMPABLE);
	CU_ASSERT_EQUAL(hood_bar_of(HOOD_STRACE, 1000, 1001, 0, 0),
	    HOOD_OTHER_USER);
	CU_ASSERT_EQUAL(hood_bar_of(HOOD_STRACE, 0, 1001, 0, 2), HOOD_MAY);
	CU_ASSERT_EQUAL(hood_bar_of(HOOD_STRACE, 0, 0, 0, 3),
	    HOOD_NOBODY_MAY);
	hood_command(HOOD_STRACE, HOOD_OTHER_USER, 12, words);
	CU_ASSERT_STRING_EQUAL(words, "sudo strace -p 12");
	hood_command(HOOD_GDB, HOOD_MAY, 12, words);
	CU_ASSERT_STRING_EQUAL(words, "gdb -p 12");
	hood_command(HOOD_FILES, HOOD_NOT_DUMPABLE, 12, words);
	CU_ASSERT_STRING_EQUAL(words, "sudo ls /proc/12/fd");
	begin();
	put("sys/kernel/yama/ptrace_scope", "3\n");
	CU_ASSERT_EQUAL(hood_bar(&hood, HOOD_GDB, 21), HOOD_NOBODY_MAY);
	end();
}

UNIT_MAIN("hood", TEST(processes_are_a_tree),
    TEST(rows_are_cells_and_some_doubtful),
    TEST(who_ended_is_not_measured),
    TEST(figures_come_from_stat),
    TEST(the_lock_is_sampled),
    TEST(the_journal_and_its_readers),
    TEST(commands_say_what_they_need))
