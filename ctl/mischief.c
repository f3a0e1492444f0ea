/* mischief: what is done on purpose to what a client is sent. */
#include <stdio.h>
#include <string.h>

#include "ctl/attach.h"
#include "watch/control.h"

#define ASK_MS	2000

/* Sets it for one of them, found by its name, by its number. */
static int
mischief_ask(const struct watcher *watcher, const struct row_data *row,
    const char *text, struct ctl_error *error)
{
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];
	char name[NAME_AT_SIZE];

	name_at_put(name, row->name, row->lab);
	control_mischief_write(request, row->client, text);
	if (control_ask(watcher_instance(watcher), request, ASK_MS, reply,
	    sizeof(reply)) != 0)
		return ctl_error(error, EXIT_FAILURE, "%s: %s", name, reply);
	printf("%s: %s\n", name, reply + strlen(CONTROL_OK " "));
	return EXIT_SUCCESS;
}

static int
mischief_all(const struct watcher *watcher, const struct ctl_call *call,
    const char *text, struct ctl_error *error)
{
	const struct watch_view *view = watcher_view(watcher);
	const struct row_data *row;
	uint32_t i, found = 0;
	int code = EXIT_SUCCESS, one;

	for (i = 0; i < view->row_count; i++) {
		row = &view->rows[i];
		if (!name_is_held(row->state) ||
		    !name_at_is(&call->client, row->name, row->lab))
			continue;
		found++;
		one = mischief_ask(watcher, row, text, error);
		if (one != EXIT_SUCCESS)
			code = one;
	}
	return found > 0 ? code : ctl_error(error, EXIT_FAILURE,
	    "no client is called \"%s\"", call->client.name);
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
	code = mischief_all(watcher, call, text, error);
	watcher_free(watcher);
	return code;
}
