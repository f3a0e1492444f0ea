/* Messages and clients side by side: lines, differences, what is copied. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/compare_view.h"
#include "tests/unit/unit.h"

static struct log *kept;

static struct log_entry *
say_bytes(uint64_t client, enum feed_direction direction, const char *bytes,
    size_t len)
{
	struct feed_message m = { .event = FEED_MESSAGE, .client = client,
	    .wall_ns = 1700000000000000000, .pid = 100, .lab = LAB_CALC,
	    .name = "alice", .peer = "127.0.0.1:1", .note = "",
	    .direction = direction, .bytes = bytes, .bytes_len = len,
	    .message_bytes = (uint32_t)len };

	CU_ASSERT_FATAL(log_add(kept, &m));
	return log_at(kept, log_next(kept) - 1);
}

static struct log_entry *
say(uint64_t client, enum feed_direction direction, const char *text)
{
	return say_bytes(client, direction, text, strlen(text));
}

static void
title(void *context, const struct log_entry *entry, char *out, size_t size)
{
	(void)context;
	(void)snprintf(out, size, "%s", entry == NULL ? "none" :
	    entry->direction == FEED_SENT ? "sent" : "received");
}

static void
text_is(struct compare_view *view, const char *expected)
{
	char *text = compare_view_text(view, title, NULL);

	CU_ASSERT_STRING_EQUAL(text, expected);
	free(text);
}

static void
two_messages_are_lines_side_by_side(void)
{
	struct compare_view *view;

	kept = log_new(100, 100000);
	view = compare_view_of_messages(say(1, FEED_RECEIVED,
	    "name: alice\nsame\n"), say(2, FEED_RECEIVED,
	    "name: bob\nmore\nsame\n"));
	log_clear(kept);
	CU_ASSERT(compare_view_lay_out(view, 20, false));
	CU_ASSERT_EQUAL(view->line_count, 3);
	CU_ASSERT_EQUAL(view->differences, 2);
	text_is(view, "name: alice\\n        | name: bob\\n\n"
	    "                     > more\\n\n"
	    "same\\n                 same\\n\n");
	compare_view_pick(view, 2, false);
	text_is(view, "same\\n                 same\\n\n");
	compare_view_free(view);
	log_free(kept);
}

static void
hex_keeps_both_beside_each_other(void)
{
	struct compare_view *view;
	struct compare_shown shown;

	kept = log_new(100, 100000);
	view = compare_view_of_messages(say_bytes(1, FEED_SENT,
	    "\x01\x02\x03\x04\x05\x06", 6), say_bytes(1, FEED_SENT,
	    "\x01\x02\x03\x99\x99\x04\x05\x06", 8));
	CU_ASSERT(compare_view_lay_out(view, 80, false));
	CU_ASSERT_EQUAL_FATAL(view->line_count, 3);
	CU_ASSERT_EQUAL(view->lines[1].kind, COMPARE_HEX);
	CU_ASSERT_EQUAL(view->lines[1].len[0], 0);
	CU_ASSERT_EQUAL(compare_line_sign(&view->lines[1]), '>');
	compare_view_show(view, 1, 1, &shown);
	CU_ASSERT_EQUAL(strncmp(shown.line.text, "000003  99 99 ", 14), 0);
	CU_ASSERT_EQUAL(shown.mark_count, 2);
	compare_view_show(view, 2, 1, &shown);
	CU_ASSERT_EQUAL(strncmp(shown.line.text, "000005  04 05 06", 16), 0);
	CU_ASSERT_EQUAL(shown.mark_count, 0);
	compare_view_free(view);
	log_free(kept);
}

static void
clients_stand_message_against_message(void)
{
	struct compare_view *view;

	kept = log_new(100, 100000);
	say(1, FEED_RECEIVED, "alice\n");
	say(2, FEED_RECEIVED, "bob\n");
	say(1, FEED_RECEIVED, "1 + 1\n");
	say(1, FEED_SENT, "2\n");
	say(3, FEED_SENT, "nobody asked\n");
	say(2, FEED_RECEIVED, "help\n");
	say(2, FEED_SENT, "no\n");
	say(2, FEED_RECEIVED, "1 + 1\n");
	say(2, FEED_SENT, "3\n");
	view = compare_view_of_clients(kept, 1, 2);
	CU_ASSERT(compare_view_lay_out(view, 20, false));
	CU_ASSERT_EQUAL(view->pair_count, 5);
	CU_ASSERT_EQUAL(view->odd, 2);
	CU_ASSERT_EQUAL(view->messages[0], 3);
	CU_ASSERT_EQUAL(view->messages[1], 5);
	text_is(view, "received             | received\n"
	    "alice\\n              | bob\\n\n"
	    "none                 | received\n"
	    "                     > help\\n\n"
	    "none                 | sent\n"
	    "                     > no\\n\n"
	    "received               received\n"
	    "1 + 1\\n                1 + 1\\n\n"
	    "sent                 | sent\n"
	    "2\\n                  | 3\\n\n");
	compare_view_free(view);
	log_free(kept);
}

static void
what_is_sent_stands_beside_nothing_received(void)
{
	struct compare_view *view;

	kept = log_new(100, 100000);
	say(1, FEED_SENT, "welcome\n");
	say(2, FEED_RECEIVED, "hello\n");
	view = compare_view_of_clients(kept, 1, 2);
	CU_ASSERT_EQUAL(view->pair_count, 2);
	CU_ASSERT_EQUAL(view->odd, 2);
	compare_view_free(view);
	log_free(kept);
}

static void
differences_are_gone_through(void)
{
	struct compare_view *view;
	uint32_t i;

	kept = log_new(100, 100000);
	view = compare_view_of_messages(say(1, FEED_SENT, "a: 1\nb\nc: 3\n"),
	    say(1, FEED_SENT, "a: 2\nb\nc: 4\nd"));
	CU_ASSERT(compare_view_lay_out(view, 40, false));
	compare_view_set_page(view, 1);
	CU_ASSERT_EQUAL(view->differences, 3);
	for (i = 1; i <= 7; i++) {
		CU_ASSERT(compare_view_step(view, false));
		CU_ASSERT_EQUAL(view->current, (i - 1) % 3 + 1);
	}
	CU_ASSERT_EQUAL(view->top, 0);
	CU_ASSERT(compare_view_step(view, true));
	CU_ASSERT_EQUAL(view->current, 3);
	CU_ASSERT_EQUAL(view->top, 3);
	compare_view_free(view);
	view = compare_view_of_messages(say(1, FEED_SENT, "a"), say(1,
	    FEED_SENT, "a"));
	CU_ASSERT(compare_view_lay_out(view, 40, false));
	CU_ASSERT_FALSE(compare_view_step(view, false));
	compare_view_free(view);
	log_free(kept);
}

static void
mark_is(const struct compare_view *view, unsigned side, unsigned at,
    unsigned len, bool current)
{
	static struct compare_shown shown;

	compare_view_show(view, 0, side, &shown);
	CU_ASSERT_EQUAL(shown.mark_count, 1);
	CU_ASSERT_EQUAL(shown.marks[0].at, at);
	CU_ASSERT_EQUAL(shown.marks[0].len, len);
	CU_ASSERT_EQUAL(shown.current[0], current);
}

static void
what_differs_is_marked(void)
{
	struct compare_view *view;

	kept = log_new(100, 100000);
	view = compare_view_of_messages(say(1, FEED_SENT,
	    "name: alice\nx\n"), say(1, FEED_SENT, "name: bobby\ny\n"));
	CU_ASSERT_EQUAL(view->messages[0], 1);
	CU_ASSERT_EQUAL(view->messages[1], 1);
	CU_ASSERT(compare_view_lay_out(view, 40, false));
	mark_is(view, 0, 6, 5, false);
	mark_is(view, 1, 6, 5, false);
	CU_ASSERT(compare_view_step(view, false));
	mark_is(view, 1, 6, 5, true);
	CU_ASSERT(compare_view_step(view, false));
	mark_is(view, 1, 6, 5, false);
	/* The same in hex, and back: laid out anew each time. */
	CU_ASSERT(compare_view_lay_out(view, 40, true));
	CU_ASSERT_EQUAL(view->lines[0].kind, COMPARE_HEX);
	CU_ASSERT(compare_view_lay_out(view, 40, false));
	CU_ASSERT_EQUAL(view->lines[0].kind, COMPARE_TEXT);
	CU_ASSERT_EQUAL(view->line_count, 2);
	compare_view_free(view);
	log_free(kept);
}

