/* wire/frame*.c: how somebody speaks, and what answers to it look like. */
#include "tests/unit/unit.h"

#include <stdint.h>
#include <stdlib.h>

#include "wire/frame.h"
#include "wire/frame_out.h"
#include "wire/java_text.h"
#include "wire/telnet.h"

#define MS NS_PER_MS
#define BYTES(literal) literal, sizeof(literal) - 1

static struct frame frame;
static struct frame_message message;

/* The bytes lie against a guard page. */
static void
push(const char *bytes, size_t len, int64_t now_ns)
{
	void *copy = unit_guard_copy(bytes, len);

	CU_ASSERT_EQUAL(frame_push(&frame, copy, len, now_ns, now_ns), len);
	unit_guard_free(copy, len);
}

static void
expect(const char *text, enum frame_end end, int64_t now_ns)
{
	if (!frame_pop(&frame, now_ns, &message)) {
		printf("\n      no message where \"%s\" was expected", text);
		CU_FAIL("no message");
		return;
	}
	if (strcmp(message.text, text) != 0 || message.end != end)
		printf("\n      \"%s\" (%d) where \"%s\" was expected",
		    message.text, (int)message.end, text);
	CU_ASSERT_STRING_EQUAL(message.text, text);
	CU_ASSERT_EQUAL(message.text_len, strlen(text));
	CU_ASSERT_EQUAL(message.end, end);
}

static void
expect_none(int64_t now_ns)
{
	CU_ASSERT_FALSE(frame_pop(&frame, now_ns, &message));
}

/* So an answer to what came last goes out. */
static void
answered(const char *text, const char *bytes, size_t len)
{
	static unsigned char out[FRAME_OUT_MAX];
	size_t got = frame_out(out, text, strlen(text),
	    frame_form_chosen(&frame, LINE_END_MIRROR));

	if (got != len || memcmp(out, bytes, len) != 0) {
		printf("\n      %zu bytes, \"%.*s\"", got, (int)got,
		    (char *)out);
		CU_FAIL("another answer");
	}
}

/* What such a first message teaches. */
static void
teaches(const char *bytes, size_t len, const char *text, const char *answer,
    size_t answer_len)
{
	frame_init(&frame, 1000);
	answered("hi", "hi\n", 3);
	push(bytes, len, 0);
	if (!frame_pop(&frame, 0, &message))
		CU_ASSERT_TRUE(frame_pop(&frame, 1000 * MS, &message));
	CU_ASSERT_STRING_EQUAL(message.text, text);
	answered("hi", answer, answer_len);
}

static void
line_ends_are_mirrored(void)
{
	static char padded[1024] = "zoe";

	teaches(BYTES("zoe"), "zoe", BYTES("hi"));
	teaches(BYTES("zoe\n"), "zoe", BYTES("hi\n"));
	teaches(BYTES("zoe\r\n"), "zoe", BYTES("hi\r\n"));
	teaches(BYTES("zoe\0"), "zoe", BYTES("hi\0"));
	teaches(BYTES("zoe\0bob"), "zoe", BYTES("hi\0"));
	teaches(BYTES("zoe\0\0bob"), "zoe", BYTES("hi\0"));
	teaches(BYTES("zoe\0\0"), "zoe", BYTES("hi"));
	teaches(padded, sizeof(padded), "zoe", BYTES("hi"));
	teaches(padded, 5, "zoe", BYTES("hi"));
	teaches(BYTES("zoe\n\0"), "zoe", BYTES("hi\n"));
	teaches(BYTES("zoe\r\n\0\0\0\0"), "zoe", BYTES("hi\r\n"));
	/* RFC 854's way to say CR. */
	teaches(BYTES("zoe\r\0"), "zoe", BYTES("hi\r\n"));
	/* Two buffers sent whole, in one segment. */
	memcpy(padded + 80, "12 + 42", 8);
	teaches(padded, 160, "zoe", BYTES("hi"));
	teaches(BYTES("\xEF\xBB\xBFzoe"), "zoe", BYTES("hi"));
	teaches(BYTES("\xFF\xFEz\0"), "z", BYTES("\xFF\xFEh\0i\0"));
	teaches(BYTES("\xFE\xFF\0z\0\r\0\n"), "z",
	    BYTES("\xFE\xFF\0h\0i\0\r\0\n"));
}

