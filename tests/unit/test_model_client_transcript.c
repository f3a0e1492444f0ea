/* The transcript: paragraphs folded into lines, following, picking. */
#include "gui/model/transcript.h"
#include "tests/unit/unit.h"

/* Every byte is one wide. */
static size_t
fit(void *context, const char *text, size_t len, int width)
{
	(void)context;
	(void)text;
	return len < (size_t)width ? len : (size_t)width;
}

static const struct transcript_measure measure = { NULL, fit };

static void
say(struct transcript *transcript, const char *text)
{
	CU_ASSERT_TRUE(transcript_add(transcript, TRANSCRIPT_ANSWER, 1, text,
	    strlen(text)));
	(void)transcript_update(transcript);
}

static bool
line_is(const struct transcript *transcript, uint64_t number,
    const char *text)
{
	struct transcript_line line;

	return transcript_line(transcript, number, &line) &&
	    line.len == strlen(text) && memcmp(line.text, text, line.len) == 0;
}

static void
lines_become_paragraphs(void)
{
	struct transcript *transcript = transcript_new(10);
	struct transcript_line line;

	say(transcript, "one\r\ntwo\nthree\n");
	CU_ASSERT_EQUAL(transcript_end(transcript), 3);
	CU_ASSERT_TRUE(line_is(transcript, 0, "one"));
	CU_ASSERT_TRUE(line_is(transcript, 2, "three"));
	CU_ASSERT_FALSE(transcript_line(transcript, 3, &line));
	say(transcript, "");
	CU_ASSERT_TRUE(line_is(transcript, 3, ""));
	transcript_free(transcript);
}

static void
bytes_are_escaped(void)
{
	struct transcript *transcript = transcript_new(10);

	CU_ASSERT_TRUE(transcript_add(transcript, TRANSCRIPT_NOTE, 1,
	    "a\x1b[2J\xff\0z", 8));
	CU_ASSERT_TRUE(transcript_update(transcript));
	CU_ASSERT_TRUE(line_is(transcript, 0, "a\\x1B[2J\\xFF\\x00z"));
	transcript_free(transcript);
}

/* It is for reading; what is copied is what is seen. */
static void
a_backslash_stays_one(void)
{
	struct transcript *transcript = transcript_new(10);
	char *text;

	CU_ASSERT_TRUE(transcript_add(transcript, TRANSCRIPT_ANSWER, 1,
	    "C:\\temp", 7));
	CU_ASSERT_TRUE(transcript_update(transcript));
	CU_ASSERT_TRUE(line_is(transcript, 0, "C:\\temp"));
	text = transcript_text(transcript, false);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT_STRING_EQUAL(text, "C:\\temp\n");
	free(text);
	transcript_free(transcript);
}

static void
folds_at_spaces(void)
{
	struct transcript *transcript = transcript_new(10);
	struct transcript_line line;

	transcript_fold(transcript, 10, &measure);
	say(transcript, "the server waited");
	CU_ASSERT_TRUE(line_is(transcript, 0, "the "));
	CU_ASSERT_TRUE(line_is(transcript, 1, "server "));
	CU_ASSERT_TRUE(line_is(transcript, 2, "waited"));
	CU_ASSERT_TRUE(transcript_line(transcript, 0, &line));
	CU_ASSERT_TRUE(line.first);
	CU_ASSERT_TRUE(transcript_line(transcript, 1, &line));
	CU_ASSERT_FALSE(line.first);
	say(transcript, "abcdefghijklmno");
	CU_ASSERT_TRUE(line_is(transcript, 3, "abcdefghij"));
	CU_ASSERT_TRUE(line_is(transcript, 4, "klmno"));
	transcript_fold(transcript, 100, &measure);
	CU_ASSERT_EQUAL(transcript_end(transcript) -
	    transcript_first(transcript), 2);
	transcript_free(transcript);
}

static void
follows_until_scrolled_up(void)
{
	struct transcript *transcript = transcript_new(100);
	int i;

	transcript_set_page(transcript, 4);
	for (i = 0; i < 10; i++)
		say(transcript, "x");
	CU_ASSERT_EQUAL(transcript_top(transcript), 6);
	transcript_scroll_by(transcript, -2);
	say(transcript, "x");
	CU_ASSERT_EQUAL(transcript_top(transcript), 4);
	transcript_scroll_by(transcript, 99);
	CU_ASSERT_EQUAL(transcript_top(transcript), 7);
	transcript_scroll_by(transcript, -99);
	CU_ASSERT_EQUAL(transcript_top(transcript), 0);
	transcript_free(transcript);
}

