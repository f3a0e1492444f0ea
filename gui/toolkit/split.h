/*
 * Two panes beside each other with a handle between them that moves their
 * border; each keeps its share when the window's width changes.  A third of
 * fixed width may stand between handle and right pane.
 *
 * Motif's PanedWindow keeps the left pane's width instead, and asks the
 * server something at each change.  The thread of the Xt loop; the struct is
 * the caller's and stays where it is.
 */
#ifndef GUI_TOOLKIT_SPLIT_H
#define GUI_TOOLKIT_SPLIT_H

#include "gui/toolkit/view.h"

struct split {
	struct view handle;
	Widget form, left, side, right;	/* side: NULL, none */
	int share;		/* of the left pane, in thousandths */
	bool open;		/* the right pane is there */
};

/* An unattached form; make the panes in it, then split_finish. */
Widget split_make(struct split *split, struct view_group *group,
    Widget parent);
void split_finish(struct split *split, Widget left, Widget side,
    Widget right, int share);

/* Within what both must have. */
void split_set_share(struct split *split, int share);

void split_show_right(struct split *split, bool shown);

#endif
