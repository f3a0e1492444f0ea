/* Two panes with a handle between them. */
#include "gui/toolkit/split.h"

#include <X11/cursorfont.h>
#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <string.h>

#include "gui/toolkit/scale.h"

#define WHOLE		1000
#define LEAST		120	/* thousandths that either pane keeps */
#define STEP		25
#define HANDLE_WIDTH	scale_grip_px(9)
#define BAR_WIDTH	scale_grip_px(5)
#define BAR_HEIGHT	scale_grip_px(64)

static void
paint(struct view *view)
{
	struct canvas *canvas = &view->canvas;
	int height = canvas->height < BAR_HEIGHT ? canvas->height :
	    BAR_HEIGHT;

	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	paint_fill(canvas, view->focused ? COLOUR_ACCENT : COLOUR_SLIDER,
	    (struct area){ (canvas->width - BAR_WIDTH) / 2,
	    (canvas->height - height) / 2, BAR_WIDTH, height });
	paint_mark_all(canvas);
}

/* The left pane ends where its share does; what follows hangs on it. */
static void
attach(struct split *split)
{
	Widget after = split->side != NULL ? split->side :
	    split->handle.area;

	if (!split->open) {
		XtVaSetValues(split->left, XmNrightAttachment,
		    split->side == NULL ? XmATTACH_FORM : XmATTACH_WIDGET,
		    XmNrightWidget, split->side, NULL);
		if (split->side != NULL)
			XtVaSetValues(split->side, XmNleftAttachment,
			    XmATTACH_NONE, XmNrightAttachment, XmATTACH_FORM,
			    NULL);
		return;
	}
	if (split->side != NULL)
		XtVaSetValues(split->side, XmNleftAttachment,
		    XmATTACH_WIDGET, XmNleftWidget, split->handle.area,
		    XmNrightAttachment, XmATTACH_NONE, NULL);
	XtVaSetValues(split->left, XmNrightAttachment, XmATTACH_POSITION,
	    XmNrightPosition, split->share, NULL);
	XtVaSetValues(split->right, XmNleftAttachment, XmATTACH_WIDGET,
	    XmNleftWidget, after, XmNleftOffset, split->side == NULL ? 0 :
	    HANDLE_WIDTH, NULL);
}

void
split_set_share(struct split *split, int share)
{
	if (share < LEAST)
		share = LEAST;
	if (share > WHOLE - LEAST)
		share = WHOLE - LEAST;
	if (share == split->share)
		return;
	split->share = share;
	if (split->open)
		XtVaSetValues(split->left, XmNrightPosition, share, NULL);
}

static void
drag(struct split *split, const XEvent *event)
{
	Dimension width;
	Position left;

	XtVaGetValues(split->form, XmNwidth, &width, NULL);
	XtVaGetValues(split->handle.area, XmNx, &left, NULL);
	if (width > 0)
		split_set_share(split, (left + event->xmotion.x -
		    HANDLE_WIDTH / 2) * WHOLE / width);
}

static void
act(struct view *view, const char *what, XEvent *event)
{
	struct split *split = view->owner;

	if (strcmp(what, "drag") == 0)
		drag(split, event);
	else if (strcmp(what, "left") == 0)
		split_set_share(split, split->share - STEP);
	else if (strcmp(what, "right") == 0)
		split_set_share(split, split->share + STEP);
}

Widget
split_make(struct split *split, struct view_group *group, Widget parent)
{
	split->form = XtVaCreateManagedWidget("panes", xmFormWidgetClass,
	    parent, XmNfractionBase, WHOLE, NULL);
	split->handle.owner = split;
	split->handle.paint = paint;
	split->handle.act = act;
	view_make(&split->handle, group, split->form, "handle", "handle");
	return split->form;
}

static void
set_cursor(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	static Cursor cursor;

	(void)data;
	(void)go_on;
	if (event->type != MapNotify)
		return;
	if (cursor == None)
		cursor = XCreateFontCursor(XtDisplay(widget),
		    XC_sb_h_double_arrow);
	XDefineCursor(XtDisplay(widget), XtWindow(widget), cursor);
}

static void
top_to_bottom(Widget widget)
{
	XtVaSetValues(widget, XmNtopAttachment, XmATTACH_FORM,
	    XmNbottomAttachment, XmATTACH_FORM, NULL);
}

void
split_finish(struct split *split, Widget left, Widget side, Widget right,
    int share)
{
	split->left = left;
	split->side = side;
	split->right = right;
	split->share = share;
	split->open = true;
	top_to_bottom(left);
	top_to_bottom(right);
	top_to_bottom(split->handle.area);
	if (side != NULL)
		top_to_bottom(side);
	XtVaSetValues(left, XmNleftAttachment, XmATTACH_FORM, NULL);
	XtVaSetValues(right, XmNrightAttachment, XmATTACH_FORM, NULL);
	XtVaSetValues(split->handle.area, XmNwidth, HANDLE_WIDTH,
	    XmNleftAttachment, XmATTACH_WIDGET, XmNleftWidget, left, NULL);
	XtAddEventHandler(split->handle.area, StructureNotifyMask, False,
	    set_cursor, NULL);
	attach(split);
}

void
split_show_right(struct split *split, bool shown)
{
	if (shown == split->open)
		return;
	split->open = shown;
	/* Never both ways of hanging together at once: the form would look
	 * for a layout that does not exist. */
	if (!shown) {
		XtUnmanageChild(split->right);
		XtUnmanageChild(split->handle.area);
	}
	attach(split);
	if (shown) {
		XtManageChild(split->handle.area);
		XtManageChild(split->right);
	}
}
