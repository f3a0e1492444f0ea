/* Fonts by role; glyphs the first font lacks come from others. */
#include "gui/toolkit/font.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/toolkit/app.h"

#define CACHE_SIZE	1024	/* a power of two; code points remembered */
#define FALLBACKS_MAX	24	/* opened fonts a role */

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
	XftFont *fonts[1 + FALLBACKS_MAX];	/* [0] is the role's own */
	unsigned opened;
	FcFontSet *sorted;	/* candidates; NULL until a glyph is missing */
	FcPattern *pattern;	/* what was asked for */
	short advance[128];	/* of the ASCII characters */
	struct { unsigned code; unsigned font; } cache[CACHE_SIZE];
};

struct font_set {
	struct app *app;
	double points;
	struct role roles[FONT_ROLES];
};

static void
measure_ascii(struct font_set *set, struct role *role)
{
	unsigned code;
	XGlyphInfo extents;
	FcChar8 byte;

	for (code = 0x20; code < 0x7f; code++) {
		byte = (FcChar8)code;
		XftTextExtentsUtf8(set->app->display, role->fonts[0], &byte, 1,
		    &extents);
		role->advance[code] = extents.xOff;
	}
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
	FcPattern *match;

	snprintf(name, sizeof(name), "%.180s:size=%.2f%s", spec->mono ?
	    set->app->res.mono_font : set->app->res.ui_font,
	    set->points * spec->scale, spec->style);
	role->pattern = XftNameParse(name);
	if (role->pattern == NULL)
		return false;
	FcConfigSubstitute(NULL, role->pattern, FcMatchPattern);
	XftDefaultSubstitute(display, screen, role->pattern);
	match = FcFontMatch(NULL, role->pattern, &result);
	role->fonts[0] = match == NULL ? NULL :
	    XftFontOpenPattern(display, match);
	if (role->fonts[0] == NULL)
		return false;
	role->opened = 1;
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
	struct role *role;
	unsigned i;
	int id;

	for (id = 0; id < FONT_ROLES; id++) {
		role = &set->roles[id];
		for (i = 0; i < role->opened; i++)
			XftFontClose(set->app->display, role->fonts[i]);
		if (role->sorted != NULL)
			FcFontSetDestroy(role->sorted);
		if (role->pattern != NULL)
			FcPatternDestroy(role->pattern);
	}
	free(set);
}

/* Opens the first candidate that has the character; 0 when none has. */
static unsigned
find_fallback(struct font_set *set, struct role *role, unsigned code)
{
	FcResult result;
	FcCharSet *chars;
	FcPattern *found;
	XftFont *font;
	int i;
	unsigned known;

	for (known = 1; known < role->opened; known++)
		if (XftCharExists(set->app->display, role->fonts[known], code))
			return known;
	if (role->sorted == NULL)
		role->sorted = FcFontSort(NULL, role->pattern, FcTrue, NULL,
		    &result);
	if (role->sorted == NULL || role->opened > FALLBACKS_MAX)
		return 0;
	for (i = 0; i < role->sorted->nfont; i++) {
		if (FcPatternGetCharSet(role->sorted->fonts[i], FC_CHARSET, 0,
		    &chars) != FcResultMatch || !FcCharSetHasChar(chars, code))
			continue;
		found = FcFontRenderPrepare(NULL, role->pattern,
		    role->sorted->fonts[i]);
		font = found == NULL ? NULL :
		    XftFontOpenPattern(set->app->display, found);
		if (font == NULL)
			continue;
		role->fonts[role->opened] = font;
		return role->opened++;
	}
	return 0;
}

static unsigned
font_for(struct font_set *set, struct role *role, unsigned code)
{
	unsigned slot = code * 2654435761u >> 22 & (CACHE_SIZE - 1);

	if (code < 0x80)
		return 0;
	if (role->cache[slot].code != code) {
		role->cache[slot].code = code;
		role->cache[slot].font =
		    XftCharExists(set->app->display, role->fonts[0], code) ?
		    0 : find_fallback(set, role, code);
	}
	return role->cache[slot].font;
}

/* The next run of characters that one font has. */
struct run {
	unsigned font;
	size_t len;
};

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

static struct run
next_run(struct font_set *set, struct role *role, const char *text,
    size_t len)
{
	struct run run = { 0, 0 };
	unsigned code, font;
	size_t bytes;

	while (run.len < len) {
		bytes = char_at(text + run.len, len - run.len, &code);
		font = font_for(set, role, code);
		if (run.len != 0 && font != run.font)
			break;
		run.font = font;
		run.len += bytes;
	}
	return run;
}

static int
run_width(struct font_set *set, struct role *role, struct run run,
    const char *text)
{
	XGlyphInfo extents;
	size_t i;
	int width = 0;

	for (i = 0; run.font == 0 && i < run.len &&
	    (unsigned char)text[i] < 0x80; i++)
		width += role->advance[(unsigned char)text[i]];
	if (run.font == 0 && i == run.len)
		return width;
	XftTextExtentsUtf8(set->app->display, role->fonts[run.font],
	    (const FcChar8 *)text, (int)run.len, &extents);
	return extents.xOff;
}

int
font_width(struct font_set *set, enum font_role id, const char *text,
    size_t len)
{
	struct role *role = &set->roles[id];
	struct run run;
	size_t at;
	int width = 0;

	for (at = 0; at < len; at += run.len) {
		run = next_run(set, role, text + at, len - at);
		width += run_width(set, role, run, text + at);
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
		wide = font_width(set, id, text + at, bytes);
		if (*used + wide > width)
			break;
		*used += wide;
	}
	return at;
}

static int
glyph_width(struct font_set *set, struct role *role, unsigned font,
    unsigned code, FT_UInt glyph)
{
	XGlyphInfo extents;

	if (font == 0 && code < 0x80)
		return role->advance[code];
	XftGlyphExtents(set->app->display, role->fonts[font], &glyph, 1,
	    &extents);
	return extents.xOff;
}

size_t
font_place(struct font_set *set, enum font_role id, const char *text,
    size_t len, struct font_pen *pen, XftGlyphFontSpec *glyphs, size_t room)
{
	struct role *role = &set->roles[id];
	size_t at, bytes, count = 0;
	unsigned code, font;

	for (at = 0; at < len && count < room; at += bytes, count++) {
		bytes = char_at(text + at, len - at, &code);
		font = font_for(set, role, code);
		glyphs[count] = (XftGlyphFontSpec){ role->fonts[font],
		    XftCharIndex(set->app->display, role->fonts[font], code),
		    (short)pen->x, (short)pen->baseline };
		pen->x += glyph_width(set, role, font, code,
		    glyphs[count].glyph);
	}
	pen->placed = at;
	return count;
}

int
font_ascent(const struct font_set *set, enum font_role id)
{
	return set->roles[id].fonts[0]->ascent;
}

int
font_height(const struct font_set *set, enum font_role id)
{
	const XftFont *font = set->roles[id].fonts[0];

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

	FcPatternGetString(set->roles[id].fonts[0]->pattern, FC_FAMILY, 0,
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
