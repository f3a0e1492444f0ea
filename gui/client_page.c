/* What the labs' pages share: fields, strip, what was said, raw messages. */
#include "gui/client_page.h"

#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/when.h"
#include "gui/client.h"

#define MESSAGES_MAX	5000
#define BYTES_MAX	((size_t)4 * 1024 * 1024)
#define LEFT_SHARE	480	/* thousandths */

static const struct client_page_class *
class_of(unsigned number)
{
	static const struct client_page_class *const classes[LAB_COUNT] = {
#define LAB(symbol, name, port, summary) &client_page_##name,
#include "base/labs.def"
#undef LAB
	};

	if (number == CLIENT_RAW)
		return &client_page_raw;
	return classes[number] != NULL ? classes[number] : &client_page_line;
}

static void
say(void *context, enum transcript_kind kind, const char *word,
    const char *const *args, int count)
{
	struct client_page *page = context;

	if (page->transcript.transcript != NULL)
		transcript_view_say(&page->transcript, kind, word, args,
		    count);
}

static void
say_text(void *context, enum transcript_kind kind, const char *text,
    size_t len)
{
	struct client_page *page = context;
	bool shown = kind != TRANSCRIPT_ANSWER && kind != TRANSCRIPT_OURS;

	if (kind == TRANSCRIPT_ANSWER && page->class->answer_kind != NULL)
		kind = page->class->answer_kind(text, len);
	if (page->transcript.transcript != NULL && shown)
		transcript_view_add_shown(&page->transcript, kind, text);
	else if (page->transcript.transcript != NULL)
		transcript_view_add(&page->transcript, kind, text, len);
	if (shown)
		client_page_problem(page, kind, text);
}

static void
conversation_happened(void *context, const struct conversation_event *event,
    enum conversation_state state)
{
	struct client_page *page = context;

	if (page->class->before != NULL)
		page->class->before(page, event);
	session_event(&page->session, event, state, when_mono_ns(),
	    when_wall_ns());
	if (event->kind == CONVERSATION_ON_SENT ||
	    event->kind == CONVERSATION_ON_RECEIVED)
		messages_view_update(&page->messages);
	if (page->answers.verdict != NULL)
		verdict_view_update(&page->answers);
	if (page->class->event != NULL)
		page->class->event(page, event);
}

static void
conversation_moved(void *context, enum conversation_state state)
{
	struct client_page *page = context;
	struct client *client = page->client;
	bool was_live = page->shown_live == 1;

	page->session.state = state;
	view_touch(&page->strip);
	view_touch(&client->tabs[page->number]);
	view_touch(&client->status);
	if (page->class->moved != NULL)
		page->class->moved(page);
	if (client_page_live(page) != was_live)
		client_page_live_changed(page);
}

void
client_page_live_changed(struct client_page *page)
{
	client_fields_fit(page);
	client_sync_menus(page->client);
	view_touch(&page->client->tabs[page->number]);
	view_touch(&page->client->status);
	if (!client_page_live(page))
		client_page_over(page->client);
}

void
client_page_problem(struct client_page *page, enum transcript_kind kind,
    const char *text)
{
	(void)text_copy(page->problem, sizeof(page->problem), text);
	page->problem_kind = kind;
	view_touch(&page->strip);
}

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
	}
	client_page_between(page->messages.frame,
	    XtNameToWidget(page->messages_pane, "messagesTitle"),
	    page->answers.view.area);
}

static void
build_panes(struct client_page *page, Widget above)
{
	Widget foot = NULL, side = NULL;

	client_page_between(split_make(&page->split, page->client,
	    page->form), above, NULL);
	page->left_pane = client_page_pane(page->split.form, "saidPane",
	    "saidTitle");
	if (page->class->build_foot != NULL)
		foot = page->class->build_foot(page, page->left_pane);
	transcript_view_make(&page->transcript, page->client,
	    page->left_pane, page->name);
	client_page_between(page->transcript.frame,
	    XtNameToWidget(page->left_pane, "saidTitle"), foot);
	if (page->class->build_side != NULL)
		side = page->class->build_side(page, page->split.form);
	client_page_messages(page);
	split_finish(&page->split, page->left_pane, side,
	    page->messages_pane, side == NULL ? LEFT_SHARE :
	    LEFT_SHARE * 4 / 5);
}

void
client_page_session(struct client_page *page)
{
	struct link_owner owner = { page, conversation_happened,
	    conversation_moved };
	struct session_sink sink = { page, say, say_text };

	session_init(&page->session, page->log, &sink);
	link_init(&page->link, page->client->app.context, &owner);
}

