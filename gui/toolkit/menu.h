/*
 * Menus out of a list.  Names only: labels, mnemonics and accelerators are
 * resources of the entries.
 */
#ifndef GUI_TOOLKIT_MENU_H
#define GUI_TOOLKIT_MENU_H

#include <X11/Intrinsic.h>
#include <stdbool.h>
#include <stddef.h>

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

/* Without telling anybody, and only when it is not so already. */
void menu_set_toggle(Widget toggle, bool on);
void menu_set_sensitive(Widget entry, bool sensitive);

#endif
