/* What the window says of its server. */
#include "gui/model/attach.h"

#include <stdio.h>
#include <string.h>

static enum attach_news
news_of(const struct attach *attach, const struct watch_view *view)
{
	bool same = attach->seen_server &&
	    view->server_pid == attach->server_pid;

	switch (view->state) {
	case WATCH_RUNNING:
		if (!attach->seen_server)
			return NEWS_ATTACHED;
		if (!same)
			return NEWS_RESTARTED;
		return attach->state == WATCH_SILENT ? NEWS_BACK : NEWS_NONE;
	case WATCH_STOPPING:
		return NEWS_STOPPING;
	case WATCH_SILENT:
		return NEWS_SILENT;
	case WATCH_ENDED:
		return NEWS_ENDED;
	case WATCH_CRASHED:
		return NEWS_CRASHED;
	case WATCH_LAYOUT:
		return NEWS_FOREIGN;
	case WATCH_FAILED:
		return NEWS_FAILED;
	case WATCH_NO_SERVER:
		break;
	}
	return NEWS_NONE;
}

enum attach_news
attach_update(struct attach *attach, const struct watch_view *view)
{
	bool other_server = view->state == WATCH_RUNNING &&
	    view->server_pid != attach->server_pid;
	enum attach_news news = NEWS_NONE;

	if (!attach->begun || view->state != attach->state || other_server)
		news = news_of(attach, view);
	attach->begun = true;
	attach->state = view->state;
	if (view->state == WATCH_RUNNING) {
		attach->seen_server = true;
		attach->server_pid = view->server_pid;
	}
	return news;
}

const char *
attach_news_word(enum attach_news news)
{
	static const char *const words[] = { "none", "attached", "restarted",
	    "stopping", "ended", "crashed", "silent", "back", "foreign",
	    "failed" };

	return words[news];
}

const char *
attach_word(const struct attach *attach)
{
	static const char *const words[] = {
		[WATCH_NO_SERVER] = "none", [WATCH_RUNNING] = "running",
		[WATCH_STOPPING] = "stopping", [WATCH_SILENT] = "silent",
		[WATCH_ENDED] = "ended", [WATCH_CRASHED] = "crashed",
		[WATCH_LAYOUT] = "foreign", [WATCH_FAILED] = "failed",
	};

	return words[attach->state];
}

static size_t
host_len(const struct listening *listening)
{
	const char *colon = strrchr(listening->address, ':');

	return colon == NULL ? 0 : (size_t)(colon - listening->address);
}

/* The length of the host all addresses begin with; 0 when they differ, or
 * there is nothing to say but once. */
static size_t
common_host_len(const struct watch_view *view)
{
	const struct listening *at = view->listening;
	size_t len = view->listening_count < 2 ? 0 : host_len(&at[0]);
	uint32_t i;

	for (i = 1; i < view->listening_count; i++)
		if (host_len(&at[i]) != len ||
		    memcmp(at[i].address, at[0].address, len) != 0)
			return 0;
	return len;
}

void
attach_listening(const struct watch_view *view, char *out, size_t out_size)
{
	size_t used = 0, host = common_host_len(view);
	const char *between = "";
	uint32_t i;

	out[0] = '\0';
	if (host != 0)
		used = (size_t)snprintf(out, out_size, "%.*s: ", (int)host,
		    view->listening[0].address);
	for (i = 0; i < view->listening_count && used < out_size; i++) {
		used += (size_t)snprintf(out + used, out_size - used,
		    "%s%s %s", between, lab_info(view->listening[i].lab)->name,
		    view->listening[i].address + (host != 0 ? host + 1 : 0));
		between = ", ";
	}
}

bool
attach_live(const struct attach *attach)
{
	return attach->state == WATCH_RUNNING ||
	    attach->state == WATCH_STOPPING || attach->state == WATCH_SILENT;
}
