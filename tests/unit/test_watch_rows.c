/* The client table for people: cells, order, filter. */
#include "tests/unit/unit.h"

#include <locale.h>
#include <stdlib.h>

#include "base/when.h"
#include "watch/rows.h"
#include "watch/watcher.h"

#define NOW	(1000 * NS_PER_S)

static struct row_data
client(uint64_t number, const char *name, enum client_state state)
{
	struct row_data row = { .client = number, .lab = LAB_WAIT,
	    .state = (uint8_t)state, .pid = 100 + (int)number,
	    .connected_mono_ns = NOW - 65 * NS_PER_S,
	    .since_mono_ns = NOW - 5 * NS_PER_S };

	(void)text_copy(row.name, NAME_SIZE, name);
	(void)text_copy(row.peer, ADDRESS_SIZE, "127.0.0.1:40112");
	return row;
}

static void
cell_is(const struct row_data *row, enum row_column column,
    const char *expected)
{
	char cell[ROW_CELL_SIZE];

	row_cell(cell, row, column, NOW);
	CU_ASSERT_STRING_EQUAL(cell, expected);
	if (strcmp(cell, expected) != 0)
		printf("\n    %s: \"%s\", not \"%s\"\n",
		    row_column_info(column)->word, cell, expected);
}

static void
cells_say_what_a_row_holds(void)
{
	struct row_data row = client(1, "alice", STATE_WAITING);

	row.messages_in = 12;
	row.messages_out = 11;
	row.bytes_in = 1234;
	row.bytes_out = 5678901;
	row.pause_until_ns = NOW + 1;
	(void)text_copy(row.last_message, ROW_LAST_SIZE, "POST /w\\x01 H");
	cell_is(&row, COLUMN_NAME, "alice");
	cell_is(&row, COLUMN_LAB, "wait");
	cell_is(&row, COLUMN_STATE, "waiting");
	cell_is(&row, COLUMN_SINCE, "0:05");
	cell_is(&row, COLUMN_LEFT, "0:01");
	cell_is(&row, COLUMN_PEER, "127.0.0.1:40112");
	cell_is(&row, COLUMN_PID, "101");
	cell_is(&row, COLUMN_MESSAGES, "12/11");
	cell_is(&row, COLUMN_BYTES, "1.2k/5.6M");
	cell_is(&row, COLUMN_CONNECTED, "1:05");
	cell_is(&row, COLUMN_LAST, "POST /w\\x01 H");
	cell_is(&row, COLUMN_END, "");
	row.state = STATE_ENDED;
	row.end = END_RESET;
	row.ended_mono_ns = NOW - 3 * NS_PER_S;
	cell_is(&row, COLUMN_LEFT, "");
	cell_is(&row, COLUMN_CONNECTED, "1:02");
	cell_is(&row, COLUMN_END, "connection reset");
}

static void
nothing_in_a_row_can_hurt_a_terminal(void)
{
	struct row_data row;
	char cell[ROW_CELL_SIZE];
	unsigned byte, column;
	size_t i;
	bool bad = false;

	for (byte = 0; byte < 256; byte++) {
		memset(&row, (int)byte, sizeof(row));
		row.name[NAME_MAX_BYTES] = '\0';
		row.peer[ADDRESS_SIZE - 1] = '\0';
		row.last_message[ROW_LAST_SIZE - 1] = '\0';
		for (column = 0; column < COLUMN_COUNT; column++) {
			row_cell(cell, &row, (enum row_column)column, NOW);
			bad |= strlen(cell) >= sizeof(cell);
			for (i = 0; cell[i] != '\0'; i++)
				bad |= cell[i] < ' ' || cell[i] == 127;
		}
	}
	CU_ASSERT_FALSE(bad);
	row = client(1, "a\x1b[2J", STATE_IDLE);
	cell_is(&row, COLUMN_NAME, "a\\x1B[2J");
	row = client(1, "\xc3\x89milie\xff", STATE_IDLE);
	cell_is(&row, COLUMN_NAME, "\xc3\x89milie\\xFF");
}

static void
amounts_are_short_and_never_too_much(void)
{
	static const struct {
		uint64_t amount;
		const char *text;
	} cases[] = {
		{ 0, "0" }, { 999, "999" }, { 1000, "1.0k" },
		{ 9999, "9.9k" }, { 10000, "10k" }, { 999999, "999k" },
		{ 1000000, "1.0M" }, { 123456789, "123M" },
		{ UINT64_C(1234567890123), "1.2T" }, { UINT64_MAX, "18E" },
	};
	char text[ROW_AMOUNT_SIZE];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		row_amount(text, cases[i].amount);
		CU_ASSERT_STRING_EQUAL(text, cases[i].text);
	}
}

