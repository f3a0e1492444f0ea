/* Requests wait for their answers. */
#include "ctl/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "watch/pairing.h"
#include "wire/http_walk.h"

struct open_request {
	struct open_request *next;
	uint64_t client;
	struct exchange_side side;
	char bytes[];
};

/* Who is connected, and has its name. */
struct named_client {
	struct named_client *next;
	uint64_t client;
};

struct exchanges {
	struct exchange_sink sink;
	struct pairing *pairing;
	struct open_request *first, **last;	/* oldest first */
	struct named_client *named;
	uint64_t others, missed;
	/* Whose requests are left open at the end. */
	char name[NAME_SIZE], peer[ADDRESS_SIZE];
};

struct exchanges *
exchanges_new(const struct exchange_sink *sink)
{
	struct exchanges *exchanges = calloc(1, sizeof(*exchanges));

	if (exchanges == NULL)
		return NULL;
	exchanges->pairing = pairing_new();
	if (exchanges->pairing == NULL) {
		free(exchanges);
		return NULL;
	}
	exchanges->sink = *sink;
	exchanges->last = &exchanges->first;
	return exchanges;
}

static void
open_drop(struct exchanges *exchanges, struct open_request **link)
{
	struct open_request *open = *link;

	*link = open->next;
	if (open->next == NULL)
		exchanges->last = link;
	free(open);
}

static void
named_drop(struct exchanges *exchanges, uint64_t client)
{
	struct named_client **link = &exchanges->named, *named;

	while ((named = *link) != NULL) {
		if (named->client == client) {
			*link = named->next;
			free(named);
			return;
		}
		link = &named->next;
	}
}

void
exchanges_free(struct exchanges *exchanges)
{
	if (exchanges == NULL)
		return;
	while (exchanges->first != NULL)
		open_drop(exchanges, &exchanges->first);
	while (exchanges->named != NULL)
		named_drop(exchanges, exchanges->named->client);
	pairing_free(exchanges->pairing);
	free(exchanges);
}

static bool
client_named(const struct exchanges *exchanges, uint64_t client)
{
	const struct named_client *named;

	for (named = exchanges->named; named != NULL; named = named->next)
		if (named->client == client)
			return true;
	return false;
}

static void
named_add(struct exchanges *exchanges, uint64_t client)
{
	struct named_client *named;

	if (client_named(exchanges, client))
		return;
	named = malloc(sizeof(*named));
	if (named == NULL)
		return;
	*named = (struct named_client){ exchanges->named, client };
	exchanges->named = named;
}

static struct exchange_side
side_of(const struct feed_message *message)
{
	size_t head = http_walk_head(message->bytes, message->bytes_len);

	return (struct exchange_side){ .bytes = message->bytes,
	    .len = message->bytes_len,
	    .message_bytes = message->message_bytes,
	    .head_len = head == 0 ? message->bytes_len : head,
	    .wall_ns = message->wall_ns,
	    .arrived_ns = message->facts.arrived_ns,
	    .fault = message->fault };
}

static void
open_add(struct exchanges *exchanges, const struct feed_message *message)
{
	struct open_request *open = malloc(sizeof(*open) +
	    message->bytes_len);

	if (open == NULL || pairing_message(exchanges->pairing, message,
	    (uint64_t)(uintptr_t)open).kind != PAIRING_ASKS) {
		exchanges->missed++;
		free(open);
		return;
	}
	open->next = NULL;
	open->client = message->client;
	open->side = side_of(message);
	if (message->bytes_len > 0)
		memcpy(open->bytes, message->bytes, message->bytes_len);
	open->side.bytes = open->bytes;
	*exchanges->last = open;
	exchanges->last = &open->next;
}

/* Of a token; points at the end for 0. */
static struct open_request **
open_find(struct exchanges *exchanges, uint64_t token)
{
	struct open_request **link = &exchanges->first;

	while (*link != NULL && (uint64_t)(uintptr_t)*link != token)
		link = &(*link)->next;
	return link;
}

