/* wire/frame.c, frame_out.c and utf16.c: messages as people send them. */
#include "tests/unit/unit.h"

#include <stdint.h>
#include <stdlib.h>

#include "wire/frame.h"
#include "wire/frame_out.h"
#include "wire/utf16.h"

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

/* The next message is this, at this time. */
static void
expect(const char *text, enum frame_end end, int64_t now_ns)
{
	if (!frame_pop(&frame, now_ns, &message)) {
		printf("\n      no message where \"%s\" was expected", text);
		CU_FAIL("no message");
		return;
	}
	if (strcmp(message.text, text) != 0)
		printf("\n      \"%s\" where \"%s\" was expected",
		    message.text, text);
	CU_ASSERT_STRING_EQUAL(message.text, text);
	CU_ASSERT_EQUAL(message.text_len, strlen(text));
	CU_ASSERT_EQUAL(message.end, end);
}

static void
expect_none(int64_t now_ns)
{
	CU_ASSERT_FALSE(frame_pop(&frame, now_ns, &message));
}

static void
expect_raw(const char *bytes, size_t len)
{
	CU_ASSERT_EQUAL(message.raw_len, len);
	CU_ASSERT(message.raw_len == len &&
	    memcmp(message.raw, bytes, len) == 0);
}

static void
newline_ends(void)
{
	frame_init(&frame, 100);
	push(BYTES("hi\n"), 0);
	expect("hi", FRAME_LF, 0);
	expect_raw(BYTES("hi\n"));
	expect_none(1000 * MS);
	CU_ASSERT_EQUAL(frame_deadline(&frame), 0);
}

static void
crlf_is_one_end(void)
{
	frame_init(&frame, 100);
	push(BYTES("hi\r\nthere\r"), 0);
	expect("hi", FRAME_CRLF, 0);
	expect_raw(BYTES("hi\r\n"));
	expect_none(0);
	push(BYTES("\n"), 50 * MS);
	expect("there", FRAME_CRLF, 50 * MS);
	push(BYTES("a\rb\r\r\n"), 60 * MS);
	expect("a\rb", FRAME_CRLF, 60 * MS);
	push(BYTES("telnet\r\0"), 70 * MS);
	expect("telnet", FRAME_NUL, 70 * MS);
}

static void
pause_ends(void)
{
	frame_init(&frame, 100);
	push(BYTES("no newline"), 5 * MS);
	CU_ASSERT_EQUAL(frame_deadline(&frame), 105 * MS);
	expect_none(105 * MS - 1);
	expect("no newline", FRAME_PAUSE, 105 * MS);
	expect_raw(BYTES("no newline"));
	CU_ASSERT_EQUAL(frame_deadline(&frame), 0);
	expect_none(500 * MS);
}

static void
pause_counts_from_last_byte(void)
{
	frame_init(&frame, 100);
	push(BYTES("one "), 0);
	expect_none(99 * MS);
	push(BYTES("message"), 99 * MS);
	expect_none(150 * MS);
	CU_ASSERT_EQUAL(frame_deadline(&frame), 199 * MS);
	expect("one message", FRAME_PAUSE, 199 * MS);
}

static void
late_process_still_sees_two(void)
{
	frame_init(&frame, 100);
	push(BYTES("one"), 0);
	expect_none(0);
	/* Woken late: pops first, as the header says. */
	expect("one", FRAME_PAUSE, 160 * MS);
	push(BYTES("two"), 160 * MS);
	expect("two", FRAME_PAUSE, 260 * MS);
}

static void
several_in_a_segment(void)
{
	frame_init(&frame, 100);
	push(BYTES("client1\n/list\n\nq"), 0);
	expect("client1", FRAME_LF, 0);
	expect("/list", FRAME_LF, 0);
	expect("", FRAME_LF, 0);
	expect_none(0);
	expect_none(1000 * MS - 1);
	expect("q", FRAME_PAUSE, 1000 * MS);
}

