/* Client > Compare...: with whom the selected client is compared. */
#include <Xm/Label.h>
#include <Xm/List.h>
#include <Xm/Xm.h>
#include <stdlib.h>
#include <string.h>

#include "gui/monitor/compare.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/scale.h"

#define EDGE		scale_px(14)
#define CHOICE_MAX	2000

/* The dialog is modal: there is one. */
static struct {
	struct monitor *monitor;
	uint64_t client;	/* that was selected */
	uint64_t others[CHOICE_MAX];
	int count;
	Widget frame, list;
} choice;

static const struct row_data *
find_row(uint64_t client)
{
	const struct watch_view *view = monitor_view(choice.monitor);
	uint32_t i;

	for (i = 0; i < view->row_count; i++)
		if (view->rows[i].client == client)
			return &view->rows[i];
	return NULL;
}

/* "bob@calc, 12 received, 11 sent", with what became of him. */
static void
add_item(const struct row_data *row)
{
	char name[NAME_AT_SIZE], in[WORDING_NUMBER_SIZE], words[240];
	char out[WORDING_NUMBER_SIZE];
	struct app *app = &choice.monitor->app;
	XmString item;

	name_at_put(name, row->name, row->lab);
	wording_put(words, sizeof(words), app_text(app, row->state ==
	    STATE_ENDED ? "compare.ended" : "compare.there", "%1"), name,
	    wording_number(in, row->messages_in), wording_number(out,
	    row->messages_out), NULL);
	item = dialog_string(words);
	XmListAddItemUnselected(choice.list, item, 0);
	XmStringFree(item);
	choice.others[choice.count++] = row->client;
}

static bool
is_listed(uint64_t client)
{
	int i;

	for (i = 0; i < choice.count; i++)
		if (choice.others[i] == client)
			return true;
	return false;
}

static void
offer(const struct row_data *row, const struct row_data *one, bool same_lab)
{
	if (row->client != one->client && row->state != STATE_FREE &&
	    (row->lab == one->lab) == same_lab &&
	    choice.count < CHOICE_MAX && !is_listed(row->client))
		add_item(row);
}

/* Those of the same lab first; each part in the table's order, and behind
 * that those that its filter hides. */
static void
fill(const struct row_data *one)
{
	const struct table_model *table = &choice.monitor->table;
	const struct watch_view *view = monitor_view(choice.monitor);
	const struct row_data *row;
	uint32_t i;
	int part;

	for (part = 0; part < 2; part++) {
		for (i = 0; (row = table_model_row(table, i)) != NULL; i++)
			offer(row, one, part == 0);
		for (i = 0; i < view->row_count; i++)
			offer(&view->rows[i], one, part == 0);
	}
	if (choice.count > 0)
		XmListSelectPos(choice.list, 1, False);
}

static void
chosen(Widget widget, XtPointer data, XtPointer detail)
{
	const struct row_data *one = find_row(choice.client), *other = NULL;
	int *positions, count;

	(void)widget;
	(void)data;
	(void)detail;
	if (XmListGetSelectedPos(choice.list, &positions, &count)) {
		if (count > 0 && positions[0] <= choice.count)
			other = find_row(choice.others[positions[0] - 1]);
		XtFree((char *)positions);
	}
	dialog_close(choice.frame);
	if (one != NULL && other != NULL)
		compare_clients(choice.monitor, one, other);
	else
		monitor_note(choice.monitor, "%s", app_text(
		    &choice.monitor->app, "goneAlready", "gone"));
}

static void
cancelled(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)data;
	(void)detail;
	dialog_close(choice.frame);
}

static void
make_list(Widget words, const struct row_data *one)
{
	Arg args[2];

	XtSetArg(args[0], XmNselectionPolicy, XmBROWSE_SELECT);
	XtSetArg(args[1], XmNlistSizePolicy, XmCONSTANT);
	choice.list = XmCreateScrolledList(choice.frame, (char *)"others",
	    args, 2);
	XtManageChild(choice.list);
	XtVaSetValues(XtParent(choice.list), XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, words, XmNtopOffset, EDGE / 2,
	    XmNleftAttachment, XmATTACH_FORM, XmNleftOffset, EDGE,
	    XmNrightAttachment, XmATTACH_FORM, XmNrightOffset, EDGE,
	    XmNbottomOffset, EDGE, NULL);
	XtAddCallback(choice.list, XmNdefaultActionCallback, chosen, NULL);
	fill(one);
}

static Widget
make_words(void)
{
	return XtVaCreateManagedWidget("compareWith",
	    xmLabelWidgetClass, choice.frame, XmNalignment,
	    XmALIGNMENT_BEGINNING, XmNtopAttachment, XmATTACH_FORM,
	    XmNtopOffset, EDGE, XmNleftAttachment, XmATTACH_FORM,
	    XmNleftOffset, EDGE, XmNrightAttachment, XmATTACH_FORM,
	    XmNrightOffset, EDGE, NULL);
}

/* With whom, or that nobody else is there. */
static void
say_with(Widget label, const struct row_data *one)
{
	char name[NAME_AT_SIZE], words[200];

	name_at_put(name, one->name, one->lab);
	wording_put(words, sizeof(words), app_text(&choice.monitor->app,
	    choice.count == 0 ? "compare.nobody" : "compare.with", "%1"),
	    name, NULL);
	dialog_set_text(label, words);
}

void
monitor_compare_clients(struct monitor *monitor)
{
	static const char *const names[] = { "ok", "cancel" };
	const struct row_data *row = table_model_selected(&monitor->table);
	Widget buttons[2], words;

	if (row == NULL)
		return;
	choice.monitor = monitor;
	choice.client = row->client;
	choice.count = 0;
	choice.frame = dialog_frame(&monitor->app, "compareClientsDialog",
	    true);
	words = make_words();
	make_list(words, row);
	say_with(words, row);
	dialog_buttons(&monitor->app, choice.frame, XtParent(choice.list),
	    names, 2, -1, 1, buttons);
	XtSetSensitive(buttons[0], choice.count > 0);
	XtAddCallback(buttons[0], XmNactivateCallback, chosen, NULL);
	XtAddCallback(buttons[1], XmNactivateCallback, cancelled, NULL);
	dialog_open(&monitor->app, choice.frame);
}
