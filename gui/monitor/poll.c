/* What the window does by itself: polling, painting, news. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"
#include "gui/model/event.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/hood.h"
#include "gui/monitor/list.h"
#include "gui/monitor/replay.h"
#include "gui/monitor/settings.h"
#include "gui/toolkit/remember.h"

/* Painting what a hand did waits no longer than that. */
#define HAND_MOST_MS	40
/* Between two looks for other users' servers. */
#define OTHERS_NS	(2 * NS_PER_S)
/* What telling the state takes, about. */
#define STATE_BYTES	400

void
monitor_say(struct monitor *monitor, enum colour_id colour, const char *text)
{
	text_copy(monitor->event.text, sizeof(monitor->event.text), text);
	monitor->event.colour = colour;
	monitor->event.wall_ns = when_wall_ns();
}

void
monitor_note(struct monitor *monitor, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(monitor->note, sizeof(monitor->note), format, args);
	va_end(args);
	monitor_show(monitor);
}

void
monitor_quit(struct monitor *monitor, int status)
{
	monitor_note_settings(monitor);
	remember_flush();
	exit(status);	/* which makes the feed's FIFO go */
}

/* All areas share the budget; messages are painted from what is left. */
static void
spend(struct monitor *monitor)
{
	int area;

	for (area = 0; area < AREA_COUNT; area++) {
		pace_spend(&monitor->pace, monitor->canvases[area].cost);
		monitor->canvases[area].cost = 0;
	}
}

static void
paint_stream(void *context)
{
	struct monitor *monitor = context;

	if (monitor->class_mode.on)
		return;
	pace_spend(&monitor->pace, view_group_paint(&monitor->views));
	/* While much comes the words around it are the next poll's. */
	if (monitor_feed_calm(monitor) &&
	    pace_plenty(&monitor->pace)) {
		monitor_sync_menus(monitor);
		draw_infos(monitor);
		draw_status(monitor);
		monitor_publish(monitor);
		pace_spend(&monitor->pace, monitor->res.publish_state ?
		    STATE_BYTES : 0);
	}
	spend(monitor);
}

void
monitor_stream_changed(struct monitor *monitor)
{
	int delay = pace_delay_ms(&monitor->pace, when_mono_ns());

	timer_start(&monitor->paint_timer, delay < HAND_MOST_MS ? delay :
	    HAND_MOST_MS);
}

/* That it went, and that there is another, stands among the messages. */
static void
tell_stream(struct monitor *monitor, enum attach_news news, const char *words)
{
	if (news != NEWS_CRASHED && news != NEWS_ENDED &&
	    news != NEWS_RESTARTED)
		return;
	(void)log_add_server(monitor->log, news == NEWS_RESTARTED ?
	    FEED_CONNECTED : FEED_DISCONNECTED, news == NEWS_CRASHED, words,
	    when_wall_ns());
	monitor_touch_messages(monitor);
}

static void
tell_news(struct monitor *monitor, enum attach_news news)
{
	const struct watch_view *view = monitor_view(monitor);
	char path[48], pid[16], words[256];
	const char *args[3] = { monitor->instance.name, pid,
	    watcher_error(monitor->watcher) };
	static const enum colour_id colours[] = {
		[NEWS_ATTACHED] = COLOUR_GOOD, [NEWS_RESTARTED] = COLOUR_GOOD,
		[NEWS_BACK] = COLOUR_GOOD, [NEWS_STOPPING] = COLOUR_WARNING,
		[NEWS_ENDED] = COLOUR_MUTED, [NEWS_CRASHED] = COLOUR_ERROR,
		[NEWS_SILENT] = COLOUR_WARNING, [NEWS_FOREIGN] = COLOUR_ERROR,
		[NEWS_FAILED] = COLOUR_ERROR,
	};

	snprintf(pid, sizeof(pid), "%d", view->server_pid);
	snprintf(path, sizeof(path), "news.%s", attach_news_word(news));
	wording_expand(words, sizeof(words),
	    app_text(&monitor->app, path, path), args, 3);
	monitor_say(monitor, colours[news], words);
	(void)snprintf(path, sizeof(path), "class.news.%s",
	    attach_news_word(news));
	(void)text_copy(monitor->class_mode.news,
	    sizeof(monitor->class_mode.news), app_text(&monitor->app, path,
	    ""));
	tell_stream(monitor, news, words);
}

