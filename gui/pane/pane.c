/* A pane of lines: scrolling and picking. */
#include "gui/pane/pane.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#define WHEEL_LINES	3

static uint64_t
pane_line_at(const struct pane *pane, int y)
{
	int height = pane->line_height > 0 ? pane->line_height : 1;

	y -= pane->pad_top;
	return pane->lines->top(pane->model) + (uint64_t)(y < 0 ? 0 :
	    y / height);
}

static void
pane_press(struct pane *pane, const XButtonEvent *event, bool extend)
{
	uint64_t line = pane_line_at(pane, event->y);
	bool there = pane->jumps ? event->y == pane->pressed_y :
	    line == pane->pressed_line;
	bool again = !extend && there &&
	    event->time - pane->pressed < (Time)XtGetMultiClickTime(
	    XtDisplay(pane->view.area));

	XmProcessTraversal(pane->view.area, XmTRAVERSE_CURRENT);
	if (again && pane->opened != NULL) {
		pane->pressed = 0;
		pane->opened(pane->context);
		return;
	}
	pane->pressed = event->time;
	pane->pressed_line = line;
	pane->pressed_y = event->y;
	pane->picking = true;
	pane->lines->pick(pane->model, extend ? line :
	    pane->lines->pressed(pane->model, line), extend);
}

/* Beyond the edges the pane moves along. */
static void
pane_drag(struct pane *pane, int y)
{
	int height = pane->view.canvas.height;

	if (!pane->picking)
		return;
	if (y < 0)
		pane->lines->scroll_by(pane->model, -1);
	else if (y >= height)
		pane->lines->scroll_by(pane->model, 1);
	pane->lines->pick(pane->model, pane_line_at(pane, y >= height ?
	    height - 1 : y), true);
}

static void
pane_release(struct pane *pane, Time time)
{
	if (pane->picking && pane->picked != NULL)
		pane->picked(pane->context, time);
	pane->picking = false;
}

/* A line that is not picked is picked first; a key means where the pick is
 * or else the middle. */
static void
pane_menu(struct pane *pane, const XEvent *event)
{
	bool button = event->type == ButtonPress;
	struct menu_place place = { event, pane->view.canvas.width / 3,
	    pane->view.canvas.height / 3 };
	uint64_t line = button ? pane_line_at(pane, event->xbutton.y) : 0;

	XmProcessTraversal(pane->view.area, XmTRAVERSE_CURRENT);
	if (button && !pane->lines->is_picked(pane->model, line)) {
		pane->lines->pick(pane->model,
		    pane->lines->pressed(pane->model, line), false);
		if (pane->picked != NULL)
			pane->picked(pane->context, event->xbutton.time);
	}
	pane->menu(pane->context, &place);
}

static bool
pane_move(struct pane *pane, const char *what)
{
	static const struct { const char *what; int lines, pages; } moves[] = {
		{ "up", -1, 0 }, { "down", 1, 0 },
		{ "wheel-up", -WHEEL_LINES, 0 },
		{ "wheel-down", WHEEL_LINES, 0 },
		{ "page-up", 0, -1 }, { "page-down", 0, 1 },
	};
	/* A line stays in sight, and a pinned heading covers one. */
	int64_t page = pane->lines->page(pane->model) > 2 ?
	    (int64_t)pane->lines->page(pane->model) - 2 : 1;
	size_t i;

	for (i = 0; i < XtNumber(moves); i++)
		if (strcmp(what, moves[i].what) == 0) {
			pane->lines->scroll_by(pane->model, moves[i].lines +
			    moves[i].pages * page);
			return true;
		}
	return false;
}

static void
pane_act(struct view *view, const char *what, XEvent *event)
{
	struct pane *pane = view->owner;

	if (pane->own_act != NULL && pane->own_act(pane, what))
		;
	else if (strcmp(what, "pick") == 0 || strcmp(what, "extend") == 0)
		pane_press(pane, &event->xbutton, what[0] == 'e');
	else if (strcmp(what, "drag") == 0)
		pane_drag(pane, event->xmotion.y);
	else if (strcmp(what, "release") == 0)
		pane_release(pane, event->xbutton.time);
	else if (strcmp(what, "begin") == 0)
		pane->lines->scroll_to(pane->model, 0);
	else if (strcmp(what, "end") == 0)
		pane->lines->scroll_to(pane->model,
		    pane->lines->end(pane->model));
	else if (strcmp(what, "none") == 0)
		pane->lines->pick_none(pane->model);
	else if (strcmp(what, "open") == 0 && pane->opened != NULL)
		pane->opened(pane->context);
	else if (strcmp(what, "menu") == 0 && pane->menu != NULL)
		pane_menu(pane, event);
	else
		(void)pane_move(pane, what);
	view_touch(view);
}

static void
pane_scrolled(void *context, uint64_t top)
{
	struct pane *pane = context;

	pane->lines->scroll_to(pane->model,
	    pane->lines->first(pane->model) + top);
	view_touch(&pane->view);
}

/* From top to bottom at that side; the fourth is the caller's. */
static void
pane_attach(const struct pane *pane, Widget widget, const char *side)
{
	XtVaSetValues(widget, XmNtopAttachment, pane->below == NULL ?
	    XmATTACH_FORM : XmATTACH_WIDGET, XmNtopWidget, pane->below,
	    XmNbottomAttachment, XmATTACH_FORM, side, XmATTACH_FORM, NULL);
}

void
pane_make(struct pane *pane, struct view_group *group, Widget parent,
    const char *name)
{
	char frame[48], bar[48];

	(void)snprintf(frame, sizeof(frame), "%sFrame", name);
	(void)snprintf(bar, sizeof(bar), "%sScroll", name);
	pane->view.act = pane_act;
	pane->frame = pane->below != NULL ? parent :
	    XtVaCreateManagedWidget(frame, xmFormWidgetClass, parent, NULL);
	scroll_init(&pane->scroll, group->app, pane->frame, bar, false,
	    pane_scrolled, pane);
	pane_attach(pane, pane->scroll.bar, XmNrightAttachment);
	view_make(&pane->view, group, pane->frame, name, pane->keys != NULL ?
	    pane->keys : "pane");
	pane_attach(pane, pane->view.area, XmNleftAttachment);
	XtVaSetValues(pane->view.area, XmNrightAttachment, XmATTACH_WIDGET,
	    XmNrightWidget, pane->scroll.bar, NULL);
}

void
pane_show_scroll(struct pane *pane)
{
	uint64_t first = pane->lines->first(pane->model);

	scroll_show(&pane->scroll, pane->lines->end(pane->model) - first,
	    pane->lines->page(pane->model),
	    pane->lines->top(pane->model) - first);
}

void
pane_restyle(struct pane *pane)
{
	scroll_restyle(&pane->scroll);
	view_touch(&pane->view);
}

void
pane_repaint(struct pane *pane)
{
	pane->view.repaint = true;
	view_touch(&pane->view);
}

void
pane_pick_none(void *model)
{
	(void)model;
}

uint64_t
pane_pressed(const void *model, uint64_t line)
{
	(void)model;
	return line;
}
