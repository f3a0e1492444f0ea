/*
 * A drawn area of the client window: a canvas, and the promise that it is
 * painted soon after it was touched.
 *
 * Views are members of their owners' structs and live as long as the window.
 * Keys and buttons reach them through one Xt action, view(WHAT); the
 * resources text.keys.NAME bind it.
 */
#ifndef GUI_CLIENT_VIEW_H
#define GUI_CLIENT_VIEW_H

#include "gui/toolkit/paint.h"

struct client;

struct view {
	struct view *next;	/* in client->views */
	struct client *client;
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
void view_make(struct view *view, struct client *client, Widget parent,
    const char *name, const char *keys);

/* Something it shows has changed. */
void view_touch(struct view *view);
void view_touch_all(struct client *client);

/* Sets the area's height, to fit the fonts. */
void view_set_height(struct view *view, int height);

/* Once, before any view is made. */
void view_add_actions(XtAppContext context);

#endif
