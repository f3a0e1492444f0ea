/* Two messages side by side: lines against lines, which bytes differ. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/compare.h"
#include "tests/unit/guard.h"
#include "tests/unit/unit.h"

#define ROUNDS		6000
#define LONGEST		400
#define STEPS		UINT64_C(4000000)

static struct compare
make(const char *a, uint32_t a_len, const char *b, uint32_t b_len,
    uint64_t steps)
{
	struct compare compare;
	struct compare_bytes of[2] = { { unit_guard_copy(a, a_len), a_len },
	    { unit_guard_copy(b, b_len), b_len } };

	memset(&compare, 0, sizeof(compare));
	CU_ASSERT_FATAL(compare_make(&compare, of, &steps));
	unit_guard_free((void *)(uintptr_t)of[0].bytes, a_len);
	unit_guard_free((void *)(uintptr_t)of[1].bytes, b_len);
	return compare;
}

static struct compare
of_texts(const char *a, const char *b)
{
	return make(a, (uint32_t)strlen(a), b, (uint32_t)strlen(b), STEPS);
}

/* "1+\n" against "1-\n": " +", with the parts that differ in brackets. */
static const char *
marked(const struct compare *compare, unsigned side, const char *text)
{
	static char out[1000];
	uint32_t i;
	size_t used = 0;

	for (i = 0; i < compare->bytes.count; i++) {
		const struct diff_run *run = &compare->bytes.runs[i];

		used += (size_t)snprintf(out + used, sizeof(out) - used,
		    run->same ? "%.*s" : "[%.*s]", (int)run->len[side],
		    text + run->at[side]);
	}
	return out;
}

static void
the_same_is_the_same(void)
{
	struct compare compare = of_texts("a\nb\n", "a\nb\n");

	CU_ASSERT_EQUAL(compare.differences, 0);
	CU_ASSERT_EQUAL(compare.row_count, 2);
	CU_ASSERT_FALSE(compare.rows[1].differs);
	compare_free(&compare);
	compare = of_texts("", "");
	CU_ASSERT_EQUAL(compare.differences, 0);
	CU_ASSERT_EQUAL(compare.row_count, 0);
	compare_free(&compare);
}

static void
a_header_more_stands_alone(void)
{
	static const char a[] = "POST /wait HTTP/1.1\r\nHost: a:1\r\n"
	    "X-Name: alice\r\nContent-Length: 1\r\n\r\n3";
	static const char b[] = "POST /wait HTTP/1.1\r\nHost: a:1\r\n"
	    "Accept: all\r\nX-Name: bob\r\nContent-Length: 2\r\n\r\n33";
	struct compare compare = of_texts(a, b);

	CU_ASSERT_EQUAL_FATAL(compare.row_count, 7);
	CU_ASSERT_EQUAL(compare.rows[2].len[0], 0);
	CU_ASSERT_EQUAL(compare.rows[2].len[1], 13);
	CU_ASSERT(compare.rows[2].differs);
	CU_ASSERT_EQUAL(compare.rows[3].at[0], 32);
	CU_ASSERT_STRING_EQUAL(marked(&compare, 0, a), "POST /wait HTTP/1.1"
	    "\r\nHost: a:1\r\n[]X-Name: [alice]\r\nContent-Length: [1]\r\n"
	    "\r\n3[]");
	CU_ASSERT_STRING_EQUAL(marked(&compare, 1, b), "POST /wait HTTP/1.1"
	    "\r\nHost: a:1\r\n[Accept: all\r\n]X-Name: [bob]\r\n"
	    "Content-Length: [2]\r\n\r\n3[3]");
	CU_ASSERT_EQUAL(compare.differences, 4);
	compare_free(&compare);
}

static void
a_line_end_is_a_byte(void)
{
	struct compare compare = of_texts("a: b\r\n", "a: b\n");

	CU_ASSERT_EQUAL(compare.row_count, 1);
	CU_ASSERT_STRING_EQUAL(marked(&compare, 0, "a: b\r\n"),
	    "a: b[\r]\n");
	compare_free(&compare);
}

