/* The panes of a lab's page: what was said, the raw messages, the verdict. */
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/Xm.h>

#include "gui/client/client.h"

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

/* The lab that speaks HTTP, and requests by hand. */
static bool
is_judged(const struct client_page *page)
{
	return page->number == LAB_WAIT || page->number == CLIENT_RAW;
}

void
client_page_messages(struct client_page *page)
{
	page->messages_pane = client_page_pane(page->split.form,
	    "messagesPane", "messagesTitle");
	messages_view_make(&page->messages, page->client,
	    page->messages_pane, page->log);
	if (is_judged(page)) {
		page->answers.verdict = &page->session.heard.verdict;
		page->answers.words = "answer";
		verdict_view_make(&page->answers, page->client,
		    page->messages_pane, "answerVerdict");
		page->answers.above = page->messages.frame;
	}
	client_page_between(page->messages.frame,
	    XtNameToWidget(page->messages_pane, "messagesTitle"),
	    page->answers.view.area);
}

void
client_panes_make(struct client_page *page, Widget above)
{
	Widget side = NULL;

	client_page_between(split_make(&page->split, page->client,
	    page->form), above, NULL);
	page->left_pane = client_page_pane(page->split.form, "saidPane",
	    "saidTitle");
	if (page->class->build_foot != NULL)
		page->foot = page->class->build_foot(page, page->left_pane);
	transcript_view_make(&page->transcript, page->client,
	    page->left_pane, page->name);
	client_page_between(page->transcript.frame,
	    XtNameToWidget(page->left_pane, "saidTitle"), page->foot);
	if (page->class->build_side != NULL)
		side = page->class->build_side(page, page->split.form);
	client_page_messages(page);
	split_finish(&page->split, page->left_pane, side,
	    page->messages_pane, side == NULL ? LEFT_SHARE :
	    LEFT_SHARE * 4 / 5);
}
