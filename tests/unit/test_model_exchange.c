/* The list of exchanges: rows out of messages, folding, following, faults. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/exchange.h"
#include "gui/model/summary.h"
#include "tests/unit/unit.h"
#include "watch/message_filter.h"

static struct log *log_;
static struct stream *stream;
static struct exchange_list *list;
static int64_t now_ns;

static void
add(enum feed_event event, uint64_t client, enum feed_direction direction,
    const char *text)
{
	int status = strncmp(text, "HTTP/1.1 ", 9) == 0 ? atoi(text + 9) : 0;
	struct feed_message m = { .event = event, .direction = direction,
	    .client = client, .lab = LAB_WAIT, .status = (int16_t)status,
	    .message_bytes = (uint32_t)strlen(text), .name = "alice",
	    .peer = "127.0.0.1:1", .note = "", .bytes = text,
	    .bytes_len = strlen(text), .wall_ns = now_ns,
	    .fault = strcmp(text, "bad") == 0 };

	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
	now_ns += NS_PER_MS;
}

static void
ask(uint64_t client, const char *path)
{
	char text[80];

	(void)snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\n\r\n", path);
	add(FEED_MESSAGE, client, FEED_RECEIVED, text);
}

static void
answer(uint64_t client, int status)
{
	char text[80];

	(void)snprintf(text, sizeof(text), "HTTP/1.1 %d Word\r\n\r\n",
	    status);
	add(FEED_MESSAGE, client, FEED_SENT, text);
}

static void
begin(size_t kept, unsigned page)
{
	now_ns = NS_PER_S;
	log_ = log_new(kept, 1000000);
	CU_ASSERT_TRUE_FATAL(log_set_pairs(log_));
	stream = stream_new(log_);
	list = exchange_list_new(stream);
	exchange_list_set_page(list, page);
}

static void
end(void)
{
	exchange_list_free(list);
	stream_free(stream);
	log_free(log_);
}

/* Ids, that of an answer under its request with a '-': "1 -3 2". */
static void
rows_are(const char *expected)
{
	char text[400] = "";
	const struct exchange_row *row;
	uint64_t i;

	(void)exchange_list_update(list);
	for (i = 0; (row = exchange_list_row(list, i)) != NULL; i++)
		(void)snprintf(text + strlen(text), sizeof(text) -
		    strlen(text), "%s%s%llu", i == 0 ? "" : " ",
		    row->under ? "-" : "",
		    (unsigned long long)row->entry->id);
	CU_ASSERT_STRING_EQUAL(text, expected);
	CU_ASSERT_EQUAL(exchange_list_rows(list), i);
}

static enum log_asked
asked(uint64_t id)
{
	return log_at(log_, id)->asked;
}

static void
answers_stand_under_their_requests(void)
{
	begin(100, 10);
	rows_are("");
	ask(1, "/a");
	ask(1, "/b");
	ask(2, "/c");
	answer(2, 100);
	answer(1, 200);
	answer(2, 200);
	answer(2, 408);
	rows_are("1 -5 2 3 -4 -6 7");
	CU_ASSERT_EQUAL(asked(1), LOG_ASKED_ANSWERED);
	CU_ASSERT_EQUAL(asked(2), LOG_ASKED_OPEN);
	CU_ASSERT_EQUAL(log_at(log_, 1)->answer, 5);
	CU_ASSERT_EQUAL(log_at(log_, 1)->waited_ns, 4 * NS_PER_MS);
	CU_ASSERT_EQUAL(log_at(log_, 3)->waited_ns, 3 * NS_PER_MS);
	CU_ASSERT_TRUE(log_at(log_, 4)->interim);
	CU_ASSERT_EQUAL(log_at(log_, 7)->request, 0);
	add(FEED_DISCONNECTED, 1, FEED_NEITHER, "");
	CU_ASSERT_EQUAL(asked(2), LOG_ASKED_GONE);
	rows_are("1 -5 2 3 -4 -6 7");
	end();
}

static void
where_records_are_missing_nothing_is_paired(void)
{
	begin(100, 10);
	ask(1, "/a");
	CU_ASSERT_TRUE(log_add_gap(log_, 3, now_ns));
	answer(1, 200);
	rows_are("1 2 3");
	CU_ASSERT_EQUAL(asked(1), LOG_ASKED_UNKNOWN);
	ask(1, "/b");
	CU_ASSERT_TRUE(log_add_server(log_, FEED_DISCONNECTED, true, "gone",
	    now_ns));
	CU_ASSERT_EQUAL(asked(4), LOG_ASKED_GONE);
	answer(1, 200);
	rows_are("1 2 3 4 5 6");
	end();
}

