/* A page's conversation: what happens in it is shown, what the user wants of
 * it is done. */
#include <string.h>

#include "base/text.h"
#include "base/when.h"
#include "gui/client/client.h"
#include "gui/client/page.h"

static void
say(void *context, enum transcript_kind kind, const char *word,
    const char *const *args, int count)
{
	struct client_page *page = context;

	if (page->transcript.transcript != NULL)
		transcript_pane_say(&page->transcript, kind, word, args,
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
		transcript_pane_add_shown(&page->transcript, kind, text);
	else if (page->transcript.transcript != NULL)
		transcript_pane_add(&page->transcript, kind, text, len);
	if (shown)
		client_page_problem(page, kind, text);
}

static bool
advise(void *context, const struct advice_call *call, char *out,
    size_t out_size)
{
	static struct running running;

	(void)context;
	running_look(&running);
	return advice_text(&running, call, out, out_size);
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
	client_steps_event(page, event);
	if (event->kind == CONVERSATION_ON_SENT ||
	    event->kind == CONVERSATION_ON_RECEIVED)
		messages_touch(&page->messages);
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
	page->notice[0] = '\0';
	view_touch(&page->strip);
}

void
client_page_tell(struct client_page *page, enum transcript_kind kind,
    const char *text)
{
	(void)text_copy(page->notice, sizeof(page->notice), text);
	page->notice_kind = kind;
	view_touch(&page->strip);
}

void
client_page_clear_notice(struct client_page *page)
{
	if (page->notice[0] == '\0')
		return;
	page->notice[0] = '\0';
	view_touch(&page->strip);
}

const char *
client_page_said(const struct client_page *page, enum transcript_kind *kind)
{
	bool noticed = page->notice[0] != '\0';

	*kind = noticed ? page->notice_kind : page->problem_kind;
	return noticed ? page->notice : page->problem;
}

void
client_page_session(struct client_page *page)
{
	struct link_owner owner = { page, conversation_happened,
	    conversation_moved };
	struct session_sink sink = { page, say, say_text, advise };

	session_init(&page->session, page->log, &sink);
	link_init(&page->link, page->client->app.context, &owner);
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
	client_steps_begin(page, &plan);
	if (!link_start(&page->link, &plan))
		client_page_problem(page, TRANSCRIPT_ERROR,
		    wording_of("noMemory", "out of memory"));
}

static bool
same_server(const struct conversation_plan *one,
    const struct conversation_plan *other)
{
	return strcmp(one->name, other->name) == 0 &&
	    strcmp(one->host, other->host) == 0 && one->port == other->port;
}

void
client_page_enter(struct client_page *page)
{
	struct conversation_plan plan;
	const char *when;

	if (!client_page_live(page)) {
		client_page_connect(page);
		return;
	}
	conversation_plan_init(&plan, page->number == CLIENT_RAW ? LAB_WAIT :
	    page->number);
	if (!client_fields_plan(page, &plan))
		return;
	if (page->session.by_hand)
		plan.name[0] = '\0';
	if (page->run_button != NULL && !page->held)
		link_resume(&page->link, &plan);
	when = page->held ? "taken.start" : "taken.round";
	if (!same_server(&plan, &page->session.plan))
		when = "taken.connect";
	else if (page->run_button == NULL)
		return;
	client_page_tell(page, TRANSCRIPT_NOTE, app_text(&page->client->app,
	    when, ""));
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
client_page_count_anew(struct client_page *page)
{
	session_count_anew(&page->session);
	if (page->answers.verdict != NULL)
		verdict_view_update(&page->answers);
	conversation_moved(page, page->session.state);
}

void
client_page_send(struct client_page *page)
{
	if (page->class->send != NULL)
		page->class->send(page);
}
