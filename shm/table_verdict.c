/* What the judge has judged, by rule. */
#include "shm/table_private.h"

#include "wire/rule.h"

void
table_verdict_add(struct table *table, unsigned rule, bool ok)
{
	struct verdict_total *total;

	if (rule == RULE_NONE || rule >= RULE_COUNT)
		return;
	total = &table->verdicts[rule];
	atomic_fetch_add_explicit(ok ? &total->ok : &total->not_ok, 1,
	    memory_order_relaxed);
}

uint64_t
table_verdicts(const struct table *table, unsigned rule, bool ok)
{
	const struct verdict_total *total;

	if (rule == RULE_NONE || rule >= RULE_COUNT)
		return 0;
	total = &table->verdicts[rule];
	return atomic_load_explicit(ok ? &total->ok : &total->not_ok,
	    memory_order_relaxed);
}
