/* The row of fields: host, port, what else the lab takes, the button. */
#include <Xm/Label.h>
#include <Xm/PushB.h>
#include <Xm/Text.h>
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "client/lab.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/edit.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/client/flow.h"

#define FIELD_MOST 4096	/* characters */

static void
field_changed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_no_fault(data);
}

static void
field_entered(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_clear_notice(data);
	client_page_enter(data);
}

static void
too_long(void *context, long most)
{
	struct client_page *page = context;
	char number[WORDING_NUMBER_SIZE], words[200];

	wording_put(words, sizeof(words), app_text(&page->client->app,
	    "tooLong", ""), wording_number(number, (uint64_t)most), NULL);
	client_page_tell(page, TRANSCRIPT_ERROR, words);
}

static void
left_out(void *context, int count)
{
	struct client_page *page = context;
	char number[WORDING_NUMBER_SIZE], words[200];

	wording_put(words, sizeof(words), app_text(&page->client->app,
	    count == 1 ? "leftOutOne" : "leftOut", ""),
	    wording_number(number, (uint64_t)count), NULL);
	client_page_tell(page, TRANSCRIPT_WARNING, words);
}

static void
was_edited(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_clear_notice(data);
}

void
client_field_prepare(struct client_page *page, Widget text, long most)
{
	XtAddCallback(text, XmNvalueChangedCallback, was_edited, page);
	edit_make_ruled(text, &(struct edit_rules){ most, too_long, left_out,
	    page });
}

Widget
client_page_field(struct client_page *page, Widget row, enum form_field field)
{
	const char *word = form_field_word(field);
	char name[32];
	Widget widget;

	snprintf(name, sizeof(name), "%sLabel", word);
	XtVaCreateManagedWidget(name, xmLabelWidgetClass, row, NULL);
	widget = XtVaCreateManagedWidget(word, xmTextFieldWidgetClass, row,
	    NULL);
	client_field_prepare(page, widget, FIELD_MOST);
	XtAddCallback(widget, XmNvalueChangedCallback, field_changed, page);
	XtAddCallback(widget, XmNactivateCallback, field_entered, page);
	page->fields[field] = widget;
	return widget;
}

char *
client_page_text(const struct client_page *page, enum form_field field)
{
	return page->fields[field] == NULL ? NULL :
	    XmTextFieldGetString(page->fields[field]);
}

void
client_page_set_text(struct client_page *page, enum form_field field,
    const char *text)
{
	char *now = client_page_text(page, field);

	if (now != NULL && strcmp(now, text) != 0)
		XmTextFieldSetString(page->fields[field],
		    (char *)(uintptr_t)text);
	XtFree(now);
}

void
client_page_set_number(struct client_page *page, enum form_field field,
    long number)
{
	char text[24];

	snprintf(text, sizeof(text), "%ld", number);
	client_page_set_text(page, field, text);
}

static void
button_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_clear_notice(data);
	if (client_page_live(data))
		client_page_disconnect(data);
	else
		client_page_connect(data);
}

static void
run_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_clear_notice(data);
	client_page_run(data);
}

static Widget
add_button(struct client_page *page, const char *name, XtCallbackProc call)
{
	Widget button = XtVaCreateManagedWidget(name,
	    xmPushButtonWidgetClass, page->row, NULL);

	XtAddCallback(button, XmNactivateCallback, call, page);
	return button;
}

static Widget
add_toggle(Widget row, const char *name)
{
	return XtVaCreateManagedWidget(name, xmToggleButtonWidgetClass, row,
	    NULL);
}

void
client_fields_make(struct client_page *page, Widget form)
{
	uint32_t takes = page->number == CLIENT_RAW ? 0 :
	    client_lab(page->number)->options;

	page->row = flow_make(form, "fields");
	if (takes & CLIENT_TAKES(name))
		client_page_field(page, page->row, FORM_NAME);
	client_page_field(page, page->row, FORM_HOST);
	client_page_field(page, page->row, FORM_PORT);
	page->connect_button = add_button(page, "connect", button_pressed);
	if (takes & CLIENT_TAKES(min))
		client_page_field(page, page->row, FORM_MIN);
	if (takes & CLIENT_TAKES(max))
		client_page_field(page, page->row, FORM_MAX);
	if (takes & CLIENT_TAKES(count))
		client_page_field(page, page->row, FORM_COUNT);
	if (takes & CLIENT_TAKES(bare))
		page->bare = add_toggle(page->row, "bare");
	if (takes & CLIENT_TAKES(bare_name))
		page->bare_name = add_toggle(page->row, "bareName");
	if (takes & CLIENT_TAKES(by_hand)) {
		page->at_once = add_toggle(page->row, "atOnce");
		XmToggleButtonSetState(page->at_once, True, False);
	}
	if (takes & CLIENT_TAKES(udp))
		page->udp = add_toggle(page->row, "udp");
	if (page->number != CLIENT_RAW && client_lab(page->number)->rounds)
		page->run_button = add_button(page, "run", run_pressed);
	XtManageChild(page->row);
	page->first = page->fields[page->fields[FORM_NAME] != NULL ?
	    FORM_NAME : FORM_HOST];
	page->shown_live = page->shown_running = -1;
	page->faulty = FORM_FIELDS;
}

