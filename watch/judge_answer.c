/* The judge's answers, from JSON. */
#include "watch/judge_answer.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"
#include "wire/judging_document.h"

static uint64_t
answer_number(const json_t *object, const char *key)
{
	json_int_t value = json_integer_value(json_object_get(object, key));

	return value < 0 ? 0 : (uint64_t)value;
}

static uint32_t
answer_short(const json_t *object, const char *key)
{
	uint64_t value = answer_number(object, key);

	return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static const char *
answer_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

static enum rule_severity
answer_severity(const json_t *object)
{
	const char *word = answer_text(object, "severity");
	unsigned i;

	for (i = RULE_STYLE; i < RULE_MUST; i++)
		if (strcmp(word, rule_severity_word(i)) == 0)
			break;
	return i;
}

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, c);

	return c == '\0' || at == NULL ? -1 : (int)(at - digits);
}

static void
answer_quote(struct judge_verdict *verdict, const char *hex)
{
	int high, low;

	while (verdict->quote_len < JUDGE_QUOTE_MAX) {
		high = hex_digit(hex[0]);
		low = high == -1 ? -1 : hex_digit(hex[1]);
		if (low == -1)
			return;
		verdict->quote[verdict->quote_len++] =
		    (unsigned char)(high * 16 + low);
		hex += 2;
	}
}

static void
answer_verdict(struct judge_verdict *verdict, const json_t *object,
    unsigned rule, unsigned lab)
{
	const char *direction = answer_text(object, "direction");

	memset(verdict, 0, sizeof(*verdict));
	verdict->rule = (enum rule)rule;
	verdict->lab = lab;
	verdict->result = RULE_NOT_OK;
	verdict->severity = answer_severity(object);
	verdict->client = answer_number(object, "client");
	verdict->wall_ns = (int64_t)answer_number(object, "wall_ns");
	verdict->message = answer_short(object, "message");
	verdict->direction = strcmp(direction, "sent") == 0 ? FEED_SENT :
	    strcmp(direction, "received") == 0 ? FEED_RECEIVED :
	    FEED_NEITHER;
	verdict->line = answer_short(object, "line");
	verdict->column = answer_short(object, "column");
	verdict->at = answer_short(object, "at");
	verdict->len = answer_short(object, "len");
	verdict->quote_at = answer_short(object, "quote_at");
	answer_quote(verdict, answer_text(object, "quote"));
	(void)text_copy(verdict->said, sizeof(verdict->said),
	    answer_text(object, "said"));
}

static void
answer_rule(struct judging_entry *entry, const json_t *object)
{
	struct judge_summary *summary = &entry->summary;
	const char *name = answer_text(object, "rule");
	const json_t *first = json_object_get(object, "first");
	enum rule rule = rule_find(name, strlen(name));
	struct judge_evidence *evidence;

	if (rule == RULE_NONE)
		return;
	summary->counts[rule].ok = answer_short(object, "ok");
	summary->counts[rule].not_ok = answer_short(object, "not_ok");
	summary->counts[rule].severity = (uint8_t)answer_severity(object);
	if (first == NULL || summary->counts[rule].evidence != 0 ||
	    summary->evidence_count >= JUDGE_EVIDENCE)
		return;
	evidence = &summary->evidence[summary->evidence_count++];
	summary->counts[rule].evidence = (uint8_t)summary->evidence_count;
	answer_verdict(&evidence->first, first, rule, entry->lab);
	answer_verdict(&evidence->last, json_object_get(object, "last"),
	    rule, entry->lab);
}

/* NULL: it is none, or there is no memory. */
static struct judging_entry *
answer_entry(const json_t *object)
{
	const char *lab_name = answer_text(object, "lab");
	struct judging_entry *entry;
	int lab = lab_find(lab_name, strlen(lab_name));
	json_t *rules = json_object_get(object, "rules");
	size_t i;

	entry = lab == -1 ? NULL : calloc(1, sizeof(*entry));
	if (entry == NULL)
		return NULL;
	entry->used = 1;
	entry->lab = (uint32_t)lab;
	(void)text_copy(entry->name, sizeof(entry->name),
	    answer_text(object, "name"));
	(void)text_copy(entry->peer, sizeof(entry->peer),
	    answer_text(object, "peer"));
	entry->guest = json_is_true(json_object_get(object, "guest"));
	entry->moved = json_is_true(json_object_get(object, "moved"));
	entry->connections = answer_short(object, "connections");
	entry->messages = answer_number(object, "messages");
	entry->unjudged = answer_number(object, "unjudged");
	entry->order = answer_number(object, "order");
	for (i = 0; i < json_array_size(rules); i++)
		answer_rule(entry, json_array_get(rules, i));
	return entry;
}

static int
entry_order(const void *a, const void *b)
{
	const struct judging_entry *left = *(void *const *)a;
	const struct judging_entry *right = *(void *const *)b;

	return (left->order > right->order) - (left->order < right->order);
}

static void
answer_facts(struct judging_facts *facts, const json_t *document)
{
	const json_t *skipped = json_object_get(document, "skipped");

	facts->since_wall_ns = (int64_t)answer_number(document, "since_ns");
	facts->missed = answer_number(document, "missed");
	facts->gave_way = answer_number(document, "gave_way");
	facts->starts = answer_number(document, "starts");
	while (facts->skipped_count < JUDGING_SKIPPED &&
	    facts->skipped_count < json_array_size(skipped)) {
		facts->skipped[facts->skipped_count] = (uint64_t)
		    json_integer_value(json_array_get(skipped,
		    facts->skipped_count));
		facts->skipped_count++;
	}
}

static const char *
answer_take(struct judge_answer *answer, const json_t *document)
{
	const json_t *entries = json_object_get(document, "entries");
	size_t count = json_array_size(entries), i;
	const char *fault = answer_text(document, "error");

	if (fault[0] != '\0')
		return "the judge has no answer to that";
	if (json_integer_value(json_object_get(document, "version")) !=
	    JUDGING_DOCUMENT_VERSION)
		return "the judge is of another version";
	answer_facts(&answer->facts, document);
	answer->entries = calloc(count + 1, sizeof(*answer->entries));
	if (answer->entries == NULL)
		return "no memory";
	for (i = 0; i < count; i++) {
		answer->entries[answer->count] =
		    answer_entry(json_array_get(entries, i));
		answer->count += answer->entries[answer->count] != NULL;
	}
	qsort(answer->entries, answer->count, sizeof(*answer->entries),
	    entry_order);
	return NULL;
}

const char *
judge_answer_read(struct judge_answer *answer, const char *bytes, size_t len)
{
	json_t *document = json_loadb(bytes, len, 0, NULL);
	const char *fault;

	memset(answer, 0, sizeof(*answer));
	if (document == NULL)
		return "the judge's answer was cut short";
	fault = answer_take(answer, document);
	json_decref(document);
	return fault;
}

void
judge_answer_free(struct judge_answer *answer)
{
	size_t i;

	for (i = 0; i < answer->count; i++)
		free(answer->entries[i]);
	free(answer->entries);
	memset(answer, 0, sizeof(*answer));
}