static void
the_last_message_decides(void)
{
	frame_init(&frame, 100);
	push(BYTES("a\n"), 0);
	expect("a", FRAME_LF, 0);
	answered("x", BYTES("x\n"));
	push(BYTES("b"), 100 * MS);
	expect("b", FRAME_PAUSE, 1100 * MS);
	answered("x", BYTES("x"));
	push(BYTES("c\r\n"), 1200 * MS);
	expect("c", FRAME_CRLF, 1200 * MS);
	answered("x", BYTES("x\r\n"));
	push(BYTES("d\0"), 1300 * MS);
	expect("d", FRAME_NUL, 1300 * MS);
	answered("x", BYTES("x\0"));
	/* It was a buffer, and the rest of it comes now. */
	push(BYTES("\0\0\0\0"), 1310 * MS);
	expect_none(1310 * MS);
	answered("x", BYTES("x"));
	push(BYTES("e"), 1400 * MS);
	frame_close(&frame);
	expect("e", FRAME_CLOSE, 1400 * MS);
	answered("x", BYTES("x"));
}

static void
another_end_can_be_told(void)
{
	frame_init(&frame, 100);
	CU_ASSERT_EQUAL(frame_form_chosen(&frame, LINE_END_CRLF).end,
	    LINE_END_CRLF);
	push(BYTES("\0\1q"), 0);
	expect("q", FRAME_LENGTH, 0);
	/* But text in frames has its end. */
	CU_ASSERT_EQUAL(frame_form_chosen(&frame, LINE_END_CRLF).end,
	    LINE_END_NONE);
}

static void
a_pause_cuts_no_line_of_who_ends_them(void)
{
	frame_init(&frame, 100);
	push(BYTES("zoe\n"), 0);
	expect("zoe", FRAME_LF, 0);
	push(BYTES("hello wor"), 10 * MS);
	CU_ASSERT_EQUAL(frame_deadline(&frame), 1010 * MS);
	expect_none(260 * MS);
	push(BYTES("ld\n"), 260 * MS);
	expect("hello world", FRAME_LF, 260 * MS);
	/* Who pads buffers has no lines. */
	push(BYTES("zoe\0\0\0\0"), 300 * MS);
	expect("zoe", FRAME_NUL, 300 * MS);
	push(BYTES("hello"), 310 * MS);
	expect("hello", FRAME_PAUSE, 410 * MS);
}

static void
frames_are_recognised_and_answered_in(void)
{
	frame_init(&frame, 100);
	push(BYTES("\0\00712 + 42"), 0);
	expect("12 + 42", FRAME_LENGTH, 0);
	CU_ASSERT_EQUAL(message.raw_len, 9);
	answered("54", BYTES("\0\00254"));
	push(BYTES("\0\1q\0\0\0\2\xC3\xA4"), 10 * MS);
	expect("q", FRAME_LENGTH, 10 * MS);
	expect("", FRAME_LENGTH, 10 * MS);
	expect("\xC3\xA4", FRAME_LENGTH, 10 * MS);
	expect_none(10 * MS);
	/* Throughout: what looks like a line is none. */
	push(BYTES("\0\3a\nb"), 20 * MS);
	expect("a b", FRAME_LENGTH, 20 * MS);
	/* A line end within is mirrored within. */
	push(BYTES("\0\4hi\r\n"), 30 * MS);
	expect("hi", FRAME_LENGTH, 30 * MS);
	answered("x", BYTES("\0\3x\r\n"));
	push(BYTES("\0\3hi\n"), 30 * MS);
	expect("hi", FRAME_LENGTH, 30 * MS);
	answered("x", BYTES("\0\2x\n"));
}

/* All of it, whatever the segments, and however long between them. */
static void
in_pieces(const char *all, size_t len, const char *want, int64_t gap_ns)
{
	char got[256];
	size_t cut, used;

	for (cut = 1; cut < len; cut++) {
		frame_init(&frame, 100);
		used = 0;
		push(all, cut, 0);
		while (frame_pop(&frame, 0, &message) ||
		    frame_pop(&frame, gap_ns, &message))
			used += (size_t)snprintf(got + used, 64, "%s|",
			    message.text);
		push(all + cut, len - cut, gap_ns);
		while (frame_pop(&frame, gap_ns, &message))
			used += (size_t)snprintf(got + used, 64, "%s|",
			    message.text);
		if (strcmp(got, want) != 0)
			printf("\n      cut at %zu: \"%s\"", cut, got);
		CU_ASSERT_STRING_EQUAL(got, want);
	}
	frame_init(&frame, 100);
	used = 0;
	for (cut = 0; cut < len; cut++) {
		push(all + cut, 1, (int64_t)cut * MS);
		while (frame_pop(&frame, (int64_t)cut * MS, &message))
			used += (size_t)snprintf(got + used, 64, "%s|",
			    message.text);
	}
	CU_ASSERT_STRING_EQUAL(got, want);
}

