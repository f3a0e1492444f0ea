/* base/text_name.c: who may be called what.  Runs in the C locale, as the
 * server does. */
#include "base/text.h"

#include <stdio.h>

#include "tests/unit/unit.h"

static void
good(const char *name)
{
	size_t len = strlen(name);
	char *copy = unit_guard_copy(name, len);
	const char *fault = text_name_fault(copy, len);

	if (fault != NULL)
		printf("\n      \"%s\": %s", name, fault);
	CU_ASSERT_PTR_NULL(fault);
	unit_guard_free(copy, len);
}

static void
bad(const char *name, size_t len, const char *reason)
{
	char *copy = unit_guard_copy(name, len);
	const char *fault = text_name_fault(copy, len);

	CU_ASSERT_PTR_NOT_NULL(fault);
	if (fault != NULL && strstr(fault, reason) == NULL)
		printf("\n      \"%.*s\": %s", (int)len, name, fault);
	CU_ASSERT(fault != NULL && strstr(fault, reason) != NULL);
	unit_guard_free(copy, len);
}

#define BAD(literal, reason) bad(literal, sizeof(literal) - 1, reason)

static void
names_of_the_world(void)
{
	good("alice");
	good("A");
	good("7");
	good("guest-4123");
	good("a.b_c-d");
	good("...");
	good("-");
	good("Jörg");
	good("Zoë-Łukasz");
	good("Ελένη");
	good("Наталья");
	good("שרה");
	good("محمد");
	good("李雷");
	good("さくら");
	good("민준");
	good("ወንድሙ");
	good("٣٤٥");
}

/* Names that cannot be written without marks on their letters. */
static void
marks_on_letters(void)
{
	good("e\xcc\x81lodie");		/* e + U+0301 */
	good("प्रिया");
	good("วิชัย");
	good("நிலா");
	good("ひか\xe3\x82\x99る");	/* U+3099 */
	good("שָׂרָה");
	good("مُحَمَّد");
	good("q\xcc\xa3\xcc\x87");	/* two marks */
	BAD("\xcc\x81" "a", "combining mark");
	BAD("a.\xcc\x81", "combining mark");
	BAD("-\xe0\xa4\xbf", "combining mark");	/* a vowel sign alone */
	BAD("7\xef\xb8\x8f\xe2\x83\xa3", "");	/* keycap seven */
	BAD("7\xe2\x83\xa3", "not a letter");
}

static void
lengths(void)
{
	BAD("", "empty");
	good("abcdefghijklmnopqrstuvwxyz012345");
	BAD("abcdefghijklmnopqrstuvwxyz0123456", "32 bytes");
	good("éééééééééééééééé");
	BAD("ééééééééééééééééa", "32 bytes");
	bad("alice", 0, "empty");
	good("李李李李李李李李李李");
	BAD("李李李李李李李李李李李", "32 bytes");
}

static void
other_characters(void)
{
	BAD("a b", "space");
	BAD(" a", "space");
	BAD("alice\n", "line end");
	BAD("alice\r\n", "line end");
	BAD("alice\t", "control");
	BAD("alice\0", "control");
	BAD("a\x1b[31m", "control");
	BAD("a/b", "not a letter");
	BAD("a\"b", "not a letter");
	BAD("a@b", "not a letter");
	BAD("a,b", "not a letter");
	BAD("a%20b", "not a letter");
	BAD("a\xe2\x80\x99" "b", "not a letter");	/* U+2019 */
	BAD("a\xc2\xb7z", "not a letter");
	BAD("a\xe2\x80\xae" "b", "invisible");
	BAD("a\xe2\x80\x8b" "b", "invisible");
	BAD("\xef\xbb\xbf" "alice", "invisible");
	BAD("a\xc2\xa0" "b", "invisible");
	BAD("a\xe3\x85\xa4" "b", "invisible");	/* HANGUL FILLER */
	BAD(".", "dots");
	BAD("..", "dots");
}

static void
symbols_and_emoji(void)
{
	BAD("\xf0\x9f\x98\x80", "not a letter");
	BAD("\xf0\x9f\x85\xb0", "not a letter");	/* squared A */
	BAD("\xe2\x93\x82", "not a letter");		/* circled M */
	BAD("\xe2\x9d\xa4", "not a letter");
	BAD("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", "not a letter");
	BAD("\xe2\x82\xac", "not a letter");
	BAD("a\xf0\x9f\x8f\xbd", "not a letter");
}

static void
bad_encodings(void)
{
	BAD("J\xf6rg", "UTF-8");		/* Latin-1 */
	BAD("a\xc3", "UTF-8");
	BAD("\xff\xfe" "a", "UTF-8");
	BAD("\xc0\xae", "UTF-8");
	BAD("\xed\xa0\xbd\xed\xb8\x80", "UTF-8");
}

/* Every ASCII character, alone: the rule as the manual has it. */
static void
ascii(void)
{
	int c;
	char name[2];

	for (c = 0; c < 128; c++) {
		name[0] = 'a';
		name[1] = (char)c;
		CU_ASSERT_EQUAL(text_name_fault(name, 2) == NULL,
		    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
		    c == '-');
	}
}

/* One lower-case line without a full stop, whatever is wrong. */
static void
reasons_are_lines(void)
{
	const char *fault;
	char name[4];
	int a, b;

	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b += 5) {
			name[0] = (char)a;
			name[1] = (char)b;
			fault = text_name_fault(name, 2);
			if (fault == NULL)
				continue;
			CU_ASSERT_FATAL(fault[0] >= 'a' && fault[0] <= 'z');
			CU_ASSERT_FATAL(strchr(fault, '\n') == NULL);
			CU_ASSERT_FATAL(fault[strlen(fault) - 1] != '.');
		}
	CU_ASSERT_PTR_NOT_NULL(strstr(text_name_rule, "1 to 32 bytes"));
}

UNIT_MAIN("text_name", TEST(names_of_the_world), TEST(marks_on_letters),
    TEST(lengths), TEST(other_characters), TEST(symbols_and_emoji),
    TEST(bad_encodings), TEST(ascii), TEST(reasons_are_lines))
