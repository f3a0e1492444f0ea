/* Between the pcapng*.c files only: a block in the making. */
#ifndef WIRE_PCAPNG_PRIVATE_H
#define WIRE_PCAPNG_PRIVATE_H

#include "wire/pcapng.h"

struct pcapng_block {
	unsigned char *bytes;	/* PCAPNG_BLOCK_MAX of them */
	size_t at;		/* where the block begins */
	size_t len;		/* with all that is before it */
};

/* What does not fit is left out; what a record holds always fits. */
void pcapng_bytes(struct pcapng_block *block, const void *bytes, size_t len);
/* The lowest `size` bytes of the number, low byte first. */
void pcapng_number(struct pcapng_block *block, uint64_t number, size_t size);
/* Zeros up to a multiple of four. */
void pcapng_pad(struct pcapng_block *block);

/* A block that follows what is there. */
void pcapng_open(struct pcapng_block *block, uint32_t type);
void pcapng_close(struct pcapng_block *block);

void pcapng_option(struct pcapng_block *block, unsigned code,
    const void *value, size_t len);
void pcapng_comment(struct pcapng_block *block, const char *text);

/* pcapng_record.c: what a record holds beside its bytes. */
#define PCAPNG_FIELDS_MAX 1024
size_t pcapng_fields(unsigned char out[PCAPNG_FIELDS_MAX],
    const struct feed_message *message);

/* pcapng_tags.c: what an exported PDU begins with: tags of Wireshark's
 * (epan/exported_pdu.h), high byte first, each padded to a multiple of four. */
enum {
	TAG_END = 0,
	TAG_DISSECTOR = 12,
	TAG_IPV4_SOURCE = 20,
	TAG_IPV4_DESTINATION = 21,
	TAG_IPV6_SOURCE = 22,
	TAG_IPV6_DESTINATION = 23,
	TAG_PORT_TYPE = 24,
	TAG_PORT_SOURCE = 25,
	TAG_PORT_DESTINATION = 26,
	TAG_COLUMN_PROTOCOL = 33
};
void pcapng_tags(struct pcapng_block *block,
    const struct feed_message *message, const char *local);

#endif
