/* What the client window remembers: how things are, the last server, and
 * View > Reset. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/model/shares.h"
#include "gui/toolkit/geometry.h"
#include "gui/toolkit/remember.h"

#define SERVER_SIZE	(CONVERSATION_HOST_SIZE + 16)

enum client_setting {
#define SETTING(symbol, name, kind, min, max) SETTING_##symbol,
#include "gui/client/settings.def"
#undef SETTING
	CLIENT_SETTINGS
};

static const struct setting settings[CLIENT_SETTINGS] = {
#define SETTING(symbol, name, kind, min, max) \
	{ name, SETTING_##kind, min, max },
#include "gui/client/settings.def"
#undef SETTING
};

const struct setting *
client_settings(unsigned *count)
{
	*count = CLIENT_SETTINGS;
	return settings;
}

/* What connects to no server any more is as good as none. */
static bool
server_is_good(const char *server, struct conversation_plan *plan)
{
	conversation_plan_init(plan, LAB_WAIT);
	return conversation_plan_server(plan, server) == NULL;
}

/* A port is one lab's: on another one's page only the host is meant. */
void
client_settings_server(struct client *client)
{
	static char host[SERVER_SIZE];
	const char *server = remember_used(SETTING_SERVER);
	const char *lab = remember_used(SETTING_LAB);
	struct conversation_plan plan;

	if (server == NULL || client->res.server != client->asked_server)
		return;
	if (!server_is_good(server, &plan)) {
		client->res.server = (String)remember_default(SETTING_SERVER);
		return;
	}
	if (lab != NULL && strcmp(lab, client->res.lab) == 0)
		return;
	(void)snprintf(host, sizeof(host), strchr(plan.host, ':') != NULL ?
	    "[%s]" : "%s", plan.host);
	client->res.server = host;
}

void
client_settings_lab(struct client *client)
{
	if (remember_used(SETTING_LAB) != NULL)
		client->res.lab = (String)remember_default(SETTING_LAB);
}

void
client_settings_connected(const struct client_page *page,
    const struct conversation_plan *plan)
{
	struct conversation_plan fresh;
	char server[SERVER_SIZE];

	(void)snprintf(server, sizeof(server), strchr(plan->host, ':') !=
	    NULL ? "[%s]:%u" : "%s:%u", plan->host, plan->port);
	remember_put(SETTING_LAB, page->name);
	remember_put(SETTING_SERVER, server);
	/* A name that nobody chose has this process in it. */
	conversation_plan_init(&fresh, plan->lab);
	if (page->fields[FORM_NAME] != NULL && strncmp(plan->name, fresh.name,
	    strlen(fresh.name)) != 0)
		remember_put(SETTING_USER, plan->name);
}

void
client_note_settings(struct client *client)
{
	char shares[SETTING_SIZE] = "";
	unsigned i;

	for (i = 0; i < CLIENT_PAGES; i++)
		shares_add(shares, sizeof(shares), client->pages[i]->name,
		    client->pages[i]->split.share);
	remember_note(SETTING_SHARES, shares);
	remember_note_switch(SETTING_DARK, client->app.scheme == SCHEME_DARK);
	remember_note_number(SETTING_FONT_SIZE, client->app.res.font_size);
	remember_note_switch(SETTING_LINE_ENDS, client->lines.line_ends);
	remember_note_switch(SETTING_HEX, client->lines.hex);
	remember_note_switch(SETTING_MESSAGES, client->show_messages);
}

void
client_take_shares(struct client *client, const char *shares)
{
	struct client_page *page;
	unsigned i;

	for (i = 0; i < CLIENT_PAGES; i++) {
		page = client->pages[i];
		split_set_share(&page->split, shares_find(shares, page->name,
		    page->default_share));
	}
}

static bool
default_switch(unsigned number)
{
	return strcasecmp(remember_default(number), "True") == 0;
}

/* The fields stay: what somebody typed is no setting before it is used. */
void
client_reset(struct client *client)
{
	long size = strtol(remember_default(SETTING_FONT_SIZE), NULL, 10);

	client->app.scheme = default_switch(SETTING_DARK) ? SCHEME_DARK :
	    SCHEME_LIGHT;
	client->lines.line_ends = default_switch(SETTING_LINE_ENDS);
	client->lines.hex = default_switch(SETTING_HEX);
	if (client->show_messages != default_switch(SETTING_MESSAGES))
		client_toggle_messages(client);
	client_take_shares(client, remember_default(SETTING_SHARES));
	client_set_letters(client, size < settings[SETTING_FONT_SIZE].min ||
	    size > settings[SETTING_FONT_SIZE].max ? 10 : (int)size);
	geometry_reset(&client->app);
	client_restyle(client, true);
	client_note_settings(client);
	remember_reset();
	client_note_settings(client);
}
