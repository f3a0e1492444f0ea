/*
 * What the judge says of the messages that the monitor keeps: a mark for each,
 * and the verdicts behind it.
 *
 * Pure; no X.  Verdicts come as records of the feed, behind their message or
 * much later, and belong to it by its record's number.  A few of those that
 * are not ok are kept whole, the worst ones; the others are counted.
 */
#ifndef GUI_MODEL_LOG_VERDICT_H
#define GUI_MODEL_LOG_VERDICT_H

#include "gui/model/log.h"
#include "wire/judge.h"

#define LOG_FAULTS_MAX	4

struct log_verdicts {
	struct judge_verdict *faults[LOG_FAULTS_MAX];	/* worst first, then as
							   they came */
	unsigned kept;
	unsigned fault_count;
	char ok[JUDGE_SAID_SIZE];	/* names of rules that hold, ", "
					   between */
	bool well;		/* it was said that nothing is wrong */
	char why[JUDGE_SAID_SIZE];	/* it was not judged; "": it was */
};

enum log_mark {
	LOG_MARK_NONE,		/* nothing is said of it */
	LOG_MARK_JUDGING,	/* the judge has not come to it yet */
	LOG_MARK_NOT_JUDGED,	/* it did, and nothing was heard of it */
	LOG_MARK_OK,
	LOG_MARK_STYLE, LOG_MARK_SHOULD, LOG_MARK_MUST,	/* not ok */
	LOG_MARK_COUNT
};

/* "judging", "must": a resource text.mark.WORD has what is shown. */
const char *log_mark_word(enum log_mark mark);

enum log_mark log_mark(const struct log *log, const struct log_entry *entry);

/* The worst of what is not ok, NULL: there is none. */
const struct judge_verdict *log_worst(const struct log_entry *entry);

/* Changes whenever something else is to be shown of the message's verdicts. */
uint32_t log_verdict_look(const struct log *log,
    const struct log_entry *entry);

/* The names of the rules that are not ok, blanks between; "" for none. */
#define LOG_RULES_SIZE	(LOG_FAULTS_MAX * RULE_NAME_SIZE)
const char *log_rules(const struct log_entry *entry,
    char out[LOG_RULES_SIZE]);

/* Takes a FEED_VERDICT; *verdict is what was read. */
enum log_verdict_got {
	LOG_VERDICT_NONE,	/* it is none */
	LOG_VERDICT_ALONE,	/* of no message that is kept */
	LOG_VERDICT_TAKEN
};
enum log_verdict_got log_add_verdict(struct log *log,
    const struct feed_message *record, struct judge_verdict *verdict);

/* The same for one that was judged here, of the record with that number; of
 * another than a message that is kept nothing comes. */
void log_judge_message(struct log *log, uint64_t number,
    const struct judge_verdict *verdict);

/* How far the judge has come, now and then; true when marks may be others now.
 * What it said so far should have had time to come. */
bool log_set_judge(struct log *log, const struct log_judge *judge);
const struct log_judge *log_judge(const struct log *log);

/* The oldest entry of which another filter holds than before, since asked
 * last; 0: none.  For the one stream that shows this log. */
uint64_t log_take_changed(struct log *log);

#endif
