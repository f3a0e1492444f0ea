/* The messages the monitor keeps. */
#include "gui/model/log.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/model/log_private.h"
#include "watch/watcher.h"
#include "wire/http_walk.h"

/* Events and gaps stand between the messages: room for as many again. */
#define ENTRIES_A_MESSAGE 2

struct log *
log_new(size_t messages_max, size_t bytes_max)
{
	struct log *log = calloc(1, sizeof(*log));

	if (log == NULL)
		return NULL;
	log->ring_size = messages_max * ENTRIES_A_MESSAGE;
	log->ring = calloc(log->ring_size, sizeof(log->ring[0]));
	if (log->ring == NULL) {
		free(log);
		return NULL;
	}
	log->messages_max = messages_max;
	log->bytes_max = bytes_max;
	log->first = log->next = log->epoch = 1;
	return log;
}

void
log_free(struct log *log)
{
	if (log == NULL)
		return;
	log_clear(log);
	pairing_free(log->pairing);
	free(log->ring);
	free(log);
}

struct log_entry *
log_hold(struct log_entry *entry)
{
	entry->references++;
	return entry;
}

void
log_release(struct log_entry *entry)
{
	if (entry == NULL || --entry->references != 0)
		return;
	log_verdicts_free(entry->verdicts);
	free(entry);
}

static void
drop_oldest(struct log *log)
{
	struct log_entry *entry = log->ring[log->first % log->ring_size];

	log->ring[log->first % log->ring_size] = NULL;
	log->first++;
	log->bytes -= entry->len;
	if (entry->kind == LOG_MESSAGE)
		log->counts.kept--;
	if (entry->asked == LOG_ASKED_OPEN && log->pairing != NULL)
		pairing_forget(log->pairing, entry->client, entry->id);
	log_release(entry);
}

void
log_clear(struct log *log)
{
	while (log->first != log->next)
		drop_oldest(log);
	log->counts.let_go = log->counts.lost = 0;
}

void
log_begin_again(struct log *log)
{
	struct pairing *pairing = log->pairing == NULL ? NULL : pairing_new();

	log_clear(log);
	log_pair_none(log, LOG_ASKED_UNKNOWN);
	if (pairing != NULL) {
		pairing_free(log->pairing);
		log->pairing = pairing;
	}
	log->counts = (struct log_counts){ 0 };
	log->epoch = log->next;
	log->last_number = log->judge.next = log->changed = 0;
	log->last_wall_ns = 0;
}

static void
let_go(struct log *log)
{
	while (log->first != log->next &&
	    (log->counts.kept > log->messages_max ||
	    log->bytes > log->bytes_max ||
	    log->next - log->first > log->ring_size - 1)) {
		log->counts.let_go +=
		    log_at(log, log->first)->kind == LOG_MESSAGE;
		drop_oldest(log);
	}
}

static void
append(struct log *log, struct log_entry *entry)
{
	entry->references = 1;
	entry->id = log->next;
	log_verdict_number(log, entry);
	log->ring[log->next % log->ring_size] = entry;
	log->next++;
	log->bytes += entry->len;
	if (entry->kind == LOG_MESSAGE)
		log->counts.kept++;
	let_go(log);
}

/* Text that holds one odd byte is text with an escape in it; data that is
 * odd all over is better read as hex.  Padding is neither. */
static bool
is_binary(const unsigned char *bytes, size_t len)
{
	size_t at, step, odd = 0, padding = 0;
	unsigned code;

	for (at = 0; at < len; at += step) {
		step = 1;
		if (bytes[at] >= 0x20 && bytes[at] < 0x7f)
			continue;
		step = text_nul_run(bytes + at, len - at);
		padding += step;
		if (step != 0)
			continue;
		step = text_utf8(bytes + at, len - at, &code);
		if (step == 0) {
			odd++;
			step = 1;
		} else if (!text_printable(code) && bytes[at] != '\r' &&
		    bytes[at] != '\n' && bytes[at] != '\t')
			odd++;
	}
	return odd * 8 > len - padding;
}

