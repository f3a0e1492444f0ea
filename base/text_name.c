/* The rule for client names.  The letters come from the C library's Unicode
 * tables, whatever locale the program runs in. */
#include "base/text.h"

#include <locale.h>
#include <pthread.h>
#include <wctype.h>

const char text_name_rule[] = "a name is 1 to 32 bytes of UTF-8 letters, "
    "digits, '.', '_' and '-'";

static pthread_once_t letters_once = PTHREAD_ONCE_INIT;
static locale_t letters;		/* 0: the machine has none */
static wctype_t combining;

static void
letters_load(void)
{
	letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (letters != (locale_t)0)
		combining = wctype_l("combining", letters);
}

void
text_prepare(void)
{
	(void)pthread_once(&letters_once, letters_load);
}

/* The accents, vowel signs and viramas that Hindi, Thai, Hebrew and many
 * others are written with; not the marks that enclose (U+20E3 makes an
 * emoji of a digit). */
static bool
is_mark(unsigned c)
{
	if (c >= 0x0300 && c <= 0x036f)
		return text_printable(c);
	if (combining == 0 || (c >= 0x0488 && c <= 0x0489) ||
	    (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xa670 && c <= 0xa672))
		return false;
	return text_printable(c) && iswctype_l((wint_t)c, combining, letters);
}

/* Letters by their tables that show nothing: fillers, joiners, selectors
 * (Unicode's default ignorables, and a few that are blank). */
static bool
is_unseen(unsigned c)
{
	static const unsigned unseen[][2] = { { 0x34f, 0x34f },
	    { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f },
	    { 0x2800, 0x2800 }, { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f },
	    { 0xffa0, 0xffa0 }, { 0x16fe4, 0x16fe4 }, { 0x1bca0, 0x1bca3 },
	    { 0x1d159, 0x1d159 }, { 0x1d173, 0x1d17a },
	    { 0xe0000, 0xe0fff } };
	size_t i;

	for (i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		if (c >= unseen[i][0] && c <= unseen[i][1])
			return true;
	return false;
}

static bool
is_letter(unsigned c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z');
	/* The library counts letters in circles and squares as letters; they
	 * are symbols, and some of them emoji. */
	if ((c >= 0x2460 && c <= 0x24ff) || (c >= 0x1f000 && c <= 0x1faff))
		return false;
	if (letters != (locale_t)0)
		return text_printable(c) && iswalnum_l((wint_t)c, letters);
	/* No tables: Latin, Greek and Cyrillic, by their blocks. */
	return (c >= 0x00c0 && c <= 0x024f && c != 0x00d7 && c != 0x00f7) ||
	    (c >= 0x0388 && c <= 0x03ff && c != 0x038b && c != 0x038d &&
	    c != 0x03a2 && c != 0x03f6) ||
	    (c >= 0x0400 && c <= 0x0481) || (c >= 0x048a && c <= 0x052f);
}

/* As many as any language needs (Hebrew, with points and accents), and no
 * tower that covers the lines above. */
#define MARKS_MAX	4
#define NO_LETTER	(MARKS_MAX + 1)

/* *marks: how many stand on the letter before it, or NO_LETTER. */
static const char *
character_fault(unsigned c, unsigned *marks)
{
	bool mark;

	if (c == '.' || c == '_' || c == '-') {
		*marks = NO_LETTER;
		return NULL;
	}
	if (c == '\r' || c == '\n')
		return "the name holds a line end";
	if (c == ' ')
		return "the name holds a space";
	if (!text_printable(c) || is_unseen(c))
		return "the name holds a control or invisible character";
	mark = is_mark(c);
	if (mark && *marks == NO_LETTER)
		return "the name holds a combining mark without its letter";
	if (mark && *marks == MARKS_MAX)
		return "the name holds more than 4 combining marks on a "
		    "letter";
	*marks = mark ? *marks + 1 : 0;
	if (!mark && !is_letter(c))
		return "the name holds a character that is not a letter, a "
		    "digit, '.', '_' or '-'";
	return NULL;
}

const char *
text_name_fault(const char *name, size_t len)
{
	unsigned marks = NO_LETTER;
	const char *fault;
	unsigned c = 0;
	size_t at, n;

	if (len == 0)
		return "the name is empty";
	if (len > NAME_MAX_BYTES)
		return "the name is longer than 32 bytes";
	/* In an URL these two are not names but directions. */
	if (name[0] == '.' && (len == 1 || (len == 2 && name[1] == '.')))
		return "the name is only dots";
	text_prepare();
	for (at = 0; at < len; at += n) {
		n = text_utf8(name + at, len - at, &c);
		if (n == 0)
			return "the name is not valid UTF-8";
		fault = character_fault(c, &marks);
		if (fault != NULL)
			return fault;
	}
	return NULL;
}
