/* Painting the line at the bottom: the server, and what happened last. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/draw.h"
#include "gui/monitor/draw_words.h"

#define NEWS_NS	(10 * NS_PER_S)

/* "lab.pcapng: 2026-11-21 14:02:11 to 14:40:02, 1203 records" */
static void
capture_words(struct monitor *monitor, char *out, size_t out_size)
{
	char facts[RECORDED_WORDS_SIZE];

	recorded_words(monitor->recorded, facts);
	wording_put(out, out_size, app_text(&monitor->app, "recorded.status",
	    "%1: %2"), recorded_name(monitor->recorded), facts, NULL);
}

/* "lab running, process 4123, 127.0.0.1: wait 12080, order 12000" */
static void
server_words(struct monitor *monitor, char *out, size_t out_size)
{
	const struct watch_view *view = monitor_view(monitor);
	char pid[16], name[48], where[400], restarts[16];
	bool others = monitor->others[0] != '\0';
	const char *args[5] = { monitor->instance.name, pid, where,
	    others ? monitor->others : watcher_error(monitor->watcher),
	    restarts };

	if (monitor->recorded != NULL) {
		capture_words(monitor, out, out_size);
		return;
	}
	snprintf(pid, sizeof(pid), "%d", view->server_pid);
	snprintf(restarts, sizeof(restarts), "%u", view->restarts);
	attach_listening(view, where, sizeof(where));
	snprintf(name, sizeof(name), "attach.%s%s", others ? "others" :
	    attach_word(&monitor->attach), view->restarts != 0 &&
	    view->state == WATCH_RUNNING ? "Again" : "");
	wording_expand(out, out_size, app_text(&monitor->app, name, name), args,
	    5);
}

static enum colour_id
server_colour(const struct monitor *monitor)
{
	switch (monitor->attach.state) {
	case WATCH_RUNNING:
		return COLOUR_GOOD;
	case WATCH_STOPPING:
	case WATCH_SILENT:
		return COLOUR_WARNING;
	case WATCH_CRASHED:
	case WATCH_LAYOUT:
	case WATCH_FAILED:
		return COLOUR_ERROR;
	case WATCH_NO_SERVER:
	case WATCH_ENDED:
		break;
	}
	return COLOUR_FAINT;
}

static int
dot_size(const struct canvas *canvas)
{
	return font_height(canvas->app->fonts, FONT_UI) * 5 / 8;
}

static void
draw_dot(struct canvas *canvas, enum colour_id colour, int x)
{
	int size = dot_size(canvas);

	paint_round(canvas, colour, (struct area){ x,
	    (canvas->height - size) / 2, size, size });
}

/* What is no news any more is still said, in grey. */
static bool
is_news(const struct monitor_event *event)
{
	return when_wall_ns() - event->wall_ns < NEWS_NS;
}

/* "15:18:18  alice disconnected: closed by client", or nothing. */
static void
event_words(const struct monitor_event *event, char *out, size_t out_size)
{
	char clock[WHEN_CLOCK_SIZE];

	out[0] = '\0';
	if (event->text[0] == '\0')
		return;
	when_clock(clock, event->wall_ns);
	snprintf(out, out_size, "%.8s  %s", clock, event->text);
}

/* Of the class mode: what the server does, without who or where. */
static void
class_words(struct monitor *monitor, char *out, size_t out_size)
{
	char name[48];

	(void)snprintf(name, sizeof(name), "class.attach.%s",
	    attach_word(&monitor->attach));
	(void)text_copy(out, out_size, app_text(&monitor->app, name, ""));
}

/* At the right end, in what is left of the line. */
static void
draw_event(struct monitor *monitor, int left, const char *words)
{
	struct canvas *canvas = &monitor->canvases[AREA_STATUS];
	enum colour_id colour = monitor->class_mode.on ? COLOUR_TEXT :
	    is_news(&monitor->event) ? monitor->event.colour : COLOUR_MUTED;
	int dot = dot_size(canvas) + WORDS_GAP;
	int width = draw_words_width(canvas, FONT_UI_BOLD, words);
	int room = canvas->width - WORDS_MARGIN - left - dot;

	if (width == 0 || room <= 0)
		return;
	if (width > room)
		width = room;
	draw_dot(canvas, colour, canvas->width - WORDS_MARGIN - width - dot);
	paint_label(canvas, FONT_UI_BOLD, colour, (struct area){
	    canvas->width - WORDS_MARGIN - width, 0, width, canvas->height },
	    ALIGN_LEFT, words);
}

/* The line up to note and event; cut short for them, but not below half. */
static int
draw_server(struct monitor *monitor, const char *words, const char *event)
{
	struct canvas *canvas = &monitor->canvases[AREA_STATUS];
	int dot = dot_size(canvas) + WORDS_GAP;
	int left = WORDS_MARGIN + dot;
	int end = canvas->width - WORDS_MARGIN;

	if (event[0] != '\0')
		end -= dot + WORDS_APART +
		    draw_words_width(canvas, FONT_UI_BOLD, event);
	if (monitor->note[0] != '\0')
		end -= WORDS_APART +
		    draw_words_width(canvas, FONT_UI, monitor->note);
	if (end < canvas->width / 2)
		end = canvas->width / 2;
	draw_dot(canvas, server_colour(monitor), WORDS_MARGIN);
	return draw_words_within(canvas, FONT_UI, COLOUR_TEXT, left, end,
	    words);
}

void
draw_status(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_STATUS];
	char words[560], event[360];
	uint32_t hash;
	bool news = is_news(&monitor->event);
	int x;

	if (monitor->class_mode.on) {
		class_words(monitor, words, sizeof(words));
		(void)text_copy(event, sizeof(event),
		    monitor->class_mode.news);
		monitor->note[0] = '\0';
		news = false;
	} else {
		server_words(monitor, words, sizeof(words));
		event_words(&monitor->event, event, sizeof(event));
	}
	hash = draw_hash(DRAW_HASH_START, words, strlen(words) + 1);
	hash = draw_hash(hash, event, strlen(event) + 1);
	hash = draw_hash(hash, monitor->note, strlen(monitor->note) + 1);
	hash = draw_hash(hash, &news, sizeof(news));
	if (!draw_words_begin(monitor, AREA_STATUS, hash))
		return;
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, 0,
	    canvas->width, 1 });
	x = draw_server(monitor, words, event);
	if (monitor->note[0] != '\0')
		x = draw_words(canvas, FONT_UI, COLOUR_MUTED, x, monitor->note);
	draw_event(monitor, x, event);
	paint_show(canvas);
}
