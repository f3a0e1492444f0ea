/* The monitor's menus out of their list. */
#include <stdio.h>

#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "gui/monitor/monitor.h"

#define ENTRIES_MAX	(COMMAND_COUNT + 40)	/* titles and lines, too */

/* A toggle a column; its label is the column's title. */
static size_t
add_columns(struct menu_entry *entries, size_t count)
{
	static char names[COLUMNS][32];
	unsigned i;

	for (i = 0; i < COLUMNS; i++) {
		(void)snprintf(names[i], sizeof(names[i]), "column_%s",
		    row_column_info(i)->word);
		entries[count++] = (struct menu_entry){ MENU_TOGGLE,
		    COMMAND_VIEW_COLUMN + (int)i, names[i] };
	}
	return count;
}

/* A toggle a kind. */
static size_t
add_mischief(struct menu_entry *entries, size_t count)
{
	static char names[MISCHIEF_KIND_COUNT][32];
	unsigned i;

	for (i = 0; i < MISCHIEF_KIND_COUNT; i++) {
		(void)snprintf(names[i], sizeof(names[i]), "mischief_%s",
		    mischief_info(i)->word);
		entries[count++] = (struct menu_entry){ MENU_TOGGLE,
		    COMMAND_MISCHIEF + (int)i, names[i] };
	}
	return count;
}

static void
label_columns(struct monitor *monitor)
{
	char name[48];
	unsigned i;

	for (i = 0; i < COLUMNS; i++) {
		(void)snprintf(name, sizeof(name), "column.%s",
		    row_column_info(i)->word);
		dialog_set_text(monitor->menu[COMMAND_VIEW_COLUMN + i],
		    app_text(&monitor->app, name,
		    row_column_info(i)->heading));
	}
}

Widget
monitor_make_menus(struct monitor *monitor)
{
	static struct menu_entry entries[ENTRIES_MAX];
	size_t count = 0;
	Widget bar;

#define ENTRY(kind, command, name) \
	entries[count++] = (struct menu_entry){ kind, command, name };
#define TITLE(name) ENTRY(MENU_TITLE, 0, name)
#define LINE(name) ENTRY(MENU_LINE, 0, name)
#define SUB(name) ENTRY(MENU_SUB, 0, name)
#define BACK ENTRY(MENU_BACK, 0, NULL)
#define PUSH(symbol, name, function) ENTRY(MENU_PUSH, COMMAND_##symbol, name)
#define TOGGLE(symbol, name, function) \
	ENTRY(MENU_TOGGLE, COMMAND_##symbol, name)
#define COLUMNS_OF(symbol) count = add_columns(entries, count);
#define MISCHIEF_OF(symbol) count = add_mischief(entries, count);
#include "gui/monitor/menus.def"
#undef ENTRY
#undef TITLE
#undef LINE
#undef SUB
#undef BACK
#undef PUSH
#undef TOGGLE
#undef COLUMNS_OF
#undef MISCHIEF_OF
	bar = menu_build(monitor->main, "menuBar", entries, count, "help",
	    monitor_run_command, monitor, monitor->menu);
	label_columns(monitor);
	monitor_label_mischief(monitor);
	return bar;
}
