/* Attached to a server or not, and what became of it. */
#include "watch/watcher_private.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"

/* The parent gives one a second; three missing are no accident. */
#define SILENT_NS	(3 * NS_PER_S)
/* In that time it has made whole again what another process cut short. */
#define CUT_NS		NS_PER_S

struct watcher *
watcher_new(const struct instance *instance)
{
	struct watcher *watcher = calloc(1, sizeof(*watcher));

	if (watcher == NULL)
		return NULL;
	watcher->instance = watcher->home = *instance;
	watcher->ask_fd = -1;
	watcher->feed.fd = -1;
	watcher->feed.keeper = -1;
	watcher->view.state = WATCH_NO_SERVER;
	watcher->view.listening = watcher->listening;
	(void)text_copy(watcher->view.instance,
	    sizeof(watcher->view.instance), instance->name);
	return watcher;
}

void
watcher_free(struct watcher *watcher)
{
	if (watcher == NULL)
		return;
	watcher_feed_close(watcher);
	watcher_ask_end(watcher);
	table_detach(&watcher->table);
	free(watcher->here.rows);
	free(watcher->here.stale);
	free(watcher->gone.rows);
	free(watcher->gone.stale);
	free(watcher);
}

/* A text of the header's, which a mad child can write over: terminated, and
 * fit for a terminal or a label. */
static void
watcher_text(char *out, size_t out_size, const char *text, size_t size)
{
	(void)text_show(out, out_size, text, strnlen(text, size));
}

/* What stays the same as long as this server runs. */
static void
watcher_learn(struct watcher *watcher)
{
	const struct table_facts *facts = &watcher->table.facts;
	struct watch_view *view = &watcher->view;
	uint32_t i, count = facts->listening_count;

	if (watcher->known && watcher->generation != facts->generation)
		view->restarts++;
	watcher->known = true;
	watcher->generation = facts->generation;
	watcher->rows_max = facts->rows;
	view->server_pid = facts->server_pid;
	view->started_wall_ns = facts->started_wall_ns;
	view->max_clients = facts->max_clients;
	watcher_text(view->version, sizeof(view->version), facts->version,
	    sizeof(facts->version));
	view->listening_count = count;
	for (i = 0; i < count; i++) {
		watcher->listening[i].lab = facts->listening[i].lab;
		watcher_text(watcher->listening[i].address, LISTENING_SIZE,
		    facts->listening[i].address, LISTENING_SIZE);
	}
}

/* The state when there is nothing to attach to. */
static enum watch_state
watcher_absent(struct watcher *watcher)
{
	enum watch_state state = watcher->view.state;

	watcher_snapshot_fade(watcher);
	if (!watcher->known)
		return WATCH_NO_SERVER;
	/* What became of the last one stays said until there is another. */
	return state == WATCH_CRASHED ? WATCH_CRASHED : WATCH_ENDED;
}

static enum watch_state
watcher_failed(struct watcher *watcher, const char *what, int error)
{
	(void)snprintf(watcher->error, sizeof(watcher->error), "%s: %s", what,
	    strerror(error));
	return WATCH_FAILED;
}

/* What has the table's name is no table. */
static enum watch_state
watcher_no_table(struct watcher *watcher, int error)
{
	const char *fault = segment_fault(&watcher->instance);

	if (fault == NULL)
		return watcher_failed(watcher, watcher->instance.shm_name,
		    error);
	(void)text_copy(watcher->error, sizeof(watcher->error), fault);
	return WATCH_FAILED;
}

/* Another process has cut the table short; its server makes it whole again, and
 * until then says nothing. */
static enum watch_state
watcher_cut(struct watcher *watcher)
{
	table_detach(&watcher->table);
	watcher->attached = false;
	watcher->cut_ns = watcher->view.now_mono_ns;
	return WATCH_SILENT;
}

