/*
 * The monitor window: xbarewired.
 *
 * One thread.  A timer polls the watcher (watch/watcher.h) and repaints what
 * differs; the feed's descriptor wakes the message pane.  Everything is in
 * one struct that lives as long as the process.
 *
 *	main.c			options, opening, the loop
 *	window.c		the widgets
 *	poll.c			timers, painting, news
 *	feed.c			what the server's feed brings
 *	table.c, table_row.c	input of the client table
 *	stream.c		input of the message pane
 *	open.c			captures
 *	replay.c		a capture's position in time, see replay.h
 *	mischief.c		what is done to what a client is sent
 *	verdicts.c		what the judge says
 *	hood.c			what is under the hood, see hood.h
 *	ladder.c		ladders, see ladder_parts.h
 *	compare.c		two side by side, see compare.h
 *	class.c			for a projector, see class_parts.h
 *	timeline.c		lanes for the chart, see timeline_parts.h
 *	*.c			what the menus do, one subject a file
 *	draw_*.c		painting, one area a file, see draw.h
 */
#ifndef GUI_MONITOR_MONITOR_H
#define GUI_MONITOR_MONITOR_H

#include "gui/toolkit/app.h"
#include "gui/toolkit/paint.h"
#include "gui/toolkit/scroll.h"
#include "gui/toolkit/timer.h"
#include "gui/model/attach.h"
#include "gui/model/columns.h"
#include "gui/model/pace.h"
#include "gui/model/rates.h"
#include "gui/model/recorded.h"
#include "gui/model/stream.h"
#include "gui/model/table.h"
#include "gui/monitor/class_parts.h"
#include "gui/monitor/table_view.h"
#include "gui/monitor/timeline_parts.h"
#include "gui/pane/exchanges.h"
#include "gui/pane/messages.h"
#include "watch/others.h"
#include "watch/watcher.h"

enum monitor_command {
#define TITLE(name)
#define LINE(name)
#define SUB(name)
#define BACK
#define COLUMNS_OF(symbol) COMMAND_##symbol, \
	COMMAND_##symbol##_LAST = COMMAND_##symbol + COLUMNS - 1,
#define MISCHIEF_OF(symbol) COMMAND_##symbol, COMMAND_##symbol##_LAST = \
	COMMAND_##symbol + MISCHIEF_KIND_COUNT - 1,
#define PUSH(symbol, name, function) COMMAND_##symbol,
#define TOGGLE(symbol, name, function) COMMAND_##symbol,
#include "gui/monitor/menus.def"
#undef SUB
#undef BACK
#undef COLUMNS_OF
#undef MISCHIEF_OF
#undef TITLE
#undef LINE
#undef PUSH
#undef TOGGLE
	COMMAND_COUNT
};

struct monitor;
struct hood_window;
struct replay_bar;
struct compare_window;

#define TITLE(name)
#define LINE(name)
#define SUB(name)
#define BACK
#define COLUMNS_OF(symbol)
#define MISCHIEF_OF(symbol)
#define PUSH(symbol, name, function) void function(struct monitor *monitor);
#define TOGGLE(symbol, name, function) void function(struct monitor *monitor);
#include "gui/monitor/menus.def"
#undef TITLE
#undef LINE
#undef SUB
#undef BACK
#undef COLUMNS_OF
#undef MISCHIEF_OF
#undef PUSH
#undef TOGGLE

/* The drawn areas of the window. */
enum monitor_area {
	AREA_HEADER, AREA_TIMELINE, AREA_CLIENTS_INFO, AREA_TABLE,
	AREA_MESSAGES_INFO, AREA_STATUS, AREA_CLASS, AREA_COUNT
};

/* When the panes are beside each other. */
enum beside { BESIDE_AUTO, BESIDE_ALWAYS, BESIDE_NEVER, BESIDE_COUNT };

/* What the judge has said takes so many polls to be here, at most. */
#define JUDGE_LOOKS	5

/* The last thing that happened, for the status line. */
struct monitor_event {
	char text[320];
	enum colour_id colour;
	int64_t wall_ns;
};

struct monitor_resources {
	int poll_ms;
	int stream_bytes_a_second;
	/* The table's, in thousandths, until the sash is moved: of the height,
	 * and of the width where the panes are beside each other. */
	int table_share, beside_share;
	String side_by_side;	/* auto, always, never */
	String columns, sort;	/* see settings.c; "": as they are made */
	Boolean line_ends, hex, received, sent, timeline, list, ladder;
	Boolean class_mode, compact;
	Boolean publish_state;
	String table_keys;	/* translations */
	String server_program;	/* "": beside this program, then PATH */
	String of;		/* the user to become; "": none */
	String open;		/* a capture to show; "": the server */
};

struct monitor {
	struct app app;
	struct monitor_resources res;
	struct instance instance;
	struct watcher *watcher;
	struct recorded *recorded;	/* what is shown in place of a server's
					   table and feed; NULL: it is those */
	struct replay_bar *replay_bar;	/* its position; or NULL, too */

