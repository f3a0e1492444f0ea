/* A watcher and servers that come, end, crash, fall silent and come again. */
#include "tests/unit/fake_server.h"

#include "watch/watcher.h"

static struct fake fake;

static struct watcher *
watch(void)
{
	struct instance instance;
	struct watcher *watcher;
	char name[48];

	(void)snprintf(name, sizeof(name), "test-%d-fake", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	watcher = watcher_new(&instance);
	CU_ASSERT_PTR_NOT_NULL_FATAL(watcher);
	return watcher;
}

static void
waits_for_a_server(void)
{
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);

	CU_ASSERT_EQUAL(view->state, WATCH_NO_SERVER);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_NO_SERVER);
	CU_ASSERT_EQUAL(view->row_count, 0);
	fake_start(&fake, 4);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_EQUAL(view->server_pid, fake.pid);
	CU_ASSERT_EQUAL(view->max_clients, 4);
	CU_ASSERT_EQUAL(view->restarts, 0);
	CU_ASSERT_EQUAL(view->listening_count, 1);
	CU_ASSERT_STRING_EQUAL(view->listening[0].address,
	    "127.0.0.1:12080");
	CU_ASSERT_STRING_EQUAL(watcher_error(watcher), "");
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
tells_a_goodbye_from_a_crash(void)
{
	struct watcher *watcher = watch();

	fake_start(&fake, 4);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	fake_end(&fake);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_ENDED);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_ENDED);
	fake_start(&fake, 4);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	fake_kill(&fake);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_CRASHED);
	/* The table it left behind is nobody's. */
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_CRASHED);
	watcher_free(watcher);
	/* Who comes later finds no server at all. */
	watcher = watch();
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_NO_SERVER);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
killed_while_stopping_is_an_end(void)
{
	struct watcher *watcher = watch();

	fake_start(&fake, 4);
	(void)watcher_poll(watcher);
	atomic_store(&fake.table.header->phase, TABLE_PHASE_STOPPING);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_STOPPING);
	fake_kill(&fake);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_ENDED);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
counts_restarts_and_shows_the_end_between(void)
{
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);
	int first;

	fake_start(&fake, 4);
	(void)watcher_poll(watcher);
	first = view->server_pid;
	fake_kill(&fake);
	fake_start(&fake, 9);
	/* One server went and the next came between two polls. */
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_CRASHED);
	CU_ASSERT_EQUAL(view->restarts, 0);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_EQUAL(view->restarts, 1);
	CU_ASSERT_NOT_EQUAL(view->server_pid, first);
	CU_ASSERT_EQUAL(view->max_clients, 9);
	fake_end(&fake);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_ENDED);
	CU_ASSERT_EQUAL(view->restarts, 1);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
silence_is_noticed_and_forgiven(void)
{
	struct watcher *watcher = watch();
	struct table_header *header;

	fake_start(&fake, 4);
	header = fake.table.header;
	atomic_store(&header->heartbeat_mono_ns, when_mono_ns() - 4 * NS_PER_S);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_SILENT);
	atomic_store(&header->heartbeat_mono_ns, when_mono_ns());
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

/* A child that has gone mad can write over the header. */
static void
texts_are_fit_for_a_terminal(void)
{
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);
	struct table_header *header;

	fake_start(&fake, 4);
	header = fake.table.header;
	(void)strcpy(header->facts.listening[0].address, "\x1b[2J\x9b\n\x7f");
	memset(header->facts.version, '\x1b', sizeof(header->facts.version));
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	CU_ASSERT_STRING_EQUAL(view->listening[0].address,
	    "\\x1B[2J\\x9B\\n\\x7F");
	CU_ASSERT_STRING_EQUAL(view->version, "\\x1B\\x1B\\x1B...");
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
another_layout_is_refused(void)
{
	struct watcher *watcher = watch();

	fake_start(&fake, 4);
	fake.table.header->facts.layout++;
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_LAYOUT);
	fake.table.header->facts.layout--;
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_RUNNING);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
publish(uint32_t index, uint64_t client, const char *name,
    enum client_state state)
{
	struct row_data row = fake_row(client, name, state);

	if (state == STATE_ENDED)
		row.end = END_KICKED;
	row_publish(&fake.table, index, &row);
}

static void
shows_the_connected_then_the_ended(void)
{
	static const char *const expected[] = { "b", "d", "f", "a", "e" };
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);
	uint32_t i;

	fake_start(&fake, 8);
	publish(0, 1, "a", STATE_ENDED);
	publish(1, 2, "b", STATE_IDLE);
	publish(3, 4, "d", STATE_WAITING);
	publish(4, 5, "e", STATE_ENDED);
	publish(5, 6, "f", STATE_IDLE);
	atomic_store(&fake.table.header->accepted[LAB_WAIT], 70);
	atomic_store(&fake.table.header->accepted[LAB_ECHO], 7);
	atomic_store(&fake.table.header->refused[REFUSAL_FULL], 2);
	atomic_store(&fake.table.header->refused[REFUSAL_PROCESS], 3);
	atomic_store(&fake.table.header->labs[LAB_CLOCK].faults, 4);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL_FATAL(view->row_count, 5);
	for (i = 0; i < 5; i++)
		CU_ASSERT_STRING_EQUAL(view->rows[i].name, expected[i]);
	CU_ASSERT_EQUAL(view->totals.accepted, 77);
	CU_ASSERT_EQUAL(view->totals.refused, 5);
	CU_ASSERT_EQUAL(view->totals.faults, 4);
	/* Sums do not grow by being taken. */
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(view->totals.accepted, 77);
	/* Rows beyond the high water were never used. */
	atomic_store(&fake.table.header->high_water, 2);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(view->row_count, 2);
	/* A child that scribbles over the header leads nobody astray. */
	atomic_store(&fake.table.header->high_water, UINT32_MAX);
	fake.table.header->facts.rows = UINT32_MAX;
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(view->row_count, 5);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
a_row_in_mid_write_is_stale(void)
{
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);

	fake_start(&fake, 8);
	publish(0, 1, "a", STATE_IDLE);
	publish(1, 2, "b", STATE_IDLE);
	atomic_fetch_add(&fake.table.rows[1].seq, 1);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL_FATAL(view->row_count, 2);
	CU_ASSERT_FALSE(view->stale[0]);
	CU_ASSERT_TRUE(view->stale[1]);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
