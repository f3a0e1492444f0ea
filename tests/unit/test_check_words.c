/* Names, letters and numbers in what a foreign server said. */
#include "tests/unit/unit.h"

#include "check/words.h"

/* Every text stands before a page that may not be touched. */
static size_t
found(const char *text, const char *sought, bool whole)
{
	size_t len = strlen(text), at;
	char *copy = unit_guard_copy(text, len);

	at = whole ? words_find_whole(copy, len, 0, sought) :
	    words_find(copy, len, 0, sought);
	unit_guard_free(copy, len);
	return at;
}

static void
names_are_found_in_any_case(void)
{
	CU_ASSERT_EQUAL(found("X: ADAFU received", "Adafu", false), 3);
	CU_ASSERT_EQUAL(found("Adaf", "Adafu", false), WORDS_NONE);
	CU_ASSERT_EQUAL(found("", "Adafu", false), WORDS_NONE);
	CU_ASSERT_EQUAL(found("Adafu", "", false), WORDS_NONE);
	CU_ASSERT_EQUAL(found("AdAdafu", "Adafu", false), 2);
}

static void
whole_words_have_borders(void)
{
	CU_ASSERT_EQUAL(found("Bobby and Bob", "Bob", true), 10);
	CU_ASSERT_EQUAL(found("Bobby", "Bob", true), WORDS_NONE);
	CU_ASSERT_EQUAL(found("xBob", "Bob", true), WORDS_NONE);
	CU_ASSERT_EQUAL(found("(Bob)", "Bob", true), 1);
	/* A letter beyond ASCII is one, too. */
	CU_ASSERT_EQUAL(found("Bob\xc3\xa9", "Bob", true), WORDS_NONE);
	CU_ASSERT_EQUAL(found("say/list", "/list", true), 3);
}

static void
colours_are_blanks(void)
{
	struct words_number number;
	const char *text = "\033[1;33m54\033[0m\n";
	size_t at = 0, len = strlen(text);

	CU_ASSERT_EQUAL(found("\033[31mBob\033[0m", "Bob", true), 5);
	CU_ASSERT_EQUAL(found("31mBob", "Bob", true), WORDS_NONE);
	CU_ASSERT_EQUAL(words_escape("\033[2J", 4, 0), 4);
	CU_ASSERT_EQUAL(words_escape("\033[2", 3, 0), 0);
	CU_ASSERT_EQUAL(words_escape("\033", 1, 0), 0);
	CU_ASSERT_TRUE(words_number(text, len, &at, &number));
	CU_ASSERT_EQUAL((int)number.value, 54);
	CU_ASSERT_FALSE(words_number(text, len, &at, &number));
	words_trim(&text, &len);
	CU_ASSERT_EQUAL(len, 2);
	at = 0;
	CU_ASSERT_TRUE(words_number("\033[1m-7", 6, &at, &number));
	CU_ASSERT_EQUAL((int)number.value, -7);
	CU_ASSERT_TRUE(words_same("\033[1mA b\033[0m", 11, "a b", 3));
}

static char
letter(const char *text, const char *name)
{
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);
	char got = words_letter_before(copy, words_find(copy, len, 0, name));

	unit_guard_free(copy, len);
	return got;
}

static void
a_letter_stands_next_before_its_name(void)
{
	CU_ASSERT_EQUAL(letter("X: Adafu", "Adafu"), 'X');
	CU_ASSERT_EQUAL(letter("y :  Adafu", "Adafu"), 'Y');
	CU_ASSERT_EQUAL(letter("Client X Adafu", "Adafu"), 'X');
	CU_ASSERT_EQUAL(letter("ClientY: Adafu", "Adafu"), 'Y');
	CU_ASSERT_EQUAL(letter("\033[1mX: \033[31mAdafu", "Adafu"), 'X');
	CU_ASSERT_EQUAL(letter("Adafu", "Adafu"), 0);
	CU_ASSERT_EQUAL(letter(": Adafu", "Adafu"), 0);
	CU_ASSERT_EQUAL(letter("before Adafu", "Adafu"), 0);
	CU_ASSERT_EQUAL(letter("connectedX: Adafu", "Adafu"), 0);
	CU_ASSERT_EQUAL(letter("9: Adafu", "Adafu"), 0);
}

