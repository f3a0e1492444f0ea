/* Counting requests and replies of the X protocol. */
#include "bench/x_count.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXTENSIONS	128	/* major opcodes from here have a minor one */
#define KINDS		(256 * 64)
#define KINDS_SHOWN	12

struct kind {
	int number;
	unsigned long bytes, count;
};

static struct kind kinds[KINDS];
static unsigned long sent_bytes, received_bytes, replies;

static uint32_t
word(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

static size_t
padded(size_t len)
{
	return (len + 3) & ~(size_t)3;
}

static unsigned
half(const unsigned char *at)
{
	return (unsigned)(at[0] | at[1] << 8);
}

/* How many bytes of the next message say how long it is. */
static size_t
head_size(const struct x_lane *lane)
{
	if (lane->replies)
		return lane->set_up ? 32 : 8;
	if (!lane->set_up)
		return 12;
	/* A length of nought means that a larger one follows. */
	return lane->head_len >= 4 && half(lane->head + 2) == 0 ? 8 : 4;
}

static void
head_of_reply(struct x_lane *lane)
{
	if (!lane->set_up) {
		lane->skip = (size_t)half(lane->head + 6) * 4;
		return;
	}
	replies += lane->head[0] == 1;
	if (lane->head[0] == 1 || lane->head[0] == 35)
		lane->skip = (size_t)word(lane->head + 4) * 4;
}

static void
head_of_request(struct x_lane *lane)
{
	int major = lane->head[0], minor = lane->head[1];
	size_t len;
	struct kind *kind;

	if (!lane->set_up) {
		lane->skip = padded(half(lane->head + 6)) +
		    padded(half(lane->head + 8));
		return;
	}
	len = 4 * (size_t)(lane->head_len == 8 ? word(lane->head + 4) :
	    half(lane->head + 2));
	lane->skip = len > lane->head_len ? len - lane->head_len : 0;
	kind = &kinds[major * 64 + (major >= EXTENSIONS ? minor % 64 : 0)];
	kind->bytes += len;
	kind->count++;
}

void
x_count(struct x_lane *lane, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	size_t part, need;

	*(lane->replies ? &received_bytes : &sent_bytes) += len;
	for (; len > 0; at += part, len -= part) {
		if (lane->skip > 0) {
			part = lane->skip < len ? lane->skip : len;
			lane->skip -= part;
			continue;
		}
		need = head_size(lane) - lane->head_len;
		part = need < len ? need : len;
		memcpy(lane->head + lane->head_len, at, part);
		lane->head_len += part;
		if (lane->head_len < head_size(lane))
			continue;
		if (lane->replies)
			head_of_reply(lane);
		else
			head_of_request(lane);
		lane->set_up = true;
		lane->head_len = 0;
	}
}

static int
by_bytes(const void *a, const void *b)
{
	const struct kind *one = a, *other = b;

	return one->bytes < other->bytes ? 1 : -(one->bytes > other->bytes);
}

void
x_count_print(void)
{
	static struct kind sorted[KINDS];
	int i;

	for (i = 0; i < KINDS; i++)
		kinds[i].number = i;
	memcpy(sorted, kinds, sizeof(kinds));
	qsort(sorted, KINDS, sizeof(sorted[0]), by_bytes);
	printf("sent %lu replies %lu received %lu\n", sent_bytes, replies,
	    received_bytes);
	for (i = 0; i < KINDS_SHOWN && sorted[i].bytes != 0; i++)
		printf("request %d.%d %lu %lu\n", sorted[i].number / 64,
		    sorted[i].number % 64, sorted[i].bytes, sorted[i].count);
	fflush(stdout);
	sent_bytes = replies = received_bytes = 0;
	memset(kinds, 0, sizeof(kinds));
}
