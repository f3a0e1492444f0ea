/* What two sequences have in common. */
#include "gui/model/diff.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE		(-1)	/* no path comes there */

/* What is left between the common begin and end: n items and m. */
struct search {
	const struct diff_of *of;
	uint32_t from;		/* both begin there */
	int n, m, most;		/* differences, at most */
	int *far;		/* by diagonal: how far in the one */
	int *trace;		/* far as it was after each number of
				   differences */
};

void
diff_free(struct diff *diff)
{
	free(diff->runs);
	memset(diff, 0, sizeof(*diff));
}

bool
diff_add(struct diff *diff, bool same, uint32_t a_len, uint32_t b_len)
{
	struct diff_run *last = diff->count == 0 ? NULL :
	    &diff->runs[diff->count - 1], *grown;
	uint32_t a = last == NULL ? 0 : last->at[0] + last->len[0];
	uint32_t b = last == NULL ? 0 : last->at[1] + last->len[1];

	if (a_len == 0 && b_len == 0)
		return true;
	if (last != NULL && last->same == same) {
		last->len[0] += a_len;
		last->len[1] += b_len;
		return true;
	}
	if (diff->count == diff->room) {
		grown = realloc(diff->runs, (2 * (size_t)diff->room + 8) *
		    sizeof(*grown));
		if (grown == NULL)
			return false;
		diff->runs = grown;
		diff->room = 2 * diff->room + 8;
	}
	diff->runs[diff->count++] = (struct diff_run){ { a, b },
	    { a_len, b_len }, same };
	return true;
}

static bool
equal(const struct search *search, int x, int y)
{
	const struct diff_of *of = search->of;

	if (*of->steps > 0)
		--*of->steps;
	return of->equal(of->context, search->from + (uint32_t)x,
	    search->from + (uint32_t)y);
}

/* Where the best path with one difference more begins on that diagonal;
 * far is as the paths with one less left it, 0 of them being outermost. */
static int
begin_of(const struct search *search, const int *far, int outermost, int k)
{
	int right = k - 1 < -outermost || k - 1 > outermost ? NOWHERE :
	    far[k - 1];
	int down = k + 1 < -outermost || k + 1 > outermost ? NOWHERE :
	    far[k + 1];

	right = right == NOWHERE || right == search->n ? NOWHERE : right + 1;
	if (down != NOWHERE && down - k > search->m)
		down = NOWHERE;
	return right > down ? right : down;
}

/* Where the trace of so many differences has its diagonal 0. */
static int *
trace_of(const struct search *search, int differences)
{
	return search->trace + (size_t)differences * (size_t)differences +
	    differences;
}

/* The paths with so many differences; true: one of them is at the end. */
static bool
go_on(struct search *search, int differences)
{
	int *far = trace_of(search, differences), k, x;
	const int *was = differences == 0 ? NULL : trace_of(search,
	    differences - 1);

	for (k = -differences; k <= differences; k++)
		far[k] = NOWHERE;
	for (k = -differences; k <= differences; k += 2) {
		x = differences == 0 ? 0 : begin_of(search, was,
		    differences - 1, k);
		if (*search->of->steps > 0)
			--*search->of->steps;
		if (x == NOWHERE)
			continue;
		while (x < search->n && x - k < search->m &&
		    equal(search, x, x - k))
			x++;
		far[k] = x;
		if (x == search->n && x - k == search->m)
			return true;
	}
	return false;
}

/* From the end back to the begin: each difference, and what is alike behind
 * it, backwards. */
static bool
walk_back(const struct search *search, int differences, struct diff *back)
{
	int x = search->n, y = search->m, k, begin;

	for (; differences > 0; differences--) {
		const int *was = trace_of(search, differences - 1);

		k = x - y;
		begin = begin_of(search, was, differences - 1, k);
		if (!diff_add(back, true, (uint32_t)(x - begin),
		    (uint32_t)(x - begin)))
			return false;
		x = begin;
		y = x - k;
		if (k - 1 >= 1 - differences && k - 1 <= differences - 1 &&
		    was[k - 1] != NOWHERE && was[k - 1] + 1 == x) {
			x--;
			if (!diff_add(back, false, 1, 0))
				return false;
		} else {
			y--;
			if (!diff_add(back, false, 0, 1))
				return false;
		}
	}
	return diff_add(back, true, (uint32_t)x, (uint32_t)x);
}

/* More room as it is needed: that many differences have (d + 1)^2 places. */
static bool
make_room(struct search *search, int differences, int *room)
{
	size_t size;
	int *grown;

	if (differences < *room)
		return true;
	*room = 2 * *room + 16;
	size = (size_t)*room * (size_t)*room;
	grown = realloc(search->trace, size * sizeof(*grown));
	if (grown == NULL)
		return false;
	search->trace = grown;
	return true;
}

/* What is between begin and end, backwards; all of it one difference where it
 * is too much. */
static bool
find(struct search *search, struct diff *back)
{
	int differences = 0, room = 0;

	if (search->n == 0 || search->m == 0)
		return diff_add(back, false, (uint32_t)search->n,
		    (uint32_t)search->m);
	for (; differences <= search->most; differences++) {
		if (!make_room(search, differences, &room))
			return false;
		if (go_on(search, differences))
			return walk_back(search, differences, back);
		if (*search->of->steps == 0)
			break;
	}
	back->given_up = true;
	return diff_add(back, false, (uint32_t)search->n,
	    (uint32_t)search->m);
}

static uint32_t
common(const struct diff_of *of, uint32_t most, uint32_t begin, bool end)
{
	uint32_t count = 0;

	while (count < most && (end ? of->equal(of->context,
	    of->len[0] - count - 1, of->len[1] - count - 1) :
	    of->equal(of->context, begin + count, begin + count)))
		count++;
	return count;
}

static bool
turn_around(struct diff *diff, const struct diff *back)
{
	uint32_t i;

	diff->given_up = back->given_up;
	for (i = back->count; i > 0; i--)
		if (!diff_add(diff, back->runs[i - 1].same,
		    back->runs[i - 1].len[0], back->runs[i - 1].len[1]))
			return false;
	return true;
}

bool
diff_make(struct diff *diff, const struct diff_of *of)
{
	uint32_t least = of->len[0] < of->len[1] ? of->len[0] : of->len[1];
	uint32_t begin = common(of, least, 0, false);
	uint32_t end = common(of, least - begin, begin, true);
	struct search search = { .of = of, .from = begin, .most = DIFF_MOST,
	    .n = (int)(of->len[0] - begin - end),
	    .m = (int)(of->len[1] - begin - end) };
	struct diff back = { NULL, 0, 0, false };
	bool done = find(&search, &back) &&
	    diff_add(diff, true, begin, begin) && turn_around(diff, &back) &&
	    diff_add(diff, true, end, end);

	free(search.trace);
	diff_free(&back);
	if (!done)
		diff_free(diff);
	return done;
}
