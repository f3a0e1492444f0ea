/* The feeder: who watches, and whose turn it is. */
#include "server/feeder.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/when.h"
#include "server/feeder_slot.h"
#include "shm/control.h"

#define TEXT_SLOT	WATCH_SLOTS	/* behind the watchers' */
#define SLOTS		(WATCH_SLOTS + 1)
#define FULL_NS		(20 * NS_PER_MS)	/* a full FIFO is looked at */

struct feeder {
	const struct reader_inherit *inherit;
	struct table_header *header;
	const struct journal *journal;
	struct journal_reader newest;	/* of one that has all there is */
	uint32_t seen;			/* header->watch_generation */
	uint32_t generations[WATCH_SLOTS];
	uint64_t dropped;		/* by all; in the header for others */
	int64_t text_look_ns;
	struct feeder_slot slots[SLOTS];
};

static void
feeder_shut(struct feeder_slot *slot)
{
	if (slot->fd >= 0)
		(void)close(slot->fd);
	slot->fd = -1;
}

static int
feeder_open(const struct feeder *feeder, const char *name)
{
	return openat(feeder->inherit->place->fd, name,
	    O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
}

/* A watcher has come, or gone. */
static void
feeder_look_slot(struct feeder *feeder, int number)
{
	struct watch_slot *watch = &feeder->header->watch[number];
	uint32_t now = atomic_load(&watch->generation);
	struct feeder_slot *slot = &feeder->slots[number];
	char name[CONTROL_FIFO_NAME_SIZE];
	int fd;

	if (now == feeder->generations[number])
		return;
	feeder_shut(slot);
	feeder->generations[number] = now;
	control_fifo_name(name, number);
	fd = now == 0 ? -1 : feeder_open(feeder, name);
	if (fd == -1)
		return;
	feeder_slot_begin(slot, fd, feeder_slot_encode_feed, feeder->journal);
	feeder_slot_watch(slot, watch, now);
}

/* Is somebody there to read `messages`?  And is he still? */
static void
feeder_look_text(struct feeder *feeder, int64_t now_ns)
{
	struct feeder_slot *slot = &feeder->slots[TEXT_SLOT];
	struct pollfd reader = { .fd = slot->fd };
	struct stat status;
	int fd;

	if (slot->fd != -1 && poll(&reader, 1, 0) == 1 &&
	    (reader.revents & POLLERR) != 0)
		feeder_shut(slot);
	if (slot->fd != -1 || now_ns - feeder->text_look_ns < NS_PER_S)
		return;
	feeder->text_look_ns = now_ns;
	fd = feeder_open(feeder, CONTROL_MESSAGES_NAME);
	if (fd == -1)
		return;
	if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode)) {
		feeder_slot_begin(slot, fd, feeder_slot_encode_text,
		    feeder->journal);
		return;
	}
	(void)close(fd);
}

static void
feeder_look(struct feeder *feeder)
{
	uint32_t generation = atomic_load(&feeder->header->watch_generation);
	int i;

	if (place_moved(feeder->inherit->place))
		_exit(READER_AGAIN);
	if (generation != feeder->seen) {
		for (i = 0; i < WATCH_SLOTS; i++)
			feeder_look_slot(feeder, i);
		feeder->seen = generation;
	}
	feeder_look_text(feeder, when_mono_ns());
}

/* What it did not get is for it to know, and for everybody. */
static void
feeder_dropped(struct feeder *feeder, struct feeder_slot *slot)
{
	if (slot->watch == NULL || slot->dropped == 0)
		return;
	feeder->dropped += slot->dropped;
	atomic_store(&feeder->header->feed_dropped, feeder->dropped);
	slot->dropped = 0;
}

/* A turn for each; how many slots there are of every kind. */
static void
feeder_round(struct feeder *feeder, unsigned counts[FEEDER_GONE + 1])
{
	struct feeder_slot *slot;
	enum feeder_slot_did did;
	int i;

	memset(counts, 0, (FEEDER_GONE + 1) * sizeof(counts[0]));
	for (i = 0; i < SLOTS; i++) {
		slot = &feeder->slots[i];
		if (slot->fd == -1)
			continue;
		did = feeder_slot_feed(slot);
		feeder_dropped(feeder, slot);
		counts[did]++;
		if (did == FEEDER_GONE)
			feeder_shut(slot);
		else if (did == FEEDER_IDLE)
			feeder->newest = slot->reader;
	}
}

/* Until one of the full ones is read, or others may have more. */
static void
feeder_poll(const struct feeder *feeder, int64_t timeout_ns)
{
	const struct timespec timeout = { 0, timeout_ns };
	struct pollfd fds[SLOTS];
	nfds_t count = 0;
	int i;

	for (i = 0; i < SLOTS; i++)
		if (feeder->slots[i].fd != -1 && feeder->slots[i].pending)
			fds[count++] = (struct pollfd){
			    .fd = feeder->slots[i].fd, .events = POLLOUT };
	(void)ppoll(fds, count, &timeout, NULL);
}

/* Nobody watches: sleeps until somebody comes, and wakes nobody. */
static void
feeder_sleep(const struct feeder *feeder)
{
	const struct timespec timeout = { 1, 0 };

	(void)syscall(SYS_futex, &feeder->header->watch_generation,
	    FUTEX_WAIT, feeder->seen, &timeout, NULL, 0);
}

static void
feeder_begin(struct feeder *feeder, const struct reader_inherit *inherit)
{
	int i;

	feeder->inherit = inherit;
	feeder->header = inherit->table->header;
	feeder->dropped = atomic_load(&feeder->header->feed_dropped);
	feeder->journal = &inherit->table->journal;
	journal_reader_init(&feeder->newest, feeder->journal, 0);
	for (i = 0; i < SLOTS; i++)
		feeder->slots[i].fd = -1;
}

void
feeder_process(const struct reader_inherit *inherit)
{
	static struct feeder feeder;
	unsigned counts[FEEDER_GONE + 1], naps = 0;
	bool over = false;

	feeder_begin(&feeder, inherit);
	for (;;) {
		feeder_look(&feeder);
		feeder_round(&feeder, counts);
		if (counts[FEEDER_MORE] > 0) {
			naps = 0;
			continue;
		}
		if (over)
			return;
		over = reader_over(inherit, TABLE_OVER);
		if (over)
			continue;
		if (counts[FEEDER_FULL] > 0)
			feeder_poll(&feeder, FULL_NS);
		else if (counts[FEEDER_IDLE] + counts[FEEDER_UNFINISHED] > 0)
			reader_nap(inherit, JOURNAL_FEEDER, &feeder.newest,
			    &naps);
		else
			feeder_sleep(&feeder);
	}
}
