/*
 * The page for requests by hand: an editor, presets of what people get
 * wrong, what a strict server will say, and what this one answers.
 */
#include <Xm/Form.h>
#include <Xm/PushB.h>
#include <Xm/Text.h>
#include <Xm/Xm.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/client/flow.h"
#include "gui/client/presets.h"
#include "gui/client/verdict.h"
#include "gui/toolkit/edit.h"
#include "gui/model/length.h"
#include "gui/model/raw.h"

#define RAW_SHARE	500	/* thousandths, of the editor */

struct raw_page {
	struct client_page page;
	Widget editor, tools, fix, send;
	struct verdict_view verdict;
	struct verdict said;
	size_t bytes;			/* the request has */
	struct presets presets;
};

static struct raw_page *
raw_page(struct client_page *page)
{
	return (struct raw_page *)page;
}

/* The bytes that stand in the editor, or NULL and why not. */
static char *
request_bytes(struct raw_page *raw, size_t *len, struct raw_fault *fault)
{
	char *text = XmTextGetString(raw->editor);
	char *bytes = raw_encode(text, len, fault);

	XtFree(text);
	return bytes;
}

static void
judge(struct raw_page *raw)
{
	struct raw_fault fault;
	size_t len;
	char *bytes = request_bytes(raw, &len, &fault);

	memset(&raw->said, 0, sizeof(raw->said));
	if (bytes != NULL) {
		verdict_requests(bytes, len, &raw->said);
	} else {
		raw->said.kind = VERDICT_WRONG;
		(void)text_copy(raw->said.what, sizeof(raw->said.what),
		    fault.reason);
	}
	raw->bytes = len;
	free(bytes);
	verdict_view_update(&raw->verdict);
}

static void
edited(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	judge(data);
}

/* Motif gives memory for text that comes, and none when something goes. */
static void
take_instead(XmTextBlock block, const char *taken)
{
	static char line_end[] = "\n";
	size_t len = strlen(taken);

	if (block->length > 0) {
		block->ptr = XtRealloc(block->ptr, (Cardinal)len + 1);
		memcpy(block->ptr, taken, len + 1);
	} else if (len > 0) {
		block->ptr = line_end;
	}
	block->length = (int)len;
}

/* What is typed or pasted: no byte in it is hidden, and no line so long that
 * Motif is slow with it. */
static void
about_to_edit(Widget editor, XtPointer data, XtPointer detail)
{
	XmTextVerifyCallbackStruct *what = detail;
	char before[RAW_LINE_MAX * MB_LEN_MAX + 1], *taken;
	char after[sizeof(before)];
	long from = what->startPos < RAW_LINE_MAX ? 0 :
	    what->startPos - RAW_LINE_MAX;

	(void)data;
	if (!edit_is_news(editor, what))
		return;
	(void)XmTextGetSubstring(editor, from, (int)(what->startPos - from),
	    sizeof(before), before);
	(void)XmTextGetSubstring(editor, what->endPos, RAW_LINE_MAX,
	    sizeof(after), after);
	taken = raw_take(before, what->text->length == 0 ? "" :
	    what->text->ptr, (size_t)what->text->length, after);
	if (taken != NULL)
		take_instead(what->text, taken);
	free(taken);
}

static void
fix_length(Widget widget, XtPointer data, XtPointer detail)
{
	struct raw_page *raw = data;
	char *text = XmTextGetString(raw->editor);
	XmTextPosition place = XmTextGetInsertionPosition(raw->editor);
	const char *reason;
	char *fixed = length_fix(text, &reason);

	(void)widget;
	(void)detail;
	if (fixed != NULL) {
		XmTextSetString(raw->editor, fixed);
		XmTextSetInsertionPosition(raw->editor, place);
	} else {
		client_page_tell(&raw->page, TRANSCRIPT_WARNING, reason);
	}
	XtFree(text);
	free(fixed);
}

static void
send_request(struct client_page *page)
{
	struct raw_page *raw = raw_page(page);
	struct conversation_plan plan;
	struct raw_fault fault;
	size_t len;
	char *bytes;

	conversation_plan_init(&plan, LAB_WAIT);
	if (!client_fields_plan(page, &plan))
		return;
	bytes = request_bytes(raw, &len, &fault);
	if (bytes == NULL) {
		client_page_problem(page, TRANSCRIPT_ERROR, fault.reason);
		return;
	}
	if (!link_live(&page->link))
		session_begin_by_hand(&page->session, &plan);
	if (len == 0)
		client_page_problem(page, TRANSCRIPT_ERROR,
		    wording_of("verdict.nothing", "there is nothing to send"));
	else if (!link_send(&page->link, plan.host, plan.port, bytes, len))
		client_page_problem(page, TRANSCRIPT_ERROR,
		    wording_of("noMemory", "out of memory"));
	free(bytes);
}

static void
send_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_page_clear_notice(data);
	send_request(data);
}

static void
connect_only(struct client_page *page)
{
	struct conversation_plan plan;

	conversation_plan_init(&plan, LAB_WAIT);
	if (!client_fields_plan(page, &plan))
		return;
	session_begin_by_hand(&page->session, &plan);
	if (!link_send(&page->link, plan.host, plan.port, "", 0))
		client_page_problem(page, TRANSCRIPT_ERROR,
		    wording_of("noMemory", "out of memory"));
}

