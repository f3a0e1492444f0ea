/*
 * What can be typed into: Motif's own texts, with what Motif does not do.
 *
 * Whatever changes such a text can be taken back and done again
 * (gui/model/undo.h), by the Xt action edit(undo) and edit(redo), which the
 * resources bind to keys, or by a menu.  Keys that mean nothing type nothing;
 * a field of one line takes no line ends and nothing that cannot be seen;
 * only the text that has the keyboard shows its cursor.
 *
 * The theme makes every text one that can be edited, so a new dialog need not
 * ask for it.  The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_EDIT_H
#define GUI_TOOLKIT_EDIT_H

#include <X11/Intrinsic.h>
#include <Xm/Xm.h>
#include <stdbool.h>

struct edit_rules {
	long most;		/* characters; 0: EDIT_MOST */
	/* It was longer than that, and not taken; may be NULL. */
	void (*too_long)(void *context, long most);
	/* So many characters that cannot be seen were left out; may be
	 * NULL. */
	void (*left_out)(void *context, int count);
	void *context;
};

/* A field's that has no rules. */
#define EDIT_MOST	4096

/* Once, before the first widget. */
void edit_install(XtAppContext context);

/* Makes it one, if it is none; a text to read stays what it is. */
void edit_make(Widget text);
/* The same, with rules. */
void edit_make_ruled(Widget text, const struct edit_rules *rules);

/* The text that has the keyboard may be NULL, or another kind of widget. */
bool edit_can_undo(Widget text);
bool edit_can_redo(Widget text);
void edit_undo(Widget text);
void edit_redo(Widget text);

/* Called when what can be undone may have changed, or the keyboard has gone
 * to another text. */
void edit_watch(void (*changed)(void *context), void *context);

/* Not when the change comes from the history, or of a key that means nothing:
 * Ctrl with a letter, say. */
bool edit_is_news(Widget text, const XmTextVerifyCallbackStruct *what);

#endif
