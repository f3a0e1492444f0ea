/* A ladder of the window: whose it is, and when it is made anew. */
#include <Xm/Xm.h>
#include <inttypes.h>
#include <string.h>

#include "base/when.h"
#include "gui/monitor/ladder_parts.h"
#include "gui/monitor/list.h"

/* While much comes: at most so often, in a sixtieth of the time, and in a
 * window of its own so many bytes a second. */
#define REST_MS		200
#define REST_TIMES	60
#define BYTES_A_SECOND	12000
#define REST_MOST_MS	1000

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

/* Until it may be painted again, for what that has cost. */
static int64_t
rest_ms(struct ladder_look *look)
{
	int64_t now_ns = when_mono_ns();
	int64_t rest = (look->pane.painted_ns + REST_TIMES *
	    look->pane.took_ns - now_ns) / NS_PER_MS;
	int64_t owed = pace_delay_ms(&look->pace, now_ns);

	return rest > owed ? rest : owed;
}

static void look_due(XtPointer data, XtIntervalId *id);

static void
look_in(struct ladder_look *look, int64_t ms)
{
	ladder_look_stop(look);
	look->looks = XtAppAddTimeOut(look->monitor->app.context,
	    (unsigned long)ms, look_due, look);
}

void
ladder_look_news(struct ladder_look *look)
{
	int64_t rest = rest_ms(look);

	if (rest <= 0)
		ladder_pane_touch(&look->pane);
	else if (rest < REST_MS)
		look_in(look, rest);
}

/* Whose it is, and what is new. */
static void
look_due(XtPointer data, XtIntervalId *id)
{
	struct ladder_look *look = data;
	int64_t rest = rest_ms(look);

	(void)id;
	look->looks = 0;
	if (rest <= 0)
		ladder_look_follow(look);
	look_in(look, rest <= 0 || rest > REST_MOST_MS ? REST_MS : rest);
}

void
ladder_look_spend(struct ladder_look *look, int64_t bytes)
{
	pace_spend(&look->pace, bytes);
	pace_spend(&look->monitor->pace, bytes);
}

bool
ladder_look_make(struct ladder_look *look, struct view_group *group,
    Widget parent, const char *name)
{
	struct ladder_pane *pane = &look->pane;

	look->view = ladder_view_new(look->monitor->stream);
	if (look->view == NULL)
		return false;
	look->pace = (struct pace){ .bytes_a_second = BYTES_A_SECOND,
	    .burst_bytes = BYTES_A_SECOND, .most_ms = REST_MOST_MS };
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
	ladder_look_follow(look);
	look_in(look, REST_MS);
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
