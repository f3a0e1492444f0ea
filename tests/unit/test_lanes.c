/* Lanes of the timeline: what clients did lately, and which part of time is
 * shown. */
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/lanes.h"
#include "gui/model/lanes_window.h"
#include "tests/unit/unit.h"

#define WALL_S	1000000		/* wall time is so much more than monotonic */

static struct row_data rows[4];
static bool stale[4];

static struct lanes *
new_lanes(int64_t keep_ms)
{
	const struct lanes_limits limits = { keep_ms, 64, 64, 100, 100 };
	struct lanes *lanes = lanes_new(&limits);

	memset(rows, 0, sizeof(rows));
	memset(stale, 0, sizeof(stale));
	CU_ASSERT_PTR_NOT_NULL_FATAL(lanes);
	return lanes;
}

/* A snapshot of the first rows, so many milliseconds after the start. */
static void
look(struct lanes *lanes, uint32_t count, int64_t ms)
{
	struct watch_view view;

	memset(&view, 0, sizeof(view));
	view.state = WATCH_RUNNING;
	view.rows = rows;
	view.stale = stale;
	view.row_count = count;
	view.now_mono_ns = ms * NS_PER_MS;
	view.now_wall_ns = view.now_mono_ns + WALL_S * NS_PER_S;
	lanes_take_view(lanes, &view);
}

static void
set_row(unsigned row, uint64_t client, enum client_state state, int64_t ms)
{
	rows[row].client = client;
	rows[row].state = (uint8_t)state;
	rows[row].since_mono_ns = ms * NS_PER_MS;
	if (state == STATE_ENDED)
		rows[row].ended_mono_ns = ms * NS_PER_MS;
}

static int64_t
at(int64_t ms)
{
	return WALL_S * INT64_C(1000) + ms;
}

static struct feed_message
record_of(enum feed_event event, uint64_t client, uint32_t number, int64_t ms)
{
	return (struct feed_message){ .event = event, .client = client,
	    .direction = FEED_RECEIVED, .message = number, .lab = LAB_WAIT,
	    .wall_ns = at(ms) * NS_PER_MS, .name = "", .peer = "", .note = "",
	    .facts = { .mono_ns = ms * NS_PER_MS } };
}

static void
hear(struct lanes *lanes, uint64_t client, uint32_t number, int64_t ms)
{
	struct feed_message message = record_of(FEED_MESSAGE, client, number,
	    ms);

	lanes_take_message(lanes, &message);
}

static void
states_are_runs_and_what_was_before_is_unknown(void)
{
	struct lanes *lanes = new_lanes(120000);
	const struct lane *lane;

	rows[0].connected_mono_ns = 1000 * NS_PER_MS;
	set_row(0, 7, STATE_WAITING, 3000);
	look(lanes, 1, 4000);
	look(lanes, 1, 4200);
	set_row(0, 7, STATE_IDLE, 5000);
	look(lanes, 1, 5200);
	lane = lanes_find(lanes, 7);
	CU_ASSERT_PTR_NOT_NULL_FATAL(lane);
	CU_ASSERT_PTR_NULL(lanes_find(lanes, 8));
	/* What was before this window looked is not known. */
	CU_ASSERT_EQUAL_FATAL(lane->run_count, 3);
	CU_ASSERT_EQUAL(lane->connected_ms, at(1000));
	CU_ASSERT_EQUAL(lane->runs[0].start_ms, at(1000));
	CU_ASSERT_EQUAL(lane->runs[0].state, LANE_UNKNOWN);
	CU_ASSERT_EQUAL(lane->runs[1].start_ms, at(3000));
	CU_ASSERT_EQUAL(lane->runs[1].state, STATE_WAITING);
	CU_ASSERT_EQUAL(lane->runs[2].state, STATE_IDLE);
	CU_ASSERT_EQUAL(lane_run_at(lane, at(4999)), 1);
	CU_ASSERT_EQUAL(lane_run_at(lane, at(5000)), 2);
	CU_ASSERT_EQUAL(lane_run_at(lane, at(0)), 0);
	CU_ASSERT_EQUAL(lane_run_end(lane, 1, at(9000)), at(5000));
	CU_ASSERT_EQUAL(lane_run_end(lane, 2, at(9000)), at(9000));
	CU_ASSERT_EQUAL(lane->ended_ms, 0);
	lanes_free(lanes);
}

