/*
 * The chat's page: the room, who is in it, and a line to type into.  A
 * member that is chosen begins a private message; what is sent is seen.
 */
#include <Xm/Form.h>
#include <Xm/List.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/model/bidi.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/paragraph.h"
#include "gui/toolkit/scale.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/client/page_line.h"
#include "gui/model/members.h"

struct chat_page {
	struct line_page line;
	struct members members;
	Widget list, title;
	struct view nobody;	/* in the list's place while it is empty */
	char (*shown)[NAME_SIZE];	/* in the list, sorted */
	size_t shown_count;
	bool entered;		/* the name has had its moment */
	bool asked;		/* /list is under way */
};

static struct chat_page *
chat_page(struct client_page *page)
{
	return (struct chat_page *)page;
}

static void
member_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	struct chat_page *chat = data;
	XmListCallbackStruct *what = detail;
	Widget input = chat->line.input;
	char *typed, *text;

	(void)widget;
	/* Keys walk through the list; Return there chooses. */
	if (what->reason == XmCR_BROWSE_SELECT && (what->event == NULL ||
	    what->event->type != ButtonRelease))
		return;
	if (what->item_position < 1 ||
	    (size_t)what->item_position > chat->shown_count)
		return;
	typed = XmTextFieldGetString(input);
	text = members_address(chat->shown[what->item_position - 1], typed);
	if (text != NULL)
		XmTextFieldSetString(input, text);
	XtFree(typed);
	free(text);
	XmTextFieldSetInsertionPosition(input,
	    XmTextFieldGetLastPosition(input));
	XmProcessTraversal(input, XmTRAVERSE_CURRENT);
}

/* What will be there, and how it comes. */
static void
paint_nobody(struct view *view)
{
	struct canvas *canvas = &view->canvas;
	int edge = scale_px(12);

	paint_fill(canvas, COLOUR_SURFACE, (struct area){ 0, 0,
	    canvas->width, canvas->height });
	(void)paragraph_paint(canvas, FONT_UI, COLOUR_MUTED, (struct area){
	    edge, edge, canvas->width - 2 * edge, canvas->height - 2 * edge },
	    ALIGN_LEFT, app_text(canvas->app, "members.none", ""));
	paint_mark_all(canvas);
}

static void
make_nobody(struct chat_page *chat, Widget pane)
{
	chat->nobody.owner = chat;
	chat->nobody.paint = paint_nobody;
	view_make(&chat->nobody, &chat->line.page.client->views, pane,
	    "nobody", NULL);
	client_page_between(chat->nobody.area, chat->title, NULL);
}

/* The list, or why there is none. */
static void
show_list_or_words(struct chat_page *chat)
{
	Widget list = XtParent(chat->list), words = chat->nobody.area;
	bool some = chat->members.count > 0;

	if (some == XtIsManaged(list) && some != XtIsManaged(words))
		return;
	XtUnmanageChild(some ? words : list);
	XtManageChild(some ? list : words);
	view_touch(&chat->nobody);
}

static Widget
build_side(struct client_page *page, Widget panes)
{
	struct chat_page *chat = chat_page(page);
	Widget pane = client_page_pane(panes, "membersPane", "membersTitle");
	Arg args[2];

	chat->title = XtNameToWidget(pane, "membersTitle");
	XtSetArg(args[0], XmNselectionPolicy, XmBROWSE_SELECT);
	XtSetArg(args[1], XmNlistSizePolicy, XmCONSTANT);
	chat->list = XmCreateScrolledList(pane, (char *)"members", args, 2);
	XtManageChild(chat->list);
	client_page_between(XtParent(chat->list), chat->title, NULL);
	XtAddCallback(chat->list, XmNdefaultActionCallback, member_chosen,
	    chat);
	XtAddCallback(chat->list, XmNbrowseSelectionCallback, member_chosen,
	    chat);
	make_nobody(chat, pane);
	members_init(&chat->members);
	show_list_or_words(chat);
	return pane;
}

static void
show_title(struct chat_page *chat)
{
	struct app *app = &chat->line.page.client->app;
	char count[24], words[80];
	const char *args[1] = { count };

	(void)snprintf(count, sizeof(count), "%zu", chat->members.announced);
	wording_expand(words, sizeof(words), app_text(app, chat->members.known ?
	    "members.count" : "members.unknown", "%1"), args, 1);
	dialog_set_text(chat->title, words);
}

