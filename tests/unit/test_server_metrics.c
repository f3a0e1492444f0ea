/* GET /metrics: who may ask, and what stands in any table. */
#include "tests/unit/server_fixture.h"

#include <arpa/inet.h>

#include "server/labs/metrics.h"
#include "wire/rule.h"

static struct served served;
static struct wait_talk talk;
static char raw[1024], text[WAIT_TEXT_MAX + 1];

static void
begin(void)
{
	parent_make(8, 64);
	served_make(&served, LAB_WAIT, 7);
	memset(&talk, 0, sizeof(talk));
	talk.child = &served.child;
	talk.raw = raw;
	talk.text = text;
	talk.text_size = WAIT_TEXT_MAX;
	talk.head_size = HTTP_WRITTEN_MAX;
	atomic_store(&parent.table.header->high_water,
	    parent.table.facts.rows);
}

static void
end(void)
{
	served_end(&served);
	parent_end();
}

/* The status of the answer. */
static int
ask(const char *method, const char *path)
{
	struct http_policy policy = { .lenient = false };

	(void)snprintf(raw, sizeof(raw),
	    "%s %s HTTP/1.1\r\nHost: x\r\n\r\n", method, path);
	talk.raw_len = strlen(raw);
	http_request_init(&talk.request, &policy);
	CU_ASSERT_EQUAL_FATAL(http_request_feed(&talk.request, raw,
	    talk.raw_len), HTTP_COMPLETE);
	CU_ASSERT_EQUAL_FATAL(wait_route(&talk), CHILD_OK);
	text[talk.text_len] = '\0';
	return talk.status;
}

/* The client is at that IPv6 address. */
static int
ask_from(const char *host)
{
	struct sockaddr_in6 from = { .sin6_family = AF_INET6 };

	CU_ASSERT_EQUAL_FATAL(inet_pton(AF_INET6, host, &from.sin6_addr), 1);
	memcpy(&served.inherit.peer, &from, sizeof(from));
	return ask("GET", "/metrics");
}

static bool
says(const char *line)
{
	const char *at = strstr(text, line);

	if (at != NULL && (at == text || at[-1] == '\n'))
		return true;
	printf("\n    not in /metrics: %s", line);
	return false;
}

static void
only_its_own_machine_is_told(void)
{
	struct sockaddr_in from = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(UINT32_C(0x7f000001)) };

	begin();
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
	from.sin_addr.s_addr = htonl(UINT32_C(0x7f080102));
	memcpy(&served.inherit.peer, &from, sizeof(from));
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
	CU_ASSERT_EQUAL(ask_from("::1"), 200);
	CU_ASSERT_EQUAL(ask_from("::ffff:127.0.0.1"), 200);
	CU_ASSERT_EQUAL(ask_from("::ffff:126.0.0.1"), 403);
	CU_ASSERT_EQUAL(ask_from("::127.0.0.1"), 403);
	CU_ASSERT_EQUAL(ask_from("::"), 403);
	CU_ASSERT_EQUAL(ask_from("fe80::1"), 403);
	from.sin_addr.s_addr = htonl(UINT32_C(0x0a000001));
	memcpy(&served.inherit.peer, &from, sizeof(from));
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 403);
	CU_ASSERT_PTR_NULL(strstr(text, "barewire_"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "--metrics"));
	/* What is no answer to a question of this kind is as it was. */
	CU_ASSERT_EQUAL(ask("GET", "/clients"), 200);
	end();
}

