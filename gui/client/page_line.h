/*
 * The line to type into, for the pages that have one.  The thread of the Xt
 * loop.
 */
#ifndef GUI_CLIENT_PAGE_LINE_H
#define GUI_CLIENT_PAGE_LINE_H

#include "gui/client/page.h"

/* A page's struct begins with it. */
struct line_page {
	struct client_page page;
	Widget input, send;	/* NULL: the lab takes no lines */
	const char *typed;	/* the line being handed over; NULL: none */
};

/* For client_page_class. */
Widget client_line_build(struct client_page *page, Widget pane);
void client_line_event(struct client_page *page,
    const struct conversation_event *event);
void client_line_moved(struct client_page *page);
void client_line_send(struct client_page *page);

#endif
