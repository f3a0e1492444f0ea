/*
 * gui/model/diff, align, compare and compare_view under any bytes: a script of
 * messages of two clients, and how many comparisons there may be.  Must hold:
 * runs follow one another, take turns and cover both; what is said to be the
 * same is; with steps to spare no other way has more in common; every item
 * has one place, in order; every line is shown, on whichever side, of bytes
 * that are there.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/compare_view.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

/* As many as a table of all pairs is made for. */
#define SMALL	96
#define PLENTY	UINT64_C(10000000)

extern const unsigned long fuzz_count;
const unsigned long fuzz_count = 4000;

struct two {
	const unsigned char *bytes[2];
	uint32_t len[2];
};

static bool
same(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;

	must(a < two->len[0] && b < two->len[1]);
	return two->bytes[0][a] == two->bytes[1][b];
}

/* The same letter, large or small, and digits. */
static bool
alike(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;

	must(a < two->len[0] && b < two->len[1]);
	return (two->bytes[0][a] & 0x1f) == (two->bytes[1][b] & 0x1f);
}

static bool
may(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;

	must(a < two->len[0] && b < two->len[1]);
	return two->bytes[0][a] % 2 == two->bytes[1][b] % 2;
}

/* How many both have in common at most, in order. */
static uint32_t
common(const struct two *two)
{
	uint32_t best[2][SMALL + 1] = { { 0 } }, a, b, *row, *was;

	for (a = 0; a < two->len[0]; a++) {
		was = best[a % 2];
		row = best[(a + 1) % 2];
		row[0] = 0;
		for (b = 0; b < two->len[1]; b++)
			row[b + 1] = two->bytes[0][a] == two->bytes[1][b] ?
			    was[b] + 1 : was[b + 1] > row[b] ? was[b + 1] :
			    row[b];
	}
	return best[two->len[0] % 2][two->len[1]];
}

/* The runs of two texts; how many bytes are the same. */
static uint32_t
runs_hold(const struct diff *diff, const struct two *two)
{
	uint32_t at[2] = { 0, 0 }, i, all = 0;
	const struct diff_run *run;

	for (i = 0; i < diff->count; i++) {
		run = &diff->runs[i];
		must(run->at[0] == at[0] && run->at[1] == at[1]);
		must(run->len[0] + run->len[1] > 0);
		must(i == 0 || run->same != diff->runs[i - 1].same);
		at[0] += run->len[0];
		at[1] += run->len[1];
		must(at[0] <= two->len[0] && at[1] <= two->len[1]);
		if (!run->same)
			continue;
		must(run->len[0] == run->len[1] && memcmp(two->bytes[0] +
		    run->at[0], two->bytes[1] + run->at[1],
		    run->len[0]) == 0);
		all += run->len[0];
	}
	must(at[0] == two->len[0] && at[1] == two->len[1]);
	return all;
}

static void
diff_holds(struct two *two, uint64_t steps)
{
	struct diff_of of = { { two->len[0], two->len[1] }, same, two,
	    &steps };
	struct diff diff = { NULL, 0, 0, false };
	uint32_t all;

	must(diff_make(&diff, &of));
	all = runs_hold(&diff, two);
	if (!diff.given_up && two->len[0] <= SMALL && two->len[1] <= SMALL)
		must(all == common(two));
	diff_free(&diff);
}

static void
align_holds(struct two *two, uint64_t steps, bool all)
{
	struct align_of of = { { two->len[0], two->len[1] }, same, alike,
	    all ? NULL : may, two, &steps };
	struct align align = { NULL, 0, 0, false };
	uint32_t next[2] = { 0, 0 }, i;
	const struct align_pair *pair;
	unsigned side;

	must(align_make(&align, &of));
	for (i = 0; i < align.count; i++) {
		pair = &align.pairs[i];
		for (side = 0; side < 2; side++)
			if (pair->item[side] != ALIGN_NONE)
				must(pair->item[side] == next[side]++);
		must(pair->item[0] != ALIGN_NONE ||
		    pair->item[1] != ALIGN_NONE);
		if (pair->equal)
			must(same(two, pair->item[0], pair->item[1]));
	}
	must(next[0] == two->len[0] && next[1] == two->len[1]);
	align_free(&align);
}

/* Rows are the lines of both, from the first on; a byte is in its run. */
static void
rows_hold(const struct compare *compare, const struct two *two)
{
	uint32_t next[2] = { 0, 0 }, i, run;
	const struct compare_row *row;
	unsigned side;

	for (i = 0; i < compare->row_count; i++) {
		row = &compare->rows[i];
		for (side = 0; side < 2; side++) {
			if (row->len[side] > 0)
				must(row->at[side] == next[side]);
			next[side] += row->len[side];
		}
		must(row->differs || (row->len[0] == row->len[1] && memcmp(
		    two->bytes[0] + row->at[0], two->bytes[1] + row->at[1],
		    row->len[0]) == 0));
	}
	for (side = 0; side < 2; side++) {
		must(next[side] == two->len[side]);
		for (i = 0; i < two->len[side]; i++) {
			run = compare_run_of(compare, side, i);
			must(run < compare->bytes.count && i >=
			    compare->bytes.runs[run].at[side] && i <
			    compare->bytes.runs[run].at[side] +
			    compare->bytes.runs[run].len[side]);
		}
	}
}

