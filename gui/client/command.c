/* What the menus do. */
#include <Xm/Text.h>
#include <Xm/TextF.h>
#include <Xm/Xm.h>
#include <stdlib.h>

#include "gui/toolkit/edit.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/scale.h"
#include "gui/client/client.h"
#include "gui/client/page.h"

#define FONT_LEAST	7
#define FONT_MOST	28
#define GOODBYE_MS	600	/* for all conversations to end gently */

void
client_run_command(void *context, int command)
{
	static void (*const functions[CLIENT_COMMAND_COUNT])(
	    struct client *) = {
#define TITLE(name)
#define LINE(name)
#define PAGES(symbol)
#define PUSH(symbol, name, function) [COMMAND_##symbol] = function,
#define TOGGLE(symbol, name, function) [COMMAND_##symbol] = function,
#include "gui/client/menus.def"
#undef TITLE
#undef LINE
#undef PAGES
#undef PUSH
#undef TOGGLE
	};
	struct client *client = context;

	client_page_clear_notice(client_current(client));
	if (command >= COMMAND_PAGE && command <= COMMAND_PAGE_LAST)
		client_show_page(client, (unsigned)(command - COMMAND_PAGE));
	else if (functions[command] != NULL)
		functions[command](client);
	client_sync_menus(client);
}

void
client_sync_menus(struct client *client)
{
	bool live = client_page_live(client_current(client));
	Widget focus = XmGetFocusWidget(client->app.shell);
	unsigned i;

	menu_set_sensitive(client->menu[COMMAND_UNDO], edit_can_undo(focus));
	menu_set_sensitive(client->menu[COMMAND_REDO], edit_can_redo(focus));
	menu_set_sensitive(client->menu[COMMAND_CONNECT], !live);
	menu_set_sensitive(client->menu[COMMAND_DISCONNECT], live);
	menu_set_sensitive(client->menu[COMMAND_RUN],
	    client_current(client)->run_button != NULL);
	menu_set_sensitive(client->menu[COMMAND_SEND],
	    client_current(client)->class->send != NULL &&
	    (live || client->page == CLIENT_RAW));
	for (i = 0; i < CLIENT_PAGES; i++)
		menu_set_toggle(client->menu[COMMAND_PAGE + i],
		    i == client->page);
	menu_set_toggle(client->menu[COMMAND_MESSAGES],
	    client->show_messages);
	menu_set_toggle(client->menu[COMMAND_LINE_ENDS],
	    client->lines.line_ends);
	menu_set_toggle(client->menu[COMMAND_HEX], client->lines.hex);
	menu_set_toggle(client->menu[COMMAND_DARK],
	    client->app.scheme == SCHEME_DARK);
}

void
client_connect(struct client *client)
{
	client_page_connect(client_current(client));
}

void
client_disconnect(struct client *client)
{
	client_page_disconnect(client_current(client));
}

void
client_run(struct client *client)
{
	client_page_run(client_current(client));
}

void
client_send(struct client *client)
{
	client_page_send(client_current(client));
}

void
client_quit(struct client *client)
{
	client_end(client);
}

static bool
any_live(const struct client *client)
{
	unsigned i;

	for (i = 0; i < CLIENT_PAGES; i++)
		if (client_page_live(client->pages[i]))
			return true;
	return false;
}

static void
leave(struct client *client)
{
	XtAppSetExitFlag(client->app.context);
}

static void
waited_enough(XtPointer data, XtIntervalId *id)
{
	(void)id;
	leave(data);
}

void
client_end(struct client *client)
{
	unsigned i;

	if (client->ending) {
		leave(client);
		return;
	}
	client->ending = true;
	for (i = 0; i < CLIENT_PAGES; i++)
		client_page_disconnect(client->pages[i]);
	if (!any_live(client))
		leave(client);
	else
		XtAppAddTimeOut(client->app.context, GOODBYE_MS,
		    waited_enough, client);
}

void
client_page_over(struct client *client)
{
	if (client->ending && !any_live(client))
		leave(client);
}

void
client_toggle_messages(struct client *client)
{
	unsigned i;

	client->show_messages = !client->show_messages;
	for (i = 0; i < CLIENT_PAGES; i++)
		client_page_show_messages(client->pages[i],
		    client->show_messages);
	view_group_touch(&client->views);
}

void
client_toggle_line_ends(struct client *client)
{
	client->lines.line_ends = !client->lines.line_ends;
	view_group_touch(&client->views);
}

void
client_toggle_hex(struct client *client)
{
	client->lines.hex = !client->lines.hex;
	view_group_touch(&client->views);
}

void
client_set_letters(struct client *client, int size)
{
	struct app *app = &client->app;
	struct font_set *before = app->fonts, *fonts;

	if (size < FONT_LEAST || size > FONT_MOST)
		return;
	fonts = font_set_open(app, size);
	if (fonts == NULL)
		return;
	app->fonts = fonts;
	scale_set_letters(size);
	app->res.font_size = size;
	client_restyle(client, true);
	font_set_close(before);
}

void
client_larger(struct client *client)
{
	client_set_letters(client, client->app.res.font_size + 1);
}

void
client_smaller(struct client *client)
{
	client_set_letters(client, client->app.res.font_size - 1);
}

void
client_toggle_dark(struct client *client)
{
	struct app *app = &client->app;

	app->scheme = app->scheme == SCHEME_DARK ? SCHEME_LIGHT : SCHEME_DARK;
	client_restyle(client, false);
}
