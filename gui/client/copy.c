/*
 * Cut, copy, paste and save.  In a text field the first three are Motif's
 * own; elsewhere what is picked is copied, raw messages exactly as they were
 * on the wire.
 */
#include <X11/Xatom.h>
#include <Xm/Text.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/save_dialog.h"
#include "gui/client/client.h"
#include "gui/model/raw.h"
#include "gui/model/command.h"

/* What this program offers as CLIPBOARD. */
static struct {
	struct app *app;
	unsigned char *bytes;
	size_t len;
} offered;

/* The kinds of text that may be asked for, all given as the bytes are. */
static const enum app_atom kinds[] = { ATOM_UTF8, ATOM_TEXT_PLAIN_UTF8,
    ATOM_TEXT };

static Boolean
give_targets(XtPointer *value, unsigned long *length, int *format)
{
	Atom *atoms = (Atom *)(void *)XtMalloc((XtNumber(kinds) + 2) *
	    sizeof(Atom));
	size_t i;

	atoms[0] = offered.app->atoms[ATOM_TARGETS];
	atoms[1] = XA_STRING;
	for (i = 0; i < XtNumber(kinds); i++)
		atoms[2 + i] = offered.app->atoms[kinds[i]];
	*value = atoms;
	*length = XtNumber(kinds) + 2;
	*format = 32;
	return True;
}

static Boolean
give_text(XtPointer *value, unsigned long *length, int *format)
{
	char *copy = XtMalloc((Cardinal)offered.len + 1);

	memcpy(copy, offered.bytes, offered.len);
	*value = copy;
	*length = offered.len;
	*format = 8;
	return True;
}

static Boolean
convert(Widget widget, Atom *selection, Atom *target, Atom *type,
    XtPointer *value, unsigned long *length, int *format)
{
	const Atom *atoms = offered.app->atoms;
	size_t i;

	(void)widget;
	(void)selection;
	if (*target == atoms[ATOM_TARGETS]) {
		*type = XA_ATOM;
		return give_targets(value, length, format);
	}
	*type = *target;
	for (i = 0; i < XtNumber(kinds); i++)
		if (*target == atoms[kinds[i]]) {
			*type = kinds[i] == ATOM_TEXT ? atoms[ATOM_UTF8] :
			    *target;
			return give_text(value, length, format);
		}
	return *target == XA_STRING && give_text(value, length, format);
}

static void
lost(Widget widget, Atom *selection)
{
	(void)widget;
	(void)selection;
	free(offered.bytes);
	offered.bytes = NULL;
	offered.len = 0;
}

/* Takes the bytes, which were malloc'ed. */
static void
offer(struct client *client, void *bytes, size_t len)
{
	struct app *app = &client->app;

	free(offered.bytes);
	offered.app = app;
	offered.bytes = bytes;
	offered.len = len;
	(void)XtOwnSelection(app->shell, app->atoms[ATOM_CLIPBOARD],
	    XtLastTimestampProcessed(app->display), convert, lost, NULL);
}

static Widget
focus_of(struct client *client)
{
	return XmGetFocusWidget(client->app.shell);
}

/* Not all that was picked can be copied. */
static void
say_missing(struct client_page *page, uint64_t missing)
{
	char words[160], number[WORDING_NUMBER_SIZE];

	if (missing == 0)
		return;
	wording_put(words, sizeof(words), wording_of("copiedCut",
	    "copied without %1 bytes that were not kept"),
	    wording_number(number, missing), NULL);
	client_page_tell(page, TRANSCRIPT_WARNING, words);
}

/* What is picked in the view with the focus, else in the other one. */
static void
copy_picked(struct client *client)
{
	struct client_page *page = client_current(client);
	bool in_messages = page->messages.view.focused;
	void *bytes = NULL;
	size_t len = 0;

	if (!in_messages && page->transcript.transcript != NULL) {
		bytes = transcript_text(page->transcript.transcript, true);
		len = bytes == NULL ? 0 : strlen(bytes);
	}
	if (bytes == NULL && page->messages.stream != NULL) {
		bytes = stream_picked_bytes(page->messages.stream, &len);
		say_missing(page, stream_picked_missing(
		    page->messages.stream));
	}
	if (bytes != NULL)
		offer(client, bytes, len);
}

