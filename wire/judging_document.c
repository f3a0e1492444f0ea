/* The judge's answers, as JSON. */
#include "wire/judging_document.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool
document_room(struct judging_document *document, size_t len)
{
	size_t size = document->size == 0 ? 16384 : document->size;
	char *more;

	while (size - document->len <= len)
		size *= 2;
	if (size == document->size || document->failed)
		return !document->failed;
	more = realloc(document->bytes, size);
	if (more == NULL) {
		document->failed = true;
		return false;
	}
	document->bytes = more;
	document->size = size;
	return true;
}

static void __attribute__((format(printf, 2, 3)))
document_put(struct judging_document *document, const char *format, ...)
{
	char text[256];
	va_list words;
	int len;

	va_start(words, format);
	len = vsnprintf(text, sizeof(text), format, words);
	va_end(words);
	if (len < 0 || (size_t)len >= sizeof(text) ||
	    !document_room(document, (size_t)len))
		return;
	memcpy(document->bytes + document->len, text, (size_t)len + 1);
	document->len += (size_t)len;
}

/* "key":"text", all that is not plain ASCII as the numbers of its UTF-16. */
static void
document_text(struct judging_document *document, const char *key,
    const char *text)
{
	size_t len = strlen(text), at, one;
	uint32_t code;

	document_put(document, "\"%s\":\"", key);
	for (at = 0; at < len; at += one) {
		one = text_utf8(text + at, len - at, &code);
		if (one == 0) {
			one = 1;
			code = 0xfffd;
		}
		if (code >= 0x10000)
			document_put(document, "\\u%04x\\u%04x",
			    0xd800 + ((code - 0x10000) >> 10),
			    0xdc00 + ((code - 0x10000) & 0x3ff));
		else if (code < ' ' || code > '~' || code == '"' ||
		    code == '\\')
			document_put(document, "\\u%04x", code);
		else
			document_put(document, "%c", (int)code);
	}
	document_put(document, "\",");
}

static void
document_number(struct judging_document *document, const char *key,
    uint64_t value)
{
	document_put(document, "\"%s\":%" PRIu64 ",", key, value);
}

static void
document_bool(struct judging_document *document, const char *key, bool value)
{
	document_put(document, "\"%s\":%s,", key, value ? "true" : "false");
}

/* A comma behind the last is taken back. */
static void
document_close(struct judging_document *document, const char *end)
{
	if (!document->failed && document->len > 0 &&
	    document->bytes[document->len - 1] == ',')
		document->len--;
	document_put(document, "%s,", end);
}

static void
document_verdict(struct judging_document *document, const char *key,
    const struct judge_verdict *verdict)
{
	char hex[2 * JUDGE_QUOTE_MAX + 1] = "";
	uint32_t i;

	for (i = 0; i < verdict->quote_len && i < JUDGE_QUOTE_MAX; i++)
		(void)snprintf(hex + 2 * i, 3, "%02x", verdict->quote[i]);
	document_put(document, "\"%s\":{\"wall_ns\":%" PRId64 ",", key,
	    verdict->wall_ns);
	document_number(document, "client", verdict->client);
	document_text(document, "severity",
	    rule_severity_word(verdict->severity));
	document_number(document, "message", verdict->message);
	document_text(document, "direction", verdict->direction ==
	    FEED_SENT ? "sent" : verdict->direction == FEED_RECEIVED ?
	    "received" : "");
	document_number(document, "line", verdict->line);
	document_number(document, "column", verdict->column);
	document_number(document, "at", verdict->at);
	document_number(document, "len", verdict->len);
	document_number(document, "quote_at", verdict->quote_at);
	document_text(document, "quote", hex);
	document_text(document, "said", verdict->said);
	document_close(document, "}");
}

static void
document_rule(struct judging_document *document,
    const struct judging_entry *entry, unsigned rule, bool evidence)
{
	const struct judge_count *count = &entry->summary.counts[rule];
	const struct judge_evidence *kept;
	char name[RULE_NAME_SIZE];

	if (count->ok == 0 && count->not_ok == 0)
		return;
	document_put(document, "{");
	document_text(document, "rule", rule_name(rule, entry->lab, name));
	document_number(document, "ok", count->ok);
	document_number(document, "not_ok", count->not_ok);
	document_text(document, "severity", rule_severity_word(
	    (enum rule_severity)count->severity));
	kept = judge_summary_evidence(&entry->summary, rule);
	if (evidence && kept != NULL) {
		document_verdict(document, "first", &kept->first);
		document_verdict(document, "last", &kept->last);
	}
	document_close(document, "}");
}

static void
document_entry(struct judging_document *document,
    const struct judging_entry *entry, bool evidence)
{
	unsigned rule;

	document_put(document, document->more ? ",{" : "{");
	document->more = true;
	document_text(document, "name", entry->name);
	document_text(document, "lab", lab_info(entry->lab)->name);
	document_bool(document, "guest", entry->guest);
	document_bool(document, "moved", entry->moved);
	document_number(document, "connections", entry->connections);
	document_text(document, "peer", entry->peer);
	document_number(document, "messages", entry->messages);
	document_number(document, "unjudged", entry->unjudged);
	document_number(document, "order", entry->order);
	document_put(document, "\"rules\":[");
	for (rule = 1; rule < RULE_COUNT; rule++)
		document_rule(document, entry, rule, evidence);
	document_close(document, "]");
	document_close(document, "}");
	document->len -= !document->failed;
}

static void
document_facts(struct judging_document *document,
    const struct judging *judging)
{
	struct judging_facts facts;
	unsigned i;

	judging_facts(judging, &facts);
	document_put(document, "{\"version\":%d,\"since_ns\":%" PRId64 ",",
	    JUDGING_DOCUMENT_VERSION, facts.since_wall_ns);
	document_number(document, "missed", facts.missed);
	document_number(document, "gave_way", facts.gave_way);
	document_number(document, "starts", facts.starts);
	document_put(document, "\"skipped\":[");
	for (i = 0; i < facts.skipped_count; i++)
		document_put(document, "%" PRIu64 ",", facts.skipped[i]);
	document_close(document, "]");
}

void
judging_document_begin(struct judging_document *document,
    const struct judging *judging, const struct name_at *who, bool evidence)
{
	memset(document, 0, sizeof(*document));
	document->judging = judging;
	document->who = *who;
	document->evidence = evidence;
}

/* The next entry that is meant; false: there is none. */
static bool
document_next(struct judging_document *document)
{
	const struct judging_entry *entry;

	while ((entry = judging_next(document->judging, &document->at)) !=
	    NULL)
		if (document->who.name == NULL || name_at_is(&document->who,
		    entry->name, entry->lab)) {
			document_entry(document, entry, document->evidence);
			return true;
		}
	return false;
}

bool
judging_document_more(struct judging_document *document)
{
	if (document->done)
		return !document->failed;
	if (!document->begun) {
		document_facts(document, document->judging);
		document_put(document, "\"entries\":[");
		document->begun = true;
	}
	if (!document_next(document)) {
		document_put(document, "]}\n");
		document->done = true;
	}
	return !document->failed;
}

void
judging_document_free(struct judging_document *document)
{
	free(document->bytes);
	document->bytes = NULL;
}