static void
one_byte_at_a_time(void)
{
	const char all[] = "ab\r\ncd\n\0ef";
	size_t i, count = 0;

	frame_init(&frame, 100);
	for (i = 0; i < sizeof(all) - 1; i++) {
		push(all + i, 1, (int64_t)i * MS);
		while (frame_pop(&frame, (int64_t)i * MS, &message))
			count++;
	}
	CU_ASSERT_EQUAL(count, 2);
	expect_none(1000 * MS);
	expect("ef", FRAME_PAUSE, 1009 * MS);
}

static void
nul_padding_is_swallowed(void)
{
	char buffer[256] = "padded";

	frame_init(&frame, 100);
	push(buffer, sizeof(buffer), 0);
	expect("padded", FRAME_NUL, 0);
	expect_raw(buffer, sizeof(buffer));
	expect_none(1000 * MS);
	CU_ASSERT_EQUAL(frame.padding, 0);
	/* The rest of a padded buffer comes in a segment of its own. */
	memset(buffer, 0, sizeof(buffer));
	push(buffer, sizeof(buffer), 2000 * MS);
	expect_none(2000 * MS);
	expect_none(3000 * MS);
	CU_ASSERT_EQUAL(frame.padding, sizeof(buffer));
	CU_ASSERT_EQUAL(frame_deadline(&frame), 0);
	push(BYTES("line\n\0\0\0next\n"), 4000 * MS);
	expect("line", FRAME_LF, 4000 * MS);
	expect_raw(BYTES("line\n\0\0\0"));
	expect("next", FRAME_LF, 4000 * MS);
}

static void
nul_separates(void)
{
	frame_init(&frame, 100);
	push(BYTES("one\0two\0\0three"), 0);
	expect("one", FRAME_NUL, 0);
	expect_raw(BYTES("one\0"));
	expect("two", FRAME_NUL, 0);
	expect_none(999 * MS);
	expect("three", FRAME_PAUSE, 1000 * MS);
	/* "\n\0" is one end, also in two segments. */
	push(BYTES("four\n"), 1200 * MS);
	expect("four", FRAME_LF, 1200 * MS);
	push(BYTES("\0five\n\0"), 1210 * MS);
	expect("five", FRAME_LF, 1210 * MS);
	expect_none(1210 * MS);
}

static void
close_ends(void)
{
	frame_init(&frame, 100);
	push(BYTES("a\nlast"), 0);
	expect("a", FRAME_LF, 0);
	frame_close(&frame);
	expect("last", FRAME_CLOSE, 0);
	expect_none(0);
	expect_none(1000 * MS);
}

static void
long_message_is_cut(void)
{
	char bytes[FRAME_PUSH_MAX];

	frame_init(&frame, 10);
	push(BYTES("0123456789\r\n"), 0);
	expect("0123456789", FRAME_CRLF, 0);
	CU_ASSERT_FALSE(message.cut);
	CU_ASSERT_EQUAL(message.wire_len, 12);
	CU_ASSERT_EQUAL(message.unbroken, 12);
	push(BYTES("0123456789A\n"), 0);
	expect("0123456789", FRAME_LF, 0);
	CU_ASSERT_TRUE(message.cut);
	memset(bytes, 'x', sizeof(bytes));
	push(bytes, sizeof(bytes), 0);
	expect_none(0);
	push(bytes, sizeof(bytes), 50 * MS);
	expect_none(50 * MS);
	push(BYTES("xx\nshort\n"), 60 * MS);
	expect("xxxxxxxxxx", FRAME_LF, 60 * MS);
	CU_ASSERT_TRUE(message.cut);
	CU_ASSERT_EQUAL(message.wire_len, 2 * sizeof(bytes) + 3);
	CU_ASSERT_TRUE(message.raw_len < 64);
	CU_ASSERT_EQUAL(message.unbroken, message.raw_len - 1);
	CU_ASSERT_EQUAL(message.raw[message.raw_len - 1], '\n');
	expect("short", FRAME_LF, 60 * MS);
	CU_ASSERT_FALSE(message.cut);
}