static void
frames_may_be_cut_anywhere(void)
{
	/* Also by a lost segment: 999 ms. */
	in_pieces(BYTES("\0\7client1"), "client1|", 999 * MS);
	in_pieces(BYTES("\0\7client1\0\5/list\0\1q"), "client1|/list|q|",
	    99 * MS);
	in_pieces(BYTES("\0\3bob\0\2\xC3\xA4"), "bob|\xC3\xA4|", 999 * MS);
}

static void
a_frame_is_waited_for(void)
{
	frame_init(&frame, 100);
	push(BYTES("\0\3bob"), 0);
	expect("bob", FRAME_LENGTH, 0);
	push(BYTES("\0\7half"), 0);
	expect_none(100 * NS_PER_S);
	push(BYTES("way"), 100 * NS_PER_S);
	expect("halfway", FRAME_LENGTH, 100 * NS_PER_S);
	/* Never whole: then nobody knows where the next one begins. */
	push(BYTES("\0\7half"), 200 * NS_PER_S);
	expect("half", FRAME_PAUSE, 320 * NS_PER_S);
	CU_ASSERT_TRUE(message.cut);
	push(BYTES("line\n"), 330 * NS_PER_S);
	expect("line", FRAME_LF, 330 * NS_PER_S);
	push(BYTES("\0\1a"), 340 * NS_PER_S);
	expect("\1a", FRAME_PAUSE, 341 * NS_PER_S);
}

static void
long_frames_are_cut_and_followed(void)
{
	static char bytes[2 + 20000];
	size_t at, size;

	bytes[0] = 20000 >> 8;
	bytes[1] = (char)(20000 & 0xFF);
	memset(bytes + 2, 'x', 20000);
	frame_init(&frame, 10);
	push(BYTES("\0\2hi"), 0);
	expect("hi", FRAME_LENGTH, 0);
	for (at = 0; at < sizeof(bytes); at += size) {
		expect_none(0);
		size = sizeof(bytes) - at < 4000 ? sizeof(bytes) - at : 4000;
		push(bytes + at, size, 0);
	}
	expect("xxxxxxxxxx", FRAME_LENGTH, 0);
	CU_ASSERT_TRUE(message.cut);
	CU_ASSERT_EQUAL(message.wire_len, sizeof(bytes));
	push(BYTES("\0\4next"), 0);
	expect("next", FRAME_LENGTH, 0);
	CU_ASSERT_FALSE(message.cut);
}

/* These are no frames. */
static void
other_beginnings_are_no_frames(void)
{
	teaches(BYTES("\0\0\0\5hello"), "\5hello", BYTES("hi"));
	teaches(BYTES("\0\5hell"), "\5hell", BYTES("hi"));
	teaches(BYTES("\0\5hello!"), "\5hello!", BYTES("hi"));
	teaches(BYTES("\0\5h\1llo"), "\5h\1llo", BYTES("hi"));
	teaches(BYTES("\0\1a\0"), "\1a", BYTES("hi\0"));
	teaches(BYTES("\0hello"), "hello", BYTES("hi"));
	/* An empty line is not waited with. */
	frame_init(&frame, 100);
	push(BYTES("\nhello\n"), 0);
	expect("", FRAME_LF, 0);
	expect("hello", FRAME_LF, 0);
	push(BYTES("\0\2hi"), 0);
	expect("\2hi", FRAME_PAUSE, 1000 * MS);
}

