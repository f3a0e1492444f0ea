/*
 * The pane with two columns (gui/model/compare_view.h): what both show, and
 * what of it differs: on another ground and underlined, with a sign between
 * the columns, so that nobody needs the colour.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_PANE_COMPARE_H
#define GUI_PANE_COMPARE_H

#include "gui/model/compare_view.h"
#include "gui/pane/pane.h"

#define COMPARE_HEADING_SIZE	240

struct compare_pane {
	struct pane pane;
	struct compare_view *compare;
	char headings[2][COMPARE_HEADING_SIZE];	/* of the columns */
	bool hex;
	compare_title *title;	/* of a message; context is the pane's */
	/* An action of the owner's: "next", "previous", "hex", "copy". */
	void (*acted)(void *context, const char *what);
};

/* As messages_make; the caller has set compare, headings and functions. */
void compare_pane_make(struct compare_pane *pane, struct view_group *group,
    Widget parent, const char *name);

#endif
