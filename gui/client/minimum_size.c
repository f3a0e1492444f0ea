/* How small the window may be: so that everything in it has a little room,
 * which takes more with a larger font. */
#include <Xm/Xm.h>

#include "gui/toolkit/screen.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/client/flow.h"

static int
height_of(Widget widget)
{
	XtWidgetGeometry wants;

	if (widget == NULL)
		return 0;
	(void)XtQueryGeometry(widget, NULL, &wants);
	return wants.height;
}

/* Of a view, which is as high as it was made. */
static int
view_height(Widget area)
{
	Dimension height = 0;

	if (area != NULL)
		XtVaGetValues(area, XmNheight, &height, NULL);
	return height;
}

static int
larger(int one, int other)
{
	return one > other ? one : other;
}

/* As many lines of a pane as a verdict leaves it. */
static int
lines_height(const struct app *app)
{
	return VERDICT_KEEP * (larger(font_height(app->fonts, FONT_UI),
	    font_height(app->fonts, FONT_MONO)) + 4) + 20;
}

static int
panes_height(const struct client_page *page, int width)
{
	const struct app *app = &page->client->app;
	int left, right = height_of(XtNameToWidget(page->messages_pane,
	    "messagesTitle"));

	if (page->class->left_height != NULL)
		left = page->class->left_height(page, width / 2);
	else
		left = height_of(XtNameToWidget(page->left_pane,
		    "saidTitle")) + height_of(page->foot);
	if (page->answers.verdict != NULL)
		right += verdict_view_least(&page->answers);
	return larger(left, right) + lines_height(app);
}

static int
page_height(const struct client_page *page, int width)
{
	return flow_height(page->row, width) +
	    view_height(page->strip.area) +
	    view_height(page->steps_view.area) + view_height(page->head) +
	    panes_height(page, width);
}

static void
set_least(struct client *client, int width, int height)
{
	Widget shell = client->app.shell;
	Dimension now_width, now_height;

	XtVaSetValues(shell, XmNminWidth, width, XmNminHeight, height, NULL);
	XtVaGetValues(shell, XmNwidth, &now_width, XmNheight, &now_height,
	    NULL);
	if (now_width >= width && now_height >= height)
		return;
	XtVaSetValues(shell, XmNwidth, larger(now_width, width), XmNheight,
	    larger(now_height, height), NULL);
	if (XtIsRealized(shell))
		screen_keep(shell);
}

void
client_least_fit(struct client *client)
{
	Widget shell = client->app.shell;
	int width = client_tabs_width(client), height = 0, i;

	if (client->least_width == 0)
		XtVaGetValues(shell, XmNminWidth, &client->least_width,
		    XmNminHeight, &client->least_height, NULL);
	width = larger(width, client->least_width);
	if (width > screen_most_width(client->app.screen))
		width = screen_most_width(client->app.screen);
	for (i = 0; i < CLIENT_PAGES; i++)
		height = larger(height, page_height(client->pages[i], width));
	height += height_of(client->menu_bar) +
	    view_height(client->tabs[0].area) +
	    view_height(client->status.area) +
	    (XtIsManaged(client->find_bar) ? height_of(client->find_bar) : 0);
	height = larger(height, client->least_height);
	if (height > screen_most_height(client->app.screen))
		height = screen_most_height(client->app.screen);
	set_least(client, width, height);
}
