/* What two sequences have in common, against a table of all that could be. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/diff.h"
#include "tests/unit/guard.h"
#include "tests/unit/unit.h"

#define LONGEST		60
#define ROUNDS		4000

struct two {
	const unsigned char *a, *b;
};

static bool
is_equal(void *context, uint32_t a, uint32_t b)
{
	const struct two *two = context;

	return two->a[a] == two->b[b];
}

static struct diff
make(struct two *two, uint32_t a_len, uint32_t b_len, uint64_t steps)
{
	struct diff diff = { NULL, 0, 0, false };
	struct diff_of of = { { a_len, b_len }, is_equal, two, &steps };

	CU_ASSERT_FATAL(diff_make(&diff, &of));
	return diff;
}

/* The length of a longest common subsequence, by the book. */
static unsigned
longest(const struct two *two, uint32_t a_len, uint32_t b_len)
{
	static unsigned table[LONGEST + 1][LONGEST + 1];
	uint32_t i, j;

	for (i = 0; i <= a_len; i++)
		for (j = 0; j <= b_len; j++)
			if (i == 0 || j == 0)
				table[i][j] = 0;
			else if (two->a[i - 1] == two->b[j - 1])
				table[i][j] = table[i - 1][j - 1] + 1;
			else
				table[i][j] = table[i - 1][j] >
				    table[i][j - 1] ? table[i - 1][j] :
				    table[i][j - 1];
	return table[a_len][b_len];
}

/* They cover both, take turns, and what is said to be the same is. */
static unsigned
check(const struct diff *diff, const struct two *two, uint32_t a_len,
    uint32_t b_len)
{
	uint32_t a = 0, b = 0, i;
	unsigned same = 0;

	for (i = 0; i < diff->count; i++) {
		const struct diff_run *run = &diff->runs[i];

		CU_ASSERT_EQUAL_FATAL(run->at[0], a);
		CU_ASSERT_EQUAL_FATAL(run->at[1], b);
		CU_ASSERT(run->len[0] + run->len[1] > 0);
		CU_ASSERT(i == 0 || run->same != diff->runs[i - 1].same);
		if (run->same) {
			CU_ASSERT_EQUAL_FATAL(run->len[0], run->len[1]);
			CU_ASSERT_EQUAL(memcmp(two->a + a, two->b + b,
			    run->len[0]), 0);
			same += run->len[0];
		}
		a += run->len[0];
		b += run->len[1];
	}
	CU_ASSERT_EQUAL(a, a_len);
	CU_ASSERT_EQUAL(b, b_len);
	return same;
}

static void
fill(unsigned char *bytes, uint32_t len, unsigned letters)
{
	uint32_t i;

	for (i = 0; i < len; i++)
		bytes[i] = (unsigned char)('a' + (unsigned)rand() % letters);
}

static void
is_as_much_as_can_be(void)
{
	unsigned char a[LONGEST], b[LONGEST];
	uint32_t a_len, b_len;
	struct diff diff;
	struct two two;
	int i;

	srand(11);
	for (i = 0; i < ROUNDS; i++) {
		a_len = (uint32_t)(rand() % (LONGEST + 1));
		b_len = (uint32_t)(rand() % (LONGEST + 1));
		fill(a, a_len, 1 + (unsigned)(i % 5));
		fill(b, b_len, 1 + (unsigned)(i % 5));
		two = (struct two){ unit_guard_copy(a, a_len),
		    unit_guard_copy(b, b_len) };
		diff = make(&two, a_len, b_len, UINT64_MAX);
		CU_ASSERT_FALSE(diff.given_up);
		CU_ASSERT_EQUAL(check(&diff, &two, a_len, b_len),
		    longest(&two, a_len, b_len));
		diff_free(&diff);
		unit_guard_free((void *)(uintptr_t)two.a, a_len);
		unit_guard_free((void *)(uintptr_t)two.b, b_len);
	}
}

static void
the_same_is_one_run(void)
{
	struct two two = { (const unsigned char *)"hello",
	    (const unsigned char *)"hello" };
	struct diff diff = make(&two, 5, 5, UINT64_MAX);

	CU_ASSERT_EQUAL(diff.count, 1);
	CU_ASSERT(diff.runs[0].same);
	diff_free(&diff);
	diff = make(&two, 0, 0, UINT64_MAX);
	CU_ASSERT_EQUAL(diff.count, 0);
	diff_free(&diff);
	diff = make(&two, 0, 5, UINT64_MAX);
	CU_ASSERT_EQUAL(diff.count, 1);
	CU_ASSERT_FALSE(diff.runs[0].same);
	diff_free(&diff);
}

/* Steps that end, or too many differences: begin and end alone. */
static void
gives_up_where_it_is_too_much(void)
{
	static unsigned char a[5000], b[5000];
	struct two two = { a, b };
	struct diff diff;
	uint64_t steps;

	srand(5);
	fill(a, sizeof(a), 26);
	fill(b, sizeof(b), 26);
	memcpy(b, a, 100);
	memcpy(b + sizeof(b) - 50, a + sizeof(a) - 50, 50);
	a[100] = 'x';
	b[100] = 'y';
	diff = make(&two, sizeof(a), sizeof(b), UINT64_MAX);
	CU_ASSERT(diff.given_up);
	CU_ASSERT_EQUAL(diff.count, 3);
	CU_ASSERT(check(&diff, &two, sizeof(a), sizeof(b)) >= 150);
	diff_free(&diff);
	for (steps = 0; steps < 3000; steps += 7) {
		diff = make(&two, 300, 300, steps);
		(void)check(&diff, &two, 300, 300);
		diff_free(&diff);
	}
}

UNIT_MAIN("model_diff", TEST(is_as_much_as_can_be),
    TEST(the_same_is_one_run), TEST(gives_up_where_it_is_too_much))
