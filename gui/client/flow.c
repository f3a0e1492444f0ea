/* Widgets in a row that goes on in the next line. */
#include "gui/client/flow.h"

#include <X11/IntrinsicP.h>
#include <Xm/BulletinB.h>
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/PushB.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdbool.h>

#define ITEMS_MAX 32

struct item {
	Widget widget;
	Dimension width, height;
	Boolean joined;		/* to the one before */
};

static Boolean
is_plain_label(Widget widget)
{
	return XmIsLabel(widget) && !XmIsPushButton(widget) &&
	    !XmIsToggleButton(widget);
}

static Cardinal
gather(Widget row, struct item items[ITEMS_MAX])
{
	CompositeWidget composite = (CompositeWidget)row;
	XtWidgetGeometry wants;
	Cardinal i, count = 0;
	Widget child;

	for (i = 0; i < composite->composite.num_children &&
	    count < ITEMS_MAX; i++) {
		child = composite->composite.children[i];
		if (!XtIsManaged(child))
			continue;
		(void)XtQueryGeometry(child, NULL, &wants);
		items[count] = (struct item){ child, wants.width,
		    wants.height, count > 0 &&
		    is_plain_label(items[count - 1].widget) };
		count++;
	}
	return count;
}

/* The end of the line that begins with item `from`, and its height. */
static Cardinal
line_end(const struct item *items, Cardinal from, Cardinal count, int room,
    int space, int *height)
{
	int width = 0, more;
	Cardinal i = from, next;

	*height = 0;
	while (i < count) {
		more = items[i].width;
		for (next = i + 1; next < count && items[next].joined; next++)
			more += space + items[next].width;
		if (i != from && width + space + more > room)
			break;
		width += (i == from ? 0 : space) + more;
		for (; i < next; i++)
			if (items[i].height > *height)
				*height = items[i].height;
	}
	return i;
}

static void
place(struct item *items, Cardinal from, Cardinal end, Position x, int y,
    int height, int space)
{
	for (; from < end; from++) {
		XtConfigureWidget(items[from].widget, x, (Position)(y +
		    (height - items[from].height) / 2), items[from].width,
		    items[from].height, 0);
		x = (Position)(x + items[from].width + space);
	}
}

static int
arrange(Widget row, int width, bool placed)
{
	struct item items[ITEMS_MAX];
	Cardinal count = gather(row, items), from, end;
	Dimension margin_x, margin_y;
	int y, line, space;

	XtVaGetValues(row, XmNmarginWidth, &margin_x, XmNmarginHeight,
	    &margin_y, NULL);
	space = margin_x * 2 / 3;
	y = margin_y;
	for (from = 0; from < count; from = end) {
		end = line_end(items, from, count, width - 2 * margin_x,
		    space, &line);
		if (placed)
			place(items, from, end, (Position)margin_x, y, line,
			    space);
		y += line + margin_y;
	}
	return y;
}

int
flow_height(Widget row, int width)
{
	return arrange(row, width, false);
}

void
flow_fit(Widget row)
{
	Dimension width, height;
	int needed;

	XtVaGetValues(row, XmNwidth, &width, XmNheight, &height, NULL);
	needed = arrange(row, width, true);
	if (height != (Dimension)needed)
		XtVaSetValues(row, XmNheight, needed, NULL);
}

static void
resized(Widget row, XtPointer data, XEvent *event, Boolean *go_on)
{
	(void)data;
	(void)go_on;
	/* A page that was hidden is mapped as wide as it shall be. */
	if (event->type == ConfigureNotify || event->type == MapNotify)
		flow_fit(row);
}

Widget
flow_make(Widget form, const char *name)
{
	Widget row = XtVaCreateWidget(name, xmBulletinBoardWidgetClass, form,
	    XmNresizePolicy, XmRESIZE_NONE, XmNshadowThickness, 0,
	    XmNtopAttachment, XmATTACH_FORM, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_FORM, NULL);

	XtAddEventHandler(row, StructureNotifyMask, False, resized, NULL);
	return row;
}
