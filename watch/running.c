/* Which servers this user runs on this machine. */
#include "watch/running.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "shm/segment.h"
#include "watch/watcher.h"

/* The instance of "barewire.UID.INSTANCE", if it is this user's. */
static const char *
running_instance(const char *file)
{
	char begin[40];
	int len = snprintf(begin, sizeof(begin), "barewire.%u.",
	    (unsigned)geteuid());

	return strncmp(file, begin, (size_t)len) == 0 ? file + len : NULL;
}

/* What a watcher of it sees, whose texts are in order. */
static void
running_take(struct running *running, const struct watch_view *view,
    const char *name)
{
	struct running_server *server = &running->servers[running->count];

	(void)text_copy(server->instance, sizeof(server->instance), name);
	server->listening_count = view->listening_count < LISTENING_MAX ?
	    view->listening_count : LISTENING_MAX;
	memcpy(server->listening, view->listening,
	    server->listening_count * sizeof(server->listening[0]));
	running->count++;
}

static void
running_ask(struct running *running, const char *name)
{
	struct instance instance;
	struct watcher *watcher;
	enum watch_state state;

	if (instance_init(&instance, name) != NULL)
		return;
	watcher = watcher_new(&instance);
	if (watcher == NULL)
		return;
	state = watcher_poll(watcher);
	if (state == WATCH_RUNNING && running->count == RUNNING_MAX)
		running->left_out++;
	else if (state == WATCH_RUNNING)
		running_take(running, watcher_view(watcher), name);
	watcher_free(watcher);
}

static int
running_order(const void *one, const void *other)
{
	return strcmp(((const struct running_server *)one)->instance,
	    ((const struct running_server *)other)->instance);
}

void
running_look(struct running *running)
{
	DIR *dir = opendir(SEGMENT_DIR);
	const struct dirent *entry;
	const char *name;

	running->count = running->left_out = 0;
	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if ((name = running_instance(entry->d_name)) != NULL)
			running_ask(running, name);
	(void)closedir(dir);
	qsort(running->servers, running->count, sizeof(running->servers[0]),
	    running_order);
}

bool
running_fits(const struct listening *at, unsigned lab, bool udp)
{
	bool datagrams = strstr(at->address, "/udp") != NULL;

	return at->lab == lab && datagrams == (udp || lab == LAB_CLOCK);
}