static void
exchange_give(struct exchanges *exchanges, const struct feed_message *record,
    const char *local, struct open_request *open, bool answered)
{
	struct exchange exchange = { .client = record->client,
	    .name = record->name, .peer = record->peer, .local = local,
	    .named = client_named(exchanges, record->client) };

	if (open != NULL)
		exchange.request = open->side;
	if (answered) {
		exchange.answer = side_of(record);
		exchange.status = record->status;
	}
	exchanges->sink.exchange(exchanges->sink.context, &exchange);
}

static void
exchange_message(struct exchanges *exchanges,
    const struct feed_message *record, const char *local)
{
	struct open_request **link;
	struct pairing_of of;

	if (!lab_speaks_http(record->lab)) {
		exchanges->others++;
		return;
	}
	if (record->direction == FEED_RECEIVED) {
		open_add(exchanges, record);
		return;
	}
	/* "100 Continue" is not yet the answer, whoever asked. */
	of = pairing_message(exchanges->pairing, record, 0);
	if (record->status >= 100 && record->status < 200)
		return;
	link = open_find(exchanges, of.token);
	exchange_give(exchanges, record, local, *link, true);
	if (*link != NULL)
		open_drop(exchanges, link);
}

/* Whoever has gone gets no answer any more. */
static void
exchange_gone(struct exchanges *exchanges, const struct feed_message *record)
{
	struct open_request **link;

	while (*(link = open_find(exchanges, pairing_take(exchanges->pairing,
	    record->client))) != NULL) {
		exchange_give(exchanges, record, "", *link, false);
		open_drop(exchanges, link);
	}
	named_drop(exchanges, record->client);
}

void
exchanges_record(struct exchanges *exchanges,
    const struct feed_message *record, const char *local)
{
	switch (record->event) {
	case FEED_MESSAGE:
		exchange_message(exchanges, record, local);
		break;
	case FEED_REGISTERED:
		named_add(exchanges, record->client);
		break;
	case FEED_DISCONNECTED:
		exchange_gone(exchanges, record);
		break;
	default:
		break;
	}
}

void
exchanges_end(struct exchanges *exchanges)
{
	struct feed_message record = { .name = "", .peer = "" };

	while (exchanges->first != NULL) {
		record.client = exchanges->first->client;
		exchange_gone(exchanges, &record);
	}
}

uint64_t
exchanges_others(const struct exchanges *exchanges)
{
	return exchanges->others;
}

uint64_t
exchanges_missed(const struct exchanges *exchanges)
{
	return exchanges->missed;
}

size_t
exchange_word(const struct exchange_side *side, size_t *at, const char **word)
{
	struct http_walk walk;
	const char *line;
	size_t from, len;

	http_walk_begin(&walk, side->bytes, side->head_len);
	if (!http_walk_next(&walk))
		return 0;
	line = (const char *)walk.line;
	for (from = *at; from < walk.line_len && line[from] == ' ';)
		from++;
	for (len = 0; from + len < walk.line_len && line[from + len] != ' ';)
		len++;
	*at = from + len;
	*word = line + from;
	return len;
}

const char *
exchange_field(const struct exchange_side *side, const char *name,
    size_t *len)
{
	struct http_walk walk;
	const char *value;

	http_walk_begin(&walk, side->bytes, side->head_len);
	(void)http_walk_next(&walk);
	while (http_walk_next(&walk) && walk.line_len > 0) {
		if (!http_walk_is(&walk, name))
			continue;
		value = memchr(walk.line, ':', walk.line_len);
		if (value == NULL)
			continue;
		value++;
		*len = walk.line_len - (size_t)(value -
		    (const char *)walk.line);
		for (; *len > 0 && (*value == ' ' || *value == '\t'); value++)
			--*len;
		while (*len > 0 && (value[*len - 1] == ' ' ||
		    value[*len - 1] == '\t'))
			--*len;
		return value;
	}
	return NULL;
}
