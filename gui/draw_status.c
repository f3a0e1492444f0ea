/* Painting the lines of words: above the panes, and at the bottom. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor.h"

#define MARGIN 12

/* True when an area must be painted because its hash is another one. */
static bool
begin(struct monitor *monitor, enum monitor_area area, uint32_t hash)
{
	struct canvas *canvas = &monitor->canvases[area];
	bool whole = paint_prepare(canvas, &monitor->app,
	    monitor->areas[area]);

	hash = draw_hash(hash, &monitor->app.scheme, sizeof(int));
	if (canvas->pixmap == None ||
	    (!whole && hash == monitor->painted[area]))
		return false;
	monitor->painted[area] = hash;
	paint_fill(canvas, COLOUR_CHROME, (struct area){ 0, 0, canvas->width,
	    canvas->height });
	paint_mark_all(canvas);
	return true;
}

static struct area
whole_area(const struct canvas *canvas)
{
	return (struct area){ 0, 0, canvas->width, canvas->height };
}

static int
put(struct canvas *canvas, enum font_role role, enum colour_id colour, int x,
    const char *words)
{
	struct area area = whole_area(canvas);
	int width = font_width(canvas->app->fonts, role, words,
	    strlen(words));

	area.x = x;
	area.width = width < canvas->width - x ? width : canvas->width - x;
	if (area.width > 0)
		paint_label(canvas, role, colour, area, ALIGN_LEFT, words);
	return x + width + 12;
}

/* A pill with words; returns where the next thing goes. */
static int
put_pill(struct canvas *canvas, enum colour_id fill, enum colour_id ink,
    int x, const char *words)
{
	struct font_set *fonts = canvas->app->fonts;
	int height = font_height(fonts, FONT_UI_BOLD) + 4;
	int width = font_width(fonts, FONT_UI_BOLD, words, strlen(words)) +
	    height;
	struct area pill = { x, (canvas->height - height) / 2, width,
	    height };

	paint_round(canvas, fill, pill);
	paint_label(canvas, FONT_UI_BOLD, ink, pill, ALIGN_CENTRE, words);
	return x + width + 12;
}

static void
draw_clients_info(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_CLIENTS_INFO];
	struct app *app = &monitor->app;
	char connected[24], ended[24], shown[24], words[192];
	const char *args[3] = { connected, ended, shown };
	uint32_t hash;
	int x;

	snprintf(connected, sizeof(connected), "%u",
	    monitor->table.connected);
	snprintf(ended, sizeof(ended), "%u", monitor->table.ended);
	snprintf(shown, sizeof(shown), "%u", monitor->table.list.count);
	app_expand(words, sizeof(words), app_text(app,
	    monitor->table.filter.count != 0 ? "clients.filtered" :
	    "clients.all", "%1"), args, 3);
	if (monitor->client_filter_fault != NULL)
		text_copy(words, sizeof(words), monitor->client_filter_fault);
	hash = draw_hash(DRAW_HASH_START, words, strlen(words));
	if (!begin(monitor, AREA_CLIENTS_INFO, hash))
		return;
	x = put(canvas, FONT_UI_BOLD, COLOUR_TEXT, MARGIN,
	    app_text(app, "clients", "Clients"));
	put(canvas, FONT_UI, monitor->client_filter_fault != NULL ?
	    COLOUR_ERROR : COLOUR_MUTED, x, words);
	paint_show(canvas);
}

/* What is wrong with what is shown, or asked for; NULL: nothing. */
static const char *
messages_fault(struct monitor *monitor)
{
	if (monitor->message_filter_fault != NULL)
		return monitor->message_filter_fault;
	if (monitor->stream_view.needle_missing)
		return app_text(&monitor->app, "messages.notFound",
		    "not found");
	return monitor_feedless(monitor) ? watcher_error(monitor->watcher) :
	    NULL;
}

/* "5 shown of 1203 kept, 12 lost" */
static void
messages_words(struct monitor *monitor, char *out, size_t out_size)
{
	struct log_counts counts = log_counts(monitor->log);
	char kept[24], let_go[24], lost[24], shown[24], all[160];
	const char *args[3] = { kept, let_go, lost };
	const char *shown_args[2] = { shown, all };

	snprintf(kept, sizeof(kept), "%llu", (unsigned long long)counts.kept);
	snprintf(let_go, sizeof(let_go), "%llu",
	    (unsigned long long)counts.let_go);
	snprintf(lost, sizeof(lost), "%llu", (unsigned long long)counts.lost);
	app_expand(all, sizeof(all), app_text(&monitor->app,
	    counts.let_go != 0 && counts.lost != 0 ? "messages.goneLost" :
	    counts.let_go != 0 ? "messages.gone" : counts.lost != 0 ?
	    "messages.lost" : "messages.kept", "%1"), args, 3);
	if (!stream_filtered(monitor->stream)) {
		text_copy(out, out_size, all);
		return;
	}
	snprintf(shown, sizeof(shown), "%zu",
	    stream_messages(monitor->stream));
	app_expand(out, out_size, app_text(&monitor->app, "messages.shown",
	    "%1 / %2"), shown_args, 2);
}

