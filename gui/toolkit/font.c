/* Fonts by role; glyphs the first font lacks come from others. */
#include "gui/toolkit/font.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/toolkit/app.h"
#include "gui/model/bidi.h"
#include "gui/toolkit/fallback.h"

/* What a role is: family, size against the base size, weight. */
static const struct role_spec {
	bool mono;
	double scale;
	const char *style;
} specs[FONT_ROLES] = {
	[FONT_UI] = { false, 1.0, "" },
	[FONT_UI_BOLD] = { false, 1.0, ":weight=bold" },
	[FONT_SMALL] = { false, 0.9, "" },
	[FONT_BIG] = { false, 1.75, ":weight=bold" },
	[FONT_MONO] = { true, 1.0, "" },
	[FONT_MONO_BOLD] = { true, 1.0, ":weight=bold" },
};

struct role {
	XftFont *font;
	short advance[128];	/* of the ASCII characters */
};

struct font_set {
	struct app *app;
	double points;
	struct role roles[FONT_ROLES];
};

static int
glyph_width(struct font_set *set, struct role *role, XftFont *font,
    unsigned code, FT_UInt glyph)
{
	XGlyphInfo extents;

	if (font == role->font && code < 0x80 && role->advance[code] != 0)
		return role->advance[code];
	XftGlyphExtents(set->app->display, font, &glyph, 1, &extents);
	return extents.xOff;
}

static void
measure_ascii(struct font_set *set, struct role *role)
{
	unsigned code;

	for (code = 0x20; code < 0x7f; code++)
		role->advance[code] = (short)glyph_width(set, role,
		    role->font, code, XftCharIndex(set->app->display,
		    role->font, code));
}

static bool
role_open(struct font_set *set, enum font_role id)
{
	const struct role_spec *spec = &specs[id];
	struct role *role = &set->roles[id];
	Display *display = set->app->display;
	int screen = XScreenNumberOfScreen(set->app->screen);
	char name[256];
	FcResult result;
	FcPattern *pattern, *match;

	snprintf(name, sizeof(name), "%.180s:size=%.2f%s", spec->mono ?
	    set->app->res.mono_font : set->app->res.ui_font,
	    set->points * spec->scale, spec->style);
	pattern = XftNameParse(name);
	if (pattern == NULL)
		return false;
	FcConfigSubstitute(NULL, pattern, FcMatchPattern);
	XftDefaultSubstitute(display, screen, pattern);
	match = FcFontMatch(NULL, pattern, &result);
	role->font = match == NULL ? NULL :
	    XftFontOpenPattern(display, match);
	FcPatternDestroy(pattern);
	if (role->font == NULL)
		return false;
	measure_ascii(set, role);
	return true;
}

struct font_set *
font_set_open(struct app *app, double points)
{
	struct font_set *set = calloc(1, sizeof(*set));
	int id;

	if (set == NULL)
		return NULL;
	set->app = app;
	set->points = points;
	for (id = 0; id < FONT_ROLES; id++)
		if (!role_open(set, (enum font_role)id)) {
			font_set_close(set);
			return NULL;
		}
	return set;
}

void
font_set_close(struct font_set *set)
{
	int id;

	for (id = 0; id < FONT_ROLES; id++)
		if (set->roles[id].font != NULL)
			XftFontClose(set->app->display,
			    set->roles[id].font);
	free(set);
}

static size_t
char_at(const char *text, size_t len, unsigned *code)
{
	size_t bytes = text_utf8(text, len, code);

	if (bytes == 0) {
		*code = 0xfffd;
		return 1;
	}
	return bytes;
}

/* A glyph, and how wide it is. */
struct placed {
	XftFont *font;
	FT_UInt glyph;
	int width;
};

static struct placed
place_char(struct font_set *set, struct role *role, unsigned code)
{
	Display *display = set->app->display;
	struct placed placed = { role->font, 0, 0 };

	placed.font = fallback_font(display, role->font, code);
	placed.glyph = XftCharIndex(display, placed.font, code);
	placed.width = glyph_width(set, role, placed.font, code,
	    placed.glyph);
	return placed;
}

static int
char_width(struct font_set *set, struct role *role, unsigned code)
{
	return code < 0x80 && role->advance[code] != 0 ?
	    role->advance[code] : place_char(set, role, code).width;
}

/* A letter that no font has joined to others stands alone. */
static struct placed
place_ordered(struct font_set *set, struct role *role,
    const struct bidi_char *one)
{
	struct placed placed = place_char(set, role, one->code);

	return placed.glyph != 0 || one->code == one->plain ? placed :
	    place_char(set, role, one->plain);
}

static int
ordered_width(struct font_set *set, struct role *role, const char *text,
    size_t len)
{
	static struct bidi_char chars[BIDI_MAX];
	size_t at, used, count, i;
	int width = 0;

	for (at = 0; at < len; at += used) {
		count = bidi_order(text + at, len - at, BIDI_MAX, chars,
		    &used);
		for (i = 0; i < count; i++)
			width += place_ordered(set, role, &chars[i]).width;
	}
	return width;
}

