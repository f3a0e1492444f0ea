/* Captures, read block by block. */
#include "watch/capture_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Holds the longest block of ours, and many of the usual ones. */
#define BUFFER_SIZE	(256 * 1024)
#define OUR_NAME	"barewire"

struct capture_file {
	int fd;
	struct pcapng_reader reader;
	struct pcapng_record record;
	struct capture_facts facts;
	size_t from, end;	/* of the buffer, what is not read yet */
	unsigned char buffer[BUFFER_SIZE];
};

/* So many bytes from facts.bytes on, in the buffer; fewer where the file
 * ends. */
static size_t
file_fill(struct capture_file *file, size_t want)
{
	off_t at = (off_t)file->facts.bytes;
	ssize_t got;

	if (file->end - file->from >= want)
		return want;
	memmove(file->buffer, file->buffer + file->from,
	    file->end - file->from);
	file->end -= file->from;
	file->from = 0;
	while (file->end < want) {
		got = pread(file->fd, file->buffer + file->end,
		    sizeof(file->buffer) - file->end,
		    at + (off_t)file->end);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		file->end += (size_t)got;
	}
	return file->end < want ? file->end : want;
}

static void
file_take(struct capture_file *file, size_t len)
{
	size_t have = file->end - file->from;

	file->from += len < have ? len : have;
	file->facts.bytes += len;
}

/* One that is longer than any of ours is passed over, if all of it is
 * there. */
static bool
file_pass(struct capture_file *file, size_t len)
{
	struct stat status;

	if (fstat(file->fd, &status) != 0 || (uint64_t)status.st_size <
	    file->facts.bytes + len) {
		file->facts.cut = true;
		return false;
	}
	file_take(file, len);
	return true;
}

/* The next block as a whole; its length, or 0. */
static size_t
file_block(struct capture_file *file)
{
	size_t have, len;

	for (;;) {
		have = file_fill(file, PCAPNG_START_SIZE);
		file->facts.cut = have > 0 && have < PCAPNG_START_SIZE;
		if (have < PCAPNG_START_SIZE)
			return 0;
		len = pcapng_read_length(&file->reader,
		    file->buffer + file->from);
		file->facts.damaged = len == 0;
		if (len == 0)
			return 0;
		if (len <= PCAPNG_BLOCK_MAX) {
			file->facts.cut = file_fill(file, len) < len;
			return file->facts.cut ? 0 : len;
		}
		if (!file_pass(file, len))
			return 0;
	}
}

static void
file_count(struct capture_facts *facts, const struct feed_message *message)
{
	if (message->event == FEED_LOST) {
		facts->lost += message->message_bytes;
		return;
	}
	facts->records++;
	if (message->wall_ns == 0)
		return;
	if (facts->first_ns == 0)
		facts->first_ns = message->wall_ns;
	if (message->wall_ns > facts->last_ns)
		facts->last_ns = message->wall_ns;
}

bool
capture_file_next(struct capture_file *file, struct feed_message *message)
{
	enum pcapng_got got;
	size_t len;

	/* What was not whole may have been taken back, and others written. */
	if (file->facts.cut)
		file->from = file->end = 0;
	while ((len = file_block(file)) > 0) {
		got = pcapng_read(&file->reader, file->buffer + file->from,
		    len, &file->record);
		if (got == PCAPNG_BROKEN) {
			file->facts.damaged = true;
			return false;
		}
		/* The bytes stay where they are until the next call. */
		file_take(file, len);
		if (got == PCAPNG_OTHER)
			continue;
		file_count(&file->facts, &file->record.message);
		*message = file->record.message;
		return true;
	}
	return false;
}

void
capture_file_rewind(struct capture_file *file)
{
	memset(&file->reader, 0, sizeof(file->reader));
	memset(&file->facts, 0, sizeof(file->facts));
	file->from = file->end = 0;
}

const char *
capture_file_local(const struct capture_file *file)
{
	return file->record.local;
}