static void
lets_the_oldest_go(void)
{
	struct transcript *transcript = transcript_new(3);
	char text[] = "0";
	int i;

	for (i = 0; i < 500; i++) {
		text[0] = (char)('0' + i % 10);
		say(transcript, text);
	}
	CU_ASSERT_EQUAL(transcript_first(transcript), 497);
	CU_ASSERT_EQUAL(transcript_end(transcript), 500);
	CU_ASSERT_TRUE(line_is(transcript, 497, "7"));
	CU_ASSERT_FALSE(line_is(transcript, 496, "6"));
	CU_ASSERT_TRUE(transcript_top(transcript) >= 497);
	transcript_free(transcript);
}

/* What goes before anybody looks has no lines. */
static void
a_flood_is_folded_once(void)
{
	struct transcript *transcript = transcript_new(3);
	int i;

	for (i = 0; i < 1000; i++)
		CU_ASSERT_TRUE(transcript_add(transcript, TRANSCRIPT_NOTE, 1,
		    "abc", 3));
	CU_ASSERT_EQUAL(transcript_end(transcript), 0);
	CU_ASSERT_TRUE(transcript_update(transcript));
	CU_ASSERT_EQUAL(transcript_end(transcript), 3);
	CU_ASSERT_FALSE(transcript_update(transcript));
	transcript_free(transcript);
}

static void
the_view_stays_while_old_lines_go(void)
{
	struct transcript *transcript = transcript_new(10);
	int i;

	transcript_set_page(transcript, 3);
	for (i = 0; i < 10; i++)
		say(transcript, "x");
	transcript_scroll_to(transcript, 5);
	say(transcript, "x");
	say(transcript, "x");
	CU_ASSERT_EQUAL(transcript_top(transcript), 5);
	for (i = 0; i < 6; i++)
		say(transcript, "x");
	CU_ASSERT_EQUAL(transcript_top(transcript), 8);
	transcript_free(transcript);
}

static void
picks_paragraphs(void)
{
	struct transcript *transcript = transcript_new(10);
	char *text;

	transcript_fold(transcript, 4, &measure);
	say(transcript, "a");
	say(transcript, "bbbbcccc");
	say(transcript, "d");
	CU_ASSERT_PTR_NULL(transcript_text(transcript, true));
	transcript_pick(transcript, 2, false);
	CU_ASSERT_TRUE(transcript_picked(transcript, 1));
	CU_ASSERT_TRUE(transcript_picked(transcript, 2));
	CU_ASSERT_FALSE(transcript_picked(transcript, 0));
	text = transcript_text(transcript, true);
	CU_ASSERT_STRING_EQUAL(text, "bbbbcccc\n");
	free(text);
	transcript_pick(transcript, 0, true);
	text = transcript_text(transcript, true);
	CU_ASSERT_STRING_EQUAL(text, "a\nbbbbcccc\n");
	free(text);
	transcript_pick(transcript, 0, false);
	transcript_pick(transcript, 2, true);
	text = transcript_text(transcript, true);
	CU_ASSERT_STRING_EQUAL(text, "a\nbbbbcccc\n");
	free(text);
	text = transcript_text(transcript, false);
	CU_ASSERT_STRING_EQUAL(text, "a\nbbbbcccc\nd\n");
	free(text);
	transcript_clear(transcript);
	CU_ASSERT_PTR_NULL(transcript_text(transcript, false));
	transcript_free(transcript);
}

static void
every_change_has_a_generation(void)
{
	struct transcript *transcript = transcript_new(10);
	unsigned before = transcript_generation(transcript);

	say(transcript, "a");
	CU_ASSERT_NOT_EQUAL(transcript_generation(transcript), before);
	before = transcript_generation(transcript);
	transcript_pick(transcript, 0, false);
	CU_ASSERT_NOT_EQUAL(transcript_generation(transcript), before);
	before = transcript_generation(transcript);
	transcript_set_page(transcript, 9);
	CU_ASSERT_EQUAL(transcript_generation(transcript), before);
	transcript_free(transcript);
}

