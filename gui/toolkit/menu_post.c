/* Context menus: entries of the menu bar, where the pointer or the pick is. */
#include <Xm/PushB.h>
#include <Xm/RowColumn.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdlib.h>

#include "gui/toolkit/app.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/theme.h"

#define STILL	4	/* pixels: the pointer was not moved */

/* What an entry's callback gets: the entry of the menu bar it stands for. */
static void
repeat_entry(Widget widget, XtPointer data, XtPointer detail)
{
	Widget entry = data;

	(void)widget;
	XtCallCallbacks(entry, XmIsToggleButton(entry) ?
	    XmNvalueChangedCallback : XmNactivateCallback, detail);
}

/* The name brings label and mnemonic along; the accelerator stays the menu
 * bar's, or it would be obeyed twice. */
static void
add_repeated(Widget menu, Widget entry)
{
	bool toggle = XmIsToggleButton(entry);
	Widget widget = XtVaCreateManagedWidget(XtName(entry), toggle ?
	    xmToggleButtonWidgetClass : xmPushButtonWidgetClass, menu,
	    XmNaccelerator, NULL, NULL);

	XtAddCallback(widget, toggle ? XmNvalueChangedCallback :
	    XmNactivateCallback, repeat_entry, entry);
}

static void
follow_bar(Widget menu, const struct menu_choice *choice)
{
	WidgetList children = NULL;
	Cardinal count = 0, i;
	Widget entry;

	XtVaGetValues(menu, XmNchildren, &children, XmNnumChildren, &count,
	    NULL);
	for (i = 0; i < count && i < choice->count; i++) {
		entry = choice->widgets[choice->commands[i]];
		menu_set_sensitive(children[i], XtIsSensitive(entry));
		if (XmIsToggleButton(entry))
			menu_set_toggle(children[i],
			    XmToggleButtonGetState(entry));
	}
}

/* Where the button went down that opened a menu, while it is down. */
static struct {
	bool down;
	unsigned button;
	int x, y;
	XtEventDispatchProc otherwise;
} opener;

/* Motif takes a menu down when the button that opened it goes up again, but
 * for one that was down for less than a double click's time. */
static Boolean
release(XEvent *event)
{
	bool ours = opener.down && event->xbutton.button == opener.button;

	if (!ours)
		return opener.otherwise(event);
	opener.down = false;
	if (abs(event->xbutton.x_root - opener.x) > STILL ||
	    abs(event->xbutton.y_root - opener.y) > STILL)
		return opener.otherwise(event);
	/* Its menu holds back what comes behind a button. */
	XAllowEvents(event->xany.display, SyncPointer, CurrentTime);
	return True;
}

static void
await_release(Display *display, const XButtonEvent *event)
{
	if (opener.otherwise == NULL)
		opener.otherwise = XtSetEventDispatcher(display,
		    ButtonRelease, release);
	opener.down = true;
	opener.button = event->button;
	opener.x = event->x_root;
	opener.y = event->y_root;
}

static void
make(Widget *popup, struct app *app, Widget area,
    const struct menu_choice *choice)
{
	size_t i;

	*popup = XmCreatePopupMenu(area, "contextMenu", NULL, 0);
	/* Motif's own keys would open it a second time. */
	XtVaSetValues(*popup, XmNpopupEnabled, XmPOPUP_DISABLED, NULL);
	for (i = 0; i < choice->count; i++)
		add_repeated(*popup, choice->widgets[choice->commands[i]]);
	theme_apply(app, XtParent(*popup), true);
}

void
menu_post(Widget *popup, struct app *app, Widget area,
    const struct menu_place *place, const struct menu_choice *choice)
{
	XButtonPressedEvent press = { .type = ButtonPress };
	Position left = 0, top = 0;

	if (*popup == NULL)
		make(popup, app, area, choice);
	follow_bar(*popup, choice);
	if (place->event->type == ButtonPress) {
		press = place->event->xbutton;
		await_release(app->display, &press);
	} else {
		XtTranslateCoords(area, (Position)place->x,
		    (Position)place->y, &left, &top);
		press.x_root = left;
		press.y_root = top;
	}
	XmMenuPosition(*popup, &press);
	XtManageChild(*popup);
}