/* More first frames than fit the buffer. */
static void
a_long_beginning_of_frames_is_recognised(void)
{
	static char bytes[16 * 1002];
	size_t at, size, count = 0;

	for (at = 0; at < sizeof(bytes); at += 1002) {
		bytes[at] = 1000 >> 8;
		bytes[at + 1] = (char)(1000 & 0xFF);
		memset(bytes + at + 2, 'y', 1000);
	}
	frame_init(&frame, 1000);
	for (at = 0; at < sizeof(bytes); at += size) {
		size = sizeof(bytes) - at < FRAME_PUSH_MAX ?
		    sizeof(bytes) - at : FRAME_PUSH_MAX;
		push(bytes + at, size, 0);
		while (frame_pop(&frame, 0, &message)) {
			CU_ASSERT_EQUAL(message.text_len, 1000);
			CU_ASSERT_EQUAL(message.end, FRAME_LENGTH);
			count++;
		}
	}
	CU_ASSERT_EQUAL(count, 16);
	/* Two that the buffer does not hold whole: 0x1F00 and 0x1E00. */
	memset(bytes, 'z', sizeof(bytes));
	memcpy(bytes, "\x1F\0", 2);
	memcpy(bytes + 2 + 0x1F00, "\x1E\0", 2);
	frame_init(&frame, 1000);
	for (at = 0; at + FRAME_PUSH_MAX <= sizeof(bytes);
	    at += FRAME_PUSH_MAX) {
		push(bytes + at, FRAME_PUSH_MAX, 0);
		if (frame_pop(&frame, 0, &message))
			CU_ASSERT_EQUAL(message.wire_len, 2 + 0x1F00);
	}
	CU_ASSERT_TRUE(frame.spoken);
}

/* An emoji: four bytes of UTF-8, and what Java makes of it. */
#define SMILE	"\xF0\x9F\x98\x80"
#define SMILE_JAVA "\xED\xA0\xBD\xED\xB8\x80"

static void
java_has_its_own_utf8(void)
{
	unsigned char out[16];
	char text[16];

	frame_init(&frame, 100);
	push(BYTES("\0\x0A" SMILE_JAVA "\xC0\x80\xC3\xA4"), 0);
	expect(SMILE "\xC3\xA4", FRAME_LENGTH, 0);
	answered(SMILE "\xC3\xA4", BYTES("\0\x08" SMILE_JAVA "\xC3\xA4"));
	/* Plain UTF-8 in frames is understood as well. */
	push(BYTES("\0\4" SMILE), 0);
	expect(SMILE, FRAME_LENGTH, 0);
	/* Halves alone, and no room. */
	CU_ASSERT_EQUAL(java_text_to_utf8(text, sizeof(text),
	    (const unsigned char *)"\xED\xA0\xBD!", 4), 4);
	CU_ASSERT_EQUAL(java_text_to_utf8(text, 3,
	    (const unsigned char *)SMILE_JAVA, 6), 0);
	CU_ASSERT_EQUAL(java_text_from_utf8(out, 5, SMILE, 4), 0);
	CU_ASSERT_EQUAL(java_text_from_utf8(out, 7, "a" SMILE "b", 6), 7);
	CU_ASSERT_EQUAL(memcmp(out, "a" SMILE_JAVA, 7), 0);
}

static void
utf16_without_a_mark_is_recognised(void)
{
	teaches(BYTES("z\0o\0\xEB\0"), "zo\xC3\xAB", BYTES("h\0i\0"));
	teaches(BYTES("a\0b\0"), "ab", BYTES("h\0i\0"));
	teaches(BYTES("a\0b\0\n\0"), "ab", BYTES("h\0i\0\n\0"));
	teaches(BYTES("a\0b\0\r\0\n\0"), "ab", BYTES("h\0i\0\r\0\n\0"));
	teaches(BYTES("a\0b\0\0\0\0\0"), "ab", BYTES("h\0i\0"));
	teaches(BYTES("\0a\0b"), "ab", BYTES("\0h\0i"));
	/* Not only Latin: U+0159, U+0418. */
	teaches(BYTES("J\0i\0Y\1"), "Ji\xC5\x99", BYTES("h\0i\0"));
	teaches(BYTES("\x18\4\x32\4"), "\xD0\x98\xD0\xB2",
	    BYTES("h\0i\0"));
	teaches(BYTES("\4\x18\4\x32"), "\xD0\x98\xD0\xB2",
	    BYTES("\0h\0i"));
	in_pieces(BYTES("z\0o\0e\0\n\0"), "zoe|", 99 * MS);
	in_pieces(BYTES("\0z\0o\0e\0\n"), "zoe|", 99 * MS);
}

/* These are not: padding, and single letters. */
static void
other_nuls_are_no_utf16(void)
{
	static char padded[80] = "X";

	teaches(padded, sizeof(padded), "X", BYTES("hi"));
	teaches(BYTES("X\0"), "X", BYTES("hi\0"));
	teaches(BYTES("a\0b"), "a", BYTES("hi\0"));
	teaches(BYTES("ab\0c\0"), "ab", BYTES("hi\0"));
	teaches(BYTES("a\0bc"), "a", BYTES("hi\0"));
	teaches(BYTES("a\0b\0hello"), "a", BYTES("hi\0"));
	teaches(BYTES("ab\x1B\x1B"), "ab\x1B\x1B", BYTES("hi"));
	/* Only what comes first. */
	frame_init(&frame, 100);
	push(BYTES("zoe\n"), 0);
	expect("zoe", FRAME_LF, 0);
	push(BYTES("a\0b\0"), 0);
	expect("a", FRAME_NUL, 0);
	expect("b", FRAME_NUL, 0);
}

