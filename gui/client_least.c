/* How small the window may be: so that everything in it has a little room,
 * which takes more with a larger font. */
#include <Xm/Xm.h>

#include "gui/client.h"
#include "gui/client_flow.h"

/* Of the screen, for the window manager's frame. */
#define FRAME_X	20
#define FRAME_Y	60

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
	    view_height(page->strip.area) + view_height(page->head) +
	    panes_height(page, width);
}

/* What grew over the edge of the screen moves back. */
static int
moved_in(int at, int size, int screen, int frame)
{
	int most = screen - size - frame / 2;

	return at <= most ? at : larger(most, 0);
}

static void
grow(Widget shell, int width, int height)
{
	Screen *screen = XtScreen(shell);
	Position x, y;

	XtVaSetValues(shell, XmNwidth, width, XmNheight, height, NULL);
	if (!XtIsRealized(shell))
		return;
	XtVaGetValues(shell, XmNx, &x, XmNy, &y, NULL);
	XtVaSetValues(shell,
	    XmNx, moved_in(x, width, WidthOfScreen(screen), FRAME_X),
	    XmNy, moved_in(y, height, HeightOfScreen(screen), FRAME_Y), NULL);
}

static void
set_least(struct client *client, int width, int height)
{
	Widget shell = client->app.shell;
	Dimension now_width, now_height;

	XtVaSetValues(shell, XmNminWidth, width, XmNminHeight, height, NULL);
	XtVaGetValues(shell, XmNwidth, &now_width, XmNheight, &now_height,
	    NULL);
	if (now_width < width || now_height < height)
		grow(shell, larger(now_width, width),
		    larger(now_height, height));
}

void
client_least_fit(struct client *client)
{
	Screen *screen = XtScreen(client->app.shell);
	int width = client_tabs_width(client), height = 0, i;

	if (client->least_width == 0)
		XtVaGetValues(client->app.shell, XmNminWidth,
		    &client->least_width, XmNminHeight,
		    &client->least_height, NULL);
	width = larger(width, client->least_width);
	if (width > WidthOfScreen(screen) - FRAME_X)
		width = WidthOfScreen(screen) - FRAME_X;
	for (i = 0; i < CLIENT_PAGES; i++)
		height = larger(height, page_height(client->pages[i], width));
	height += height_of(client->menu_bar) +
	    view_height(client->tabs[0].area) +
	    view_height(client->status.area);
	height = larger(height, client->least_height);
	if (height > HeightOfScreen(screen) - FRAME_Y)
		height = HeightOfScreen(screen) - FRAME_Y;
	set_least(client, width, height);
}
