/* Drawn areas: when they are painted, what input they get. */
#include "gui/toolkit/view.h"

#include <Xm/DrawingA.h>
#include <Xm/Xm.h>
#include <stdio.h>

static bool
view_is_seen(const struct view *view)
{
	Widget widget;

	for (widget = view->area; widget != NULL && !XtIsShell(widget);
	    widget = XtParent(widget))
		if (!XtIsManaged(widget))
			return false;
	return XtIsRealized(view->area);
}

static void
view_paint(struct view *view)
{
	if (paint_prepare(&view->canvas, view->group->app, view->area))
		view->repaint = true;
	if (view->canvas.pixmap == None)
		return;
	view->paint(view);
	view->touched = view->repaint = false;
	paint_show(&view->canvas);
}

int64_t
view_group_paint(struct view_group *group)
{
	struct view *view;
	int64_t cost = 0;

	for (view = group->first; view != NULL; view = view->next) {
		if (view->touched && view_is_seen(view))
			view_paint(view);
		cost += view->canvas.cost;
		view->canvas.cost = 0;
	}
	return cost;
}

void
view_touch(struct view *view)
{
	view->touched = true;
	view->group->touched(view->group->context);
}

void
view_group_touch(struct view_group *group)
{
	struct view *view;

	for (view = group->first; view != NULL; view = view->next) {
		view->repaint = true;
		view_touch(view);
	}
}

static void
exposed(Widget widget, XtPointer data, XtPointer detail)
{
	struct view *view = data;
	XmDrawingAreaCallbackStruct *what = detail;
	Dimension width, height;

	XtVaGetValues(widget, XmNwidth, &width, XmNheight, &height, NULL);
	if (view->touched || view->canvas.pixmap == None ||
	    view->canvas.width != (int)width ||
	    view->canvas.height != (int)height)
		view_paint(view);
	paint_expose(&view->canvas, &what->event->xexpose);
}

static void
resized(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	view_touch(data);
}

static void
focus_moved(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	struct view *view = data;

	(void)widget;
	(void)go_on;
	if (event->xfocus.detail == NotifyPointer)
		return;
	view->focused = event->type == FocusIn;
	view->repaint = true;
	view_touch(view);
}

/* Not as a resource of the area: Motif puts the keys of its own traversal
 * over those. */
static void
bind_keys(struct view *view, const char *keys)
{
	char name[48];

	(void)snprintf(name, sizeof(name), "keys.%s", keys);
	XtOverrideTranslations(view->area, XtParseTranslationTable(
	    app_text(view->group->app, name, "")));
}

void
view_make(struct view *view, struct view_group *group, Widget parent,
    const char *name, const char *keys)
{
	view->group = group;
	view->next = group->first;
	group->first = view;
	view->area = XtVaCreateManagedWidget(name, xmDrawingAreaWidgetClass,
	    parent, XmNresizePolicy, XmRESIZE_NONE, XmNuserData, view,
	    XmNmarginWidth, 0, XmNmarginHeight, 0,
	    XmNtraversalOn, view->act != NULL, NULL);
	XtAddCallback(view->area, XmNexposeCallback, exposed, view);
	XtAddCallback(view->area, XmNresizeCallback, resized, view);
	XtAddEventHandler(view->area, FocusChangeMask, False, focus_moved,
	    view);
	if (keys != NULL)
		bind_keys(view, keys);
	view_touch(view);
}

void
view_set_height(struct view *view, int height)
{
	Dimension now;

	XtVaGetValues(view->area, XmNheight, &now, NULL);
	if (now != (Dimension)height)
		XtVaSetValues(view->area, XmNheight, height, NULL);
	view->repaint = true;
	view_touch(view);
}

static void
act(Widget widget, XEvent *event, String *params, Cardinal *count)
{
	struct view *view = NULL;

	if (!XmIsDrawingArea(widget) || *count != 1)
		return;
	XtVaGetValues(widget, XmNuserData, &view, NULL);
	if (view != NULL && view->act != NULL)
		view->act(view, params[0], event);
}

void
view_add_actions(XtAppContext context)
{
	static XtActionsRec actions[] = { { "view", act } };

	XtAppAddActions(context, actions, XtNumber(actions));
}