	struct attach attach;
	char others[OTHERS_TEXT_SIZE];	/* whose servers there are; "" */
	int64_t others_ns;	/* when it was looked at */
	struct rates rates;
	struct table_model table;
	struct log *log;
	struct stream *stream;
	struct exchange_list *exchanges;
	struct stream_want want;
	struct line_options lines;

	Widget main, panes, table_pane, stream_pane;
	Widget client_filter, message_filter, find_field;
	Widget filters, toggles;	/* of the messages bar */
	bool two_lines;
	short client_columns, filter_columns, find_columns;	/* of fields,
				   where there is room */
	bool beside;		/* the panes, instead of one above the other */
	int panes_length, table_length;	/* as last made to fit, pixels */
	enum beside beside_when;
	int shares[2];		/* of the panes' length, as chosen: thousandths
				   of both; one above the other, beside */
	bool panes_watched;
	int info_need;		/* pixels for the words above the messages */
	Widget only_toggle, follow_toggle, received_toggle, sent_toggle;
	Widget menu[COMMAND_COUNT], areas[AREA_COUNT];
	struct canvas canvases[AREA_COUNT];
	uint32_t painted[AREA_COUNT];	/* hash of what an area shows */
	struct scroll table_scroll, table_slide;
	struct table_view table_view;
	struct timeline timeline;
	struct class_mode class_mode;
	bool table_focus;	/* the table has the keyboard */
	struct view_group views;
	struct messages_pane messages;
	struct exchanges_pane list;
	struct ladder_look *dock;	/* ladder_dock.c; NULL: no memory */
	bool listing, docked;	/* list or ladder, instead of messages */
	bool list_bytes;	/* the messages below them */

	struct monitor_event event;
	const char *client_filter_fault, *message_filter_fault;
	bool faults_only;	/* the filter of messages asks for those */
	bool judge_gone;
	uint64_t judge_next[JUDGE_LOOKS];	/* where the judge was, the last
						   times that was looked at */
	char save_words[320];	/* which messages were saved last */
	char note[160];		/* the last thing done: "copied 59 bytes" */
	uint64_t only_client;	/* while only one is shown */
	char only_name[NAME_AT_SIZE];

	struct pace pace;
	struct timer poll_timer, feed_timer, paint_timer;
	XtInputId feed_input;	/* 0: none */
	size_t feed_bytes;	/* that came the last time some did */
	bool feed_tried;	/* why there is no feed has been said */

	int control_fd;		/* an answer is awaited, -1: none */
	bool exit_after_control;
	void (*control_answer)(struct monitor *monitor, bool done,
	    const char *reply);	/* what comes of it; NULL: a dialog, a note */
	XtInputId control_input;
	int child_pid;		/* the server this window started */
	int child_error_fd;
	char child_errors[512];
	const char *report;	/* what the last report shows, for the state */
	struct hood_window *hood;	/* that of the moment, or NULL */
	struct ladder_window *ladder;	/* NULL: it is closed */
	struct compare_window *compare;	/* compare.h; NULL: it is closed */
	struct log_entry *compare_with;	/* remembered; or NULL */
	Widget details;		/* the detail dialog of the moment, or NULL */
};

/* bar.c */
/* Attaches the sides: to the parent (the form), a sibling, or NULL. */
void monitor_attach(Widget widget, Widget top, Widget bottom, Widget left,
    Widget right);
/* A labelled field left of `right`; returns the label. */
Widget monitor_make_field(Widget bar, const char *name, Widget right,
    Widget *field);
/* Before any field is made. */
void monitor_bar_actions(struct monitor *monitor);
void monitor_make_messages_bar(struct monitor *monitor, Widget bar);
/* bar_fit.c: one line or two, as the width has it. */
void monitor_arrange_bar(struct monitor *monitor, bool two_lines);
void monitor_fit_bar(struct monitor *monitor);
void monitor_need_info(struct monitor *monitor, int width);

/* menus.c */
Widget monitor_make_menus(struct monitor *monitor);

/* window.c */
void monitor_make_area(struct monitor *monitor, enum monitor_area area,
    Widget parent);
void monitor_make_window(struct monitor *monitor);
/* Fonts and colours changed: sizes, dress, repaint. */
void monitor_restyle(struct monitor *monitor);
/* Heights of the drawn lines from the font's. */
void monitor_fit(struct monitor *monitor);
/* The area's own monitor, for actions. */
struct monitor *monitor_of(Widget widget);

/* panes.c */
/* Both keep their share, and no less than they need; the header gives way. */
void monitor_fit_panes(struct monitor *monitor);
/* "auto", and back; what is none of them is the first. */
const char *monitor_beside_word(enum beside when);
enum beside monitor_beside_of(const char *word);
void monitor_set_beside(struct monitor *monitor, enum beside when);
/* Once they are realized: from now on they fit after every resize. */
void monitor_watch_panes(struct monitor *monitor);

/* columns.c */
/* For other letters: their widths. */
void monitor_size_columns(struct monitor *monitor);
/* Which of them are to be seen, before they are painted. */
void monitor_fit_columns(struct monitor *monitor);
void monitor_set_column_width(struct monitor *monitor, enum row_column column,
    int width);
