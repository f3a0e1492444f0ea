/*
 * The end of a capture's file: blocks on their way there.
 *
 * The capture's process only.  Many whole blocks are one write, so the file
 * ends with a whole one whatever ends the process, or lacks the end of one: the
 * next process cuts that off (capture_out_mend).  A disk that takes a part of
 * them has the whole ones of that part.
 */
#ifndef SERVER_CAPTURE_OUT_H
#define SERVER_CAPTURE_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "wire/pcapng.h"

#define CAPTURE_OUT_SIZE (4 * PCAPNG_BLOCK_MAX)

/* Zeroed before its first use, but for fd. */
struct capture_out {
	int fd;			/* not its own; opened to append */
	int error;		/* errno of what it did not take; 0: none */
	off_t len;		/* of the file: whole blocks */
	size_t used;		/* of blocks: whole ones, too */
	_Alignas(8) unsigned char blocks[CAPTURE_OUT_SIZE];
};

/* Is there room for so many of the longest blocks?  Else what is there is to
 * be written first. */
bool capture_out_fits(const struct capture_out *out, unsigned blocks);
/* That room, and so much of it that is a block now. */
unsigned char *capture_out_room(struct capture_out *out);
void capture_out_add(struct capture_out *out, size_t len);
/* Writes what is there.  False: out->error says why; the file has the whole
 * blocks that it took, and gets no more. */
bool capture_out_flush(struct capture_out *out);
/* How long the file will be when all is written. */
off_t capture_out_len(const struct capture_out *out);

/* What a file has already. */
struct capture_out_had {
	uint64_t recorded;	/* records */
	uint64_t lost;		/* and those that are said to be missing */
	uint64_t next;		/* behind the last record's number; 0: none */
};

/* Cuts off what is no whole block.  Of a process that was killed behind its
 * last write nobody knows how much it wrote but the file. */
void capture_out_mend(struct capture_out *out, struct capture_out_had *had);

#endif
