/* Scroll bars with a fixed range. */
#include "gui/toolkit/scroll.h"

#include <Xm/ScrollBar.h>
#include <Xm/Xm.h>

#include "gui/toolkit/app.h"

#define RANGE		10000
#define SLIDER_STEP	100
#define SLIDER_LEAST	400

static void
bar_moved(Widget widget, XtPointer data, XtPointer detail)
{
	struct scroll *scroll = data;
	XmScrollBarCallbackStruct *what = detail;
	uint64_t hidden = scroll->total > scroll->page ?
	    scroll->total - scroll->page : 0;
	int room = RANGE - scroll->slider;

	(void)widget;
	scroll->value = what->value;
	scroll->moved(scroll->context, room <= 0 ? 0 :
	    (hidden * (uint64_t)what->value + (uint64_t)room / 2) /
	    (uint64_t)room);
}

void
scroll_init(struct scroll *scroll, struct app *app, Widget parent,
    const char *name, bool horizontal, void (*moved)(void *, uint64_t),
    void *context)
{
	scroll->app = app;
	scroll->moved = moved;
	scroll->context = context;
	scroll->value = 0;
	scroll->slider = RANGE;
	scroll->bar = XtVaCreateManagedWidget(name, xmScrollBarWidgetClass,
	    parent, XmNorientation, horizontal ? XmHORIZONTAL : XmVERTICAL,
	    XmNminimum, 0, XmNmaximum, RANGE, XmNsliderSize, RANGE,
	    XmNpageIncrement, RANGE, NULL);
	XtAddCallback(scroll->bar, XmNvalueChangedCallback, bar_moved, scroll);
	XtAddCallback(scroll->bar, XmNdragCallback, bar_moved, scroll);
}

static int
slider_for(uint64_t total, uint64_t page)
{
	int size;

	if (total <= page)
		return RANGE;
	size = (int)(RANGE * page / total) / SLIDER_STEP * SLIDER_STEP;
	return size < SLIDER_LEAST ? SLIDER_LEAST : size;
}

void
scroll_show(struct scroll *scroll, uint64_t total, uint64_t page,
    uint64_t top)
{
	int slider = slider_for(total, page), value;
	uint64_t hidden = total > page ? total - page : 0;

	scroll->total = total;
	scroll->page = page;
	value = hidden == 0 ? 0 : (int)((uint64_t)(RANGE - slider) *
	    (top > hidden ? hidden : top) / hidden);
	if (value == scroll->value && slider == scroll->slider)
		return;
	scroll->value = value;
	if ((slider == RANGE) != (scroll->slider == RANGE)) {
		scroll->slider = slider;
		scroll_restyle(scroll);
	}
	scroll->slider = slider;
	XtVaSetValues(scroll->bar, XmNvalue, value, XmNsliderSize, slider,
	    XmNpageIncrement, slider, XmNincrement, slider / 10 + 1, NULL);
}

void
scroll_restyle(struct scroll *scroll)
{
	XtVaSetValues(scroll->bar, XmNbackground, app_colour(scroll->app,
	    scroll->slider == RANGE ? COLOUR_TROUGH : COLOUR_SLIDER)->pixel,
	    NULL);
}
