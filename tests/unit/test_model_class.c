/* The class mode without its pixels: what it says of whom, how large, and what
 * of it is in view. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/class.h"
#include "tests/unit/unit.h"
#include "wire/verdict_record.h"

#define SECRET	"Bernsteinzimmer"

static struct class_model model;
static struct row_data rows[40];

static void
row(unsigned at, uint64_t client, const char *name, enum client_state state)
{
	struct row_data *data = &rows[at];

	memset(data, 0, sizeof(*data));
	data->client = client;
	data->state = (uint8_t)state;
	data->pid = 29944;
	(void)snprintf(data->name, sizeof(data->name), "%s", name);
	(void)snprintf(data->peer, sizeof(data->peer), "127.9.8.7:40000");
	(void)snprintf(data->last_message, sizeof(data->last_message),
	    SECRET);
}

static void
update(uint32_t count, int64_t ms)
{
	CU_ASSERT_TRUE_FATAL(class_update(&model, rows, count,
	    ms * NS_PER_MS));
	CU_ASSERT_EQUAL(model.count, count);
}

static void
is(uint32_t at, const char *name, const char *left)
{
	CU_ASSERT_FATAL(at < model.count);
	CU_ASSERT_STRING_EQUAL(model.cells[at].name, name);
	CU_ASSERT_STRING_EQUAL(model.cells[at].left, left);
}

static void
a_name_of_a_process_or_port_is_none(void)
{
	CU_ASSERT_TRUE(class_is_guest("guest-29944"));
	CU_ASSERT_TRUE(class_is_guest("guest-29944.12"));
	CU_ASSERT_TRUE(class_is_guest("udp-40112"));
	CU_ASSERT_FALSE(class_is_guest("udp-"));
	CU_ASSERT_FALSE(class_is_guest("udp-fan"));
	CU_ASSERT_FALSE(class_is_guest("guest-"));
	CU_ASSERT_FALSE(class_is_guest("guest-.5"));
	CU_ASSERT_FALSE(class_is_guest("guest-7b"));
	CU_ASSERT_FALSE(class_is_guest("guest"));
	CU_ASSERT_FALSE(class_is_guest(""));
	CU_ASSERT_FALSE(class_is_guest("aguest-7"));
}

static void
cells_are_by_name_and_guests_keep_their_number(void)
{
	row(0, 9, "guest-29944", STATE_IDLE);
	row(1, 3, "zoe", STATE_ENDED);
	row(2, 8, "guest-100", STATE_CONNECTED);
	row(3, 2, "Bob", STATE_WAITING);
	row(4, 1, "alice\x01", STATE_IDLE);
	rows[3].since_mono_ns = 1000 * NS_PER_MS;
	rows[3].pause_until_ns = 5000 * NS_PER_MS;
	update(5, 2000);
	is(0, "alice\\x01", "");
	is(1, "Bob", "0:03");
	CU_ASSERT_DOUBLE_EQUAL(model.cells[1].part, 0.75, 0.001);
	is(2, "zoe", "");
	CU_ASSERT_EQUAL(model.cells[2].state, STATE_ENDED);
	is(3, "guest 1", "");
	is(4, "guest 2", "");
	CU_ASSERT_EQUAL(model.cells[3].client, 9);
	/* The first goes, another comes. */
	row(0, 12, "guest-29945", STATE_IDLE);
	row(3, 2, "Bob", STATE_IDLE);
	update(5, 6000);
	is(1, "Bob", "");
	CU_ASSERT_DOUBLE_EQUAL(model.cells[1].part, 0, 0.001);
	is(3, "guest 2", "");
	is(4, "guest 3", "");
	/* One says its name. */
	row(2, 8, "carol", STATE_IDLE);
	update(5, 7000);
	is(2, "carol", "");
	is(4, "guest 3", "");
	class_free(&model);
}

