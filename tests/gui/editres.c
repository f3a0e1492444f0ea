/*
 * We own a selection and send its name to the program; it converts the
 * command from us, takes the selection over and serves the answer.
 */
#include "tests/gui/editres.h"

#include <X11/Xatom.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PROTOCOL	5
#define AGAIN_MS	2000

static Display *display;
static Window own;
static Atom editres, protocol, selection, client_value;
static long ident;	/* of the question: tells late answers */

/* Each question has its own selection: one that got no answer in time must
 * not take the next one's. */
#define SELECTIONS 16
static Atom selections[SELECTIONS];

void
editres_open(Display *shown_on)
{
	char name[32];
	int i;

	display = shown_on;
	own = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0,
	    1, 1, 0, 0, 0);
	editres = XInternAtom(display, "Editres", False);
	protocol = XInternAtom(display, "EditresProtocol", False);
	client_value = XInternAtom(display, "EditresClientVal", False);
	for (i = 0; i < SELECTIONS; i++) {
		snprintf(name, sizeof(name), "_BAREWIRE_WIDGETS_%d", i);
		selections[i] = XInternAtom(display, name, False);
	}
}

long
editres_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
serve_command(const XSelectionRequestEvent *request)
{
	unsigned char message[] = { (unsigned char)ident, 0, 0, 0, 0, 0 };
	XEvent reply = { .xselection = { .type = SelectionNotify,
	    .requestor = request->requestor, .selection = request->selection,
	    .target = request->target, .property = request->property,
	    .time = request->time } };

	/* command 0: send the widget tree; no data. */
	XChangeProperty(display, request->requestor, request->property,
	    protocol, 8, PropModeReplace, message, sizeof(message));
	XSendEvent(display, request->requestor, False, 0, &reply);
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
take_text(const unsigned char **at, char *text, size_t size)
{
	int len = (int)number(at, 2);

	snprintf(text, size, "%.*s", len, (const char *)*at);
	*at += len;
}

static void
take_tree(const unsigned char *at, struct editres_tree *tree)
{
	struct editres_widget *widget;
	int i;

	at += 6;	/* ident, error, length */
	tree->count = (int)number(&at, 2);
	tree->widgets = realloc(tree->widgets,
	    (size_t)(tree->count + 1) * sizeof(*tree->widgets));
	if (tree->widgets == NULL)
		abort();
	for (i = 0; i < tree->count; i++) {
		widget = &tree->widgets[i];
		at += 4 * number(&at, 2);	/* the path of ids */
		take_text(&at, widget->name, sizeof(widget->name));
		take_text(&at, widget->class, sizeof(widget->class));
		widget->window = number(&at, 4);
	}
}

/* False: not the answer to this question. */
static bool
fetch(struct editres_tree *tree)
{
	Atom type;
	int format;
	unsigned long len = 0, left;
	unsigned char *data = NULL;
	bool ours;

	if (XGetWindowProperty(display, own, selection, 0, 1 << 20, True,
	    AnyPropertyType, &type, &format, &len, &left, &data) != Success ||
	    data == NULL)
		return false;
	ours = len >= 8 && data[0] == (unsigned char)ident;
	if (ours)
		take_tree(data, tree);
	XFree(data);
	return ours;
}

static void
send_question(Window target)
{
	XEvent message = { .xclient = { .type = ClientMessage,
	    .window = target, .message_type = editres, .format = 32 } };

	ident = ident % 200 + 1;
	selection = selections[ident % SELECTIONS];
	XSetSelectionOwner(display, selection, own, CurrentTime);
	message.xclient.data.l[0] = CurrentTime;
	message.xclient.data.l[1] = (long)selection;
	message.xclient.data.l[2] = ident;
	message.xclient.data.l[3] = PROTOCOL;
	XSendEvent(display, target, False, 0, &message);
	XFlush(display);
}

/* An event within the time left? */
static bool
next_event(XEvent *event, long deadline)
{
	struct pollfd wait = { ConnectionNumber(display), POLLIN, 0 };
	long left;

	while (!XPending(display)) {
		left = deadline - editres_now_ms();
		if (left <= 0)
			return false;
		poll(&wait, 1, (int)left);
	}
	XNextEvent(display, event);
	return true;
}

/* False: no answer before the deadline, or *gone. */
static bool
await_answer(Window target, long deadline, struct editres_tree *tree,
    bool *gone)
{
	XEvent event;

	while (!*gone && next_event(&event, deadline)) {
		if (event.type == SelectionRequest &&
		    event.xselectionrequest.selection == selection)
			serve_command(&event.xselectionrequest);
		else if (event.type == SelectionClear &&
		    event.xselectionclear.selection == selection)
			XConvertSelection(display, selection, client_value,
			    selection, own, CurrentTime);
		else if (event.type == SelectionNotify &&
		    event.xselection.requestor == own) {
			if (fetch(tree))
				return true;
		} else if (event.type == DestroyNotify &&
		    event.xdestroywindow.window == target)
			*gone = true;
	}
	return false;
}

bool
editres_ask(Window target, int timeout_ms, struct editres_tree *tree)
{
	long deadline = editres_now_ms() + timeout_ms, soon;
	XWindowAttributes attributes;
	bool gone = false;

	/* What came before is of no use, such as the end of a window that
	 * had the same number. */
	XSync(display, True);
	/* A program that has just begun to listen may miss a question. */
	while (!gone && editres_now_ms() < deadline &&
	    XGetWindowAttributes(display, target, &attributes)) {
		send_question(target);
		soon = editres_now_ms() + AGAIN_MS;
		if (await_answer(target, soon < deadline ? soon : deadline,
		    tree, &gone))
			return true;
	}
	return false;
}
