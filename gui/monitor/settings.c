/* What the monitor remembers: how things are, and View > Reset. */
#include "gui/monitor/settings.h"

#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gui/monitor/ladder.h"
#include "gui/monitor/list.h"
#include "gui/toolkit/geometry.h"
#include "gui/toolkit/remember.h"

enum monitor_setting {
#define SETTING(symbol, name, kind, min, max) SETTING_##symbol,
#include "gui/monitor/settings.def"
#undef SETTING
	MONITOR_SETTINGS
};

static const struct setting settings[MONITOR_SETTINGS] = {
#define SETTING(symbol, name, kind, min, max) \
	{ name, SETTING_##kind, min, max },
#include "gui/monitor/settings.def"
#undef SETTING
};

const struct setting *
monitor_settings(unsigned *count)
{
	*count = MONITOR_SETTINGS;
	return settings;
}

/* "bytes", or "-bytes" where the largest comes first. */
static void
sort_word(const struct row_order *order, char out[32])
{
	(void)snprintf(out, 32, "%s%s", order->reverse ? "-" : "",
	    row_column_info(order->column)->word);
}

void
monitor_sort_as(struct monitor *monitor, const char *word)
{
	bool reverse = word[0] == '-';
	unsigned column;

	for (column = 0; column < COLUMNS; column++)
		if (strcmp(row_column_info(column)->word, word + reverse) == 0)
			monitor->table.order = (struct row_order){
			    (enum row_column)column, reverse };
}

void
monitor_note_settings(struct monitor *monitor)
{
	char columns[COLUMNS_TEXT_SIZE], sort[32];

	columns_format(&monitor->table_view.columns, columns);
	sort_word(&monitor->table.order, sort);
	remember_note_number(SETTING_TABLE_SHARE, monitor->shares[false]);
	remember_note_number(SETTING_BESIDE_SHARE, monitor->shares[true]);
	remember_note(SETTING_BESIDE,
	    monitor_beside_word(monitor->beside_when));
	remember_note(SETTING_COLUMNS, columns);
	remember_note(SETTING_SORT, sort);
	remember_note_switch(SETTING_COMPACT, monitor->table_view.compact);
	remember_note_switch(SETTING_DARK,
	    monitor->app.scheme == SCHEME_DARK);
	remember_note_number(SETTING_FONT_SIZE, monitor->app.res.font_size);
	remember_note_switch(SETTING_LINE_ENDS, monitor->lines.line_ends);
	remember_note_switch(SETTING_HEX, monitor->lines.hex);
	remember_note_switch(SETTING_RECEIVED, monitor->want.received);
	remember_note_switch(SETTING_SENT, monitor->want.sent);
	remember_note_switch(SETTING_TIMELINE, monitor->timeline.on);
	remember_note_switch(SETTING_LIST, monitor->listing);
	remember_note_switch(SETTING_LADDER, monitor->docked);
}

static bool
default_switch(unsigned number)
{
	return strcasecmp(remember_default(number), "True") == 0;
}

static int
default_number(unsigned number, int otherwise)
{
	long value = strtol(remember_default(number), NULL, 10);

	return value < settings[number].min || value > settings[number].max ?
	    otherwise : (int)value;
}

static void
reset_table(struct monitor *monitor)
{
	struct table_model fresh;

	table_model_init(&fresh);
	monitor->table.order = fresh.order;
	monitor_sort_as(monitor, remember_default(SETTING_SORT));
	(void)columns_parse(&monitor->table_view.columns,
	    remember_default(SETTING_COLUMNS));
	monitor_set_compact(monitor, default_switch(SETTING_COMPACT));
	monitor_size_columns(monitor);
}

static void
reset_panes(struct monitor *monitor)
{
	monitor->shares[false] = default_number(SETTING_TABLE_SHARE, 460);
	monitor->shares[true] = default_number(SETTING_BESIDE_SHARE, 600);
	monitor->lines.line_ends = default_switch(SETTING_LINE_ENDS);
	monitor->lines.hex = default_switch(SETTING_HEX);
	monitor->want.received = default_switch(SETTING_RECEIVED);
	monitor->want.sent = default_switch(SETTING_SENT);
	monitor_set_timeline(monitor, default_switch(SETTING_TIMELINE));
	monitor_set_listing(monitor, default_switch(SETTING_LIST));
	monitor_set_docked(monitor, !monitor->listing &&
	    default_switch(SETTING_LADDER));
	monitor_lines_changed(monitor);
	monitor_apply_want(monitor);
	monitor_set_beside(monitor,
	    monitor_beside_of(remember_default(SETTING_BESIDE)));
}

void
monitor_reset(struct monitor *monitor)
{
	monitor->app.scheme = default_switch(SETTING_DARK) ? SCHEME_DARK :
	    SCHEME_LIGHT;
	monitor_set_letters(monitor, default_number(SETTING_FONT_SIZE, 10));
	reset_table(monitor);
	geometry_reset(&monitor->app);
	reset_panes(monitor);
	monitor_restyle(monitor);
	remember_reset();
	monitor_show(monitor);
}
