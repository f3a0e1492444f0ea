/*
 * A capture in a window (gui/model/recorded.h) under a script of records and of
 * hands: it grows, is taken anew, moves in time; list, ladder, lanes and cells
 * are looked at in between, and things are picked, folded and scrolled.
 *
 * Must hold: what a model says is there can be asked for, and what is picked
 * is shown; at the end all records have been taken.
 */
#include <stdio.h>
#include <unistd.h>

#include "gui/model/class.h"
#include "gui/model/exchange.h"
#include "gui/model/ladder_view.h"
#include "gui/model/lanes.h"
#include "gui/model/replay.h"
#include "tests/fuzz/script.h"
#include "watch/ladder_draw.h"
#include "wire/pcapng.h"

#define CLIENTS		5
#define RECORDS_MAX	200
#define ENTRIES		60	/* of the log: some are let go */
#define BYTES		20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);
extern const unsigned long fuzz_count;
const unsigned long fuzz_count = 2000;

static struct {
	int fd;
	char path[32];
	int64_t wall_ns, mono_ns;
	uint64_t number;
	struct log *log;
	struct lanes *lanes;
	struct rates rates;
	struct recorded *recorded;
	struct replay replay;
	struct stream *stream;
	struct exchange_list *exchanges;
	struct ladder_view *ladder;
	struct class_model cells;
} all;

static void
append(const unsigned char *block, size_t len)
{
	must(write(all.fd, block, len) == (ssize_t)len);
}

/* On it goes, or back, by moments or by years. */
static void
pass(struct script *script)
{
	unsigned how = (unsigned)script_take(script, 1);
	int64_t by_ns = (int64_t)script_take(script, how % 4 + 1) <<
	    (how / 4 % 4 * 8);

	all.wall_ns += how % 8 == 7 ? -by_ns : by_ns;
	if (all.wall_ns < 0)
		all.wall_ns = 0;
}

static void
put_record(struct script *script)
{
	static const char *const names[] = { "guest-1", "alice", "a\xcc\x81",
	    "\xc3\xa1", "bob" };
	static unsigned char block[PCAPNG_BLOCK_MAX];
	const struct pcapng_about about = { .local = "127.0.0.1:12001" };
	unsigned kind = (unsigned)script_take(script, 1);
	unsigned who = (unsigned)script_take(script, 1);
	size_t len;
	struct feed_message record = { .event = kind % 2 == 0 ?
	    FEED_MESSAGE : kind / 2 % FEED_EVENT_COUNT,
	    .client = 1 + who % CLIENTS, .direction = who / CLIENTS % 2,
	    .lab = kind / 32 % LAB_COUNT, .name = names[who / 16 % 5],
	    .peer = "[::1]:40112", .note = kind % 8 == 1 ? "not a number" : "",
	    .status = (int16_t)(who % 7 == 0 ? 200 : 0), .pid = 77 };

	if (all.number == RECORDS_MAX)
		return;
	pass(script);
	record.wall_ns = all.wall_ns;
	record.facts.number = all.number++;
	record.message = (uint32_t)all.number;
	record.fault = who % 11 == 0;
	record.facts.end = who % END_COUNT;
	record.bytes = script_text(script, 200, &len);
	record.bytes_len = record.message_bytes = len;
	if (record.event == FEED_LOST)
		pcapng_lost(&record, all.wall_ns, who + 1);
	append(block, pcapng_put(block, &record, &about));
}

static void
move(struct script *script)
{
	unsigned how = (unsigned)script_take(script, 1);
	int64_t begin_ns = replay_begin_ns(&all.replay);
	int64_t part_ns = (replay_end_ns(&all.replay) - begin_ns) / 256;

	all.mono_ns += (int64_t)script_take(script, 1) << 24;
	if (how % 8 == 0)
		replay_go_time(&all.replay, begin_ns + part_ns * (how / 8));
	else if (how % 8 == 1)
		replay_go_begin(&all.replay);
	else if (how % 8 == 2)
		replay_go_end(&all.replay);
	else if (how % 8 == 3)
		replay_step_on(&all.replay);
	else if (how % 8 == 4)
		replay_step_back(&all.replay, stream_message_before(
		    all.stream, UINT64_MAX));
	else if (how % 8 == 5)
		replay_toggle(&all.replay, all.mono_ns);
	else if (how % 8 == 6)
		replay_pause(&all.replay, how & 8, all.mono_ns);
	else if (how & 8)
		replay_faster(&all.replay);
	else
		replay_slower(&all.replay);
	must(replay_fraction(&all.replay) >= 0 &&
	    replay_fraction(&all.replay) <= 1);
}