static void
build_lab(struct client_page *page)
{
	Widget above;

	client_page_session(page);
	client_fields_make(page, page->form);
	client_strip_make(page, page->form);
	above = page->strip.area;
	XtVaSetValues(above, XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, page->row, NULL);
	if (page->class->build_head != NULL)
		above = page->class->build_head(page, page->form);
	build_panes(page, above);
}

/* A server of several labs wants a name once: pages that nobody named get
 * names of their own, as long as the rule allows. */
static void
own_name(const struct client_page *page, char *name, size_t name_size)
{
	size_t len = strlen(name);

	if (page->number != page->client->page &&
	    len + 1 + strlen(page->name) <= NAME_MAX_BYTES)
		(void)snprintf(name + len, name_size - len, "-%s",
		    page->name);
}

static void
fill_fields(struct client_page *page)
{
	struct client_resources *res = &page->client->res;
	struct conversation_plan plan;

	conversation_plan_init(&plan, page->number < LAB_COUNT ?
	    page->number : LAB_WAIT);
	if (res->user[0] != '\0')
		(void)text_copy(plan.name, sizeof(plan.name), res->user);
	else
		own_name(page, plan.name, sizeof(plan.name));
	(void)conversation_plan_server(&plan, res->server);
	/* A port that was named is one lab's. */
	if (page->number != page->client->page &&
	    page->number < LAB_COUNT)
		plan.port = lab_info(page->number)->port;
	client_page_set_text(page, FORM_NAME, plan.name);
	client_page_set_text(page, FORM_HOST, plan.host);
	client_page_set_number(page, FORM_PORT, plan.port);
	client_page_set_number(page, FORM_MIN, res->min);
	client_page_set_number(page, FORM_MAX, res->max);
	if (res->count > 0)
		client_page_set_number(page, FORM_COUNT, res->count);
}

struct client_page *
client_page_make(struct client *client, unsigned number, Widget body)
{
	const struct client_page_class *class = class_of(number);
	struct client_page *page = calloc(1, class->size);
	char name[64] = "page_";

	if (page == NULL)
		return NULL;
	page->class = class;
	page->client = client;
	page->number = number;
	page->name = number == CLIENT_RAW ? "raw" : lab_info(number)->name;
	page->faulty = FORM_FIELDS;
	page->log = log_new(MESSAGES_MAX, BYTES_MAX);
	if (page->log == NULL) {
		free(page);
		return NULL;
	}
	(void)text_copy(name + 5, sizeof(name) - 5, page->name);
	page->form = XtVaCreateWidget(name, xmFormWidgetClass, body,
	    XmNtopAttachment, XmATTACH_FORM, XmNbottomAttachment,
	    XmATTACH_FORM, XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	if (class->build_all != NULL)
		class->build_all(page, page->form);
	else
		build_lab(page);
	fill_fields(page);
	return page;
}

bool
client_page_live(const struct client_page *page)
{
	return link_live(&page->link);
}

void
client_page_connect(struct client_page *page)
{
	struct conversation_plan plan;

	if (client_page_live(page))
		return;
	if (page->class->connect != NULL) {
		page->class->connect(page);
		return;
	}
	conversation_plan_init(&plan, page->number);
	if (!client_fields_plan(page, &plan))
		return;
	page->held = false;
	session_begin(&page->session, &plan);
	if (!link_start(&page->link, &plan))
		client_page_problem(page, TRANSCRIPT_ERROR, "out of memory");
}

void
client_page_run(struct client_page *page)
{
	struct conversation_plan plan;

	if (page->run_button == NULL)
		return;
	if (!client_page_live(page)) {
		client_page_connect(page);
		return;
	}
	conversation_plan_init(&plan, page->number);
	if (page->held && !client_fields_plan(page, &plan))
		return;
	page->held = !page->held;
	if (page->held)
		link_hold(&page->link);
	else
		link_resume(&page->link, &plan);
	client_fields_fit(page);
	conversation_moved(page, page->session.state);
	client_sync_menus(page->client);
}

void
client_page_disconnect(struct client_page *page)
{
	link_stop(&page->link);
}

void
client_page_send(struct client_page *page)
{
	if (page->class->send != NULL)
		page->class->send(page);
}

void
client_page_fit(struct client_page *page)
{
	client_fields_fit(page);
	if (page->class->fit != NULL)
		page->class->fit(page);
	client_strip_fit(page);
	messages_view_restyle(&page->messages);
	if (page->answers.verdict != NULL)
		verdict_view_fit(&page->answers);
	if (page->transcript.transcript != NULL)
		transcript_view_restyle(&page->transcript);
}

void
client_page_show_messages(struct client_page *page, bool shown)
{
	if (page->class->build_all != NULL)
		return;
	split_show_right(&page->split, shown);
}
