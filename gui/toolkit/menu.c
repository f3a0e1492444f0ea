/* Menus out of a list. */
#include "gui/toolkit/menu.h"

#include <Xm/CascadeB.h>
#include <Xm/PushB.h>
#include <Xm/RowColumn.h>
#include <Xm/Separator.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <X11/IntrinsicP.h>
#include <X11/CoreP.h>
#include <X11/CompositeP.h>
#include <X11/ShellP.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an entry's callback gets; lives as long as the menu. */
struct binding {
	menu_call *call;
	void *context;
	int command;
};

static void
run_binding(XtPointer data, XtIntervalId *id)
{
	struct binding *binding = data;

	(void)id;
	binding->call(binding->context, binding->command);
}

/* Not at once: Motif first takes the menu down and gives the focus back, and
 * that must not come after a dialog has got it. */
static void
entry_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	(void)detail;
	XtAppAddTimeOut(XtWidgetToApplicationContext(widget), 0, run_binding,
	    data);
}

static void
free_binding(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	free(data);
}

/* A menu within a menu knows its title: menu_title_of. */
static Widget
add_menu(Widget bar, const char *name, const char *help_name, bool within)
{
	char menu_name[64];
	Widget menu, title;

	snprintf(menu_name, sizeof(menu_name), "%sMenu", name);
	menu = XmCreatePulldownMenu(bar, menu_name, NULL, 0);
	title = XtVaCreateManagedWidget(name, xmCascadeButtonWidgetClass, bar,
	    XmNsubMenuId, menu, NULL);
	if (help_name != NULL && strcmp(name, help_name) == 0)
		XtVaSetValues(bar, XmNmenuHelpWidget, title, NULL);
	if (within)
		XtVaSetValues(menu, XmNuserData, title, NULL);
	return menu;
}

Widget
menu_title_of(Widget entry)
{
	Widget title = NULL;

	XtVaGetValues(XtParent(entry), XmNuserData, &title, NULL);
	return title;
}

/* Motif paints an entry twice as its menu opens, and the accelerator's text
 * over itself, which makes its antialiased letters bold: once more, clean. */
static void
paint_once(Widget widget, XtPointer data, XEvent *event, Boolean *more)
{
	(void)data;
	(void)more;
	if (event->type != Expose || event->xexpose.count != 0)
		return;
	XClearWindow(XtDisplay(widget), XtWindow(widget));
	XtClass(widget)->core_class.expose(widget, event, NULL);
}

static Widget
add_entry(Widget menu, const struct menu_entry *entry, menu_call *call,
    void *context)
{
	bool toggle = entry->kind == MENU_TOGGLE;
	struct binding *binding = malloc(sizeof(*binding));
	Widget widget = XtVaCreateManagedWidget(entry->name, toggle ?
	    xmToggleButtonWidgetClass : xmPushButtonWidgetClass, menu, NULL);

	if (binding == NULL)
		return widget;
	*binding = (struct binding){ call, context, entry->command };
	XtAddCallback(widget, toggle ? XmNvalueChangedCallback :
	    XmNactivateCallback, entry_chosen, binding);
	XtAddCallback(widget, XmNdestroyCallback, free_binding, binding);
	XtAddEventHandler(widget, ExposureMask, False, paint_once, NULL);
	return widget;
}

static bool
any_posted(Widget bar)
{
	WidgetList children = NULL;
	Cardinal count = 0, i;
	Widget menu;

	XtVaGetValues(bar, XmNchildren, &children, XmNnumChildren, &count,
	    NULL);
	for (i = 0; i < count; i++) {
		menu = NULL;
		XtVaGetValues(children[i], XmNsubMenuId, &menu, NULL);
		if (menu != NULL && XtIsShell(XtParent(menu)) &&
		    ((ShellWidget)XtParent(menu))->shell.popped_up)
			return true;
	}
	return false;
}

/* Beside the titles.  Motif would begin to go through the menus, with none
 * open and the keyboard taken from everything else. */
static void
press_bar(Widget bar, XEvent *event, String *params, Cardinal *count)
{
	if (any_posted(bar))
		XtCallActionProc(bar, "MenuBtnDown", event, params, *count);
}

static void
tame_bar(Widget bar)
{
	static XtActionsRec actions[] = { { "menu-bar-press", press_bar } };

	XtAppAddActions(XtWidgetToApplicationContext(bar), actions,
	    XtNumber(actions));
	XtOverrideTranslations(bar, XtParseTranslationTable(
	    "~c<BtnDown>: menu-bar-press()"));
}

Widget
menu_build(Widget parent, const char *name, const struct menu_entry *entries,
    size_t count, const char *help_name, menu_call *call, void *context,
    Widget *widgets)
{
	Widget bar = XmCreateMenuBar(parent, (char *)name, NULL, 0);
	Widget menu = NULL, above = NULL;
	size_t i;

	for (i = 0; i < count; i++)
		switch (entries[i].kind) {
		case MENU_TITLE:
			menu = add_menu(bar, entries[i].name, help_name,
			    false);
			break;
		case MENU_LINE:
			XtVaCreateManagedWidget(entries[i].name,
			    xmSeparatorWidgetClass, menu, NULL);
			break;
		case MENU_SUB:
			above = menu;
			menu = add_menu(menu, entries[i].name, NULL, true);
			break;
		case MENU_BACK:
			menu = above;
			break;
		case MENU_PUSH:
		case MENU_TOGGLE:
			widgets[entries[i].command] = add_entry(menu,
			    &entries[i], call, context);
			break;
		}
	tame_bar(bar);
	XtManageChild(bar);
	return bar;
}

void
menu_set_toggle(Widget toggle, bool on)
{
	if (XmToggleButtonGetState(toggle) != on)
		XmToggleButtonSetState(toggle, on, False);
}

void
menu_set_sensitive(Widget entry, bool sensitive)
{
	if (XtIsSensitive(entry) != sensitive)
		XtSetSensitive(entry, sensitive);
}
