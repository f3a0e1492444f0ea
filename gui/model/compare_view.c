/* Two messages or clients side by side: what is compared, where one looks. */
#include "gui/model/compare_view.h"

#include <stdlib.h>
#include <string.h>

/* Comparisons, for all pairs together: a moment's work. */
#define STEPS		UINT64_C(6000000)
#define PAGE_AT_FIRST	20

struct chosen {
	struct log_entry *entries[COMPARE_MESSAGES];
	uint32_t count;
	uint64_t left_out;
};

struct two {
	struct chosen chosen[2];
};

static bool
compare_pair(struct compare_view *view, struct compare_pair *pair,
    uint64_t *steps)
{
	struct compare_bytes of[2];
	const struct log_entry *entry;
	unsigned side;

	for (side = 0; side < 2; side++) {
		entry = pair->entry[side];
		of[side].bytes = entry == NULL ? NULL : entry->bytes;
		of[side].len = entry == NULL ? 0 : entry->len;
		view->odd += entry == NULL;
		if (entry == NULL)
			continue;
		view->cut |= entry->truncated;
		(void)log_hold(pair->entry[side]);
	}
	view->pair_count++;
	pair->first_difference = view->differences;
	if (!compare_make(&pair->bytes, of, steps))
		return false;
	view->differences += pair->bytes.differences;
	view->given_up |= pair->bytes.given_up;
	return true;
}

static struct compare_view *
new_view(uint32_t pairs)
{
	struct compare_view *view = calloc(1, sizeof(*view));

	if (view == NULL)
		return NULL;
	view->page = PAGE_AT_FIRST;
	view->pairs = calloc((size_t)pairs + 1, sizeof(*view->pairs));
	if (view->pairs == NULL) {
		free(view);
		return NULL;
	}
	return view;
}

struct compare_view *
compare_view_of_messages(struct log_entry *one, struct log_entry *other)
{
	struct compare_view *view = new_view(1);
	uint64_t steps = STEPS;

	if (view == NULL)
		return NULL;
	view->pairs[0].entry[0] = one;
	view->pairs[0].entry[1] = other;
	view->messages[0] = view->messages[1] = 1;
	if (compare_pair(view, &view->pairs[0], &steps))
		return view;
	compare_view_free(view);
	return NULL;
}

void
compare_view_free(struct compare_view *view)
{
	uint32_t i;

	if (view == NULL)
		return;
	for (i = 0; i < view->pair_count; i++) {
		log_release(view->pairs[i].entry[0]);
		log_release(view->pairs[i].entry[1]);
		compare_free(&view->pairs[i].bytes);
	}
	free(view->pairs);
	free(view->lines);
	free(view);
}

/* The client's last messages, from the end on; then they are turned around. */
static void
choose(const struct log *log, uint64_t client, struct chosen *chosen)
{
	struct log_entry *entry;
	uint32_t bytes = 0, i;
	uint64_t id;

	for (id = log_next(log); id > log_first(log); id--) {
		entry = log_at(log, id - 1);
		if (entry->kind != LOG_MESSAGE || entry->client != client)
			continue;
		if (chosen->left_out > 0 || chosen->count ==
		    COMPARE_MESSAGES || entry->len > COMPARE_BYTES - bytes) {
			chosen->left_out++;
			continue;
		}
		bytes += entry->len;
		chosen->entries[chosen->count++] = entry;
	}
	for (i = 0; i < chosen->count / 2; i++) {
		entry = chosen->entries[i];
		chosen->entries[i] = chosen->entries[chosen->count - 1 - i];
		chosen->entries[chosen->count - 1 - i] = entry;
	}
}

static bool
may_stand(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;

	return two->chosen[0].entries[a]->direction ==
	    two->chosen[1].entries[b]->direction;
}

static bool
is_equal(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;
	const struct log_entry *one = two->chosen[0].entries[a];
	const struct log_entry *other = two->chosen[1].entries[b];

	return one->direction == other->direction && one->len == other->len &&
	    one->message_bytes == other->message_bytes &&
	    memcmp(one->bytes, other->bytes, one->len) == 0;
}

/* Do they begin with the same word? */
static bool
is_alike(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;
	const struct log_entry *one = two->chosen[0].entries[a];
	const struct log_entry *other = two->chosen[1].entries[b];
	uint32_t at = 0;

	if (one->direction != other->direction)
		return false;
	while (at < one->len && at < other->len &&
	    one->bytes[at] == other->bytes[at]) {
		if (one->bytes[at] == ' ' || one->bytes[at] == '\n')
			return true;
		at++;
	}
	return false;
}

