/*
 * Menus out of a list.  Names only: labels, mnemonics and accelerators are
 * resources of the entries.  Lists are only read during a call.  The thread of
 * the Xt loop.
 */
#ifndef GUI_TOOLKIT_MENU_H
#define GUI_TOOLKIT_MENU_H

#include <X11/Intrinsic.h>
#include <stdbool.h>
#include <stddef.h>

struct app;

enum menu_kind {
	MENU_TITLE, MENU_PUSH, MENU_TOGGLE, MENU_LINE, MENU_SUB, MENU_BACK
};

/* A title begins a menu; what follows belongs to it.  What stands between SUB
 * and BACK is a menu in that one. */
struct menu_entry {
	enum menu_kind kind;
	int command;
	const char *name;	/* of the widget */
};

typedef void menu_call(void *context, int command);

/*
 * Builds the menu bar.  widgets[command] is filled with the entry's widget.
 * The menu named help_name goes to the right end.
 */
Widget menu_build(Widget parent, const char *name,
    const struct menu_entry *entries, size_t count, const char *help_name,
    menu_call *call, void *context, Widget *widgets);

/* Of an entry of a menu within a menu, that menu's title; else NULL. */
Widget menu_title_of(Widget entry);

/* Entries of a menu bar that a context menu repeats. */
struct menu_choice {
	const int *commands;
	size_t count;
	Widget *widgets;	/* as menu_build filled them */
};

/* Where a context menu opens: at the pointer, or, for a key, at a place in
 * the area. */
struct menu_place {
	const XEvent *event;	/* the button's or the key's */
	int x, y;
};

/*
 * Opens the context menu of an area.  *popup is NULL before the first time,
 * which makes the menu; what is grey in the menu bar is grey here.  A button
 * that goes up where it went down leaves the menu open, however long it was
 * down; one that was drawn to an entry chooses it.
 */
void menu_post(Widget *popup, struct app *app, Widget area,
    const struct menu_place *place, const struct menu_choice *choice);

/* Without telling anybody, and only when it is not so already. */
void menu_set_toggle(Widget toggle, bool on);
void menu_set_sensitive(Widget entry, bool sensitive);

#endif
