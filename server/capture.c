/* From the journal into a capture. */
#include "server/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/version.h"
#include "base/when.h"
#include "wire/pcapng.h"

/* With nothing to write any more: how often the end is looked for. */
#define STOPPED_NS	(20 * NS_PER_MS)

struct capture {
	const struct reader_inherit *inherit;
	struct journal_place *place;
	struct journal_reader reader;
	uint64_t told;		/* of reader.missed: said in the file */
	uint64_t recorded;
	off_t len;		/* of the file: whole blocks */
	bool stopped;
};

int
capture_open(const char *path)
{
	return open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, S_IRUSR | S_IWUSR);
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
		capture->len += (off_t)len;
	}
	if (capture->len < end)
		(void)!ftruncate(fd, capture->len);
}

/* An event of the server's own. */
static void __attribute__((format(printf, 3, 4)))
capture_say(struct capture *capture, enum sentence sentence,
    const char *format, ...)
{
	unsigned char words[SENTENCE_WORDS_MAX];
	struct feed_message record = { .event = FEED_NOTE,
	    .wall_ns = when_wall_ns(), .pid = (int32_t)getpid(),
	    .bytes = words, .facts = { .mono_ns = when_mono_ns(),
	    .sentence = (uint8_t)sentence } };
	va_list arguments;

	va_start(arguments, format);
	record.bytes_len = sentence_pack(words, format, arguments);
	va_end(arguments);
	journal_put(&capture->inherit->table->journal, &record);
}

/* What of the block got out is taken back. */
static void
capture_stop(struct capture *capture, int error)
{
	capture->stopped = true;
	(void)!ftruncate(capture->inherit->capture_fd, capture->len);
	capture_say(capture, SENTENCE_OF(CAPTURE_STOPPED), strerror(error),
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
capture_record(struct capture *capture, const struct feed_message *record)
{
	struct pcapng_about about = { .local = capture_local(capture, record),
	    .missed = capture->reader.missed - capture->told };
	unsigned char block[PCAPNG_BLOCK_MAX];
	struct feed_message lost;

	if (about.missed > 0) {
		pcapng_lost(&lost, record->wall_ns, about.missed);
		capture_write(capture, block, pcapng_put(block, &lost,
		    &about));
	}
	if (!capture->stopped)
		capture_write(capture, block, pcapng_put(block, record,
		    &about));
	if (capture->stopped)
		return;
	capture->told = capture->reader.missed;
	capture->recorded++;
	atomic_store(&capture->place->missed, capture->reader.missed);
	atomic_store(&capture->place->next, capture->reader.next);
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
		    when_wall_ns(), capture->recorded,
		    capture->reader.missed));
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
			capture_record(&capture, &record.message);
			naps = 0;
			continue;
		}
		if (over && got == JOURNAL_NOTHING &&
		    journal_late(&capture.reader) == 0)
			break;
		over = reader_over(inherit);
		if (!over || journal_late(&capture.reader) > 0)
			reader_nap(inherit, JOURNAL_CAPTURE, &capture.reader,
			    &naps);
	}
	capture_end(&capture);
	while (!reader_over(inherit))
		(void)nanosleep(&nap, NULL);
}
