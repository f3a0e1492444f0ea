/* Blocks: how they begin and end, and what a file does. */
#include "wire/pcapng_private.h"

#include <stdio.h>
#include <string.h>

#define OPTION_COMMENT	1
#define INTERFACE_NAME	2
#define INTERFACE_UNITS	9
#define SECTION_PROGRAM	4
#define STATISTICS_RECEIVED 4
#define STATISTICS_DROPPED 5
/* Of a second, ten to the minus so many. */
#define NANOSECONDS	9

void
pcapng_bytes(struct pcapng_block *block, const void *bytes, size_t len)
{
	if (len == 0 || len > PCAPNG_BLOCK_MAX - block->len)
		return;
	memcpy(block->bytes + block->len, bytes, len);
	block->len += len;
}

void
pcapng_number(struct pcapng_block *block, uint64_t number, size_t size)
{
	unsigned char *bytes = block->bytes + block->len;
	size_t i;

	if (size > PCAPNG_BLOCK_MAX - block->len)
		return;
	for (i = 0; i < size; i++)
		bytes[i] = (unsigned char)(number >> 8 * i);
	block->len += size;
}

void
pcapng_pad(struct pcapng_block *block)
{
	static const unsigned char zeros[3];

	pcapng_bytes(block, zeros, (4 - block->len % 4) % 4);
}

void
pcapng_open(struct pcapng_block *block, uint32_t type)
{
	block->at = block->len;
	pcapng_number(block, type, 4);
	pcapng_number(block, 0, 4);
}

void
pcapng_close(struct pcapng_block *block)
{
	struct pcapng_block head = { block->bytes, 0, block->at + 4 };
	size_t len = block->len + 4 - block->at;

	pcapng_number(block, len, 4);
	pcapng_number(&head, len, 4);
}

void
pcapng_option(struct pcapng_block *block, unsigned code, const void *value,
    size_t len)
{
	pcapng_number(block, code, 2);
	pcapng_number(block, len, 2);
	pcapng_bytes(block, value, len);
	pcapng_pad(block);
}

void
pcapng_comment(struct pcapng_block *block, const char *text)
{
	pcapng_option(block, OPTION_COMMENT, text, strlen(text));
}

size_t
pcapng_begin(unsigned char out[PCAPNG_BLOCK_MAX], const char *program)
{
	struct pcapng_block block = { .bytes = out };
	unsigned char units = NANOSECONDS;

	pcapng_open(&block, PCAPNG_SECTION);
	pcapng_number(&block, UINT32_C(0x1a2b3c4d), 4);
	/* Version 1.0, of a length that is not known yet. */
	pcapng_number(&block, 1, 2);
	pcapng_number(&block, 0, 2);
	pcapng_number(&block, UINT64_MAX, 8);
	pcapng_option(&block, SECTION_PROGRAM, program, strlen(program));
	pcapng_number(&block, 0, 4);
	pcapng_close(&block);
	pcapng_open(&block, PCAPNG_INTERFACE);
	pcapng_number(&block, PCAPNG_LINK_TYPE, 2);
	pcapng_number(&block, 0, 2);
	/* No packet is cut because of its length alone. */
	pcapng_number(&block, 0, 4);
	pcapng_option(&block, INTERFACE_NAME, "barewired",
	    strlen("barewired"));
	pcapng_option(&block, INTERFACE_UNITS, &units, 1);
	pcapng_number(&block, 0, 4);
	pcapng_close(&block);
	return block.len;
}

static void
option_number(struct pcapng_block *block, unsigned code, uint64_t number)
{
	pcapng_number(block, code, 2);
	pcapng_number(block, sizeof(number), 2);
	pcapng_number(block, number, sizeof(number));
}

size_t
pcapng_end(unsigned char out[PCAPNG_BLOCK_MAX], int64_t wall_ns,
    uint64_t recorded, uint64_t missed)
{
	struct pcapng_block block = { .bytes = out };
	char comment[128];

	pcapng_open(&block, PCAPNG_STATISTICS);
	pcapng_number(&block, 0, 4);
	pcapng_number(&block, (uint64_t)wall_ns >> 32, 4);
	pcapng_number(&block, (uint64_t)wall_ns, 4);
	if (missed > 0) {
		(void)snprintf(comment, sizeof(comment), "%llu records of the "
		    "journal could not be read in time and are missing in "
		    "this file", (unsigned long long)missed);
		pcapng_comment(&block, comment);
	}
	option_number(&block, STATISTICS_RECEIVED, recorded + missed);
	option_number(&block, STATISTICS_DROPPED, missed);
	pcapng_number(&block, 0, 4);
	pcapng_close(&block);
	return block.len;
}

static uint32_t
head_number(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
	    (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

size_t
pcapng_block_length(const unsigned char head[PCAPNG_HEAD_SIZE])
{
	uint32_t type = head_number(head), len = head_number(head + 4);

	if (type != PCAPNG_SECTION && type != PCAPNG_INTERFACE &&
	    type != PCAPNG_STATISTICS && type != PCAPNG_PACKET &&
	    type != PCAPNG_CUSTOM)
		return 0;
	return len < 12 || len % 4 != 0 || len > PCAPNG_BLOCK_MAX ? 0 : len;
}