static void
a_request_that_is_folded_hides_its_answers(void)
{
	begin(100, 10);
	ask(1, "/a");
	answer(1, 100);
	answer(1, 200);
	ask(2, "/b");
	rows_are("1 -2 -3 4");
	CU_ASSERT_FALSE(exchange_list_fold(list, 1, true));
	CU_ASSERT_FALSE(exchange_list_fold(list, 3, true));
	CU_ASSERT_FALSE(exchange_list_fold(list, 9, true));
	CU_ASSERT_TRUE(exchange_list_fold(list, 0, true));
	CU_ASSERT_FALSE(exchange_list_fold(list, 0, true));
	rows_are("1 4");
	CU_ASSERT_EQUAL(exchange_list_row(list, 0)->last->id, 3);
	CU_ASSERT_EQUAL(exchange_list_find(list, 3), 0);
	CU_ASSERT_EQUAL(exchange_list_find(list, 4), 1);
	CU_ASSERT_EQUAL(exchange_list_find(list, 5), EXCHANGE_NONE);
	CU_ASSERT_TRUE(exchange_list_fold(list, 0, false));
	rows_are("1 -2 -3 4");
	end();
}

/* Filter and pause are the stream's. */
static void
what_the_stream_does_not_show_is_no_row(void)
{
	struct stream_want want = { .received = true, .sent = true };

	begin(100, 10);
	ask(1, "/a");
	answer(1, 200);
	ask(1, "/b");
	CU_ASSERT_PTR_NULL(message_filter_parse(&want.filter, "dir:sent"));
	stream_set_want(stream, &want);
	rows_are("2");
	CU_ASSERT_PTR_NULL(message_filter_parse(&want.filter, ""));
	stream_set_want(stream, &want);
	stream_set_paused(stream, true);
	answer(1, 404);
	rows_are("1 -2 3");
	stream_set_paused(stream, false);
	rows_are("1 -2 3 -4");
	end();
}

/* The request has been let go; who looks on holds what is shown. */
static void
what_the_log_lets_go_goes(void)
{
	int i;

	begin(4, 10);
	ask(1, "/a");
	rows_are("1");
	for (i = 0; i < 3; i++)
		ask(2, "/b");
	(void)stream_update(stream);
	answer(1, 200);
	rows_are("2 3 4 5");
	ask(2, "/c");
	(void)stream_update(stream);
	CU_ASSERT_EQUAL(exchange_list_row(list, 0)->entry->id, 2);
	rows_are("3 4 5 6");
	log_clear(log_);
	rows_are("");
	CU_ASSERT_EQUAL(exchange_list_top(list), 0);
	end();
}

static void
the_view_stays_with_its_message(void)
{
	int i;

	begin(100, 4);
	ask(9, "/late");
	for (i = 0; i < 10; i++)
		ask(1, "/a");
	(void)exchange_list_update(list);
	CU_ASSERT_TRUE(exchange_list_follows(list));
	CU_ASSERT_EQUAL(exchange_list_top(list), 7);
	exchange_list_scroll_by(list, -2);
	CU_ASSERT_FALSE(exchange_list_follows(list));
	answer(9, 200);
	(void)exchange_list_update(list);
	CU_ASSERT_EQUAL(exchange_list_top(list), 6);
	CU_ASSERT_EQUAL(exchange_list_row(list, 6)->entry->id, 6);
	exchange_list_show(list, 11);
	CU_ASSERT_TRUE(exchange_list_follows(list));
	exchange_list_show(list, 2);
	CU_ASSERT_EQUAL(exchange_list_top(list), 2);
	exchange_list_scroll_by(list, -9);
	CU_ASSERT_EQUAL(exchange_list_top(list), 0);
	exchange_list_set_follow(list, true);
	CU_ASSERT_EQUAL(exchange_list_top(list), 8);
	end();
}

static void
what_passes_unseen_is_counted(void)
{
	int i;

	begin(1000, 5);
	for (i = 0; i < 20; i++)
		ask(1, "/a");
	(void)exchange_list_update(list);
	exchange_list_painted(list);
	CU_ASSERT_EQUAL(exchange_list_unseen(list), 0);
	for (i = 0; i < 12; i++)
		ask(1, "/a");
	(void)exchange_list_update(list);
	exchange_list_painted(list);
	CU_ASSERT_EQUAL(exchange_list_unseen(list), 7);
	exchange_list_painted(list);
	CU_ASSERT_EQUAL(exchange_list_unseen(list), 7);
	answer(1, 200);
	(void)exchange_list_update(list);
	exchange_list_painted(list);
	CU_ASSERT_EQUAL(exchange_list_unseen(list), 8);
	exchange_list_scroll_by(list, -3);
	exchange_list_painted(list);
	CU_ASSERT_EQUAL(exchange_list_unseen(list), 0);
	end();
}

