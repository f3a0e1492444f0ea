/* Colours out of resources, without a question to the server. */
#include "gui/toolkit/colour.h"

#include <X11/StringDefs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/app.h"

/* Shown when a resource is missing or cannot be understood: seen at once. */
#define FALLBACK_COLOUR "#ff00ff"

#define RESOURCE(name, id) { name, XtCForeground, XtRString, sizeof(String), \
	(id) * sizeof(String), XtRString, (XtPointer)FALLBACK_COLOUR },

static XtResource resources[COLOUR_COUNT] = {
#define COLOUR(symbol, name) RESOURCE(name, COLOUR_##symbol)
#include "gui/toolkit/colours.def"
#undef COLOUR
#define STATE(symbol, word, meaning) \
	RESOURCE(word "Ink", COLOUR_INK_##symbol) \
	RESOURCE(word "Fill", COLOUR_FILL_##symbol)
#include "shm/states.def"
#undef STATE
};

static bool
hex_channels(const char *text, unsigned channels[3])
{
	char *end;
	unsigned long value;

	if (text[0] != '#' || strlen(text) != 7)
		return false;
	value = strtoul(text + 1, &end, 16);
	channels[0] = (unsigned)(value >> 16) & 0xff;
	channels[1] = (unsigned)(value >> 8) & 0xff;
	channels[2] = (unsigned)value & 0xff;
	return *end == '\0';
}

/* A channel of 0 to 255 moved under the visual's mask. */
static unsigned long
channel_bits(unsigned value, unsigned long mask)
{
	unsigned shift, width;

	for (shift = 0; mask != 0 && (mask >> shift & 1) == 0; shift++)
		;
	for (width = 0; (mask >> shift >> width & 1) != 0; width++)
		;
	return width >= 8 ? (unsigned long)value << (width - 8) << shift :
	    (unsigned long)(value >> (8 - width)) << shift;
}

static unsigned long
true_colour_pixel(const Visual *visual, const unsigned channels[3])
{
	return channel_bits(channels[0], visual->red_mask) |
	    channel_bits(channels[1], visual->green_mask) |
	    channel_bits(channels[2], visual->blue_mask);
}

static bool
server_pixel(struct app *app, const char *text, struct colour *colour,
    unsigned channels[3])
{
	XColor found;

	if (!XParseColor(app->display, app->colormap, text, &found))
		return false;
	channels[0] = found.red >> 8;
	channels[1] = found.green >> 8;
	channels[2] = found.blue >> 8;
	if (!XAllocColor(app->display, app->colormap, &found))
		return false;
	colour->pixel = found.pixel;
	return true;
}

bool
colour_parse(struct app *app, const char *text, struct colour *colour)
{
	unsigned channels[3];

	memset(colour, 0, sizeof(*colour));
	if (app->visual->class == TrueColor && hex_channels(text, channels))
		colour->pixel = true_colour_pixel(app->visual, channels);
	else if (!server_pixel(app, text, colour, channels))
		return false;
	colour->xft.pixel = colour->pixel;
	colour->xft.color.red = (unsigned short)(channels[0] * 0x101);
	colour->xft.color.green = (unsigned short)(channels[1] * 0x101);
	colour->xft.color.blue = (unsigned short)(channels[2] * 0x101);
	colour->xft.color.alpha = 0xffff;
	return true;
}

/* Xt makes its own of the names in a resource list. */
static const char *const names[COLOUR_COUNT] = {
#define COLOUR(symbol, name) [COLOUR_##symbol] = name,
#include "gui/toolkit/colours.def"
#undef COLOUR
#define STATE(symbol, word, meaning) \
	[COLOUR_INK_##symbol] = word "Ink", \
	[COLOUR_FILL_##symbol] = word "Fill",
#include "shm/states.def"
#undef STATE
};

static void
warn(struct app *app, const char *scheme, const char *name, const char *text)
{
	char words[160];

	(void)snprintf(words, sizeof(words), "%s.%s: \"%.60s\" is not a "
	    "colour", scheme, name, text);
	XtAppWarning(app->context, words);
}

void
colour_load_palette(struct app *app, struct palette *palette,
    const char *scheme)
{
	String texts[COLOUR_COUNT];
	int id;

	memset(texts, 0, sizeof(texts));
	XtGetSubresources(app->shell, texts, scheme, "Scheme", resources,
	    XtNumber(resources), NULL, 0);
	for (id = 0; id < COLOUR_COUNT; id++)
		if (!colour_parse(app, texts[id], &palette->colours[id])) {
			warn(app, scheme, names[id], texts[id]);
			(void)colour_parse(app, FALLBACK_COLOUR,
			    &palette->colours[id]);
		}
}

Picture
colour_solid(struct app *app, struct colour *colour)
{
	if (colour->solid == None)
		colour->solid = XRenderCreateSolidFill(app->display,
		    &colour->xft.color);
	return colour->solid;
}

static Boolean
string_to_pixel(Display *display, XrmValue *args, Cardinal *arg_count,
    XrmValue *from, XrmValue *to, XtPointer *data)
{
	static Pixel pixel;
	Screen *screen = *(Screen **)args[0].addr;
	Visual *visual = DefaultVisualOfScreen(screen);
	unsigned channels[3];

	if (visual->class != TrueColor ||
	    !hex_channels((const char *)from->addr, channels))
		return XtCvtStringToPixel(display, args, arg_count, from, to,
		    data);
	pixel = true_colour_pixel(visual, channels);
	if (to->addr == NULL)
		to->addr = (XPointer)&pixel;
	else if (to->size < sizeof(pixel))
		return False;
	else
		*(Pixel *)(void *)to->addr = pixel;
	to->size = sizeof(pixel);
	return True;
}

void
colour_install_converter(XtAppContext context)
{
	(void)context;	/* the converter is for all of them */
	XtSetTypeConverter(XtRString, XtRPixel, string_to_pixel,
	    (XtConvertArgList)(XtPointer)colorConvertArgs, 2, XtCacheByDisplay,
	    NULL);
}