void
client_copy(struct client *client)
{
	Widget focus = focus_of(client);
	Time time = XtLastTimestampProcessed(client->app.display);

	if (focus != NULL && XmIsTextField(focus) &&
	    XmTextFieldCopy(focus, time))
		return;
	if (focus != NULL && XmIsText(focus) && XmTextCopy(focus, time))
		return;
	copy_picked(client);
}

/* The message that is picked, as a command for a shell that sends it. */
static void
copy_command(struct client *client,
    char *(*make)(const struct log_entry *, const char *), const char *fault)
{
	struct client_page *page = client_current(client);
	const struct log_entry *entry = page->messages.stream == NULL ? NULL :
	    stream_picked_entry(page->messages.stream);
	char *text = entry == NULL ? NULL : make(entry, entry->peer);

	if (text != NULL)
		offer(client, text, strlen(text));
	else
		client_page_tell(page, TRANSCRIPT_WARNING,
		    app_text(&client->app, entry == NULL ? "pickFirst" :
		    fault, fault));
}

void
client_copy_nc(struct client *client)
{
	copy_command(client, command_nc, "noNc");
}

void
client_copy_curl(struct client *client)
{
	copy_command(client, command_curl, "noCurl");
}

void
client_cut(struct client *client)
{
	Widget focus = focus_of(client);
	Time time = XtLastTimestampProcessed(client->app.display);

	if (focus != NULL && XmIsTextField(focus))
		(void)XmTextFieldCut(focus, time);
	else if (focus != NULL && XmIsText(focus))
		(void)XmTextCut(focus, time);
}

/* Motif drops all that follows a byte it cannot show. */
static void
paste_bytes(Widget text, XtPointer data, Atom *selection, Atom *type,
    XtPointer value, unsigned long *len, int *format)
{
	XmTextPosition from, to;
	char *shown = value == NULL || *format != 8 ? NULL :
	    raw_from_bytes(value, *len);

	(void)data;
	(void)selection;
	(void)type;
	XtFree(value);
	if (shown == NULL)
		return;
	if (!XmTextGetSelectionPosition(text, &from, &to))
		from = to = XmTextGetInsertionPosition(text);
	XmTextReplace(text, from, to, shown);
	free(shown);
}

void
client_paste(struct client *client)
{
	Widget focus = focus_of(client);

	if (focus != NULL && XmIsTextField(focus))
		(void)XmTextFieldPaste(focus);
	else if (focus != NULL && XmIsText(focus))
		XtGetSelectionValue(focus,
		    client->app.atoms[ATOM_CLIPBOARD],
		    client->app.atoms[ATOM_UTF8], paste_bytes, client,
		    XtLastTimestampProcessed(client->app.display));
}

static void
saved(void *context, const struct save_result *result)
{
	struct client *client = context;
	char bytes[WORDING_NUMBER_SIZE], missing[WORDING_NUMBER_SIZE];
	char words[160];

	wording_put(words, sizeof(words), app_text(&client->app,
	    result->missing == 0 ? "saved" : "savedCut", "%1"),
	    wording_number(bytes, result->bytes),
	    wording_number(missing, result->missing), NULL);
	client_page_tell(client_current(client), result->missing == 0 ?
	    TRANSCRIPT_NOTE : TRANSCRIPT_WARNING, words);
}

void
client_save(struct client *client)
{
	struct client_page *page = client_current(client);

	if (page->messages.stream != NULL)
		app_save(&client->app, page->messages.stream, saved, client);
}

void
client_clear(struct client *client)
{
	struct client_page *page = client_current(client);

	if (page->transcript.transcript != NULL)
		transcript_view_clear(&page->transcript);
	log_clear(page->log);
	if (page->messages.stream != NULL) {
		stream_pick_none(page->messages.stream);
		(void)stream_update(page->messages.stream);
		view_touch(&page->messages.view);
	}
	client_page_count_anew(page);
}
