/* Cut, copy and paste in text fields. */
#include "gui/toolkit/clipboard.h"

#include <X11/Xatom.h>
#include <Xm/Text.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/field.h"
#include "gui/model/raw.h"
#include "gui/toolkit/selection.h"

/* A field waits for what another program has. */
struct request {
	struct app *app;
	Widget field;	/* NULL: it has gone */
	bool latin;	/* asked for as ISO 8859-1, for want of UTF-8 */
};

static struct app *owner;	/* of the actions */

static bool
clipboard_is_field(Widget widget)
{
	return widget != NULL && (XmIsText(widget) || XmIsTextField(widget));
}

Widget
clipboard_field(struct app *app)
{
	Widget focus = XmGetFocusWidget(app->shell);

	return clipboard_is_field(focus) ? focus : NULL;
}

bool
clipboard_copy(struct app *app, Widget field)
{
	char *text = clipboard_is_field(field) ? XmTextGetSelection(field) :
	    NULL;
	char *bytes = text == NULL ? NULL : strdup(text);

	XtFree(text);
	return bytes != NULL && selection_own(app, SELECTION_CLIPBOARD, bytes,
	    strlen(bytes), XtLastTimestampProcessed(app->display));
}

void
clipboard_cut(struct app *app, Widget field)
{
	if (!clipboard_is_field(field) || !XmTextGetEditable(field) ||
	    !clipboard_copy(app, field))
		return;
	(void)XmTextRemove(field);
	/* An edited field takes back what was said. */
	selection_tell_refused(app);
}

/* As terminated text, of which the field takes what it will. */
static char *
clipboard_line(const void *bytes, size_t len)
{
	char *text = malloc(len + 1);

	if (text != NULL) {
		memcpy(text, bytes, len);
		text[len] = '\0';
		field_mark_no_text(text, len);
	}
	return text;
}

static void
clipboard_put(Widget field, const void *bytes, size_t len)
{
	XmTextPosition from, to, last = XmTextGetLastPosition(field);
	char *text = XmIsText(field) ? raw_from_bytes(bytes, len) :
	    clipboard_line(bytes, len);

	if (text == NULL)
		return;
	if (!XmTextGetSelectionPosition(field, &from, &to))
		from = to = XmTextGetInsertionPosition(field);
	XmTextReplace(field, from, to, text);
	XmTextSetInsertionPosition(field, to + XmTextGetLastPosition(field) -
	    last);
	free(text);
}

/* From who has no other text than ISO 8859-1. */
static void
clipboard_put_latin(Widget field, const unsigned char *bytes, size_t len)
{
	char *text = malloc(2 * len + 1);
	size_t i, used = 0;

	if (text == NULL)
		return;
	for (i = 0; i < len; i++)
		if (bytes[i] < 0x80) {
			text[used++] = (char)bytes[i];
		} else {
			text[used++] = (char)(0xc0 | bytes[i] >> 6);
			text[used++] = (char)(0x80 | (bytes[i] & 0x3f));
		}
	clipboard_put(field, text, used);
	free(text);
}

static void clipboard_ask(struct request *request);

static void
clipboard_field_gone(Widget field, XtPointer data, XtPointer detail)
{
	(void)field;
	(void)detail;
	((struct request *)data)->field = NULL;
}

static void
clipboard_end(struct request *request)
{
	if (request->field != NULL)
		XtRemoveCallback(request->field, XmNdestroyCallback,
		    clipboard_field_gone, request);
	free(request);
}

static void
clipboard_came(Widget shell, XtPointer data, Atom *selection, Atom *type,
    XtPointer value, unsigned long *len, int *format)
{
	struct request *request = data;

	(void)shell;
	(void)selection;
	(void)type;
	if (value == NULL && !request->latin) {
		request->latin = true;
		clipboard_ask(request);
		return;
	}
	if (request->field == NULL || value == NULL || *format != 8)
		;
	else if (request->latin)
		clipboard_put_latin(request->field, value, *len);
	else
		clipboard_put(request->field, value, *len);
	XtFree(value);
	clipboard_end(request);
}

/* For the shell, which stays: Xt may look at the widget that asked when that
 * was destroyed. */
static void
clipboard_ask(struct request *request)
{
	struct app *app = request->app;

	XtGetSelectionValue(app->shell, app->atoms[ATOM_CLIPBOARD],
	    request->latin ? XA_STRING : app->atoms[ATOM_UTF8],
	    clipboard_came, request, XtLastTimestampProcessed(app->display));
}

void
clipboard_paste(struct app *app, Widget field)
{
	struct request *request;

	if (!clipboard_is_field(field) || !XmTextGetEditable(field) ||
	    (request = malloc(sizeof(*request))) == NULL)
		return;
	*request = (struct request){ app, field, false };
	XtAddCallback(field, XmNdestroyCallback, clipboard_field_gone,
	    request);
	clipboard_ask(request);
}

static void
clipboard_act(Widget field, XEvent *event, String *params, Cardinal *count)
{
	(void)event;
	if (*count != 1)
		return;
	if (strcmp(params[0], "cut") == 0)
		clipboard_cut(owner, field);
	else if (strcmp(params[0], "copy") == 0)
		(void)clipboard_copy(owner, field);
	else if (strcmp(params[0], "paste") == 0)
		clipboard_paste(owner, field);
}

void
clipboard_add_actions(struct app *app)
{
	static XtActionsRec actions[] = { { "clipboard", clipboard_act } };

	owner = app;
	XtAppAddActions(app->context, actions, XtNumber(actions));
}