static void
what_is_fit_to_be_shown_is_not_escaped(void)
{
	struct transcript *transcript = transcript_new(10);
	char *text;

	CU_ASSERT_TRUE(transcript_add_shown(transcript, TRANSCRIPT_ERROR, 0,
	    "not HTTP: \\x00"));
	CU_ASSERT_TRUE(transcript_add(transcript, TRANSCRIPT_ANSWER, 0,
	    "\\x00", 4));
	text = transcript_text(transcript, false);
	CU_ASSERT_STRING_EQUAL(text, "not HTTP: \\x00\n\\x00\n");
	free(text);
	transcript_free(transcript);
}

/* Or folding it anew would take long. */
static void
keeps_a_bounded_amount(void)
{
	struct transcript *transcript = transcript_new(2000);
	static char line[3000];
	char *text;
	unsigned i;

	memset(line, 'x', sizeof(line));
	for (i = 0; i < 1000; i++)
		CU_ASSERT_TRUE(transcript_add(transcript, TRANSCRIPT_ANSWER,
		    0, line, sizeof(line)));
	text = transcript_text(transcript, false);
	CU_ASSERT(strlen(text) <= TRANSCRIPT_BYTES_MAX + 1000);
	CU_ASSERT(strlen(text) > TRANSCRIPT_BYTES_MAX - 2 * sizeof(line));
	free(text);
	transcript_free(transcript);
}

static void
finds_and_counts(void)
{
	struct transcript *transcript = transcript_new(10);
	struct transcript_matches matches;

	CU_ASSERT_FALSE(transcript_find(transcript, "aa", false));
	transcript_fold(transcript, 4, &measure);
	say(transcript, "aaa b aa\nnone\nAA");
	transcript_set_page(transcript, 9);
	CU_ASSERT_EQUAL(transcript_matches(transcript, "aa").all, 4);
	CU_ASSERT_EQUAL(transcript_matches(transcript, "aa").found, 0);
	CU_ASSERT_TRUE(transcript_find(transcript, "aa", false));
	CU_ASSERT_EQUAL(transcript_matches(transcript, "aa").found, 1);
	CU_ASSERT_EQUAL(transcript_found(transcript, 0), 0);
	CU_ASSERT_EQUAL(transcript_found(transcript, 2), -1);
	CU_ASSERT_TRUE(transcript_find(transcript, "aa", true));
	CU_ASSERT_EQUAL(transcript_matches(transcript, "aa").found, 4);
	CU_ASSERT_TRUE(transcript_find(transcript, "aa", true));
	matches = transcript_matches(transcript, "aa");
	CU_ASSERT_EQUAL(matches.found, 3);
	CU_ASSERT_EQUAL(matches.all, 4);
	CU_ASSERT_FALSE(transcript_find(transcript, "nowhere", true));
	/* The only one there is, once around. */
	CU_ASSERT_TRUE(transcript_find(transcript, "none", false));
	CU_ASSERT_TRUE(transcript_find(transcript, "none", false));
	CU_ASSERT_EQUAL(transcript_matches(transcript, "none").found, 1);
	/* What is out of sight is shown with a third of a page above it. */
	transcript_set_page(transcript, 3);
	transcript_scroll_to(transcript, 0);
	CU_ASSERT_TRUE(transcript_find(transcript, "AA", true));
	CU_ASSERT_EQUAL(transcript_top(transcript), 0);
	/* A pick is no find. */
	transcript_pick(transcript, 3, false);
	CU_ASSERT_EQUAL(transcript_matches(transcript, "aa").found, 0);
	transcript_free(transcript);
}

UNIT_MAIN("model_client_transcript",
    TEST(what_is_fit_to_be_shown_is_not_escaped),
    TEST(keeps_a_bounded_amount), TEST(lines_become_paragraphs),
    TEST(bytes_are_escaped), TEST(a_backslash_stays_one),
    TEST(folds_at_spaces),
    TEST(follows_until_scrolled_up), TEST(lets_the_oldest_go),
    TEST(a_flood_is_folded_once),
    TEST(the_view_stays_while_old_lines_go), TEST(picks_paragraphs),
    TEST(every_change_has_a_generation), TEST(finds_and_counts))
