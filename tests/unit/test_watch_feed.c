/* A watcher's FIFO: how it is named, taken over, kept, and what is lost. */
#include "tests/unit/fake_server.h"

#include <errno.h>
#include <poll.h>
#include <time.h>

#include "watch/watcher.h"

static struct fake fake;

struct heard {
	uint64_t messages;
	uint64_t lost;
	uint32_t last;		/* number of the last message */
	bool disordered;
	bool gap_last;		/* the last thing heard was a gap */
};

static void
hear_message(void *context, const struct feed_message *message)
{
	struct heard *heard = context;

	heard->disordered |= heard->messages > 0 &&
	    message->message <= heard->last;
	heard->last = message->message;
	heard->messages++;
	heard->gap_last = false;
}

static void
hear_gap(void *context, uint64_t count)
{
	struct heard *heard = context;

	heard->lost += count;
	heard->gap_last = true;
}

static struct watcher *
watch(struct heard *heard)
{
	struct feed_sink sink = { heard, hear_message, hear_gap };
	struct watcher *watcher = watcher_new(&fake.instance);

	CU_ASSERT_PTR_NOT_NULL_FATAL(watcher);
	memset(heard, 0, sizeof(*heard));
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_EQUAL(watcher_feed_open(watcher, &sink), 0);
	return watcher;
}

static bool
present(const char *name, struct stat *status)
{
	return fstatat(fake.place.fd, name, status, AT_SYMLINK_NOFOLLOW) == 0;
}

static void
messages_arrive(void)
{
	struct feed_writer writer;
	struct watcher *watcher;
	struct heard heard;
	struct stat status;
	struct pollfd wait = { .events = POLLIN };

	fake_start(&fake, 4);
	fake_writer(&fake, &writer);
	watcher = watch(&heard);
	CU_ASSERT_TRUE_FATAL(present("feed.0", &status));
	CU_ASSERT_TRUE(S_ISFIFO(status.st_mode));
	CU_ASSERT_EQUAL(status.st_mode & 07777, 0600);
	CU_ASSERT_EQUAL(fcntl(watcher_feed_fd(watcher), F_GETPIPE_SZ),
	    1024 * 1024);
	fake_notice(&fake, 0);
	fake_put(&writer, 1, "hello", 5);
	fake_put(&writer, 2, "world", 5);
	wait.fd = watcher_feed_fd(watcher);
	CU_ASSERT_EQUAL(poll(&wait, 1, 5000), 1);
	CU_ASSERT_TRUE(watcher_feed_read(watcher, 1 << 20) > 0);
	CU_ASSERT_EQUAL(heard.messages, 2);
	CU_ASSERT_EQUAL(heard.lost, 0);
	/* The writers go: no end of file, nothing to read. */
	feed_writer_close(&writer);
	CU_ASSERT_EQUAL(poll(&wait, 1, 0), 0);
	CU_ASSERT_EQUAL(watcher_feed_read(watcher, 1 << 20), 0);
	watcher_feed_close(watcher);
	CU_ASSERT_FALSE(present("feed.0", &status));
	CU_ASSERT_EQUAL(watcher_feed_fd(watcher), -1);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
eight_watch_and_the_ninth_is_told(void)
{
	struct heard heard[WATCH_SLOTS + 1];
	struct watcher *watchers[WATCH_SLOTS + 1];
	struct feed_sink sink = { &heard[8], hear_message, hear_gap };
	struct feed_writer writer;
	int i;

	fake_start(&fake, 4);
	fake_writer(&fake, &writer);
	for (i = 0; i < WATCH_SLOTS; i++) {
		watchers[i] = watch(&heard[i]);
		fake_notice(&fake, i);
	}
	watchers[8] = watcher_new(&fake.instance);
	(void)watcher_poll(watchers[8]);
	CU_ASSERT_EQUAL(watcher_feed_open(watchers[8], &sink), -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(watcher_error(watchers[8]),
	    "8 others are watching"));
	fake_put(&writer, 1, "to all", 6);
	for (i = 0; i < WATCH_SLOTS; i++) {
		(void)watcher_feed_read(watchers[i], 1 << 20);
		CU_ASSERT_EQUAL(heard[i].messages, 1);
	}
	watcher_feed_close(watchers[3]);
	CU_ASSERT_EQUAL(watcher_feed_open(watchers[8], &sink), 0);
	CU_ASSERT_STRING_EQUAL(watcher_error(watchers[8]), "");
	feed_writer_close(&writer);
	for (i = 0; i <= WATCH_SLOTS; i++)
		watcher_free(watchers[i]);
	fake_end(&fake);
	fake_clear(&fake);
}

static void
a_dead_watchers_name_is_taken(void)
{
	struct watcher *watcher;
	struct heard heard;
	struct stat before, after;
	char name[16];
	int i;

	fake_start(&fake, 4);
	for (i = 0; i < WATCH_SLOTS; i++) {
		(void)snprintf(name, sizeof(name), "feed.%d", i);
		CU_ASSERT_EQUAL(mkfifoat(fake.place.fd, name, 0600), 0);
	}
	CU_ASSERT_TRUE(present("feed.0", &before));
	watcher = watch(&heard);
	CU_ASSERT_TRUE(present("feed.0", &after));
	CU_ASSERT_NOT_EQUAL(before.st_ino, after.st_ino);
	CU_ASSERT_TRUE(present("feed.1", &after));
	watcher_free(watcher);
	for (i = 1; i < WATCH_SLOTS; i++) {
		(void)snprintf(name, sizeof(name), "feed.%d", i);
		CU_ASSERT_EQUAL(unlinkat(fake.place.fd, name, 0), 0);
	}
	fake_end(&fake);
	fake_clear(&fake);
}

static void
a_restart_keeps_the_descriptor(void)
{
	struct feed_writer writer;
	struct watcher *watcher;
	struct heard heard;
	struct pollfd wait = { .events = POLLIN };
	int fd;

	fake_start(&fake, 4);
	fake_writer(&fake, &writer);
	watcher = watch(&heard);
	fd = watcher_feed_fd(watcher);
	fake_notice(&fake, 0);
	fake_put(&writer, 1, "before", 6);
	atomic_store(&fake.table.header->watch[0].dropped, 3);
	feed_writer_close(&writer);
	(void)unlinkat(fake.place.fd, "feed.0", 0);
	fake_end(&fake);
	/* What the old server said, and lost, is told at its end. */
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_ENDED);
	CU_ASSERT_EQUAL(heard.messages, 1);
	CU_ASSERT_EQUAL(heard.lost, 3);
	fake_start(&fake, 4);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_EQUAL(watcher_feed_fd(watcher), fd);
	fake_writer(&fake, &writer);
	fake_notice(&fake, 0);
	fake_put(&writer, 2, "after", 5);
	wait.fd = fd;
	CU_ASSERT_EQUAL(poll(&wait, 1, 5000), 1);
	(void)watcher_feed_read(watcher, 1 << 20);
	CU_ASSERT_EQUAL(heard.messages, 2);
	/* The new server counts its losses from nothing. */
	CU_ASSERT_EQUAL(heard.lost, 3);
	feed_writer_close(&writer);
	watcher_free(watcher);
	fake_end(&fake);
	fake_clear(&fake);
}