static struct compare_view *
pair_up(struct two *two, const struct align *align, uint64_t *steps)
{
	struct compare_view *view = new_view(align->count);
	const struct align_pair *pair;
	unsigned side;
	uint32_t i;

	if (view == NULL)
		return NULL;
	view->clients = true;
	view->given_up = align->given_up;
	for (side = 0; side < 2; side++) {
		view->left_out[side] = two->chosen[side].left_out;
		view->messages[side] = two->chosen[side].count;
	}
	for (i = 0; i < align->count; i++) {
		pair = &align->pairs[i];
		for (side = 0; side < 2; side++)
			view->pairs[i].entry[side] = pair->item[side] ==
			    ALIGN_NONE ? NULL :
			    two->chosen[side].entries[pair->item[side]];
		if (!compare_pair(view, &view->pairs[i], steps)) {
			compare_view_free(view);
			return NULL;
		}
	}
	return view;
}

struct compare_view *
compare_view_of_clients(const struct log *log, uint64_t one, uint64_t other)
{
	struct two *two = calloc(1, sizeof(*two));
	struct align align = { NULL, 0, 0, false };
	struct compare_view *view = NULL;
	uint64_t steps = STEPS;
	struct align_of of = { .equal = is_equal, .alike = is_alike,
	    .may = may_stand, .context = two, .steps = &steps };

	if (two == NULL)
		return NULL;
	choose(log, one, &two->chosen[0]);
	choose(log, other, &two->chosen[1]);
	of.len[0] = two->chosen[0].count;
	of.len[1] = two->chosen[1].count;
	if (align_make(&align, &of))
		view = pair_up(two, &align, &steps);
	align_free(&align);
	free(two);
	return view;
}

static void
keep_in_range(struct compare_view *view)
{
	uint64_t last = view->line_count > view->page ? view->line_count -
	    view->page : 0;

	if (view->top > last)
		view->top = last;
}

void
compare_view_set_page(struct compare_view *view, unsigned lines)
{
	view->page = lines == 0 ? 1 : lines;
	keep_in_range(view);
}

void
compare_view_scroll_to(struct compare_view *view, uint64_t line)
{
	view->top = line;
	keep_in_range(view);
}

void
compare_view_scroll_by(struct compare_view *view, int64_t lines)
{
	uint64_t back = (uint64_t)-lines;

	if (lines >= 0)
		compare_view_scroll_to(view, view->top + (uint64_t)lines);
	else
		compare_view_scroll_to(view, view->top > back ? view->top -
		    back : 0);
}

void
compare_view_pick(struct compare_view *view, uint64_t line, bool extend)
{
	if (line >= view->line_count)
		return;
	view->cursor = line + 1;
	if (!extend || view->anchor == 0)
		view->anchor = line + 1;
}

void
compare_view_pick_none(struct compare_view *view)
{
	view->anchor = view->cursor = 0;
}

bool
compare_view_is_picked(const struct compare_view *view, uint64_t line)
{
	uint64_t from = view->anchor < view->cursor ? view->anchor :
	    view->cursor;
	uint64_t to = view->anchor < view->cursor ? view->cursor :
	    view->anchor;

	return from != 0 && line + 1 >= from && line + 1 <= to;
}

/* The pair that has the difference, from 0, and its run there. */
static const struct compare_pair *
find_difference(const struct compare_view *view, uint32_t number,
    const struct diff_run **run)
{
	const struct compare_pair *pair = view->pairs;
	uint32_t i;

	while (number >= pair->first_difference + pair->bytes.differences)
		pair++;
	number -= pair->first_difference;
	for (i = 0; i < pair->bytes.bytes.count; i++) {
		*run = &pair->bytes.bytes.runs[i];
		if (!(*run)->same && number-- == 0)
			break;
	}
	return pair;
}

/* The first line that shows something of it. */
static uint64_t
line_of(const struct compare_view *view, const struct compare_pair *pair,
    const struct diff_run *run)
{
	uint64_t line;
	unsigned side;

	for (line = pair->first_line; line < view->line_count; line++)
		for (side = 0; side < 2; side++)
			if (run->len[side] > 0 &&
			    view->lines[line].at[side] <= run->at[side] &&
			    run->at[side] < view->lines[line].at[side] +
			    view->lines[line].len[side])
				return line;
	return pair->first_line;
}

bool
compare_view_step(struct compare_view *view, bool backwards)
{
	const struct compare_pair *pair;
	const struct diff_run *run = NULL;
	uint64_t line;

	if (view->differences == 0)
		return false;
	if (backwards)
		view->current = view->current <= 1 ? view->differences :
		    view->current - 1;
	else
		view->current = view->current >= view->differences ? 1 :
		    view->current + 1;
	pair = find_difference(view, view->current - 1, &run);
	line = run == NULL ? pair->first_line : line_of(view, pair, run);
	/* With something before it, where there is room. */
	if (line < view->top || line >= view->top + view->page)
		compare_view_scroll_to(view, line > view->page / 3 ? line -
		    view->page / 3 : 0);
	return true;
}
