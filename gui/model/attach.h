/*
 * What the window says of its server: the state it is in, and the news when
 * that changes.
 *
 * Pure; no X; the words are resources.
 */
#ifndef GUI_MODEL_ATTACH_H
#define GUI_MODEL_ATTACH_H

#include "watch/watcher.h"

enum attach_news {
	NEWS_NONE,
	NEWS_ATTACHED,	/* the first server this window sees */
	NEWS_RESTARTED,	/* another server than before */
	NEWS_STOPPING,
	NEWS_ENDED,
	NEWS_CRASHED,
	NEWS_SILENT,
	NEWS_BACK,	/* it was silent, now it is heard again */
	NEWS_FOREIGN,	/* another version of Barewire */
	NEWS_FAILED
};

struct attach {
	enum watch_state state;
	int server_pid;
	bool seen_server;
	bool begun;
};

/* Takes a snapshot's state; says what is new about it. */
enum attach_news attach_update(struct attach *attach,
    const struct watch_view *view);

/* "attached", "restarted", ...: the resource text.news.WORD says it. */
const char *attach_news_word(enum attach_news news);
/* "running", "crashed", ... for the state property and text.attach.WORD. */
const char *attach_word(const struct attach *attach);

/* "127.0.0.1: wait 12080, order 12000", or where the hosts differ
 * "wait 127.0.0.1:12080, order [::1]:12000"; cut where out is full. */
void attach_listening(const struct watch_view *view, char *out,
    size_t out_size);

/* Is there somebody to shut down or to disconnect from? */
bool attach_live(const struct attach *attach);

#endif
