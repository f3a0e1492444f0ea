/* base/text.c: what of a stranger's bytes is shown, and how. */
#include "base/text.h"

#include <stdio.h>

#include "tests/unit/unit.h"

#define BYTES(literal) literal, sizeof(literal) - 1

/* Escapes into a buffer of exactly that size, bytes and buffer both against
 * a guard page, and compares. */
static void
escapes(size_t size, const char *bytes, size_t len, const char *want,
    bool whole)
{
	char *in = unit_guard_copy(bytes, len);
	char *out = unit_guard_copy(NULL, size);

	CU_ASSERT_EQUAL(text_escape(out, size, in, len), whole);
	if (strcmp(out, want) != 0)
		printf("\n      \"%s\" where \"%s\" was expected", out, want);
	CU_ASSERT_STRING_EQUAL(out, want);
	unit_guard_free(out, size);
	unit_guard_free(in, len);
}

static void
plain_text_stays(void)
{
	escapes(64, BYTES(""), "", true);
	escapes(64, BYTES("GET / HTTP/1.1"), "GET / HTTP/1.1", true);
	escapes(64, BYTES("Jörg, Ελένη, 李雷, अनीता"), "Jörg, Ελένη, 李雷, अनीता",
	    true);
	escapes(64, BYTES("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80", true);
	escapes(64, BYTES("a\xe3\x80\x80z"), "a\xe3\x80\x80z", true);
}

static void
named_escapes(void)
{
	escapes(64, BYTES("a\r\nb\tc\\d"), "a\\r\\nb\\tc\\\\d", true);
	/* What was typed as an escape is not what is escaped. */
	escapes(64, BYTES("\\x00"), "\\\\x00", true);
	escapes(64, BYTES("\0"), "\\x00", true);
}

/* Each of the 256 bytes alone. */
static void
every_byte(void)
{
	char want[8], byte;
	int value;

	for (value = 0; value < 256; value++) {
		byte = (char)value;
		(void)snprintf(want, sizeof(want), "\\x%02X", value);
		if (value == '\r')
			(void)strcpy(want, "\\r");
		else if (value == '\n')
			(void)strcpy(want, "\\n");
		else if (value == '\t')
			(void)strcpy(want, "\\t");
		else if (value == '\\')
			(void)strcpy(want, "\\\\");
		else if (value >= ' ' && value < 0x7f)
			(void)snprintf(want, sizeof(want), "%c", value);
		escapes(8, &byte, 1, want, true);
	}
}

static void
hidden_characters(void)
{
	/* RIGHT-TO-LEFT OVERRIDE and the isolates */
	escapes(64, BYTES("a\xe2\x80\xaez"), "a\\xE2\\x80\\xAEz", true);
	escapes(64, BYTES("\xe2\x81\xa6"), "\\xE2\\x81\\xA6", true);
	escapes(64, BYTES("\xe2\x81\xa9"), "\\xE2\\x81\\xA9", true);
	/* zero width space and joiner, byte-order mark */
	escapes(64, BYTES("\xe2\x80\x8b"), "\\xE2\\x80\\x8B", true);
	escapes(64, BYTES("\xe2\x80\x8d"), "\\xE2\\x80\\x8D", true);
	escapes(64, BYTES("\xef\xbb\xbfhi"), "\\xEF\\xBB\\xBFhi", true);
	/* NEXT LINE and CSI of C1, which terminals obey */
	escapes(64, BYTES("\xc2\x85\xc2\x9b"), "\\xC2\\x85\\xC2\\x9B", true);
	/* the line separator; a space that is none; a tag */
	escapes(64, BYTES("\xe2\x80\xa8"), "\\xE2\\x80\\xA8", true);
	escapes(64, BYTES("\xc2\xa0"), "\\xC2\\xA0", true);
	escapes(64, BYTES("\xf3\xa0\x81\x81"), "\\xF3\\xA0\\x81\\x81", true);
}

static void
bad_utf8(void)
{
	escapes(64, BYTES("\xff\xfe"), "\\xFF\\xFE", true);
	escapes(64, BYTES("\xc0\xaf"), "\\xC0\\xAF", true);	/* overlong */
	escapes(64, BYTES("\xe0\x80\xaf"), "\\xE0\\x80\\xAF", true);
	escapes(64, BYTES("\xf0\x80\x80\xaf"), "\\xF0\\x80\\x80\\xAF", true);
	escapes(64, BYTES("\xed\xa0\x80"), "\\xED\\xA0\\x80", true);
	escapes(64, BYTES("\xf4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80", true);
	/* cut in the middle, at the end and before another */
	escapes(64, BYTES("a\xe2\x82"), "a\\xE2\\x82", true);
	escapes(64, BYTES("\xe2\x82" "a"), "\\xE2\\x82" "a", true);
	escapes(64, BYTES("\xc3\xc3\xa9"), "\\xC3\xc3\xa9", true);
}

static void
cut_at_units(void)
{
	escapes(6, BYTES("abcde"), "abcde", true);
	escapes(6, BYTES("abcdef"), "ab...", false);
	escapes(4, BYTES("abcdef"), "...", false);
	escapes(3, BYTES("abcdef"), "..", false);
	escapes(2, BYTES("abcdef"), ".", false);
	escapes(1, BYTES("abcdef"), "", false);
	escapes(1, BYTES(""), "", true);
	/* not inside an escape, nor inside a character */
	escapes(8, BYTES("a\x01\x01z"), "a...", false);
	escapes(9, BYTES("a\x01\x01z"), "a\\x01...", false);
	escapes(7, BYTES("aééé"), "aé...", false);
	escapes(6, BYTES("aééé"), "a...", false);
	escapes(17, BYTES("a\xe2\x80\xaezzzzz"), "a\\xE2\\x80\\xAE...",
	    false);
	escapes(16, BYTES("a\xe2\x80\xaezzzzz"), "a...", false);
}

/* At every size: it fits or ends in dots, and is a prefix of the whole. */
static void
cut_at_every_size(void)
{
	static const char bytes[] = "a\r\n\\é\xe2\x80\xae\xff\xf0\x9f\x98\x80"
	    "\x01zz\xed\xa0\x80...\xf3\xa0\x81\x81";
	char whole[256], *out;
	size_t size, len, kept;
	bool fits;

	CU_ASSERT(text_escape(whole, sizeof(whole), BYTES(bytes)));
	len = strlen(whole);
	for (size = 1; size < len + 8; size++) {
		out = unit_guard_copy(NULL, size);
		fits = text_escape(out, size, BYTES(bytes));
		CU_ASSERT_EQUAL(fits, size > len);
		kept = strlen(out);
		CU_ASSERT(kept < size);
		if (!fits && size > 3) {
			CU_ASSERT_STRING_EQUAL(out + kept - 3, "...");
			kept -= 3;
		}
		if (size > 3)
			CU_ASSERT(memcmp(out, whole, kept) == 0);
		unit_guard_free(out, size);
	}
	CU_ASSERT(text_escape(NULL, 0, "", 0));
	CU_ASSERT_FALSE(text_escape(NULL, 0, "a", 1));
}

/* Padding is shown once, with its length. */
static void
runs_of_nuls_are_counted(void)
{
	static char padded[1024] = "zoe";
	char out[64], nuls[TEXT_NULS_SIZE];

	escapes(64, padded + 4, 1003, "\\x00 x1003", true);
	escapes(64, padded, 80, "zoe\\x00 x77", true);
	escapes(64, BYTES("a\0\0\0\0b"), "a\\x00\\x00\\x00\\x00b", true);
	escapes(64, BYTES("a\0\0\0\0\0b"), "a\\x00 x5 b", true);
	escapes(64, BYTES("\0\0\0\0\0" "5\n"), "\\x00 x5 5\\n", true);
	/* What only looks like it. */
	escapes(64, BYTES("\0 x7"), "\\x00\\x20x7", true);
	escapes(64, BYTES("\0 x"), "\\x00 x", true);
	escapes(12, padded, 80, "zoe\\x00 x77", true);
	escapes(11, padded, 80, "zoe...", false);
	CU_ASSERT_TRUE(text_show(out, sizeof(out), padded, 80));
	CU_ASSERT_STRING_EQUAL(out, "zoe\\x00 x77");
	CU_ASSERT_EQUAL(text_nul_run(padded + 3, 4), 0);
	CU_ASSERT_EQUAL(text_nul_run(padded + 3, 5), 5);
	CU_ASSERT_EQUAL(text_nul_run(padded, 1024), 0);
	CU_ASSERT_TRUE(text_nul_put(nuls, (size_t)-1, true) <
	    sizeof(nuls));
}

/* Such bytes make a piece of that length. */
static void
piece(const char *bytes, size_t len, size_t most, size_t want)
{
	char *copy = unit_guard_copy(bytes, len);

	CU_ASSERT_EQUAL(text_piece(copy, len, most), want);
	unit_guard_free(copy, len);
}

static void
pieces_break_nothing(void)
{
	static char nuls[100];

	piece(BYTES("abcdefgh"), 8, 8);
	piece(BYTES("abcdefgh"), 5, 5);
	piece(BYTES("abc\xC3\xA4" "e"), 4, 3);
	piece(BYTES("\x80\x80\x80\x80\x80\x80"), 4, 4);
	/* A run is whole, in one piece or in the next. */
	piece(nuls, 100, 8, 100);
	piece(BYTES("abc\0\0\0\0\0\0\0\0"), 5, 3);
	piece(BYTES("\0\0\0\0\0\0\0\0abcdefgh"), 5, 13);
	piece(BYTES("\0\0\0\0\0\0\0\0abc\0\0"), 4, 11);
}

/* The shown form can be read back to exactly the bytes it came from. */
static size_t
unescape(char *out, const char *text)
{
	unsigned value, run;
	size_t len = 0;
	int used;

	for (; *text != '\0'; text++) {
		if (*text != '\\') {
			out[len++] = *text;
			continue;
		}
		text++;
		if (*text == 'x') {
			CU_ASSERT(sscanf(text + 1, "%2X", &value) == 1);
			out[len++] = (char)value;
			text += 2;
			if (value == 0 && strncmp(text + 1, " x", 2) == 0 &&
			    text[3] >= '0' && text[3] <= '9' &&
			    sscanf(text + 3, "%u%n", &run, &used) == 1) {
				memset(out + len, 0, run - 1);
				len += run - 1;
				text += 2 + used;
				text += text[1] == ' ';
			}
		} else {
			out[len++] = *text == 'r' ? '\r' : *text == 'n' ?
			    '\n' : *text == 't' ? '\t' : '\\';
		}
	}
	return len;
}

static void
unambiguous(void)
{
	unsigned seed = 1, round, i;
	char bytes[64], shown[4 * sizeof(bytes) + 1], back[sizeof(bytes)];

	for (round = 0; round < 20000; round++) {
		size_t len = round % sizeof(bytes);

		for (i = 0; i < len; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = "\\x0An\xe2\x80\xae\xc3\xa9\xff\r\n "
			    "\0\0\0\0\0\0\0\0\0\0\0\0\0"[(seed >> 16) % 28];
		}
		CU_ASSERT_FATAL(text_escape(shown, sizeof(shown), bytes, len));
		CU_ASSERT_FATAL(unescape(back, shown) == len);
		CU_ASSERT_FATAL(memcmp(back, bytes, len) == 0);
	}
}

static void
first_line(void)
{
	char out[32];

	CU_ASSERT(text_escape_line(out, 32, BYTES("one\r\ntwo")));
	CU_ASSERT_STRING_EQUAL(out, "one");
	CU_ASSERT(text_escape_line(out, 32, BYTES("one\ntwo")));
	CU_ASSERT_STRING_EQUAL(out, "one");
	CU_ASSERT(text_escape_line(out, 32, BYTES("one\rtwo")));
	CU_ASSERT_STRING_EQUAL(out, "one\\rtwo");
	CU_ASSERT(text_escape_line(out, 32, BYTES("\r\n")));
	CU_ASSERT_STRING_EQUAL(out, "");
	CU_ASSERT(text_escape_line(out, 32, BYTES("\n")));
	CU_ASSERT_STRING_EQUAL(out, "");
	CU_ASSERT(text_escape_line(out, 32, NULL, 0));
	CU_ASSERT_STRING_EQUAL(out, "");
	CU_ASSERT_FALSE(text_escape_line(out, 6, BYTES("long line\nx")));
	CU_ASSERT_STRING_EQUAL(out, "lo...");
}

static void
utf8_lengths(void)
{
	unsigned c;

	CU_ASSERT_EQUAL(text_utf8("", 0, NULL), 0);
	CU_ASSERT_EQUAL(text_utf8("\x7f", 1, &c), 1);
	CU_ASSERT_EQUAL(c, 0x7f);
	CU_ASSERT_EQUAL(text_utf8("\xc2\x80", 2, &c), 2);
	CU_ASSERT_EQUAL(c, 0x80);
	CU_ASSERT_EQUAL(text_utf8("\xdf\xbf", 2, &c), 2);
	CU_ASSERT_EQUAL(c, 0x7ff);
	CU_ASSERT_EQUAL(text_utf8("\xe0\xa0\x80", 3, &c), 3);
	CU_ASSERT_EQUAL(c, 0x800);
	CU_ASSERT_EQUAL(text_utf8("\xed\x9f\xbf", 3, &c), 3);
	CU_ASSERT_EQUAL(c, 0xd7ff);
	CU_ASSERT_EQUAL(text_utf8("\xee\x80\x80", 3, &c), 3);
	CU_ASSERT_EQUAL(c, 0xe000);
	CU_ASSERT_EQUAL(text_utf8("\xf0\x90\x80\x80", 4, &c), 4);
	CU_ASSERT_EQUAL(c, 0x10000);
	CU_ASSERT_EQUAL(text_utf8("\xf4\x8f\xbf\xbf", 4, &c), 4);
	CU_ASSERT_EQUAL(c, 0x10ffff);
	CU_ASSERT_EQUAL(text_utf8("\xf4\x8f\xbf\xbf", 3, NULL), 0);
	CU_ASSERT_EQUAL(text_utf8("\xf5\x80\x80\x80", 4, NULL), 0);
	CU_ASSERT_EQUAL(text_utf8("\x80", 1, NULL), 0);
}

/* Every code point, encoded by the plain formula, reads back as itself. */
static void
utf8_round_trip(void)
{
	unsigned c, back;
	char b[4];
	size_t n;

	for (c = 0x80; c <= 0x10ffff; c++) {
		n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		b[0] = (char)((n == 2 ? 0xc0 : n == 3 ? 0xe0 : 0xf0) |
		    c >> 6 * (n - 1));
		b[1] = (char)(0x80 | (c >> 6 * (n - 2) & 0x3f));
		b[2] = (char)(0x80 | (n > 2 ? c >> 6 * (n - 3) & 0x3f : 0));
		b[3] = (char)(0x80 | (c & 0x3f));
		back = c + 1;
		if (c >= 0xd800 && c <= 0xdfff)
			n = 0;
		CU_ASSERT_FATAL(text_utf8(b, n == 0 ? 3 : n, &back) == n);
		CU_ASSERT_FATAL(n == 0 || back == c);
	}
}

static void
printable(void)
{
	static const unsigned shown[] = { ' ', '~', 0xa1, 0xe9, 0x300, 0x3000,
	    0x2010, 0x2027, 0x2030, 0x205e, 0x20ac, 0x1f600, 0xfffd, 0xe000,
	    0x10000 };
	static const unsigned not_shown[] = { 0, 0x1b, 0x7f, 0x80, 0x9f, 0xa0,
	    0xad, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
	    0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f,
	    0x3164, 0xd800, 0xdfff, 0xfdd0, 0xfe0f, 0xfeff, 0xfff9, 0xfffe,
	    0xffff, 0x1fffe, 0xe0001, 0xe0041, 0x10ffff, 0x110000,
	    0xffffffff };
	size_t i;

	for (i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		CU_ASSERT(text_printable(shown[i]));
	for (i = 0; i < sizeof(not_shown) / sizeof(not_shown[0]); i++)
		CU_ASSERT_FALSE(text_printable(not_shown[i]));
}

static void
copies(size_t size, const char *from, const char *want, bool whole)
{
	char *out = unit_guard_copy(NULL, size);

	CU_ASSERT_EQUAL(text_copy(out, size, from), whole);
	CU_ASSERT_STRING_EQUAL(out, want);
	unit_guard_free(out, size);
}

static void
copy_cuts_at_characters(void)
{
	copies(4, "abc", "abc", true);
	copies(3, "abc", "ab", false);
	copies(1, "abc", "", false);
	copies(1, "", "", true);
	copies(3, "aé", "a", false);
	copies(4, "aé", "aé", true);
	copies(4, "aéz", "aé", false);
	copies(4, "\xf0\x9f\x98\x80", "", false);
	copies(5, "\xf0\x9f\x98\x80z", "\xf0\x9f\x98\x80", false);
	copies(3, "a\xe2\x82\xac", "a", false);
	/* what is not UTF-8 is cut where the room ends */
	copies(3, "\xff\xff\xff", "\xff\xff", false);
	copies(4, "\x80\x80\x80\x80\x80", "\x80\x80\x80", false);
	copies(3, "a\xe2zz", "a\xe2", false);
	CU_ASSERT_FALSE(text_copy(NULL, 0, "a"));
}

/* For reading: as harmless, and a backslash is one. */
static void
shown_for_reading(void)
{
	char out[64];

	CU_ASSERT_TRUE(text_show(out, sizeof(out),
	    BYTES("C:\\temp\x1b[2J\r\xff\0")));
	CU_ASSERT_STRING_EQUAL(out, "C:\\temp\\x1B[2J\\r\\xFF\\x00");
	CU_ASSERT_TRUE(text_show_line(out, sizeof(out),
	    BYTES("a\\b\r\nc")));
	CU_ASSERT_STRING_EQUAL(out, "a\\b");
	CU_ASSERT_FALSE(text_show(out, 6, BYTES("a\\b\x1b")));
	CU_ASSERT_STRING_EQUAL(out, "a\\...");
}

static void
whole_characters_are_kept(void)
{
	static const char text[] = "a\xE6\x9D\x8E\xF0\x9F\x98\x80z";
	static const size_t kept[] = { 0, 1, 1, 1, 4, 4, 4, 4, 8 };
	size_t len;

	for (len = 0; len < sizeof(kept) / sizeof(kept[0]); len++)
		CU_ASSERT_EQUAL(text_whole(text, len), kept[len]);
	/* Also where there is none before the cut. */
	CU_ASSERT_EQUAL(text_whole(text + 1, 2), 0);
	CU_ASSERT_EQUAL(text_whole(text + 4, 3), 0);
	CU_ASSERT_EQUAL(text_whole("\x80\x80\x80\x80\x80", 4), 4);
}

UNIT_MAIN("text", TEST(plain_text_stays), TEST(named_escapes),
    TEST(shown_for_reading), TEST(every_byte), TEST(hidden_characters),
    TEST(bad_utf8), TEST(cut_at_units), TEST(cut_at_every_size),
    TEST(runs_of_nuls_are_counted), TEST(pieces_break_nothing),
    TEST(unambiguous), TEST(first_line), TEST(utf8_lengths),
    TEST(utf8_round_trip), TEST(printable), TEST(copy_cuts_at_characters),
    TEST(whole_characters_are_kept))
