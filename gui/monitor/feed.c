/* The monitor reads the feed: messages, gaps, verdicts, as they come. */
#include "base/when.h"
#include "gui/model/event.h"
#include "gui/monitor/ladder.h"
#include "gui/monitor/list.h"
#include "gui/monitor/monitor.h"

#define FEED_BYTES_A_TURN (512 * 1024)
/* The FIFO holds a second of a busy server; waking up costs more than
 * reading, so what comes steadily is read less often than what is rare. */
#define FEED_REST_MS	20
#define FEED_BUSY_BYTES	4096
#define FEED_BUSY_MS	80
#define FEED_FLOOD_BYTES (128 * 1024)
#define FEED_FLOOD_MS	5
/* What came while little comes is painted no later than that, whatever the
 * budget. */
#define CALM_MOST_MS	70

static void read_feed(XtPointer context, int *fd, XtInputId *id);

/* Where the past ends, if there was any. */
static void
tell_live(struct monitor *monitor)
{
	if (log_next(monitor->log) == log_first(monitor->log) ||
	    !log_at(monitor->log, log_next(monitor->log) - 1)->past)
		return;
	(void)log_add_server(monitor->log, FEED_CONNECTED, false,
	    wording_of("event.live", "the above was before this window came"),
	    when_wall_ns());
}

static void
take_message(void *context, const struct feed_message *message)
{
	struct monitor *monitor = context;
	char words[320], news[CLASS_WORDS_SIZE];

	if (message->event == FEED_LIVE) {
		tell_live(monitor);
		return;
	}
	if (message->event == FEED_VERDICT) {
		monitor_take_verdict(monitor, message);
		return;
	}
	lanes_take_message(monitor->timeline.lanes, message);
	if (!log_add(monitor->log, message))
		return;
	/* What is done to each message stands beside it. */
	if (message->event == FEED_MESSAGE || message->past ||
	    message->event == FEED_MISCHIEF)
		return;
	if (class_news(message, news))
		(void)text_copy(monitor->class_mode.news,
		    sizeof(monitor->class_mode.news), news);
	event_words(log_at(monitor->log, log_next(monitor->log) - 1), words,
	    sizeof(words));
	monitor_say(monitor, messages_event_colour(log_at(monitor->log,
	    log_next(monitor->log) - 1)), words);
}

static void
take_gap(void *context, uint64_t count)
{
	struct monitor *monitor = context;

	(void)log_add_gap(monitor->log, count, when_wall_ns());
}

bool
monitor_feed_calm(const struct monitor *monitor)
{
	return monitor->feed_bytes < FEED_BUSY_BYTES;
}

/* Messages came: soon while there are few, as the budget has it while there
 * are more than can be read anyway. */
static void
feed_changed(struct monitor *monitor)
{
	int delay = pace_delay_ms(&monitor->pace, when_mono_ns());

	monitor->messages.pane.view.touched = true;
	monitor->list.pane.view.touched = true;
	if (monitor->feed_bytes >= FEED_BUSY_BYTES &&
	    delay < monitor_list_rest_ms(monitor))
		delay = monitor_list_rest_ms(monitor);
	if (monitor->feed_bytes < FEED_BUSY_BYTES && delay > CALM_MOST_MS)
		delay = CALM_MOST_MS;
	timer_start(&monitor->paint_timer, delay);
	if (monitor_feed_calm(monitor))
		monitor_tell_ladder(monitor);
}

void
monitor_listen_again(void *context)
{
	struct monitor *monitor = context;

	if (monitor->feed_input == 0 && watcher_feed_fd(monitor->watcher) >= 0)
		monitor->feed_input = XtAppAddInput(monitor->app.context,
		    watcher_feed_fd(monitor->watcher),
		    (XtPointer)XtInputReadMask, read_feed, monitor);
}

static long
rest_ms(size_t bytes)
{
	return bytes >= FEED_FLOOD_BYTES ? FEED_FLOOD_MS :
	    bytes >= FEED_BUSY_BYTES ? FEED_BUSY_MS : FEED_REST_MS;
}

static void
read_feed(XtPointer context, int *fd, XtInputId *id)
{
	struct monitor *monitor = context;

	(void)fd;
	XtRemoveInput(*id);
	monitor->feed_input = 0;
	monitor->feed_bytes = watcher_feed_read(monitor->watcher,
	    FEED_BYTES_A_TURN);
	if (monitor->feed_bytes > 0)
		feed_changed(monitor);
	timer_start(&monitor->feed_timer, rest_ms(monitor->feed_bytes));
}

bool
monitor_feedless(const struct monitor *monitor)
{
	return attach_live(&monitor->attach) &&
	    watcher_feed_fd(monitor->watcher) < 0;
}

void
monitor_open_feed(struct monitor *monitor)
{
	struct feed_sink sink = { monitor, take_message, take_gap };

	if (watcher_feed_fd(monitor->watcher) >= 0 ||
	    !attach_live(&monitor->attach))
		return;
	if (watcher_feed_open(monitor->watcher, &sink) == 0) {
		monitor->feed_tried = false;
		monitor_listen_again(monitor);
		monitor_touch_messages(monitor);
	} else if (!monitor->feed_tried) {
		monitor->feed_tried = true;
		monitor_say(monitor, COLOUR_ERROR,
		    watcher_error(monitor->watcher));
		monitor_touch_messages(monitor);
	}
}