static void
the_same_state_again_is_another_run(void)
{
	struct lanes *lanes = new_lanes(120000);

	set_row(0, 7, STATE_WAITING, 1000);
	look(lanes, 1, 1100);
	set_row(0, 7, STATE_WAITING, 1500);
	look(lanes, 1, 1600);
	CU_ASSERT_EQUAL(lanes_find(lanes, 7)->run_count, 3);
	/* A row that could not be read whole says nothing. */
	set_row(0, 7, STATE_CLOSING, 1700);
	stale[0] = true;
	look(lanes, 1, 1800);
	CU_ASSERT_EQUAL(lanes_find(lanes, 7)->run_count, 3);
	lanes_free(lanes);
}

static void
an_end_is_told_and_its_lane_goes_later(void)
{
	struct lanes *lanes = new_lanes(120000);

	set_row(0, 7, STATE_IDLE, 1000);
	set_row(1, 8, STATE_IDLE, 1000);
	look(lanes, 2, 1100);
	set_row(0, 7, STATE_ENDED, 2000);
	rows[0].end = END_CRASHED;
	set_row(1, 8, STATE_ENDED, 2100);
	rows[1].end = END_CLIENT;
	look(lanes, 2, 2200);
	look(lanes, 2, 2400);
	CU_ASSERT_TRUE(lanes_find(lanes, 7)->crashed);
	CU_ASSERT_EQUAL(lanes_find(lanes, 7)->ended_ms, at(2000));
	CU_ASSERT_FALSE(lanes_find(lanes, 8)->crashed);
	CU_ASSERT_EQUAL(lanes_find(lanes, 8)->ended_ms, at(2100));
	CU_ASSERT_EQUAL(lanes_find(lanes, 8)->runs[
	    lanes_find(lanes, 8)->run_count - 1].state, STATE_ENDED);
	/* The rows go, and the lanes some time later. */
	look(lanes, 0, 10000);
	CU_ASSERT_PTR_NOT_NULL(lanes_find(lanes, 7));
	look(lanes, 0, 30000);
	CU_ASSERT_PTR_NULL(lanes_find(lanes, 7));
	CU_ASSERT_PTR_NULL(lanes_find(lanes, 8));
	lanes_free(lanes);
}

static void
messages_are_marks_in_their_order(void)
{
	struct lanes *lanes = new_lanes(120000);
	struct feed_message message;
	const struct lane *lane;

	set_row(0, 7, STATE_IDLE, 1000);
	look(lanes, 1, 1100);
	hear(lanes, 7, 1, 1200);
	message = record_of(FEED_MESSAGE, 7, 2, 1205);
	message.direction = FEED_SENT;
	lanes_take_message(lanes, &message);
	hear(lanes, 7, 3, 1210);	/* close: one with the first */
	hear(lanes, 7, 4, 1900);
	message = record_of(FEED_MISCHIEF, 7, 4, 1950);
	lanes_take_message(lanes, &message);
	message = record_of(FEED_REGISTERED, 7, 0, 1960);
	lanes_take_message(lanes, &message);
	lane = lanes_find(lanes, 7);
	CU_ASSERT_EQUAL_FATAL(lane->mark_count, 4);
	CU_ASSERT_EQUAL(lane->marks[0].kind, LANE_RECEIVED);
	CU_ASSERT_EQUAL(lane->marks[0].at_ms, at(1200));
	CU_ASSERT_EQUAL(lane->marks[0].more, 2);
	CU_ASSERT_EQUAL(lane->marks[1].kind, LANE_SENT);
	CU_ASSERT_EQUAL(lane->marks[3].kind, LANE_MISCHIEF);
	CU_ASSERT_EQUAL(lane_mark_from(lane, at(1206)), 2);
	/* One that comes late has its place. */
	hear(lanes, 7, 9, 1500);
	CU_ASSERT_EQUAL(lane->marks[2].at_ms, at(1500));
	lanes_free(lanes);
}

