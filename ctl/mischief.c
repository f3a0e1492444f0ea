/* mischief: what is done on purpose to what a client is sent. */
#include <stdio.h>
#include <string.h>

#include "ctl/attach.h"
#include "watch/control.h"

#define ASK_MS	2000

/* Sets it for one of them, found by its name, by its number: what is done to
 * it, or why not, is in reply. */
static bool
mischief_ask(const struct watcher *watcher, const struct row_data *row,
    const char *text, char reply[CONTROL_LINE_MAX])
{
	char request[CONTROL_LINE_MAX];

	control_mischief_write(request, row->client, text);
	return control_ask(watcher_instance(watcher), request, ASK_MS, reply,
	    CONTROL_LINE_MAX) == 0;
}

static bool
mischief_means(const struct ctl_call *call, const struct row_data *row)
{
	unsigned lab = call->report.lab;

	return name_is_held(row->state) &&
	    (lab == LAB_COUNT || lab == row->lab) &&
	    (call->all || name_at_is(&call->client, row->name, row->lab));
}

/* One of all whom the kinds do not fit is left as it is. */
static bool
mischief_one(const struct watcher *watcher, const struct ctl_call *call,
    const struct row_data *row, const char *text, struct ctl_error *error)
{
	char reply[CONTROL_LINE_MAX], name[NAME_AT_SIZE];
	bool done = mischief_ask(watcher, row, text, reply);

	name_at_put(name, row->name, row->lab);
	if (done)
		printf("%s: %s\n", name, reply + strlen(CONTROL_OK " "));
	else if (call->all)
		printf("%s: left as it is: %s\n", name, reply);
	if (!done)
		(void)ctl_error(error, 0, "%s: %s", name, reply);
	return done;
}

static int
mischief_do(const struct watcher *watcher, const struct ctl_call *call,
    const char *text, struct ctl_error *error)
{
	const struct watch_view *view = watcher_view(watcher);
	uint32_t i, found = 0, done = 0;

	for (i = 0; i < view->row_count; i++)
		if (mischief_means(call, &view->rows[i])) {
			found++;
			done += mischief_one(watcher, call, &view->rows[i],
			    text, error);
		}
	if (found == 0)
		return call->all ? ctl_error(error, EXIT_FAILURE,
		    "nobody is connected") : ctl_error(error, EXIT_FAILURE,
		    "no client is called \"%s\"", call->client.name);
	if (done < found && !(call->all && done > 0))
		return EXIT_FAILURE;
	error->text[0] = '\0';
	return EXIT_SUCCESS;
}

int
command_mischief(const struct ctl_call *call, struct ctl_error *error)
{
	char fault[MISCHIEF_FAULT_SIZE], text[MISCHIEF_TEXT_SIZE];
	struct mischief mischief;
	struct watcher *watcher;
	int code;

	if (!mischief_read(&mischief, call->mischief, fault))
		return ctl_error(error, EXIT_USAGE, "%s", fault);
	(void)mischief_write(text, &mischief);
	watcher = attach_open(call, error);
	if (watcher == NULL)
		return EXIT_FAILURE;
	code = mischief_do(watcher, call, text, error);
	watcher_free(watcher);
	return code;
}
