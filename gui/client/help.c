/* The Help menu. */
#include "gui/toolkit/help.h"

#include "gui/client/client.h"

void
client_help_overview(struct client *client)
{
	help_overview(&client->app);
}

void
client_help_keys(struct client *client)
{
	help_keys(&client->app, client->menu, CLIENT_COMMAND_COUNT);
}

void
client_help_about(struct client *client)
{
	help_about(&client->app);
}
