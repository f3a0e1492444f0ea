/* A capture in a window: its messages, and the table at its end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "gui/model/log_verdict.h"
#include "gui/model/recorded.h"
#include "gui/model/recorded_rows.h"
#include "tests/unit/unit.h"
#include "wire/pcapng.h"
#include "wire/verdict_record.h"

static FILE *file;
static char path[] = "/tmp/bw-recorded-XXXXXX";

static void
put(const struct feed_message *message)
{
	static unsigned char block[PCAPNG_BLOCK_MAX];
	struct pcapng_about about = { .local = "127.0.0.1:12003" };
	size_t len = pcapng_put(block, message, &about);

	CU_ASSERT_EQUAL(fwrite(block, 1, len, file), len);
	(void)fflush(file);
}

static struct feed_message
event(enum feed_event event, uint64_t client, uint64_t number)
{
	return (struct feed_message){ .event = event, .client = client,
	    .wall_ns = 1700000000 * NS_PER_S + (int64_t)number * NS_PER_S,
	    .pid = 100 + (int)client, .lab = LAB_CALC, .name = "guest",
	    .peer = "127.0.0.1:40112", .note = "", .bytes = "",
	    .facts = { .number = number } };
}

static void
say(uint64_t client, uint64_t number, enum feed_direction direction,
    const char *text)
{
	struct feed_message m = event(FEED_MESSAGE, client, number);

	m.direction = direction;
	m.message = (uint32_t)number;
	m.name = "alice";
	m.bytes = text;
	m.bytes_len = m.message_bytes = strlen(text);
	put(&m);
}

static void
begin(void)
{
	unsigned char block[PCAPNG_BLOCK_MAX];
	size_t len = pcapng_begin(block, "barewired test");

	(void)strcpy(path + strlen(path) - 6, "XXXXXX");
	file = fdopen(mkstemp(path), "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	(void)fwrite(block, 1, len, file);
}

static void
tell_fault(uint64_t number)
{
	struct judge_verdict verdict = { .rule = RULE_CALC_FORM,
	    .result = RULE_NOT_OK, .severity = RULE_MUST, .lab = LAB_CALC,
	    .client = 1, .message = 3, .said = "no expression" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message of = event(FEED_MESSAGE, 1, number), record;

	verdict_record_make(&record, bytes, &verdict, &of);
	put(&record);
}

static void
write_session(void)
{
	struct feed_message m = event(FEED_CONNECTED, 1, 1), lost;

	put(&m);
	m = event(FEED_CONNECTED, 2, 2);
	put(&m);
	say(1, 3, FEED_RECEIVED, "1+\n");
	say(1, 4, FEED_SENT, "2\n");
	tell_fault(3);
	pcapng_lost(&lost, m.wall_ns, 5);
	put(&lost);
	m = event(FEED_FIN, 1, 8);
	put(&m);
	m = event(FEED_DISCONNECTED, 2, 9);
	m.facts.end = END_CRASHED;
	m.facts.end_signal = 11;
	put(&m);
}

static void
shows_how_it_ended(void)
{
	char fault[CAPTURE_FAULT_SIZE], words[RECORDED_WORDS_SIZE];
	struct log *log = log_new(100, 100000);
	const struct watch_view *view;
	struct recorded *recorded;

	begin();
	write_session();
	recorded = recorded_open(path, log, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(recorded);
	CU_ASSERT(recorded_read(recorded, 2));
	CU_ASSERT_FALSE(recorded_read(recorded, 100));
	CU_ASSERT_STRING_EQUAL(recorded_name(recorded), strrchr(path, '/') +
	    1);
	view = recorded_view(recorded);
	CU_ASSERT_EQUAL(view->state, WATCH_ENDED);
	CU_ASSERT_EQUAL_FATAL(view->row_count, 2);
	CU_ASSERT_STRING_EQUAL(view->rows[0].name, "alice");
	CU_ASSERT_EQUAL(view->rows[0].state, STATE_IDLE);
	CU_ASSERT_EQUAL(view->rows[0].messages_in, 1);
	CU_ASSERT_EQUAL(view->rows[0].bytes_out, 2);
	CU_ASSERT_STRING_EQUAL(view->rows[0].last_message, "1+");
	CU_ASSERT_EQUAL(view->rows[1].state, STATE_ENDED);
	CU_ASSERT_EQUAL(view->rows[1].end, END_CRASHED);
	CU_ASSERT_EQUAL(view->totals.active, 1);
	CU_ASSERT_EQUAL(view->totals.crashed, 1);
	CU_ASSERT_EQUAL(view->totals.not_ok, 1);
	/* Two connects, two messages, a loss, an end; no fin. */
	CU_ASSERT_EQUAL(log_next(log) - log_first(log), 6);
	CU_ASSERT_EQUAL(log_counts(log).lost, 5);
	CU_ASSERT_EQUAL(log_mark(log, log_at(log, log_first(log) + 2)),
	    LOG_MARK_MUST);
	CU_ASSERT_PTR_NOT_NULL(recorded_judging(recorded));
	recorded_words(recorded, words);
	CU_ASSERT_PTR_NOT_NULL(strstr(words, ", 7 records, 5 missing"));
	CU_ASSERT_PTR_NULL(strchr(words, ';'));
	recorded_free(recorded);
	log_free(log);
	(void)fclose(file);
	(void)unlink(path);
}

