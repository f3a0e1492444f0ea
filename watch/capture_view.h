/*
 * A capture as it is wanted: all of it, or what one client itself sent and got,
 * with private lines or without.
 *
 * Any watcher; one thread; no X.  It owns its memory and the file.
 */
#ifndef WATCH_CAPTURE_VIEW_H
#define WATCH_CAPTURE_VIEW_H

#include "base/name_at.h"
#include "watch/capture_file.h"

struct capture_wish {
	struct name_at only;	/* its name NULL: everybody */
	bool no_private;	/* wire/private.h */
};

struct capture_view;

/* As capture_file_open; that nobody of that name is in it is a fault, too. */
struct capture_view *capture_view_open(const char *path,
    const struct capture_wish *wish, char fault[CAPTURE_FAULT_SIZE]);
void capture_view_free(struct capture_view *view);

/* As capture_file_next. */
bool capture_view_next(struct capture_view *view,
    struct feed_message *message);
/* Of the file, so also of records that are not wanted. */
const struct capture_facts *capture_view_facts(struct capture_view *view);
const char *capture_view_local(const struct capture_view *view);

#endif
