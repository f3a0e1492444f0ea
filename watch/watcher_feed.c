/* Reading the feed, and keeping it through a server's end and restart. */
#include "watch/watcher_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/when.h"

#define FEED_READ_BYTES	(64 * 1024)
/* A name that is gone for so long is made again. */
#define SETTLE_NS	(200 * NS_PER_MS)

int
watcher_feed_open(struct watcher *watcher, const struct feed_sink *sink)
{
	int ends[2];

	if (watcher->feed.fd != -1)
		return 0;
	if (!watcher->attached) {
		(void)snprintf(watcher->feed_error,
		    sizeof(watcher->feed_error),
		    "no feed of messages: no server runs");
		return -1;
	}
	watcher->feed.reader = feed_reader_new(sink);
	if (watcher->feed.reader == NULL)
		return watcher_feed_fault(watcher, ENOMEM);
	if (watcher_fifo_make(watcher, ends) != 0) {
		feed_reader_free(watcher->feed.reader);
		watcher->feed.reader = NULL;
		return -1;
	}
	watcher->feed.sink = *sink;
	watcher->feed.fd = ends[0];
	watcher->feed.keeper = ends[1];
	return 0;
}

void
watcher_feed_close(struct watcher *watcher)
{
	if (watcher->feed.fd == -1)
		return;
	watcher_fifo_unname(watcher);
	(void)close(watcher->feed.fd);
	(void)close(watcher->feed.keeper);
	feed_reader_free(watcher->feed.reader);
	watcher->feed.reader = NULL;
	watcher->feed.fd = watcher->feed.keeper = -1;
	watcher->feed_error[0] = '\0';
}

int
watcher_feed_fd(const struct watcher *watcher)
{
	return watcher->feed.fd;
}

/* What the slot's counter says; false while the slot is not ours yet, or no
 * more: the parent counts from 0 for every new watcher. */
static bool
feed_dropped(const struct watcher *watcher, uint64_t *dropped)
{
	const struct watch_slot *slot;
	uint32_t generation;

	if (!watcher->attached || !watcher->feed.named)
		return false;
	slot = &watcher->table.header->watch[watcher->feed.slot];
	generation = atomic_load(&slot->generation);
	*dropped = atomic_load(&slot->dropped);
	return generation != 0 && generation != watcher->feed.former &&
	    generation == atomic_load(&slot->generation);
}

size_t
watcher_feed_read(struct watcher *watcher, size_t max_bytes)
{
	char buffer[FEED_READ_BYTES];
	uint64_t dropped = 0;
	size_t total = 0, want;
	bool known;
	ssize_t got;

	if (watcher->feed.fd == -1)
		return 0;
	while (total < max_bytes) {
		want = max_bytes - total;
		if (want > sizeof(buffer))
			want = sizeof(buffer);
		/* The counter first: a loss must not be told before the
		 * messages that came before it have been read. */
		known = feed_dropped(watcher, &dropped);
		got = read(watcher->feed.fd, buffer, want);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0) {
			if (known)
				feed_reader_lost(watcher->feed.reader,
				    dropped);
			break;
		}
		feed_reader_push(watcher->feed.reader, buffer, (size_t)got);
		total += (size_t)got;
	}
	return total;
}

void
watcher_feed_check(struct watcher *watcher)
{
	uint64_t dropped = 0;
	bool known = feed_dropped(watcher, &dropped);
	int waiting = 0;

	if (known && ioctl(watcher->feed.fd, FIONREAD, &waiting) == 0 &&
	    waiting == 0)
		feed_reader_lost(watcher->feed.reader, dropped);
}

/* Puts a new FIFO in the place of the old one; the descriptor's number,
 * which a toolkit may be waiting on, stays. */
static bool
feed_replace(struct watcher *watcher)
{
	int ends[2];

	if (watcher_fifo_make(watcher, ends) != 0)
		return false;
	(void)dup3(ends[0], watcher->feed.fd, O_CLOEXEC);
	(void)dup3(ends[1], watcher->feed.keeper, O_CLOEXEC);
	(void)close(ends[0]);
	(void)close(ends[1]);
	return true;
}

void
watcher_feed_move(struct watcher *watcher)
{
	struct feed_reader *reader = feed_reader_new(&watcher->feed.sink);

	if (reader == NULL) {
		(void)watcher_feed_fault(watcher, ENOMEM);
		return;
	}
	/* No more than the pipe holds: an orphan may go on writing. */
	(void)watcher_feed_read(watcher, WATCHER_FIFO_BYTES);
	if (watcher->feed.named && watcher_fifo_named(watcher)) {
		/* The former server was killed; this one has found our FIFO
		 * at its start, and what it says may be in there already. */
		watcher->feed.former = 0;
	} else if (!feed_replace(watcher)) {
		feed_reader_free(reader);
		return;
	}
	/* Whoever writes now counts our losses from nothing. */
	feed_reader_free(watcher->feed.reader);
	watcher->feed.reader = reader;
}

void
watcher_feed_renew(struct watcher *watcher)
{
	struct watcher_feed *feed = &watcher->feed;
	int64_t now_ns = watcher->view.now_mono_ns;

	if (feed->named && watcher_fifo_named(watcher)) {
		feed->missed_ns = 0;
		return;
	}
	/* Whoever removes a directory finds it empty only when nobody makes
	 * anything in it meanwhile. */
	if (feed->missed_ns == 0)
		feed->missed_ns = now_ns;
	if (now_ns - feed->missed_ns < SETTLE_NS)
		return;
	feed->missed_ns = 0;
	feed->named = false;
	watcher_feed_move(watcher);
}
