/*
 * A capture, opened: its records one after the other, as the server wrote them
 * (wire/pcapng.h).
 *
 * Any watcher; one thread; no X.  It owns its memory and its descriptor.  The
 * file is read, never mapped: one that grows meanwhile is read to where it has
 * come, and one that is cut ends there.  Nothing in it is trusted.
 */
#ifndef WATCH_CAPTURE_FILE_H
#define WATCH_CAPTURE_FILE_H

#include "wire/feed.h"
#include "wire/pcapng_read.h"

#define CAPTURE_FAULT_SIZE 320

struct capture_file;

/* What has been read of it. */
struct capture_facts {
	const char *program;	/* that wrote it, as it says */
	uint64_t records;	/* those that are missing are not counted */
	uint64_t lost;		/* so many are missing */
	uint64_t newer;		/* so many are of kinds we do not know */
	uint64_t bytes;		/* read, in whole blocks */
	int64_t first_ns, last_ns;	/* wall time of records; 0: none */
	int64_t end_ns;		/* of the capture's end; 0: it has none yet */
	bool cut;		/* the last block is not whole */
	bool damaged;		/* there is no block where one should be:
				   what is behind `bytes` was not read */
};

/* Opens it.  NULL: fault says why, one line without the file's name; a file
 * that is no capture of ours is refused here. */
struct capture_file *capture_file_open(const char *path,
    char fault[CAPTURE_FAULT_SIZE]);
void capture_file_free(struct capture_file *file);

/* The next record, good until the next call; FEED_LOST is one, too.  False:
 * there is no more, for now. */
bool capture_file_next(struct capture_file *file,
    struct feed_message *message);
/* From its beginning again. */
void capture_file_rewind(struct capture_file *file);

/* Where the record's client had come to, "127.0.0.1:12080"; "" where that is
 * not said.  Good until the next call. */
const char *capture_file_local(const struct capture_file *file);

/* Good until the next call. */
const struct capture_facts *capture_file_facts(struct capture_file *file);

/* "the last block is not whole" and such, for people; "": nothing is wrong. */
void capture_file_doubt(const struct capture_facts *facts,
    char out[CAPTURE_FAULT_SIZE]);

#endif
