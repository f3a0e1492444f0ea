/* What can be typed into. */
#include "gui/toolkit/edit.h"

#include <Xm/Text.h>
#include <Xm/TextF.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/field.h"
#include "gui/model/undo.h"

struct edit {
	struct edit *next;
	Widget text;
	struct undo *undo;	/* NULL without memory */
	struct edit_rules rules;
	int left_out;		/* of what is being taken */
	bool replaying;		/* the change comes from the history */
};

static struct edit *edits;
static void (*watch)(void *context);
static void *watch_context;

static struct edit *
edit_of(Widget text)
{
	struct edit *edit = edits;

	while (edit != NULL && edit->text != text)
		edit = edit->next;
	return text == NULL ? NULL : edit;
}

static void
edit_changed(void)
{
	if (watch != NULL)
		watch(watch_context);
}

void
edit_watch(void (*changed)(void *context), void *context)
{
	watch = changed;
	watch_context = context;
}

/* Motif types what a key's characters are, with Ctrl control characters. */
static bool
edit_is_stray_key(const XmTextVerifyCallbackStruct *what)
{
	unsigned char byte;

	if (what->event == NULL || what->event->type != KeyPress ||
	    what->text->length != 1)
		return false;
	byte = (unsigned char)what->text->ptr[0];
	return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
}

/* What stands between two places; XtFree. */
static char *
edit_part(Widget text, long from, long to)
{
	size_t size = (size_t)(to - from) * MB_CUR_MAX + 1;
	char *part = XtMalloc((Cardinal)size);

	part[0] = '\0';
	if (to > from)
		(void)XmTextGetSubstring(text, from, (int)(to - from),
		    (int)size, part);
	return part;
}

static void
edit_note(struct edit *edit, const XmTextVerifyCallbackStruct *what)
{
	char *out, *in;

	/* What is there before it can be seen was not typed. */
	if (edit->undo == NULL || !XtIsRealized(edit->text))
		return;
	out = edit_part(edit->text, what->startPos, what->endPos);
	in = XtMalloc((Cardinal)what->text->length + 1);
	if (what->text->length > 0)
		memcpy(in, what->text->ptr, (size_t)what->text->length);
	in[what->text->length > 0 ? what->text->length : 0] = '\0';
	if (strcmp(out, in) != 0)
		undo_note(edit->undo, what->startPos, out, in);
	XtFree(out);
	XtFree(in);
}

static long
edit_characters(const XmTextBlock block)
{
	long count = 0;
	int i;

	for (i = 0; i < block->length; i++)
		count += ((unsigned char)block->ptr[i] & 0xc0) != 0x80;
	return count;
}

static bool
edit_too_long(const struct edit *edit, const XmTextVerifyCallbackStruct *what)
{
	if (XmTextGetLastPosition(edit->text) - (what->endPos -
	    what->startPos) + edit_characters(what->text) <= edit->rules.most)
		return false;
	if (edit->rules.too_long != NULL)
		edit->rules.too_long(edit->rules.context, edit->rules.most);
	return true;
}

bool
edit_is_news(Widget text, const XmTextVerifyCallbackStruct *what)
{
	const struct edit *edit = edit_of(text);

	return !edit_is_stray_key(what) && (edit == NULL || !edit->replaying);
}

static void
edit_verify(Widget text, XtPointer data, XtPointer detail)
{
	struct edit *edit = data;
	XmTextVerifyCallbackStruct *what = detail;
	XmTextBlock block = what->text;

	if (edit->replaying)
		return;
	if (edit_is_stray_key(what)) {
		what->doit = False;
		return;
	}
	if (XmIsTextField(text) && block->length > 0) {
		block->length = field_join_lines(block->ptr, block->length);
		block->length = field_drop_hidden(block->ptr, block->length,
		    &edit->left_out);
	}
	if (edit_too_long(edit, what))
		what->doit = False;
	else
		edit_note(edit, what);
}

