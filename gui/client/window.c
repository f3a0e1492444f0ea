/* The widgets around the pages. */
#include <X11/keysym.h>
#include <Xm/Form.h>
#include <Xm/Separator.h>
#include <Xm/Xm.h>
#include <stdio.h>

#include "base/when.h"
#include "gui/toolkit/edit.h"
#include "gui/toolkit/hints.h"
#include "gui/toolkit/keys.h"
#include "gui/toolkit/menu.h"
#include "gui/toolkit/theme.h"
#include "gui/shim/xfocus.h"
#include "gui/client/client.h"
#include "gui/client/page.h"

#define ENTRIES_MAX 64

static size_t
add_page_entries(struct menu_entry *entries, size_t count)
{
	static char names[CLIENT_PAGES][64];
	unsigned i;

	for (i = 0; i < CLIENT_PAGES; i++) {
		(void)snprintf(names[i], sizeof(names[i]), "page_%s",
		    i == CLIENT_RAW ? "raw" : lab_info(i)->name);
		entries[count++] = (struct menu_entry){ MENU_TOGGLE,
		    COMMAND_PAGE + (int)i, names[i] };
	}
	return count;
}

static Widget
make_menus(struct client *client)
{
	static struct menu_entry entries[ENTRIES_MAX];
	size_t count = 0;

#define TITLE(name) entries[count++] = (struct menu_entry){ MENU_TITLE, 0, \
	name };
#define LINE(name) entries[count++] = (struct menu_entry){ MENU_LINE, 0, \
	name };
#define PUSH(symbol, name, function) entries[count++] = \
	(struct menu_entry){ MENU_PUSH, COMMAND_##symbol, name };
#define TOGGLE(symbol, name, function) entries[count++] = \
	(struct menu_entry){ MENU_TOGGLE, COMMAND_##symbol, name };
#define PAGES(symbol) count = add_page_entries(entries, count);
#include "gui/client/menus.def"
#undef TITLE
#undef LINE
#undef PUSH
#undef TOGGLE
#undef PAGES
	return menu_build(client->main, "menuBar", entries, count, "help",
	    client_run_command, client, client->menu);
}

static void
closed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	client_end(data);
}

static void
attach(Widget widget, Widget above, Widget below)
{
	XtVaSetValues(widget, XmNleftAttachment, XmATTACH_FORM,
	    XmNrightAttachment, XmATTACH_FORM, NULL);
	if (above != NULL)
		XtVaSetValues(widget, XmNtopAttachment, XmATTACH_WIDGET,
		    XmNtopWidget, above, NULL);
	if (below != NULL)
		XtVaSetValues(widget, XmNbottomAttachment, XmATTACH_WIDGET,
		    XmNbottomWidget, below, NULL);
}

static void
make_pages(struct client *client)
{
	unsigned i;

	for (i = 0; i < CLIENT_PAGES; i++)
		client->pages[i] = client_page_make(client, i, client->body);
	client_tabs_make(client, client->tabs_form);
	client_take_shares(client, client->res.shares);
}

static void
paint_touched(XtPointer data, XtIntervalId *id)
{
	struct client *client = data;

	(void)id;
	client->paint_timer = 0;
	pace_spend(&client->pace, view_group_paint(&client->views));
	client_find_count(client);
	client_publish(client);
	client_note_settings(client);
}

static void
touched(void *context)
{
	struct client *client = context;

	if (client->paint_timer == 0)
		client->paint_timer = XtAppAddTimeOut(client->app.context,
		    (unsigned long)pace_delay_ms(&client->pace,
		    when_mono_ns()), paint_touched, client);
}

static void
edits_changed(void *context)
{
	client_sync_menus(context);
	touched(context);
}

