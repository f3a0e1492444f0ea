/* Windows and the screen's edges. */
#include "gui/toolkit/screen.h"

#include <X11/IntrinsicP.h>
#include <X11/CoreP.h>
#include <X11/CompositeP.h>
#include <X11/ShellP.h>
#include <X11/StringDefs.h>
#include <stdbool.h>

/* What a window manager puts around a window: both borders and, above, the
 * title.  Their places are the frame's. */
#define FRAME_WIDTH	24
#define FRAME_HEIGHT	44
#define CASCADE_MAX	60	/* steps; then there is no free place */

int
screen_most_width(Screen *screen)
{
	return WidthOfScreen(screen) - FRAME_WIDTH;
}

int
screen_most_height(Screen *screen)
{
	return HeightOfScreen(screen) - FRAME_HEIGHT;
}

/* Where something begins that shall end before `most`. */
static int
moved_in(int at, int size, int most)
{
	return at + size <= most ? at : size < most ? most - size : 0;
}

void
screen_keep(Widget shell)
{
	int most_width = screen_most_width(XtScreen(shell));
	int most_height = screen_most_height(XtScreen(shell));
	Dimension width = 0, height = 0;
	Position x = 0, y = 0;
	int left, top;

	XtVaGetValues(shell, XtNwidth, &width, XtNheight, &height, NULL);
	if (width > most_width || height > most_height)
		XtVaSetValues(shell, XtNwidth, width > most_width ?
		    most_width : width, XtNheight, height > most_height ?
		    most_height : height, NULL);
	XtVaGetValues(shell, XtNx, &x, XtNy, &y, XtNwidth, &width, XtNheight,
	    &height, NULL);
	left = moved_in(x, width, most_width);
	top = moved_in(y, height, most_height);
	if (left != x || top != y)
		XtVaSetValues(shell, XtNx, left, XtNy, top, NULL);
}

/* Another dialog of the same parent begins there; once it is shown, its place
 * is within its frame. */
static bool
is_taken(Widget shell, int x, int y, int step)
{
	Widget parent = XtParent(shell), other;
	Cardinal i;
	int dx, dy;

	for (i = 0; i < parent->core.num_popups; i++) {
		other = parent->core.popup_list[i];
		dx = other->core.x - x;
		dy = other->core.y - y;
		if (other != shell && XtIsShell(other) &&
		    ((ShellWidget)other)->shell.popped_up &&
		    dx > -step / 2 && dx < step && dy > -step / 2 &&
		    dy < step)
			return true;
	}
	return false;
}

void
screen_cascade(Widget shell, int step)
{
	int most_width = screen_most_width(XtScreen(shell));
	int most_height = screen_most_height(XtScreen(shell));
	int x = shell->core.x, y = shell->core.y, tries;

	for (tries = 0; tries < CASCADE_MAX && is_taken(shell, x, y, step);
	    tries++) {
		x += step;
		y += step;
		if (x + shell->core.width > most_width)
			x = 0;
		if (y + shell->core.height > most_height)
			y = 0;
	}
	if (x != shell->core.x || y != shell->core.y)
		XtVaSetValues(shell, XtNx, x, XtNy, y, NULL);
}