static void
edit_value_changed(Widget text, XtPointer data, XtPointer detail)
{
	struct edit *edit = data;
	int left_out = edit->left_out;

	(void)text;
	(void)detail;
	edit->left_out = 0;
	if (left_out > 0 && edit->rules.left_out != NULL)
		edit->rules.left_out(edit->rules.context, left_out);
	edit_changed();
}

/* Motif draws a cursor in texts that do not have the keyboard, too: that
 * looks like a letter. */
static void
edit_focus(Widget text, XtPointer data, XtPointer detail)
{
	(void)detail;
	XtVaSetValues(text, XmNcursorPositionVisible, data != NULL, NULL);
	edit_changed();
}

static void
edit_gone(Widget text, XtPointer data, XtPointer detail)
{
	struct edit *edit = data, **at = &edits;

	(void)text;
	(void)detail;
	while (*at != edit)
		at = &(*at)->next;
	*at = edit->next;
	undo_free(edit->undo);
	free(edit);
}

static struct edit *
edit_new(Widget text)
{
	struct edit *edit = calloc(1, sizeof(*edit));

	if (edit == NULL)
		return NULL;
	edit->text = text;
	edit->undo = undo_new();
	edit->rules.most = EDIT_MOST;
	edit->next = edits;
	edits = edit;
	XtVaSetValues(text, XmNcursorPositionVisible, False, NULL);
	XtAddCallback(text, XmNmodifyVerifyCallback, edit_verify, edit);
	XtAddCallback(text, XmNvalueChangedCallback, edit_value_changed,
	    edit);
	XtAddCallback(text, XmNfocusCallback, edit_focus, edit);
	XtAddCallback(text, XmNlosingFocusCallback, edit_focus, NULL);
	XtAddCallback(text, XmNdestroyCallback, edit_gone, edit);
	return edit;
}

void
edit_make(Widget text)
{
	if ((XmIsTextField(text) || (XmIsText(text) &&
	    XmTextGetEditable(text))) && edit_of(text) == NULL)
		(void)edit_new(text);
}

void
edit_make_ruled(Widget text, const struct edit_rules *rules)
{
	struct edit *edit;

	edit_make(text);
	edit = edit_of(text);
	if (edit == NULL)
		return;
	edit->rules = *rules;
	if (edit->rules.most == 0)
		edit->rules.most = EDIT_MOST;
}

bool
edit_can_undo(Widget text)
{
	const struct edit *edit = edit_of(text);

	return edit != NULL && edit->undo != NULL &&
	    undo_can_take_back(edit->undo);
}

bool
edit_can_redo(Widget text)
{
	const struct edit *edit = edit_of(text);

	return edit != NULL && edit->undo != NULL &&
	    undo_can_do_again(edit->undo);
}

static void
edit_replay(Widget text, bool (*next)(struct undo *, struct undo_change *))
{
	struct edit *edit = edit_of(text);
	struct undo_change change;

	if (edit == NULL || edit->undo == NULL || !next(edit->undo, &change))
		return;
	edit->replaying = true;
	XmTextReplace(text, change.at, change.at + change.out_len,
	    (char *)(uintptr_t)change.in);
	edit->replaying = false;
	XmTextSetInsertionPosition(text, change.at + change.in_len);
	XmTextShowPosition(text, change.at + change.in_len);
	edit_changed();
}

void
edit_undo(Widget text)
{
	edit_replay(text, undo_take_back);
}

void
edit_redo(Widget text)
{
	edit_replay(text, undo_do_again);
}

static void
edit_act(Widget text, XEvent *event, String *params, Cardinal *count)
{
	(void)event;
	if (*count != 1)
		return;
	if (strcmp(params[0], "undo") == 0)
		edit_undo(text);
	else if (strcmp(params[0], "redo") == 0)
		edit_redo(text);
}

void
edit_install(XtAppContext context)
{
	static XtActionsRec actions[] = { { "edit", edit_act } };

	XtAppAddActions(context, actions, XtNumber(actions));
}
