/* UTF-8, and what of it may be shown as it is. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Fewer NULs are shown one by one. */
#define NULS_MIN	5

struct range {
	unsigned first;
	unsigned last;
};

/*
 * What leaves no mark of its own, turns the direction of others, or looks
 * like a plain space without being one: Unicode's Default_Ignorable_Code_Point,
 * Bidi_Control and Cc, the line and paragraph separators, the blanks of
 * category Zs but U+0020 and U+3000 (which is wide), the interlinear marks and
 * the noncharacters of the first plane.  In order.
 */
static const struct range hidden[] = {
	{ 0x0000, 0x001f }, { 0x007f, 0x00a0 }, { 0x00ad, 0x00ad },
	{ 0x034f, 0x034f }, { 0x061c, 0x061c }, { 0x115f, 0x1160 },
	{ 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x2000, 0x200f },
	{ 0x2028, 0x202f }, { 0x205f, 0x206f }, { 0x3164, 0x3164 },
	{ 0xd800, 0xdfff }, { 0xfdd0, 0xfdef }, { 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb },
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
};

size_t
text_utf8(const void *bytes, size_t len, unsigned *code_point)
{
	static const unsigned smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = bytes;
	unsigned value;
	size_t n, i;

	if (len == 0 || (p[0] >= 0x80 && p[0] < 0xc2) || p[0] > 0xf4)
		return 0;
	n = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n > len)
		return 0;
	value = n == 1 ? p[0] : p[0] & (0x7fu >> n);
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (p[i] & 0x3fu);
	}
	if (value < smallest[n] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return 0;
	if (code_point != NULL)
		*code_point = value;
	return n;
}

bool
text_printable(unsigned code_point)
{
	size_t i;

	if (code_point >= 0x20 && code_point < 0x7f)
		return true;
	/* U+FFFE and U+FFFF of every plane are not characters. */
	if (code_point > 0x10ffff || (code_point & 0xfffe) == 0xfffe)
		return false;
	for (i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (code_point <= hidden[i].last)
			return code_point < hidden[i].first;
	return true;
}

/* Those that have names; a backslash has one only where it must not be taken
 * for the beginning of another's. */
static const char exact[] = "\rr\nn\tt\\\\", readable[] = "\rr\nn\tt";

/* Writes the shown form of the character or bad byte at the start into unit
 * and its length into *unit_len; returns how many bytes it stands for. */
static size_t
unit_make(const unsigned char *bytes, size_t len, const char *named,
    char unit[16], size_t *unit_len)
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned code_point = 0;
	size_t n = text_utf8(bytes, len, &code_point), i;

	for (i = 0; named[i] != '\0'; i += 2)
		if (bytes[0] == (unsigned char)named[i]) {
			unit[0] = '\\';
			unit[1] = named[i + 1];
			*unit_len = 2;
			return 1;
		}
	if (n != 0 && text_printable(code_point)) {
		memcpy(unit, bytes, n);
		*unit_len = n;
		return n;
	}
	if (n == 0)
		n = 1;
	for (i = 0; i < n; i++) {
		unit[4 * i] = '\\';
		unit[4 * i + 1] = 'x';
		unit[4 * i + 2] = hex[bytes[i] >> 4];
		unit[4 * i + 3] = hex[bytes[i] & 0xf];
	}
	*unit_len = 4 * n;
	return n;
}

/* Ends a text that was cut; safe is the longest good prefix that leaves room
 * for the dots.  A buffer too small for three gets fewer. */
static bool
mark_cut(char *out, size_t out_size, size_t safe)
{
	size_t dots = out_size - 1 - safe;

	if (dots > 3)
		dots = 3;
	memset(out + safe, '.', dots);
	out[safe + dots] = '\0';
	return false;
}

size_t
text_nul_run(const void *bytes, size_t len)
{
	const unsigned char *from = bytes;
	size_t run = 0;

	while (run < len && from[run] == 0)
		run++;
	return run >= NULS_MIN ? run : 0;
}

size_t
text_nul_put(char out[TEXT_NULS_SIZE], size_t run, bool more)
{
	return (size_t)snprintf(out, TEXT_NULS_SIZE, "\\x00 x%zu%s", run,
	    more ? " " : "");
}

