/* Records that are wanted, as they may be shown. */
#include "watch/capture_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/private.h"

struct capture_view {
	struct capture_file *file;
	struct capture_wish wish;
	uint64_t *clients;	/* that had the name, in order */
	size_t client_count;
	struct private_room *room;	/* NULL: nothing is hidden */
};

void
capture_view_free(struct capture_view *view)
{
	if (view == NULL)
		return;
	capture_file_free(view->file);
	free(view->clients);
	free(view->room);
	free(view);
}

static int
client_order(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

static bool
view_has(const struct capture_view *view, uint64_t client)
{
	return view->client_count > 0 && bsearch(&client, view->clients,
	    view->client_count, sizeof(client), client_order) != NULL;
}

/* Room for a power of two; numbers grow, so they are in order mostly. */
static bool
view_add(struct capture_view *view, uint64_t client)
{
	size_t count = view->client_count;
	uint64_t *more = view->clients;

	if (view_has(view, client))
		return true;
	if ((count & (count - 1)) == 0)
		more = realloc(view->clients, (count == 0 ? 1 : 2 * count) *
		    sizeof(*more));
	if (more == NULL)
		return false;
	view->clients = more;
	more[view->client_count++] = client;
	if (count > 0 && more[count - 1] > client)
		qsort(more, view->client_count, sizeof(*more), client_order);
	return true;
}

/* A connection is the name's from its beginning on, also before it had it. */
static bool
view_find(struct capture_view *view)
{
	struct feed_message message;

	while (capture_file_next(view->file, &message))
		if (message.client != 0 && message.event != FEED_LOST &&
		    name_at_is(&view->wish.only, message.name,
		    message.lab) && !view_add(view, message.client))
			return false;
	capture_file_rewind(view->file);
	return true;
}

/* NULL, or what is wrong. */
static const char *
view_begin(struct capture_view *view)
{
	if (view->wish.no_private) {
		view->room = malloc(sizeof(*view->room));
		if (view->room == NULL)
			return "no memory";
	}
	if (view->wish.only.name == NULL)
		return NULL;
	if (!view_find(view))
		return "no memory";
	return view->client_count == 0 ? "nobody of that name is in it" :
	    NULL;
}

struct capture_view *
capture_view_open(const char *path, const struct capture_wish *wish,
    char fault[CAPTURE_FAULT_SIZE])
{
	struct capture_file *file = capture_file_open(path, fault);
	struct capture_view *view;
	const char *wrong;

	if (file == NULL)
		return NULL;
	view = calloc(1, sizeof(*view));
	if (view == NULL) {
		capture_file_free(file);
		(void)snprintf(fault, CAPTURE_FAULT_SIZE, "no memory");
		return NULL;
	}
	view->file = file;
	view->wish = *wish;
	wrong = view_begin(view);
	if (wrong == NULL)
		return view;
	(void)snprintf(fault, CAPTURE_FAULT_SIZE, "%s", wrong);
	capture_view_free(view);
	return NULL;
}

bool
capture_view_next(struct capture_view *view, struct feed_message *message)
{
	while (capture_file_next(view->file, message)) {
		if (view->wish.only.name != NULL &&
		    message->event != FEED_LOST &&
		    !view_has(view, message->client))
			continue;
		if (view->room != NULL)
			*message = *private_hide(view->room, message);
		return true;
	}
	return false;
}

const struct capture_facts *
capture_view_facts(struct capture_view *view)
{
	return capture_file_facts(view->file);
}

const char *
capture_view_local(const struct capture_view *view)
{
	return capture_file_local(view->file);
}
