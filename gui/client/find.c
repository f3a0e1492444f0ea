/*
 * Find: a bar above the status line, while something is looked for.  It looks
 * in that pane of the page that was used last, and marks in both.
 */
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/PushB.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <string.h>

#include "base/when.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/dialog.h"

static bool
in_said(const struct client_page *page)
{
	return page->transcript.transcript != NULL && (page->said_last ||
	    !page->client->show_messages || page->messages.stream == NULL);
}

static void
count(struct client *client)
{
	const struct client_page *page = client_current(client);
	struct transcript_matches said = { 0, 0 };
	struct stream_matches raw = { 0, 0 };

	if (client->needle[0] == '\0') {
		client->found = client->found_all = 0;
	} else if (in_said(page)) {
		said = transcript_matches(page->transcript.transcript,
		    client->needle);
		client->found = said.found;
		client->found_all = said.all;
	} else {
		raw = stream_matches(page->messages.stream, client->needle);
		client->found = raw.found;
		client->found_all = raw.all;
	}
}

/* "3 of 12 in the raw messages" */
void
client_find_show(struct client *client)
{
	const struct client_page *page = client_current(client);
	static char said[160];
	char words[160] = "", found[WORDING_NUMBER_SIZE];
	char all[WORDING_NUMBER_SIZE];

	if (!XtIsManaged(client->find_bar))
		return;
	count(client);
	if (client->needle[0] != '\0')
		wording_put(words, sizeof(words), app_text(&client->app,
		    in_said(page) ? "find.said" : "find.raw", "%1 of %2"),
		    wording_number(found, client->found),
		    wording_number(all, client->found_all), NULL);
	client->counted_ns = when_mono_ns();
	if (strcmp(words, said) == 0)
		return;
	text_copy(said, sizeof(said), words);
	dialog_set_text(client->find_words, words);
}

void
client_find_count(struct client *client)
{
	if (client->needle[0] != '\0' &&
	    when_mono_ns() - client->counted_ns > NS_PER_S)
		client_find_show(client);
}

static void
set_needle(struct client *client, const char *text)
{
	unsigned i;

	(void)text_copy(client->needle, sizeof(client->needle), text);
	for (i = 0; i < CLIENT_PAGES; i++) {
		if (client->pages[i]->messages.stream != NULL)
			messages_set_needle(&client->pages[i]->messages,
			    text);
		if (client->pages[i]->transcript.transcript != NULL)
			transcript_pane_set_needle(
			    &client->pages[i]->transcript, text);
	}
	client_find_show(client);
}

static void
needle_changed(Widget widget, XtPointer data, XtPointer detail)
{
	char *text = XmTextFieldGetString(widget);

	(void)detail;
	set_needle(data, text);
	XtFree(text);
}

/* The panes end above the bar, or above the status line. */
static void
show_bar(struct client *client, bool shown)
{
	if (shown == XtIsManaged(client->find_bar))
		return;
	if (shown)
		XtManageChild(client->find_bar);
	XtVaSetValues(client->body, XmNbottomWidget, shown ?
	    client->find_bar : client->status.area, NULL);
	if (!shown)
		XtUnmanageChild(client->find_bar);
}

static void
find(struct client *client, bool backwards)
{
	struct client_page *page = client_current(client);

	if (client->needle[0] == '\0') {
		client_find(client);
		return;
	}
	if (in_said(page)) {
		(void)transcript_find(page->transcript.transcript,
		    client->needle, backwards);
		view_touch(&page->transcript.pane.view);
	} else
		(void)messages_find(&page->messages, backwards);
	client_find_show(client);
}

void
client_find(struct client *client)
{
	show_bar(client, true);
	(void)XmProcessTraversal(client->find_field, XmTRAVERSE_CURRENT);
	XmTextFieldSetSelection(client->find_field, 0,
	    XmTextFieldGetLastPosition(client->find_field),
	    XtLastTimestampProcessed(client->app.display));
	client_find_show(client);
}

void
client_find_next(struct client *client)
{
	find(client, false);
}

void
client_find_previous(struct client *client)
{
	find(client, true);
}

static void
next_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	find(data, false);
}

static void
previous_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	find(data, true);
}

static struct client *found_by;

/* find-close() */
static void
close_bar(Widget widget, XEvent *event, String *args, Cardinal *arg_count)
{
	(void)widget;
	(void)event;
	(void)args;
	(void)arg_count;
	XmTextFieldSetString(found_by->find_field, (char *)"");
	show_bar(found_by, false);
	(void)XmProcessTraversal(client_current(found_by)->first,
	    XmTRAVERSE_CURRENT);
}

static Widget
put(struct client *client, WidgetClass class, const char *name, Widget left)
{
	return XtVaCreateManagedWidget(name, class, client->find_bar,
	    XmNtopAttachment, XmATTACH_FORM, XmNbottomAttachment,
	    XmATTACH_FORM, XmNleftAttachment, left == NULL ? XmATTACH_FORM :
	    XmATTACH_WIDGET, XmNleftWidget, left, NULL);
}

void
client_find_make(struct client *client)
{
	static XtActionsRec actions[] = { { "find-close", close_bar } };
	Widget next, previous;

	found_by = client;
	XtAppAddActions(client->app.context, actions, XtNumber(actions));
	client->find_bar = XtVaCreateWidget("findBar", xmFormWidgetClass,
	    client->main, XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, XmNbottomAttachment,
	    XmATTACH_WIDGET, XmNbottomWidget, client->status.area, NULL);
	client->find_field = put(client, xmTextFieldWidgetClass, "find",
	    put(client, xmLabelWidgetClass, "findLabel", NULL));
	XtOverrideTranslations(client->find_field, XtParseTranslationTable(
	    "<Key>osfCancel: find-close()"));
	previous = put(client, xmPushButtonWidgetClass, "findPrevious",
	    client->find_field);
	next = put(client, xmPushButtonWidgetClass, "findNext", previous);
	client->find_words = put(client, xmLabelWidgetClass, "findWords",
	    next);
	dialog_set_text(client->find_words, "");
	XtAddCallback(client->find_field, XmNvalueChangedCallback,
	    needle_changed, client);
	XtAddCallback(client->find_field, XmNactivateCallback, next_pressed,
	    client);
	XtAddCallback(next, XmNactivateCallback, next_pressed, client);
	XtAddCallback(previous, XmNactivateCallback, previous_pressed,
	    client);
}