int
font_width(struct font_set *set, enum font_role id, const char *text,
    size_t len)
{
	struct role *role = &set->roles[id];
	size_t at;
	unsigned code;
	int width = 0;

	if (!bidi_is_plain(text, len))
		return ordered_width(set, role, text, len);
	for (at = 0; at < len; ) {
		at += char_at(text + at, len - at, &code);
		width += char_width(set, role, code);
	}
	return width;
}

size_t
font_fit(struct font_set *set, enum font_role id, const char *text,
    size_t len, int width, int *used)
{
	size_t at, bytes;
	unsigned code;
	int wide;

	*used = 0;
	for (at = 0; at < len; at += bytes) {
		bytes = char_at(text + at, len - at, &code);
		wide = char_width(set, &set->roles[id], code);
		if (*used + wide > width)
			break;
		*used += wide;
	}
	/* Letters that are joined are no wider than each alone. */
	if (!bidi_is_plain(text, at))
		*used = font_width(set, id, text, at);
	return at;
}

static void
put_glyph(const struct placed *placed, struct font_pen *pen,
    XftGlyphFontSpec *glyph)
{
	*glyph = (XftGlyphFontSpec){ placed->font, placed->glyph,
	    (short)pen->x, (short)pen->baseline };
	pen->x += placed->width;
}

static size_t
place_in_order(struct font_set *set, struct role *role, const char *text,
    size_t len, struct font_pen *pen, XftGlyphFontSpec *glyphs, size_t room)
{
	static struct bidi_char chars[BIDI_MAX];
	size_t i, count = bidi_order(text, len, room, chars, &pen->placed);
	struct placed placed;

	for (i = 0; i < count; i++) {
		placed = place_ordered(set, role, &chars[i]);
		put_glyph(&placed, pen, &glyphs[i]);
	}
	return count;
}

size_t
font_place(struct font_set *set, enum font_role id, const char *text,
    size_t len, struct font_pen *pen, XftGlyphFontSpec *glyphs, size_t room)
{
	struct role *role = &set->roles[id];
	struct placed placed;
	size_t at, count = 0;
	unsigned code;

	if (!bidi_is_plain(text, len))
		return place_in_order(set, role, text, len, pen, glyphs,
		    room);
	for (at = 0; at < len && count < room; count++) {
		at += char_at(text + at, len - at, &code);
		placed = place_char(set, role, code);
		put_glyph(&placed, pen, &glyphs[count]);
	}
	pen->placed = at;
	return count;
}

struct font_span
font_span(struct font_set *set, enum font_role id, const char *text,
    size_t len, size_t from, size_t end)
{
	static struct bidi_char chars[BIDI_MAX];
	struct font_span span = { font_width(set, id, text, from),
	    font_width(set, id, text + from, end - from) };
	size_t i, used, count;
	int x = 0, left = -1, right = 0, width;

	if (bidi_is_plain(text, len))
		return span;
	count = bidi_order(text, len, BIDI_MAX, chars, &used);
	for (i = 0; i < count; i++, x += width) {
		width = place_ordered(set, &set->roles[id], &chars[i]).width;
		if (chars[i].at < from || chars[i].at >= end)
			continue;
		left = left < 0 ? x : left;
		right = x + width;
	}
	return left < 0 ? span : (struct font_span){ left, right - left };
}

int
font_ascent(const struct font_set *set, enum font_role id)
{
	return set->roles[id].font->ascent;
}

int
font_height(const struct font_set *set, enum font_role id)
{
	const XftFont *font = set->roles[id].font;

	return font->ascent + font->descent;
}

int
font_digit(const struct font_set *set, enum font_role id)
{
	return set->roles[id].advance['0'];
}

static XmRendition
make_rendition(struct font_set *set, Widget widget, const char *tag,
    enum font_role id)
{
	FcChar8 *family = NULL;
	Arg args[8];
	int n = 0;

	FcPatternGetString(set->roles[id].font->pattern, FC_FAMILY, 0,
	    &family);
	XtSetArg(args[n], XmNfontName, family), n++;
	XtSetArg(args[n], XmNfontType, XmFONT_IS_XFT), n++;
	XtSetArg(args[n], XmNfontSize,
	    (int)(set->points * specs[id].scale + 0.5)), n++;
	if (specs[id].style[0] != '\0')
		XtSetArg(args[n], XmNfontStyle, "Bold"), n++;
	XtSetArg(args[n], XmNloadModel, XmLOAD_IMMEDIATE), n++;
	return XmRenditionCreate(widget, (char *)tag, args,
	    (Cardinal)n);
}

XmRenderTable
font_render_table(struct font_set *set, Widget widget, enum font_role role)
{
	XmRendition rendition = make_rendition(set, widget,
	    XmFONTLIST_DEFAULT_TAG, role);
	XmRenderTable table = XmRenderTableAddRenditions(NULL, &rendition, 1,
	    XmMERGE_REPLACE);

	XmRenditionFree(rendition);
	return table;
}