/* Attached: what the server is doing. */
static enum watch_state
watcher_look(struct watcher *watcher)
{
	const struct table_header *header = watcher->table.header;
	bool alive = table_alive(&watcher->table);
	uint32_t phase = atomic_load(&header->phase);
	int64_t beat_ns;

	if (!watcher_snapshot(watcher))
		return watcher_failed(watcher, "the client table", ENOMEM);
	if (table_cut(&watcher->table))
		return watcher_cut(watcher);
	if (!alive || phase == TABLE_PHASE_ENDED) {
		/* The last messages, and how many of them are missing. */
		(void)watcher_feed_read(watcher, WATCHER_FIFO_BYTES);
		watcher_snapshot_end(watcher);
		table_detach(&watcher->table);
		watcher->attached = false;
		return phase == TABLE_PHASE_STOPPING ||
		    phase == TABLE_PHASE_ENDED ? WATCH_ENDED :
		    WATCH_CRASHED;
	}
	table_follow(&watcher->table, &watcher->instance);
	if (phase == TABLE_PHASE_STOPPING)
		return WATCH_STOPPING;
	beat_ns = atomic_load(&header->heartbeat_mono_ns);
	/* A scribbled one says nothing. */
	return beat_ns >= 0 && watcher->view.now_mono_ns - beat_ns >
	    SILENT_NS ? WATCH_SILENT : WATCH_RUNNING;
}

static enum watch_state
watcher_attached(struct watcher *watcher)
{
	watcher_ask_end(watcher);
	watcher->attached = true;
	watcher_learn(watcher);
	if (watcher->feed.fd != -1)
		watcher_feed_move(watcher);
	return watcher_look(watcher);
}

static enum watch_state
watcher_other_version(struct watcher *watcher)
{
	watcher_snapshot_fade(watcher);
	return WATCH_LAYOUT;
}

/* There is no table by that name, or only a signpost, or what cannot be used
 * for that reason. */
static enum watch_state
watcher_attach_asking(struct watcher *watcher, int error)
{
	switch (watcher_ask_table(watcher)) {
	case ASKED_TABLE:
		return watcher_attached(watcher);
	case ASKED_LAYOUT:
		return watcher_other_version(watcher);
	case ASKED_FAILED:
		watcher_snapshot_fade(watcher);
		return WATCH_FAILED;
	case ASKED_NOBODY:
		if (error != 0)
			return watcher_no_table(watcher, error);
		break;
	case ASKED_WAITING:
		break;
	}
	return watcher_absent(watcher);
}

static enum watch_state
watcher_attach(struct watcher *watcher)
{
	/* Another server may be in another place than the last one. */
	if (watcher->ask_fd == -1)
		watcher->instance = watcher->home;
	switch (table_attach(&watcher->table, &watcher->instance)) {
	case TABLE_OK:
		return watcher_attached(watcher);
	case TABLE_NONE:
		if (watcher->cut_ns != 0 && watcher->view.now_mono_ns -
		    watcher->cut_ns < CUT_NS)
			return WATCH_SILENT;
		return watcher_attach_asking(watcher, 0);
	case TABLE_ELSEWHERE:
		return watcher_attach_asking(watcher, 0);
	case TABLE_LAYOUT:
		return watcher_other_version(watcher);
	default:
		return watcher_attach_asking(watcher, errno);
	}
}

enum watch_state
watcher_poll(struct watcher *watcher)
{
	struct watch_view *view = &watcher->view;

	view->now_mono_ns = when_mono_ns();
	view->now_wall_ns = when_wall_ns();
	watcher->error[0] = '\0';
	/* An end is told before a new server is looked for, so that a
	 * restart between two polls cannot hide it. */
	view->state = watcher->attached ? watcher_look(watcher) :
	    watcher_attach(watcher);
	if (watcher->feed.fd != -1) {
		if (view->state == WATCH_RUNNING)
			watcher_feed_renew(watcher);
		watcher_feed_check(watcher);
	}
	return view->state;
}

const struct watch_view *
watcher_view(const struct watcher *watcher)
{
	return &watcher->view;
}

bool
watcher_journal(const struct watcher *watcher, struct journal *journal)
{
	return watcher->attached && table_journal(&watcher->table, journal);
}

const struct table *
watcher_table(const struct watcher *watcher)
{
	return watcher->attached ? &watcher->table : NULL;
}

const char *
watcher_error(const struct watcher *watcher)
{
	return watcher->error[0] != '\0' ? watcher->error :
	    watcher->feed_error;
}

int
watcher_asking_fd(const struct watcher *watcher)
{
	return watcher->ask_fd;
}

const struct instance *
watcher_instance(const struct watcher *watcher)
{
	return &watcher->instance;
}
