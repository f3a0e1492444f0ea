/* Client > Mischief: what is done to what the selected client is sent. */
#include <stdio.h>
#include <string.h>

#include "gui/model/mischief_choice.h"
#include "gui/monitor/monitor.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"
#include "watch/control.h"

/* Whom the question was about, until its answer. */
static char asked_of[NAME_AT_SIZE];

/* "delay=500": the kind with the number that the menu means. */
static const char *
menu_text(struct monitor *monitor, enum mischief_kind kind)
{
	const char *word = mischief_info(kind)->word;
	char name[40];

	(void)snprintf(name, sizeof(name), "mischief.%s", word);
	return app_text(&monitor->app, name, word);
}

/* What was set, or why it was not, is said in the last line. */
static void
answered(struct monitor *monitor, bool done, const char *reply)
{
	char words[CONTROL_LINE_MAX + NAME_AT_SIZE + 40];

	wording_put(words, sizeof(words), app_text(&monitor->app, done ?
	    "mischief.set" : "mischief.refused", "%1: %2"), asked_of, reply,
	    NULL);
	monitor_say(monitor, done ? COLOUR_ACCENT : COLOUR_ERROR, words);
	monitor_show(monitor);
}

static void
ask(struct monitor *monitor, const struct row_data *row, const char *text)
{
	char request[CONTROL_LINE_MAX];

	name_at_put(asked_of, row->name, row->lab);
	control_mischief_write(request, row->client, text);
	monitor_ask_and(monitor, request, answered);
}

void
monitor_toggle_mischief(struct monitor *monitor, unsigned kind)
{
	const struct row_data *row = table_model_selected(&monitor->table);
	char text[MISCHIEF_TEXT_SIZE];
	struct mischief now;

	if (row == NULL)
		return;
	now = mischief_of(row);
	mischief_choose(text, &now, kind, menu_text(monitor, kind));
	ask(monitor, row, text);
}

void
monitor_mischief_off(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);

	if (row != NULL)
		ask(monitor, row, "off");
}

void
monitor_sync_mischief(struct monitor *monitor,
    const struct row_data *row)
{
	struct mischief now = { 0 };
	unsigned kind;
	Widget entry;

	if (row != NULL)
		now = mischief_of(row);
	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++) {
		entry = monitor->menu[COMMAND_MISCHIEF + kind];
		menu_set_sensitive(entry, row != NULL &&
		    attach_live(&monitor->attach) &&
		    mischief_possible(row, kind));
		menu_set_toggle(entry, (now.kinds & MISCHIEF_BIT(kind)) != 0);
	}
	menu_set_sensitive(monitor->menu[COMMAND_MISCHIEF_OFF], row != NULL &&
	    attach_live(&monitor->attach) && row->state != STATE_ENDED);
}

void
monitor_label_mischief(struct monitor *monitor)
{
	unsigned kind;

	for (kind = 0; kind < MISCHIEF_KIND_COUNT; kind++)
		dialog_set_text(monitor->menu[COMMAND_MISCHIEF + kind],
		    menu_text(monitor, kind));
}
