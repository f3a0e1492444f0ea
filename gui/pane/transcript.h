/*
 * What was said, as a drawn area with a scroll bar.
 *
 * The thread of the Xt loop; the transcript is the pane's, which lives as long
 * as the window.
 */
#ifndef GUI_PANE_TRANSCRIPT_H
#define GUI_PANE_TRANSCRIPT_H

#include "gui/model/transcript.h"
#include "gui/pane/pane.h"

struct transcript_pane {
	struct pane pane;
	struct transcript *transcript;
	const char *hint;	/* text.hint.NAME is said while empty */
	struct font_set *fonts;	/* it was folded with */
	int width;
	unsigned painted;	/* generation */
	char needle[128];	/* marked where it occurs */
};

void transcript_pane_make(struct transcript_pane *view,
    struct view_group *group, Widget parent, const char *hint);

/* A text of the app-defaults file, text.say.WORD, with its arguments. */
void transcript_pane_say(struct transcript_pane *view,
    enum transcript_kind kind, const char *word, const char *const *args,
    int count);
void transcript_pane_add(struct transcript_pane *view,
    enum transcript_kind kind, const char *text, size_t len);
/* A paragraph that is fit to be shown as it is. */
void transcript_pane_add_shown(struct transcript_pane *view,
    enum transcript_kind kind, const char *text);
/* Marks what is looked for; "": nothing. */
void transcript_pane_set_needle(struct transcript_pane *view,
    const char *needle);
void transcript_pane_clear(struct transcript_pane *view);
/* Colours have changed. */
void transcript_pane_restyle(struct transcript_pane *view);

#endif
