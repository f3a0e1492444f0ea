/* XGrabKeyboard, XUngrabKeyboard, XSetInputFocus with a memory: see README. */
#include "gui/shim/xgrab.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

typedef int grab_keyboard(Display *, Window, Bool, int, int, Time);
typedef int ungrab_keyboard(Display *, Time);
typedef int set_focus(Display *, Window, int, Time);

static bool pretending, grabbed;
static Window focus;

void
xgrab_pretend(void)
{
	pretending = true;
}

Window
xgrab_target(void)
{
	return pretending && grabbed ? focus : None;
}

/* The event that the server would send: Motif then knows where it is in the
 * menu. */
static void
tell_focus(Display *display)
{
	XEvent event = { .xfocus = { .type = FocusIn,
	    .display = display, .window = focus, .mode = NotifyWhileGrabbed,
	    .detail = NotifyNonlinear } };

	if (xgrab_target() != None)
		XPutBackEvent(display, &event);
}

int
XGrabKeyboard(Display *display, Window window, Bool owner_events,
    int pointer_mode, int keyboard_mode, Time time)
{
	static grab_keyboard *real;
	int status;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "XGrabKeyboard");
	status = real == NULL ? GrabNotViewable : real(display, window,
	    owner_events, pointer_mode, keyboard_mode, time);
	if (pretending)
		status = GrabSuccess;
	grabbed = status == GrabSuccess;
	return status;
}

int
XUngrabKeyboard(Display *display, Time time)
{
	static ungrab_keyboard *real;

	grabbed = false;
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "XUngrabKeyboard");
	return real == NULL ? 0 : real(display, time);
}

int
XSetInputFocus(Display *display, Window window, int revert, Time time)
{
	static set_focus *real;

	focus = window;
	tell_focus(display);
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "XSetInputFocus");
	return real == NULL ? 0 : real(display, window, revert, time);
}
