/* A capture as a window shows it. */
#include "gui/model/recorded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/model/log_verdict.h"
#include "gui/model/recorded_rows.h"

#define DAY_SIZE	32
#define RATE_NS		(NS_PER_S / 4)	/* between two looks at rates */

struct recorded {
	struct capture_file *file;
	struct log *log;
	struct lanes *lanes;	/* NULL: none are wanted */
	struct rates *rates;	/* the same */
	struct recorded_rows rows;
	struct judging *judging;
	uint64_t number;	/* of the record that is judged */
	bool ended;		/* what its end brings has been judged */
	struct feed_message ahead;	/* read, not taken, if looked */
	bool looked;
	uint64_t base;		/* id of the log's first entry */
	int64_t taken_ns;	/* the latest time of what was taken */
	int64_t time_ns;	/* it is, for those who look */
	int64_t rated_ns;	/* rates are as of then */
	struct capture_facts facts;	/* where it was read furthest */
	struct watch_view view;
	char name[256];
};

/* NULL: no memory, and nothing is judged. */
static struct judging *
begin_judging(void)
{
	struct judge_policy policies[LAB_COUNT];
	unsigned lab;

	memset(policies, 0, sizeof(policies));
	for (lab = 0; lab < LAB_COUNT; lab++)
		policies[lab].who = RULE_BOTH;
	return judging_new(policies, JUDGING_NAMES);
}

struct recorded *
recorded_open(const char *path, struct log *log,
    char fault[CAPTURE_FAULT_SIZE])
{
	struct recorded *recorded = calloc(1, sizeof(*recorded));
	const char *slash = strrchr(path, '/');

	if (recorded == NULL) {
		(void)text_copy(fault, CAPTURE_FAULT_SIZE, "no memory");
		return NULL;
	}
	recorded->file = capture_file_open(path, fault);
	if (recorded->file == NULL) {
		free(recorded);
		return NULL;
	}
	recorded->log = log;
	recorded->base = log_next(log);
	recorded->judging = begin_judging();
	recorded->rows.limit = RECORDED_CLIENTS;
	path = slash == NULL ? path : slash + 1;
	(void)text_escape(recorded->name, sizeof(recorded->name), path,
	    strlen(path));
	return recorded;
}

void
recorded_set_lanes(struct recorded *recorded, struct lanes *lanes)
{
	recorded->lanes = lanes;
}

void
recorded_set_rates(struct recorded *recorded, struct rates *rates)
{
	recorded->rates = rates;
}

void
recorded_free(struct recorded *recorded)
{
	if (recorded == NULL)
		return;
	capture_file_free(recorded->file);
	recorded_rows_free(&recorded->rows);
	judging_free(recorded->judging);
	free(recorded);
}

static void
mark_fault(struct recorded *recorded, uint64_t client,
    const struct judge_verdict *verdict)
{
	if (recorded->lanes != NULL && verdict->result == RULE_NOT_OK)
		lanes_take_fault(recorded->lanes, client, verdict->message,
		    verdict->direction, verdict->wall_ns);
}

static void
take_verdict(void *context, const struct judge_verdict *verdict)
{
	struct recorded *recorded = context;

	log_judge_message(recorded->log, recorded->number, verdict);
	mark_fault(recorded, verdict->client, verdict);
}

static void
judge(struct recorded *recorded, const struct feed_message *message)
{
	struct judge_sink sink = { recorded, take_verdict };

	if (recorded->judging == NULL)
		return;
	recorded->number = message->event == FEED_MESSAGE ?
	    message->facts.number : 0;
	if (message->event == FEED_LOST)
		judging_lost(recorded->judging, message->message_bytes);
	else
		judging_record(recorded->judging, message, &sink);
}