/* What keys do, before there are widgets. */
static void
add_actions(struct client *client)
{
	static const struct keys_chord keys[] = {
		{ XK_KP_Add, COMMAND_LARGER, KEYS_CTRL },
		{ XK_plus, COMMAND_LARGER, KEYS_CTRL },
		{ XK_equal, COMMAND_LARGER, KEYS_CTRL },
		{ XK_KP_Subtract, COMMAND_SMALLER, KEYS_CTRL },
		{ XK_minus, COMMAND_SMALLER, KEYS_CTRL },
		{ XK_F3, COMMAND_FIND_NEXT, KEYS_ALONE },
		{ XK_F3, COMMAND_FIND_PREVIOUS, KEYS_SHIFT },
	};

	view_add_actions(client->app.context);
	keys_install(&client->app, keys, XtNumber(keys), client_run_command,
	    client);
	client_copy_begin(client);
}

void
client_make_window(struct client *client)
{
	Widget shell = client->app.shell;
	Arg args[8];

	XtSetValues(shell, args, (Cardinal)theme_args(&client->app, args, 0));
	client->views = (struct view_group){ .app = &client->app,
	    .touched = touched, .context = client };
	add_actions(client);
	client->main = XtVaCreateManagedWidget("main", xmFormWidgetClass,
	    shell, NULL);
	client->menu_bar = make_menus(client);
	XtVaSetValues(client->menu_bar, XmNtopAttachment, XmATTACH_FORM,
	    NULL);
	attach(client->menu_bar, NULL, NULL);
	client->tabs_form = XtVaCreateManagedWidget("tabs",
	    xmFormWidgetClass, client->main, NULL);
	attach(client->tabs_form, client->menu_bar, NULL);
	client_status_make(client, client->main);
	XtVaSetValues(client->status.area, XmNbottomAttachment,
	    XmATTACH_FORM, NULL);
	attach(client->status.area, NULL, NULL);
	client_find_make(client);
	client->body = XtVaCreateManagedWidget("body", xmFormWidgetClass,
	    client->main, NULL);
	attach(client->body, client->tabs_form, client->status.area);
	make_pages(client);
	client_tabs_shown(client);
	client_restyle(client, true);
	XtManageChild(client_current(client)->form);
	client_state_watch(client);
	app_on_close(&client->app, shell, closed, client);
}

void
client_begin(struct client *client)
{
	struct app *app = &client->app;
	unsigned i;

	if (!client->show_messages)
		for (i = 0; i < CLIENT_PAGES; i++)
			client_page_show_messages(client->pages[i], false);
	hints_realize(app);
	app_set_title(app, app->shell, app_text(app, "title",
	    "Barewire client"));
	client_sync_menus(client);
	edit_watch(edits_changed, client);
	(void)XmProcessTraversal(client_current(client)->first,
	    XmTRAVERSE_CURRENT);
	if (client->res.connect)
		client_page_connect(client_current(client));
}

void
client_restyle(struct client *client, bool fonts_too)
{
	unsigned i;

	xfocus_hold();
	theme_apply(&client->app, client->app.shell, fonts_too);
	client_tabs_fit(client);
	client_status_fit(client);
	for (i = 0; i < CLIENT_PAGES; i++)
		client_page_fit(client->pages[i]);
	if (fonts_too)
		client_least_fit(client);
	xfocus_release();
	view_group_touch(&client->views);
}

struct client_page *
client_current(struct client *client)
{
	return client->pages[client->page];
}

void
client_show_page(struct client *client, unsigned page)
{
	if (page == client->page || page >= CLIENT_PAGES)
		return;
	XtUnmanageChild(client_current(client)->form);
	view_touch(&client->tabs[client->page]);
	client->page = page;
	client_tabs_shown(client);
	XtManageChild(client_current(client)->form);
	(void)XmProcessTraversal(client_current(client)->first,
	    XmTRAVERSE_CURRENT);
	client_find_show(client);
	view_touch(&client->tabs[page]);
	view_touch(&client->status);
	client_sync_menus(client);
}
