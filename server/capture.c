/* From the journal into a capture. */
#include "server/capture.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/version.h"
#include "base/when.h"
#include "server/capture_files.h"
#include "server/capture_hold.h"
#include "wire/pcapng_read.h"
#include "wire/private.h"

/* With nothing to write any more: how often the end is looked for. */
#define STOPPED_NS	(20 * NS_PER_MS)
/* While records are held back, and no others come. */
#define HELD_NS		(2 * NS_PER_MS)
/* A block that says what is missing is no longer. */
#define LOST_MAX	512

struct capture {
	const struct reader_inherit *inherit;
	struct journal_place *place;
	struct journal_reader reader;
	uint64_t told;		/* of reader.missed: said in the file */
	uint64_t recorded, lost;	/* in this file */
	off_t len;		/* of the file: whole blocks */
	bool stopped;
	struct capture_hold hold;
	struct private_room room;
};

/* What the file has of records already. */
static void
capture_count(struct capture *capture, const unsigned char *head, size_t len)
{
	struct pcapng_reader reader = { .begun = true };
	unsigned char block[LOST_MAX];
	struct pcapng_record record;
	bool custom = memcmp(head, "\xad\x0b\0\0", 4) == 0;

	if (custom && len <= sizeof(block) &&
	    pread(capture->inherit->capture_fd, block, len, capture->len) ==
	    (ssize_t)len && pcapng_read(&reader, block, len, &record) ==
	    PCAPNG_RECORD && record.message.event == FEED_LOST)
		capture->lost += record.message.message_bytes;
	else if (custom || memcmp(head, "\x06\0\0\0", 4) == 0)
		capture->recorded++;
}

/* The process before this one may have died in the middle of a block. */
static void
capture_mend(struct capture *capture)
{
	unsigned char head[PCAPNG_HEAD_SIZE];
	int fd = capture->inherit->capture_fd;
	off_t end = lseek(fd, 0, SEEK_END);
	size_t len;

	for (;;) {
		if (pread(fd, head, sizeof(head), capture->len) !=
		    (ssize_t)sizeof(head))
			break;
		len = pcapng_block_length(head);
		if (len == 0 || capture->len + (off_t)len > end)
			break;
		capture_count(capture, head, len);
		capture->len += (off_t)len;
	}
	if (capture->len < end)
		(void)!ftruncate(fd, capture->len);
}

/* What of the block got out is taken back. */
static void
capture_stop(struct capture *capture, int error)
{
	capture->stopped = true;
	(void)!ftruncate(capture->inherit->capture_fd, capture->len);
	journal_say(&capture->inherit->table->journal, when_wall_ns(),
	    SENTENCE_OF(CAPTURE_STOPPED), strerror(error),
	    (unsigned long long)capture->len);
}

/* A block is one write, but where a disk takes a part of it: then the next one
 * says why. */
static void
capture_write(struct capture *capture, const unsigned char *block,
    size_t len)
{
	size_t done = 0;
	ssize_t written;

	while (done < len) {
		written = write(capture->inherit->capture_fd, block + done,
		    len - done);
		if (written > 0) {
			done += (size_t)written;
		} else if (written == 0 || errno != EINTR) {
			capture_stop(capture, written == 0 ? EIO : errno);
			return;
		}
	}
	capture->len += (off_t)len;
}

/* Where the client came to, as far as that is known: at a server that listens
 * at all addresses the record says only at which port. */
static const char *
capture_local(const struct capture *capture,
    const struct feed_message *message)
{
	const struct table_facts *facts = &capture->inherit->table->facts;
	const struct listening *at;
	const char *found = "";
	bool v6 = message->peer[0] == '[', udp;
	uint32_t i;

	for (i = 0; i < facts->listening_count; i++) {
		at = &facts->listening[i];
		udp = strstr(at->address, "/udp") != NULL;
		if (at->lab == message->lab && udp == message->datagram &&
		    (found[0] == '\0' || (at->address[0] == '[') == v6))
			found = at->address;
	}
	return found;
}

static void
capture_put(struct capture *capture, const struct feed_message *record,
    const struct pcapng_about *about)
{
	unsigned char block[PCAPNG_BLOCK_MAX];

	if (!capture->stopped)
		capture_write(capture, block, pcapng_put(block, record,
		    about));
}

/* What has been missed by now, where that is more than before. */
static void
capture_missed(struct capture *capture, int64_t wall_ns, uint64_t missed)
{
	const struct pcapng_about about = { .local = "" };
	struct feed_message lost;

	if (missed == capture->told)
		return;
	pcapng_lost(&lost, wall_ns, missed - capture->told);
	capture_put(capture, &lost, &about);
	capture->lost += missed - capture->told;
	capture->told = missed;
}