static void
at_its_own_address_anybody_is_told_nothing_else(void)
{
	begin();
	served.inherit.metrics = true;
	served.settings.lenient = true;
	CU_ASSERT_EQUAL(ask_from("2001:db8::1"), 200);
	CU_ASSERT_TRUE(says("barewire_build_info{version=\""));
	CU_ASSERT_STRING_EQUAL(talk.type,
	    "text/plain; version=0.0.4; charset=utf-8");
	CU_ASSERT_EQUAL(ask("GET", "/"), 404);
	CU_ASSERT_EQUAL(ask("GET", "/metrics/x"), 404);
	CU_ASSERT_EQUAL(ask("GET", "/clients"), 404);
	CU_ASSERT_EQUAL(ask("DELETE", "/echo"), 404);
	CU_ASSERT_EQUAL(ask("OPTIONS", "*"), 200);
	CU_ASSERT_STRING_EQUAL(talk.allow, "GET, HEAD, OPTIONS");
	CU_ASSERT_EQUAL(ask("DELETE", "/metrics"), 405);
	/* --lenient guesses at nothing here. */
	CU_ASSERT_EQUAL(ask("POST", "/elsewhere"), 404);
	end();
}

static void
what_was_counted_is_told(void)
{
	struct table_header *header;

	begin();
	header = parent.table.header;
	atomic_store(&header->accepted[LAB_CHAT], 5);
	atomic_store(&header->refused[REFUSAL_ADDRESS], 6);
	atomic_store(&header->labs[LAB_CALC].messages_out, 7);
	atomic_store(&header->labs[LAB_ECHO].bytes_in, 8);
	atomic_store(&header->labs[LAB_CLOCK].faults, 9);
	table_verdict_add(&parent.table, RULE_LINES_PAD_NUL, true);
	table_verdict_add(&parent.table, RULE_FAMILY_TLS, false);
	table_verdict_add(&parent.table, RULE_COUNT - 1, false);
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
	CU_ASSERT_TRUE(says("barewire_connections_accepted_total"
	    "{lab=\"chat\"} 5\n"));
	CU_ASSERT_TRUE(says("barewire_connections_refused_total"
	    "{reason=\"address\"} 6\n"));
	CU_ASSERT_TRUE(says("barewire_messages_total"
	    "{lab=\"calc\",direction=\"sent\"} 7\n"));
	CU_ASSERT_TRUE(says("barewire_message_bytes_total"
	    "{lab=\"echo\",direction=\"received\"} 8\n"));
	CU_ASSERT_TRUE(says("barewire_faults_total{lab=\"clock\"} 9\n"));
	CU_ASSERT_TRUE(says("barewire_verdicts_total"
	    "{rule=\"lines.pad.nul\",result=\"ok\"} 1\n"));
	CU_ASSERT_TRUE(says("barewire_verdicts_total"
	    "{rule=\"lines.pad.nul\",result=\"not_ok\"} 0\n"));
	CU_ASSERT_TRUE(says("barewire_verdicts_total"
	    "{rule=\"family.tls\",result=\"not_ok\"} 1\n"));
	CU_ASSERT_PTR_NULL(strstr(text, "rule=\"lines.utf8\""));
	end();
}

/* A bound is in its bucket, and 1 ns more in the next one. */
static void
an_overshoot_is_in_its_bucket(void)
{
	struct overshoot_total *total;
	int bound;

	begin();
	total = &parent.table.header->overshoot;
	for (bound = 0; bound < OVERSHOOT_BOUNDS; bound++)
		overshoot_add(total, overshoot_bounds_ns[bound]);
	overshoot_add(total, overshoot_bounds_ns[0] + 1);
	overshoot_add(total, overshoot_bounds_ns[OVERSHOOT_BOUNDS - 1] + 1);
	overshoot_add(total, -5);
	CU_ASSERT_EQUAL(atomic_load(&total->answers[0]), 2);
	CU_ASSERT_EQUAL(atomic_load(&total->answers[1]), 2);
	CU_ASSERT_EQUAL(atomic_load(&total->answers[2]), 1);
	CU_ASSERT_EQUAL(atomic_load(&total->answers[OVERSHOOT_BOUNDS]), 1);
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_bucket"
	    "{le=\"0.001\"} 2\n"));
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_bucket"
	    "{le=\"0.002\"} 4\n"));
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_bucket"
	    "{le=\"10\"} 15\n"));
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_bucket"
	    "{le=\"+Inf\"} 16\n"));
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_sum "
	    "28.889000002\n"));
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_count 16\n"));
	end();
}