static void
colour_frame(struct client_page *page, enum form_field field,
    enum colour_id colour)
{
	unsigned long pixel = app_colour(&page->client->app, colour)->pixel;

	if (field < FORM_FIELDS && page->fields[field] != NULL)
		XtVaSetValues(page->fields[field], XmNtopShadowColor, pixel,
		    XmNbottomShadowColor, pixel, NULL);
}

void
client_page_no_fault(struct client_page *page)
{
	if (page->faulty != FORM_FIELDS)
		colour_frame(page, page->faulty, COLOUR_HAIRLINE);
	page->faulty = FORM_FIELDS;
	if (page->problem[0] != '\0') {
		page->problem[0] = '\0';
		view_touch(&page->strip);
	}
}

void
client_page_fault(struct client_page *page, enum form_field field,
    const char *reason)
{
	client_page_no_fault(page);
	page->faulty = field;
	colour_frame(page, field, COLOUR_ERROR);
	client_page_problem(page, TRANSCRIPT_ERROR, reason);
	if (page->fields[field] != NULL) {
		XmProcessTraversal(page->fields[field], XmTRAVERSE_CURRENT);
		XmTextFieldSetSelection(page->fields[field], 0,
		    XmTextFieldGetLastPosition(page->fields[field]),
		    XtLastTimestampProcessed(page->client->app.display));
	}
}

void
client_dress_button(struct client *client, Widget button, bool primary)
{
	struct app *app = &client->app;

	XtVaSetValues(button,
	    XmNbackground, app_colour(app, primary ? COLOUR_ACCENT :
	    COLOUR_CHROME)->pixel,
	    XmNtopShadowColor, app_colour(app, COLOUR_HAIRLINE)->pixel,
	    XmNbottomShadowColor, app_colour(app, COLOUR_HAIRLINE)->pixel,
	    XmNarmColor, app_colour(app, primary ? COLOUR_ACCENT :
	    COLOUR_HOVER)->pixel,
	    XmNforeground, app_colour(app, primary ? COLOUR_ON_ACCENT :
	    COLOUR_TEXT)->pixel, NULL);
}

/* As wide with either word, lest what stands beside it jumps. */
static void
set_label(struct client_page *page, Widget button, int *shown, bool on,
    const char *off_word, const char *on_word)
{
	struct app *app = &page->client->app;
	const char *words = app_text(app, on ? on_word : off_word, "");
	const char *other = app_text(app, on ? off_word : on_word, "");
	int spare = font_width(app->fonts, FONT_UI, other, strlen(other)) -
	    font_width(app->fonts, FONT_UI, words, strlen(words));

	if (spare < 0)
		spare = 0;
	XtVaSetValues(button, XmNmarginLeft, spare / 2, XmNmarginRight,
	    spare - spare / 2, NULL);
	if (*shown != (int)on)
		dialog_set_text(button, words);
	*shown = on;
}

void
client_fields_fit(struct client_page *page)
{
	bool live = client_page_live(page);

	client_dress_button(page->client, page->connect_button,
	    !live && page->number != CLIENT_RAW);
	set_label(page, page->connect_button, &page->shown_live, live,
	    "connect", "disconnect");
	if (page->run_button != NULL) {
		client_dress_button(page->client, page->run_button, false);
		set_label(page, page->run_button, &page->shown_running,
		    live && !page->held, "start", "stop");
	}
	if (page->faulty != FORM_FIELDS)
		colour_frame(page, page->faulty, COLOUR_ERROR);
	flow_fit(page->row);
}

/* What was taken stands in the fields: the port that was typed behind the
 * host, say. */
static void
show_plan(struct client_page *page, const struct conversation_plan *plan)
{
	client_page_set_text(page, FORM_HOST, plan->host);
	client_page_set_number(page, FORM_PORT, plan->port);
}

bool
client_fields_plan(struct client_page *page, struct conversation_plan *plan)
{
	char *texts[FORM_FIELDS];
	struct form form;
	struct form_fault fault;
	int field;

	for (field = 0; field < FORM_FIELDS; field++) {
		texts[field] = client_page_text(page, (enum form_field)field);
		form.texts[field] = texts[field];
	}
	fault = form_plan(&form, plan);
	if (page->bare != NULL && XmToggleButtonGetState(page->bare))
		plan->line_end = LINE_END_NONE;
	plan->bare_name = page->bare_name != NULL &&
	    XmToggleButtonGetState(page->bare_name);
	plan->by_hand = page->at_once != NULL &&
	    !XmToggleButtonGetState(page->at_once);
	plan->udp = page->udp != NULL && XmToggleButtonGetState(page->udp);
	for (field = 0; field < FORM_FIELDS; field++)
		XtFree(texts[field]);
	client_page_no_fault(page);
	if (fault.reason != NULL)
		client_page_fault(page, fault.field, fault.reason);
	if (fault.reason == NULL) {
		show_plan(page, plan);
		client_settings_connected(page, plan);
	}
	return fault.reason == NULL;
}
