/*
 * A window that flickers, to see that bench/flicker notices: clears itself
 * and draws its words again, four times a second, in one batch of requests.
 *
 * usage: flicker_bad X Y WIDTH HEIGHT
 */
#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
draw(Display *display, Window window, int width, int height)
{
	static const char words[] = "what is cleared before it is drawn";
	GC gc = DefaultGC(display, DefaultScreen(display));
	int x, y;

	XClearWindow(display, window);
	for (y = 16; y < height; y += 16)
		for (x = 0; x < width; x += 240)
			XDrawString(display, window, gc, x, y, words,
			    sizeof(words) - 1);
	XFlush(display);
}

int
main(int argc, char **argv)
{
	Display *display = XOpenDisplay(NULL);
	XSetWindowAttributes attributes = { .override_redirect = True };
	int width, height;
	Window window;

	if (display == NULL || argc != 5) {
		fprintf(stderr, "usage: flicker_bad X Y WIDTH HEIGHT\n");
		return 2;
	}
	width = atoi(argv[3]);
	height = atoi(argv[4]);
	attributes.background_pixel = WhitePixel(display, 0);
	window = XCreateWindow(display, DefaultRootWindow(display),
	    atoi(argv[1]), atoi(argv[2]), (unsigned)width, (unsigned)height,
	    0, CopyFromParent, InputOutput, CopyFromParent,
	    CWOverrideRedirect | CWBackPixel, &attributes);
	XMapRaised(display, window);
	for (;;) {
		draw(display, window, width, height);
		usleep(250000);
	}
}