size_t
text_piece(const void *bytes, size_t len, size_t most)
{
	const unsigned char *from = bytes;
	size_t run = text_nul_run(from, len), end = run + most, back;

	if (len <= end)
		return len;
	for (back = 0; back < 4; back++)
		if ((from[end - back] & 0xc0) != 0x80) {
			end -= back;
			break;
		}
	/* A run that may go on belongs to the next piece. */
	for (back = end; back > run && from[back - 1] == 0; back--)
		continue;
	return back > run ? back : end;
}

/* A blank that would make a NUL and what was said behind it look like a run
 * of NULs. */
static bool
like_run(const unsigned char *from, size_t at, size_t len)
{
	return from[at] == ' ' && at > 0 && from[at - 1] == 0 &&
	    at + 2 < len && from[at + 1] == 'x' && from[at + 2] >= '0' &&
	    from[at + 2] <= '9';
}

/* The next unit, as unit_make, or a run of NULs, or such a blank. */
static size_t
unit_next(const unsigned char *from, size_t at, size_t len,
    const char *named, char unit[TEXT_NULS_SIZE], size_t *unit_len)
{
	size_t run = text_nul_run(from + at, len - at);

	if (run != 0) {
		*unit_len = text_nul_put(unit, run, at + run < len);
		return run;
	}
	if (named == exact && like_run(from, at, len)) {
		memcpy(unit, "\\x20", 4);
		*unit_len = 4;
		return 1;
	}
	return unit_make(from + at, len - at, named, unit, unit_len);
}

static bool
show(char *out, size_t out_size, const void *bytes, size_t len,
    const char *named)
{
	const unsigned char *from = bytes;
	size_t used = 0, safe = 0, at = 0, unit_len;
	char unit[TEXT_NULS_SIZE];

	if (out_size == 0)
		return len == 0;
	while (at < len) {
		at += unit_next(from, at, len, named, unit, &unit_len);
		if (unit_len > out_size - 1 - used)
			return mark_cut(out, out_size, safe);
		memcpy(out + used, unit, unit_len);
		used += unit_len;
		if (used + 3 <= out_size - 1)
			safe = used;
	}
	out[used] = '\0';
	return true;
}

bool
text_escape(char *out, size_t out_size, const void *bytes, size_t len)
{
	return show(out, out_size, bytes, len, exact);
}

bool
text_show(char *out, size_t out_size, const void *bytes, size_t len)
{
	return show(out, out_size, bytes, len, readable);
}

static size_t
line_len(const char *from, size_t len)
{
	const char *end = len == 0 ? NULL : memchr(from, '\n', len);

	if (end != NULL) {
		len = (size_t)(end - from);
		if (len > 0 && from[len - 1] == '\r')
			len--;
	}
	return len;
}

bool
text_escape_line(char *out, size_t out_size, const void *bytes, size_t len)
{
	return text_escape(out, out_size, bytes, line_len(bytes, len));
}

bool
text_show_line(char *out, size_t out_size, const void *bytes, size_t len)
{
	return text_show(out, out_size, bytes, line_len(bytes, len));
}

size_t
text_whole(const char *text, size_t len)
{
	size_t back;

	for (back = 0; back < 4 && back <= len; back++)
		if ((text[len - back] & 0xC0) != 0x80)
			return len - back;
	/* Not UTF-8 at all: then any place is as good. */
	return len;
}

bool
text_copy(char *out, size_t out_size, const char *from)
{
	size_t len = strlen(from), cut, start;

	if (out_size == 0)
		return false;
	if (len < out_size) {
		memcpy(out, from, len + 1);
		return true;
	}
	cut = out_size - 1;
	/* The character that straddles the cut, if there is one, goes. */
	for (start = cut; start > 0 && cut - start < 3; start--)
		if (((unsigned char)from[start] & 0xc0) != 0x80)
			break;
	if (start < cut && start + text_utf8(from + start, len - start,
	    NULL) > cut)
		cut = start;
	memcpy(out, from, cut);
	out[cut] = '\0';
	return false;
}
