/* The tabs: a page each, with a mark that says how its connection stands. */
#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <string.h>

#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/toolkit/scale.h"

#define PAD_X	scale_px(16)
#define PAD_Y	scale_px(9)
#define GAP_X	scale_px(8)	/* between dot and words */

static int
dot_size(const struct app *app)
{
	return font_height(app->fonts, FONT_UI_BOLD) / 2;
}

/* What a tab would like to be. */
static int
tab_width(struct client *client, const char *title)
{
	return 2 * PAD_X + dot_size(&client->app) + GAP_X +
	    font_width(client->app.fonts, FONT_UI_BOLD, title,
	    strlen(title));
}

static const char *
title_of(struct client *client, unsigned number)
{
	const char *name = client->pages[number]->name;
	char text[48];

	(void)snprintf(text, sizeof(text), "tab.%s", name);
	return app_text(&client->app, text, name);
}

static struct area
inside(struct area area, int by)
{
	return (struct area){ area.x + by, area.y + by, area.width - 2 * by,
	    area.height - 2 * by };
}

/* Not by colour alone: a disc while connected, a ring on the way there, a
 * wedge after a failure, else a small disc. */
static void
paint_dot(struct canvas *canvas, const struct client_page *page,
    struct area area, enum colour_id back)
{
	XPointDouble corners[3] = { { area.x, area.y + area.height },
	    { area.x + area.width, area.y + area.height },
	    { area.x + area.width / 2.0, area.y } };

	if (session_stands(&page->session)) {
		paint_round(canvas, COLOUR_GOOD, area);
	} else if (client_page_live(page)) {
		paint_round(canvas, COLOUR_INK_SENDING, area);
		paint_round(canvas, back, inside(area, scale_px(2)));
	} else if (page->session.state == CONVERSATION_FAILED) {
		paint_triangle(canvas, COLOUR_ERROR, corners);
	} else {
		paint_round(canvas, COLOUR_SLIDER, inside(area,
		    scale_px(2)));
	}
}

static void
paint(struct view *view)
{
	struct client_page *page = view->owner;
	struct client *client = page->client;
	struct canvas *canvas = &view->canvas;
	bool shown = client->page == page->number;
	int dot = dot_size(&client->app);
	struct area words = { PAD_X + dot + GAP_X, 0, 0, canvas->height };

	/* One that is narrower than it should be keeps some padding. */
	words.width = canvas->width - words.x - PAD_X / 2;
	paint_fill(canvas, shown ? COLOUR_SURFACE : COLOUR_CHROME,
	    (struct area){ 0, 0, canvas->width, canvas->height });
	paint_dot(canvas, page, (struct area){ PAD_X, (canvas->height - dot) /
	    2, dot, dot }, shown ? COLOUR_SURFACE : COLOUR_CHROME);
	paint_label(canvas, shown ? FONT_UI_BOLD : FONT_UI, shown ?
	    COLOUR_TEXT : COLOUR_MUTED, words, ALIGN_LEFT,
	    title_of(client, page->number));
	if (shown)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 0,
		    canvas->height - scale_px(3), canvas->width, scale_px(3) });
	if (view->focused)
		paint_fill(canvas, COLOUR_ACCENT, (struct area){ 4, 3,
		    canvas->width - 8, 1 });
	paint_mark_all(canvas);
}

static void
act(struct view *view, const char *what, XEvent *event)
{
	struct client_page *page = view->owner;
	struct client *client = page->client;
	unsigned number = page->number;

	(void)event;
	if (strcmp(what, "next") == 0)
		number = (number + 1) % CLIENT_PAGES;
	else if (strcmp(what, "previous") == 0)
		number = (number + CLIENT_PAGES - 1) % CLIENT_PAGES;
	client_show_page(client, number);
	XmProcessTraversal(client->tabs[number].area, XmTRAVERSE_CURRENT);
}

static void
resized(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	(void)widget;
	(void)go_on;
	if (event->type == ConfigureNotify || event->type == MapNotify)
		client_tabs_fit(data);
}

void
client_tabs_make(struct client *client, Widget parent)
{
	struct view *tab;
	char name[64];
	unsigned i;

	XtAddEventHandler(parent, StructureNotifyMask, False, resized,
	    client);
	for (i = 0; i < CLIENT_PAGES; i++) {
		tab = &client->tabs[i];
		tab->owner = client->pages[i];
		tab->paint = paint;
		tab->act = act;
		(void)snprintf(name, sizeof(name), "tab_%s",
		    client->pages[i]->name);
		view_make(tab, &client->views, parent, name, "tab");
		XtVaSetValues(tab->area, XmNtopAttachment, XmATTACH_FORM,
		    XmNbottomAttachment, XmATTACH_FORM, XmNleftAttachment,
		    i == 0 ? XmATTACH_FORM : XmATTACH_WIDGET, XmNleftWidget,
		    i == 0 ? NULL : client->tabs[i - 1].area, NULL);
	}
}

/* The shown page's tab is where Tab comes to. */
void
client_tabs_shown(struct client *client)
{
	XtVaSetValues(client->tabs_form, XmNinitialFocus,
	    client->tabs[client->page].area, NULL);
}

int
client_tabs_width(struct client *client)
{
	int width = 0;
	unsigned i;

	for (i = 0; i < CLIENT_PAGES; i++)
		width += tab_width(client, title_of(client, i));
	return width;
}

/* In a window that is too narrow all of them give way. */
void
client_tabs_fit(struct client *client)
{
	struct font_set *fonts = client->app.fonts;
	int whole = client_tabs_width(client), width;
	Dimension room;
	unsigned i;

	XtVaGetValues(client->tabs_form, XmNwidth, &room, NULL);
	for (i = 0; i < CLIENT_PAGES; i++) {
		width = tab_width(client, title_of(client, i));
		if (XtIsRealized(client->tabs_form) && room < whole)
			width = width * room / whole;
		XtVaSetValues(client->tabs[i].area, XmNwidth, width, NULL);
		view_set_height(&client->tabs[i], font_height(fonts,
		    FONT_UI_BOLD) + 2 * PAD_Y);
	}
}
