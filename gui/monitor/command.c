/* From a menu entry to what it does; entries that make no sense are grey. */
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/toolkit/clipboard.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/scale.h"
#include "gui/monitor/list.h"
#include "gui/monitor/replay.h"

#define SIZE_LEAST	7
#define SIZE_MOST	32

static void (*const functions[COMMAND_COUNT])(struct monitor *) = {
#define TITLE(name)
#define LINE(name)
#define SUB(name)
#define BACK
#define COLUMNS_OF(symbol)
#define MISCHIEF_OF(symbol)
#define PUSH(symbol, name, function) [COMMAND_##symbol] = function,
#define TOGGLE(symbol, name, function) [COMMAND_##symbol] = function,
#include "gui/monitor/menus.def"
#undef TITLE
#undef LINE
#undef SUB
#undef BACK
#undef COLUMNS_OF
#undef MISCHIEF_OF
#undef PUSH
#undef TOGGLE
};

void
monitor_run_command(void *context, int command)
{
	struct monitor *monitor = context;

	if (monitor->class_mode.on && !monitor_class_allows(command))
		return;
	/* What a hand asks for may be shown. */
	monitor->app.shut = false;
	monitor->note[0] = '\0';
	if (command >= COMMAND_VIEW_COLUMN &&
	    command <= COMMAND_VIEW_COLUMN_LAST)
		monitor_toggle_column(monitor, (enum row_column)(command -
		    COMMAND_VIEW_COLUMN));
	else if (command >= COMMAND_MISCHIEF &&
	    command <= COMMAND_MISCHIEF_LAST)
		monitor_toggle_mischief(monitor, (unsigned)(command -
		    COMMAND_MISCHIEF));
	else
		functions[command](monitor);
	monitor->app.shut = monitor->class_mode.on;
	monitor_sync_menus(monitor);
}

static void
sync_sensitivity(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);
	const struct log_entry *entry = stream_picked_entry(monitor->stream);
	bool live = attach_live(&monitor->attach);
	bool message = entry != NULL && entry->kind == LOG_MESSAGE;
	bool received = message && entry->direction == FEED_RECEIVED;
	Widget *menu = monitor->menu;

	menu_set_sensitive(menu[COMMAND_SERVER_START], !live &&
	    monitor->recorded == NULL);
	menu_set_sensitive(menu[COMMAND_SERVER_SHUTDOWN], live);
	menu_set_sensitive(menu[COMMAND_SERVER_SHUTDOWN_NOW], live);
	menu_set_sensitive(menu[COMMAND_CLIENT_ONLY], row != NULL ||
	    monitor->only_client != 0);
	menu_set_sensitive(monitor->only_toggle, row != NULL ||
	    monitor->only_client != 0);
	menu_set_sensitive(menu[COMMAND_CLIENT_DISCONNECT],
	    live && monitor_can_disconnect(row));
	menu_set_sensitive(menu[COMMAND_CLIENT_DISCONNECT_ALL], live &&
	    monitor_can_disconnect_all(row));
	menu_set_sensitive(menu[COMMAND_CLIENT_REPORT], row != NULL);
	menu_set_sensitive(menu[COMMAND_CLIENT_COMPARE], row != NULL);
	menu_set_sensitive(menu[COMMAND_CLIENT_ADDRESS], row != NULL);
	monitor_sync_mischief(monitor, row);
	/* In a field it copies what is picked there. */
	menu_set_sensitive(menu[COMMAND_MESSAGES_COPY], entry != NULL ||
	    clipboard_field(&monitor->app) != NULL);
	menu_set_sensitive(menu[COMMAND_MESSAGES_NC], received);
	menu_set_sensitive(menu[COMMAND_MESSAGES_CURL], received &&
	    entry->head_len != 0);
	menu_set_sensitive(menu[COMMAND_MESSAGES_DETAILS], message);
	menu_set_sensitive(menu[COMMAND_MESSAGES_COMPARE], message);
	menu_set_sensitive(menu[COMMAND_MESSAGES_SAVE],
	    stream_shown(monitor->stream) != 0);
	menu_set_sensitive(menu[COMMAND_CLASS_ON], monitor->recorded == NULL);
	menu_set_sensitive(menu[COMMAND_CLASS_MARKS], false);
}

static void
sync_view(struct monitor *monitor)
{
	int i;

	for (i = 0; i < COLUMNS; i++) {
		menu_set_toggle(monitor->menu[COMMAND_VIEW_COLUMN + i],
		    !monitor->table_view.columns.hidden[i]);
		menu_set_sensitive(monitor->menu[COMMAND_VIEW_COLUMN + i],
		    columns_can_hide((enum row_column)i));
	}
	menu_set_toggle(monitor->menu[COMMAND_CLASS_ON], false);
	menu_set_toggle(monitor->menu[COMMAND_CLASS_MARKS], false);
	for (i = 0; i < BESIDE_COUNT; i++)
		menu_set_toggle(monitor->menu[COMMAND_BESIDE_AUTO + i],
		    monitor->beside_when == (enum beside)i);
}

