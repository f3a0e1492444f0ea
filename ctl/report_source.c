/* report's verdicts: from the judge, or from the journal. */
#include "ctl/report_source.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "watch/judge_ask.h"

/* A record that is being written is whole soon, or never. */
#define UNFINISHED_MS	5

struct judging *
report_source_judging(const struct report_wish *wish)
{
	struct judge_policy policies[LAB_COUNT];
	unsigned lab;

	memset(policies, 0, sizeof(policies));
	for (lab = 0; lab < LAB_COUNT; lab++) {
		policies[lab].who = RULE_CLIENT;
		policies[lab].variants = wish->variants[lab];
		policies[lab].number_min = wish->number_min;
		policies[lab].number_max = wish->number_max;
	}
	return judging_new(policies, JUDGING_NAMES);
}

/* All that the journal holds by now. */
static void
journal_judge(struct judging *judging, const struct journal *journal)
{
	static struct journal_record record;
	struct journal_reader reader;
	uint64_t end = journal_next(journal);
	enum journal_got got;

	journal_reader_oldest(&reader, journal);
	judging_lost(judging, reader.next);
	while (reader.next < end) {
		got = journal_read(&reader, when_mono_ns(), &record);
		if (got == JOURNAL_NOTHING)
			break;
		if (got == JOURNAL_UNFINISHED)
			(void)poll(NULL, 0, UNFINISHED_MS);
		else
			judging_record(judging, &record.message, NULL);
	}
	judging_lost(judging, reader.missed);
	judging_time(judging, when_wall_ns(), NULL);
}

static int
entry_order(const void *a, const void *b)
{
	const struct judging_entry *left = *(void *const *)a;
	const struct judging_entry *right = *(void *const *)b;

	return (left->order > right->order) - (left->order < right->order);
}

int
report_source_take(struct report_source *source, struct judging *judging,
    struct ctl_error *error)
{
	const struct judging_entry *entry;
	size_t at = 0;

	source->judging = judging;
	source->entries = calloc(JUDGING_NAMES, sizeof(*source->entries));
	if (source->entries == NULL)
		return ctl_error(error, -1, "no memory");
	judging_facts(judging, &source->facts);
	while ((entry = judging_next(judging, &at)) != NULL)
		source->entries[source->count++] = entry;
	qsort(source->entries, source->count, sizeof(*source->entries),
	    entry_order);
	return 0;
}

static int
source_journal(struct report_source *source, const struct report_wish *wish,
    const struct watcher *watcher, struct ctl_error *error)
{
	struct judging *judging = report_source_judging(wish);
	struct journal journal;

	if (judging == NULL || !watcher_journal(watcher, &journal)) {
		judging_free(judging);
		return ctl_error(error, -1, judging == NULL ? "no memory" :
		    "the server's journal cannot be read");
	}
	journal_judge(judging, &journal);
	return report_source_take(source, judging, error);
}

/* 0, or -1 with what is to be said. */
static int
source_judge(struct report_source *source, const struct watcher *watcher)
{
	struct judge_ask *ask;
	char line[CONTROL_LINE_MAX];
	const char *fault = "no memory";
	size_t i;

	control_request_write(line, CONTROL_CLASS, 0);
	ask = judge_ask_begin(watcher_instance(watcher), line);
	if (ask != NULL)
		fault = judge_ask_wait(ask) == JUDGE_ASK_FAILED ?
		    judge_ask_fault(ask) :
		    judge_ask_take(ask, &source->answer);
	if (fault == NULL) {
		source->count = source->answer.count;
		source->facts = source->answer.facts;
		source->entries = calloc(source->count + 1,
		    sizeof(*source->entries));
		for (i = 0; i < source->count && source->entries != NULL; i++)
			source->entries[i] = source->answer.entries[i];
	} else {
		(void)snprintf(source->note, sizeof(source->note), "%s",
		    fault);
	}
	judge_ask_free(ask);
	return fault == NULL && source->entries != NULL ? 0 : -1;
}

/* "no judge since 14:02:11" where the server says so. */
static void
source_note(struct report_source *source, const struct watcher *watcher)
{
	int64_t wall_ns = watcher_view(watcher)->judge_wall_ns;
	char clock[WHEN_CLOCK_SIZE], fault[200];

	(void)text_copy(fault, sizeof(fault), source->note);
	if (wall_ns < 0)
		when_clock(clock, -wall_ns);
	(void)snprintf(source->note, sizeof(source->note), "%s%s: judged "
	    "anew from the journal, as far back as that reaches",
	    wall_ns < 0 ? "no judge since " : wall_ns == 0 ?
	    "the server has no judge" : fault, wall_ns < 0 ? clock : "");
}

int
report_source_open(struct report_source *source,
    const struct report_wish *wish, const struct watcher *watcher,
    struct ctl_error *error)
{
	struct judging *judging;

	memset(source, 0, sizeof(*source));
	if (wish->capture != NULL) {
		judging = report_source_capture(wish, error);
		return judging == NULL ? -1 :
		    report_source_take(source, judging, error);
	}
	if (wish->number_max != 0) {
		(void)snprintf(source->note, sizeof(source->note),
		    "--range: judged anew from the journal, as far back as "
		    "that reaches");
		return source_journal(source, wish, watcher, error);
	}
	if (watcher_view(watcher)->judge_wall_ns != 0 &&
	    source_judge(source, watcher) == 0)
		return 0;
	source_note(source, watcher);
	return source_journal(source, wish, watcher, error);
}

void
report_source_close(struct report_source *source)
{
	free(source->entries);
	judge_answer_free(&source->answer);
	judging_free(source->judging);
	memset(source, 0, sizeof(*source));
}