static void
work(unsigned records)
{
	replay_tick(&all.replay, all.mono_ns);
	(void)replay_work(&all.replay, records);
}

static void
look_at_list(void)
{
	const struct exchange_row *row;
	uint64_t i, count;

	(void)exchange_list_update(all.exchanges);
	count = exchange_list_rows(all.exchanges);
	for (i = 0; i < count; i++) {
		row = exchange_list_row(all.exchanges, i);
		must(row != NULL && row->entry != NULL &&
		    row->entry->id == row->id);
		must(exchange_list_find(all.exchanges, row->id) == i);
		must(row->last == NULL || row->last->id > row->id);
	}
	must(exchange_list_row(all.exchanges, count) == NULL);
	exchange_list_painted(all.exchanges);
}

static void
look_at_ladder(void)
{
	struct ladder_place place;
	uint64_t line;

	(void)ladder_view_update(all.ladder);
	for (line = 0; line < ladder_view_lines(all.ladder) && line < 1000;
	    line++) {
		must(ladder_view_at(all.ladder, line, &place));
		must(place.from < ladder_view_columns(all.ladder) &&
		    place.to < ladder_view_columns(all.ladder) &&
		    place.line < place.lines);
	}
}

static void
look_at_cells(struct script *script)
{
	const struct watch_view *view = recorded_view(all.recorded);
	struct class_letters letters = { 16, 96 };
	struct class_grid grid;
	uint32_t i, there = 0;

	for (i = 0; i < view->row_count; i++)
		there += view->rows[i].state != STATE_ENDED;
	must(view->totals.active == there);
	must(class_update(&all.cells, view->rows, view->row_count,
	    view->now_mono_ns));
	must(all.cells.count == view->row_count);
	class_take_marks(&all.cells, all.log);
	grid = class_layout(all.cells.count, 1 + (int)script_take(script, 1) *
	    8, 1 + (int)script_take(script, 1) * 8, &letters);
	must(grid.columns > 0 && grid.rows > 0);
	class_scroll(&all.cells, &grid, (int8_t)script_take(script, 1));
	must(all.cells.count == 0 || all.cells.top < all.cells.count);
	for (i = 0; i < all.cells.count; i++)
		must(all.cells.cells[i].part >= 0 &&
		    all.cells.cells[i].part <= 1);
}

static void
look_at_lanes(void)
{
	const struct lane *lane;
	uint64_t client;
	uint32_t i;

	for (client = 1; client <= CLIENTS; client++) {
		lane = lanes_find(all.lanes, client);
		for (i = 1; lane != NULL && i < lane->mark_count; i++)
			must(lane->marks[i - 1].at_ms <=
			    lane->marks[i].at_ms);
		for (i = 1; lane != NULL && i < lane->run_count; i++)
			must(lane->runs[i - 1].start_ms <=
			    lane->runs[i].start_ms);
	}
}

static void
hand(struct script *script)
{
	unsigned how = (unsigned)script_take(script, 1);
	uint64_t at = script_take(script, 1);
	struct ladder_whom whom = { .client = at % (CLIENTS + 1),
	    .lab = how / 8 % LAB_COUNT, .name = "alice" };

	if (how % 8 == 0)
		(void)stream_pick_message(all.stream, log_first(all.log) + at);
	else if (how % 8 == 1)
		exchange_list_pick(all.exchanges, at);
	else if (how % 8 == 2)
		(void)exchange_list_fold(all.exchanges, at, how & 8);
	else if (how % 8 == 3)
		(void)ladder_view_step(all.ladder, how & 8);
	else if (how % 8 == 4)
		ladder_view_set_whom(all.ladder, &whom);
	else if (how % 8 == 5)
		ladder_view_set_true_time(all.ladder, how & 8);
	else if (how % 8 == 6)
		stream_scroll_by(all.stream, (int8_t)at);
	else
		exchange_list_scroll_by(all.exchanges, (int8_t)at);
}

