/* What the labs' pages share: how one is made of its parts. */
#include "gui/client/page.h"

#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/client/client.h"

#define MESSAGES_MAX	5000
/* All of them are folded anew when the pane gets another width, within 50 ms
 * whatever they hold.  The longest answer fits. */
#define BYTES_MAX	((size_t)HTTP_RAW_MAX + 65536)

static const struct client_page_class *
class_of(unsigned number)
{
	static const struct client_page_class *const classes[LAB_COUNT] = {
#define LAB(symbol, name, port, speech, summary) &client_page_##name,
#include "base/labs.def"
#undef LAB
	};

	if (number == CLIENT_RAW)
		return &client_page_raw;
	return classes[number] != NULL ? classes[number] : &client_page_line;
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
	client_steps_make(page, page->form);
	above = page->steps_view.area;
	if (page->class->build_head != NULL)
		above = page->head = page->class->build_head(page,
		    page->form);
	client_panes_make(page, above);
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

/* A port that was named is one lab's; requests by hand go to the one that
 * speaks HTTP. */
static bool
port_is_for(const struct client_page *page)
{
	return page->number == page->client->page ||
	    (page->number == CLIENT_RAW && page->client->page == LAB_WAIT);
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
	if (!port_is_for(page))
		plan.port = lab_info(plan.lab)->port;
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
	page->default_share = page->split.share;
	fill_fields(page);
	return page;
}

void
client_page_fit(struct client_page *page)
{
	client_fields_fit(page);
	if (page->class->fit != NULL)
		page->class->fit(page);
	client_strip_fit(page);
	client_steps_fit(page);
	messages_restyle(&page->messages);
	if (page->answers.verdict != NULL)
		verdict_view_fit(&page->answers);
	if (page->transcript.transcript != NULL)
		transcript_pane_restyle(&page->transcript);
}

void
client_page_show_messages(struct client_page *page, bool shown)
{
	if (page->class->build_all != NULL)
		return;
	split_show_right(&page->split, shown);
}
