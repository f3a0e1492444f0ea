/* watch/ladder.c: life lines and rows out of records. */
#include "watch/ladder.h"

#include "base/labs.h"
#include "base/when.h"
#include "tests/unit/unit.h"

static struct ladder *ladder;
static int64_t now_ns;

static void
begin(void)
{
	ladder = ladder_new();
	now_ns = NS_PER_S;
	CU_ASSERT_FATAL(ladder != NULL);
}

static void
tell(enum feed_event event, uint64_t client, const char *name,
    const char *bytes, enum feed_direction direction)
{
	const struct feed_message record = { .event = event,
	    .client = client, .lab = LAB_CALC, .name = name,
	    .peer = "127.0.0.1:4000", .note = "", .direction = direction,
	    .bytes = bytes, .bytes_len = strlen(bytes),
	    .message_bytes = strlen(bytes), .wall_ns = now_ns };

	ladder_record(ladder, &record);
	now_ns += NS_PER_MS;
}

static void
came(uint64_t client, const char *guest)
{
	tell(FEED_CONNECTED, client, guest, "", FEED_NEITHER);
}

static void
named(uint64_t client, const char *name)
{
	tell(FEED_REGISTERED, client, name, "", FEED_NEITHER);
}

static void
said(uint64_t client, const char *name, const char *text)
{
	tell(FEED_MESSAGE, client, name, text, FEED_RECEIVED);
}

static void
title_is(unsigned line, const char *expected)
{
	char title[LADDER_TITLE_SIZE];

	CU_ASSERT_FATAL(ladder_line(ladder, line) != NULL);
	ladder_title(ladder_line(ladder, line), title);
	CU_ASSERT_STRING_EQUAL(title, expected);
}

static void
row_is(size_t at, enum ladder_kind kind, unsigned from, unsigned to,
    const char *label)
{
	const struct ladder_row *row = ladder_row(ladder, at);

	CU_ASSERT_FATAL(row != NULL);
	CU_ASSERT_EQUAL(row->kind, kind);
	CU_ASSERT_EQUAL(row->from, from);
	CU_ASSERT_EQUAL(row->to, to);
	if (label != NULL)
		CU_ASSERT_STRING_EQUAL(row->label, label);
}

static void
a_name_has_a_line_from_its_beginning(void)
{
	begin();
	came(1, "guest-1");
	said(1, "guest-1", "alice\n");
	named(1, "alice");
	tell(FEED_MESSAGE, 1, "alice", "welcome\n", FEED_SENT);
	CU_ASSERT_EQUAL(ladder_lines(ladder), 2);
	title_is(LADDER_SERVER, "barewired");
	title_is(1, "alice@calc");
	CU_ASSERT_EQUAL(ladder_rows(ladder), 4);
	row_is(1, LADDER_ARROW, 1, LADDER_SERVER, "alice");
	row_is(3, LADDER_ARROW, LADDER_SERVER, 1, "welcome");
	CU_ASSERT_PTR_NULL(ladder_row(ladder, 4));
	CU_ASSERT_PTR_NULL(ladder_line(ladder, 2));
	ladder_free(ladder);
}

/* A name that comes again is on its line; those behind the guest's line move
 * up, with their rows. */
static void
who_comes_again_is_on_the_same_line(void)
{
	begin();
	came(1, "guest-1");
	named(1, "alice");
	tell(FEED_DISCONNECTED, 1, "alice", "", FEED_NEITHER);
	came(2, "guest-2");
	said(2, "guest-2", "alice\n");
	came(3, "guest-3");
	said(3, "guest-3", "hm\n");
	named(2, "alice");
	said(2, "alice", "1 + 1\n");
	said(3, "guest-3", "bob\n");
	CU_ASSERT_EQUAL(ladder_lines(ladder), 3);
	title_is(1, "alice@calc");
	title_is(2, "guest-3@calc");
	row_is(3, LADDER_MARK, 1, 1, NULL);
	row_is(4, LADDER_ARROW, 1, LADDER_SERVER, "alice");
	row_is(6, LADDER_ARROW, 2, LADDER_SERVER, "hm");
	row_is(8, LADDER_ARROW, 1, LADDER_SERVER, "1 + 1");
	row_is(9, LADDER_ARROW, 2, LADDER_SERVER, "bob");
	named(3, "bob");
	title_is(2, "bob@calc");
	ladder_free(ladder);
}

/* A line less, and all that is behind it moves: rows both ways, clients that
 * are there and those that have gone, and what names are found by. */
