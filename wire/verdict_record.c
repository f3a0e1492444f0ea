/* Verdicts, as records. */
#include "wire/verdict_record.h"

#include <string.h>

#define FIXED_LEN 39

static unsigned char *
put(unsigned char *at, uint64_t value, size_t len)
{
	for (; len > 0; len--, value >>= 8)
		*at++ = (unsigned char)value;
	return at;
}

static uint64_t
get(const unsigned char **at, size_t len)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < len; i++)
		value |= (uint64_t)(*at)[i] << 8 * i;
	*at += len;
	return value;
}

void
verdict_record_make(struct feed_message *record,
    unsigned char bytes[VERDICT_RECORD_SIZE],
    const struct judge_verdict *verdict, const struct feed_message *of)
{
	char name[RULE_NAME_SIZE];
	size_t len = verdict->rule == RULE_NONE ? 0 :
	    strlen(rule_name(verdict->rule, verdict->lab, name));
	unsigned char *at = bytes;

	at = put(at, of->event == FEED_MESSAGE ? of->facts.number : 0, 8);
	at = put(at, (uint64_t)verdict->wall_ns, 8);
	at = put(at, verdict->line, 4);
	at = put(at, verdict->column, 4);
	at = put(at, verdict->at, 4);
	at = put(at, verdict->len, 4);
	at = put(at, verdict->quote_at, 4);
	at = put(at, verdict->result, 1);
	at = put(at, verdict->severity, 1);
	at = put(at, len, 1);
	memcpy(at, name, len);
	memcpy(at + len, verdict->quote, verdict->quote_len);
	*record = (struct feed_message){ .event = FEED_VERDICT,
	    .direction = verdict->direction, .client = verdict->client,
	    .message = verdict->message, .lab = verdict->lab,
	    .pid = of->pid, .name = of->name, .peer = of->peer,
	    .note = verdict->said, .bytes = bytes,
	    .fault = verdict->result == RULE_NOT_OK,
	    .wall_ns = verdict->wall_ns, .datagram = of->datagram };
	record->bytes_len = (size_t)(at - bytes) + len + verdict->quote_len;
	record->message_bytes = record->bytes_len;
	record->facts.row = of->facts.row;
}

/* The numbers before the name; false: there cannot be such. */
static bool
read_fixed(const unsigned char *at, struct judge_verdict *verdict,
    uint64_t *number)
{
	unsigned result, severity;

	*number = get(&at, 8);
	verdict->wall_ns = (int64_t)get(&at, 8);
	verdict->line = (uint32_t)get(&at, 4);
	verdict->column = (uint32_t)get(&at, 4);
	verdict->at = (uint32_t)get(&at, 4);
	verdict->len = (uint32_t)get(&at, 4);
	verdict->quote_at = (uint32_t)get(&at, 4);
	result = (unsigned)get(&at, 1);
	severity = (unsigned)get(&at, 1);
	if (result > RULE_NOT_OK || severity > RULE_MUST)
		return false;
	verdict->result = (enum rule_result)result;
	verdict->severity = (enum rule_severity)severity;
	return true;
}

bool
verdict_record_read(const struct feed_message *record,
    struct judge_verdict *verdict, uint64_t *number)
{
	const unsigned char *bytes = record->bytes;
	size_t name_len, quote_len;

	memset(verdict, 0, sizeof(*verdict));
	if (record->event != FEED_VERDICT || record->lab >= LAB_COUNT ||
	    record->bytes_len < FIXED_LEN ||
	    !read_fixed(bytes, verdict, number))
		return false;
	name_len = bytes[FIXED_LEN - 1];
	if (name_len > record->bytes_len - FIXED_LEN)
		return false;
	quote_len = record->bytes_len - FIXED_LEN - name_len;
	verdict->rule = rule_find((const char *)bytes + FIXED_LEN, name_len);
	if (quote_len > JUDGE_QUOTE_MAX || (verdict->rule == RULE_NONE &&
	    (name_len > 0 || verdict->result == RULE_NOT_OK)))
		return false;
	memcpy(verdict->quote, bytes + FIXED_LEN + name_len, quote_len);
	verdict->quote_len = (uint32_t)quote_len;
	verdict->lab = record->lab;
	verdict->client = record->client;
	verdict->message = record->message;
	verdict->direction = record->direction;
	(void)text_copy(verdict->said, sizeof(verdict->said), record->note);
	return true;
}
