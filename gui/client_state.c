/* The property on the window that says how things stand, for tests. */
#include <Xm/Xm.h>
#include <stdio.h>

#include "gui/client.h"

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
client_publish(struct client *client)
{
	const struct client_page *page = client_current(client);
	const struct session *session = &page->session;
	char text[1000], more[300] = "";

	if (!client->res.publish_state)
		return;
	if (page->class->publish != NULL)
		(void)page->class->publish(page, more, sizeof(more));
	(void)snprintf(text, sizeof(text), "page=%s live=%d state=%s "
	    "registered=%d address=%s answers=%u sent=%u received=%u "
	    "fault=%s messages=%d ends=%d hex=%d dark=%d size=%d%s "
	    "problem=%.400s", page->name, client_page_live(page),
	    client_state_symbol(session->state), session->registered,
	    session->address[0] == '\0' ? "-" : session->address,
	    session->answers, session->sent, session->received,
	    page->faulty == FORM_FIELDS ? "-" : form_field_word(page->faulty),
	    client->show_messages, client->lines.line_ends,
	    client->lines.hex, client->app.scheme == SCHEME_DARK,
	    client->app.res.font_size, more, page->problem);
	app_publish_state(&client->app, text);
}
