/* The window's ladder: whose lines, where they stand, which rows, what is
 * picked. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/ladder_view.h"
#include "gui/model/log_verdict.h"
#include "tests/unit/unit.h"
#include "watch/message_filter.h"

static struct log *log_;
static struct stream *stream;
static struct ladder_view *view;
static int64_t now_ns;

static void
say(uint64_t client, unsigned lab, const char *name, const char *text)
{
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = text[0] == '>' ? FEED_SENT : FEED_RECEIVED,
	    .client = client, .lab = lab, .message_bytes =
	    (uint32_t)strlen(text), .name = name, .peer = "127.0.0.1:1",
	    .note = "", .bytes = text, .bytes_len = strlen(text),
	    .wall_ns = now_ns };

	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
	now_ns += NS_PER_MS;
}

static void
begin(size_t kept, unsigned page)
{
	now_ns = NS_PER_S;
	log_ = log_new(kept, 1000000);
	stream = stream_new(log_);
	view = ladder_view_new(stream);
	CU_ASSERT_PTR_NOT_NULL_FATAL(view);
	ladder_view_set_page(view, page);
}

static void
end(void)
{
	ladder_view_free(view);
	stream_free(stream);
	log_free(log_);
}

static void
of(uint64_t client, unsigned lab, const char *name)
{
	struct ladder_whom whom = { .client = client, .lab = lab };

	(void)text_copy(whom.name, sizeof(whom.name), name);
	ladder_view_set_whom(view, &whom);
}

/* The names of the columns, from left to right. */
static void
columns_are(const char *expected)
{
	char text[400] = "";
	const struct ladder_line *line;
	unsigned i;

	(void)ladder_view_update(view);
	for (i = 0; (line = ladder_view_column(view, i)) != NULL; i++)
		(void)snprintf(text + strlen(text), sizeof(text) -
		    strlen(text), "%s%s", i == 0 ? "" : " ", line->name);
	CU_ASSERT_STRING_EQUAL(text, expected);
	CU_ASSERT_EQUAL(ladder_view_columns(view), i);
}

/* Each line: columns of an arrow, '=' for a pause. */
static void
lines_are(const char *expected)
{
	char text[400] = "";
	struct ladder_place place;
	uint64_t i;

	(void)ladder_view_update(view);
	for (i = 0; ladder_view_at(view, i, &place); i++) {
		(void)snprintf(text + strlen(text), sizeof(text) -
		    strlen(text), "%s", i == 0 ? "" : " ");
		if (place.row->kind == LADDER_PAUSE)
			(void)snprintf(text + strlen(text), sizeof(text) -
			    strlen(text), "=");
		else
			(void)snprintf(text + strlen(text), sizeof(text) -
			    strlen(text), "%u>%u", place.from, place.to);
	}
	CU_ASSERT_STRING_EQUAL(text, expected);
	CU_ASSERT_EQUAL(ladder_view_lines(view), i);
}

static void
a_client_has_the_server_beside_it(void)
{
	begin(100, 10);
	lines_are("");
	columns_are("barewired");
	say(1, LAB_CALC, "alice", "1 + 1");
	say(2, LAB_CALC, "bob", "2 + 2");
	say(1, LAB_CALC, "alice", ">2");
	columns_are("alice barewired bob");
	lines_are("0>1 2>1 1>0");
	of(1, LAB_CALC, "alice");
	columns_are("alice barewired");
	lines_are("0>1 1>0");
	say(9, LAB_CALC, "alice", "3 + 3");
	lines_are("0>1 1>0 0>1");
	CU_ASSERT_EQUAL(ladder_view_messages(view), 3);
	end();
}

static void
a_room_has_all_that_are_in_it(void)
{
	begin(100, 10);
	say(1, LAB_CHAT, "ann", "hi");
	say(2, LAB_CHAT, "ben", ">ann: hi");
	say(3, LAB_CALC, "cat", "1 + 1");
	say(4, LAB_CHAT, "dan", ">ann: hi");
	of(1, LAB_CHAT, "ann");
	columns_are("ann ben barewired dan");
	lines_are("0>2 2>1 2>3");
	end();
}

static void
those_with_most_messages_have_room(void)
{
	char name[3] = "c0";
	int i;

	begin(100, 10);
	for (i = 0; i < 10; i++) {
		name[1] = (char)('0' + i);
		say((uint64_t)i + 1, LAB_CHAT, name, "one");
	}
	for (i = 2; i < 10; i++) {
		name[1] = (char)('0' + i);
		say((uint64_t)i + 1, LAB_CHAT, name, "two");
	}
	say(1, LAB_CHAT, "c0", "two");
	columns_are("c0 c2 c3 c4 barewired c5 c6 c7 c8");
	CU_ASSERT_EQUAL(ladder_view_hidden(view), 2);
	CU_ASSERT_EQUAL(ladder_view_messages(view), 16);
	end();
}

