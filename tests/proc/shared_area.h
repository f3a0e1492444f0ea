/*
 * A table with one area beside it, for tests of what lives in areas: real
 * shared memory, the real lock, forked processes.
 */
#ifndef TESTS_PROC_SHARED_AREA_H
#define TESTS_PROC_SHARED_AREA_H

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/table.h"
#include "tests/unit/unit.h"

static struct instance area_instance;
static struct table area_table;
static void *area_memory;
static uint64_t area_memory_size;
static void (*area_repair)(struct table *table, void *area);
/* The rest of what processes of a test tell each other. */
static _Atomic uint64_t *area_tell;

static inline void
area_repair_hook(struct table *table, void *unused)
{
	(void)unused;
	area_repair(table, area_memory);
}

static inline void *
area_shared(uint64_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		abort();
	return memory;
}

static inline void
area_make(const char *name, uint32_t clients, uint64_t size,
    void (*repair)(struct table *, void *))
{
	struct listening none = { 0 };
	struct table_plan plan = { .max_clients = clients,
	    .listening = &none };
	char full[48];

	(void)snprintf(full, sizeof(full), "proc-%s-%d", name,
	    (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&area_instance, full));
	CU_ASSERT_EQUAL_FATAL(table_create(&area_table, &area_instance,
	    &plan), TABLE_OK);
	atomic_store(&area_table.header->high_water, clients);
	area_memory_size = size;
	area_memory = area_shared(size);
	area_tell = area_shared(65536);
	area_repair = repair;
	area_table.repair[0] = area_repair_hook;
}

static inline void
area_end(void)
{
	table_remove(&area_table, &area_instance);
	table_detach(&area_table);
	(void)munmap(area_memory, area_memory_size);
	(void)munmap(area_tell, 65536);
}

static inline void
area_nap(int64_t ns)
{
	struct timespec nap = { ns / NS_PER_S, ns % NS_PER_S };

	(void)nanosleep(&nap, NULL);
}

/* Waits until a number that another process writes is at least this. */
static inline bool
area_wait(_Atomic uint64_t *number, uint64_t least)
{
	int64_t until_ns = when_mono_ns() + 20 * NS_PER_S;

	while (atomic_load(number) < least) {
		if (when_mono_ns() > until_ns)
			return false;
		area_nap(NS_PER_MS);
	}
	return true;
}

static inline void
area_kill(pid_t pid)
{
	(void)kill(pid, SIGKILL);
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
}

/* The child's exit code, or -1 when it did not exit by itself. */
static inline int
area_join(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

#endif