static void
utf16_without_a_mark_goes_on(void)
{
	frame_init(&frame, 100);
	push(BYTES("z\0o\0"), 0);
	expect("zo", FRAME_PAUSE, 100 * MS);
	/* Not Latin: U+043F, U+0438; U+4E00 begins with a NUL. */
	push(BYTES("\x3F\x04\x38\x04"), 200 * MS);
	expect("\xD0\xBF\xD0\xB8", FRAME_PAUSE, 300 * MS);
	answered("a", BYTES("a\0"));
	push(BYTES("\x00\x4E"), 400 * MS);
	expect("\xE4\xB8\x80", FRAME_PAUSE, 500 * MS);
	/* Two lines at once, padding between them. */
	push(BYTES("q\0\n\0\0\0r\0\n\0"), 600 * MS);
	expect("q", FRAME_LF, 600 * MS);
	expect("r", FRAME_LF, 600 * MS);
	/* The last message decides. */
	push(BYTES("plain"), 700 * MS);
	expect("plain", FRAME_PAUSE, 1700 * MS);
	answered("a", BYTES("a"));
}

/* What PuTTY sends first in its telnet mode, and a window's size. */
#define PUTTY	"\xFF\xFB\x1F\xFF\xFB\x20\xFF\xFB\x18\xFF\xFB\x27\xFF\xFD\x01" \
		"\xFF\xFB\x03\xFF\xFD\x03"
#define NAWS	"\xFF\xFA\x1F\0\x50\0\n\xFF\xF0"

static void
telnet_negotiation_is_left_out(void)
{
	frame_init(&frame, 100);
	push(BYTES(PUTTY), 0);
	CU_ASSERT_TRUE(frame_silent(&frame));
	expect("", FRAME_TELNET, 0);
	CU_ASSERT_EQUAL(message.raw_len, sizeof(PUTTY) - 1);
	CU_ASSERT_FALSE(frame.spoken);
	expect_none(NS_PER_S);
	answered("x", BYTES("x\r\n"));
	/* Then a line typed slowly, with a typing error. */
	push(BYTES("z"), 2 * NS_PER_S);
	expect_none(9 * NS_PER_S);
	push(BYTES("oo\b"), 9 * NS_PER_S);
	push(BYTES("e\r\n"), 10 * NS_PER_S);
	expect("zoe", FRAME_CRLF, 10 * NS_PER_S);
	CU_ASSERT_TRUE(frame.telnet);
	/* Anywhere; a window's size may hold NULs and newlines. */
	push(BYTES("a" NAWS "b\xFF\xF1" "c\r\0"), 11 * NS_PER_S);
	expect("abc", FRAME_NUL, 11 * NS_PER_S);
	answered("x", BYTES("x\r\n"));
	push(BYTES(NAWS "\xFF\xFE\x01" "d\r\n"), 12 * NS_PER_S);
	expect("", FRAME_TELNET, 12 * NS_PER_S);
	expect("d", FRAME_CRLF, 12 * NS_PER_S);
}

static void
telnet_negotiation_may_be_cut_anywhere(void)
{
	static const char all[] = PUTTY NAWS "zoe\r\n";
	size_t cut, lines, commands;

	for (cut = 1; cut < sizeof(all) - 1; cut++) {
		frame_init(&frame, 100);
		lines = commands = 0;
		push(all, cut, 0);
		while (frame_pop(&frame, 0, &message))
			commands += message.raw_len;
		push(all + cut, sizeof(all) - 1 - cut, 50 * MS);
		while (frame_pop(&frame, 50 * MS, &message)) {
			lines += message.end == FRAME_CRLF;
			if (message.end == FRAME_TELNET)
				commands += message.raw_len;
			else
				CU_ASSERT_STRING_EQUAL(message.text, "zoe");
		}
		CU_ASSERT_EQUAL(lines, 1);
		CU_ASSERT_EQUAL(commands, sizeof(PUTTY NAWS) - 1);
	}
}

