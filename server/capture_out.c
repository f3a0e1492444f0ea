/* Many blocks, one write. */
#include "server/capture_out.h"

#include <errno.h>
#include <unistd.h>

#include "wire/pcapng_read.h"

off_t
capture_out_len(const struct capture_out *out)
{
	return out->len + (off_t)out->used;
}

/* The whole blocks of what got out stay, the rest is taken back. */
static void
out_stop(struct capture_out *out, size_t done, int error)
{
	size_t whole = 0, len;

	while (done - whole >= PCAPNG_HEAD_SIZE) {
		len = pcapng_block_length(out->blocks + whole);
		if (len == 0 || len > done - whole)
			break;
		whole += len;
	}
	out->len += (off_t)whole;
	out->used = 0;
	out->error = error;
	(void)!ftruncate(out->fd, out->len);
}

/* Where a disk takes a part of them the next write says why. */
bool
capture_out_flush(struct capture_out *out)
{
	size_t done = 0;
	ssize_t written;

	while (done < out->used && out->error == 0) {
		written = write(out->fd, out->blocks + done,
		    out->used - done);
		if (written > 0)
			done += (size_t)written;
		else if (written == 0 || errno != EINTR)
			out_stop(out, done, written == 0 ? EIO : errno);
	}
	out->len += (off_t)out->used;
	out->used = 0;
	return out->error == 0;
}

bool
capture_out_fits(const struct capture_out *out, unsigned blocks)
{
	return CAPTURE_OUT_SIZE - out->used >=
	    (size_t)blocks * PCAPNG_BLOCK_MAX;
}

unsigned char *
capture_out_room(struct capture_out *out)
{
	return out->blocks + out->used;
}

void
capture_out_add(struct capture_out *out, size_t len)
{
	if (out->error == 0)
		out->used += len;
}

/* A block of a file, and what it says. */
static void
had_block(const struct capture_out *out, struct capture_out_had *had,
    unsigned char *block, size_t len)
{
	struct pcapng_reader reader = { .begun = true };
	struct pcapng_record record;

	if (pread(out->fd, block, len, out->len) != (ssize_t)len ||
	    pcapng_read(&reader, block, len, &record) != PCAPNG_RECORD)
		return;
	if (record.message.event == FEED_LOST) {
		had->lost += record.message.message_bytes;
		return;
	}
	had->recorded++;
	if (had->next <= record.message.facts.number)
		had->next = record.message.facts.number + 1;
}

void
capture_out_mend(struct capture_out *out, struct capture_out_had *had)
{
	unsigned char head[PCAPNG_HEAD_SIZE];
	off_t end = lseek(out->fd, 0, SEEK_END);
	size_t len;

	for (;;) {
		if (pread(out->fd, head, sizeof(head), out->len) !=
		    (ssize_t)sizeof(head))
			break;
		len = pcapng_block_length(head);
		if (len == 0 || out->len + (off_t)len > end)
			break;
		had_block(out, had, out->blocks, len);
		out->len += (off_t)len;
	}
	if (out->len < end)
		(void)!ftruncate(out->fd, out->len);
}
