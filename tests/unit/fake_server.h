/*
 * A server to watch, without the server: a process that makes a table as
 * the parent does and then sleeps, and a writable view of that table, so that
 * the test can be parent and children at once.
 *
 *	struct fake fake;
 *	fake_start(&fake, 8);
 *	row_publish(&fake.table, 0, &row);
 *	fake_end(&fake);	says goodbye, or
 *	fake_kill(&fake);	does not
 */
#ifndef TESTS_UNIT_FAKE_SERVER_H
#define TESTS_UNIT_FAKE_SERVER_H

#include "tests/unit/fake_feed.h"
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/when.h"
#include "shm/table.h"

struct fake {
	struct instance instance;
	struct table table;	/* writable, in the test's process */
	pid_t pid;
	int quit_fd;		/* closing it is the goodbye */
	struct place place;
	uint32_t generation;	/* of the watch slots */
};

static inline void
fake_serve(const struct instance *instance, uint32_t clients, int ready_fd,
    int quit_fd)
{
	struct listening listening = { LAB_WAIT, "127.0.0.1:12080" };
	struct table_plan plan = { .max_clients = clients,
	    .listening_count = 1, .listening = &listening };
	struct table table;
	char byte;

	if (table_create(&table, instance, &plan) != TABLE_OK)
		_exit(1);
	atomic_store(&table.header->high_water, clients);
	table_publish(&table);
	(void)!write(ready_fd, "r", 1);
	(void)!read(quit_fd, &byte, 1);
	table_remove(&table, instance);
	_exit(0);
}

static inline void
fake_map(struct fake *fake)
{
	struct table seen;
	void *map;
	int fd;

	CU_ASSERT_EQUAL_FATAL(table_attach(&seen, &fake->instance), TABLE_OK);
	fd = shm_open(fake->instance.shm_name, O_RDWR, 0);
	CU_ASSERT_FATAL(fd != -1);
	map = mmap(NULL, seen.size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
	    0);
	CU_ASSERT_FATAL(map != MAP_FAILED);
	close(fd);
	fake->table = seen;
	fake->table.header = map;
	fake->table.rows = (struct row *)((char *)map +
	    ((char *)seen.rows - (char *)seen.header));
	fake->table.buckets = (_Atomic uint32_t *)((char *)map +
	    ((char *)seen.buckets - (char *)seen.header));
	fake->table.verdicts = (struct verdict_total *)((char *)map +
	    ((char *)seen.verdicts - (char *)seen.header));
	table_detach(&seen);
}

/* The same instance for every server of a test program. */
static inline void
fake_start(struct fake *fake, uint32_t clients)
{
	int ready[2], quit[2];
	char name[48], byte;

	memset(fake, 0, sizeof(*fake));
	(void)snprintf(name, sizeof(name), "test-%d-fake", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&fake->instance, name));
	CU_ASSERT_PTR_NULL_FATAL(instance_make_dir(&fake->instance));
	CU_ASSERT_FATAL(pipe2(ready, O_CLOEXEC) == 0);
	CU_ASSERT_FATAL(pipe2(quit, O_CLOEXEC) == 0);
	fake->pid = fork();
	CU_ASSERT_FATAL(fake->pid != -1);
	if (fake->pid == 0) {
		close(quit[1]);
		fake_serve(&fake->instance, clients, ready[1], quit[0]);
	}
	close(ready[1]);
	close(quit[0]);
	CU_ASSERT_EQUAL_FATAL(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	fake->quit_fd = quit[1];
	fake->place.fd = place_open(fake->instance.dir);
	fake->generation = 10;
	fake_map(fake);
}

static inline void
fake_gone(struct fake *fake)
{
	(void)waitpid(fake->pid, NULL, 0);
	if (fake->quit_fd != -1)
		close(fake->quit_fd);
	close(fake->place.fd);
	table_detach(&fake->table);
}

static inline void
fake_end(struct fake *fake)
{
	close(fake->quit_fd);
	fake->quit_fd = -1;
	fake_gone(fake);
}

/* Leaves its table behind, as SIGKILL does. */
static inline void
fake_kill(struct fake *fake)
{
	(void)kill(fake->pid, SIGKILL);
	fake_gone(fake);
}

/* Nothing of this instance stays: for the end of a test. */
static inline void
fake_clear(const struct fake *fake)
{
	(void)shm_unlink(fake->instance.shm_name);
	CU_ASSERT_EQUAL(rmdir(fake->instance.dir), 0);
}

/* What the parent does when inotify tells of feed.N. */
static inline void
fake_notice(struct fake *fake, int slot)
{
	struct table_header *header = fake->table.header;

	atomic_store(&header->watch[slot].dropped, 0);
	atomic_store(&header->watch[slot].generation, ++fake->generation);
	atomic_store(&header->watch_generation, fake->generation);
}

/* A child's writer, and a message of its client. */
static inline void
fake_writer(struct fake *fake, struct feed_writer *writer)
{
	feed_writer_init(writer, &fake->table, &fake->place);
}

static inline void
fake_put(struct feed_writer *writer, uint32_t number, const void *bytes,
    size_t len)
{
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .wall_ns = when_wall_ns(),
	    .client = 1, .pid = getpid(), .message = number,
	    .lab = LAB_WAIT, .message_bytes = (uint32_t)len,
	    .name = "alice", .peer = "127.0.0.1:40112", .note = "",
	    .bytes = bytes, .bytes_len = len };

	feed_writer_put(writer, &message);
}

static inline struct row_data
fake_row(uint64_t client, const char *name, enum client_state state)
{
	struct row_data row = { .client = client, .state = (uint8_t)state,
	    .lab = LAB_WAIT, .pid = 4000 + (int)client };
	int64_t now_ns = when_mono_ns();

	row.connected_mono_ns = row.since_mono_ns = now_ns;
	row.connected_wall_ns = row.since_wall_ns = when_wall_ns();
	if (state == STATE_ENDED)
		row.ended_mono_ns = row.ended_wall_ns = now_ns;
	(void)text_copy(row.name, NAME_SIZE, name);
	(void)text_copy(row.peer, ADDRESS_SIZE, "127.0.0.1:40112");
	return row;
}

#endif