/* The first of those that are held. */
static void
capture_record(struct capture *capture, const struct capture_held *held)
{
	const struct feed_message *record = &held->message;
	struct pcapng_about about = {
	    .local = capture_local(capture, record),
	    .missed = held->missed - capture->told, .judged = held->judged };

	capture_missed(capture, record->wall_ns, held->missed);
	if (capture->inherit->settings->no_private)
		record = private_hide(&capture->room, record);
	capture_put(capture, record, &about);
	if (capture->stopped)
		return;
	capture->recorded++;
	atomic_store(&capture->place->missed, held->missed);
	atomic_store(&capture->place->next, held->next);
}

static void capture_end(struct capture *capture);

/* What has waited long enough; or all of it.  A file that may take no more is
 * followed by another, which the parent has to make: what is still held is read
 * again for it. */
static void
capture_release(struct capture *capture, bool all)
{
	struct capture_held *held;

	while (!capture->stopped &&
	    (held = capture_hold_first(&capture->hold)) != NULL &&
	    (all || held->due_ns <= when_mono_ns())) {
		capture_record(capture, held);
		capture_hold_drop(&capture->hold);
		if (!capture_full(capture->inherit->settings,
		    capture->len) || reader_over(capture->inherit,
		    TABLE_OVER))
			continue;
		capture_end(capture);
		_exit(READER_AGAIN);
	}
}

static void
capture_take(struct capture *capture, const struct feed_message *record)
{
	struct capture_held *held;

	while (!capture->stopped &&
	    !capture_hold_fits(&capture->hold, record)) {
		held = capture_hold_first(&capture->hold);
		held->due_ns = 0;
		capture_release(capture, false);
	}
	if (!capture->stopped)
		capture_hold_add(&capture->hold, record, when_mono_ns(),
		    capture->reader.next, capture->reader.missed);
}

/* Until there is more to read, or to write. */
static void
capture_nap(struct capture *capture, unsigned *naps)
{
	const struct timespec nap = { 0, HELD_NS };

	if (capture_hold_first(&capture->hold) != NULL)
		(void)nanosleep(&nap, NULL);
	else
		reader_nap(capture->inherit, JOURNAL_CAPTURE,
		    &capture->reader, naps);
}

static void
capture_begin(struct capture *capture, const struct reader_inherit *inherit)
{
	struct journal *journal = &inherit->table->journal;
	unsigned char block[PCAPNG_BLOCK_MAX];

	capture->inherit = inherit;
	capture->place = &journal->ring->places[JOURNAL_CAPTURE];
	journal_lane_init(journal);
	journal_reader_init(&capture->reader, journal,
	    atomic_load(&capture->place->next));
	capture->reader.takes_late = true;
	capture->reader.missed = atomic_load(&capture->place->missed);
	capture->told = capture->reader.missed;
	capture_mend(capture);
	if (capture->len == 0)
		capture_write(capture, block, pcapng_begin(block,
		    "barewired " BAREWIRE_VERSION));
}

static void
capture_end(struct capture *capture)
{
	unsigned char block[PCAPNG_BLOCK_MAX];

	if (!capture->stopped)
		capture_write(capture, block, pcapng_end(block,
		    when_wall_ns(), capture->recorded, capture->lost));
}

void
capture_process(const struct reader_inherit *inherit)
{
	const struct timespec nap = { 0, STOPPED_NS };
	static struct journal_record record;
	static struct capture capture;
	enum journal_got got;
	unsigned naps = 0;
	bool over = false;

	capture_begin(&capture, inherit);
	while (!capture.stopped) {
		got = journal_read(&capture.reader, when_mono_ns(), &record);
		if (got == JOURNAL_RECORD) {
			capture_take(&capture, &record.message);
			naps = 0;
		}
		capture_release(&capture, over);
		if (got == JOURNAL_RECORD)
			continue;
		if (over && got == JOURNAL_NOTHING &&
		    journal_late(&capture.reader) == 0)
			break;
		over = reader_over(inherit, TABLE_OVER);
		if (!over || journal_late(&capture.reader) > 0)
			capture_nap(&capture, &naps);
	}
	capture_release(&capture, true);
	capture_missed(&capture, when_wall_ns(), capture.reader.missed);
	capture_end(&capture);
	while (!reader_over(inherit, TABLE_OVER))
		(void)nanosleep(&nap, NULL);
}