static void
a_fault_is_on_its_message(void)
{
	struct lanes *lanes = new_lanes(120000);
	const struct lane *lane;

	set_row(0, 7, STATE_IDLE, 1000);
	look(lanes, 1, 1100);
	hear(lanes, 7, 1, 1200);
	hear(lanes, 7, 3, 1210);
	hear(lanes, 7, 5, 3000);
	lanes_take_fault(lanes, 7, 3, FEED_RECEIVED, at(4000) * NS_PER_MS);
	lane = lanes_find(lanes, 7);
	CU_ASSERT_TRUE(lane->marks[0].fault);
	CU_ASSERT_FALSE(lane->marks[1].fault);
	lanes_take_fault(lanes, 7, 5, FEED_SENT, at(4000) * NS_PER_MS);
	CU_ASSERT_FALSE(lane->marks[1].fault);
	CU_ASSERT_EQUAL(lane->mark_count, 2);
	/* What belongs to no message has its own. */
	lanes_take_fault(lanes, 7, 0, FEED_NEITHER, at(4000) * NS_PER_MS);
	CU_ASSERT_EQUAL_FATAL(lane->mark_count, 3);
	CU_ASSERT_EQUAL(lane->marks[2].kind, LANE_VERDICT);
	lanes_take_fault(lanes, 99, 1, FEED_RECEIVED, 0);
	lanes_free(lanes);
}

/* Bounded, and nothing is lost of marks but how exact they are. */
static void
a_lane_is_bounded(void)
{
	struct lanes *lanes = new_lanes(120000);
	const struct lane *lane;
	uint32_t i, covered = 0;

	for (i = 0; i < 1000; i++) {
		set_row(0, 7, i % 2 == 0 ? STATE_IDLE : STATE_WAITING,
		    1000 + 50 * i);
		look(lanes, 1, 1010 + 50 * i);
		hear(lanes, 7, i + 1, 1000 + 50 * i);
	}
	lane = lanes_find(lanes, 7);
	CU_ASSERT_TRUE(lane->run_count <= 64 && lane->run_room <= 64);
	CU_ASSERT_TRUE(lane->mark_count <= 64 && lane->mark_room <= 64);
	CU_ASSERT_EQUAL(lane->runs[lane->run_count - 1].start_ms,
	    at(1000 + 50 * 999));
	for (i = 0; i < lane->mark_count; i++)
		covered += 1u + lane->marks[i].more;
	CU_ASSERT_EQUAL(covered, 1000);
	lanes_take_fault(lanes, 7, 2, FEED_RECEIVED, 0);
	CU_ASSERT_TRUE(lane->marks[0].fault);
	for (i = 1; i < lane->mark_count; i++)
		CU_ASSERT_TRUE(lane->marks[i].at_ms >
		    lane->marks[i - 1].at_ms);
	lanes_free(lanes);
}

static void
so_are_lanes(void)
{
	struct lanes *lanes = new_lanes(120000);
	uint64_t client;

	look(lanes, 0, 1000);
	for (client = 1; client <= 150; client++)
		hear(lanes, client << 40, 1, 1000);
	for (client = 1; client <= 100; client++)
		CU_ASSERT_PTR_NOT_NULL(lanes_find(lanes, client << 40));
	CU_ASSERT_PTR_NULL(lanes_find(lanes, UINT64_C(101) << 40));
	lanes_free(lanes);
}

static void
records_of_a_capture_tell_states(void)
{
	struct lanes *lanes = new_lanes(0);
	struct feed_message record = record_of(FEED_CONNECTED, 7, 0, 1000);
	const struct lane *lane;

	lanes_take_record(lanes, &record);
	record = record_of(FEED_MESSAGE, 7, 1, 2000);
	lanes_take_record(lanes, &record);
	record = record_of(FEED_MESSAGE, 7, 2, 9000);
	record.direction = FEED_SENT;
	lanes_take_record(lanes, &record);
	record = record_of(FEED_DISCONNECTED, 7, 0, 9500);
	record.facts.end = END_CLIENT;
	lanes_take_record(lanes, &record);
	lane = lanes_find(lanes, 7);
	CU_ASSERT_PTR_NOT_NULL_FATAL(lane);
	CU_ASSERT_EQUAL_FATAL(lane->run_count, 4);
	CU_ASSERT_EQUAL(lane->runs[0].state, STATE_CONNECTED);
	CU_ASSERT_EQUAL(lane->runs[1].state, STATE_WAITING);
	CU_ASSERT_EQUAL(lane->runs[2].state, STATE_IDLE);
	CU_ASSERT_EQUAL(lane->runs[2].start_ms, at(9000));
	CU_ASSERT_EQUAL(lane->ended_ms, at(9500));
	CU_ASSERT_EQUAL(lane->mark_count, 2);
	CU_ASSERT_EQUAL(lanes_first_ms(lanes), at(1000));
	CU_ASSERT_EQUAL(lanes_now_ms(lanes), at(9500));
	lanes_free(lanes);
}

