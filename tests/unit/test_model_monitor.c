/* The client table, the rates, what is said of the server, the pace. */
#include <stdlib.h>

#include "base/when.h"
#include "gui/model/attach.h"
#include "gui/model/pace.h"
#include "gui/model/rates.h"
#include "gui/model/table.h"
#include "tests/unit/unit.h"

#define ROWS 20

static struct row_data rows[ROWS];
static struct table_model table;

static void
make_rows(uint32_t count)
{
	uint32_t i;

	memset(rows, 0, sizeof(rows));
	for (i = 0; i < count; i++) {
		rows[i].client = 100 + i;
		rows[i].state = STATE_IDLE;
		rows[i].connected_mono_ns = (int64_t)i * NS_PER_S;
		snprintf(rows[i].name, sizeof(rows[i].name), "client%02u", i);
		snprintf(rows[i].peer, sizeof(rows[i].peer), "127.0.0.1:%u",
		    i);
	}
	table_model_init(&table);
	table.order = (struct row_order){ COLUMN_NAME, false };
	table_model_update(&table, rows, count, 100 * NS_PER_S);
	table_model_set_page(&table, 5);
}

static void
selection_follows_its_client(void)
{
	make_rows(10);
	table_model_select(&table, 3);
	CU_ASSERT_EQUAL(table.selected, 103);
	table_model_sort_by(&table, COLUMN_NAME);
	CU_ASSERT_TRUE(table.order.reverse);
	table_model_update(&table, rows, 10, 100 * NS_PER_S);
	CU_ASSERT_EQUAL(table_model_selected(&table)->client, 103);
	CU_ASSERT_EQUAL(table_model_row(&table, 6)->client, 103);
	/* Its row goes: the number stays, but there is no row. */
	table_model_update(&table, rows, 3, 100 * NS_PER_S);
	CU_ASSERT_PTR_NULL(table_model_selected(&table));
	table_model_free(&table);
}

static void
moving_scrolls(void)
{
	make_rows(20);
	table_model_move(&table, 1);
	CU_ASSERT_EQUAL(table.selected, 100);
	table_model_move(&table, 6);
	CU_ASSERT_EQUAL(table.selected, 106);
	CU_ASSERT_EQUAL(table.top, 2);
	table_model_move(&table, 100);
	CU_ASSERT_EQUAL(table.selected, 119);
	CU_ASSERT_EQUAL(table.top, 15);
	table_model_move(&table, -100);
	CU_ASSERT_EQUAL(table.selected, 100);
	CU_ASSERT_EQUAL(table.top, 0);
	table_model_scroll_to(&table, 99);
	CU_ASSERT_EQUAL(table.top, 15);
	table_model_scroll_to(&table, -9);
	CU_ASSERT_EQUAL(table.top, 0);
	table_model_free(&table);
}

static void
fewer_rows_move_the_view(void)
{
	make_rows(20);
	table_model_scroll_to(&table, 15);
	table_model_update(&table, rows, 8, 100 * NS_PER_S);
	CU_ASSERT_EQUAL(table.top, 3);
	table_model_update(&table, rows, 0, 100 * NS_PER_S);
	CU_ASSERT_EQUAL(table.top, 0);
	CU_ASSERT_PTR_NULL(table_model_row(&table, 0));
	table_model_move(&table, 1);
	CU_ASSERT_EQUAL(table.selected, 0);
	table_model_free(&table);
}

static void
filter_counts_everybody(void)
{
	make_rows(10);
	rows[9].state = STATE_ENDED;
	CU_ASSERT_PTR_NULL(row_filter_parse(&table.filter, "client03"));
	table_model_update(&table, rows, 10, 100 * NS_PER_S);
	CU_ASSERT_EQUAL(table.list.count, 1);
	CU_ASSERT_EQUAL(table.connected, 9);
	CU_ASSERT_EQUAL(table.ended, 1);
	table_model_free(&table);
}

static void
looks_tell_rows_apart(void)
{
	make_rows(4);
	rows[0].connected_mono_ns = 100 * NS_PER_S - NS_PER_MS;
	rows[1].faults = 1;
	rows[2].state = STATE_ENDED;
	CU_ASSERT_EQUAL(table_model_look(&table, &rows[0]), TABLE_FRESH);
	CU_ASSERT_EQUAL(table_model_look(&table, &rows[1]), TABLE_FAULTY);
	CU_ASSERT_EQUAL(table_model_look(&table, &rows[2]), TABLE_GONE);
	CU_ASSERT_EQUAL(table_model_look(&table, &rows[3]), TABLE_PLAIN);
	/* A strict server ends what is malformed at once. */
	rows[2].faults = 1;
	CU_ASSERT_EQUAL(table_model_look(&table, &rows[2]), TABLE_FAULTY);
	table_model_free(&table);
}

static struct watch_view
running(int pid, int64_t now_ns)
{
	struct watch_view view = { .state = WATCH_RUNNING, .server_pid = pid,
	    .now_mono_ns = now_ns };

	return view;
}

