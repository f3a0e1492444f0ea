/* What is compared: two messages, one after the other, or two clients. */
#include "gui/monitor/compare.h"

#include <string.h>

#include "base/when.h"

void
compare_title_words(void *context, const struct log_entry *entry, char *out,
    size_t out_size)
{
	struct app *app = &((struct monitor *)context)->app;
	char clock[WHEN_CLOCK_SIZE], bytes[WORDING_NUMBER_SIZE];
	char kept[WORDING_NUMBER_SIZE];
	char number[WORDING_NUMBER_SIZE];
	bool sent;

	if (entry == NULL) {
		text_copy(out, out_size, app_text(app, "compare.none", ""));
		return;
	}
	sent = entry->direction == FEED_SENT;
	when_clock(clock, entry->wall_ns);
	wording_put(out, out_size, app_text(app, entry->truncated ? sent ?
	    "compare.sentCut" : "compare.receivedCut" : sent ?
	    "compare.sent" : "compare.received", "%1, %2"), clock,
	    wording_number(bytes, entry->message_bytes),
	    wording_number(number, entry->message),
	    wording_number(kept, entry->len), NULL);
}

/* "alice@calc, received 14:02:11.250, 12 bytes" */
static void
message_heading(struct monitor *monitor, const struct log_entry *entry,
    char out[COMPARE_HEADING_SIZE])
{
	char name[NAME_AT_SIZE], words[160];

	name_at_put(name, entry->name, entry->lab);
	compare_title_words(monitor, entry, words, sizeof(words));
	wording_put(out, COMPARE_HEADING_SIZE, app_text(&monitor->app,
	    "compare.heading", "%1, %2"), name, words, NULL);
}

static void
note(struct monitor *monitor, const char *name)
{
	monitor_note(monitor, "%s", app_text(&monitor->app, name, name));
}

/* The first time it is remembered, the second time compared. */
void
monitor_compare_message(struct monitor *monitor)
{
	struct log_entry *entry = stream_picked_entry(monitor->stream);
	struct log_entry *with = monitor->compare_with;
	char one[COMPARE_HEADING_SIZE], other[COMPARE_HEADING_SIZE];
	struct compare_view *view;

	if (entry == NULL || entry->kind != LOG_MESSAGE)
		return;
	if (with == NULL || with == entry) {
		note(monitor, "compare.remembered");
		if (with == NULL)
			monitor->compare_with = log_hold(entry);
		return;
	}
	view = compare_view_of_messages(with, entry);
	message_heading(monitor, with, one);
	message_heading(monitor, entry, other);
	log_release(with);
	monitor->compare_with = NULL;
	if (view != NULL)
		compare_window_open(monitor, view, one, other);
}

/* "alice@calc: 12 messages", and how many before are left out. */
static void
client_heading(struct monitor *monitor, const struct row_data *row,
    const struct compare_view *view, unsigned side,
    char out[COMPARE_HEADING_SIZE])
{
	char name[NAME_AT_SIZE], count[WORDING_NUMBER_SIZE];
	char left_out[WORDING_NUMBER_SIZE];

	name_at_put(name, row->name, row->lab);
	wording_put(out, COMPARE_HEADING_SIZE, app_text(&monitor->app,
	    view->left_out[side] > 0 ? "compare.clientLast" :
	    "compare.client", "%1: %2"), name, wording_number(count,
	    view->messages[side]), wording_number(left_out,
	    view->left_out[side]), NULL);
}

void
compare_clients(struct monitor *monitor, const struct row_data *one,
    const struct row_data *other)
{
	struct compare_view *view = compare_view_of_clients(monitor->log,
	    one->client, other->client);
	char left[COMPARE_HEADING_SIZE], right[COMPARE_HEADING_SIZE];

	if (view == NULL)
		return;
	client_heading(monitor, one, view, 0, left);
	client_heading(monitor, other, view, 1, right);
	compare_window_open(monitor, view, left, right);
}
