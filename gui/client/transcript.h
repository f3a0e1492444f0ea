/*
 * What was said, as a drawn area with a scroll bar.
 */
#ifndef GUI_CLIENT_TRANSCRIPT_H
#define GUI_CLIENT_TRANSCRIPT_H

#include "gui/toolkit/scroll.h"
#include "gui/client/view.h"
#include "gui/model/transcript.h"

struct transcript_view {
	struct view view;
	struct scroll scroll;
	struct transcript *transcript;
	Widget frame;
	const char *hint;	/* text.hint.NAME is said while empty */
	struct font_set *fonts;	/* it was folded with */
	int width;
	unsigned painted;	/* generation */
};

void transcript_view_make(struct transcript_view *view,
    struct client *client, Widget parent, const char *hint);

/* A text of the app-defaults file, text.say.WORD, with its arguments. */
void transcript_view_say(struct transcript_view *view,
    enum transcript_kind kind, const char *word, const char *const *args,
    int count);
void transcript_view_add(struct transcript_view *view,
    enum transcript_kind kind, const char *text, size_t len);
/* A paragraph that is fit to be shown as it is. */
void transcript_view_add_shown(struct transcript_view *view,
    enum transcript_kind kind, const char *text);
void transcript_view_clear(struct transcript_view *view);
/* Colours have changed. */
void transcript_view_restyle(struct transcript_view *view);

#endif