static void
marks_are_no_telnet(void)
{
	teaches(BYTES("\xFF\xFEz\0"), "z", BYTES("\xFF\xFEh\0i\0"));
	/* U+FF01 alone. */
	teaches(BYTES("\xFF\xFE\x01\xFF"), "\xEF\xBC\x81",
	    BYTES("\xFF\xFEh\0i\0"));
	CU_ASSERT_FALSE(frame.telnet);
	/* IAC DONT ECHO, IAC WILL NAWS. */
	teaches(BYTES("\xFF\xFE\x01\xFF\xFB\x1F"), "", BYTES("hi\r\n"));
	CU_ASSERT_TRUE(frame.telnet);
	/* Latin-1 is none either. */
	teaches(BYTES("\xFF" "a\xFF\n"), "\xFF" "a\xFF", BYTES("hi\n"));
	CU_ASSERT_FALSE(frame.telnet);
	CU_ASSERT_EQUAL(telnet_length((const unsigned char *)"\xFF\xFF", 2),
	    0);
	CU_ASSERT_EQUAL(telnet_length((const unsigned char *)"\xFF\xFA", 2),
	    TELNET_MORE);
}

/* Such a key, so long after the one before. */
static void
key(const char *bytes, int64_t *now_ns, int64_t gap_ns)
{
	*now_ns += gap_ns;
	expect_none(*now_ns);
	push(bytes, strlen(bytes), *now_ns);
}

static void
who_types_ends_a_line_with_enter(void)
{
	int64_t now_ns = NS_PER_S;

	frame_init(&frame, 100);
	frame.by_hand = true;
	key("z", &now_ns, 0);
	key("o", &now_ns, 900 * MS);
	key("\xC3\xAB", &now_ns, 150 * MS);
	CU_ASSERT_TRUE(frame.typed);
	key("x", &now_ns, 60 * NS_PER_S);
	key("\x7F", &now_ns, 150 * MS);
	key("\r\n", &now_ns, 20 * NS_PER_S);
	expect("zo\xC3\xAB", FRAME_CRLF, now_ns);
	answered("x", BYTES("x\r\n"));
	key("q", &now_ns, 5 * NS_PER_S);
	/* A terminal that sends CR only. */
	key("\r", &now_ns, 5 * NS_PER_S);
	expect("q", FRAME_PAUSE, now_ns + 1000 * MS);
}

static void
short_messages_of_programs_are_not_typed(void)
{
	/* One letter, then a line: two messages, whoever looks late. */
	frame_init(&frame, 100);
	frame.by_hand = true;
	push(BYTES("a"), 0);
	expect_none(150 * MS);
	push(BYTES("hello"), 150 * MS);
	expect("a", FRAME_PAUSE, 150 * MS);
	answered("x", BYTES("x"));
	expect("hello", FRAME_PAUSE, 250 * MS);
	/* From then on 100 ms are enough for one letter, too. */
	push(BYTES("q"), 400 * MS);
	expect("q", FRAME_PAUSE, 500 * MS);

	/* Byte by byte, as fast as a program does. */
	frame_init(&frame, 100);
	frame.by_hand = true;
	push(BYTES("a"), 0);
	push(BYTES("b"), 1 * MS);
	push(BYTES("c"), 2 * MS);
	CU_ASSERT_FALSE(frame.typed);
	expect("abc", FRAME_PAUSE, 1002 * MS);

	/* Where nobody types a letter is a message. */
	frame_init(&frame, 100);
	push(BYTES("2"), 0);
	expect("2", FRAME_PAUSE, 100 * MS);
}

UNIT_MAIN("frame forms", TEST(line_ends_are_mirrored),
    TEST(the_last_message_decides), TEST(another_end_can_be_told),
    TEST(a_pause_cuts_no_line_of_who_ends_them),
    TEST(frames_are_recognised_and_answered_in),
    TEST(frames_may_be_cut_anywhere), TEST(a_frame_is_waited_for),
    TEST(long_frames_are_cut_and_followed),
    TEST(other_beginnings_are_no_frames),
    TEST(a_long_beginning_of_frames_is_recognised),
    TEST(java_has_its_own_utf8), TEST(utf16_without_a_mark_is_recognised),
    TEST(other_nuls_are_no_utf16), TEST(utf16_without_a_mark_goes_on),
    TEST(telnet_negotiation_is_left_out),
    TEST(telnet_negotiation_may_be_cut_anywhere),
    TEST(marks_are_no_telnet), TEST(who_types_ends_a_line_with_enter),
    TEST(short_messages_of_programs_are_not_typed))
