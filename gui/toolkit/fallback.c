/* Characters that a font lacks come from other fonts. */
#include "gui/toolkit/fallback.h"

#include <stdlib.h>

#define CACHE_SIZE	1024	/* a power of two; code points remembered */
#define FONTS_MAX	24	/* opened for one font */

/* For a font: where what it lacks was found. */
struct fallback {
	struct fallback *next;
	XftFont *font;
	FcPattern *pattern;	/* asks for one like it */
	FcFontSet *sorted;	/* candidates; NULL until one is needed */
	XftFont *fonts[FONTS_MAX];
	unsigned opened;
	struct { unsigned code; XftFont *font; } cache[CACHE_SIZE];
};

static struct fallback *fallbacks;

/* A font of the same size and weight. */
static FcPattern *
fallback_pattern(Display *display, const XftFont *font)
{
	static const char *const kept[] = { FC_FAMILY, FC_PIXEL_SIZE,
	    FC_WEIGHT, FC_SLANT };
	FcPattern *pattern = FcPatternCreate();
	FcValue value;
	size_t i;

	for (i = 0; pattern != NULL && i < sizeof(kept) / sizeof(kept[0]);
	    i++)
		if (FcPatternGet(font->pattern, kept[i], 0, &value) ==
		    FcResultMatch)
			(void)FcPatternAdd(pattern, kept[i], value, FcTrue);
	if (pattern == NULL)
		return NULL;
	(void)FcConfigSubstitute(NULL, pattern, FcMatchPattern);
	XftDefaultSubstitute(display, DefaultScreen(display), pattern);
	return pattern;
}

static struct fallback *
fallback_of(Display *display, XftFont *font)
{
	struct fallback *fallback = fallbacks;

	while (fallback != NULL && fallback->font != font)
		fallback = fallback->next;
	if (fallback != NULL)
		return fallback;
	fallback = calloc(1, sizeof(*fallback));
	if (fallback == NULL)
		return NULL;
	fallback->font = font;
	fallback->pattern = fallback_pattern(display, font);
	fallback->next = fallbacks;
	fallbacks = fallback;
	return fallback;
}

static XftFont *
fallback_open(Display *display, struct fallback *fallback, FcPattern *found)
{
	FcPattern *wanted = FcFontRenderPrepare(NULL, fallback->pattern,
	    found);
	XftFont *font = wanted == NULL ? NULL :
	    XftFontOpenPattern(display, wanted);

	if (font != NULL)
		fallback->fonts[fallback->opened++] = font;
	return font;
}

/* The first candidate that has the character; NULL when none has. */
static XftFont *
fallback_find(Display *display, struct fallback *fallback, unsigned code)
{
	FcResult result;
	FcCharSet *chars;
	XftFont *font;
	unsigned i;
	int number;

	for (i = 0; i < fallback->opened; i++)
		if (XftCharExists(display, fallback->fonts[i], code))
			return fallback->fonts[i];
	if (fallback->sorted == NULL && fallback->pattern != NULL)
		fallback->sorted = FcFontSort(NULL, fallback->pattern, FcTrue,
		    NULL, &result);
	if (fallback->sorted == NULL)
		return NULL;
	for (number = 0; number < fallback->sorted->nfont &&
	    fallback->opened < FONTS_MAX; number++) {
		if (FcPatternGetCharSet(fallback->sorted->fonts[number],
		    FC_CHARSET, 0, &chars) != FcResultMatch ||
		    !FcCharSetHasChar(chars, code))
			continue;
		font = fallback_open(display, fallback,
		    fallback->sorted->fonts[number]);
		if (font != NULL)
			return font;
	}
	return NULL;
}

XftFont *
fallback_font(Display *display, XftFont *font, unsigned code)
{
	unsigned slot = code * 2654435761u >> 22 & (CACHE_SIZE - 1);
	struct fallback *fallback;
	XftFont *found;

	if (code < 0x80)
		return font;
	fallback = fallback_of(display, font);
	if (fallback == NULL)
		return font;
	if (fallback->cache[slot].code != code) {
		found = XftCharExists(display, font, code) ? font :
		    fallback_find(display, fallback, code);
		fallback->cache[slot].code = code;
		fallback->cache[slot].font = found == NULL ? font : found;
	}
	return fallback->cache[slot].font;
}