void monitor_toggle_column(struct monitor *monitor, enum row_column column);
/* The one below the pointer. */
enum row_column monitor_column_at(const struct monitor *monitor, int x);
/* Its title is dragged to there. */
void monitor_drag_column(struct monitor *monitor, enum row_column column,
    int x);
/* To the left or, step > 0, to the right. */
void monitor_step_column(struct monitor *monitor, enum row_column column,
    int step);

/* poll.c */
/* False, with errno, without descriptors. */
bool monitor_begin(struct monitor *monitor);
/* The message pane shall be painted soon. */
void monitor_stream_changed(struct monitor *monitor);
/* Everything that shows the state is painted where it differs. */
void monitor_show(struct monitor *monitor);
void monitor_note(struct monitor *monitor, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void monitor_say(struct monitor *monitor, enum colour_id colour,
    const char *text);
void monitor_quit(struct monitor *monitor, int status)
    __attribute__((noreturn));

/* feed.c */
/* Where there is a server and none of its messages come yet. */
void monitor_open_feed(struct monitor *monitor);
/* Is there a server whose messages do not come?  watcher_error says why. */
bool monitor_feedless(const struct monitor *monitor);
/* Did little come the last time? */
bool monitor_feed_calm(const struct monitor *monitor);
/* The timer's: the feed may wake the window again. */
void monitor_listen_again(void *context);

/* command.c */
void monitor_run_command(void *context, int command);
void monitor_set_letters(struct monitor *monitor, int points);
/* What is shown of a message's bytes is another thing. */
void monitor_lines_changed(struct monitor *monitor);
/* Which entries make sense now; toggles as things are. */
void monitor_sync_menus(struct monitor *monitor);

/* state.c */
void monitor_publish(struct monitor *monitor);

/* table.c and stream.c */
void monitor_table_actions(struct monitor *monitor);
/* Makes the pane; before the actions of the bar above it. */
void monitor_make_messages(struct monitor *monitor, Widget parent);
void monitor_stream_actions(struct monitor *monitor);
/* Other messages are wanted than before. */
void monitor_apply_want(struct monitor *monitor);
/* The selection is another client. */
void monitor_select_changed(struct monitor *monitor);
/* The row there, or none. */
void monitor_select_at(struct monitor *monitor, int x, int y);
/* table_row.c */
void monitor_row_actions(struct monitor *monitor);
/* Button 1 went down there. */
void monitor_row_pressed(struct monitor *monitor, int x, int y, Time now);
/* blocks.c */
/* How many there are, before the table is painted. */
void monitor_fit_blocks(struct monitor *monitor);
/* From the left edge of the block that is there. */
int monitor_block_x(const struct monitor *monitor, int x);
/* The place in the table of the row there; -1: none is. */
int64_t monitor_row_at(const struct monitor *monitor, int x, int y);
void monitor_set_compact(struct monitor *monitor, bool on);

/* open.c */
/* What the window shows: the server's table, or that of a capture. */
const struct watch_view *monitor_view(const struct monitor *monitor);

/* details.c: once a poll. */
void monitor_look_at_details(struct monitor *monitor);

/* verdicts.c */
/* The term that lets messages with a fault through alone. */
#define MONITOR_FAULT_TERM	"fault"
void monitor_verdict_actions(struct monitor *monitor);
/* Once a poll: how far the judge has come. */
void monitor_look_at_judge(struct monitor *monitor);
/* A FEED_VERDICT has come. */
void monitor_take_verdict(struct monitor *monitor,
    const struct feed_message *record);

/* copy.c */
/* Before there are widgets. */
void monitor_copy_begin(struct monitor *monitor);
/* "copied 59 bytes", and what the feed had left out; done is the name of the
 * words. */
void monitor_note_bytes(struct monitor *monitor, const char *done,
    size_t bytes, uint64_t missing);

/* mischief.c */
/* One of enum mischief_kind, for the selected client. */
void monitor_toggle_mischief(struct monitor *monitor, unsigned kind);
void monitor_sync_mischief(struct monitor *monitor,
    const struct row_data *row);
/* Once the menus are made. */
void monitor_label_mischief(struct monitor *monitor);

/* shutdown.c */
/* Sends the request, and calls when the answer is there: without its "ok", or
 * why not. */
typedef void monitor_answer(struct monitor *monitor, bool done,
    const char *reply);
void monitor_ask_and(struct monitor *monitor, const char *request,
    monitor_answer *answer);
/* Sends the request of watch/control.h; the answer ends the window then. */
void monitor_ask_server(struct monitor *monitor, const char *request,
    bool exit_after);
/* Is there a connection to end?  row may be NULL. */
bool monitor_can_disconnect(const struct row_data *row);
/* Has it an address whose connections could be ended? */
bool monitor_can_disconnect_all(const struct row_data *row);
/* start.c: the server that this window started has ended. */
void monitor_child_ended(struct monitor *monitor);

#endif
