/* The panes of a lab's page: what was said, the raw messages, the verdict. */
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/Xm.h>

#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/selection.h"

#define LEFT_SHARE	480	/* thousandths */

void
client_page_between(Widget widget, Widget above, Widget below)
{
	XtVaSetValues(widget, XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, above, XmNbottomAttachment,
	    below == NULL ? XmATTACH_FORM : XmATTACH_WIDGET,
	    XmNbottomWidget, below, NULL);
}

/* A pane: a title, something drawn, and what may stand below it. */
Widget
client_page_pane(Widget panes, const char *name, const char *title)
{
	Widget pane = XtVaCreateManagedWidget(name, xmFormWidgetClass, panes,
	    XmNresizePolicy, XmRESIZE_NONE, NULL);

	XtVaCreateManagedWidget(title, xmLabelWidgetClass, pane,
	    XmNtopAttachment, XmATTACH_FORM, XmNleftAttachment,
	    XmATTACH_FORM, NULL);
	return pane;
}

/* HTTP is judged, and so are requests by hand. */
static bool
is_judged(const struct client_page *page)
{
	return page->number == CLIENT_RAW || lab_speaks_http(page->number);
}

static void
picked(void *context, Time time)
{
	struct client_page *page = context;
	size_t len;
	void *bytes = stream_picked_bytes(page->messages.stream, &len);

	page->said_last = false;
	(void)selection_own(&page->client->app, SELECTION_PRIMARY, bytes, len,
	    time);
}

static void
said_picked(void *context, Time time)
{
	struct client_page *page = context;
	char *text = transcript_text(page->transcript.transcript, true);

	page->said_last = true;
	if (text != NULL)
		(void)selection_own(&page->client->app, SELECTION_PRIMARY,
		    text, strlen(text), time);
}

static void
menu(void *context, const struct menu_place *place)
{
	static const int commands[] = { COMMAND_COPY, COMMAND_COPY_NC,
	    COMMAND_COPY_CURL, COMMAND_EDIT_REQUEST, COMMAND_CLEAR };
	struct client_page *page = context;
	struct menu_choice choice = { commands, XtNumber(commands),
	    page->client->menu };

	client_sync_menus(page->client);
	menu_post(&page->messages.pane.popup, &page->client->app,
	    page->messages.pane.view.area, place, &choice);
}

static void
said_menu(void *context, const struct menu_place *place)
{
	static const int commands[] = { COMMAND_COPY, COMMAND_CLEAR };
	struct client_page *page = context;
	struct menu_choice choice = { commands, XtNumber(commands),
	    page->client->menu };

	client_sync_menus(page->client);
	menu_post(&page->transcript.pane.popup, &page->client->app,
	    page->transcript.pane.view.area, place, &choice);
}

static void
make_messages(struct client_page *page)
{
	struct messages_pane *messages = &page->messages;

	messages->stream = stream_new(page->log);
	if (messages->stream == NULL)
		return;
	messages->log = page->log;
	messages->options = &page->client->lines;
	messages->by_client = true;
	messages->pane.picked = picked;
	messages->pane.menu = menu;
	messages->pane.context = page;
	messages_make(messages, &page->client->views, page->messages_pane,
	    "messages");
}

void
client_page_messages(struct client_page *page)
{
	page->messages_pane = client_page_pane(page->split.form,
	    "messagesPane", "messagesTitle");
	make_messages(page);
	if (is_judged(page)) {
		page->answers.verdict = &page->session.heard.verdict;
		page->answers.words = "answer";
		verdict_view_make(&page->answers, &page->client->views,
		    page->messages_pane, "answerVerdict");
		page->answers.above = page->messages.pane.frame;
	}
	client_page_between(page->messages.pane.frame,
	    XtNameToWidget(page->messages_pane, "messagesTitle"),
	    page->answers.view.area);
}

void
client_panes_make(struct client_page *page, Widget above)
{
	Widget side = NULL;

	client_page_between(split_make(&page->split, &page->client->views,
	    page->form), above, NULL);
	page->left_pane = client_page_pane(page->split.form, "saidPane",
	    "saidTitle");
	if (page->class->build_foot != NULL)
		page->foot = page->class->build_foot(page, page->left_pane);
	page->transcript.pane.picked = said_picked;
	page->transcript.pane.menu = said_menu;
	page->transcript.pane.context = page;
	transcript_pane_make(&page->transcript, &page->client->views,
	    page->left_pane, page->name);
	client_page_between(page->transcript.pane.frame,
	    XtNameToWidget(page->left_pane, "saidTitle"), page->foot);
	if (page->class->build_side != NULL)
		side = page->class->build_side(page, page->split.form);
	client_page_messages(page);
	split_finish(&page->split, page->left_pane, side,
	    page->messages_pane, side == NULL ? LEFT_SHARE :
	    LEFT_SHARE * 4 / 5);
}