const struct capture_facts *
capture_file_facts(struct capture_file *file)
{
	file->facts.program = file->reader.program;
	file->facts.newer = file->reader.newer;
	file->facts.end_ns = file->reader.end_ns;
	return &file->facts;
}

void
capture_file_doubt(const struct capture_facts *facts,
    char out[CAPTURE_FAULT_SIZE])
{
	out[0] = '\0';
	if (facts->damaged)
		(void)snprintf(out, CAPTURE_FAULT_SIZE, "it is damaged behind "
		    "%llu bytes: the rest was not read",
		    (unsigned long long)facts->bytes);
	else if (facts->cut)
		(void)snprintf(out, CAPTURE_FAULT_SIZE, "its last block is "
		    "not whole, and was not read");
	else if (facts->newer > 0)
		(void)snprintf(out, CAPTURE_FAULT_SIZE, "%llu records in it "
		    "are of kinds that this version does not know",
		    (unsigned long long)facts->newer);
}

/* How a file begins that another program made. */
static const char *
file_foreign(const struct capture_file *file)
{
	static const unsigned char starts[][4] = {
		{ 0xd4, 0xc3, 0xb2, 0xa1 }, { 0xa1, 0xb2, 0xc3, 0xd4 },
		{ 0x4d, 0x3c, 0xb2, 0xa1 }, { 0xa1, 0xb2, 0x3c, 0x4d }
	};
	size_t i;

	if (file->end == 0)
		return "it is empty";
	for (i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (file->end >= sizeof(starts[i]) && memcmp(file->buffer,
		    starts[i], sizeof(starts[i])) == 0)
			return "this is a pcap file of another program; it "
			    "has no records of barewired";
	return "this is not a capture (pcapng)";
}

/* Looks for the first record.  False: it is none of ours. */
static bool
file_ours(struct capture_file *file, char fault[CAPTURE_FAULT_SIZE])
{
	struct feed_message message;
	char program[4 * PCAPNG_PROGRAM_SIZE];
	const struct capture_facts *facts;
	bool found = capture_file_next(file, &message);

	facts = capture_file_facts(file);
	if (found || strncmp(facts->program, OUR_NAME,
	    strlen(OUR_NAME)) == 0)
		return true;
	if (!file->reader.begun) {
		(void)snprintf(fault, CAPTURE_FAULT_SIZE, "%s",
		    file_foreign(file));
		return false;
	}
	(void)text_escape(program, sizeof(program), facts->program,
	    strlen(facts->program));
	(void)snprintf(fault, CAPTURE_FAULT_SIZE, "this is a capture of %s; "
	    "it has no records of barewired", program[0] == '\0' ?
	    "another program" : program);
	return false;
}

/* No device, whose opening alone may do something; nor a FIFO, which would be
 * waited for. */
static int
file_open(const char *path, char fault[CAPTURE_FAULT_SIZE])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat status;

	if (fd == -1 || fstat(fd, &status) != 0) {
		(void)snprintf(fault, CAPTURE_FAULT_SIZE, "%s",
		    strerror(errno));
	} else if (!S_ISREG(status.st_mode)) {
		(void)snprintf(fault, CAPTURE_FAULT_SIZE, "not a file");
	} else {
		return fd;
	}
	if (fd != -1)
		(void)close(fd);
	return -1;
}

struct capture_file *
capture_file_open(const char *path, char fault[CAPTURE_FAULT_SIZE])
{
	struct capture_file *file;
	int fd = file_open(path, fault);

	if (fd == -1)
		return NULL;
	file = calloc(1, sizeof(*file));
	if (file == NULL) {
		(void)close(fd);
		(void)snprintf(fault, CAPTURE_FAULT_SIZE, "no memory");
		return NULL;
	}
	file->fd = fd;
	if (!file_ours(file, fault)) {
		capture_file_free(file);
		return NULL;
	}
	capture_file_rewind(file);
	return file;
}

void
capture_file_free(struct capture_file *file)
{
	if (file == NULL)
		return;
	(void)close(file->fd);
	free(file);
}
