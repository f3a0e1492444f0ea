/* The page of any lab without one of its own: what was said, and when the
 * lab takes lines, one to type into. */
#include "gui/client/page_line.h"

#include <Xm/Form.h>
#include <Xm/PushB.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "client/lab.h"
#include "gui/client/client.h"
#include "gui/client/page.h"

#define LINE_MOST 8192	/* characters; a lab takes half as many bytes */

/* What was typed is said before anything that comes of it, and not at all
 * when it is refused. */
void
client_line_event(struct client_page *page,
    const struct conversation_event *event)
{
	struct line_page *line = (struct line_page *)page;

	if (event != NULL && line->typed != NULL)
		transcript_pane_add(&page->transcript, TRANSCRIPT_OURS,
		    line->typed, strlen(line->typed));
	line->typed = NULL;
}

void
client_line_send(struct client_page *page)
{
	struct line_page *line = (struct line_page *)page;
	const char *fault;
	char *text;

	if (line->input == NULL)
		return;
	text = XmTextFieldGetString(line->input);
	line->typed = page->class->show_typed ? text : NULL;
	fault = link_input(&page->link, text, strlen(text));
	client_line_event(page, NULL);
	if (fault != NULL) {
		client_page_problem(page, TRANSCRIPT_ERROR, fault);
	} else {
		client_page_no_fault(page);
		XmTextFieldSetString(line->input, (char *)(uintptr_t)"");
	}
	XtFree(text);
	XmProcessTraversal(line->input, XmTRAVERSE_CURRENT);
}

static void
line_entered(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_clear_notice(data);
	client_line_send(data);
}

Widget
client_line_build(struct client_page *page, Widget pane)
{
	struct line_page *line = (struct line_page *)page;
	Widget foot;

	if (client_lab(page->number)->input == NULL)
		return NULL;
	foot = XtVaCreateManagedWidget("inputRow", xmFormWidgetClass,
	    pane, XmNbottomAttachment, XmATTACH_FORM, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_FORM, NULL);

	line->send = XtVaCreateManagedWidget("send", xmPushButtonWidgetClass,
	    foot, XmNtopAttachment, XmATTACH_FORM, XmNbottomAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_FORM,
	    XmNsensitive, False, NULL);
	line->input = XtVaCreateManagedWidget("input",
	    xmTextFieldWidgetClass, foot, XmNtopAttachment, XmATTACH_FORM,
	    XmNbottomAttachment, XmATTACH_FORM, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_WIDGET,
	    XmNrightWidget, line->send, NULL);
	page->first = line->input;
	client_field_prepare(page, line->input, LINE_MOST);
	XtAddCallback(line->input, XmNactivateCallback, line_entered, page);
	XtAddCallback(line->send, XmNactivateCallback, line_entered, page);
	return foot;
}

void
client_line_moved(struct client_page *page)
{
	struct line_page *line = (struct line_page *)page;
	bool live = client_page_live(page);

	if (line->send != NULL && XtIsSensitive(line->send) != live)
		XtSetSensitive(line->send, live);
}

const struct client_page_class client_page_line = {
	.size = sizeof(struct line_page),
	.build_foot = client_line_build,
	.before = client_line_event,
	.moved = client_line_moved,
	.send = client_line_send,
	.show_typed = true,
};
