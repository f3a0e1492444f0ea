/* GET /metrics: what is counted by lab, state, reason, rule and reader. */
#include "server/labs/metrics.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wire/rule.h"

static const char *const readers[JOURNAL_READERS] = {
#define READER(symbol, title, does, run, list, has, wanted) title,
#include "shm/readers.def"
#undef READER
};

void
metrics_count_rows(struct metrics *metrics)
{
	const struct table *table = metrics->table;
	uint32_t used = atomic_load(&table->header->high_water), at;
	struct row_data row;
	bool whole;

	for (at = 0; at < used && at < table->facts.rows; at++) {
		whole = row_read(table, at, &row);
		if (row.client == 0 || row.state == STATE_ENDED)
			continue;
		if (!whole || row.lab >= LAB_COUNT ||
		    row.state >= STATE_COUNT || row.state == STATE_FREE)
			metrics->unreadable++;
		else
			metrics->clients[row.lab][row.state]++;
	}
}

/* Also where there are none, so that a number goes back to 0. */
void
metrics_clients(struct metrics *metrics)
{
	unsigned lab, state;

	for (lab = 0; lab < LAB_COUNT; lab++)
		for (state = STATE_FREE + 1; state < STATE_ENDED; state++)
			metrics_put_labelled(metrics,
			    metrics->clients[lab][state],
			    "lab=\"%s\",state=\"%s\"", lab_info(lab)->name,
			    state_word(state));
}

static void
metrics_of_lab(struct metrics *metrics, unsigned lab,
    const _Atomic uint64_t *word)
{
	metrics_put_labelled(metrics, atomic_load(word), "lab=\"%s\"",
	    lab_info(lab)->name);
}

void
metrics_accepted(struct metrics *metrics)
{
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		metrics_of_lab(metrics, lab,
		    &metrics->table->header->accepted[lab]);
}

void
metrics_faults(struct metrics *metrics)
{
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		metrics_of_lab(metrics, lab,
		    &metrics->table->header->labs[lab].faults);
}

void
metrics_refused(struct metrics *metrics)
{
	const struct table_header *header = metrics->table->header;
	unsigned refusal;

	for (refusal = 0; refusal < REFUSAL_COUNT; refusal++)
		metrics_put_labelled(metrics,
		    atomic_load(&header->refused[refusal]), "reason=\"%s\"",
		    refusal_word((enum refusal)refusal));
}

static void
metrics_both_ways(struct metrics *metrics, unsigned lab,
    const _Atomic uint64_t *in, const _Atomic uint64_t *out)
{
	const char *name = lab_info(lab)->name;

	metrics_put_labelled(metrics, atomic_load(in),
	    "lab=\"%s\",direction=\"received\"", name);
	metrics_put_labelled(metrics, atomic_load(out),
	    "lab=\"%s\",direction=\"sent\"", name);
}

void
metrics_messages(struct metrics *metrics)
{
	const struct lab_total *labs = metrics->table->header->labs;
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		metrics_both_ways(metrics, lab, &labs[lab].messages_in,
		    &labs[lab].messages_out);
}

void
metrics_bytes(struct metrics *metrics)
{
	const struct lab_total *labs = metrics->table->header->labs;
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		metrics_both_ways(metrics, lab, &labs[lab].bytes_in,
		    &labs[lab].bytes_out);
}

/* "family.tls": another protocol is that in whatever lab. */
static const char *
metrics_rule(unsigned rule, char out[RULE_NAME_SIZE])
{
	static const char of_a_lab[] = "LAB.";
	const char *name = rule_name(rule, LAB_COUNT, out);
	size_t len = sizeof(of_a_lab) - 1;

	return strncmp(name, of_a_lab, len) == 0 ? name + len : name;
}

void
metrics_verdicts(struct metrics *metrics)
{
	char name[RULE_NAME_SIZE];
	uint64_t ok, not_ok;
	const char *rule_is;
	unsigned rule;

	for (rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
		ok = table_verdicts(metrics->table, rule, true);
		not_ok = table_verdicts(metrics->table, rule, false);
		if (ok == 0 && not_ok == 0)
			continue;
		rule_is = metrics_rule(rule, name);
		metrics_put_labelled(metrics, ok,
		    "rule=\"%s\",result=\"ok\"", rule_is);
		metrics_put_labelled(metrics, not_ok,
		    "rule=\"%s\",result=\"not_ok\"", rule_is);
	}
}

/* More than there can be stays so: the buckets of a histogram add up. */
static uint64_t
metrics_sum(uint64_t sum, uint64_t more)
{
	return more > UINT64_MAX - sum ? UINT64_MAX : sum + more;
}

void
metrics_overshoot(struct metrics *metrics)
{
	const struct overshoot_total *total =
	    &metrics->table->header->overshoot;
	const char *name = metrics->name;
	uint64_t answers = 0;
	int at;

	for (at = 0; at < OVERSHOOT_BOUNDS; at++) {
		answers = metrics_sum(answers,
		    atomic_load(&total->answers[at]));
		(void)wait_add(metrics->talk, "%s_bucket{le=\"%g\"} %"
		    PRIu64 "\n", name, (double)overshoot_bounds_ns[at] / 1e9,
		    answers);
	}
	answers = metrics_sum(answers, atomic_load(&total->answers[at]));
	(void)wait_add(metrics->talk, "%s_bucket{le=\"+Inf\"} %" PRIu64
	    "\n", name, answers);
	metrics_put_ns(metrics, "_sum", atomic_load(&total->sum_ns));
	(void)wait_add(metrics->talk, "%s_count %" PRIu64 "\n", name,
	    answers);
}

static void
metrics_of_reader(struct metrics *metrics, int reader, uint64_t value)
{
	metrics_put_labelled(metrics, value, "reader=\"%s\"",
	    readers[reader]);
}

/* Does it keep a place there?  Not one that was never started; and the feeder
 * has a place for each watcher instead. */
static bool
metrics_reads(int reader, const struct journal_place *place)
{
	return reader != JOURNAL_FEEDER && atomic_load(&place->starts) != 0;
}

void
metrics_behind(struct metrics *metrics)
{
	const struct journal *journal = &metrics->table->journal;
	const struct journal_place *place;
	uint64_t next, read;
	int reader;

	for (reader = 0; reader < JOURNAL_READERS; reader++) {
		place = &journal->ring->places[reader];
		read = atomic_load(&place->next);
		next = journal_next(journal);
		if (metrics_reads(reader, place))
			metrics_of_reader(metrics, reader,
			    next > read ? next - read : 0);
	}
}

void
metrics_missed(struct metrics *metrics)
{
	const struct journal_place *place;
	int reader;

	for (reader = 0; reader < JOURNAL_READERS; reader++) {
		place = &metrics->table->journal.ring->places[reader];
		if (metrics_reads(reader, place))
			metrics_of_reader(metrics, reader,
			    atomic_load(&place->missed));
	}
}

void
metrics_restarts(struct metrics *metrics)
{
	const struct journal_place *places =
	    metrics->table->journal.ring->places;
	uint32_t starts;
	int reader;

	for (reader = 0; reader < JOURNAL_READERS; reader++) {
		starts = atomic_load(&places[reader].starts);
		if (starts != 0)
			metrics_of_reader(metrics, reader, starts - 1);
	}
}
