/* A message on one line. */
#include "gui/model/summary.h"

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/model/event.h"
#include "gui/model/log_message.h"
#include "wire/record_words.h"

#define STATUS_DIGITS	3

/* Is all of the body digits?  Then it is how long to wait. */
static bool
is_seconds(const struct log_entry *entry)
{
	uint32_t i;

	if (entry->lab != LAB_WAIT || entry->direction != FEED_RECEIVED ||
	    entry->head_len == 0 || entry->head_len == entry->len)
		return false;
	for (i = entry->head_len; i < entry->len; i++)
		if (entry->bytes[i] < '0' || entry->bytes[i] > '9')
			return false;
	return true;
}

/* "200 OK: text" is "200 text": what the answer says, where it says more than
 * its status does; a text that begins with the status stands alone. */
static void
drop_reason(const struct log_entry *entry, char *words)
{
	const char *body = strstr(words, ": ");
	size_t i, to = STATUS_DIGITS + 1;

	if (entry->direction != FEED_SENT || entry->status == 0 ||
	    entry->head_len == 0 || entry->head_len == entry->len ||
	    body == NULL || body[2] == '\0')
		return;
	for (i = 0; i < STATUS_DIGITS; i++)
		if (words[i] < '0' || words[i] > '9')
			return;
	if (words[STATUS_DIGITS] != ' ')
		return;
	if (strncmp(body + 2, words, STATUS_DIGITS + 1) == 0)
		to = 0;
	/* Not memmove: valgrind takes glibc's checked one for memcpy. */
	for (body += 2; *body != '\0'; body++)
		words[to++] = *body;
	words[to] = '\0';
}

static void
message_words(const struct log_entry *entry, char out[SUMMARY_SIZE])
{
	struct feed_message message;
	char label[SUMMARY_SIZE - 4 * NAME_SIZE - 8], name[4 * NAME_SIZE];

	log_message(entry, &message);
	record_label(&message, label, sizeof(label));
	drop_reason(entry, label);
	if (entry->lab == LAB_CHAT && entry->direction == FEED_RECEIVED) {
		(void)text_escape(name, sizeof(name), entry->name,
		    strlen(entry->name));
		(void)snprintf(out, SUMMARY_SIZE, "%s: %s", name, label);
	} else
		(void)snprintf(out, SUMMARY_SIZE, "%s%s", label,
		    is_seconds(entry) ? " s" : "");
}

void
summary_words(const struct log_entry *entry, char out[SUMMARY_SIZE])
{
	if (entry->kind == LOG_MESSAGE)
		message_words(entry, out);
	else
		event_words(entry, out, SUMMARY_SIZE);
}

static void
put_open(const struct log_entry *entry, int64_t now_ns,
    char out[SUMMARY_WAIT_SIZE])
{
	int64_t waits_ns = now_ns - entry->wall_ns;
	char seconds[WORDING_NUMBER_SIZE];

	if (now_ns == 0) {
		(void)text_copy(out, SUMMARY_WAIT_SIZE,
		    wording_of("list.open", "none so far"));
		return;
	}
	wording_put(out, SUMMARY_WAIT_SIZE, wording_of("list.waits",
	    "waits %1 s"), wording_number(seconds, waits_ns < 0 ? 0 :
	    (uint64_t)(waits_ns / NS_PER_S)), NULL);
}

void
summary_wait(const struct log_entry *entry, int64_t now_ns,
    char out[SUMMARY_WAIT_SIZE])
{
	out[0] = '\0';
	switch (entry->asked) {
	case LOG_ASKED_OPEN:
		put_open(entry, now_ns, out);
		break;
	case LOG_ASKED_GONE:
		(void)text_copy(out, SUMMARY_WAIT_SIZE,
		    wording_of("list.gone", "no answer"));
		break;
	case LOG_ASKED_UNKNOWN:
		(void)text_copy(out, SUMMARY_WAIT_SIZE,
		    wording_of("list.unknown", "not known"));
		break;
	default:
		if (entry->asked == LOG_ASKED_ANSWERED || entry->request != 0)
			(void)wording_number(out, (uint64_t)(entry->waited_ns /
			    NS_PER_MS));
		break;
	}
}
