/* status: the server, its totals and its clients, once. */
#include "ctl/status.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/options.h"
#include "base/when.h"
#include "ctl/attach.h"
#include "ctl/layout.h"

/* "default", silent for 12 s ... */
static void
status_server(const struct watch_view *view)
{
	char uptime[WHEN_LONG_SIZE], started[WHEN_RFC3339_SIZE];

	when_duration(uptime, view->now_wall_ns - view->started_wall_ns);
	when_rfc3339(started, view->started_wall_ns);
	printf("server %s (process %d, version %s) %s, started %s, up %s\n",
	    view->instance, view->server_pid, view->version,
	    watch_state_word(view->state), started, uptime);
	if (view->state == WATCH_SILENT)
		printf("the server gives no sign of life: is it stopped?  "
		    "what follows may be old\n");
}

static void
status_listening(const struct watch_view *view)
{
	uint32_t i;

	for (i = 0; i < view->listening_count; i++)
		printf("listening %s %s\n",
		    lab_info(view->listening[i].lab)->name,
		    view->listening[i].address);
}

static void
status_totals(const struct watch_view *view)
{
	const struct watch_totals *totals = &view->totals;
	char in[ROW_AMOUNT_SIZE], out[ROW_AMOUNT_SIZE];

	row_amount(in, totals->bytes_in);
	row_amount(out, totals->bytes_out);
	printf("clients %ju active of %u, peak %ju, accepted %ju, "
	    "refused %ju, gave way %ju, crashed %ju, "
	    "connected and left %ju\n",
	    (uintmax_t)totals->active,
	    view->max_clients, (uintmax_t)totals->peak,
	    (uintmax_t)totals->accepted, (uintmax_t)totals->refused,
	    (uintmax_t)totals->gave_way,
	    (uintmax_t)totals->crashed, (uintmax_t)totals->left);
	printf("messages %ju received, %ju sent, %ju malformed or failed; "
	    "bytes %s received, %s sent\n", (uintmax_t)totals->messages_in,
	    (uintmax_t)totals->messages_out, (uintmax_t)totals->faults, in,
	    out);
	if (totals->feed_dropped != 0 || totals->log_dropped != 0 ||
	    totals->lock_recoveries != 0)
		printf("lost to watchers %ju messages, event lines %ju; "
		    "lock recoveries %ju\n", (uintmax_t)totals->feed_dropped,
		    (uintmax_t)totals->log_dropped,
		    (uintmax_t)totals->lock_recoveries);
}

/* The width of the terminal; a file or pipe gets everything. */
static unsigned
status_cells(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return LAYOUT_CELLS_MAX;
	return size.ws_col;
}

static bool
status_table(const struct watch_view *view, const struct filter *filter)
{
	struct row_order order = { COLUMN_CONNECTED, true };
	struct row_list list = { .places = NULL };
	char line[LAYOUT_LINE_SIZE];
	struct layout layout;
	uint32_t i, at;

	if (!row_list_make(&list, view->rows, view->row_count, filter, order,
	    view->now_mono_ns))
		return false;
	layout_begin(&layout);
	for (i = 0; i < list.count; i++)
		layout_measure(&layout, &view->rows[list.places[i].index],
		    view->now_mono_ns);
	layout_fit(&layout, status_cells());
	layout_heading(&layout, line);
	printf("\n%s\n", line);
	for (i = 0; i < list.count; i++) {
		at = list.places[i].index;
		layout_row(&layout, &view->rows[at], view->now_mono_ns,
		    line);
		printf("%s%s\n", line,
		    view->stale[at] ? "  (being written)" : "");
	}
	row_list_free(&list);
	return true;
}

int
command_status(const struct ctl_call *call, struct ctl_error *error)
{
	const struct watch_view *view;
	struct watcher *watcher;
	struct filter filter;
	const char *fault = row_filter_parse(&filter, call->filter);
	bool done;

	if (fault != NULL)
		return ctl_error(error, EXIT_USAGE, "%s", fault);
	watcher = attach_open(call, error);
	if (watcher == NULL)
		return EXIT_FAILURE;
	view = watcher_view(watcher);
	if (call->json) {
		done = status_json(view, &filter, stdout);
	} else {
		status_server(view);
		status_listening(view);
		status_totals(view);
		done = view->row_count == 0 ||
		    status_table(view, &filter);
	}
	watcher_free(watcher);
	return done ? EXIT_SUCCESS :
	    ctl_error(error, EXIT_FAILURE, "out of memory");
}
