/*
 * One record of the feed, taken apart.  Private to wire/feed*.c, but for
 * feed_record_text; pure.
 *
 * Nothing in a record is trusted: any process of the user may write to the
 * FIFO.  What is not in every respect as feed_encode makes it is no record.
 */
#ifndef WIRE_FEED_RECORD_H
#define WIRE_FEED_RECORD_H

#include "wire/feed.h"

/* The pointers are into the bytes it was read from; the texts are not
 * terminated there and may be anything: see feed_record_text. */
struct feed_record {
	struct feed_head head;
	const unsigned char *name;
	const unsigned char *peer;
	const unsigned char *note;
	const unsigned char *payload;
};

/* Looks at the len bytes: the length of the record they begin with, 0 when
 * they may become one with more bytes, -1 when they cannot. */
int feed_record_parse(const unsigned char *bytes, size_t len,
    struct feed_record *record);

/* A text of a record, fit to be shown and terminated: as it is when it holds
 * only printable characters (as writers take care of), else escaped. */
void feed_record_text(char *out, size_t out_size, const unsigned char *text,
    size_t len);

#endif
