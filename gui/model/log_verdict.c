/* What the judge says of the messages that the monitor keeps. */
#include "gui/model/log_verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/model/log_private.h"
#include "wire/verdict_record.h"

/* So far behind its place a record is looked for that came late. */
#define LATE_STEPS	256

const char *
log_mark_word(enum log_mark mark)
{
	static const char *const words[LOG_MARK_COUNT] = {
		[LOG_MARK_NONE] = "none", [LOG_MARK_JUDGING] = "judging",
		[LOG_MARK_NOT_JUDGED] = "notJudged", [LOG_MARK_OK] = "ok",
		[LOG_MARK_STYLE] = "style", [LOG_MARK_SHOULD] = "should",
		[LOG_MARK_MUST] = "must",
	};

	return words[mark];
}

/* A record whose writer was stopped comes behind later ones, and is older than
 * they; one of another server, whose numbers begin again, is younger. */
void
log_verdict_number(struct log *log, struct log_entry *entry)
{
	uint64_t number = entry->facts.number;

	if (number != 0 && number < log->last_number &&
	    entry->wall_ns > log->last_wall_ns) {
		log->epoch = log->next;
		log->judge.next = log->last_number = 0;
	}
	if (number > log->last_number)
		log->last_number = number;
	if (number != 0 && entry->wall_ns > log->last_wall_ns)
		log->last_wall_ns = entry->wall_ns;
	entry->order = log->last_number;
}

void
log_verdicts_free(struct log_verdicts *verdicts)
{
	unsigned i;

	if (verdicts == NULL)
		return;
	for (i = 0; i < verdicts->kept; i++)
		free(verdicts->faults[i]);
	free(verdicts);
}

/* The message of that record, NULL: it is not kept.  One that came late stands
 * a little behind its place. */
static struct log_entry *
find_number(const struct log *log, uint64_t number)
{
	uint64_t low = log->epoch > log->first ? log->epoch : log->first;
	uint64_t high = log->next, middle;
	struct log_entry *entry;
	unsigned steps;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (log_at(log, middle)->order < number)
			low = middle + 1;
		else
			high = middle;
	}
	for (steps = 0; steps < LATE_STEPS &&
	    (entry = log_at(log, low + steps)) != NULL; steps++)
		if (entry->kind == LOG_MESSAGE &&
		    entry->facts.number == number)
			return entry;
	return NULL;
}

static enum log_mark
mark_of_fault(enum rule_severity severity)
{
	return severity == RULE_MUST ? LOG_MARK_MUST :
	    severity == RULE_SHOULD ? LOG_MARK_SHOULD : LOG_MARK_STYLE;
}

enum log_mark
log_mark(const struct log *log, const struct log_entry *entry)
{
	const struct log_verdicts *verdicts = entry->verdicts;

	if (entry->kind != LOG_MESSAGE)
		return LOG_MARK_NONE;
	if (verdicts != NULL)
		return verdicts->kept > 0 ?
		    mark_of_fault(verdicts->faults[0]->severity) :
		    verdicts->why[0] != '\0' ? LOG_MARK_NOT_JUDGED :
		    LOG_MARK_OK;
	if (!log->judge.there || entry->id < log->epoch)
		return LOG_MARK_NONE;
	return entry->facts.number < log->judge.next ? LOG_MARK_NOT_JUDGED :
	    LOG_MARK_JUDGING;
}

const struct judge_verdict *
log_worst(const struct log_entry *entry)
{
	return entry->verdicts == NULL || entry->verdicts->kept == 0 ? NULL :
	    entry->verdicts->faults[0];
}

uint32_t
log_verdict_look(const struct log *log, const struct log_entry *entry)
{
	uint32_t look = (uint32_t)log_mark(log, entry);

	return entry->verdicts == NULL ? look :
	    look | entry->verdicts->fault_count << 4;
}

const char *
log_rules(const struct log_entry *entry, char out[LOG_RULES_SIZE])
{
	char name[RULE_NAME_SIZE];
	size_t used = 0;
	unsigned i;

	out[0] = '\0';
	for (i = 0; entry->verdicts != NULL && i < entry->verdicts->kept; i++)
		used += (size_t)snprintf(out + used, LOG_RULES_SIZE - used,
		    "%s%s", i == 0 ? "" : " ",
		    rule_name(entry->verdicts->faults[i]->rule,
		    entry->verdicts->faults[i]->lab, name));
	return out;
}