/* To be handed in, as text. */
static void
export(bool own)
{
	static FILE *nowhere;
	struct ladder *ladder = ladder_view_export(all.ladder, own);

	if (nowhere == NULL)
		nowhere = fopen("/dev/null", "w");
	must(ladder != NULL && nowhere != NULL);
	(void)ladder_put_text(ladder, "title", nowhere);
	ladder_put_svg(ladder, "title", nowhere);
	ladder_free(ladder);
}

static void
begin(void)
{
	const struct lanes_limits limits = { .keep_ms = 0, .runs = 16,
	    .marks = 16, .few = 2, .clients = 4 };
	const struct stream_want want = { .received = true, .sent = true };
	const struct line_options lines = { 40, true, false };
	char fault[CAPTURE_FAULT_SIZE];
	unsigned char block[PCAPNG_BLOCK_MAX];

	if (all.path[0] == '\0') {
		all.fd = memfd_create("capture", 0);
		must(all.fd != -1);
		(void)snprintf(all.path, sizeof(all.path),
		    "/proc/self/fd/%d", all.fd);
	}
	must(ftruncate(all.fd, 0) == 0 && lseek(all.fd, 0, SEEK_SET) == 0);
	append(block, pcapng_begin(block, "barewired"));
	all.wall_ns = INT64_C(1700000000) * 1000000000;
	all.mono_ns = 1;
	all.number = 0;
	all.rates = (struct rates){ .generation = 0 };
	all.log = log_new(ENTRIES, BYTES);
	must(all.log != NULL && log_set_pairs(all.log));
	all.lanes = lanes_new(&limits);
	all.recorded = recorded_open(all.path, all.log, fault);
	all.stream = stream_new(all.log);
	must(all.lanes != NULL && all.recorded != NULL && all.stream != NULL);
	recorded_set_lanes(all.recorded, all.lanes);
	recorded_set_rates(all.recorded, &all.rates);
	replay_init(&all.replay, all.recorded, all.log);
	stream_set_want(all.stream, &want);
	stream_set_options(all.stream, &lines);
	stream_set_page(all.stream, 7);
	all.exchanges = exchange_list_new(all.stream);
	all.ladder = ladder_view_new(all.stream);
	must(all.exchanges != NULL && all.ladder != NULL);
}

static void
end(void)
{
	ladder_view_free(all.ladder);
	exchange_list_free(all.exchanges);
	stream_free(all.stream);
	recorded_free(all.recorded);
	lanes_free(all.lanes);
	class_free(&all.cells);
	log_free(all.log);
}

static void
step(struct script *script)
{
	unsigned what = (unsigned)script_take(script, 1);

	if (what % 16 < 8)
		put_record(script);
	else if (what % 16 == 8)
		work(what / 16 * 4 + 1);
	else if (what % 16 == 9)
		move(script);
	else if (what % 16 == 10)
		look_at_list();
	else if (what % 16 == 11)
		look_at_ladder();
	else if (what % 16 == 12)
		look_at_cells(script);
	else if (what % 16 == 13)
		look_at_lanes();
	else if (what % 16 == 14)
		hand(script);
	else
		export(what & 16);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };

	begin();
	while (script.left > 0)
		step(&script);
	replay_go_end(&all.replay);
	while (replay_work(&all.replay, 1000))
		continue;
	must(recorded_ahead(all.recorded) == NULL);
	(void)stream_update(all.stream);
	look_at_list();
	look_at_ladder();
	look_at_cells(&script);
	end();
	return 0;
}

/* Clients that come, speak and go; in between it moves. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	size_t used = 0;
	unsigned i;

	if (number >= 24)
		return 0;
	for (i = 0; i < 40 && used + 16 <= out_size; i++) {
		out[used++] = (uint8_t)(i * (number + 3) % 256);
		out[used++] = (uint8_t)(i * 7 + number * 31);
		out[used++] = (uint8_t)(i * i + number);
		out[used++] = 2;
		out[used++] = (uint8_t)i;
		out[used++] = (uint8_t)(number * 5);
		out[used++] = (uint8_t)(i % 9);
		memcpy(out + used, "1+1\n/msg", i % 9);
		used += i % 9;
	}
	return used;
}
