/* The servers of this user on this machine, to pick one from. */
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/List.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/model/command.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/scale.h"
#include "watch/running.h"

#define EDGE	scale_px(14)
#define ITEMS_MAX (RUNNING_MAX * LAB_COUNT)

/* There is one dialog at a time: it keeps the others waiting. */
static struct {
	struct client *client;
	Widget frame, list;
	int count;
	struct {
		unsigned lab;
		char address[ADDRESS_SIZE];
	} items[ITEMS_MAX];
} found;

static void
add_item(const char *instance, const struct listening *at)
{
	char words[300];
	XmString item;

	if (found.count == ITEMS_MAX)
		return;
	found.items[found.count].lab = at->lab;
	command_address(at->address, found.items[found.count].address,
	    sizeof(found.items[0].address));
	wording_put(words, sizeof(words), app_text(&found.client->app,
	    "servers.item", "%1: %2 at %3"), instance,
	    lab_info(at->lab)->name, found.items[found.count].address, NULL);
	item = XmStringCreateLocalized(words);
	XmListAddItemUnselected(found.list, item, 0);
	XmStringFree(item);
	found.count++;
}

/* The one that the page that is shown could talk to, or the first. */
static void
select_item(void)
{
	int i, at = 0;

	for (i = found.count - 1; i >= 0; i--)
		if (found.items[i].lab == found.client->page)
			at = i;
	if (found.count > 0)
		XmListSelectPos(found.list, at + 1, False);
}

static void
fill(void)
{
	static struct running running;
	const struct running_server *server;
	unsigned i, lab;
	uint32_t k;

	running_look(&running);
	for (i = 0; i < running.count; i++) {
		server = &running.servers[i];
		for (lab = 0; lab < LAB_COUNT; lab++)
			for (k = 0; k < server->listening_count; k++)
				if (running_fits(&server->listening[k], lab,
				    false))
					add_item(server->instance,
					    &server->listening[k]);
	}
	select_item();
}

/* Requests by hand go where HTTP is spoken. */
static void
take(unsigned lab, const char *address)
{
	struct client *client = found.client;
	char host[ADDRESS_SIZE];
	uint16_t port = 0;

	if (address_split(address, host, sizeof(host), &port) != NULL)
		return;
	if (client->page != CLIENT_RAW || !lab_speaks_http(lab))
		client_show_page(client, lab);
	client_page_set_text(client_current(client), FORM_HOST, host);
	client_page_set_number(client_current(client), FORM_PORT, port);
}

static void
chosen(Widget widget, XtPointer data, XtPointer detail)
{
	int *positions, count, at = -1;

	(void)widget;
	(void)data;
	(void)detail;
	if (XmListGetSelectedPos(found.list, &positions, &count)) {
		at = count > 0 ? positions[0] - 1 : -1;
		XtFree((char *)positions);
	}
	dialog_close(found.frame);
	if (at >= 0 && at < found.count)
		take(found.items[at].lab, found.items[at].address);
}

static void
cancelled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)data;
	(void)detail;
	dialog_close(found.frame);
}

/* The words above the list say what it has, or why it has nothing. */
static void
make_list(Widget words)
{
	Arg args[2];

	XtSetArg(args[0], XmNselectionPolicy, XmBROWSE_SELECT);
	XtSetArg(args[1], XmNlistSizePolicy, XmCONSTANT);
	found.list = XmCreateScrolledList(found.frame, (char *)"servers",
	    args, 2);
	XtManageChild(found.list);
	XtVaSetValues(XtParent(found.list), XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, words, XmNtopOffset, EDGE / 2,
	    XmNleftAttachment, XmATTACH_FORM, XmNleftOffset, EDGE,
	    XmNrightAttachment, XmATTACH_FORM, XmNrightOffset, EDGE,
	    XmNbottomOffset, EDGE, NULL);
	XtAddCallback(found.list, XmNdefaultActionCallback, chosen, NULL);
	fill();
	dialog_set_text(words, app_text(&found.client->app, found.count > 0 ?
	    "servers.some" : "servers.none", ""));
}

void
client_servers(struct client *client)
{
	static const char *const names[] = { "ok", "cancel" };
	Widget buttons[2], words;

	found.client = client;
	found.count = 0;
	found.frame = dialog_frame(&client->app, "serversDialog", true);
	words = XtVaCreateManagedWidget("serversWords", xmLabelWidgetClass,
	    found.frame, XmNalignment, XmALIGNMENT_BEGINNING,
	    XmNtopAttachment, XmATTACH_FORM, XmNtopOffset, EDGE,
	    XmNleftAttachment, XmATTACH_FORM, XmNleftOffset, EDGE,
	    XmNrightAttachment, XmATTACH_FORM, XmNrightOffset, EDGE, NULL);
	make_list(words);
	dialog_buttons(&client->app, found.frame, XtParent(found.list),
	    names, 2, -1, 1, buttons);
	XtSetSensitive(buttons[0], found.count > 0);
	XtAddCallback(buttons[0], XmNactivateCallback, chosen, NULL);
	XtAddCallback(buttons[1], XmNactivateCallback, cancelled, NULL);
	dialog_open(&client->app, found.frame);
}
