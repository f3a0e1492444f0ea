/* GET /metrics: who may ask, and the answer's lines in their order. */
#include "server/labs/metrics.h"

#include <inttypes.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LABELS_SIZE	128

static const struct {
	const char *name;
	const char *type;
	const char *help;
} infos[METRIC_COUNT] = {
#define TYPE_COUNTER	"counter"
#define TYPE_GAUGE	"gauge"
#define TYPE_HISTOGRAM	"histogram"
#define METRIC(symbol, name, type, help) { name, TYPE_##type, help },
#include "server/metrics.def"
#undef METRIC
};

void
metrics_put(struct metrics *metrics, uint64_t value)
{
	(void)wait_add(metrics->talk, "%s %" PRIu64 "\n", metrics->name,
	    value);
}

void
metrics_put_labelled(struct metrics *metrics, uint64_t value,
    const char *labels, ...)
{
	char text[LABELS_SIZE];
	va_list arguments;

	va_start(arguments, labels);
	(void)vsnprintf(text, sizeof(text), labels, arguments);
	va_end(arguments);
	(void)wait_add(metrics->talk, "%s{%s} %" PRIu64 "\n", metrics->name,
	    text, value);
}

void
metrics_put_ns(struct metrics *metrics, const char *part, uint64_t ns)
{
	(void)wait_add(metrics->talk, "%s%s %" PRIu64 ".%09" PRIu64 "\n",
	    metrics->name, part, ns / NS_PER_S, ns % NS_PER_S);
}

/* Facts are our own copy: nobody has written there. */
static void
metrics_server(struct metrics *metrics, enum metric metric)
{
	const struct table_facts *facts = &metrics->table->facts;

	if (metric == METRIC_BUILD)
		metrics_put_labelled(metrics, 1, "version=\"%s\"",
		    facts->version);
	else if (metric == METRIC_START)
		metrics_put_ns(metrics, "", (uint64_t)facts->started_wall_ns);
	else if (metric == METRIC_UPTIME)
		metrics_put_ns(metrics, "", (uint64_t)(when_mono_ns() -
		    facts->started_mono_ns));
	else
		metrics_put(metrics, facts->max_clients);
}

/* Those that are one word of the header. */
static void
metrics_word(struct metrics *metrics, enum metric metric)
{
	const struct table_header *header = metrics->table->header;
	const _Atomic uint64_t *const words[METRIC_COUNT] = {
		[METRIC_ACTIVE] = &header->active,
		[METRIC_PEAK] = &header->peak,
		[METRIC_GAVE_WAY] = &header->gave_way,
		[METRIC_LEFT] = &header->left,
		[METRIC_CRASHES] = &header->crashed,
		[METRIC_RECOVERIES] = &header->lock_recoveries,
		[METRIC_FEED_DROPPED] = &header->feed_dropped,
		[METRIC_LOG_DROPPED] = &header->log_dropped,
	};

	if (metric == METRIC_UNREADABLE)
		metrics_put(metrics, metrics->unreadable);
	else if (metric == METRIC_RECORDS)
		metrics_put(metrics, journal_next(&metrics->table->journal));
	else
		metrics_put(metrics, atomic_load(words[metric]));
}

static void
metrics_lines(struct metrics *metrics, enum metric metric)
{
	static void (*const walks[METRIC_COUNT])(struct metrics *) = {
		[METRIC_CLIENTS] = metrics_clients,
		[METRIC_ACCEPTED] = metrics_accepted,
		[METRIC_REFUSED] = metrics_refused,
		[METRIC_MESSAGES] = metrics_messages,
		[METRIC_BYTES] = metrics_bytes,
		[METRIC_FAULTS] = metrics_faults,
		[METRIC_VERDICTS] = metrics_verdicts,
		[METRIC_OVERSHOOT] = metrics_overshoot,
		[METRIC_BEHIND] = metrics_behind,
		[METRIC_MISSED] = metrics_missed,
		[METRIC_RESTARTS] = metrics_restarts,
	};

	switch (metric) {
	case METRIC_BUILD:
	case METRIC_START:
	case METRIC_UPTIME:
	case METRIC_LIMIT:
		metrics_server(metrics, metric);
		break;
	default:
		if (walks[metric] != NULL)
			walks[metric](metrics);
		else
			metrics_word(metrics, metric);
		break;
	}
}

/* From this machine itself?  An address that IPv4 is mapped into counts. */
static bool
metrics_local(const struct child *child)
{
	static const unsigned char v4[12] = { [10] = 0xff, [11] = 0xff };
	unsigned char key[ADDRESS_KEY_SIZE];

	address_key(key, (const struct sockaddr *)&child->inherit->peer);
	if (memcmp(key, v4, sizeof(v4)) == 0)
		return key[12] == 127;
	return memcmp(key, &in6addr_loopback, sizeof(key)) == 0;
}

enum client_end
wait_metrics(struct wait_talk *talk)
{
	struct metrics metrics = { .talk = talk,
	    .table = talk->child->table };
	unsigned metric;

	if (!talk->child->inherit->metrics && !metrics_local(talk->child)) {
		wait_say(talk, 403, "The metrics are for the machine that the "
		    "server runs on, and for whoever may reach the address of "
		    "barewired --metrics.\n");
		return CHILD_OK;
	}
	metrics_count_rows(&metrics);
	wait_begin_answer(talk, 200);
	talk->type = "text/plain; version=0.0.4; charset=utf-8";
	for (metric = 0; metric < METRIC_COUNT; metric++) {
		metrics.name = infos[metric].name;
		(void)wait_add(talk, "# HELP %s %s\n# TYPE %s %s\n",
		    metrics.name, infos[metric].help, metrics.name,
		    infos[metric].type);
		metrics_lines(&metrics, (enum metric)metric);
	}
	return CHILD_OK;
}
