/* The columns of the client table as somebody arranged them. */
#include "gui/model/columns.h"
#include "tests/unit/unit.h"

static void
same(const struct columns *one, const struct columns *other)
{
	int i;

	for (i = 0; i < COLUMNS; i++) {
		CU_ASSERT_EQUAL(one->order[i], other->order[i]);
		CU_ASSERT_EQUAL(one->hidden[i], other->hidden[i]);
		CU_ASSERT_EQUAL(one->width[i], other->width[i]);
	}
}

static void
as_they_are_made(void)
{
	struct columns columns, again;
	char text[COLUMNS_TEXT_SIZE];

	columns_init(&columns);
	columns_format(&columns, text);
	CU_ASSERT_STRING_EQUAL(text, "name=1000 lab=1000 state=1000 "
	    "since=1000 left=1000 peer=1000 pid=1000 messages=1000 "
	    "bytes=1000 connected=1000 last=1000");
	CU_ASSERT_TRUE(columns_parse(&again, text));
	same(&columns, &again);
}

static void
arranged(void)
{
	struct columns columns, again;
	char text[COLUMNS_TEXT_SIZE];
	int i;

	columns_init(&columns);
	columns_move(&columns, COLUMN_NAME, COLUMN_STATE);
	columns_move(&columns, COLUMN_LAST, COLUMN_LAB);
	columns_toggle(&columns, COLUMN_BYTES);
	columns_toggle(&columns, COLUMN_NAME);
	columns.width[COLUMN_PEER] = 2500;
	CU_ASSERT_EQUAL(columns.order[0], COLUMN_LAST);
	CU_ASSERT_EQUAL(columns.order[1], COLUMN_LAB);
	CU_ASSERT_EQUAL(columns.order[2], COLUMN_STATE);
	CU_ASSERT_EQUAL(columns.order[3], COLUMN_NAME);
	CU_ASSERT_EQUAL(columns.order[4], COLUMN_SINCE);
	CU_ASSERT_TRUE(columns.hidden[COLUMN_BYTES]);
	CU_ASSERT_FALSE(columns.hidden[COLUMN_NAME]);
	columns_format(&columns, text);
	CU_ASSERT_TRUE(columns_parse(&again, text));
	same(&columns, &again);
	for (i = 0; i < COLUMNS; i++) {
		columns.hidden[i] = columns_can_hide((enum row_column)i);
		columns.width[i] = 20000;
	}
	columns_format(&columns, text);
	CU_ASSERT_TRUE(columns_parse(&again, text));
	same(&columns, &again);
}

/* What is not understood is left out, and each column is there once. */
static void
nonsense(void)
{
	static const char *const texts[] = {
		"lab lab", "lab=", "lab=99", "lab=20001", "lab=1x", "-name",
		"pear=1000", "end=1000", "-", "=", "=1000", "\xff\xfe",
		"lab=99999999999999999999999", "state lab=-5",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	struct columns columns;
	unsigned seen, i;
	int column;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		CU_ASSERT_FALSE(columns_parse(&columns, texts[i]));
		seen = 0;
		for (column = 0; column < COLUMNS; column++)
			seen |= 1u << columns.order[column];
		CU_ASSERT_EQUAL(seen, (1u << COLUMNS) - 1);
		for (column = 0; column < COLUMNS; column++)
			CU_ASSERT_EQUAL(columns.width[column], 1000);
	}
	CU_ASSERT_TRUE(columns_parse(&columns, ""));
	CU_ASSERT_TRUE(columns_parse(&columns, " last,, -pid=1500\tlab "));
	CU_ASSERT_EQUAL(columns.order[0], COLUMN_LAST);
	CU_ASSERT_EQUAL(columns.order[1], COLUMN_PID);
	CU_ASSERT_EQUAL(columns.order[3], COLUMN_NAME);
	CU_ASSERT_TRUE(columns.hidden[COLUMN_PID]);
	CU_ASSERT_EQUAL(columns.width[COLUMN_PID], 1500);
}

static bool
in(const enum row_column *seen, unsigned count, enum row_column column)
{
	unsigned i;

	for (i = 0; i < count; i++)
		if (seen[i] == column)
			return true;
	return false;
}

/* Process goes first, then the address, and then nothing any more. */
static void
narrow(void)
{
	struct columns columns;
	enum row_column seen[COLUMNS];
	int needs[COLUMNS], i;
	unsigned count;

	for (i = 0; i < COLUMNS; i++)
		needs[i] = 100;
	columns_init(&columns);
	CU_ASSERT_EQUAL(columns_fit(&columns, needs, 1100, seen), 11);
	count = columns_fit(&columns, needs, 1099, seen);
	CU_ASSERT_EQUAL(count, 10);
	CU_ASSERT_FALSE(in(seen, count, COLUMN_PID));
	CU_ASSERT_EQUAL(columns_fit(&columns, needs, 1000, seen), 10);
	count = columns_fit(&columns, needs, 999, seen);
	CU_ASSERT_EQUAL(count, 9);
	CU_ASSERT_FALSE(in(seen, count, COLUMN_PEER));
	CU_ASSERT_EQUAL(columns_fit(&columns, needs, 10, seen), 9);
	columns_toggle(&columns, COLUMN_PID);
	columns_move(&columns, COLUMN_LAST, COLUMN_NAME);
	CU_ASSERT_EQUAL(columns_fit(&columns, needs, 1000, seen), 10);
	CU_ASSERT_EQUAL(seen[0], COLUMN_LAST);
	CU_ASSERT_EQUAL(columns_fit(&columns, needs, 999, seen), 9);
}

static void
blocks(void)
{
	struct columns columns;
	enum row_column seen[COLUMNS];
	int widths[COLUMNS], i;
	unsigned count;

	columns_init(&columns);
	for (i = 0; i < COLUMNS; i++)
		widths[i] = 160;
	/* The last one may lose a sixteenth of all. */
	CU_ASSERT_EQUAL(columns_least(&columns, widths), 450);
	CU_ASSERT_EQUAL(columns_fit_block(&columns, widths, 1650, seen), 11);
	count = columns_fit_block(&columns, widths, 1649, seen);
	CU_ASSERT_EQUAL(count, 10);
	CU_ASSERT_FALSE(in(seen, count, COLUMN_CONNECTED));
	count = columns_fit_block(&columns, widths, 600, seen);
	CU_ASSERT_EQUAL(count, 4);
	CU_ASSERT_TRUE(in(seen, count, COLUMN_SINCE));
	for (i = 450; i > 0; i -= 449) {
		count = columns_fit_block(&columns, widths, i, seen);
		CU_ASSERT_EQUAL(count, 3);
		CU_ASSERT_TRUE(in(seen, count, COLUMN_NAME) &&
		    in(seen, count, COLUMN_STATE) &&
		    in(seen, count, COLUMN_LEFT));
	}
	/* In their order, and without what somebody has hidden. */
	columns_move(&columns, COLUMN_LEFT, COLUMN_NAME);
	columns_toggle(&columns, COLUMN_STATE);
	CU_ASSERT_EQUAL(columns_least(&columns, widths), 300);
	count = columns_fit_block(&columns, widths, 300, seen);
	CU_ASSERT_EQUAL(count, 2);
	CU_ASSERT_EQUAL(seen[0], COLUMN_LEFT);
	CU_ASSERT_EQUAL(seen[1], COLUMN_NAME);
}

UNIT_MAIN("model_columns", TEST(as_they_are_made), TEST(arranged),
    TEST(nonsense), TEST(narrow), TEST(blocks))