/* Up to then nothing more has come. */
static void
pass_time(struct recorded *recorded, int64_t wall_ns)
{
	int64_t oldest_ns = wall_ns - RATES_SECONDS * NS_PER_S - RATE_NS;

	if (recorded->rates == NULL || wall_ns <= 0)
		return;
	if (recorded->rated_ns < oldest_ns)
		recorded->rated_ns = recorded->rated_ns == 0 ? wall_ns -
		    RATE_NS : oldest_ns;
	for (; wall_ns - recorded->rated_ns >= RATE_NS;
	    recorded->rated_ns += RATE_NS)
		rates_take(recorded->rates, &recorded->rows.totals,
		    recorded->rows.totals.active, recorded->rated_ns +
		    RATE_NS);
}

static void
take(struct recorded *recorded, const struct feed_message *message)
{
	struct judge_verdict verdict;

	pass_time(recorded, message->wall_ns);
	if (recorded->lanes != NULL)
		lanes_take_record(recorded->lanes, message);
	if (message->event == FEED_LOST)
		(void)log_add_gap(recorded->log, message->message_bytes,
		    message->wall_ns);
	else if (message->event == FEED_VERDICT) {
		if (log_add_verdict(recorded->log, message, &verdict) !=
		    LOG_VERDICT_NONE)
			mark_fault(recorded, message->client, &verdict);
	} else if (feed_event_is_fed(message->event))
		(void)log_add(recorded->log, message);
	recorded_rows_take(&recorded->rows, message);
	judge(recorded, message);
	if (message->wall_ns > recorded->taken_ns)
		recorded->taken_ns = message->wall_ns;
}

/* Nothing is known behind its last record, until its end is written. */
static void
judge_end(struct recorded *recorded)
{
	const struct capture_facts *facts = recorded_facts(recorded);

	if (recorded->ended || facts->end_ns == 0 ||
	    recorded->judging == NULL)
		return;
	recorded->ended = true;
	recorded->number = 0;
	judging_time(recorded->judging, facts->end_ns, NULL);
}

const struct feed_message *
recorded_ahead(struct recorded *recorded)
{
	if (!recorded->looked)
		recorded->looked = capture_file_next(recorded->file,
		    &recorded->ahead);
	return recorded->looked ? &recorded->ahead : NULL;
}

bool
recorded_read(struct recorded *recorded, unsigned records)
{
	for (; records > 0; records--) {
		if (recorded_ahead(recorded) == NULL) {
			judge_end(recorded);
			return false;
		}
		take(recorded, &recorded->ahead);
		recorded->looked = false;
	}
	return true;
}

void
recorded_begin_again(struct recorded *recorded)
{
	(void)recorded_facts(recorded);
	capture_file_rewind(recorded->file);
	log_begin_again(recorded->log);
	recorded->base = log_next(recorded->log);
	if (recorded->lanes != NULL)
		lanes_clear(recorded->lanes);
	if (recorded->rates != NULL)
		*recorded->rates = (struct rates){ .generation =
		    recorded->rates->generation + 1 };
	recorded->rated_ns = 0;
	recorded_rows_free(&recorded->rows);
	recorded->rows = (struct recorded_rows){ .limit = RECORDED_CLIENTS };
	judging_free(recorded->judging);
	recorded->judging = begin_judging();
	recorded->ended = recorded->looked = false;
	recorded->taken_ns = recorded->time_ns = 0;
}

void
recorded_set_time(struct recorded *recorded, int64_t wall_ns)
{
	recorded->time_ns = wall_ns;
	pass_time(recorded, wall_ns);
	if (recorded->lanes != NULL)
		lanes_take_time(recorded->lanes, wall_ns);
}

int64_t
recorded_time(const struct recorded *recorded)
{
	return recorded->taken_ns;
}

uint64_t
recorded_base(const struct recorded *recorded)
{
	return recorded->base;
}

/* Behind the last record it is as late as the file's end says. */
static int64_t
now_ns(struct recorded *recorded)
{
	const struct capture_facts *facts = recorded_facts(recorded);

	if (recorded_ahead(recorded) == NULL)
		return facts->end_ns > facts->last_ns ? facts->end_ns :
		    facts->last_ns;
	return recorded->time_ns > recorded->taken_ns ? recorded->time_ns :
	    recorded->taken_ns;
}

