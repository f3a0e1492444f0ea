/* What was changed in a text, taken back and done again. */
#include <stdlib.h>
#include <string.h>

#include "gui/model/undo.h"
#include "tests/unit/unit.h"

#define TEXT_SIZE 4096

static char text[TEXT_SIZE];
static struct undo *undo;

static void
begin(void)
{
	undo_free(undo);
	undo = undo_new();
	text[0] = '\0';
}

/* At that byte: the tests' texts are ASCII where a place matters. */
static void
put(long at, long out_len, const char *in)
{
	char rest[TEXT_SIZE];

	strcpy(rest, text + at + out_len);
	strcpy(text + at, in);
	strcat(text, rest);
}

static void
edit(long at, long out_len, const char *in)
{
	char out[TEXT_SIZE];

	memcpy(out, text + at, (size_t)out_len);
	out[out_len] = '\0';
	undo_note(undo, at, out, in);
	put(at, out_len, in);
}

static void
type(const char *letters)
{
	char letter[2] = "";

	for (; *letters != '\0'; letters++) {
		letter[0] = *letters;
		edit((long)strlen(text), 0, letter);
	}
}

static bool
back(void)
{
	struct undo_change change;

	if (!undo_take_back(undo, &change))
		return false;
	put(change.at, change.out_len, change.in);
	return true;
}

static bool
again(void)
{
	struct undo_change change;

	if (!undo_do_again(undo, &change))
		return false;
	put(change.at, change.out_len, change.in);
	return true;
}

static void
words_are_steps(void)
{
	begin();
	CU_ASSERT_FALSE(undo_can_take_back(undo));
	CU_ASSERT_FALSE(back());
	type("one two  three");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "one two  ");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "one ");
	CU_ASSERT_TRUE(again());
	CU_ASSERT_STRING_EQUAL(text, "one two  ");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "");
	CU_ASSERT_FALSE(undo_can_take_back(undo));
	CU_ASSERT_TRUE(again());
	CU_ASSERT_TRUE(again());
	CU_ASSERT_TRUE(again());
	CU_ASSERT_STRING_EQUAL(text, "one two  three");
	CU_ASSERT_FALSE(undo_can_do_again(undo));
}

static void
deleted_letters_are_one_step(void)
{
	begin();
	edit(0, 0, "abcdef");
	edit(5, 1, "");
	edit(4, 1, "");		/* backspace */
	edit(0, 1, "");
	edit(0, 1, "");		/* delete */
	CU_ASSERT_STRING_EQUAL(text, "cd");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "abcd");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "abcdef");
	CU_ASSERT_TRUE(again());
	CU_ASSERT_TRUE(again());
	CU_ASSERT_STRING_EQUAL(text, "cd");
}

static void
what_is_pasted_is_a_step_of_its_own(void)
{
	begin();
	type("a");
	edit(1, 0, "pasted");
	type("b");
	edit(0, 1, "X");	/* over what was selected */
	edit(1, 0, "Y");
	CU_ASSERT_STRING_EQUAL(text, "XYpastedb");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "apastedb");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "apasted");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "a");
}

static void
an_edit_ends_what_can_be_done_again(void)
{
	begin();
	type("one two");
	CU_ASSERT_TRUE(back());
	type("x");
	CU_ASSERT_FALSE(undo_can_do_again(undo));
	CU_ASSERT_STRING_EQUAL(text, "one x");
	CU_ASSERT_TRUE(back());
	CU_ASSERT_STRING_EQUAL(text, "one ");
}

static void
lengths_are_characters(void)
{
	struct undo_change change;

	begin();
	undo_note(undo, 3, "\xe4\xbd\xa0", "\xc3\xa9" "a");
	CU_ASSERT_TRUE(undo_take_back(undo, &change));
	CU_ASSERT_EQUAL(change.at, 3);
	CU_ASSERT_EQUAL(change.out_len, 2);
	CU_ASSERT_EQUAL(change.in_len, 1);
	CU_ASSERT_STRING_EQUAL(change.in, "\xe4\xbd\xa0");
}

static void
the_oldest_steps_go(void)
{
	unsigned i, steps = 0;

	begin();
	for (i = 0; i < 3 * UNDO_STEPS_MAX; i++)
		undo_note(undo, 0, "", "ab");
	while (undo_can_take_back(undo)) {
		struct undo_change change;

		CU_ASSERT_TRUE(undo_take_back(undo, &change));
		steps++;
	}
	CU_ASSERT_TRUE(steps <= UNDO_STEPS_MAX);
	CU_ASSERT_TRUE(steps >= UNDO_STEPS_MAX / 2);
}

static void
so_do_large_ones(void)
{
	struct undo_change change;
	char *large = malloc(UNDO_BYTES_MAX);
	unsigned i, steps = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(large);
	memset(large, 'x', UNDO_BYTES_MAX / 4);
	large[UNDO_BYTES_MAX / 4] = '\0';
	begin();
	for (i = 0; i < 20; i++)
		undo_note(undo, 0, "", large);
	while (undo_take_back(undo, &change))
		steps++;
	CU_ASSERT_EQUAL(steps, 4);
	/* One that is too large for any history is not kept. */
	memset(large, 'x', UNDO_BYTES_MAX - 1);
	large[UNDO_BYTES_MAX - 1] = '\0';
	undo_note(undo, 0, large, large);
	CU_ASSERT_FALSE(undo_can_take_back(undo));
	free(large);
	undo_free(undo);
	undo = NULL;
}

UNIT_MAIN("model_undo", TEST(words_are_steps),
    TEST(deleted_letters_are_one_step),
    TEST(what_is_pasted_is_a_step_of_its_own),
    TEST(an_edit_ends_what_can_be_done_again), TEST(lengths_are_characters),
    TEST(the_oldest_steps_go), TEST(so_do_large_ones))
