/* Windows and the screen's edges. */
#include "gui/toolkit/screen.h"

#include <X11/StringDefs.h>

/* What a window manager puts around a window: both borders and, above, the
 * title.  Their places are the frame's. */
#define FRAME_WIDTH	24
#define FRAME_HEIGHT	44

int
screen_most_width(Widget shell)
{
	return WidthOfScreen(XtScreen(shell)) - FRAME_WIDTH;
}

int
screen_most_height(Widget shell)
{
	return HeightOfScreen(XtScreen(shell)) - FRAME_HEIGHT;
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
	int most_width = screen_most_width(shell);
	int most_height = screen_most_height(shell);
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
