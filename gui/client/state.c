/* The property on the window that says how things stand, for tests. */
#include <X11/IntrinsicP.h>
#include <X11/CompositeP.h>
#include <Xm/DrawingA.h>
#include <Xm/Xm.h>
#include <stdio.h>

#include "base/text.h"
#include "gui/client/client.h"
#include "gui/client/page.h"

const char *
client_state_symbol(enum conversation_state state)
{
	static const char *const words[CONVERSATION_STATE_COUNT] = {
#define STATE(symbol, word) #symbol,
#include "client/states.def"
#undef STATE
	};

	return words[state];
}

void
client_state_word(char *out, size_t out_size, const char *text)
{
	size_t i;

	(void)text_copy(out, out_size, text[0] == '\0' ? "-" : text);
	for (i = 0; out[i] != '\0'; i++)
		if (out[i] == ' ' || (unsigned char)out[i] >= 0x80)
			out[i] = '_';
}

/* What the page's two views show: lines, and whether they follow. */
static void
views_state(const struct client_page *page, char *out, size_t out_size)
{
	const struct transcript *said = page->transcript.transcript;
	const struct stream *stream = page->messages.stream;

	(void)snprintf(out, out_size, "said=%llu follow=%d lines=%llu "
	    "at=%llu focus=%s", said == NULL ? 0 :
	    (unsigned long long)(transcript_end(said) -
	    transcript_first(said)), stream_follows(stream),
	    (unsigned long long)(stream_end(stream) - stream_first(stream)),
	    (unsigned long long)(stream_top(stream) - stream_first(stream)),
	    page->messages.pane.view.focused ? "messages" :
	    page->transcript.pane.view.focused ? "said" : "-");
}

static const char *
answer_word(const struct client_page *page)
{
	static const char *const words[] = {
		[VERDICT_NONE] = "-", [VERDICT_RIGHT] = "right",
		[VERDICT_OPEN] = "open", [VERDICT_WRONG] = "wrong",
	};

	return words[page->session.heard.verdict.kind];
}

static void
focus_came(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	struct client *client = data;

	(void)go_on;
	if (event->type != FocusIn || client->focus == widget ||
	    event->xfocus.detail == NotifyPointer)
		return;
	client->focus = widget;
	view_touch(&client->status);
}

static void
watch(struct client *client, Widget widget)
{
	CompositeWidget composite = (CompositeWidget)widget;
	Cardinal i;

	if (!XtIsComposite(widget)) {
		XtAddEventHandler(widget, FocusChangeMask, False, focus_came,
		    client);
		return;
	}
	if (XmIsDrawingArea(widget))
		XtAddEventHandler(widget, FocusChangeMask, False, focus_came,
		    client);
	for (i = 0; i < composite->composite.num_children; i++)
		watch(client, composite->composite.children[i]);
}

void
client_state_watch(struct client *client)
{
	if (client->res.publish_state)
		watch(client, client->main);
}

void
client_publish(struct client *client)
{
	const struct client_page *page = client_current(client);
	const struct session *session = &page->session;
	char text[1600], more[300] = "", steps[360], problem[300], views[120];
	char heard[VERDICT_SIZE];
	enum transcript_kind kind;

	if (!client->res.publish_state)
		return;
	client_state_word(problem, sizeof(problem), client_page_said(page,
	    &kind));
	client_state_word(heard, sizeof(heard),
	    page->session.heard.verdict.what);
	views_state(page, views, sizeof(views));
	(void)client_steps_state(page, steps, sizeof(steps));
	if (page->class->publish != NULL)
		(void)page->class->publish(page, more, sizeof(more));
	(void)snprintf(text, sizeof(text), "page=%s live=%d stands=%d state=%s "
	    "registered=%d address=%s answers=%u sent=%u received=%u "
	    "fault=%s %s match=%llu/%llu "
	    "messages=%d ends=%d hex=%d dark=%d size=%d%s%s "
	    "widget=%s undo=%d redo=%d answer=%s heard=%.120s problem=%s",
	    page->name, client_page_live(page), session_stands(session),
	    client_state_symbol(session_state(session)), session->registered,
	    session->address[0] == '\0' ? "-" : session->address,
	    session->answers, session->sent, session->received,
	    page->faulty == FORM_FIELDS ? "-" : form_field_word(page->faulty),
	    views, (unsigned long long)client->found,
	    (unsigned long long)client->found_all,
	    client->show_messages, client->lines.line_ends,
	    client->lines.hex, client->app.scheme == SCHEME_DARK,
	    client->app.res.font_size, more, steps,
	    client->focus == NULL ? "-" : XtName(client->focus),
	    XtIsSensitive(client->menu[COMMAND_UNDO]),
	    XtIsSensitive(client->menu[COMMAND_REDO]), answer_word(page),
	    heard, problem);
	app_publish_state(&client->app, text);
}