static void
a_crash_and_a_restart_lose_nothing(void)
{
	struct feed_writer writer;
	struct watcher *watcher;
	struct heard heard;
	struct stat before, after;

	fake_start(&fake, 4);
	watcher = watch(&heard);
	fake_notice(&fake, 0);
	atomic_store(&fake.table.header->watch[0].dropped, 5);
	CU_ASSERT_TRUE(present("feed.0", &before));
	fake_kill(&fake);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_CRASHED);
	CU_ASSERT_EQUAL(heard.lost, 5);
	/* The next server finds the FIFO before we find the server. */
	fake_start(&fake, 4);
	fake_writer(&fake, &writer);
	fake_notice(&fake, 0);
	fake_put(&writer, 1, "early", 5);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_TRUE(present("feed.0", &after));
	CU_ASSERT_EQUAL(before.st_ino, after.st_ino);
	CU_ASSERT_FALSE(present("feed.1", &after));
	fake_put(&writer, 2, "late", 4);
	(void)watcher_feed_read(watcher, 1 << 20);
	CU_ASSERT_EQUAL(heard.messages, 2);
	CU_ASSERT_EQUAL(heard.lost, 5);
	/* Its losses are counted from nothing. */
	atomic_store(&fake.table.header->watch[0].dropped, 3);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(heard.lost, 8);
	feed_writer_close(&writer);
	watcher_free(watcher);
	fake_end(&fake);
	fake_clear(&fake);
}

