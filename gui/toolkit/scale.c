/* Pixels that follow the screen's resolution and the size of the letters. */
#include "gui/toolkit/scale.h"

#include <X11/StringDefs.h>
#include <X11/Xft/Xft.h>
#include <Xm/PanedW.h>
#include <Xm/ScrollBar.h>
#include <Xm/VendorS.h>
#include <Xm/Xm.h>
#include <stdlib.h>

#define DPI		96
#define DPI_MIN		24
#define DPI_MAX		960
#define LETTERS		10	/* points */
#define PERCENT		100
#define STEP		5	/* per cent */
#define NEARLY		8	/* per cent: 100 dpi is no other screen */

static int resolution = PERCENT, points = LETTERS;

static int
scaled(int pixels, int percent)
{
	return pixels < 0 ? -scaled(-pixels, percent) :
	    (pixels * percent + PERCENT / 2) / PERCENT;
}

/* Half of what the letters have grown by. */
static int
letters_percent(void)
{
	return points <= LETTERS ? PERCENT : PERCENT +
	    (points - LETTERS) * PERCENT / (2 * LETTERS);
}

int
scale_px(int pixels)
{
	return scaled(pixels, resolution);
}

int
scale_grip_px(int pixels)
{
	return scaled(pixels, resolution * letters_percent() / PERCENT);
}

int
scale_window_px(int pixels)
{
	return scaled(pixels, resolution * (points < LETTERS ? LETTERS :
	    points) / LETTERS);
}

void
scale_set_letters(int size)
{
	points = size;
}

/* What Xft makes letters of. */
static double
dots_an_inch(Display *display, Screen *screen)
{
	FcPattern *pattern = FcPatternCreate();
	double dpi = DPI;

	if (pattern == NULL)
		return DPI;
	XftDefaultSubstitute(display, XScreenNumberOfScreen(screen), pattern);
	(void)FcPatternGetDouble(pattern, FC_DPI, 0, &dpi);
	FcPatternDestroy(pattern);
	return dpi;
}

/* Letters of no height, or higher than a screen, would end the program. */
static void
set_dots(Display *display)
{
	FcPattern *defaults = FcPatternCreate();

	if (defaults != NULL && FcPatternAddDouble(defaults, FC_DPI, DPI))
		(void)XftDefaultSet(display, defaults);
}

static void
find_resolution(Display *display, Screen *screen)
{
	double dpi = dots_an_inch(display, screen);

	/* Not a number is neither. */
	if (!(dpi >= DPI_MIN && dpi <= DPI_MAX)) {
		set_dots(display);
		dpi = DPI;
	}
	if (dpi < DPI)
		dpi = DPI;
	/* A screen's millimetres are whole ones: 192 dpi may be 191. */
	resolution = (int)(dpi * PERCENT / DPI / STEP + 0.5) * STEP;
	if (resolution <= PERCENT + NEARLY)
		resolution = PERCENT;
}

/* A number is scaled; with a unit ("2mm") it is what it says. */
static Boolean
string_to_pixels(Display *display, XrmValue *args, Cardinal *arg_count,
    XrmValue *from, XrmValue *to, XtPointer *data)
{
	static Dimension pixels;	/* a Position is as large */
	XtEnum error = False;
	const char *text = (const char *)from->addr;
	char *end;
	long number = strtol(text, &end, 10);

	(void)data;
	(void)args;
	(void)arg_count;
	if (end != text && *end == '\0' && labs(number) < 10000)
		number = scale_px((int)number);
	else
		number = XmConvertStringToUnits(
		    DefaultScreenOfDisplay(display), (char *)text,
		    XmHORIZONTAL, XmPIXELS, &error);
	if (error) {
		XtDisplayStringConversionWarning(display, text, "Dimension");
		return False;
	}
	pixels = (Dimension)number;
	if (to->addr == NULL)
		to->addr = (XPointer)&pixels;
	else if (to->size < sizeof(pixels))
		return False;
	else
		*(Dimension *)(void *)to->addr = pixels;
	to->size = sizeof(pixels);
	return True;
}

void
scale_open(Display *display, Screen *screen)
{
	static const char *const types[] = {
		XmRHorizontalDimension, XmRVerticalDimension,
		XmRHorizontalPosition, XmRVerticalPosition,
	};
	size_t i;

	find_resolution(display, screen);
	/* This registers Motif's converters, which would replace ours. */
	XtInitializeWidgetClass(vendorShellWidgetClass);
	/* Kept by nobody: the letters may become larger. */
	for (i = 0; i < XtNumber(types); i++)
		XtSetTypeConverter(XtRString, types[i], string_to_pixels,
		    NULL, 0, XtCacheNone, NULL);
}

#define UNSET	0x7fff

struct sizes {
	Dimension values[6];
};

#define SIZE(number, name, class) { name, class, XmRHorizontalDimension, \
	sizeof(Dimension), XtOffsetOf(struct sizes, values[number]), \
	XtRImmediate, (XtPointer)UNSET }

static XtResource sizes[] = {
	SIZE(0, XmNwidth, XtCWidth), SIZE(1, XmNheight, XtCHeight),
	SIZE(2, XmNspacing, XmCSpacing),
	SIZE(3, XmNsashWidth, XmCSashWidth),
	SIZE(4, XmNsashHeight, XmCSashHeight),
	SIZE(5, XmNsashIndent, XmCSashIndent),
};

/* Its length is along the edge that it moves. */
static void
turn_sash(Widget panes, struct sizes *found)
{
	unsigned char orientation = XmVERTICAL;
	Dimension width = found->values[3];

	XtVaGetValues(panes, XmNorientation, &orientation, NULL);
	if (orientation != XmHORIZONTAL)
		return;
	found->values[3] = found->values[4];
	found->values[4] = width;
}

void
scale_restyle(Widget widget)
{
	/* Xt has put other things where those of the list were. */
	static const char *const names[] = {
		XmNwidth, XmNheight, XmNspacing, XmNsashWidth, XmNsashHeight,
		XmNsashIndent,
	};
	struct sizes found;
	Arg args[XtNumber(sizes)];
	Cardinal count = 0;
	size_t i;

	if (!XmIsScrollBar(widget) && !XmIsPanedWindow(widget))
		return;
	XtGetApplicationResources(widget, &found, sizes, XtNumber(sizes),
	    NULL, 0);
	if (XmIsPanedWindow(widget))
		turn_sash(widget, &found);
	for (i = 0; i < XtNumber(sizes); i++)
		if (found.values[i] != UNSET) {
			XtSetArg(args[count], (String)names[i],
			    (XtArgVal)scaled((short)found.values[i],
			    letters_percent()));
			count++;
		}
	XtSetValues(widget, args, count);
}
