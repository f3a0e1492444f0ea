/* Tips: the window that shows one. */
#include <X11/Shell.h>
#include <Xm/Label.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/font.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/theme.h"
#include "gui/toolkit/tip_private.h"

#define REST_MS		500	/* the pointer has to */
#define COLUMNS		72	/* then a line ends at the next blank */
#define TEXT_SIZE	2048
#define BELOW		18	/* pixels, of the pointer */

/* There is one for the whole program. */
static struct {
	Widget shell, label;
	XtIntervalId timer;	/* 0: nothing is waited for */
	struct canvas *canvas;
	int x, y;		/* where the pointer rests, in the canvas */
	int root_x, root_y;
	bool shown;
	struct area area;	/* what is shown is about that */
} tip;

static void
hide(void)
{
	if (tip.timer != 0)
		XtRemoveTimeOut(tip.timer);
	tip.timer = 0;
	if (tip.shown)
		XtPopdown(tip.shell);
	tip.shown = false;
}

static void
make(struct app *app)
{
	tip.shell = XtVaCreatePopupShell("tip", overrideShellWidgetClass,
	    app->shell, XmNallowShellResize, True, XmNborderWidth, 1, NULL);
	tip.label = XtVaCreateManagedWidget("tipText", xmLabelWidgetClass,
	    tip.shell, XmNalignment, XmALIGNMENT_BEGINNING, XmNmarginWidth, 6,
	    XmNmarginHeight, 4, NULL);
}

/* Long texts in lines, at blanks as far as there are any. */
static void
wrap(char *out, const char *text)
{
	size_t at, begin = 0, blank = 0;

	text_copy(out, TEXT_SIZE, text);
	for (at = 0; out[at] != '\0'; at++) {
		if (out[at] == '\n')
			begin = at + 1;
		if (out[at] == ' ')
			blank = at;
		if (at - begin >= COLUMNS && blank > begin) {
			out[blank] = '\n';
			begin = blank + 1;
		}
	}
}

/* Below the pointer, or above where the screen ends. */
static void
place(struct app *app)
{
	XtWidgetGeometry size;
	int x = tip.root_x + scale_px(4), y = tip.root_y + scale_px(BELOW);

	(void)XtQueryGeometry(tip.label, NULL, &size);
	if (x + size.width + 2 > WidthOfScreen(app->screen))
		x = WidthOfScreen(app->screen) - size.width - 2;
	if (y + size.height + 2 > HeightOfScreen(app->screen))
		y = tip.root_y - size.height - scale_px(6);
	XtVaSetValues(tip.shell, XmNx, x < 0 ? 0 : x, XmNy, y < 0 ? 0 : y,
	    XmNwidth, size.width, XmNheight, size.height, NULL);
}

static void
show(XtPointer context, XtIntervalId *id)
{
	struct app *app = tip.canvas->app;
	const struct canvas_tip *found = tip_at(tip.canvas, tip.x, tip.y);
	char words[TEXT_SIZE];

	(void)context;
	(void)id;
	tip.timer = 0;
	if (found == NULL || app->shut)
		return;
	if (tip.shell == NULL)
		make(app);
	tip.area = found->area;
	wrap(words, found->text);
	dialog_set_text(tip.label, words);
	theme_apply(app, tip.shell, true);
	XtVaSetValues(tip.shell, XmNborderColor,
	    app_colour(app, COLOUR_MUTED)->pixel, NULL);
	place(app);
	XtPopup(tip.shell, XtGrabNone);
	app_set_title(app, tip.shell, found->text);
	tip.shown = true;
}

static bool
is_in(struct area area, int x, int y)
{
	return x >= area.x && x < area.x + area.width && y >= area.y &&
	    y < area.y + area.height;
}

static void
moved(struct canvas *canvas, const XMotionEvent *event)
{
	if (tip.shown && tip.canvas == canvas &&
	    is_in(tip.area, event->x, event->y))
		return;
	hide();
	tip.canvas = canvas;
	tip.x = event->x;
	tip.y = event->y;
	tip.root_x = event->x_root;
	tip.root_y = event->y_root;
	if (event->state < Button1Mask)
		tip.timer = XtAppAddTimeOut(canvas->app->context, REST_MS,
		    show, NULL);
}

static void
happened(Widget widget, XtPointer data, XEvent *event, Boolean *more)
{
	(void)widget;
	(void)more;
	if (event->type == MotionNotify)
		moved(data, &event->xmotion);
	else
		hide();
}

void
tip_watch(struct canvas *canvas)
{
	XtAddEventHandler(canvas->area, PointerMotionMask | LeaveWindowMask |
	    ButtonPressMask | KeyPressMask, False, happened, canvas);
}

void
tip_close(struct canvas *canvas)
{
	if (tip.canvas == canvas)
		hide();
	tip_forget_all(canvas);
	free(canvas->tips);
	canvas->tips = NULL;
}

void
tip_shut(struct app *app)
{
	hide();
	if (tip.shell == NULL)
		return;
	dialog_set_text(tip.label, "");
	app_set_title(app, tip.shell, "");
}