/* Whoever stands before them, and however many have come and gone. */
static void
a_guest_is_never_another_one(void)
{
	row(0, 11, "guest-11", STATE_IDLE);
	row(1, 12, "guest-12", STATE_IDLE);
	row(2, 13, "guest-13", STATE_IDLE);
	update(3, 1000);
	row(1, 14, "guest-14", STATE_IDLE);
	row(3, 12, "guest-12", STATE_IDLE);
	update(4, 2000);
	CU_ASSERT_EQUAL(model.cells[0].client, 11);
	CU_ASSERT_EQUAL(model.cells[1].client, 12);
	CU_ASSERT_EQUAL(model.cells[2].client, 13);
	CU_ASSERT_EQUAL(model.cells[3].client, 14);
	is(1, "guest 2", "");
	is(2, "guest 3", "");
	is(3, "guest 4", "");
	class_free(&model);
}

/* Whatever a cell holds, it holds nothing that is private. */
static void
nothing_private_is_in_it(void)
{
	const char *found;
	size_t at;

	row(0, 9, "guest-29944", STATE_IDLE);
	row(1, 3, "zoe", STATE_ENDED);
	rows[1].end = END_CRASHED;
	update(2, 1000);
	for (at = 0; at < 2 * sizeof(model.cells[0]); at++) {
		found = (const char *)model.cells + at;
		CU_ASSERT_NOT_EQUAL(strncmp(found, SECRET, 5), 0);
		CU_ASSERT_NOT_EQUAL(strncmp(found, "127.9", 5), 0);
		CU_ASSERT_NOT_EQUAL(strncmp(found, "29944", 5), 0);
	}
	class_free(&model);
}

static bool
news(enum feed_event event, const char *name, char out[CLASS_WORDS_SIZE])
{
	struct feed_message record = { .event = event, .client = 3,
	    .pid = 29944, .name = name, .peer = "127.9.8.7:1",
	    .note = SECRET, .bytes = SECRET, .bytes_len = 5 };

	return class_news(&record, out);
}

static void
news_says_who_and_nothing_else(void)
{
	char words[CLASS_WORDS_SIZE];

	CU_ASSERT_TRUE(news(FEED_CONNECTED, "guest-29944", words));
	CU_ASSERT_STRING_EQUAL(words, "a guest connected");
	CU_ASSERT_TRUE(news(FEED_REGISTERED, "al\nice", words));
	CU_ASSERT_STRING_EQUAL(words, "al\\nice registered");
	CU_ASSERT_TRUE(news(FEED_DISCONNECTED, "alice", words));
	CU_ASSERT_STRING_EQUAL(words, "alice left");
	CU_ASSERT_FALSE(news(FEED_MESSAGE, "alice", words));
	CU_ASSERT_FALSE(news(FEED_MISCHIEF, "alice", words));
	CU_ASSERT_FALSE(news(FEED_NOTE, "alice", words));
}

static void
say(struct log *log, uint64_t client, uint64_t number,
    enum feed_direction direction)
{
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = direction, .client = client, .lab = LAB_CALC,
	    .message_bytes = 1, .name = "a", .peer = "", .note = "",
	    .bytes = "x", .bytes_len = 1, .facts = { .number = number } };

	CU_ASSERT_TRUE_FATAL(log_add(log, &m));
}

static void
judge(struct log *log, uint64_t number, enum rule_severity severity)
{
	struct judge_verdict verdict = { .rule = RULE_CALC_FORM,
	    .result = RULE_NOT_OK, .severity = severity, .lab = LAB_CALC,
	    .message = 1 };

	log_judge_message(log, number, &verdict);
}