/* Is the value in it, and how was it written? */
static bool
has(const char *text, double value, bool comma)
{
	struct words_number number = { 0 };
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);
	bool there = words_has_value(copy, len, value, &number);

	unit_guard_free(copy, len);
	return there && number.comma == comma;
}

static void
numbers_are_found_in_any_text(void)
{
	CU_ASSERT_TRUE(has("54", 54, false));
	CU_ASSERT_TRUE(has("12 + 42 = 54.0\n", 54, false));
	CU_ASSERT_TRUE(has("=-7", -7, false));
	CU_ASSERT_TRUE(has("Next?-7.0 or so", -7, false));
	CU_ASSERT_TRUE(has("0,75", 0.75, true));
	CU_ASSERT_TRUE(has(".75", 0.75, false));
	CU_ASSERT_TRUE(has("1e3", 1000, false));
	CU_ASSERT_TRUE(has("2.001E+03.", 2001, false));
	CU_ASSERT_TRUE(has("0.7549", 0.75, false));
}

static void
other_numbers_are_not_taken_for_it(void)
{
	CU_ASSERT_FALSE(has("0.8", 0.75, false));
	CU_ASSERT_FALSE(has("0", 0.75, false));
	CU_ASSERT_FALSE(has("2-9", -9, false));
	CU_ASSERT_FALSE(has("7", -7, false));
	CU_ASSERT_FALSE(has("154", 54, false));
	CU_ASSERT_FALSE(has("", 0, false));
	CU_ASSERT_FALSE(has("none", 0, false));
	CU_ASSERT_FALSE(has("-", 0, false));
	/* As long as no number is. */
	CU_ASSERT_FALSE(has("00000000000000000000000000000000000000000000000"
	    "00000000000000000000000000000000054", 54, false));
}

static bool
same(const char *a, const char *b)
{
	char *left = unit_guard_copy(a, strlen(a));
	char *right = unit_guard_copy(b, strlen(b));
	bool is_same = words_same(left, strlen(a), right, strlen(b));

	unit_guard_free(left, strlen(a));
	unit_guard_free(right, strlen(b));
	return is_same;
}

static void
texts_are_compared_word_by_word(void)
{
	CU_ASSERT_TRUE(same("Error:  wrong\r\n", "error : WRONG"));
	CU_ASSERT_TRUE(same("", " \n"));
	CU_ASSERT_FALSE(same("error", "error wrong"));
	CU_ASSERT_FALSE(same("errors", "error"));
	CU_ASSERT_FALSE(same("a.b", "a,b"));
}

static void
exact_bytes_and_trimmed_ends(void)
{
	const char *text = " \0Ab c\r\n";
	size_t len = 8;

	CU_ASSERT_EQUAL(words_find_exact(text, len, 0, "ab", 2), WORDS_NONE);
	CU_ASSERT_EQUAL(words_find_exact(text, len, 0, "Ab c\r\n", 6), 2);
	CU_ASSERT_EQUAL(words_find_exact(text, len, 9, "A", 1), WORDS_NONE);
	words_trim(&text, &len);
	CU_ASSERT_EQUAL(len, 4);
	CU_ASSERT_EQUAL(memcmp(text, "Ab c", 4), 0);
	CU_ASSERT_TRUE(words_part("Ada", "Adafu"));
	CU_ASSERT_TRUE(words_part("Adafu", "daf"));
	CU_ASSERT_FALSE(words_part("Adafu", "Bokir"));
}

UNIT_MAIN("check_words", TEST(names_are_found_in_any_case),
    TEST(whole_words_have_borders),
    TEST(colours_are_blanks),
    TEST(a_letter_stands_next_before_its_name),
    TEST(numbers_are_found_in_any_text),
    TEST(other_numbers_are_not_taken_for_it),
    TEST(texts_are_compared_word_by_word),
    TEST(exact_bytes_and_trimmed_ends))