static void
picked_is(const struct compare_view *view, const char *expected)
{
	uint64_t line;

	for (line = 0; expected[line] != '\0'; line++)
		CU_ASSERT_EQUAL(compare_view_is_picked(view, line),
		    expected[line] == 'x');
}

static void
lines_are_picked_and_scrolled(void)
{
	struct compare_view *view;

	kept = log_new(100, 100000);
	view = compare_view_of_messages(say(1, FEED_SENT, "a\nb\nc\nd\n"),
	    say(1, FEED_SENT, "a\nb\nc\nd\n"));
	CU_ASSERT(compare_view_lay_out(view, 40, false));
	picked_is(view, "    ");
	compare_view_pick(view, 0, false);
	compare_view_pick(view, 2, true);
	picked_is(view, "xxx ");
	compare_view_pick(view, 3, false);
	compare_view_pick(view, 1, true);
	picked_is(view, " xxx");
	compare_view_pick(view, 9, true);
	picked_is(view, " xxx");
	/* What all of it has room for does not scroll. */
	compare_view_scroll_to(view, 2);
	CU_ASSERT_EQUAL(view->top, 0);
	compare_view_set_page(view, 3);
	compare_view_scroll_by(view, 9);
	CU_ASSERT_EQUAL(view->top, 1);
	compare_view_set_page(view, 0);
	CU_ASSERT_EQUAL(view->page, 1);
	compare_view_scroll_by(view, 1);
	CU_ASSERT_EQUAL(view->top, 2);
	compare_view_scroll_by(view, -9);
	CU_ASSERT_EQUAL(view->top, 0);
	compare_view_free(view);
	log_free(kept);
}