static void
a_letter_alone_is_no_match(void)
{
	struct compare compare = of_texts("k: alice\n", "k: felix\n");

	CU_ASSERT_STRING_EQUAL(marked(&compare, 0, "k: alice\n"),
	    "k: [alice]\n");
	CU_ASSERT_EQUAL(compare.differences, 1);
	compare_free(&compare);
}

static void
nothing_against_something(void)
{
	struct compare compare = of_texts("", "a\nb");

	CU_ASSERT_EQUAL(compare.row_count, 2);
	CU_ASSERT_EQUAL(compare.differences, 1);
	CU_ASSERT_EQUAL(compare.rows[1].len[1], 1);
	compare_free(&compare);
}

/* Whatever they are, both are there once, in order, and what is said to be
 * the same is. */
static void
check(const struct compare *compare, const char *a, uint32_t a_len,
    const char *b, uint32_t b_len)
{
	uint32_t i, at[2] = { 0, 0 }, lines[2] = { 0, 0 };
	unsigned side;

	for (i = 0; i < compare->bytes.count; i++) {
		const struct diff_run *run = &compare->bytes.runs[i];

		CU_ASSERT_EQUAL_FATAL(run->at[0], at[0]);
		CU_ASSERT_EQUAL_FATAL(run->at[1], at[1]);
		CU_ASSERT(!run->same || (run->len[0] == run->len[1] &&
		    memcmp(a + at[0], b + at[1], run->len[0]) == 0));
		at[0] += run->len[0];
		at[1] += run->len[1];
	}
	CU_ASSERT_EQUAL(at[0], a_len);
	CU_ASSERT_EQUAL(at[1], b_len);
	for (i = 0; i < compare->row_count; i++)
		for (side = 0; side < 2; side++) {
			if (compare->rows[i].len[side] == 0)
				continue;
			CU_ASSERT_EQUAL(compare->rows[i].at[side],
			    lines[side]);
			lines[side] += compare->rows[i].len[side];
		}
	CU_ASSERT_EQUAL(lines[0], a_len);
	CU_ASSERT_EQUAL(lines[1], b_len);
}

static uint32_t
fill(char *bytes)
{
	static const char letters[] = "ab: \n\r\n\0\xff=";
	uint32_t len = (uint32_t)(rand() % LONGEST), i;

	for (i = 0; i < len; i++)
		bytes[i] = letters[(size_t)rand() % (sizeof(letters) - 1)];
	return len;
}

/* The other is the one with some bytes more, less, or others. */
static uint32_t
change(char *out, const char *bytes, uint32_t len)
{
	uint32_t i, used = 0;

	for (i = 0; i < len; i++) {
		if (rand() % 20 == 0)
			continue;
		if (rand() % 20 == 0)
			out[used++] = 'x';
		out[used++] = rand() % 20 == 0 ? '\n' : bytes[i];
	}
	return used;
}

static void
anything_is_taken_apart(void)
{
	static char a[LONGEST], b[3 * LONGEST];
	struct compare compare;
	uint32_t a_len, b_len;
	uint64_t steps;
	int i;

	srand(3);
	for (i = 0; i < ROUNDS; i++) {
		a_len = fill(a);
		b_len = i % 2 == 0 ? fill(b) : change(b, a, a_len);
		steps = i % 3 == 0 ? (uint64_t)(rand() % 5000) : STEPS;
		compare = make(a, a_len, b, b_len, steps);
		check(&compare, a, a_len, b, b_len);
		compare_free(&compare);
	}
}

static void
runs_are_found_by_their_bytes(void)
{
	struct compare compare = of_texts("k: alice\n", "k: bob!!\n");

	CU_ASSERT_EQUAL(compare_run_of(&compare, 0, 0), 0);
	CU_ASSERT_EQUAL(compare_run_of(&compare, 0, 3), 1);
	CU_ASSERT_EQUAL(compare_run_of(&compare, 1, 8), 2);
	CU_ASSERT_EQUAL(compare_run_of(&compare, 1, 9), 3);
	compare_free(&compare);
}

UNIT_MAIN("model_compare", TEST(the_same_is_the_same),
    TEST(a_header_more_stands_alone), TEST(a_line_end_is_a_byte),
    TEST(a_letter_alone_is_no_match), TEST(nothing_against_something),
    TEST(anything_is_taken_apart), TEST(runs_are_found_by_their_bytes))