/* Also what no judge of its server's has said anything about. */
static void
is_judged_here(void)
{
	char fault[CAPTURE_FAULT_SIZE], words[RECORDED_WORDS_SIZE];
	struct log *log = log_new(100, 100000);
	struct feed_message m = event(FEED_CONNECTED, 1, 0);
	struct recorded *recorded;

	begin();
	put(&m);
	say(1, 1, FEED_RECEIVED, "alice\n");
	say(1, 2, FEED_RECEIVED, "1+1\n");
	say(1, 3, FEED_SENT, "2\n");
	say(1, 4, FEED_RECEIVED, "1+\n");
	/* The last one is not whole yet. */
	(void)fwrite("\6\0\0\0", 1, 4, file);
	(void)fflush(file);
	recorded = recorded_open(path, log, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(recorded);
	CU_ASSERT_FALSE(recorded_read(recorded, 100));
	CU_ASSERT_EQUAL(log_mark(log, log_at(log, log_next(log) - 1)),
	    LOG_MARK_MUST);
	CU_ASSERT_EQUAL(log_mark(log, log_at(log, log_next(log) - 3)),
	    LOG_MARK_OK);
	CU_ASSERT_EQUAL(recorded_view(recorded)->totals.not_ok, 1);
	recorded_words(recorded, words);
	CU_ASSERT_PTR_NOT_NULL(strstr(words, ", 5 records; "));
	recorded_free(recorded);
	log_free(log);
	(void)fclose(file);
	(void)unlink(path);
}

static void
follows_one_that_grows(void)
{
	char fault[CAPTURE_FAULT_SIZE];
	struct log *log = log_new(100, 100000);
	struct recorded *recorded;

	begin();
	say(1, 1, FEED_RECEIVED, "1+1\n");
	recorded = recorded_open(path, log, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(recorded);
	CU_ASSERT_FALSE(recorded_read(recorded, 100));
	CU_ASSERT_EQUAL(recorded_view(recorded)->row_count, 1);
	say(2, 2, FEED_RECEIVED, "1+1\n");
	CU_ASSERT_FALSE(recorded_read(recorded, 100));
	CU_ASSERT_EQUAL(recorded_view(recorded)->row_count, 2);
	recorded_free(recorded);
	log_free(log);
	(void)fclose(file);
	(void)unlink(path);
}

static void
what_is_none_is_refused(void)
{
	char fault[CAPTURE_FAULT_SIZE] = "";
	struct log *log = log_new(10, 1000);

	CU_ASSERT_PTR_NULL(recorded_open("/dev/null", log, fault));
	CU_ASSERT(fault[0] != '\0');
	CU_ASSERT_PTR_NULL(recorded_open("/nowhere/x.pcapng", log, fault));
	log_free(log);
}

static void
many_clients_are_found(void)
{
	struct recorded_rows rows = { .limit = 1000 };
	struct feed_message m;
	uint64_t i;

	for (i = 1; i <= 1500; i++) {
		m = event(FEED_CONNECTED, i * 7919, i);
		recorded_rows_take(&rows, &m);
	}
	CU_ASSERT_EQUAL(rows.count, 1000);
	CU_ASSERT_EQUAL(rows.rowless, 500);
	for (i = 1; i <= 1500; i++) {
		m = event(FEED_MESSAGE, i * 7919, i);
		m.direction = FEED_RECEIVED;
		recorded_rows_take(&rows, &m);
	}
	CU_ASSERT_EQUAL(rows.count, 1000);
	for (i = 0; i < 1000; i++)
		CU_ASSERT_EQUAL(rows.rows[i].messages_in, 1);
	recorded_rows_free(&rows);
}

static void
says_who_has_no_row(void)
{
	char fault[CAPTURE_FAULT_SIZE], words[RECORDED_WORDS_SIZE];
	struct log *log = log_new(100, 100000);
	struct feed_message m;
	struct recorded *recorded;
	uint64_t i;

	begin();
	for (i = 1; i <= RECORDED_CLIENTS + 3; i++) {
		m = event(FEED_CONNECTED, i, i);
		put(&m);
	}
	recorded = recorded_open(path, log, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(recorded);
	CU_ASSERT(recorded_read(recorded, RECORDED_CLIENTS));
	recorded_words(recorded, words);
	CU_ASSERT_PTR_NULL(strstr(words, "row"));
	CU_ASSERT_FALSE(recorded_read(recorded, 100));
	recorded_words(recorded, words);
	CU_ASSERT_PTR_NOT_NULL(strstr(words, ", clients without a row: 3"));
	recorded_free(recorded);
	log_free(log);
	(void)fclose(file);
	(void)unlink(path);
}

static void
nothing_is_of_no_time(void)
{
	char fault[CAPTURE_FAULT_SIZE], words[RECORDED_WORDS_SIZE];
	struct log *log = log_new(10, 1000);
	struct feed_message lost;
	struct recorded *recorded;

	begin();
	(void)fflush(file);
	recorded = recorded_open(path, log, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(recorded);
	CU_ASSERT_FALSE(recorded_read(recorded, 100));
	recorded_words(recorded, words);
	CU_ASSERT_STRING_EQUAL(words, "0 records");
	pcapng_lost(&lost, 7, 5);
	put(&lost);
	(void)recorded_read(recorded, 100);
	recorded_words(recorded, words);
	CU_ASSERT_STRING_EQUAL(words, "0 records, 5 missing");
	recorded_free(recorded);
	log_free(log);
	(void)fclose(file);
	(void)unlink(path);
}

UNIT_MAIN("model_recorded", TEST(shows_how_it_ended), TEST(is_judged_here),
    TEST(follows_one_that_grows), TEST(what_is_none_is_refused),
    TEST(many_clients_are_found), TEST(says_who_has_no_row),
    TEST(nothing_is_of_no_time))