the_end_takes_the_clients_along(void)
{
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);
	char end[WATCH_END_SIZE];

	fake_start(&fake, 8);
	publish(0, 1, "a", STATE_WAITING);
	publish(1, 2, "b", STATE_ENDED);
	atomic_store(&fake.table.header->active, 1);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(view->totals.active, 1);
	fake_kill(&fake);
	CU_ASSERT_EQUAL(watcher_poll(watcher), WATCH_CRASHED);
	CU_ASSERT_EQUAL_FATAL(view->row_count, 2);
	CU_ASSERT_EQUAL(view->totals.active, 0);
	CU_ASSERT_EQUAL(view->rows[0].state, STATE_ENDED);
	watch_end_text(&view->rows[0], end);
	CU_ASSERT_STRING_EQUAL(end, "lost");
	watch_end_text(&view->rows[1], end);
	CU_ASSERT_STRING_EQUAL(end, "kicked");
	fake_start(&fake, 8);
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL(view->row_count, 0);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
many_rows_come_through(void)
{
	enum { ROWS = 20000 };
	struct watcher *watcher = watch();
	const struct watch_view *view = watcher_view(watcher);
	const struct row_data *rows;
	uint32_t i, wrong = 0;
	char name[16];

	fake_start(&fake, ROWS);
	for (i = 0; i < ROWS; i++) {
		(void)snprintf(name, sizeof(name), "c%u", i);
		publish(i, i + 1, name, i % 3 == 0 ? STATE_ENDED :
		    STATE_IDLE);
	}
	(void)watcher_poll(watcher);
	CU_ASSERT_EQUAL_FATAL(view->row_count, ROWS);
	for (i = 1; i < ROWS; i++)
		wrong += view->rows[i].client <= view->rows[i - 1].client;
	/* In order but for the one step from the connected to the ended. */
	CU_ASSERT_EQUAL(wrong, 1);
	rows = view->rows;
	(void)watcher_poll(watcher);
	CU_ASSERT_PTR_EQUAL(view->rows, rows);
	fake_end(&fake);
	watcher_free(watcher);
	fake_clear(&fake);
}

static void
says_what_is_left_and_why_it_ended(void)
{
	struct row_data row = fake_row(1, "a", STATE_WAITING);
	char end[WATCH_END_SIZE];

	CU_ASSERT_EQUAL(watch_seconds_left(&row, 5 * NS_PER_S), -1);
	row.pause_until_ns = 7 * NS_PER_S;
	CU_ASSERT_EQUAL(watch_seconds_left(&row, 5 * NS_PER_S), 2);
	CU_ASSERT_EQUAL(watch_seconds_left(&row, 9 * NS_PER_S), 0);
	watch_end_text(&row, end);
	CU_ASSERT_STRING_EQUAL(end, "");
	row.state = STATE_ENDED;
	row.end = END_CRASHED;
	row.end_signal = 11;
	watch_end_text(&row, end);
	CU_ASSERT_STRING_EQUAL(end, "crashed: signal 11");
	row.end_signal = SIGSYS;
	row.end_call = 257;
	watch_end_text(&row, end);
	CU_ASSERT_STRING_EQUAL(end, "crashed: signal 31, forbidden call 257");
	row.end = END_CLIENT;
	watch_end_text(&row, end);
	CU_ASSERT_STRING_EQUAL(end, "closed by client");
	CU_ASSERT_EQUAL(watch_seconds_left(&row, 5 * NS_PER_S), -1);
	row.end = 200;
	watch_end_text(&row, end);
	CU_ASSERT_STRING_EQUAL(end, "?");
	CU_ASSERT_STRING_EQUAL(watch_state_word(WATCH_SILENT), "silent");
	CU_ASSERT_STRING_EQUAL(watch_state_word(99), "?");
}

UNIT_MAIN("watch",
    TEST(waits_for_a_server),
    TEST(tells_a_goodbye_from_a_crash),
    TEST(killed_while_stopping_is_an_end),
    TEST(counts_restarts_and_shows_the_end_between),
    TEST(silence_is_noticed_and_forgiven),
    TEST(texts_are_fit_for_a_terminal),
    TEST(another_layout_is_refused),
    TEST(shows_the_connected_then_the_ended),
    TEST(a_row_in_mid_write_is_stale),
    TEST(the_end_takes_the_clients_along),
    TEST(many_rows_come_through),
    TEST(says_what_is_left_and_why_it_ended))
