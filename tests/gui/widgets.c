/*
 * widgets WINDOW: the widgets of a running Xt program, a line each: name,
 * class, window, whether it can be seen, x, y, width and height on the
 * screen.  Asks by the Editres protocol, which every Motif program speaks:
 * names are what tests find widgets by.
 *
 * We own a selection and send its name to the program; it converts the
 * command from us, takes the selection over and serves the answer.
 */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROTOCOL 5
#define WAIT_MS 5000

static Display *display;
static Window own, target;
static Atom editres, command, protocol, selection, client_value;

static void
serve_command(const XSelectionRequestEvent *request)
{
	static const unsigned char message[] = { 1, 0, 0, 0, 0, 0 };
	XEvent reply = { .xselection = { .type = SelectionNotify,
	    .requestor = request->requestor, .selection = request->selection,
	    .target = request->target, .property = request->property,
	    .time = request->time } };

	/* ident 1, command 0: send the widget tree; no data. */
	XChangeProperty(display, request->requestor, request->property,
	    protocol, 8, PropModeReplace, message, sizeof(message));
	XSendEvent(display, request->requestor, False, 0, &reply);
}

static void
print_window(Window window)
{
	XWindowAttributes attributes;
	Window child;
	int x = 0, y = 0;

	if (window < 3 || !XGetWindowAttributes(display, window, &attributes)) {
		printf(" %#lx gone 0 0 0 0\n", window);
		return;
	}
	XTranslateCoordinates(display, window, DefaultRootWindow(display), 0,
	    0, &x, &y, &child);
	printf(" %#lx %s %d %d %d %d\n", window,
	    attributes.map_state == IsViewable ? "shown" : "hidden", x, y,
	    attributes.width, attributes.height);
}

static unsigned long
number(const unsigned char **at, int bytes)
{
	unsigned long value = 0;

	while (bytes-- > 0)
		value = value << 8 | *(*at)++;
	return value;
}

static void
print_text(const unsigned char **at)
{
	int len = (int)number(at, 2);

	printf("%.*s", len, (const char *)*at);
	*at += len;
}

static void
print_tree(const unsigned char *at)
{
	unsigned long count;

	at += 6;	/* ident, error, length */
	for (count = number(&at, 2); count > 0; count--) {
		at += 4 * number(&at, 2);	/* the path of ids */
		print_text(&at);
		putchar(' ');
		print_text(&at);
		print_window((Window)number(&at, 4));
	}
}

static void
fetch(void)
{
	Atom type;
	int format;
	unsigned long len, left;
	unsigned char *data = NULL;

	if (XGetWindowProperty(display, own, selection, 0, 1 << 20, False,
	    AnyPropertyType, &type, &format, &len, &left, &data) != Success ||
	    data == NULL || len < 8) {
		fprintf(stderr, "widgets: no answer\n");
		exit(1);
	}
	print_tree(data);
	XFree(data);
}

static int
ignore_error(Display *where, XErrorEvent *error)
{
	(void)where;
	(void)error;
	return 0;
}

static void
ask(void)
{
	XEvent message = { .xclient = { .type = ClientMessage,
	    .window = target, .message_type = editres, .format = 32 } };

	XSetSelectionOwner(display, selection, own, CurrentTime);
	message.xclient.data.l[0] = CurrentTime;
	message.xclient.data.l[1] = (long)selection;
	message.xclient.data.l[2] = 1;
	message.xclient.data.l[3] = PROTOCOL;
	XSendEvent(display, target, False, 0, &message);
	XFlush(display);
}

static void
next_event(XEvent *event)
{
	struct pollfd wait = { ConnectionNumber(display), POLLIN, 0 };

	if (!XPending(display) && poll(&wait, 1, WAIT_MS) <= 0) {
		fprintf(stderr, "widgets: the window does not answer\n");
		exit(1);
	}
	XNextEvent(display, event);
}

int
main(int argc, char **argv)
{
	XEvent event;

	if (argc != 2 || (display = XOpenDisplay(NULL)) == NULL) {
		fprintf(stderr, "usage: widgets WINDOW, with DISPLAY set\n");
		return 2;
	}
	target = strtoul(argv[1], NULL, 0);
	XSetErrorHandler(ignore_error);
	own = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0,
	    1, 1, 0, 0, 0);
	editres = XInternAtom(display, "Editres", False);
	command = XInternAtom(display, "EditresCommand", False);
	protocol = XInternAtom(display, "EditresProtocol", False);
	client_value = XInternAtom(display, "EditresClientVal", False);
	selection = XInternAtom(display, "_BAREWIRE_WIDGETS", False);
	ask();
	for (;;) {
		next_event(&event);
		if (event.type == SelectionRequest)
			serve_command(&event.xselectionrequest);
		else if (event.type == SelectionClear)
			XConvertSelection(display, selection, client_value,
			    selection, own, CurrentTime);
		else if (event.type == SelectionNotify) {
			fetch();
			return 0;
		}
	}
}