static uint32_t
make_bytes(char bytes[600], int round)
{
	uint32_t len = (uint32_t)(rand() % 600), i;

	for (i = 0; i < len; i++)
		bytes[i] = (char)(round % 4 == 0 ? rand() % 256 :
		    rand() % 9 == 0 ? '\n' : 'a' + rand() % 3);
	return len;
}

/* Of whatever, at any width, every byte stands on one line, in order. */
static void
every_byte_stands_somewhere(void)
{
	static char bytes[2][600];
	static struct compare_shown shown;
	uint32_t at[2], len[2];
	struct compare_view *view;
	unsigned side;
	uint64_t i;
	int round;

	srand(2);
	for (round = 0; round < 800; round++) {
		kept = log_new(100, 100000);
		for (side = 0; side < 2; side++)
			len[side] = make_bytes(bytes[side], round);
		view = compare_view_of_messages(say_bytes(1, FEED_SENT,
		    bytes[0], len[0]), say_bytes(1, FEED_SENT, bytes[1],
		    len[1]));
		CU_ASSERT(compare_view_lay_out(view, (unsigned)(rand() % 90),
		    round % 3 == 0));
		at[0] = at[1] = 0;
		for (i = 0; i < view->line_count; i++)
			for (side = 0; side < 2; side++) {
				compare_view_show(view, i, side, &shown);
				if (view->lines[i].len[side] == 0)
					continue;
				CU_ASSERT_EQUAL(view->lines[i].at[side],
				    at[side]);
				at[side] += view->lines[i].len[side];
			}
		CU_ASSERT_EQUAL(at[0], len[0]);
		CU_ASSERT_EQUAL(at[1], len[1]);
		while (compare_view_step(view, false) &&
		    view->current < view->differences)
			;
		compare_view_free(view);
		log_free(kept);
	}
}

static void
only_the_last_ones_of_many(void)
{
	struct compare_view *view;
	int i;

	kept = log_new(1000, 10000000);
	for (i = 0; i < COMPARE_MESSAGES + 50; i++) {
		say(1, FEED_RECEIVED, "1 + 1\n");
		say(2, FEED_RECEIVED, i % 2 == 0 ? "1 + 1\n" : "2 + 2\n");
	}
	view = compare_view_of_clients(kept, 1, 2);
	CU_ASSERT_EQUAL(view->messages[0], COMPARE_MESSAGES);
	CU_ASSERT_EQUAL(view->left_out[1], 50);
	CU_ASSERT(compare_view_lay_out(view, 40, false));
	compare_view_free(view);
	log_free(kept);
}

UNIT_MAIN("model_compare_view", TEST(two_messages_are_lines_side_by_side),
    TEST(hex_keeps_both_beside_each_other),
    TEST(clients_stand_message_against_message),
    TEST(what_is_sent_stands_beside_nothing_received),
    TEST(differences_are_gone_through), TEST(what_differs_is_marked),
    TEST(lines_are_picked_and_scrolled), TEST(every_byte_stands_somewhere),
    TEST(only_the_last_ones_of_many))