static void
compare_holds(const struct two *two, uint64_t steps)
{
	const struct compare_bytes of[2] = {
		{ two->bytes[0], two->len[0] }, { two->bytes[1], two->len[1] }
	};
	struct compare compare;
	uint32_t i, differences = 0;

	memset(&compare, 0, sizeof(compare));
	must(compare_make(&compare, of, &steps));
	(void)runs_hold(&compare.bytes, two);
	rows_hold(&compare, two);
	for (i = 0; i < compare.bytes.count; i++)
		differences += !compare.bytes.runs[i].same;
	must(differences == compare.differences);
	compare_free(&compare);
}

static void
title(void *context, const struct log_entry *entry, char *out, size_t size)
{
	(void)context;
	must(size > 0);
	out[0] = entry == NULL ? '\0' : '#';
	out[size > 1] = '\0';
}

/* All lines of it, both sides. */
static void
view_holds(struct compare_view *view, unsigned columns, bool hex)
{
	static struct compare_shown shown;
	uint32_t i, seen = 0;
	unsigned side;
	char *text;

	must(compare_view_lay_out(view, columns, hex));
	compare_view_set_page(view, 7);
	for (i = 0; i < view->line_count; i++)
		for (side = 0; side < 2; side++) {
			compare_view_show(view, i, side, &shown);
			must(shown.line.text_len < sizeof(shown.line.text));
			must(shown.line.text_len == strlen(shown.line.text));
			must(shown.mark_count <= COMPARE_MARKS_MAX);
		}
	while (seen <= view->differences && compare_view_step(view,
	    (columns & 1) != 0))
		seen++;
	must(seen == (view->differences == 0 ? 0 : view->differences + 1));
	must(view->top == 0 || view->top < view->line_count);
	if (view->line_count > 2)
		compare_view_pick(view, view->line_count / 2, false);
	compare_view_pick(view, 0, true);
	text = compare_view_text(view, title, NULL);
	must(text != NULL);
	free(text);
}

static void
view_free(struct compare_view *view, unsigned columns)
{
	must(view != NULL);
	view_holds(view, columns, false);
	view_holds(view, columns + 1, true);
	compare_view_free(view);
}

/* What is said goes to the log, of one client or of the other. */
static void
say(struct log *log, struct script *script, struct two *two)
{
	unsigned how = (unsigned)script_take(script, 1);
	struct feed_message message = { .event = FEED_MESSAGE,
	    .wall_ns = 1700000000000000000, .client = 1 + how % 2,
	    .lab = how / 4 % LAB_COUNT, .name = "alice", .note = "",
	    .peer = "127.0.0.1:1", .direction = (how & 2) != 0 ? FEED_SENT :
	    FEED_RECEIVED };

	message.bytes = script_text(script, 1000, &message.bytes_len);
	message.message_bytes = message.bytes_len;
	must(log_add(log, &message));
	two->bytes[how % 2] = message.bytes;
	two->len[how % 2] = (uint32_t)message.bytes_len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	unsigned columns = 20 + (unsigned)script_take(&script, 1) % 100;
	uint64_t few = script_take(&script, 2);
	struct two two = { { data, data }, { 0, 0 } };
	struct log *log = log_new(1000, 1000000);

	must(log != NULL);
	while (script.left > 0 && log_next(log) < 40)
		say(log, &script, &two);
	diff_holds(&two, PLENTY);
	diff_holds(&two, few);
	align_holds(&two, PLENTY, true);
	align_holds(&two, few, false);
	compare_holds(&two, PLENTY);
	compare_holds(&two, few);
	view_free(compare_view_of_clients(log, 1, 2), columns);
	if (log_next(log) - log_first(log) >= 2)
		view_free(compare_view_of_messages(log_at(log,
		    log_next(log) - 1), log_at(log, log_next(log) - 2)),
		    columns);
	log_free(log);
	return 0;
}

struct said {
	uint8_t how;
	const char *text;
};

/* Conversations as there are. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const struct said said[][6] = {
		{ { 0, "name: alice\nsame\n" },
		    { 1, "name: bob\nmore\nsame\n" }, { 0, NULL } },
		{ { 0, "POST /wait HTTP/1.1\r\nHost: a\r\nDate: x\r\n\r\n3" },
		    { 3, "HTTP/1.1 200 OK\r\nDate: y\r\n\r\nServer waited" },
		    { 1, "POST /wait HTTP/1.1\r\nDate: x\r\nHost: b\r\n\r\n4" },
		    { 2, "HTTP/1.0 404 No\r\n\r\n" }, { 0, NULL } },
		{ { 4, "\1\2\3\4\5\6" }, { 5, "\1\2\3\x99\x99\4\5\6" },
		    { 4, "" }, { 7, "abcabba" }, { 6, "cbabac" },
		    { 0, NULL } },
	};
	size_t at = 3, i, len;

	if (number >= sizeof(said) / sizeof(said[0]))
		return 0;
	memcpy(out, "\x10\xff\xff", 3);
	for (i = 0; said[number][i].text != NULL; i++) {
		len = strlen(said[number][i].text);
		must(at + 2 + len < out_size && len / 4 * 4 < 1000);
		/* Lengths count four bytes each. */
		out[at++] = said[number][i].how;
		out[at++] = (uint8_t)(len / 4);
		memcpy(out + at, said[number][i].text, len / 4 * 4);
		at += len / 4 * 4;
	}
	return at;
}