static uint64_t
next_fault(bool backwards)
{
	uint64_t id;

	(void)exchange_list_update(list);
	id = exchange_list_fault(list, log_, backwards);
	if (id != 0)
		CU_ASSERT_TRUE(stream_pick_message(stream, id));
	return id;
}

/* In the order of the rows: the answer 5 is to the request 1. */
static void
faults_are_found_around_the_end(void)
{
	begin(100, 10);
	ask(1, "/a");
	CU_ASSERT_EQUAL(next_fault(false), 0);
	add(FEED_MESSAGE, 2, FEED_RECEIVED, "bad");
	ask(3, "/b");
	add(FEED_MESSAGE, 4, FEED_RECEIVED, "bad");
	add(FEED_MESSAGE, 1, FEED_SENT, "bad");
	rows_are("1 -5 2 3 4");
	CU_ASSERT_EQUAL(next_fault(false), 5);
	CU_ASSERT_EQUAL(exchange_list_picked(list), 1);
	CU_ASSERT_EQUAL(next_fault(false), 2);
	CU_ASSERT_EQUAL(next_fault(false), 4);
	CU_ASSERT_EQUAL(next_fault(false), 5);
	CU_ASSERT_EQUAL(next_fault(true), 4);
	CU_ASSERT_TRUE(exchange_list_fold(list, 0, true));
	CU_ASSERT_EQUAL(next_fault(false), 5);
	CU_ASSERT_EQUAL(exchange_list_picked(list), 0);
	exchange_list_pick(list, 2);
	CU_ASSERT_EQUAL(stream_picked_entry(stream)->id, 3);
	CU_ASSERT_EQUAL(next_fault(true), 2);
	end();
}

static void
summary_is(uint64_t id, const char *expected)
{
	char words[SUMMARY_SIZE];

	summary_words(log_at(log_, id), words);
	CU_ASSERT_STRING_EQUAL(words, expected);
}

static void
wait_is(uint64_t id, int64_t at_ns, const char *expected)
{
	char words[SUMMARY_WAIT_SIZE];

	summary_wait(log_at(log_, id), at_ns, words);
	CU_ASSERT_STRING_EQUAL(words, expected);
}

static void
a_message_is_a_line(void)
{
	struct feed_message hi = { .event = FEED_MESSAGE, .lab = LAB_CHAT,
	    .direction = FEED_RECEIVED, .client = 7, .name = "alice",
	    .peer = "", .note = "", .bytes = "hi\n", .bytes_len = 3 };

	begin(100, 10);
	add(FEED_MESSAGE, 1, FEED_RECEIVED,
	    "POST /wait HTTP/1.1\r\nHost: x\r\n\r\n3");
	add(FEED_MESSAGE, 1, FEED_SENT,
	    "HTTP/1.1 200 OK\r\n\r\nServer waited 3 s\n");
	ask(1, "/");
	answer(1, 404);
	CU_ASSERT_TRUE(log_add(log_, &hi));
	add(FEED_MESSAGE, 1, FEED_RECEIVED,
	    "POST /wait HTTP/1.1\r\nHost: x\r\n\r\n3 or so");
	summary_is(1, "POST /wait: 3 s");
	summary_is(2, "200 Server waited 3 s");
	summary_is(3, "GET /");
	summary_is(4, "404 Word");
	summary_is(5, "alice: hi");
	summary_is(6, "POST /wait: 3 or so");
	wait_is(1, 0, "1");
	wait_is(2, 0, "1");
	wait_is(6, 0, "none so far");
	wait_is(6, now_ns + 2 * NS_PER_S, "waits 2 s");
	wait_is(6, NS_PER_MS, "waits 0 s");
	add(FEED_DISCONNECTED, 1, FEED_NEITHER, "");
	wait_is(6, now_ns, "no answer");
	CU_ASSERT_TRUE(log_add_gap(log_, 1, now_ns));
	wait_is(5, now_ns, "not known");
	summary_is(8, "1 message lost here");
	wait_is(8, now_ns, "");
	add(FEED_MESSAGE, 1, FEED_SENT, "HTTP/1.1 400 Bad Request\r\n\r\n"
	    "400 Bad Request\na bare LF\n");
	summary_is(9, "400 Bad Request");
	end();
}

UNIT_MAIN("exchange", TEST(answers_stand_under_their_requests),
    TEST(where_records_are_missing_nothing_is_paired),
    TEST(a_request_that_is_folded_hides_its_answers),
    TEST(what_the_stream_does_not_show_is_no_row),
    TEST(what_the_log_lets_go_goes), TEST(the_view_stays_with_its_message),
    TEST(what_passes_unseen_is_counted),
    TEST(faults_are_found_around_the_end), TEST(a_message_is_a_line))