/* Columns that do not fit get a scroll bar of their own. */
static void
fit_table(struct monitor *monitor)
{
	struct table_view *view = &monitor->table_view;
	int width = monitor->canvases[AREA_TABLE].width;
	int whole = draw_table_left(monitor, COLUMNS);
	bool needed = width > 0 && whole > width && view->blocks <= 1;

	if (needed != XtIsManaged(monitor->table_slide.bar)) {
		if (needed)
			XtManageChild(monitor->table_slide.bar);
		else
			XtUnmanageChild(monitor->table_slide.bar);
		XtVaSetValues(monitor->areas[AREA_TABLE],
		    XmNbottomAttachment, needed ? XmATTACH_WIDGET :
		    XmATTACH_FORM, XmNbottomWidget,
		    monitor->table_slide.bar, NULL);
	}
	if (!needed && view->offset != 0) {
		view->offset = 0;
		view->repaint = true;
	}
	if (needed)
		scroll_show(&monitor->table_slide, (uint64_t)whole,
		    (uint64_t)width, (uint64_t)view->offset);
}

/* Not while the class mode has taken them away. */
static void
show_panes(struct monitor *monitor)
{
	draw_header(monitor);
	fit_table(monitor);
	draw_table(monitor);
	draw_timeline(monitor);
	draw_infos(monitor);
}

void
monitor_show(struct monitor *monitor)
{
	if (monitor->class_mode.on)
		draw_class(monitor);
	else
		show_panes(monitor);
	monitor_sync_menus(monitor);
	draw_status(monitor);
	monitor_publish(monitor);
	monitor_note_settings(monitor);
	spend(monitor);
}

/* Nobody serves us; does somebody serve others? */
static void
look_for_others(struct monitor *monitor)
{
	int64_t now_ns = when_mono_ns();

	if (monitor->attach.state != WATCH_NO_SERVER) {
		monitor->others[0] = '\0';
		monitor->others_ns = 0;
		return;
	}
	if (monitor->others_ns != 0 &&
	    now_ns - monitor->others_ns < OTHERS_NS)
		return;
	monitor->others_ns = now_ns;
	if (!others_text(&monitor->instance, monitor->others))
		monitor->others[0] = '\0';
}

static void
watch_server(struct monitor *monitor)
{
	const struct watch_view *view;
	enum attach_news news;

	watcher_poll(monitor->watcher);
	view = monitor_view(monitor);
	news = attach_update(&monitor->attach, view);
	if (news != NEWS_NONE)
		tell_news(monitor, news);
	look_for_others(monitor);
	monitor_open_feed(monitor);
	rates_update(&monitor->rates, view);
	lanes_take_view(monitor->timeline.lanes, view);
	monitor_look_at_judge(monitor);
}

static void
poll_server(void *context)
{
	struct monitor *monitor = context;
	const struct watch_view *view;
	int rest_ms = monitor->res.poll_ms;
	bool shown = true;

	if (monitor->recorded != NULL)
		rest_ms = monitor_work_replay(monitor, &shown);
	else
		watch_server(monitor);
	timer_start(&monitor->poll_timer, rest_ms);
	view = monitor_view(monitor);
	table_model_update(&monitor->table, view->rows, view->row_count,
	    view->now_mono_ns);
	if (!shown)
		return;
	monitor_look_at_details(monitor);
	monitor_look_at_list(monitor);
	monitor_look_at_hood(monitor);
	monitor_look_at_class(monitor);
	(void)messages_count(&monitor->messages);
	monitor_show(monitor);
}

bool
monitor_begin(struct monitor *monitor)
{
	XtAppContext app = monitor->app.context;

	if (!timer_init(&monitor->poll_timer, app, poll_server, monitor) ||
	    !timer_init(&monitor->feed_timer, app, monitor_listen_again,
	    monitor) ||
	    !timer_init(&monitor->paint_timer, app, paint_stream, monitor))
		return false;
	if (monitor->res.poll_ms < 20)
		monitor->res.poll_ms = 200;
	monitor->pace = (struct pace){
	    .bytes_a_second = monitor->res.stream_bytes_a_second,
	    .burst_bytes = monitor->res.stream_bytes_a_second,
	    .least_ms = 15, .most_ms = 400 };
	if (monitor->pace.bytes_a_second < 1000)
		monitor->pace.bytes_a_second = monitor->pace.burst_bytes =
		    1000;
	poll_server(monitor);
	monitor_touch_messages(monitor);
	return true;
}