static void
the_window_moves_on_by_slots(void)
{
	struct lanes_extent extent = { 880000, 1000000, false };
	struct lanes_window window;

	memset(&window, 0, sizeof(window));
	lanes_window_fit(&window, &extent);
	CU_ASSERT_EQUAL(lanes_window_span_ms(&window), 120000);
	CU_ASSERT_EQUAL(window.end, 201);
	extent.now_ms = 1004999;
	lanes_window_fit(&window, &extent);
	CU_ASSERT_EQUAL(window.end, 201);
	extent.now_ms = 1005000;
	lanes_window_fit(&window, &extent);
	CU_ASSERT_EQUAL(window.end, 202);
	/* There is no more than two minutes. */
	CU_ASSERT_FALSE(lanes_window_zoom(&window, false, 1000000, &extent));
}

static void
it_zooms_around_a_place_and_stays_inside(void)
{
	struct lanes_extent extent = { 880000, 1000000, false };
	struct lanes_window window;
	int zooms = 0;

	memset(&window, 0, sizeof(window));
	lanes_window_fit(&window, &extent);
	CU_ASSERT_TRUE(lanes_window_zoom(&window, true, 940000, &extent));
	CU_ASSERT_TRUE(window.held);
	CU_ASSERT_EQUAL(lanes_window_span_ms(&window), 60000);
	/* What was under the pointer is where it was, to a slot. */
	CU_ASSERT_TRUE(labs((long)(940000 - lanes_window_left_ms(&window)) -
	    27500) <= 2500);
	lanes_window_home(&window, &extent);
	CU_ASSERT_EQUAL(lanes_window_left_ms(&window), 880000);
	lanes_window_pan(&window, -4, &extent);
	CU_ASSERT_EQUAL(lanes_window_left_ms(&window), 880000);
	lanes_window_pan(&window, 4, &extent);
	CU_ASSERT_EQUAL(lanes_window_left_ms(&window), 890000);
	lanes_window_pan(&window, 1000, &extent);
	CU_ASSERT_FALSE(window.held);
	lanes_window_pan(&window, -4, &extent);
	lanes_window_follow(&window, &extent);
	CU_ASSERT_FALSE(window.held);
	while (lanes_window_zoom(&window, true, extent.now_ms, &extent))
		zooms++;
	CU_ASSERT_EQUAL(zooms, 4);
	CU_ASSERT_EQUAL(lanes_window_span_ms(&window), 2400);
	CU_ASSERT_FALSE(window.held);
}

static void
a_capture_is_shown_whole(void)
{
	struct lanes_extent extent = { 1000000, 1000000 + 3000000, true };
	struct lanes_window window;

	memset(&window, 0, sizeof(window));
	lanes_window_fit(&window, &extent);
	CU_ASSERT_TRUE(lanes_window_left_ms(&window) <= extent.first_ms);
	CU_ASSERT_EQUAL(lanes_window_span_ms(&window), 3600000);
	extent.now_ms = 1000000 + 5000;
	lanes_window_fit(&window, &extent);
	CU_ASSERT_EQUAL(lanes_window_span_ms(&window), 12000);
	/* A choice is one, whatever comes. */
	CU_ASSERT_TRUE(lanes_window_zoom(&window, true, extent.now_ms,
	    &extent));
	extent.now_ms += 86400000;
	lanes_window_fit(&window, &extent);
	CU_ASSERT_EQUAL(lanes_window_span_ms(&window), 6000);
}

UNIT_MAIN("lanes", TEST(states_are_runs_and_what_was_before_is_unknown),
    TEST(the_same_state_again_is_another_run),
    TEST(an_end_is_told_and_its_lane_goes_later),
    TEST(messages_are_marks_in_their_order),
    TEST(a_fault_is_on_its_message),
    TEST(a_lane_is_bounded),
    TEST(so_are_lanes),
    TEST(records_of_a_capture_tell_states),
    TEST(the_window_moves_on_by_slots),
    TEST(it_zooms_around_a_place_and_stays_inside),
    TEST(a_capture_is_shown_whole))
