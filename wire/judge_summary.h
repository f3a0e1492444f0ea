/*
 * What became of every rule for one name in one lab, added up: counts, and for
 * what was not ok the evidence: the first that was as grave as any, and the
 * last.
 *
 * Any process; pure, of fixed size; no X.
 */
#ifndef WIRE_JUDGE_SUMMARY_H
#define WIRE_JUDGE_SUMMARY_H

#include "wire/judge.h"

/* So many rules have their evidence kept; of others there are counts. */
#define JUDGE_EVIDENCE	40
#define JUDGE_SUMMARY_MAX 32768

struct judge_count {
	uint32_t ok, not_ok;
	uint8_t severity;	/* the worst of those that were not ok */
	uint8_t evidence;	/* index + 1; 0: none is kept */
};

struct judge_evidence {
	struct judge_verdict first, last;
};

struct judge_summary {
	struct judge_count counts[RULE_COUNT];
	uint32_t evidence_count;
	struct judge_evidence evidence[JUDGE_EVIDENCE];
};

void judge_summary_add(struct judge_summary *summary,
    const struct judge_verdict *verdict);
/* from, which is what came before or at the same time, is added to it. */
void judge_summary_merge(struct judge_summary *into,
    const struct judge_summary *from);

/* One that was not ok is not ok, however often it was. */
enum rule_result judge_summary_result(const struct judge_summary *summary,
    unsigned rule);
/* NULL: none is kept. */
const struct judge_evidence *judge_summary_evidence(
    const struct judge_summary *summary, unsigned rule);

#endif
