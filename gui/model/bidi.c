/* Text in the order in which its letters stand. */
#include "gui/model/bidi.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What is put in order; places are characters. */
struct bidi {
	FriBidiChar chars[BIDI_MAX];
	FriBidiCharType types[BIDI_MAX];
	FriBidiBracketType brackets[BIDI_MAX];
	FriBidiLevel levels[BIDI_MAX];
	FriBidiArabicProp joins[BIDI_MAX];
	FriBidiStrIndex from[BIDI_MAX];
	unsigned plain[BIDI_MAX];
	size_t at[BIDI_MAX];
	size_t count;
};

static bool
bidi_is_rtl(unsigned code)
{
	return (code >= 0x590 && code < 0x900) ||
	    (code >= 0xfb1d && code < 0xfe00) ||
	    (code >= 0xfe70 && code < 0xff00) ||
	    (code >= 0x10800 && code < 0x11000) ||
	    (code >= 0x1e800 && code < 0x1f000);
}

/* A byte that is no text counts as a character. */
static size_t
bidi_char_at(const char *text, size_t len, unsigned *code)
{
	size_t size = text_utf8(text, len, code);

	if (size != 0)
		return size;
	*code = 0xfffd;
	return 1;
}

bool
bidi_is_plain(const char *text, size_t len)
{
	unsigned code;
	size_t at;

	for (at = 0; at < len; )
		if ((unsigned char)text[at] < 0xd6) {
			at++;
		} else {
			at += bidi_char_at(text + at, len - at, &code);
			if (bidi_is_rtl(code))
				return false;
		}
	return true;
}

static size_t
bidi_read(struct bidi *bidi, const char *text, size_t len, size_t most)
{
	size_t at = 0;
	unsigned code;

	for (bidi->count = 0; at < len && bidi->count < most &&
	    bidi->count < BIDI_MAX; bidi->count++) {
		bidi->at[bidi->count] = at;
		at += bidi_char_at(text + at, len - at, &code);
		bidi->chars[bidi->count] = bidi->plain[bidi->count] = code;
		bidi->from[bidi->count] = (FriBidiStrIndex)bidi->count;
	}
	return at;
}

/* False without memory: then the order of the bytes stays. */
static bool
bidi_arrange(struct bidi *bidi)
{
	FriBidiStrIndex count = (FriBidiStrIndex)bidi->count;
	FriBidiParType direction = FRIBIDI_PAR_LTR;

	fribidi_get_bidi_types(bidi->chars, count, bidi->types);
	fribidi_get_bracket_types(bidi->chars, count, bidi->types,
	    bidi->brackets);
	if (fribidi_get_par_embedding_levels_ex(bidi->types, bidi->brackets,
	    count, &direction, bidi->levels) == 0)
		return false;
	fribidi_get_joining_types(bidi->chars, count, bidi->joins);
	fribidi_join_arabic(bidi->types, count, bidi->levels, bidi->joins);
	fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAGS_ARABIC,
	    bidi->levels, count, bidi->joins, bidi->chars);
	return fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, bidi->types, count,
	    0, direction, bidi->levels, bidi->chars, bidi->from) != 0;
}

size_t
bidi_order(const char *text, size_t len, size_t most, struct bidi_char *out,
    size_t *used)
{
	static struct bidi bidi;	/* large */
	size_t i, from, count = 0;

	*used = bidi_read(&bidi, text, len, most);
	if (bidi.count == 0)
		return 0;
	(void)bidi_arrange(&bidi);
	for (i = 0; i < bidi.count; i++) {
		from = (size_t)bidi.from[i];
		if (bidi.chars[i] != FRIBIDI_CHAR_FILL)
			out[count++] = (struct bidi_char){ bidi.chars[i],
			    bidi.plain[from], bidi.at[from] };
	}
	return count;
}

static size_t
bidi_put(char *out, unsigned code)
{
	size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ?
	    3 : 4, i;

	if (size == 1) {
		out[0] = (char)code;
		return 1;
	}
	for (i = size - 1; i > 0; i--, code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(0xf00u >> size | code);
	return size;
}

char *
bidi_visual(const char *text)
{
	static struct bidi_char chars[BIDI_MAX];
	size_t len = strlen(text), at, used, count, i, put = 0;
	char *out;

	if (bidi_is_plain(text, len))
		return strdup(text);
	/* What is drawn for a letter is three bytes, of two. */
	out = malloc(len * 3 + 1);
	for (at = 0; out != NULL && at < len; at += used) {
		count = bidi_order(text + at, len - at, BIDI_MAX, chars,
		    &used);
		for (i = 0; i < count; i++)
			put += bidi_put(out + put, chars[i].code);
	}
	if (out != NULL)
		out[put] = '\0';
	return out;
}