static Widget
add_tool(Widget row, const char *name, XtCallbackProc call, XtPointer context)
{
	Widget button = XtVaCreateManagedWidget(name,
	    xmPushButtonWidgetClass, row, NULL);

	XtAddCallback(button, XmNactivateCallback, call, context);
	return button;
}

static Widget
build_tools(struct raw_page *raw, Widget pane)
{
	Widget row;

	row = flow_make(pane, "rawTools");
	raw->tools = row;
	presets_make(&raw->presets, row);
	raw->fix = add_tool(row, "fixLength", fix_length, raw);
	raw->send = add_tool(row, "rawSend", send_pressed, raw);
	XtManageChild(row);
	return row;
}

static void
build_editor(struct raw_page *raw, Widget pane, Widget above)
{
	Arg args[8];
	int n = 0;

	raw->verdict.verdict = &raw->said;
	raw->verdict.words = "verdict";
	verdict_view_make(&raw->verdict, &raw->page.client->views, pane,
	    "verdict");
	XtSetArg(args[n], XmNeditMode, XmMULTI_LINE_EDIT), n++;
	raw->editor = XmCreateScrolledText(pane, (char *)"request", args,
	    (Cardinal)n);
	XtManageChild(raw->editor);
	raw->page.first = raw->presets.editor = raw->editor;
	raw->verdict.above = XtParent(raw->editor);
	client_page_between(XtParent(raw->editor), above,
	    raw->verdict.view.area);
	XtAddCallback(raw->editor, XmNmodifyVerifyCallback, about_to_edit,
	    raw);
	client_field_prepare(&raw->page, raw->editor, RAW_TEXT_MAX);
	XtAddCallback(raw->editor, XmNvalueChangedCallback, edited, raw);
}

static void
build_all(struct client_page *page, Widget form)
{
	struct raw_page *raw = raw_page(page);

	raw->presets.page = page;
	client_page_session(page);
	client_fields_make(page, form);
	client_strip_make(page, form);
	XtVaSetValues(page->strip.area, XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, XmNtopAttachment,
	    XmATTACH_WIDGET, XmNtopWidget, page->row, NULL);
	client_page_between(split_make(&page->split,
	    &page->client->views, form),
	    page->strip.area, NULL);
	page->left_pane = XtVaCreateManagedWidget("rawPane",
	    xmFormWidgetClass, page->split.form, XmNresizePolicy,
	    XmRESIZE_NONE, NULL);
	build_editor(raw, page->left_pane, build_tools(raw, page->left_pane));
	client_page_messages(page);
	split_finish(&page->split, page->left_pane, NULL,
	    page->messages_pane, RAW_SHARE);
}

static void
set_mono(struct app *app, Widget text)
{
	XmRenderTable table = font_render_table(app->fonts, text, FONT_MONO);

	XtVaSetValues(text, XmNrenderTable, table, NULL);
	XmRenderTableFree(table);
}

/* The first preset, when host and port are there to stand in it. */
static void
fit(struct client_page *page)
{
	struct raw_page *raw = raw_page(page);
	struct app *app = &page->client->app;
	char name[32];

	set_mono(app, raw->editor);
	client_dress_button(page->client, raw->fix, false);
	client_dress_button(page->client, raw->send, true);
	flow_fit(raw->tools);
	verdict_view_fit(&raw->verdict);
	if (raw->presets.taken[0] == '\0' &&
	    sscanf(app_text(app, "presets", ""), "%31s", name) == 1)
		presets_take(&raw->presets, name);
	judge(raw);
}

static int
left_height(const struct client_page *page, int width)
{
	const struct raw_page *raw = (const struct raw_page *)page;

	return flow_height(raw->tools, width) +
	    verdict_view_least(&raw->verdict);
}

static size_t
publish(const struct client_page *page, char *out, size_t out_size)
{
	const struct raw_page *raw = (const struct raw_page *)page;

	char preset[32], verdict[160];

	client_state_word(preset, sizeof(preset), raw->presets.taken);
	client_state_word(verdict, sizeof(verdict), raw->said.what);
	return (size_t)snprintf(out, out_size, " bytes=%zu right=%d "
	    "preset=%s verdict=%s", raw->bytes,
	    raw->said.kind == VERDICT_RIGHT, preset,
	    verdict);
}

const struct client_page_class client_page_raw = {
	.size = sizeof(struct raw_page),
	.build_all = build_all,
	.fit = fit,
	.left_height = left_height,
	.connect = connect_only,
	.send = send_request,
	.publish = publish,
};

void
client_edit_request(struct client *client)
{
	struct client_page *page = client_current(client);
	struct raw_page *raw = raw_page(client->pages[CLIENT_RAW]);
	const struct log_entry *entry = page->messages.stream == NULL ? NULL :
	    stream_picked_entry(page->messages.stream);
	char *text = entry == NULL ? NULL : raw_decode(entry->bytes,
	    entry->len);
	enum form_field field;
	char *value;

	if (text == NULL) {
		client_page_tell(page, TRANSCRIPT_WARNING,
		    app_text(&client->app, "pickFirst", ""));
		return;
	}
	for (field = FORM_PORT; field <= FORM_HOST && page != &raw->page;
	    field++) {
		value = client_page_text(page, field);
		client_page_set_text(&raw->page, field, value);
		XtFree(value);
	}
	client_show_page(client, CLIENT_RAW);
	presets_give(&raw->presets, text);
	free(text);
}
