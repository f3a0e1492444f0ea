/* The client table fitted into a line, and what of it is on the screen. */
#include "tests/unit/unit.h"

#include <locale.h>

#include "base/when.h"
#include "ctl/browse.h"
#include "ctl/layout.h"

#define NOW	(1000 * NS_PER_S)

static struct row_data
client(uint64_t number, const char *name, enum client_state state)
{
	struct row_data row = { .client = number, .lab = LAB_WAIT,
	    .state = (uint8_t)state, .pid = 1000,
	    .connected_mono_ns = (int64_t)number * NS_PER_S,
	    .since_mono_ns = NOW - 5 * NS_PER_S };

	(void)text_copy(row.name, NAME_SIZE, name);
	(void)text_copy(row.peer, ADDRESS_SIZE, "127.0.0.1:40112");
	(void)text_copy(row.last_message, ROW_LAST_SIZE,
	    "POST /wait HTTP/1.1");
	return row;
}

static struct layout
fitted(const struct row_data *row, unsigned cells)
{
	struct layout layout;

	layout_begin(&layout);
	layout_measure(&layout, row, NOW);
	layout_fit(&layout, cells);
	return layout;
}

static void
every_width_is_kept(void)
{
	struct row_data row = client(1, "abcdefghijklmnopqrstuvwxyz012345",
	    STATE_WAITING);
	char line[LAYOUT_LINE_SIZE];
	struct layout layout;
	unsigned cells, wrong = 0;

	row.messages_in = row.messages_out = 999999;
	for (cells = 20; cells < 600; cells++) {
		layout = fitted(&row, cells);
		layout_row(&layout, &row, NOW, line);
		wrong += layout_text_cells(line) > cells;
		layout_heading(&layout, line);
		wrong += layout_text_cells(line) > cells;
		/* Without these two a row says nothing. */
		wrong += layout.width[COLUMN_NAME] == 0 ||
		    layout.width[COLUMN_STATE] == 0;
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void
eighty_columns_show_what_matters(void)
{
	struct row_data row = client(1, "alice", STATE_WAITING);
	struct layout layout = fitted(&row, 80);
	char line[LAYOUT_LINE_SIZE];

	row.pause_until_ns = NOW + 3 * NS_PER_S;
	layout_heading(&layout, line);
	CU_ASSERT_STRING_EQUAL(line, "NAME      LAB    STATE       FOR  "
	    "LEFT  PEER              MSGS  LAST MSG");
	layout_row(&layout, &row, NOW, line);
	CU_ASSERT_STRING_EQUAL(line, "alice     wait   waiting    0:05  "
	    "0:03  127.0.0.1:40112    0/0  POST /wait HTTP~");
	/* Why it ended is worth more than its last message. */
	row.state = STATE_ENDED;
	row.end = END_RESET;
	layout_row(&layout, &row, NOW, line);
	CU_ASSERT_PTR_NOT_NULL(strstr(line, "  connection reset"));
	CU_ASSERT_EQUAL(layout_at(&layout, COLUMN_STATE), 17);
}

static void
a_wide_line_shows_everything(void)
{
	struct row_data row = client(1, "alice", STATE_ENDED);
	struct layout layout = fitted(&row, 200);
	char line[LAYOUT_LINE_SIZE];
	unsigned i;

	row.end = END_RESET;
	for (i = 0; i < COLUMN_MISCHIEF; i++)
		CU_ASSERT_NOT_EQUAL(layout.width[i], 0);
	CU_ASSERT_EQUAL(layout.width[COLUMN_MISCHIEF], 0);
	layout_row(&layout, &row, NOW, line);
	CU_ASSERT_PTR_NOT_NULL(strstr(line, "POST /wait HTTP/1.1"));
	CU_ASSERT_PTR_NOT_NULL(strstr(line, "connection reset"));
}

static void
cells_are_not_bytes(void)
{
	char out[64];

	CU_ASSERT_PTR_NOT_NULL_FATAL(setlocale(LC_CTYPE, "C.UTF-8"));
	CU_ASSERT_EQUAL(layout_text_cells("\xc3\x89milie"), 6);
	CU_ASSERT_EQUAL(layout_text_cells("\xe6\x97\xa5\xe6\x9c\xac"), 4);
	(void)layout_pad(out, sizeof(out), "\xc3\x89mi", 5, false);
	CU_ASSERT_STRING_EQUAL(out, "\xc3\x89mi  ");
	(void)layout_pad(out, sizeof(out), "\xc3\x89mi", 5, true);
	CU_ASSERT_STRING_EQUAL(out, "  \xc3\x89mi");
	/* A wide character that only half fits leaves a blank. */
	(void)layout_pad(out, sizeof(out), "\xe6\x97\xa5\xe6\x9c\xac", 3,
	    false);
	CU_ASSERT_STRING_EQUAL(out, "\xe6\x97\xa5~");
	(void)layout_pad(out, sizeof(out), "\xe6\x97\xa5\xe6\x9c\xac", 2,
	    false);
	CU_ASSERT_STRING_EQUAL(out, "~ ");
	CU_ASSERT_EQUAL(layout_pad(out, sizeof(out), "abc", 0, false), 0);
}

/* A browser on rows of the test's own. */
static struct row_data rows[100];
static bool stale[100];
static struct watch_view view;

static void
show(struct browse *browse, uint32_t count)
{
	view.rows = rows;
	view.stale = stale;
	view.row_count = count;
	view.now_mono_ns = NOW;
	CU_ASSERT_TRUE(browse_update(browse, &view));
}

static void
fill(struct browse *browse, uint32_t count, uint32_t page)
{
	char name[16];
	uint32_t i;

	for (i = 0; i < count; i++) {
		(void)snprintf(name, sizeof(name), "c%u", i);
		rows[i] = client(i + 1, name, STATE_IDLE);
	}
	browse_init(browse);
	browse->page = page;
	show(browse, count);
}

static void
moving_scrolls_only_when_it_must(void)
{
	struct browse browse;

	fill(&browse, 20, 5);
	CU_ASSERT_PTR_NULL(browse_selected(&browse));
	browse_move(&browse, 1);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 1);
	browse_move(&browse, 4);
	CU_ASSERT_EQUAL(browse.top, 0);
	browse_move(&browse, 1);
	CU_ASSERT_EQUAL(browse.top, 1);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 6);
	browse_select(&browse, UINT32_MAX);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 20);
	CU_ASSERT_EQUAL(browse.top, 15);
	browse_move(&browse, -100);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 1);
	CU_ASSERT_EQUAL(browse.top, 0);
	browse_unselect(&browse);
	CU_ASSERT_PTR_NULL(browse_selected(&browse));
	browse_free(&browse);
}