static void
order_is(struct row_data *rows, uint32_t count, enum row_column column,
    bool reverse, const char *expected)
{
	struct row_list list = { .places = NULL };
	struct row_order order = { column, reverse };
	char got[128] = "";
	uint32_t i;

	CU_ASSERT_TRUE(row_list_make(&list, rows, count, NULL, order, NOW));
	for (i = 0; i < list.count; i++) {
		(void)strcat(got, i == 0 ? "" : " ");
		(void)strcat(got, rows[list.places[i].index].name);
	}
	CU_ASSERT_STRING_EQUAL(got, expected);
	if (strcmp(got, expected) != 0)
		printf("\n    %s: %s, not %s\n",
		    row_column_info(column)->word, got, expected);
	row_list_free(&list);
}

static void
order_is_what_a_reader_expects(void)
{
	struct row_data rows[] = {
		client(4, "guest-10", STATE_IDLE),
		client(3, "Bob", STATE_WAITING),
		client(2, "guest-9", STATE_ENDED),
		client(1, "alice", STATE_WAITING),
	};

	rows[1].pause_until_ns = NOW + 9 * NS_PER_S;
	rows[3].pause_until_ns = NOW + 2 * NS_PER_S;
	rows[2].end = END_KICKED;
	rows[0].bytes_in = 9;
	rows[0].connected_mono_ns -= 1;
	order_is(rows, 4, COLUMN_NAME, false, "alice Bob guest-9 guest-10");
	order_is(rows, 4, COLUMN_NAME, true, "guest-10 guest-9 Bob alice");
	order_is(rows, 4, COLUMN_PID, false, "alice guest-9 Bob guest-10");
	/* Without a value, last either way; equals by number. */
	order_is(rows, 4, COLUMN_LEFT, false, "alice Bob guest-9 guest-10");
	order_is(rows, 4, COLUMN_LEFT, true, "Bob alice guest-9 guest-10");
	order_is(rows, 4, COLUMN_END, false, "guest-9 alice Bob guest-10");
	order_is(rows, 4, COLUMN_BYTES, true, "guest-10 alice guest-9 Bob");
	order_is(rows, 4, COLUMN_CONNECTED, true,
	    "guest-10 alice guest-9 Bob");
	order_is(rows, 0, COLUMN_NAME, false, "");
}

static void
a_selection_is_found_again(void)
{
	enum { ROWS = 10000 };
	struct row_data *rows = calloc(ROWS, sizeof(*rows));
	struct row_list list = { .places = NULL };
	struct row_order order = { COLUMN_BYTES, true };
	uint32_t i, wrong = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(rows);
	for (i = 0; i < ROWS; i++) {
		rows[i] = client(i + 1, "x", STATE_IDLE);
		rows[i].bytes_in = i * 7919u % ROWS;
	}
	CU_ASSERT_TRUE(row_list_make(&list, rows, ROWS, NULL, order, NOW));
	CU_ASSERT_EQUAL_FATAL(list.count, ROWS);
	for (i = 1; i < ROWS; i++)
		wrong += rows[list.places[i].index].bytes_in >
		    rows[list.places[i - 1].index].bytes_in;
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(list.places[row_list_find(&list, 77)].index, 76);
	CU_ASSERT_EQUAL(row_list_find(&list, ROWS + 1), -1);
	row_list_free(&list);
	free(rows);
}

static bool
matches(const char *text, const struct row_data *row)
{
	struct filter filter;
	const char *fault = row_filter_parse(&filter, text);

	CU_ASSERT_PTR_NULL(fault);
	if (fault != NULL)
		printf("\n    %s: %s\n", text, fault);
	return row_filter_match(&filter, row, NOW);
}