const struct watch_view *
recorded_view(struct recorded *recorded)
{
	const struct capture_facts *facts = recorded_facts(recorded);
	struct watch_view *view = &recorded->view;

	view->state = WATCH_ENDED;
	view->totals = recorded->rows.totals;
	view->totals.not_ok = log_counts(recorded->log).not_ok;
	view->rows = recorded->rows.rows;
	view->stale = recorded->rows.stale;
	view->row_count = recorded->rows.count;
	view->started_wall_ns = facts->first_ns;
	view->now_wall_ns = now_ns(recorded);
	view->now_mono_ns = view->now_wall_ns;
	return view;
}

const struct judging *
recorded_judging(const struct recorded *recorded)
{
	return recorded->judging;
}

const struct capture_facts *
recorded_facts(struct recorded *recorded)
{
	const struct capture_facts *facts = capture_file_facts(
	    recorded->file);

	if (facts->bytes >= recorded->facts.bytes)
		recorded->facts = *facts;
	return &recorded->facts;
}

const char *
recorded_name(const struct recorded *recorded)
{
	return recorded->name;
}

/* "2026-11-21 08:00:53", local time. */
static void
day_and_time(char out[DAY_SIZE], int64_t wall_ns)
{
	time_t seconds = wall_ns / NS_PER_S;
	struct tm tm;

	memset(&tm, 0, sizeof(tm));
	(void)localtime_r(&seconds, &tm);
	if (strftime(out, DAY_SIZE, "%Y-%m-%d %H:%M:%S", &tm) == 0)
		out[0] = '\0';
}

/* Behind what has been said. */
static void
add_rowless(const struct recorded *recorded, char out[RECORDED_WORDS_SIZE])
{
	size_t used = strlen(out);
	char rowless[WORDING_NUMBER_SIZE];

	if (recorded->rows.rowless != 0)
		wording_put(out + used, RECORDED_WORDS_SIZE - used,
		    wording_of("recorded.rowless", ", clients without a row: "
		    "%1"), wording_number(rowless, recorded->rows.rowless),
		    NULL);
}

/* "2026-11-21 14:02:11 to 14:40:02, 1203 records"; a capture without a record
 * is of no time. */
static void
put_facts(const struct capture_facts *facts, char out[RECORDED_WORDS_SIZE])
{
	char first[DAY_SIZE], last[WHEN_CLOCK_SIZE];
	char records[WORDING_NUMBER_SIZE], lost[WORDING_NUMBER_SIZE];

	(void)wording_number(records, facts->records);
	(void)wording_number(lost, facts->lost);
	if (facts->first_ns == 0) {
		wording_put(out, RECORDED_WORDS_SIZE, facts->lost == 0 ?
		    wording_of("recorded.timeless", "%1 records") :
		    wording_of("recorded.timelessLost", "%1 records, %2 "
		    "missing"), records, lost, NULL);
		return;
	}
	day_and_time(first, facts->first_ns);
	when_clock(last, facts->last_ns);
	last[8] = '\0';
	wording_put(out, RECORDED_WORDS_SIZE, facts->lost == 0 ?
	    wording_of("recorded.facts", "%1 to %2, %3 records") :
	    wording_of("recorded.lost", "%1 to %2, %3 records, %4 missing"),
	    first, last, records, lost, NULL);
}

void
recorded_words(struct recorded *recorded, char out[RECORDED_WORDS_SIZE])
{
	const struct capture_facts *facts = recorded_facts(recorded);
	char doubt[CAPTURE_FAULT_SIZE];
	size_t used;

	put_facts(facts, out);
	add_rowless(recorded, out);
	capture_file_doubt(facts, doubt);
	used = strlen(out);
	if (doubt[0] != '\0')
		(void)snprintf(out + used, RECORDED_WORDS_SIZE - used, "; %s",
		    doubt);
}
