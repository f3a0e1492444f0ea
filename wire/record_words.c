/* Records in words. */
#include "wire/record_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/labs.h"
#include "wire/http_walk.h"
#include "wire/sentence.h"
#include "wire/verdict_record.h"

static void __attribute__((format(printf, 2, 3)))
put(char out[RECORD_WORDS_SIZE], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(out, RECORD_WORDS_SIZE, format, arguments);
	va_end(arguments);
}

static const char *
plural(uint64_t count)
{
	return count == 1 ? "" : "s";
}

static void
put_connected(char out[RECORD_WORDS_SIZE], const struct feed_message *record)
{
	const char *lab = lab_info(record->lab)->name;

	if (record->datagram)
		put(out, "connected from %s (%s, datagrams)", record->peer,
		    lab);
	else
		put(out, "connected from %s (%s, process %d)", record->peer,
		    lab, (int)record->pid);
}

/* "message 4: not ok: calc.form (must), no expression, line 1, column 1" */
static void
put_verdict(char out[RECORD_WORDS_SIZE], const struct feed_message *record)
{
	char name[RULE_NAME_SIZE], where[JUDGE_WHERE_SIZE], of[32] = "";
	struct judge_verdict verdict;
	uint64_t number;

	if (!verdict_record_read(record, &verdict, &number)) {
		put(out, "is judged by a rule that this version does not "
		    "know");
		return;
	}
	(void)rule_name(verdict.rule, verdict.lab, name);
	judge_where(&verdict, where);
	if (verdict.message != 0)
		(void)snprintf(of, sizeof(of), "message %u: ",
		    (unsigned)verdict.message);
	if (verdict.result == RULE_OK)
		put(out, "%sok: %s", of, name);
	else
		put(out, "%snot ok: %s (%s), %s%s%s", of, name,
		    rule_severity_word(verdict.severity), verdict.said,
		    where[0] == '\0' ? "" : ", ", where);
}

static void
put_bytes(char out[RECORD_WORDS_SIZE], const struct feed_message *record,
    const char *before, const char *behind)
{
	put(out, "%s%llu byte%s%s", before,
	    (unsigned long long)record->message_bytes,
	    plural(record->message_bytes), behind);
}

/* Events that need no more than their own words. */
static void
put_event(char out[RECORD_WORDS_SIZE], const struct feed_message *record)
{
	switch (record->event) {
	case FEED_FIN:
		put(out, "has closed its sending side");
		break;
	case FEED_RESET:
		put(out, "has reset the connection");
		break;
	case FEED_CLOSE:
		put(out, "is hung up on by the server");
		break;
	case FEED_UNREAD:
		put_bytes(out, record, "", " had come that nobody read");
		break;
	case FEED_UNSENT:
		put_bytes(out, record, "",
		    " of the message before did not get out");
		break;
	case FEED_LOST:
		put(out, "%llu record%s missing here",
		    (unsigned long long)record->message_bytes,
		    record->message_bytes == 1 ? " is" : "s are");
		break;
	default:
		put(out, "%s%s%s", feed_event_word(record->event),
		    record->note[0] == '\0' ? "" : ": ", record->note);
		break;
	}
}

void
record_words(const struct feed_message *record, char out[RECORD_WORDS_SIZE])
{
	out[0] = '\0';
	switch (record->event) {
	case FEED_MESSAGE:
		put_bytes(out, record, record->direction == FEED_SENT ?
		    "was sent " : "sent ", "");
		break;
	case FEED_CONNECTED:
		put_connected(out, record);
		break;
	case FEED_REGISTERED:
		put(out, record->note[0] == '\0' ? "registered%s" :
		    "registered (was %s)", record->note);
		break;
	case FEED_NOTE:
		if (record->facts.sentence >= SENTENCE_COUNT)
			put(out, "says what this version has no words for");
		else
			(void)sentence_write(out, RECORD_WORDS_SIZE,
			    record->facts.sentence, record->bytes,
			    record->bytes_len);
		break;
	case FEED_VERDICT:
		put_verdict(out, record);
		break;
	default:
		put_event(out, record);
		break;
	}
}

/* An HTTP start line without the version: "POST /wait", "200 OK". */
static void
label_start(const struct http_walk *walk, bool sent, char *out, size_t size)
{
	const char *line = (const char *)walk->line;
	size_t len = walk->line_len, at;

	for (at = 0; sent && at < len && line[at] != ' '; at++)
		continue;
	if (sent && at < len) {
		line += at + 1;
		len -= at + 1;
	}
	if (!sent && len > 9 && memcmp(line + len - 9, " HTTP/", 6) == 0)
		len -= 9;
	(void)text_escape(out, size, line, len);
}

void
record_label(const struct feed_message *message, char *out, size_t size)
{
	size_t head = lab_speaks_http(message->lab) ?
	    http_walk_head(message->bytes, message->bytes_len) : 0, used;
	struct http_walk walk;

	if (head == 0) {
		(void)text_escape_line(out, size, message->bytes,
		    message->bytes_len);
		return;
	}
	out[0] = '\0';
	http_walk_begin(&walk, message->bytes, head);
	if (http_walk_next(&walk))
		label_start(&walk, message->direction == FEED_SENT, out,
		    size);
	used = strlen(out);
	if (head >= message->bytes_len || size - used < 8)
		return;
	(void)memcpy(out + used, ": ", 3);
	(void)text_escape_line(out + used + 2, size - used - 2,
	    (const char *)message->bytes + head, message->bytes_len - head);
}