static void
rates_over_a_second(void)
{
	/* Peers by UDP are rows and no processes: the rows are counted. */
	static const struct row_data mixed[] = { { .state = STATE_WAITING },
	    { .state = STATE_IDLE }, { .state = STATE_ENDED } };
	static struct rates rates;
	struct watch_view view;
	int i;

	memset(&rates, 0, sizeof(rates));
	for (i = 0; i <= 20; i++) {
		view = running(1, NS_PER_S + i * 200 * NS_PER_MS);
		view.totals.messages_in = (uint64_t)i * 2;
		view.totals.messages_out = (uint64_t)i * 2;
		view.totals.bytes_in = (uint64_t)i * 200;
		view.rows = mixed;
		view.row_count = 3;
		rates_update(&rates, &view);
	}
	CU_ASSERT_DOUBLE_EQUAL(rates.messages, 20, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(rates.bytes_in, 1000, 0.01);
	CU_ASSERT_EQUAL(rates.clients, 2);
	CU_ASSERT_DOUBLE_EQUAL(rates_sample(&rates, 4)->clients, 2, 0.01);
	CU_ASSERT_EQUAL(rates.sample_count, 5);
	CU_ASSERT_DOUBLE_EQUAL(rates_sample(&rates, 4)->messages, 20, 0.01);
}

/* A burst is over a second and a bit later, however long the snapshots are
 * remembered. */
static void
a_rate_forgets_what_is_older(void)
{
	static struct rates rates;
	struct watch_view view;
	int i;

	memset(&rates, 0, sizeof(rates));
	/* 100 a second for a second, then nothing. */
	for (i = 0; i <= 15; i++) {
		view = running(1, NS_PER_S + i * 200 * NS_PER_MS);
		view.totals.messages_in = (uint64_t)(i < 5 ? i : 5) * 20;
		rates_update(&rates, &view);
		if (i == 5)
			CU_ASSERT_DOUBLE_EQUAL(rates.messages, 100, 0.01);
		if (i == 8)
			CU_ASSERT_DOUBLE_EQUAL(rates.messages, 100.0 * 3 / 6,
			    0.01 + 100.0 / 6);
		if (i >= 12)
			CU_ASSERT_DOUBLE_EQUAL(rates.messages, 0, 0.01);
	}
}

static void
says_where_the_server_listens(void)
{
	static const struct listening listening[] = {
		{ LAB_WAIT, "127.0.0.1:1" }, { LAB_ECHO, "[::1]:2" },
		{ LAB_ECHO, "[::1]:2/udp" }, { LAB_ECHO, "[::1]:3" } };
	struct watch_view view = { .listening = listening };
	char out[80], little[8];

	attach_listening(&view, out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "");
	view.listening_count = 4;
	attach_listening(&view, out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "wait 127.0.0.1:1, echo [::1]:2, "
	    "echo [::1]:2/udp, echo [::1]:3");
	attach_listening(&view, little, sizeof(little));
	CU_ASSERT_STRING_EQUAL(little, "wait 12");
	view.listening = listening + 1;
	view.listening_count = 3;
	attach_listening(&view, out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "[::1]: echo 2, echo 2/udp, echo 3");
	view.listening_count = 1;
	attach_listening(&view, out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "echo [::1]:2");
	view.listening_count = 3;
	attach_listening(&view, little, sizeof(little));
	CU_ASSERT_STRING_EQUAL(little, "[::1]: ");
}

static void
another_server_begins_at_nought(void)
{
	static struct rates rates;
	struct watch_view view = running(1, NS_PER_S);

	memset(&rates, 0, sizeof(rates));
	view.totals.messages_in = 5000;
	rates_update(&rates, &view);
	view = running(2, NS_PER_S + NS_PER_S);
	rates_update(&rates, &view);
	CU_ASSERT_DOUBLE_EQUAL(rates.messages, 0, 0.001);
	view = running(2, NS_PER_S + 2 * NS_PER_S);
	view.totals.messages_in = 3;
	rates_update(&rates, &view);
	CU_ASSERT_DOUBLE_EQUAL(rates.messages, 3, 0.001);
}

static void
unseen_seconds_are_unknown(void)
{
	static struct rates rates;
	struct watch_view view = running(1, NS_PER_S);

	memset(&rates, 0, sizeof(rates));
	rates_update(&rates, &view);
	view = running(1, 61 * NS_PER_S);
	rates_update(&rates, &view);
	CU_ASSERT_EQUAL(rates.sample_count, 61);
	CU_ASSERT_TRUE(rates_sample(&rates, 0)->known);
	CU_ASSERT_FALSE(rates_sample(&rates, 30)->known);
	CU_ASSERT_TRUE(rates_sample(&rates, 60)->known);
}

static void
scales_are_round(void)
{
	CU_ASSERT_DOUBLE_EQUAL(rates_scale(0), 4, 0.001);
	CU_ASSERT_DOUBLE_EQUAL(rates_scale(5), 5, 0.001);
	CU_ASSERT_DOUBLE_EQUAL(rates_scale(11), 15, 0.001);
	CU_ASSERT_DOUBLE_EQUAL(rates_scale(999), 1000, 0.001);
	CU_ASSERT_DOUBLE_EQUAL(rates_scale(1000), 1000, 0.001);
	CU_ASSERT_DOUBLE_EQUAL(rates_scale(1001), 1500, 0.001);
}

static void
figures_are_short(void)
{
	char text[RATES_TEXT_SIZE];

	rates_bytes(text, 0);
	CU_ASSERT_STRING_EQUAL(text, "0 B/s");
	rates_bytes(text, 1536);
	CU_ASSERT_STRING_EQUAL(text, "1.5 KiB/s");
	rates_bytes(text, 5.0 * 1024 * 1024 * 1024);
	CU_ASSERT_STRING_EQUAL(text, "5.0 GiB/s");
	rates_number(text, 1.25);
	CU_ASSERT_STRING_EQUAL(text, "1.2");
	rates_number(text, 123);
	CU_ASSERT_STRING_EQUAL(text, "123");
	rates_number(text, 12345);
	CU_ASSERT_STRING_EQUAL(text, "12.3 k");
}

static enum attach_news
news(struct attach *attach, enum watch_state state, int pid)
{
	struct watch_view view = running(pid, NS_PER_S);

	view.state = state;
	return attach_update(attach, &view);
}

static void
news_of_a_server(void)
{
	struct attach a = { 0 };

	CU_ASSERT_EQUAL(news(&a, WATCH_NO_SERVER, 0), NEWS_NONE);
	CU_ASSERT_FALSE(attach_live(&a));
	CU_ASSERT_EQUAL(news(&a, WATCH_RUNNING, 10), NEWS_ATTACHED);
	CU_ASSERT_EQUAL(news(&a, WATCH_RUNNING, 10), NEWS_NONE);
	CU_ASSERT_TRUE(attach_live(&a));
	CU_ASSERT_EQUAL(news(&a, WATCH_SILENT, 10), NEWS_SILENT);
	CU_ASSERT_EQUAL(news(&a, WATCH_SILENT, 10), NEWS_NONE);
	CU_ASSERT_EQUAL(news(&a, WATCH_RUNNING, 10), NEWS_BACK);
	CU_ASSERT_EQUAL(news(&a, WATCH_CRASHED, 10), NEWS_CRASHED);
	CU_ASSERT_STRING_EQUAL(attach_word(&a), "crashed");
	CU_ASSERT_EQUAL(news(&a, WATCH_RUNNING, 11), NEWS_RESTARTED);
	CU_ASSERT_EQUAL(news(&a, WATCH_STOPPING, 11), NEWS_STOPPING);
	CU_ASSERT_EQUAL(news(&a, WATCH_ENDED, 11), NEWS_ENDED);
	CU_ASSERT_EQUAL(news(&a, WATCH_LAYOUT, 11), NEWS_FOREIGN);
	CU_ASSERT_EQUAL(news(&a, WATCH_FAILED, 11), NEWS_FAILED);
}

/* So quick a restart that no poll saw the server gone. */
static void
a_quick_restart_is_noticed(void)
{
	struct attach a = { 0 };

	news(&a, WATCH_RUNNING, 10);
	CU_ASSERT_EQUAL(news(&a, WATCH_RUNNING, 11), NEWS_RESTARTED);
}

static void
draws_at_once_then_within_its_budget(void)
{
	struct pace pace = { .bytes_a_second = 10000, .burst_bytes = 10000,
	    .least_ms = 15, .most_ms = 400 };
	int64_t now = NS_PER_S;

	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now), 15);
	CU_ASSERT_TRUE(pace_plenty(&pace));
	pace_spend(&pace, 5000);
	CU_ASSERT_FALSE(pace_plenty(&pace));
	pace_spend(&pace, 7000);
	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now), 200);
	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now + 100 * NS_PER_MS), 100);
	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now + 300 * NS_PER_MS), 15);
	pace_spend(&pace, 1000000);
	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now + 300 * NS_PER_MS), 400);
	/* However much it was, two seconds later it is forgotten. */
	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now + 2300 * NS_PER_MS), 15);
	CU_ASSERT_EQUAL(pace.left_bytes, 10000);
	/* A minute stopped: the budget is a burst, no more. */
	CU_ASSERT_EQUAL(pace_delay_ms(&pace, now + 3600 * NS_PER_S), 15);
	CU_ASSERT_EQUAL(pace.left_bytes, 10000);
}

UNIT_MAIN("model_monitor", TEST(selection_follows_its_client),
    TEST(moving_scrolls), TEST(fewer_rows_move_the_view),
    TEST(filter_counts_everybody), TEST(looks_tell_rows_apart),
    TEST(rates_over_a_second), TEST(a_rate_forgets_what_is_older),
    TEST(another_server_begins_at_nought),
    TEST(says_where_the_server_listens),
    TEST(unseen_seconds_are_unknown), TEST(scales_are_round),
    TEST(figures_are_short), TEST(news_of_a_server),
    TEST(a_quick_restart_is_noticed),
    TEST(draws_at_once_then_within_its_budget))
