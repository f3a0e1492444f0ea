/*
 * Save As...: where to, what of the messages, and may a file be replaced?
 * A modal dialog, "saveDialog"; replacing asks in "replaceDialog", and what
 * cannot be written is said in "refusedDialog" (text.notSaved).
 *
 * One thread, the one that runs the Xt loop.
 */
#ifndef GUI_TOOLKIT_SAVE_DIALOG_H
#define GUI_TOOLKIT_SAVE_DIALOG_H

#include "gui/toolkit/app.h"
#include "gui/model/save.h"

/* The stream lives as long as the window; saved is told what was written.
 * server: of a plan, whose messages these are, and a capture of them is
 * offered; NULL: none is. */
void save_dialog_open(struct app *app, const struct stream *stream,
    const struct save_plan *server,
    void (*saved)(void *context, const struct save_result *result),
    void *context);

/* The same for other bytes, XtMalloc'ed, which become the dialog's. */
void save_dialog_open_bytes(struct app *app, char *bytes, size_t len,
    void (*saved)(void *context, const struct save_result *result),
    void *context);

#endif