static void
what_does_not_fit_is_counted(void)
{
	enum { PUT = 3000 };
	static const char text[1000];
	struct feed_writer writer;
	struct watcher *watcher;
	struct heard heard;
	uint32_t i;

	fake_start(&fake, 4);
	fake_writer(&fake, &writer);
	watcher = watch(&heard);
	fake_notice(&fake, 0);
	for (i = 1; i <= PUT; i++)
		fake_put(&writer, i, text, sizeof(text));
	(void)watcher_poll(watcher);
	/* Not told before what came before it has been read. */
	CU_ASSERT_EQUAL(heard.lost, 0);
	CU_ASSERT_EQUAL(watcher_feed_read(watcher, 5000), 5000);
	CU_ASSERT_EQUAL(heard.lost, 0);
	while (watcher_feed_read(watcher, 1 << 20) > 0)
		continue;
	CU_ASSERT_TRUE(heard.messages > 500 && heard.messages < PUT);
	CU_ASSERT_EQUAL(heard.messages + heard.lost, PUT);
	CU_ASSERT_TRUE(heard.gap_last);
	CU_ASSERT_FALSE(heard.disordered);
	fake_put(&writer, PUT + 1, text, sizeof(text));
	(void)watcher_feed_read(watcher, 1 << 20);
	CU_ASSERT_EQUAL(heard.messages + heard.lost, PUT + 1);
	CU_ASSERT_EQUAL(heard.last, PUT + 1);
	feed_writer_close(&writer);
	watcher_free(watcher);
	fake_end(&fake);
	fake_clear(&fake);
}

static void
a_loss_that_nothing_follows_is_told(void)
{
	struct watcher *watcher;
	struct heard heard;

	fake_start(&fake, 4);
	/* What the watcher before us lost is not our loss. */
	atomic_store(&fake.table.header->watch[0].generation, 5);
	atomic_store(&fake.table.header->watch[0].dropped, 70);
	watcher = watch(&heard);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(heard.lost, 0);
	fake_notice(&fake, 0);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(heard.lost, 0);
	atomic_store(&fake.table.header->watch[0].dropped, 4);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(heard.lost, 4);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(heard.lost, 4);
	watcher_free(watcher);
	fake_end(&fake);
	fake_clear(&fake);
}

static void
a_name_that_was_taken_away_is_made_again(void)
{
	struct watcher *watcher;
	struct heard heard;
	struct stat status;
	const struct timespec nap = { .tv_nsec = 20 * NS_PER_MS };
	int fd, tries;

	fake_start(&fake, 4);
	watcher = watch(&heard);
	fd = watcher_feed_fd(watcher);
	CU_ASSERT_EQUAL(unlinkat(fake.place.fd, "feed.0", 0), 0);
	/* Not under the hands of who is removing all of the directory. */
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_FALSE(present("feed.0", &status));
	for (tries = 0; tries < 500 && !present("feed.0", &status); tries++) {
		(void)nanosleep(&nap, NULL);
		(void)watcher_poll(watcher);
	}
	CU_ASSERT_TRUE(present("feed.0", &status));
	CU_ASSERT_EQUAL(watcher_feed_fd(watcher), fd);
	/* Somebody else has our name: it is theirs, also when we go. */
	CU_ASSERT_EQUAL(unlinkat(fake.place.fd, "feed.0", 0), 0);
	CU_ASSERT_EQUAL(mkfifoat(fake.place.fd, "feed.0", 0600), 0);
	watcher_free(watcher);
	CU_ASSERT_TRUE(present("feed.0", &status));
	CU_ASSERT_EQUAL(unlinkat(fake.place.fd, "feed.0", 0), 0);
	fake_end(&fake);
	fake_clear(&fake);
}

static void
without_a_server_there_is_no_feed(void)
{
	struct heard heard;
	struct feed_sink sink = { &heard, hear_message, hear_gap };
	struct watcher *watcher;

	fake_start(&fake, 4);
	fake_end(&fake);
	watcher = watcher_new(&fake.instance);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_NO_SERVER);
	CU_ASSERT_EQUAL(watcher_feed_open(watcher, &sink), -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(watcher_error(watcher),
	    "no server runs"));
	CU_ASSERT_EQUAL(watcher_feed_read(watcher, 100), 0);
	watcher_feed_close(watcher);
	watcher_free(watcher);
	fake_clear(&fake);
}

UNIT_MAIN("watch_feed",
    TEST(messages_arrive),
    TEST(eight_watch_and_the_ninth_is_told),
    TEST(a_dead_watchers_name_is_taken),
    TEST(a_restart_keeps_the_descriptor),
    TEST(a_crash_and_a_restart_lose_nothing),
    TEST(what_does_not_fit_is_counted),
    TEST(a_loss_that_nothing_follows_is_told),
    TEST(a_name_that_was_taken_away_is_made_again),
    TEST(without_a_server_there_is_no_feed))