static void
endless_message_stays_bounded(void)
{
	char bytes[FRAME_PUSH_MAX];
	int i;

	memset(bytes, 'y', sizeof(bytes));
	frame_init(&frame, FRAME_TEXT_MAX);
	for (i = 0; i < 1000; i++) {
		push(bytes, sizeof(bytes), i * MS);
		CU_ASSERT_FALSE(frame_pop(&frame, i * MS, &message));
	}
	CU_ASSERT_TRUE(frame_pop(&frame, 2000 * MS, &message));
	CU_ASSERT_EQUAL(message.text_len, FRAME_TEXT_MAX);
	CU_ASSERT_EQUAL(message.wire_len, 1000u * sizeof(bytes));
	CU_ASSERT_TRUE(message.cut);
	CU_ASSERT_EQUAL(message.end, FRAME_PAUSE);
}

static void
cut_leaves_characters_whole(void)
{
	frame_init(&frame, 4);
	push(BYTES("abc\xC3\xA4z\n"), 0);
	expect("abc", FRAME_LF, 0);
	CU_ASSERT_TRUE(message.cut);
	push(BYTES("ab\xC3\xA4z\n"), 0);
	expect("ab\xC3\xA4", FRAME_LF, 0);
}

static void
utf16_is_recognised(void)
{
	frame_init(&frame, 100);
	push(BYTES("\xFF\xFEh\0i\0"), 0);
	expect_none(0);
	expect("hi", FRAME_PAUSE, 100 * MS);
	CU_ASSERT_EQUAL(message.encoding, FRAME_UTF16LE);
	CU_ASSERT_EQUAL(frame.speaks.encoding, FRAME_UTF16LE);
	expect_raw(BYTES("\xFF\xFEh\0i\0"));
	/* U+00E4, U+20AC, U+1F600 */
	push(BYTES("\xFF\xFE\xE4\0\xAC\x20\x3D\xD8\x00\xDE\n\0"), 200 * MS);
	expect("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", FRAME_LF, 200 * MS);
	push(BYTES("\xFE\xFF\0h\0i\0\r\0\n"), 300 * MS);
	expect("hi", FRAME_CRLF, 300 * MS);
	CU_ASSERT_EQUAL(frame.speaks.encoding, FRAME_UTF16BE);
	push(BYTES("plain\n"), 500 * MS);
	expect("plain", FRAME_LF, 500 * MS);
	CU_ASSERT_EQUAL(frame.speaks.encoding, FRAME_8BIT);
}

static void
utf16_mark_begins_a_message(void)
{
	frame_init(&frame, 100);
	push(BYTES("\xFF\xFE" "a\0\xFF\xFE" "b\0"), 0);
	expect("a", FRAME_BOM, 0);
	expect_raw(BYTES("\xFF\xFE" "a\0"));
	expect_none(0);
	expect("b", FRAME_PAUSE, 100 * MS);
}

static void
utf16_goes_on_without_a_mark(void)
{
	frame_init(&frame, 100);
	/* One encode() of two lines has one mark. */
	push(BYTES("\xFF\xFE" "a\0\n\0\x3B\x04\n\0"), 0);
	expect("a", FRAME_LF, 0);
	expect("\xD0\xBB", FRAME_LF, 0);
	CU_ASSERT_EQUAL(message.encoding, FRAME_UTF16LE);
	/* After a pause it must look like it. */
	push(BYTES("c\0d\0\n\0"), 500 * MS);
	expect("cd", FRAME_LF, 500 * MS);
	push(BYTES("e\n"), 900 * MS);
	expect("e", FRAME_LF, 900 * MS);
	CU_ASSERT_EQUAL(message.encoding, FRAME_8BIT);
}

static void
utf16_in_single_bytes(void)
{
	const char all[] = "\xFF\xFE" "o\0k\0\n\0";
	size_t i;

	frame_init(&frame, 100);
	for (i = 0; i < sizeof(all) - 1; i++) {
		expect_none((int64_t)i * MS);
		push(all + i, 1, (int64_t)i * MS);
	}
	expect("ok", FRAME_LF, 8 * MS);
	push(BYTES("\xFF"), 500 * MS);
	expect("\xFF", FRAME_PAUSE, 1500 * MS);
}