static void
the_selected_row_stays_on_its_line(void)
{
	struct browse browse;

	fill(&browse, 20, 5);
	browse_select(&browse, 10);
	CU_ASSERT_EQUAL(browse.top, 6);
	browse_move(&browse, -2);
	CU_ASSERT_EQUAL(browse.at - browse.top, 2);
	/* Everything turns round, but not what one looks at. */
	browse.order.reverse = false;
	show(&browse, 20);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 9);
	CU_ASSERT_EQUAL(browse.at, 11);
	CU_ASSERT_EQUAL(browse.at - browse.top, 2);
	/* Near the end there is no room for that; it stays in sight. */
	browse.order.reverse = true;
	browse.page = 18;
	show(&browse, 20);
	CU_ASSERT_TRUE(browse.at >= browse.top &&
	    browse.at < browse.top + browse.page);
	CU_ASSERT_EQUAL(browse.top, 2);
	browse_free(&browse);
}

static void
when_the_selected_goes_its_neighbour_is_selected(void)
{
	struct browse browse;

	fill(&browse, 4, 5);
	browse_select(&browse, 1);
	memmove(&rows[1], &rows[2], 2 * sizeof(rows[0]));
	show(&browse, 3);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 3);
	browse_select(&browse, 2);
	show(&browse, 1);
	CU_ASSERT_EQUAL(browse_selected(&browse)->client, 1);
	show(&browse, 0);
	CU_ASSERT_PTR_NULL(browse_selected(&browse));
	browse_move(&browse, 1);
	CU_ASSERT_PTR_NULL(browse_selected(&browse));
	browse_free(&browse);
}

static void
paused_rows_do_not_change(void)
{
	struct browse browse;

	fill(&browse, 3, 5);
	CU_ASSERT_TRUE(browse_pause(&browse, true));
	rows[0] = client(50, "new", STATE_IDLE);
	show(&browse, 1);
	CU_ASSERT_EQUAL(browse.list.count, 3);
	CU_ASSERT_STRING_EQUAL(
	    browse.rows[browse.list.places[0].index].name, "c0");
	/* It can still be sorted. */
	browse.order.reverse = false;
	show(&browse, 1);
	CU_ASSERT_STRING_EQUAL(
	    browse.rows[browse.list.places[0].index].name, "c2");
	CU_ASSERT_TRUE(browse_pause(&browse, false));
	show(&browse, 1);
	CU_ASSERT_EQUAL(browse.list.count, 1);
	CU_ASSERT_STRING_EQUAL(
	    browse.rows[browse.list.places[0].index].name, "new");
	browse_free(&browse);
}

/* A column that is there only when something stands in it. */
static void
mischief_is_shown(void)
{
	struct row_data row = client(1, "alice", STATE_IDLE);
	struct mischief mischief = { .kinds = MISCHIEF_BIT(MISCHIEF_SPLIT),
	    .seed = 7 };
	char line[LAYOUT_LINE_SIZE];
	struct layout layout;

	mischief_pack(row.mischief, &mischief, row.client);
	layout = fitted(&row, 200);
	layout_row(&layout, &row, NOW, line);
	CU_ASSERT_PTR_NOT_NULL(strstr(line, "split,seed=7"));
	layout_heading(&layout, line);
	CU_ASSERT_PTR_NOT_NULL(strstr(line, "MISCHIEF"));
	/* Another client's, left in the row, is none. */
	row.client++;
	layout = fitted(&row, 200);
	CU_ASSERT_EQUAL(layout.width[COLUMN_MISCHIEF], 0);
}

static void
sorting_goes_round(void)
{
	struct browse browse;
	enum row_column first;
	int i;

	fill(&browse, 1, 5);
	first = browse.order.column;
	for (i = 0; i < COLUMN_COUNT; i++)
		browse_sort(&browse, 1);
	CU_ASSERT_EQUAL(browse.order.column, first);
	browse.order.column = COLUMN_NAME;
	browse_sort(&browse, -1);
	CU_ASSERT_EQUAL(browse.order.column, COLUMN_COUNT - 1);
	browse_free(&browse);
}

UNIT_MAIN("ctl_layout", TEST(mischief_is_shown),
    TEST(every_width_is_kept),
    TEST(eighty_columns_show_what_matters),
    TEST(a_wide_line_shows_everything),
    TEST(cells_are_not_bytes),
    TEST(moving_scrolls_only_when_it_must),
    TEST(the_selected_row_stays_on_its_line),
    TEST(when_the_selected_goes_its_neighbour_is_selected),
    TEST(paused_rows_do_not_change),
    TEST(sorting_goes_round))