static void
judge(struct log_entry *entry)
{
	if (lab_speaks_http(entry->lab))
		entry->head_len = (uint32_t)http_walk_head(entry->bytes,
		    entry->len);
	if (is_binary(entry->bytes, entry->head_len))
		entry->binary |= LOG_HEAD_BINARY;
	if (is_binary(entry->bytes + entry->head_len,
	    entry->len - entry->head_len))
		entry->binary |= LOG_BODY_BINARY;
}

static struct log_entry *
make_entry(const struct feed_message *message)
{
	struct log_entry *entry = malloc(sizeof(*entry) + message->bytes_len);

	if (entry == NULL)
		return NULL;
	memset(entry, 0, sizeof(*entry));
	entry->kind = message->event == FEED_MESSAGE ? LOG_MESSAGE : LOG_EVENT;
	entry->event = message->event;
	entry->direction = message->direction;
	entry->wall_ns = message->wall_ns;
	entry->client = message->client;
	entry->facts = message->facts;
	entry->message = message->message;
	entry->message_bytes = message->message_bytes;
	entry->pid = message->pid;
	entry->status = message->status;
	entry->lab = (uint8_t)message->lab;
	entry->truncated = message->truncated;
	entry->fault = message->fault;
	entry->datagram = message->datagram;
	entry->past = message->past;
	entry->len = (uint32_t)message->bytes_len;
	text_copy(entry->name, sizeof(entry->name), message->name);
	text_copy(entry->peer, sizeof(entry->peer), message->peer);
	text_copy(entry->note, sizeof(entry->note), message->note);
	memcpy(entry->bytes, message->bytes, message->bytes_len);
	judge(entry);
	return entry;
}

bool
log_add(struct log *log, const struct feed_message *message)
{
	struct log_entry *entry = make_entry(message);

	log->counts.seen += message->event == FEED_MESSAGE;
	if (entry == NULL) {
		log->counts.let_go++;
		return false;
	}
	append(log, entry);
	log_pair(log, log_at(log, log->next - 1), message);
	return true;
}

bool
log_add_gap(struct log *log, uint64_t lost, int64_t wall_ns)
{
	struct log_entry *entry = calloc(1, sizeof(*entry));

	log->counts.lost += lost;
	log_pair_none(log, LOG_ASKED_UNKNOWN);
	if (entry == NULL)
		return false;
	entry->kind = LOG_GAP;
	entry->lost = lost;
	entry->wall_ns = wall_ns;
	append(log, entry);
	return true;
}

bool
log_add_server(struct log *log, enum feed_event event, bool crashed,
    const char *words, int64_t wall_ns)
{
	struct log_entry *entry = calloc(1, sizeof(*entry));

	if (event == FEED_DISCONNECTED)
		log_pair_none(log, LOG_ASKED_GONE);
	if (entry == NULL)
		return false;
	entry->kind = LOG_SERVER;
	entry->event = event;
	entry->fault = crashed;
	entry->wall_ns = wall_ns;
	text_copy(entry->note, sizeof(entry->note), words);
	append(log, entry);
	return true;
}

bool
log_tells_crash(const char *end_words)
{
	const char *word;
	unsigned end;

	for (end = 0; end < END_COUNT; end++) {
		word = end_text(end);
		if (watch_end_is_crash(end) &&
		    strncmp(end_words, word, strlen(word)) == 0)
			return true;
	}
	return false;
}

bool
log_is_crash(const struct log_entry *entry)
{
	return entry->kind == LOG_SERVER ? entry->fault :
	    entry->kind == LOG_EVENT && entry->event == FEED_DISCONNECTED &&
	    log_tells_crash(entry->note);
}

uint64_t
log_first(const struct log *log)
{
	return log->first;
}

uint64_t
log_next(const struct log *log)
{
	return log->next;
}

struct log_entry *
log_at(const struct log *log, uint64_t id)
{
	return id < log->first || id >= log->next ? NULL :
	    log->ring[id % log->ring_size];
}

struct log_counts
log_counts(const struct log *log)
{
	return log->counts;
}