static void
a_pause_is_as_long_as_it_was(void)
{
	begin(100, 3);
	say(1, LAB_CALC, "alice", "1 + 1");
	now_ns += NS_PER_S;
	say(1, LAB_CALC, "alice", ">2");
	lines_are("0>1 = 1>0");
	ladder_view_set_true_time(view, true);
	lines_are("0>1 = = = = = 1>0");
	CU_ASSERT_EQUAL(ladder_view_top(view), 4);
	ladder_view_scroll_to(view, 0);
	ladder_view_set_true_time(view, false);
	lines_are("0>1 = 1>0");
	end();
}

static void
what_is_picked_is_the_streams(void)
{
	begin(100, 2);
	say(1, LAB_CALC, "alice", "1 + 1");
	now_ns += NS_PER_S;
	say(1, LAB_CALC, "alice", ">2");
	say(1, LAB_CALC, "alice", "2 + 2");
	(void)ladder_view_update(view);
	CU_ASSERT_EQUAL(ladder_view_picked(view), LADDER_VIEW_NONE);
	CU_ASSERT_FALSE(ladder_view_pick(view, 1));
	CU_ASSERT_TRUE(ladder_view_pick(view, 2));
	CU_ASSERT_EQUAL(stream_picked_entry(stream)->id, 2);
	CU_ASSERT_TRUE(ladder_view_step(view, true));
	CU_ASSERT_EQUAL(stream_picked_entry(stream)->id, 1);
	CU_ASSERT_EQUAL(ladder_view_top(view), 0);
	CU_ASSERT_FALSE(ladder_view_step(view, true));
	CU_ASSERT_TRUE(stream_pick_message(stream, 3));
	CU_ASSERT_EQUAL(ladder_view_picked(view), 3);
	CU_ASSERT_FALSE(ladder_view_step(view, false));
	of(2, LAB_CALC, "bob");
	(void)ladder_view_update(view);
	CU_ASSERT_EQUAL(ladder_view_picked(view), LADDER_VIEW_NONE);
	end();
}

static void
the_view_stays_with_its_message(void)
{
	struct ladder_place place;
	int i;

	begin(6, 2);
	for (i = 0; i < 6; i++)
		say(1, LAB_CALC, "alice", "1 + 1");
	(void)ladder_view_update(view);
	CU_ASSERT_EQUAL(ladder_view_top(view), 4);
	CU_ASSERT_TRUE(ladder_view_follows(view));
	ladder_view_scroll_by(view, -2);
	CU_ASSERT_FALSE(ladder_view_follows(view));
	CU_ASSERT_TRUE(ladder_view_at(view, ladder_view_top(view), &place));
	CU_ASSERT_EQUAL(place.row->number, 3);
	say(1, LAB_CALC, "alice", "1 + 1");
	(void)ladder_view_update(view);
	CU_ASSERT_TRUE(ladder_view_at(view, ladder_view_top(view), &place));
	CU_ASSERT_EQUAL(place.row->number, 3);
	CU_ASSERT_EQUAL(ladder_view_lines(view), 6);
	end();
}

static void
what_the_filter_leaves_out_is_no_row(void)
{
	struct stream_want want = { .received = true, .sent = true };

	begin(100, 10);
	say(1, LAB_CALC, "alice", "1 + 1");
	say(1, LAB_CALC, "alice", ">2");
	lines_are("0>1 1>0");
	want.sent = false;
	stream_set_want(stream, &want);
	lines_are("0>1");
	CU_ASSERT_TRUE(log_add_gap(log_, 3, now_ns));
	lines_are("0>1 1>1");
	log_clear(log_);
	lines_are("");
	end();
}

/* All that is to be seen of a ladder. */
static void
put_all(struct ladder_view *of_it, char *out, size_t size)
{
	const struct ladder_line *line;
	struct ladder_place place;
	size_t used;
	uint64_t i;

	(void)ladder_view_update(of_it);
	used = (size_t)snprintf(out, size, "%u hidden, %d cut:",
	    ladder_view_hidden(of_it), ladder_view_cut(of_it));
	for (i = 0; (line = ladder_view_column(of_it, (unsigned)i)) != NULL;
	    i++)
		used += (size_t)snprintf(out + used, size - used, " %s",
		    line->name);
	for (i = 0; ladder_view_at(of_it, i, &place) && used < size - 80; i++)
		used += (size_t)snprintf(out + used, size - used,
		    ", %llu %u>%u %d %llu", (unsigned long long)
		    place.row->number, place.from, place.to,
		    (int)place.row->kind, (unsigned long long)
		    place.row->pause_ns);
	CU_ASSERT_TRUE(i > 0);
	CU_ASSERT_EQUAL(i, ladder_view_lines(of_it));
}