static void
utf16_padded_and_broken(void)
{
	frame_init(&frame, 4);
	push(BYTES("\xFF\xFEh\0i\0\0\0\0\0\0\0"), 0);
	expect("hi", FRAME_NUL, 0);
	CU_ASSERT_EQUAL(message.raw_len, 12);
	/* A lone surrogate, an odd byte. */
	push(BYTES("\xFF\xFE\x00\xD8" "a\0\n\0"), 200 * MS);
	expect("\xEF\xBF\xBD" "a", FRAME_LF, 200 * MS);
	push(BYTES("\xFF\xFE" "x"), 400 * MS);
	expect_none(1399 * MS);
	expect("\xEF\xBF\xBD", FRAME_PAUSE, 1400 * MS);
	push(BYTES("\xFF\xFE" "a\0b\0c\0d\0e\0\n\0"), 1700 * MS);
	expect("abcd", FRAME_LF, 1700 * MS);
	CU_ASSERT_TRUE(message.cut);
}

static void
utf8_mark_is_not_text(void)
{
	frame_init(&frame, 4);
	push(BYTES("\xEF\xBB\xBF" "abcd\n"), 0);
	expect("abcd", FRAME_LF, 0);
	CU_ASSERT_FALSE(message.cut);
	expect_raw(BYTES("\xEF\xBB\xBF" "abcd\n"));
}

static void
stamps_follow_first_bytes(void)
{
	frame_init(&frame, 100);
	CU_ASSERT_EQUAL(frame_push(&frame, "on", 2, 0, 7), 2);
	expect_none(0);
	CU_ASSERT_EQUAL(frame_push(&frame, "e\ntwo\nth", 8, MS, 8), 8);
	expect("one", FRAME_LF, MS);
	CU_ASSERT_EQUAL(message.stamp_ns, 7);
	expect("two", FRAME_LF, MS);
	CU_ASSERT_EQUAL(message.stamp_ns, 8);
	expect_none(MS);
	CU_ASSERT_EQUAL(frame_push(&frame, "ree\n", 4, MS, 9), 4);
	expect("three", FRAME_LF, MS);
	CU_ASSERT_EQUAL(message.stamp_ns, 8);
}

/* Every message of a random stream comes out once, in order, whatever the
 * segments: what is lost, merged or doubled shows. */
static void
segments_do_not_matter(void)
{
	char stream[4000], got[4000], want[4000];
	size_t at, len = 0, wanted = 0, gotten, size;
	unsigned round, i;

	srand(1);
	for (i = 0; len < sizeof(stream) - 32; i++) {
		int n = snprintf(stream + len, 32, "message %u%s", i,
		    i % 3 == 0 ? "\r\n" : "\n");
		wanted += (size_t)snprintf(want + wanted, 32, "message %u|",
		    i);
		len += (size_t)n;
		if (i % 5 == 0)
			stream[len++] = '\0';
	}
	for (round = 0; round < 200; round++) {
		frame_init(&frame, 100);
		gotten = 0;
		for (at = 0; at < len; at += size) {
			size = (size_t)rand() % 40 + 1;
			if (size > len - at)
				size = len - at;
			push(stream + at, size, 0);
			while (frame_pop(&frame, 0, &message))
				gotten += (size_t)snprintf(got + gotten, 32,
				    "%s|", message.text);
		}
		CU_ASSERT(gotten == wanted && memcmp(got, want, wanted) == 0);
	}
}

static const struct frame_form lf = { .end = LINE_END_LF };
static const struct frame_form bare = { .end = LINE_END_NONE };

/* Such a text goes out as these bytes. */
static void
out(const char *text, struct frame_form form, const char *bytes, size_t len)
{
	static unsigned char got[FRAME_OUT_MAX];
	size_t text_len = strlen(text);
	char *copy = unit_guard_copy(text, text_len);

	CU_ASSERT_EQUAL(frame_out(got, copy, text_len, form), len);
	CU_ASSERT_EQUAL(memcmp(got, bytes, len), 0);
	unit_guard_free(copy, text_len);
}