/* A judge that comes after one that died says some things again. */
static bool
is_kept(const struct log_verdicts *verdicts,
    const struct judge_verdict *verdict)
{
	unsigned i;

	for (i = 0; i < verdicts->kept; i++)
		if (verdicts->faults[i]->rule == verdict->rule &&
		    verdicts->faults[i]->at == verdict->at &&
		    verdicts->faults[i]->len == verdict->len)
			return true;
	return false;
}

/* The worst first; the least grave has no place where there are many. */
static void
keep_fault(struct log_verdicts *verdicts, const struct judge_verdict *verdict)
{
	struct judge_verdict *kept;
	unsigned at = verdicts->kept;

	while (at > 0 &&
	    verdicts->faults[at - 1]->severity < verdict->severity)
		at--;
	verdicts->fault_count++;
	if (at == LOG_FAULTS_MAX)
		return;
	if (verdicts->kept == LOG_FAULTS_MAX)
		kept = verdicts->faults[--verdicts->kept];
	else if ((kept = malloc(sizeof(*kept))) == NULL)
		return;
	*kept = *verdict;
	memmove(verdicts->faults + at + 1, verdicts->faults + at,
	    (verdicts->kept - at) * sizeof(verdicts->faults[0]));
	verdicts->faults[at] = kept;
	verdicts->kept++;
}

static void
changed(struct log *log, const struct log_entry *entry)
{
	if (log->changed == 0 || entry->id < log->changed)
		log->changed = entry->id;
}

/* The names of rules that hold: the rule's own behind others, or a list of
 * all of them. */
static void
keep_ok(struct log_verdicts *verdicts, const struct judge_verdict *verdict)
{
	char name[RULE_NAME_SIZE];
	size_t used = strlen(verdicts->ok);

	verdicts->well = true;
	verdicts->why[0] = '\0';
	if (verdict->said[0] != '\0') {
		(void)text_copy(verdicts->ok, sizeof(verdicts->ok),
		    verdict->said);
		return;
	}
	if (verdict->rule == RULE_NONE)
		return;
	(void)rule_name(verdict->rule, verdict->lab, name);
	if (strstr(verdicts->ok, name) == NULL &&
	    used + strlen(name) + 2 < sizeof(verdicts->ok))
		(void)snprintf(verdicts->ok + used,
		    sizeof(verdicts->ok) - used, "%s%s", used == 0 ? "" :
		    ", ", name);
}

static void
keep(struct log *log, struct log_entry *entry,
    const struct judge_verdict *verdict)
{
	struct log_verdicts *verdicts = entry->verdicts;

	if (verdict->result == RULE_NOT_OK && is_kept(verdicts, verdict))
		return;
	if (verdict->result == RULE_OK) {
		keep_ok(verdicts, verdict);
	} else if (verdict->result == RULE_NOT_SEEN) {
		if (!verdicts->well)
			(void)text_copy(verdicts->why, sizeof(verdicts->why),
			    verdict->said);
	} else {
		log->counts.not_ok += verdicts->fault_count == 0;
		keep_fault(verdicts, verdict);
		changed(log, entry);
	}
}

/* The message of that record, with room for what is said of it. */
static struct log_entry *
find_judged(const struct log *log, uint64_t number)
{
	struct log_entry *entry = number == 0 ? NULL :
	    find_number(log, number);

	return entry == NULL || (entry->verdicts == NULL &&
	    (entry->verdicts = calloc(1, sizeof(*entry->verdicts))) == NULL) ?
	    NULL : entry;
}

enum log_verdict_got
log_add_verdict(struct log *log, const struct feed_message *record,
    struct judge_verdict *verdict)
{
	struct log_entry *entry;
	uint64_t number;

	if (!verdict_record_read(record, verdict, &number))
		return LOG_VERDICT_NONE;
	entry = find_judged(log, number);
	if (entry == NULL)
		return LOG_VERDICT_ALONE;
	keep(log, entry, verdict);
	return LOG_VERDICT_TAKEN;
}

void
log_judge_message(struct log *log, uint64_t number,
    const struct judge_verdict *verdict)
{
	struct log_entry *entry = find_judged(log, number);

	if (entry != NULL)
		keep(log, entry, verdict);
}

bool
log_set_judge(struct log *log, const struct log_judge *judge)
{
	bool other = judge->there != log->judge.there ||
	    judge->next != log->judge.next;

	log->judge = *judge;
	return other;
}

const struct log_judge *
log_judge(const struct log *log)
{
	return &log->judge;
}

uint64_t
log_take_changed(struct log *log)
{
	uint64_t id = log->changed;

	log->changed = 0;
	return id;
}
