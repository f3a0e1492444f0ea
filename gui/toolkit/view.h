/*
 * A drawn area: a canvas, and the promise that it is painted soon after it
 * was touched.
 *
 * Views are members of their owners' structs and live as long as the window.
 * Those of a window are a group, whose window decides when its touched views
 * are painted.  Keys and buttons reach them through one Xt action,
 * view(WHAT); the resources text.keys.NAME bind it.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_VIEW_H
#define GUI_TOOLKIT_VIEW_H

#include "gui/toolkit/paint.h"

struct view;

struct view_group {
	struct app *app;
	struct view *first;
	/* A view was touched: the window shall call view_group_paint. */
	void (*touched)(void *context);
	void *context;
};

struct view {
	struct view *next;	/* of its group */
	struct view_group *group;
	void *owner;
	Widget area;
	struct canvas canvas;
	bool touched;		/* paint is due */
	bool repaint;		/* everything is to be painted */
	bool focused;
	/* Paints what differs from last time, all of it when repaint is
	 * set, and marks it. */
	void (*paint)(struct view *view);
	/* An action; may be NULL. */
	void (*act)(struct view *view, const char *what, XEvent *event);
};

/* Makes the drawing area; the caller has set owner, paint and act.  keys:
 * which translations, NULL when there is no act. */
void view_make(struct view *view, struct view_group *group, Widget parent,
    const char *name, const char *keys);

/* Something it shows has changed. */
void view_touch(struct view *view);
/* Fonts or colours have: everything is painted anew. */
void view_group_touch(struct view_group *group);
/* Paints what was touched and can be seen; the bytes that took, about. */
int64_t view_group_paint(struct view_group *group);

/* Sets the area's height, to fit the fonts. */
void view_set_height(struct view *view, int height);

/* Once, before any view is made. */
void view_add_actions(XtAppContext context);

#endif
