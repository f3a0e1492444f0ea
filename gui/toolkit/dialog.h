/*
 * Dialogs: questions, notes, long texts, and frames for others.
 *
 * A dialog's name is its widget's: titles, words and buttons are resources
 * (NAME_popup.title, NAME*BUTTON.labelString).  Dialogs are made when they
 * are needed and destroyed when they close.  Texts are UTF-8, and are copied.
 * The thread of the Xt loop.
 */
#ifndef GUI_TOOLKIT_DIALOG_H
#define GUI_TOOLKIT_DIALOG_H

#include <X11/Intrinsic.h>
#include <Xm/Xm.h>
#include <stdbool.h>

struct app;

enum dialog_sign { SIGN_NONE, SIGN_WARNING, SIGN_QUESTION, SIGN_NOTE };

typedef void dialog_call(void *context);

/*
 * Asks.  "ok" does it; "cancel", Return, Escape and the close button do not.
 * The dialog keeps the other windows of the program waiting.
 */
void dialog_ask(struct app *app, const char *name, const char *text,
    dialog_call *call, void *context);

/* Says something; one button. */
void dialog_tell(struct app *app, const char *name, enum dialog_sign sign,
    const char *text);

/* Shows a long text in a window of its own, with a scroll bar. */
void dialog_show_text(struct app *app, const char *name, const char *text,
    int columns, int rows);
/* The same for text that stands in columns. */
void dialog_show_listing(struct app *app, const char *name, const char *text,
    int columns, int rows);

/* A text to read in a frame, below whatever its top is attached to; and
 * opening such a frame, no larger than the screen. */
Widget dialog_make_text(Widget frame, const char *name, int columns,
    int rows);
void dialog_open_text(struct app *app, Widget frame, Widget text);

/*
 * A frame for others: an unmanaged form.  Put children between the top and
 * dialog_finish's buttons.
 */
Widget dialog_frame(struct app *app, const char *name, bool modal);

/* Adds the row of buttons below `body`, names from left to right; fills
 * buttons[].  default_button and cancel_button are indices, -1: none. */
void dialog_buttons(struct app *app, Widget frame, Widget body,
    const char *const *names, int count, int default_button,
    int cancel_button, Widget *buttons);

/* Colours, then pops up; closing the window presses cancel_button.  While
 * the app is shut it is destroyed instead, behind this turn of the loop. */
void dialog_open(struct app *app, Widget frame);

/* Pops down and destroys, at the next idle moment. */
void dialog_close(Widget frame);
/* dialog_all.c: the same for each of the program's. */
void dialog_close_all(struct app *app);

/* dialog_text.c: UTF-8 as it is drawn, from right to left where it runs so; the
 * caller's to free. */
XmString dialog_string(const char *text);
/* A label's or a field's text. */
void dialog_set_text(Widget label, const char *text);

#endif
