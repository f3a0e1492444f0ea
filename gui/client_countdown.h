/*
 * The pause counting down: a large number, a bar, and what is waited for.
 */
#ifndef GUI_CLIENT_COUNTDOWN_H
#define GUI_CLIENT_COUNTDOWN_H

#include "gui/client_view.h"
#include "gui/model_client_session.h"

struct countdown {
	struct view view;
	const struct session *session;
	XtIntervalId timer;	/* 0: nothing moves */
};

void countdown_make(struct countdown *countdown, struct client *client,
    Widget parent, const struct session *session);
void countdown_fit(struct countdown *countdown);

/* The session has moved: counts, or stops. */
void countdown_update(struct countdown *countdown);

#endif
