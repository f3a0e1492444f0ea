/* A ladder of the window: whose it is, and when it is made anew. */
#include <Xm/Xm.h>
#include <inttypes.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/ladder_parts.h"
#include "gui/monitor/list.h"

/* At most four times a second, in a sixtieth of the time, and so many bytes
 * a second. */
#define REST_MS		250
#define REST_TIMES	60
#define BYTES_A_SECOND	8000

static const char *
why_empty(void *context)
{
	struct monitor *monitor = ((struct ladder_look *)context)->monitor;
	const char *why = monitor_why_empty(monitor);

	if (why != NULL)
		return why;
	return app_text(&monitor->app, stream_filtered(monitor->stream) ?
	    "ladder.filtered" : "ladder.quiet", "");
}

/* The message is picked everywhere. */
static void
moved(void *context)
{
	struct ladder_look *look = context;
	struct monitor *monitor = look->monitor;

	look->pane.reveal = true;
	monitor_list_reveal(monitor, true);
	monitor_touch_messages(monitor);
	monitor_sync_menus(monitor);
}

static void
picked(void *context, Time time)
{
	(void)time;
	moved(context);
}

static void
opened(void *context)
{
	monitor_details(((struct ladder_look *)context)->monitor);
}

/* Of the selected client, or of all.  It stays that of one whose row has gone,
 * or is behind a filter, until another is selected, or none. */
void
ladder_look_follow(struct ladder_look *look)
{
	struct monitor *monitor = look->monitor;
	const struct row_data *row = table_model_selected(&monitor->table);
	struct ladder_whom whom = { .lab = LAB_COUNT };
	char name[NAME_AT_SIZE], title[sizeof(look->title)];

	if (row == NULL && look->client != 0 &&
	    look->client == monitor->table.selected) {
		ladder_pane_touch(&look->pane);
		return;
	}
	look->client = row == NULL ? 0 : row->client;
	if (row != NULL) {
		whom.client = row->client;
		whom.lab = row->lab;
		(void)text_copy(whom.name, sizeof(whom.name), row->name);
		name_at_put(name, row->name, row->lab);
	}
	ladder_view_set_whom(look->view, &whom);
	wording_put(title, sizeof(title), row == NULL ? app_text(
	    &monitor->app, "ladder.all", "") : app_text(&monitor->app,
	    "ladder.title", "%1"), row == NULL ? "" : name, NULL);
	if (strcmp(title, look->title) != 0) {
		(void)text_copy(look->title, sizeof(look->title), title);
		if (look->titled != NULL)
			look->titled(look);
	}
	ladder_pane_touch(&look->pane);
}

/* What it rests after it was painted. */
static int64_t
rest_of(const struct ladder_look *look)
{
	int64_t rest_ms = REST_TIMES * look->pane.took_ns / NS_PER_MS;
	int64_t bytes_ms = look->bytes * 1000 / BYTES_A_SECOND;

	return rest_ms < bytes_ms ? bytes_ms : rest_ms;
}

void
ladder_look_news(struct ladder_look *look)
{
	if (when_mono_ns() - look->pane.painted_ns >= rest_of(look) *
	    NS_PER_MS)
		ladder_pane_touch(&look->pane);
}

/* Whose it is, and what is new. */
static void
look_due(XtPointer data, XtIntervalId *id)
{
	struct ladder_look *look = data;
	int64_t rest_ms = rest_of(look);

	(void)id;
	ladder_look_follow(look);
	look->looks = XtAppAddTimeOut(look->monitor->app.context,
	    (unsigned long)(rest_ms < REST_MS ? REST_MS : rest_ms), look_due,
	    look);
}

bool
ladder_look_make(struct ladder_look *look, struct view_group *group,
    Widget parent, const char *name)
{
	struct ladder_pane *pane = &look->pane;

	look->view = ladder_view_new(look->monitor->stream);
	if (look->view == NULL)
		return false;
	pane->ladder = look->view;
	pane->log = look->monitor->log;
	pane->why_empty = why_empty;
	if (pane->moved == NULL)
		pane->moved = moved;
	pane->pane.opened = opened;
	pane->pane.picked = picked;
	pane->pane.context = look;
	ladder_pane_make(pane, group, parent, name);
	return true;
}

void
ladder_look_begin(struct ladder_look *look)
{
	ladder_look_stop(look);
	look_due(look, NULL);
}

void
ladder_look_stop(struct ladder_look *look)
{
	if (look->looks != 0)
		XtRemoveTimeOut(look->looks);
	look->looks = 0;
}

void
ladder_look_put(FILE *out, const struct ladder_look *look)
{
	const struct ladder_shapes *shapes = &look->pane.shapes;
	uint64_t at = ladder_view_picked(look->view);

	fprintf(out, " lives=%u/%u said=%" PRIu64 " ladderlines=%" PRIu64
	    " ladderline=%" PRId64 " laddertop=%" PRIu64 " truetime=%d"
	    " drawn=%u/%u"
	    " drawnfaults=%u pauses=%u marks=%u crosses=%u diamonds=%u",
	    ladder_view_columns(look->view),
	    ladder_view_hidden(look->view),
	    ladder_view_messages(look->view),
	    ladder_view_lines(look->view),
	    at == LADDER_VIEW_NONE ? -1 : (int64_t)at,
	    ladder_view_top(look->view),
	    ladder_view_true_time(look->view), shapes->received,
	    shapes->sent, shapes->faults, shapes->pauses, shapes->marks,
	    shapes->crashes, shapes->mischief);
}
