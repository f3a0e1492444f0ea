/* The feed's writer and watchers that come, go and die. */
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "shm/feed_writer.h"

static struct instance instance;
static struct table table;
static struct place place;
static struct feed_writer writer;
static char dir[64];

static void
begin(void)
{
	struct listening none = { 0 };
	struct table_plan plan = { .max_clients = 2, .listening = &none };
	char name[48];

	/* As every program of ours has it. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)snprintf(name, sizeof(name), "feed-writer-%d", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	CU_ASSERT_EQUAL_FATAL(table_create(&table, &instance, &plan),
	    TABLE_OK);
	(void)snprintf(dir, sizeof(dir), "%s/feedXXXXXX",
	    getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(dir));
	place.fd = place_open(dir);
	feed_writer_init(&writer, &table, &place);
}

static void
end(void)
{
	feed_writer_close(&writer);
	(void)unlinkat(place.fd, "feed.0", 0);
	(void)unlinkat(place.fd, "feed.1", 0);
	(void)close(place.fd);
	(void)rmdir(dir);
	table_remove(&table, &instance);
	table_detach(&table);
}

/* A watcher's FIFO, open for reading, and the parent's word for it. */
static int
watch(int slot, uint32_t generation)
{
	char name[16];
	int fd;

	(void)snprintf(name, sizeof(name), "feed.%d", slot);
	(void)mkfifoat(place.fd, name, 0600);
	fd = openat(place.fd, name, O_RDONLY | O_NONBLOCK);
	CU_ASSERT_NOT_EQUAL_FATAL(fd, -1);
	atomic_store(&table.header->watch[slot].generation, generation);
	atomic_store(&table.header->watch_generation, generation);
	return fd;
}

static void
put(void)
{
	static const struct feed_message message = { .event = FEED_MESSAGE,
	    .client = 1, .message_bytes = 2, .name = "alice",
	    .peer = "127.0.0.1:1", .note = "", .bytes = "hi",
	    .bytes_len = 2 };

	feed_writer_put(&writer, &message);
}

/* How many bytes are there; -1: none and it is no end either. */
static ssize_t
there(int fd)
{
	char bytes[65536];

	return read(fd, bytes, sizeof(bytes));
}

static uint64_t
dropped(int slot)
{
	return atomic_load(&table.header->watch[slot].dropped);
}

static void
nobody_is_watching(void)
{
	begin();
	CU_ASSERT_FALSE(feed_writer_wanted(&writer));
	put();
	CU_ASSERT_EQUAL(atomic_load(&table.header->feed_dropped), 0);
	end();
}

/* EPIPE: the writer closes, counts no loss, and does not write to whoever
 * opens that FIFO next. */
static void
a_dead_watcher_is_let_go(void)
{
	int dead, other, late;

	begin();
	dead = watch(0, 1);
	other = watch(1, 2);
	put();
	CU_ASSERT(there(dead) > 0);
	CU_ASSERT(there(other) > 0);
	CU_ASSERT(writer.fds[0] >= 0);
	(void)close(dead);
	put();
	CU_ASSERT_EQUAL(writer.fds[0], -1);
	CU_ASSERT_EQUAL(dropped(0), 0);
	CU_ASSERT_EQUAL(atomic_load(&table.header->feed_dropped), 0);
	/* The other one loses nothing by it. */
	CU_ASSERT(there(other) > 0);
	late = openat(place.fd, "feed.0", O_RDONLY | O_NONBLOCK);
	put();
	CU_ASSERT_EQUAL(there(late), 0);
	CU_ASSERT(there(other) > 0);
	/* Until the parent says that somebody new is there. */
	(void)close(late);
	late = watch(0, 3);
	put();
	CU_ASSERT(there(late) > 0);
	(void)close(late);
	(void)close(other);
	end();
}

/* A full FIFO loses messages and counts each, once for the slot and once for
 * all; it is kept. */
static void
what_does_not_fit_is_counted(void)
{
	uint64_t before;
	int slow;

	begin();
	slow = watch(0, 1);
	while (dropped(0) == 0)
		put();
	before = dropped(0);
	put();
	CU_ASSERT_EQUAL(dropped(0), before + 1);
	CU_ASSERT_EQUAL(atomic_load(&table.header->feed_dropped), before + 1);
	CU_ASSERT_EQUAL(dropped(1), 0);
	CU_ASSERT(there(slow) > 0);
	put();
	CU_ASSERT(there(slow) > 0);
	(void)close(slow);
	end();
}

/* Its FIFO has no reader yet, or is none: nobody is held up, none counted. */
static void
what_cannot_be_opened_is_left_alone(void)
{
	int fd;

	begin();
	fd = watch(0, 1);
	(void)close(fd);
	put();
	CU_ASSERT_EQUAL(writer.fds[0], -1);
	CU_ASSERT_EQUAL(dropped(0), 0);
	end();
}

/* The slot is empty again. */
static void
who_leaves_is_closed(void)
{
	int fd;

	begin();
	fd = watch(0, 1);
	put();
	CU_ASSERT(there(fd) > 0);
	atomic_store(&table.header->watch[0].generation, 0);
	atomic_store(&table.header->watch_generation, 0);
	put();
	CU_ASSERT_EQUAL(there(fd), 0);
	CU_ASSERT_EQUAL(writer.fds[0], -1);
	(void)close(fd);
	end();
}

UNIT_MAIN("feed writer", TEST(nobody_is_watching),
    TEST(a_dead_watcher_is_let_go), TEST(what_does_not_fit_is_counted),
    TEST(what_cannot_be_opened_is_left_alone), TEST(who_leaves_is_closed))