static void
insert_item(struct chat_page *chat, size_t at)
{
	char *visual = bidi_visual(chat->members.names[at]);
	XmString item = XmStringCreateLocalized(visual == NULL ?
	    chat->members.names[at] : visual);

	XmListAddItemUnselected(chat->list, item, (int)at + 1);
	XmStringFree(item);
	free(visual);
}

/* Only the entries that differ are touched: the two are sorted. */
static void
show_members(struct chat_page *chat)
{
	const struct members *members = &chat->members;
	size_t at = 0, old = 0;
	int order;
	void *copy;

	while (at < members->count || old < chat->shown_count) {
		order = at == members->count ? 1 : old == chat->shown_count ?
		    -1 : strcmp(members->names[at], chat->shown[old]);
		if (order > 0)
			XmListDeletePos(chat->list, (int)at + 1);
		else if (order < 0)
			insert_item(chat, at);
		at += order <= 0;
		old += order >= 0;
	}
	copy = XtRealloc((char *)chat->shown, (Cardinal)(members->count *
	    sizeof(chat->shown[0]) + 1));
	chat->shown = copy;
	if (members->count > 0)
		memcpy(chat->shown, members->names, members->count *
		    sizeof(chat->shown[0]));
	chat->shown_count = members->count;
	show_title(chat);
	show_list_or_words(chat);
}

/* At the next idle moment: not from inside the conversation's own event. */
static void
ask_for_list(XtPointer data, XtIntervalId *id)
{
	struct chat_page *chat = data;

	(void)id;
	if (link_input(&chat->line.page.link, "/list", 5) != NULL)
		chat->asked = false;
}

static void
want_list(struct chat_page *chat)
{
	if (chat->asked)
		return;
	chat->asked = true;
	XtAppAddTimeOut(chat->line.page.client->app.context, 0, ask_for_list,
	    chat);
}

static void
event(struct client_page *page, const struct conversation_event *happened)
{
	struct chat_page *chat = chat_page(page);
	enum members_news news;

	if (happened->kind == CONVERSATION_ON_CONNECTED) {
		members_clear(&chat->members);
		chat->asked = chat->entered = false;
		show_members(chat);
	}
	if (happened->kind != CONVERSATION_ON_ANSWER)
		return;
	news = members_take(&chat->members, happened->bytes,
	    happened->bytes_len);
	if (news == MEMBERS_CHANGED)
		chat->asked = false;
	else if (news == MEMBERS_WRONG)
		want_list(chat);
	if (news != MEMBERS_SAME)
		show_members(chat);
}

static void
moved(struct client_page *page)
{
	struct chat_page *chat = chat_page(page);

	client_line_moved(page);
	/* Those who were there before us have said nothing of it. */
	if (page->session.state == CONVERSATION_CONNECTED &&
	    link_live(&page->link) && page->session.sent > 0 &&
	    !chat->entered) {
		chat->entered = true;
		want_list(chat);
	}
	if (!client_page_live(page) && chat->members.count > 0) {
		members_clear(&chat->members);
		show_members(chat);
	}
}

static void
fit(struct client_page *page)
{
	struct chat_page *chat = chat_page(page);

	show_title(chat);
	/* Wide enough for the title, and names of some length. */
	XtVaSetValues(XtParent(chat->title), XmNwidth, 18 * font_digit(
	    page->client->app.fonts, FONT_UI), NULL);
	view_touch(&chat->nobody);
}

static enum transcript_kind
kind_of(const char *text, size_t len)
{
	return members_private(text, len) ? TRANSCRIPT_PRIVATE :
	    TRANSCRIPT_ANSWER;
}

static size_t
publish(const struct client_page *page, char *out, size_t out_size)
{
	const struct chat_page *chat = (const struct chat_page *)page;

	return (size_t)snprintf(out, out_size, " members=%zu announced=%zu",
	    chat->members.count, chat->members.announced);
}

const struct client_page_class client_page_chat = {
	.size = sizeof(struct chat_page),
	.build_foot = client_line_build,
	.build_side = build_side,
	.event = event,
	.moved = moved,
	.fit = fit,
	.send = client_line_send,
	.answer_kind = kind_of,
	.publish = publish,
};