static void
out_ends_as_it_is_told(void)
{
	out("hi", lf, BYTES("hi\n"));
	out("hi", bare, BYTES("hi"));
	out("hi", (struct frame_form){ .end = LINE_END_CRLF },
	    BYTES("hi\r\n"));
	out("hi", (struct frame_form){ .end = LINE_END_NUL }, BYTES("hi\0"));
	/* Lines stay lines. */
	out("a\r\nb\rc\nd", lf, BYTES("a\nb c\nd\n"));
	out("a\nb\r", (struct frame_form){ .end = LINE_END_CRLF },
	    BYTES("a\nb \r\n"));
	CU_ASSERT_TRUE(frame_out_runs_on(bare));
	CU_ASSERT_FALSE(frame_out_runs_on(lf));
}

static void
out_has_a_length_in_front_when_framed(void)
{
	out("12 + 42", (struct frame_form){ .framed = true,
	    .end = LINE_END_NONE }, BYTES("\0\00712 + 42"));
	out("", (struct frame_form){ .framed = true, .end = LINE_END_NONE },
	    BYTES("\0\0"));
	out("q", (struct frame_form){ .framed = true, .end = LINE_END_LF },
	    BYTES("\0\2q\n"));
	CU_ASSERT_FALSE(frame_out_runs_on((struct frame_form){
	    .framed = true, .end = LINE_END_NONE }));
}

static void
out_speaks_utf16(void)
{
	struct frame_form form = { FRAME_UTF16LE, true, false, LINE_END_LF };

	out("h\xC3\xA4", form, BYTES("\xFF\xFEh\0\xE4\0\n\0"));
	form.marked = false;
	form.end = LINE_END_CRLF;
	out("h", form, BYTES("h\0\r\0\n\0"));
	form = (struct frame_form){ FRAME_UTF16BE, true, false,
	    LINE_END_NONE };
	out("\xF0\x9F\x98\x80\xFF", form,
	    BYTES("\xFE\xFF\xD8\x3D\xDE\0\xFF\xFD"));
}

static void
out_is_bounded(void)
{
	static char text[FRAME_TEXT_MAX + 10];
	static unsigned char got[FRAME_OUT_MAX];
	struct frame_form form = { FRAME_UTF16LE, true, false,
	    LINE_END_CRLF };

	memset(text, 'z', sizeof(text));
	CU_ASSERT_EQUAL(frame_out(got, text, sizeof(text), lf),
	    FRAME_TEXT_MAX + 1);
	CU_ASSERT_EQUAL(frame_out(got, text, sizeof(text), form),
	    FRAME_OUT_MAX);
	memcpy(text + FRAME_TEXT_MAX - 1, "\xC3\xA4", 2);
	CU_ASSERT_EQUAL(frame_out(got, text, sizeof(text), bare),
	    FRAME_TEXT_MAX - 1);
}

UNIT_MAIN("frame", TEST(newline_ends), TEST(crlf_is_one_end),
    TEST(pause_ends), TEST(pause_counts_from_last_byte),
    TEST(late_process_still_sees_two), TEST(several_in_a_segment),
    TEST(one_byte_at_a_time), TEST(nul_padding_is_swallowed),
    TEST(nul_separates), TEST(close_ends), TEST(long_message_is_cut),
    TEST(endless_message_stays_bounded), TEST(cut_leaves_characters_whole),
    TEST(utf16_is_recognised), TEST(utf16_mark_begins_a_message),
    TEST(utf16_goes_on_without_a_mark), TEST(utf16_in_single_bytes),
    TEST(utf16_padded_and_broken), TEST(utf8_mark_is_not_text),
    TEST(stamps_follow_first_bytes), TEST(segments_do_not_matter),
    TEST(out_ends_as_it_is_told), TEST(out_has_a_length_in_front_when_framed),
    TEST(out_speaks_utf16),
    TEST(out_is_bounded))
