/* A record as a packet, or as a custom block. */
#include "wire/pcapng_private.h"

#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "wire/http.h"
#include "wire/sentence.h"

#define OPTION_FLAGS	2	/* of a packet: its direction */
#define OPTION_CUSTOM	2989	/* bytes of an enterprise's own */
#define INBOUND		1
#define OUTBOUND	2
#define COMMENT_SIZE	512

static const unsigned char field_count = 0
#define FIELD(member) + 1
#include "wire/pcapng_fields.def"
#undef FIELD
    ;

static void
put_text(struct pcapng_block *block, const void *text, size_t len)
{
	pcapng_number(block, len, 4);
	pcapng_bytes(block, text, len);
}

static void
put_string(struct pcapng_block *block, const char *text, size_t size)
{
	put_text(block, text == NULL ? "" : text,
	    text == NULL ? 0 : strnlen(text, size - 1));
}

static void
put_fields(struct pcapng_block *block, const struct feed_message *given)
{
	struct feed_message copy = *given, *message = &copy;

	message->facts.sentence_key = given->event == FEED_NOTE ?
	    sentence_key(given->facts.sentence) : 0;
	pcapng_number(block, PCAPNG_ENTERPRISE, 4);
	pcapng_number(block, field_count, 4);
#define FIELD(member) \
	pcapng_number(block, (uint64_t)(int64_t)message->member, 8);
#include "wire/pcapng_fields.def"
#undef FIELD
	put_string(block, message->name, NAME_SIZE);
	put_string(block, message->peer, ADDRESS_SIZE);
	put_string(block, message->note, FEED_NOTE_MAX + 1);
}

/* The option's length is known when its value is there. */
static void
put_option_fields(struct pcapng_block *block,
    const struct feed_message *message)
{
	struct pcapng_block head = { block->bytes, 0, block->len };

	pcapng_number(block, 0, 4);
	put_fields(block, message);
	pcapng_number(&head, OPTION_CUSTOM, 2);
	pcapng_number(&head, block->len - head.len - 2, 2);
	pcapng_pad(block);
}

/* In the words that its sender was answered; a record has no column. */
static void
put_fault(struct pcapng_block *block, const struct feed_facts *facts)
{
	struct http_fault fault = { .rule = HTTP_RULE_NONE };
	char said[HTTP_SAID_SIZE], line[24] = "";
	char comment[COMMENT_SIZE];

	if (facts->fault_rule == 0 || facts->fault_rule > HTTP_RULE_COUNT)
		return;
	fault.rule = (enum http_rule)(facts->fault_rule - 1);
	http_fault_say(&fault, said);
	if (facts->fault_line != 0)
		(void)snprintf(line, sizeof(line), "line %u, ",
		    (unsigned)facts->fault_line);
	(void)snprintf(comment, sizeof(comment), "malformed: %s (%sbyte %u of "
	    "the message)", said, line, (unsigned)facts->fault_byte);
	pcapng_comment(block, comment);
}

static void
put_comment(struct pcapng_block *block, const struct feed_message *message,
    const struct pcapng_about *about)
{
	char comment[COMMENT_SIZE];

	(void)snprintf(comment, sizeof(comment), "%s, process %d",
	    message->name, (int)message->pid);
	pcapng_comment(block, comment);
	if (message->fault)
		put_fault(block, &message->facts);
	if (about->judged != NULL && about->judged[0] != '\0') {
		(void)text_copy(comment, sizeof(comment), about->judged);
		pcapng_comment(block, comment);
	}
	if (about->missed == 0)
		return;
	(void)snprintf(comment, sizeof(comment), "%llu records of the "
	    "journal could not be read in time and are missing before this",
	    (unsigned long long)about->missed);
	pcapng_comment(block, comment);
}

static void
put_packet(struct pcapng_block *block, const struct feed_message *message,
    const struct pcapng_about *about)
{
	uint64_t whole = message->message_bytes < message->bytes_len ?
	    message->bytes_len : message->message_bytes;
	struct pcapng_block lengths;
	size_t tags;

	pcapng_open(block, PCAPNG_PACKET);
	pcapng_number(block, 0, 4);
	pcapng_number(block, (uint64_t)message->wall_ns >> 32, 4);
	pcapng_number(block, (uint64_t)message->wall_ns, 4);
	lengths = *block;
	pcapng_number(block, 0, 8);
	tags = block->len;
	pcapng_tags(block, message, about->local);
	tags = block->len - tags;
	pcapng_number(&lengths, tags + message->bytes_len, 4);
	/* The field has 32 bits; the record's own has more. */
	pcapng_number(&lengths, tags + whole > UINT32_MAX ? UINT32_MAX :
	    tags + whole, 4);
	pcapng_bytes(block, message->bytes, message->bytes_len);
	pcapng_pad(block);
	put_comment(block, message, about);
	pcapng_number(block, OPTION_FLAGS, 2);
	pcapng_number(block, 4, 2);
	pcapng_number(block, message->direction == FEED_SENT ? OUTBOUND :
	    INBOUND, 4);
	put_option_fields(block, message);
	pcapng_number(block, 0, 4);
	pcapng_close(block);
}

size_t
pcapng_put(unsigned char out[PCAPNG_BLOCK_MAX],
    const struct feed_message *message, const struct pcapng_about *about)
{
	struct pcapng_block block = { .bytes = out };

	if (message->event == FEED_MESSAGE) {
		put_packet(&block, message, about);
		return block.len;
	}
	pcapng_open(&block, PCAPNG_CUSTOM);
	put_fields(&block, message);
	put_text(&block, message->bytes, message->bytes_len);
	pcapng_pad(&block);
	pcapng_close(&block);
	return block.len;
}

void
pcapng_lost(struct feed_message *record, int64_t wall_ns, uint64_t missed)
{
	*record = (struct feed_message){ .event = FEED_LOST,
	    .wall_ns = wall_ns, .message_bytes = missed, .bytes = "" };
}