/* How many lines there are; 0: one is neither a head nor a sample. */
static unsigned
lines(void)
{
	const char *at, *next;
	unsigned count = 0;

	for (at = text; *at != '\0'; at = next + 1, count++) {
		next = strchr(at, '\n');
		if (next == NULL)
			return 0;
		if (strncmp(at, "# HELP barewire_", 16) != 0 &&
		    strncmp(at, "# TYPE barewire_", 16) != 0 &&
		    strncmp(at, "barewire_", 9) != 0)
			return 0;
		for (; at < next; at++)
			if (*at < ' ' || *at > '~')
				return 0;
	}
	return count;
}

/* Whatever was written over it, the lines are the same, with other numbers. */
static void
a_scribbled_table_adds_no_line(void)
{
	const struct table_header *header;
	unsigned before, value;
	size_t from, to;

	begin();
	header = parent.table.header;
	from = offsetof(struct table_header, accepted);
	to = offsetof(struct table_header, leaving_count);
	table_verdict_add(&parent.table, 1, true);
	for (value = 0; value < JOURNAL_READERS; value++)
		atomic_store(&parent.table.journal.ring->places[value].starts,
		    1);
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
	before = lines();
	CU_ASSERT_TRUE(before > 100);
	for (value = 1; value < 256; value += 2) {
		memset((char *)parent.table.header + from, (int)value,
		    to - from);
		memset((void *)parent.table.rows, (int)value,
		    parent.table.facts.rows * sizeof(struct row));
		memset((void *)parent.table.verdicts, (int)value,
		    2 * sizeof(struct verdict_total));
		CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
		CU_ASSERT_EQUAL(lines(), before);
	}
	CU_ASSERT_TRUE(atomic_load(&header->high_water) >
	    parent.table.facts.rows);
	CU_ASSERT_TRUE(says("barewire_rows_unreadable 72\n"));
	/* Its buckets do not turn over. */
	CU_ASSERT_TRUE(says("barewire_pause_overshoot_seconds_count "
	    "18446744073709551615\n"));
	end();
}

/* A reader that nobody wanted is not behind, nor has it missed anything. */
static void
readers_that_were_started_are_told_of(void)
{
	struct journal_place *places;

	begin();
	places = parent.table.journal.ring->places;
	atomic_store(&places[JOURNAL_LOG].starts, 3);
	atomic_store(&places[JOURNAL_LOG].missed, 4);
	atomic_store(&places[JOURNAL_LOG].next,
	    journal_next(&parent.table.journal) - 1);
	atomic_store(&places[JOURNAL_FEEDER].starts, 1);
	CU_ASSERT_EQUAL(ask("GET", "/metrics"), 200);
	CU_ASSERT_TRUE(says("barewire_reader_restarts_total"
	    "{reader=\"barewired-log\"} 2\n"));
	CU_ASSERT_TRUE(says("barewire_reader_restarts_total"
	    "{reader=\"barewired-feed\"} 0\n"));
	CU_ASSERT_TRUE(says("barewire_journal_missed_total"
	    "{reader=\"barewired-log\"} 4\n"));
	CU_ASSERT_TRUE(says("barewire_journal_behind"
	    "{reader=\"barewired-log\"} 1\n"));
	CU_ASSERT_PTR_NULL(strstr(text, "behind{reader=\"barewired-feed\""));
	CU_ASSERT_PTR_NULL(strstr(text, "barewired-cap"));
	end();
}

UNIT_MAIN("metrics", TEST(only_its_own_machine_is_told),
    TEST(at_its_own_address_anybody_is_told_nothing_else),
    TEST(what_was_counted_is_told), TEST(an_overshoot_is_in_its_bucket),
    TEST(a_scribbled_table_adds_no_line),
    TEST(readers_that_were_started_are_told_of))