static void
lines_behind_move_with_all_that_is_theirs(void)
{
	begin();
	came(1, "guest-1");
	named(1, "alice");
	came(2, "guest-2");
	came(3, "guest-3");
	named(3, "bob");
	came(4, "guest-4");
	named(4, "carol");
	tell(FEED_DISCONNECTED, 4, "carol", "", FEED_NEITHER);
	tell(FEED_MESSAGE, 3, "bob", "y\n", FEED_SENT);
	row_is(7, LADDER_MARK, 4, 4, NULL);
	named(2, "alice");
	CU_ASSERT_EQUAL(ladder_lines(ladder), 4);
	title_is(1, "alice@calc");
	title_is(2, "bob@calc");
	title_is(3, "carol@calc");
	row_is(2, LADDER_MARK, 1, 1, NULL);
	row_is(3, LADDER_MARK, 2, 2, NULL);
	row_is(7, LADDER_MARK, 3, 3, NULL);
	row_is(8, LADDER_ARROW, LADDER_SERVER, 2, "y");
	row_is(9, LADDER_MARK, 1, 1, NULL);
	said(3, "bob", "z\n");
	row_is(10, LADDER_ARROW, 2, LADDER_SERVER, "z");
	tell(FEED_RESET, 4, "carol", "", FEED_NEITHER);
	row_is(11, LADDER_MARK, 3, 3, NULL);
	came(5, "guest-5");
	named(5, "carol");
	row_is(13, LADDER_MARK, 3, 3, NULL);
	CU_ASSERT_EQUAL(ladder_lines(ladder), 4);
	ladder_free(ladder);
}

/* Who has a name and takes another one is on another line from then on. */
static void
another_name_is_another_line(void)
{
	begin();
	came(1, "guest-1");
	named(1, "dave");
	named(1, "dave");
	named(1, "erin");
	said(1, "erin", "x\n");
	CU_ASSERT_EQUAL(ladder_lines(ladder), 3);
	title_is(1, "dave@calc");
	title_is(2, "erin@calc");
	row_is(4, LADDER_ARROW, 2, LADDER_SERVER, "x");
	/* Back to what it had; and the line is another's as well. */
	named(1, "dave");
	said(1, "dave", "y\n");
	row_is(6, LADDER_ARROW, 1, LADDER_SERVER, "y");
	came(2, "guest-2");
	named(2, "erin");
	CU_ASSERT_EQUAL(ladder_lines(ladder), 3);
	row_is(8, LADDER_MARK, 2, 2, NULL);
	ladder_free(ladder);
}

/* One name, however its letters are written. */
static void
letters_that_are_written_otherwise_are_one_line(void)
{
	begin();
	came(1, "guest-1");
	named(1, "zo\xc3\xa9");
	came(2, "guest-2");
	named(2, "zoe\xcc\x81");
	came(3, "guest-3");
	named(3, "zoe");
	CU_ASSERT_EQUAL(ladder_lines(ladder), 3);
	row_is(3, LADDER_MARK, 1, 1, NULL);
	row_is(5, LADDER_MARK, 2, 2, NULL);
	ladder_free(ladder);
}

/* A judge's words may come when the client has gone, under the name it had when
 * it said what they are about. */
static void
a_verdict_that_comes_late_is_on_its_line(void)
{
	struct feed_message verdict = { .event = FEED_VERDICT, .client = 1,
	    .lab = LAB_CALC, .name = "guest-1", .peer = "", .note = "",
	    .bytes = "", .fault = true };

	begin();
	came(1, "guest-1");
	named(1, "alice");
	tell(FEED_DISCONNECTED, 1, "alice", "", FEED_NEITHER);
	verdict.wall_ns = now_ns;
	ladder_record(ladder, &verdict);
	CU_ASSERT_EQUAL(ladder_lines(ladder), 2);
	row_is(3, LADDER_MARK, 1, 1, NULL);
	ladder_free(ladder);
}

static void
silence_is_a_row(void)
{
	begin();
	came(1, "guest-1");
	now_ns += 3 * NS_PER_S - NS_PER_MS;
	said(1, "guest-1", "alice\n");
	CU_ASSERT_EQUAL(ladder_rows(ladder), 3);
	row_is(1, LADDER_PAUSE, 0, 0, NULL);
	CU_ASSERT_EQUAL(ladder_row(ladder, 1)->pause_ns, 3 * NS_PER_S);
	ladder_free(ladder);
}

static void
what_there_is_no_room_for_is_counted(void)
{
	unsigned i;

	begin();
	for (i = 0; i < LADDER_LINES_MAX + 10; i++) {
		char name[NAME_SIZE];

		(void)snprintf(name, sizeof(name), "guest-%u", i);
		came(i + 1, name);
	}
	CU_ASSERT_EQUAL(ladder_lines(ladder), LADDER_LINES_MAX);
	CU_ASSERT_EQUAL(ladder_left_out(ladder), 11);
	for (i = 0; i < LADDER_ROWS_MAX; i++)
		said(1, "guest-0", "x\n");
	CU_ASSERT_EQUAL(ladder_rows(ladder), LADDER_ROWS_MAX);
	CU_ASSERT_EQUAL(ladder_left_out(ladder), 11 + LADDER_LINES_MAX - 1);
	ladder_free(ladder);
}

UNIT_MAIN("ladder", TEST(a_name_has_a_line_from_its_beginning),
    TEST(who_comes_again_is_on_the_same_line),
    TEST(lines_behind_move_with_all_that_is_theirs),
    TEST(another_name_is_another_line),
    TEST(letters_that_are_written_otherwise_are_one_line),
    TEST(a_verdict_that_comes_late_is_on_its_line), TEST(silence_is_a_row),
    TEST(what_there_is_no_room_for_is_counted))