static void
a_mark_is_that_of_the_newest_message(void)
{
	struct log *log = log_new(100, 100000);
	struct log_judge at = { true, 5 };

	CU_ASSERT_PTR_NOT_NULL_FATAL(log);
	row(0, 1, "alice", STATE_IDLE);
	row(1, 2, "bob", STATE_IDLE);
	row(2, 3, "carol", STATE_IDLE);
	say(log, 1, 1, FEED_RECEIVED);
	say(log, 1, 2, FEED_RECEIVED);
	say(log, 1, 3, FEED_SENT);
	say(log, 2, 4, FEED_RECEIVED);
	say(log, 2, 6, FEED_RECEIVED);
	(void)log_set_judge(log, &at);
	judge(log, 1, RULE_MUST);
	judge(log, 2, RULE_STYLE);
	judge(log, 3, RULE_MUST);
	update(3, 1000);
	CU_ASSERT_EQUAL(model.cells[0].mark, LOG_MARK_NONE);
	class_take_marks(&model, log);
	CU_ASSERT_EQUAL(model.cells[0].mark, LOG_MARK_STYLE);
	/* What is being judged has none yet. */
	CU_ASSERT_EQUAL(model.cells[1].mark, LOG_MARK_NOT_JUDGED);
	CU_ASSERT_EQUAL(model.cells[2].mark, LOG_MARK_NONE);
	/* Without being asked for, none is kept. */
	update(3, 1200);
	CU_ASSERT_EQUAL(model.cells[0].mark, LOG_MARK_NONE);
	class_free(&model);
	class_take_marks(&model, log);
	log_free(log);
}

static const struct class_letters letters = { 16, 96 };

static void
cells_are_as_large_as_they_can_be(void)
{
	static const int sizes[][2] = { { 1024, 690 }, { 1920, 1000 },
	    { 640, 340 }, { 3840, 2000 } };
	struct class_grid grid;
	uint32_t count, room;
	size_t i;
	int before;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		before = letters.most;
		for (count = 1; count < 400; count++) {
			grid = class_layout(count, sizes[i][0], sizes[i][1],
			    &letters);
			room = grid.columns * grid.rows;
			CU_ASSERT_TRUE(grid.letters >= letters.least &&
			    grid.letters <= before);
			CU_ASSERT_TRUE(room >= count ||
			    grid.letters == letters.least);
			CU_ASSERT_TRUE((int)grid.columns * grid.cell_width <=
			    sizes[i][0]);
			CU_ASSERT_TRUE((int)grid.rows * grid.cell_height <=
			    sizes[i][1]);
			before = grid.letters;
		}
	}
	grid = class_layout(30, 1024, 690, &letters);
	CU_ASSERT_TRUE(grid.letters >= 22);
	CU_ASSERT_TRUE(grid.columns * grid.rows >= 30);
	grid = class_layout(30, 1920, 1000, &letters);
	CU_ASSERT_TRUE(grid.letters >= 36);
	/* However small, one is there. */
	grid = class_layout(30, 1, 1, &letters);
	CU_ASSERT_EQUAL(grid.columns * grid.rows, 1);
	grid = class_layout(0, 1000, 1000, &letters);
	CU_ASSERT_EQUAL(grid.columns, 1);
}

static void
what_has_no_room_is_scrolled_to(void)
{
	struct class_grid grid = { .columns = 3, .rows = 4 };
	unsigned i;

	for (i = 0; i < 20; i++)
		row(i, i + 1, "x", STATE_IDLE);
	update(20, 0);
	CU_ASSERT_EQUAL(class_more(&model, &grid), 8);
	class_scroll(&model, &grid, -1);
	CU_ASSERT_EQUAL(model.top, 0);
	class_scroll(&model, &grid, 1);
	CU_ASSERT_EQUAL(model.top, 3);
	CU_ASSERT_EQUAL(class_more(&model, &grid), 5);
	class_scroll(&model, &grid, 100);
	CU_ASSERT_EQUAL(model.top, 9);
	CU_ASSERT_EQUAL(class_more(&model, &grid), 0);
	/* Half of them go. */
	update(10, 0);
	class_scroll(&model, &grid, 0);
	CU_ASSERT_EQUAL(model.top, 0);
	class_free(&model);
}

UNIT_MAIN("class", TEST(a_name_of_a_process_or_port_is_none),
    TEST(cells_are_by_name_and_guests_keep_their_number),
    TEST(a_guest_is_never_another_one),
    TEST(nothing_private_is_in_it),
    TEST(news_says_who_and_nothing_else),
    TEST(a_mark_is_that_of_the_newest_message),
    TEST(cells_are_as_large_as_they_can_be),
    TEST(what_has_no_room_is_scrolled_to))