static void
draw_messages_info(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_MESSAGES_INFO];
	struct app *app = &monitor->app;
	bool paused = stream_paused(monitor->stream);
	const char *fault = messages_fault(monitor);
	char words[256], only[80] = "";
	const char *args[1] = { monitor->only_name };
	uint32_t hash;
	int x;

	if (fault != NULL)
		text_copy(words, sizeof(words), fault);
	else
		messages_words(monitor, words, sizeof(words));
	if (monitor->only_client != 0)
		app_expand(only, sizeof(only), app_text(app, "only",
		    "only %1"), args, 1);
	hash = draw_hash(DRAW_HASH_START, words, strlen(words) + 1);
	hash = draw_hash(hash, only, strlen(only) + 1);
	hash = draw_hash(hash, &paused, sizeof(paused));
	if (!begin(monitor, AREA_MESSAGES_INFO, hash))
		return;
	x = put(canvas, FONT_UI_BOLD, COLOUR_TEXT, MARGIN,
	    app_text(app, "messages", "Messages"));
	if (paused)
		x = put_pill(canvas, COLOUR_WARNING, COLOUR_ON_ACCENT, x,
		    app_text(app, "paused", "PAUSED"));
	if (only[0] != '\0')
		x = put_pill(canvas, COLOUR_SELECTED, COLOUR_ACCENT, x, only);
	put(canvas, FONT_UI, fault != NULL ? COLOUR_ERROR : COLOUR_MUTED, x,
	    words);
	paint_show(canvas);
}

void
draw_infos(struct monitor *monitor)
{
	draw_clients_info(monitor);
	draw_messages_info(monitor);
}

/* "default running, process 4123, 127.0.0.1:12080 (wait)" */
static void
server_words(struct monitor *monitor, char *out, size_t out_size)
{
	const struct watch_view *view = watcher_view(monitor->watcher);
	char pid[16], name[48], where[ADDRESS_SIZE + 40] = "", restarts[16];
	const char *args[5] = { monitor->instance.name, pid, where,
	    watcher_error(monitor->watcher), restarts };

	snprintf(pid, sizeof(pid), "%d", view->server_pid);
	snprintf(restarts, sizeof(restarts), "%u", view->restarts);
	if (view->listening_count > 0)
		snprintf(where, sizeof(where), "%s (%s)%s",
		    view->listening[0].address,
		    lab_info(view->listening[0].lab)->name,
		    view->listening_count > 1 ? ", \xe2\x80\xa6" : "");
	snprintf(name, sizeof(name), "attach.%s%s",
	    attach_word(&monitor->attach), view->restarts != 0 &&
	    view->state == WATCH_RUNNING ? "Again" : "");
	app_expand(out, out_size, app_text(&monitor->app, name, name), args,
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

static void
draw_event(struct monitor *monitor, int left)
{
	struct canvas *canvas = &monitor->canvases[AREA_STATUS];
	const struct monitor_event *event = &monitor->event;
	char clock[WHEN_CLOCK_SIZE], words[360];
	int dot = dot_size(canvas) + 8;
	int width, room = canvas->width - MARGIN - left - dot;

	if (event->text[0] == '\0' || room <= 0)
		return;
	when_clock(clock, event->wall_ns);
	snprintf(words, sizeof(words), "%.8s  %s", clock, event->text);
	width = font_width(canvas->app->fonts, FONT_UI_BOLD, words,
	    strlen(words));
	if (width > room)
		width = room;
	draw_dot(canvas, event->colour, canvas->width - MARGIN - width - dot);
	paint_label(canvas, FONT_UI_BOLD, event->colour, (struct area){
	    canvas->width - MARGIN - width, 0, width, canvas->height },
	    ALIGN_LEFT, words);
}

void
draw_status(struct monitor *monitor)
{
	struct canvas *canvas = &monitor->canvases[AREA_STATUS];
	char words[320];
	uint32_t hash;
	int x;

	server_words(monitor, words, sizeof(words));
	hash = draw_hash(DRAW_HASH_START, words, strlen(words) + 1);
	hash = draw_hash(hash, monitor->event.text,
	    strlen(monitor->event.text) + 1);
	hash = draw_hash(hash, &monitor->event.wall_ns, sizeof(int64_t));
	hash = draw_hash(hash, monitor->note, strlen(monitor->note));
	if (!begin(monitor, AREA_STATUS, hash))
		return;
	paint_fill(canvas, COLOUR_HAIRLINE, (struct area){ 0, 0,
	    canvas->width, 1 });
	draw_dot(canvas, server_colour(monitor), MARGIN);
	x = put(canvas, FONT_UI, COLOUR_TEXT, MARGIN +
	    dot_size(canvas) + 8, words);
	if (monitor->note[0] != '\0')
		x = put(canvas, FONT_UI, COLOUR_MUTED, x, monitor->note);
	draw_event(monitor, x);
	paint_show(canvas);
}