static void
filters_let_through_what_they_say(void)
{
	struct row_data row = client(1, "Alice", STATE_WAITING);
	static const char *const yes[] = { "", "  ", "ali", "LICE", "wait",
	    "lab:wait", "state:wait", "state=waiting", "name:al",
	    "name=alice", "name!=bob", "pid:101", "pid=101", "pid!=102",
	    "status>=400", "status=404", "status<405", "status<=404",
	    "status>403", "127.0.0.1:40112", "peer:40112", "ali waiting",
	    "!bob", "!name:bob", "\"get /\"", "last:\"GET /w\"", "bytes>=2k",
	    "bytes<1M", "messages:3", "left>=3", "since>=5", "connected>60",
	    "!state:ended", "!", "faults=0", "name:al@wait",
	    "name=alice@wait", "name=ALICE@WAIT", "name!=alice@chat",
	    "name!=bob@wait", "name:alice@wait lab:wait", "alice@wait",
	    "LICE@w", "!name:al@chat", "!alice@chat",
	    "NAME:al", "Status>=400", "\tali\twait", "!\"name:al\"" };
	static const char *const no[] = { "bob", "lab:chat", "state:idle",
	    "name:x", "name=ali", "name!=ALICE", "pid:10", "status>=500",
	    "status<404", "ali bob", "!ali", "bytes>2k", "left>3",
	    "end:kicked", "since>5", "faults>0", "get/", "name:al@chat",
	    "name=alice@chat", "name=ali@wait", "name!=alice@wait",
	    "!name=alice@wait", "alice@chat", "name:wait" };
	size_t i;

	row.last_status = 404;
	row.bytes_in = 2000;
	row.messages_out = 3;
	row.pause_until_ns = NOW + 3 * NS_PER_S;
	(void)text_copy(row.last_message, ROW_LAST_SIZE, "GET /wait!");
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (!matches(yes[i], &row)) {
			printf("\n    should match: %s\n", yes[i]);
			CU_FAIL("should match");
		}
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (matches(no[i], &row)) {
			printf("\n    should not match: %s\n", no[i]);
			CU_FAIL("should not match");
		}
}

static void
what_a_row_has_not_never_matches(void)
{
	struct row_data row = client(1, "a", STATE_IDLE);

	CU_ASSERT_FALSE(matches("status<400", &row));
	CU_ASSERT_FALSE(matches("status!=400", &row));
	CU_ASSERT_FALSE(matches("left<5", &row));
	CU_ASSERT_TRUE(matches("!status<400", &row));
	row.state = STATE_ENDED;
	row.end = END_CRASHED;
	row.end_signal = 11;
	CU_ASSERT_TRUE(matches("end:\"signal 11\"", &row));
	CU_ASSERT_TRUE(matches("crashed", &row));
}

static void
names_of_every_language_match_without_case(void)
{
	struct row_data row = client(1, "\xc3\x89milie", STATE_IDLE);

	CU_ASSERT_PTR_NOT_NULL_FATAL(setlocale(LC_CTYPE, "C.UTF-8"));
	CU_ASSERT_TRUE(matches("\xc3\xa9MIL", &row));
	CU_ASSERT_TRUE(matches("name=\xc3\xa9milie", &row));
	CU_ASSERT_FALSE(matches("\xc3\xa8mil", &row));
	/* Half a character, as while it is being typed. */
	CU_ASSERT_FALSE(matches("\xc3", &row));
}

static void
a_wrong_filter_says_why_and_hides_nothing(void)
{
	static const char *const wrong[] = { "status>=", "pid:x", "name<a",
	    "status>=4x", "bytes>99999999999999999999", "left: ",
	    "name:a@", "name=a@cha", "name:@chat", "a name:b@lab",
	    "a b c d e f g h i j k l m n o p q" };
	struct row_data row = client(1, "z", STATE_IDLE);
	struct filter filter;
	char text[FILTER_SIZE + 8];
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		CU_ASSERT_PTR_NOT_NULL(row_filter_parse(&filter, wrong[i]));
		CU_ASSERT_TRUE(row_filter_match(&filter, &row, NOW));
	}
	memset(text, 'y', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	CU_ASSERT_PTR_NOT_NULL(row_filter_parse(&filter, text));
	CU_ASSERT_TRUE(row_filter_match(&filter, &row, NOW));
	/* No key of ours: it is said, unless it is meant as a text. */
	CU_ASSERT_STRING_EQUAL(row_filter_parse(&filter, "foo:bar"), "foo: is "
	    "none of the keys name lab state peer last end pid status "
	    "messages bytes faults left since connected; as a text: "
	    "\"foo:\"");
	CU_ASSERT_TRUE(row_filter_match(&filter, &row, NOW));
	CU_ASSERT_PTR_NULL(row_filter_parse(&filter, "\"foo:bar\" x>=y "
	    "12:30 !\"foo:\""));
	CU_ASSERT_FALSE(row_filter_match(&filter, &row, NOW));
}

UNIT_MAIN("watch_rows",
    TEST(cells_say_what_a_row_holds),
    TEST(nothing_in_a_row_can_hurt_a_terminal),
    TEST(amounts_are_short_and_never_too_much),
    TEST(order_is_what_a_reader_expects),
    TEST(a_selection_is_found_again),
    TEST(filters_let_through_what_they_say),
    TEST(what_a_row_has_not_never_matches),
    TEST(names_of_every_language_match_without_case),
    TEST(a_wrong_filter_says_why_and_hides_nothing))