/* Compared while messages come and go, of more clients than are shown. */
static void
what_came_bit_by_bit_is_what_is_made_at_once(void)
{
	static char grown[8000], made[8000];
	struct ladder_view *whole;
	unsigned random = 7, i;
	char name[8];

	begin(60, 10);
	for (i = 0; i < 2000; i++) {
		random = random * 1103515245u + 12345u;
		(void)snprintf(name, sizeof(name), "c%u", random >> 16 & 15);
		say(1 + (random >> 16 & 15), LAB_CALC, name,
		    random >> 20 & 1 ? ">2" : "1 + 1");
		now_ns += random >> 21 & 7 ? 0 : NS_PER_S;
		if ((random >> 24 & 3) != 0)
			continue;
		put_all(view, grown, sizeof(grown));
		whole = ladder_view_new(stream);
		CU_ASSERT_PTR_NOT_NULL_FATAL(whole);
		put_all(whole, made, sizeof(made));
		CU_ASSERT_STRING_EQUAL(grown, made);
		ladder_view_free(whole);
	}
	end();
}

static void
what_has_no_room_is_told_while_it_is_there(void)
{
	char name[8];
	unsigned i;

	begin(300, 10);
	for (i = 0; i < LADDER_LINES_MAX; i++) {
		(void)snprintf(name, sizeof(name), "c%u", i);
		say(i + 1, LAB_CALC, name, "1 + 1");
	}
	(void)ladder_view_update(view);
	CU_ASSERT_TRUE(ladder_view_cut(view));
	CU_ASSERT_EQUAL(ladder_view_hidden(view), LADDER_LINES_MAX - 1 -
	    LADDER_VIEW_CLIENTS);
	for (i = 0; i < 300; i++) {
		say(1, LAB_CALC, "c0", "1 + 1");
		(void)ladder_view_update(view);
	}
	CU_ASSERT_FALSE(ladder_view_cut(view));
	columns_are("c0 barewired");
	end();
}

/* The words of the rows that may be shown to others, '|' between. */
static void
export_is(bool own, const char *expected)
{
	struct ladder *ladder = ladder_view_export(view, own);
	const struct ladder_row *row;
	char text[600] = "";
	size_t i;

	CU_ASSERT_PTR_NOT_NULL_FATAL(ladder);
	for (i = 0; (row = ladder_row(ladder, i)) != NULL; i++)
		(void)snprintf(text + strlen(text), sizeof(text) -
		    strlen(text), "%s%s%s", i == 0 ? "" : "|", row->label,
		    row->fault ? " !" : "");
	CU_ASSERT_STRING_EQUAL(text, expected);
	ladder_free(ladder);
}

static void
what_is_saved_says_why_and_nothing_private(void)
{
	struct judge_verdict verdict = { .rule = RULE_CHAT_COMMAND_MSG,
	    .result = RULE_NOT_OK, .severity = RULE_MUST, .lab = LAB_CHAT,
	    .client = 1, .message = 7, .wall_ns = 9, .said = "no such" };
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = 1, .lab = LAB_CHAT,
	    .message_bytes = 2, .name = "ann", .peer = "", .note = "",
	    .bytes = "/x", .bytes_len = 2, .facts = { .number = 1 } };

	begin(100, 10);
	m.wall_ns = now_ns;
	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
	log_judge_message(log_, 1, &verdict);
	say(2, LAB_CHAT, "ben", "/msg cat secret");
	of(1, LAB_CHAT, "ann");
	export_is(true, "/x !|message 7: not ok: chat.command.msg (must), "
	    "no such, line 0, column 0 !");
	export_is(false, "/x !|message 7: not ok: chat.command.msg (must), "
	    "no such, line 0, column 0 !|/msg cat [6 bytes, private]");
	end();
}

UNIT_MAIN("the window's ladder", TEST(a_client_has_the_server_beside_it),
    TEST(a_room_has_all_that_are_in_it),
    TEST(those_with_most_messages_have_room),
    TEST(a_pause_is_as_long_as_it_was), TEST(what_is_picked_is_the_streams),
    TEST(the_view_stays_with_its_message),
    TEST(what_the_filter_leaves_out_is_no_row),
    TEST(what_came_bit_by_bit_is_what_is_made_at_once),
    TEST(what_has_no_room_is_told_while_it_is_there),
    TEST(what_is_saved_says_why_and_nothing_private))
