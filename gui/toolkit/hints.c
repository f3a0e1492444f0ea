/* What a window tells the window manager of itself. */
#include "gui/toolkit/hints.h"

#include <X11/Xatom.h>
#include <Xm/Xm.h>
#include <string.h>
#include <unistd.h>

#include "gui/toolkit/app.h"
#include "gui/toolkit/icon.h"

#define PLAIN_SIZE	48	/* of the icon of two colours */
#define PLAIN_BYTES	((PLAIN_SIZE + 7) / 8)

static const int sizes[] = { 16, 24, 32, 48, 64 };

static uint32_t
rgb(struct app *app, enum colour_id id)
{
	const XRenderColor *colour =
	    &app->palettes[SCHEME_LIGHT].colours[id].xft.color;

	return (uint32_t)(colour->red >> 8) << 16 |
	    (uint32_t)(colour->green >> 8) << 8 | colour->blue >> 8;
}

/* The monitor's ground is dark, the client's is the accent colour. */
static struct icon
icon_of(struct app *app)
{
	uint32_t white = rgb(app, COLOUR_SURFACE);
	enum colour_id ground = strcmp(app->name, "xbarewired") == 0 ?
	    COLOUR_TEXT : COLOUR_ACCENT;

	return (struct icon){ rgb(app, ground), white,
	    rgb(app, COLOUR_FOUND_NOW) };
}

static void
put_cardinals(struct app *app, Widget shell, enum app_atom name, Atom type,
    const unsigned long *values, int count)
{
	XChangeProperty(app->display, XtWindow(shell), app->atoms[name],
	    type, 32, PropModeReplace, (const unsigned char *)values, count);
}

/* Each size is its width, its height, its pixels. */
static void
put_icon(struct app *app, Widget shell)
{
	struct icon icon = icon_of(app);
	static unsigned long values[16 * 16 + 24 * 24 + 32 * 32 + 48 * 48 +
	    64 * 64 + 2 * XtNumber(sizes)];
	int count = 0, x, y;
	size_t i;

	for (i = 0; i < XtNumber(sizes); i++) {
		values[count++] = (unsigned long)sizes[i];
		values[count++] = (unsigned long)sizes[i];
		for (y = 0; y < sizes[i]; y++)
			for (x = 0; x < sizes[i]; x++)
				values[count++] = icon_pixel(&icon, sizes[i],
				    x, y);
	}
	put_cardinals(app, shell, ATOM_NET_ICON, XA_CARDINAL, values, count);
}

/* The arrows without their ground, and where they are: mwm's box. */
static void
put_plain_icon(struct app *app, Widget shell)
{
	const struct icon icon = { 0, 1, 1 };
	static char bits[PLAIN_BYTES * PLAIN_SIZE];
	Pixmap pixmap;
	int x, y;

	memset(bits, 0, sizeof(bits));
	for (y = 0; y < PLAIN_SIZE; y++)
		for (x = 0; x < PLAIN_SIZE; x++)
			if ((icon_pixel(&icon, PLAIN_SIZE, x, y) & 1) != 0)
				bits[y * PLAIN_BYTES + x / 8] |=
				    (char)(1 << x % 8);
	pixmap = XCreateBitmapFromData(app->display, XtWindow(shell), bits,
	    PLAIN_SIZE, PLAIN_SIZE);
	XtVaSetValues(shell, XmNiconPixmap, pixmap, NULL);
}

static void
put_process(struct app *app, Widget shell)
{
	unsigned long process = (unsigned long)getpid();

	put_cardinals(app, shell, ATOM_NET_PID, XA_CARDINAL, &process, 1);
}

static void
put_kind(struct app *app, Widget shell, enum app_atom kind)
{
	unsigned long atom = app->atoms[kind];

	put_cardinals(app, shell, ATOM_NET_TYPE, XA_ATOM, &atom, 1);
}

void
hints_realize(struct app *app)
{
	Widget shell = app->shell;

	XtSetMappedWhenManaged(shell, False);
	XtRealizeWidget(shell);
	put_process(app, shell);
	put_kind(app, shell, ATOM_NET_NORMAL);
	put_icon(app, shell);
	put_plain_icon(app, shell);
	XtSetMappedWhenManaged(shell, True);
	XtMapWidget(shell);
}

void
hints_dialog(struct app *app, Widget shell)
{
	put_process(app, shell);
	put_kind(app, shell, ATOM_NET_DIALOG);
}