void
monitor_sync_menus(struct monitor *monitor)
{
	Widget *menu = monitor->menu;
	bool follow = monitor_follows(monitor);

	if (monitor->class_mode.on) {
		monitor_sync_class(monitor);
		return;
	}
	sync_sensitivity(monitor);
	menu_set_toggle(menu[COMMAND_CLIENT_ONLY], monitor->only_client != 0);
	menu_set_toggle(monitor->only_toggle, monitor->only_client != 0);
	menu_set_toggle(menu[COMMAND_MESSAGES_FAULTS], monitor->faults_only);
	menu_set_toggle(menu[COMMAND_VIEW_LIST], monitor->listing);
	menu_set_toggle(menu[COMMAND_VIEW_LADDER], monitor->docked);
	menu_set_toggle(menu[COMMAND_VIEW_PAUSE], monitor->replay_bar != NULL ?
	    monitor_replay_stands(monitor) : stream_paused(monitor->stream));
	monitor_sync_replay(monitor);
	menu_set_toggle(menu[COMMAND_VIEW_FOLLOW], follow);
	menu_set_toggle(monitor->follow_toggle, follow);
	menu_set_toggle(menu[COMMAND_VIEW_LINE_ENDS],
	    monitor->lines.line_ends);
	menu_set_toggle(menu[COMMAND_VIEW_HEX], monitor->lines.hex);
	menu_set_toggle(menu[COMMAND_VIEW_DARK],
	    monitor->app.scheme == SCHEME_DARK);
	menu_set_toggle(menu[COMMAND_VIEW_TIMELINE], monitor->timeline.on);
	menu_set_toggle(menu[COMMAND_VIEW_COMPACT],
	    monitor->table_view.compact);
	sync_view(monitor);
	menu_set_toggle(monitor->received_toggle, monitor->want.received);
	menu_set_toggle(monitor->sent_toggle, monitor->want.sent);
}

void
monitor_exit(struct monitor *monitor)
{
	monitor_quit(monitor, 0);
}

void
monitor_toggle_only(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);

	if (monitor->only_client != 0) {
		monitor->only_client = 0;
	} else if (row != NULL) {
		monitor->only_client = row->client;
		name_at_put(monitor->only_name, row->name, row->lab);
	}
	monitor_apply_want(monitor);
}

void
monitor_toggle_pause(struct monitor *monitor)
{
	/* What moves in a capture is its position. */
	if (monitor->replay_bar != NULL) {
		monitor_pause_replay(monitor);
		return;
	}
	stream_set_paused(monitor->stream, !stream_paused(monitor->stream));
	monitor_touch_messages(monitor);
}

void
monitor_toggle_follow(struct monitor *monitor)
{
	monitor_set_follow(monitor, !monitor_follows(monitor));
	monitor_touch_messages(monitor);
}

void
monitor_lines_changed(struct monitor *monitor)
{
	stream_set_options(monitor->stream, &monitor->lines);
	messages_repaint(&monitor->messages);
}

void
monitor_toggle_line_ends(struct monitor *monitor)
{
	monitor->lines.line_ends = !monitor->lines.line_ends;
	monitor_lines_changed(monitor);
}

void
monitor_toggle_hex(struct monitor *monitor)
{
	monitor->lines.hex = !monitor->lines.hex;
	monitor_lines_changed(monitor);
}

void
monitor_clear(struct monitor *monitor)
{
	bool paused = stream_paused(monitor->stream);

	log_clear(monitor->log);
	stream_pick_none(monitor->stream);
	/* A paused pane keeps what it shows, but for this. */
	stream_set_paused(monitor->stream, false);
	stream_set_paused(monitor->stream, paused);
	monitor->messages.missing = false;
	messages_repaint(&monitor->messages);
	exchanges_repaint(&monitor->list);
}

void
monitor_set_letters(struct monitor *monitor, int points)
{
	struct app *app = &monitor->app;
	struct font_set *fonts;

	if (points < SIZE_LEAST || points > SIZE_MOST ||
	    (fonts = font_set_open(app, points)) == NULL)
		return;
	scale_set_letters(points);
	font_set_close(app->fonts);
	app->fonts = fonts;
	app->res.font_size = points;
	monitor_size_columns(monitor);
	monitor_restyle(monitor);
}

void
monitor_larger(struct monitor *monitor)
{
	int size = monitor->app.res.font_size;

	monitor_set_letters(monitor, size + (size < 14 ? 1 : 2));
}

void
monitor_smaller(struct monitor *monitor)
{
	int size = monitor->app.res.font_size;

	monitor_set_letters(monitor, size - (size <= 14 ? 1 : 2));
}

void
monitor_toggle_dark(struct monitor *monitor)
{
	monitor->app.scheme = monitor->app.scheme == SCHEME_DARK ?
	    SCHEME_LIGHT : SCHEME_DARK;
	monitor_restyle(monitor);
}
