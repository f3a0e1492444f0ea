/* Verdicts, added up. */
#include "wire/judge_summary.h"

_Static_assert(sizeof(struct judge_summary) <= JUDGE_SUMMARY_MAX,
    "a summary is larger than it may be");
_Static_assert(JUDGE_EVIDENCE < UINT8_MAX, "an index does not fit");

static void
count_add(uint32_t *count, uint32_t more)
{
	*count = UINT32_MAX - *count < more ? UINT32_MAX : *count + more;
}

/* The place of a rule's evidence, made when there is room; NULL: none. */
static struct judge_evidence *
evidence_of(struct judge_summary *summary, unsigned rule,
    const struct judge_verdict *first)
{
	struct judge_count *count = &summary->counts[rule];

	if (count->evidence != 0)
		return &summary->evidence[count->evidence - 1];
	if (summary->evidence_count >= JUDGE_EVIDENCE)
		return NULL;
	summary->evidence[summary->evidence_count].first = *first;
	summary->evidence[summary->evidence_count].last = *first;
	count->evidence = (uint8_t)++summary->evidence_count;
	return &summary->evidence[count->evidence - 1];
}

/* What makes it as grave as it is comes first. */
static void
evidence_add(struct judge_evidence *evidence,
    const struct judge_verdict *verdict)
{
	if (verdict->severity > evidence->first.severity)
		evidence->first = *verdict;
	evidence->last = *verdict;
}

void
judge_summary_add(struct judge_summary *summary,
    const struct judge_verdict *verdict)
{
	struct judge_count *count = &summary->counts[verdict->rule];
	struct judge_evidence *evidence;

	if (verdict->result == RULE_OK) {
		count_add(&count->ok, 1);
		return;
	}
	count_add(&count->not_ok, 1);
	if (verdict->severity > count->severity)
		count->severity = (uint8_t)verdict->severity;
	evidence = evidence_of(summary, verdict->rule, verdict);
	if (evidence != NULL)
		evidence_add(evidence, verdict);
}

void
judge_summary_merge(struct judge_summary *into,
    const struct judge_summary *from)
{
	const struct judge_evidence *given;
	struct judge_evidence *evidence;
	unsigned rule;

	for (rule = 0; rule < RULE_COUNT; rule++) {
		count_add(&into->counts[rule].ok, from->counts[rule].ok);
		count_add(&into->counts[rule].not_ok,
		    from->counts[rule].not_ok);
		if (from->counts[rule].severity > into->counts[rule].severity)
			into->counts[rule].severity =
			    from->counts[rule].severity;
		given = judge_summary_evidence(from, rule);
		if (given == NULL)
			continue;
		evidence = evidence_of(into, rule, &given->first);
		if (evidence == NULL)
			continue;
		if (given->first.severity > evidence->first.severity ||
		    (given->first.severity == evidence->first.severity &&
		    given->first.wall_ns < evidence->first.wall_ns))
			evidence->first = given->first;
		if (given->last.wall_ns >= evidence->last.wall_ns)
			evidence->last = given->last;
	}
}

enum rule_result
judge_summary_result(const struct judge_summary *summary, unsigned rule)
{
	const struct judge_count *count;

	if (rule >= RULE_COUNT)
		return RULE_NOT_SEEN;
	count = &summary->counts[rule];
	return count->not_ok > 0 ? RULE_NOT_OK :
	    count->ok > 0 ? RULE_OK : RULE_NOT_SEEN;
}

const struct judge_evidence *
judge_summary_evidence(const struct judge_summary *summary, unsigned rule)
{
	uint8_t at = rule < RULE_COUNT ? summary->counts[rule].evidence : 0;

	return at == 0 || at > JUDGE_EVIDENCE ? NULL :
	    &summary->evidence[at - 1];
}
