/* Keys besides the menus' accelerators. */
#include "gui/toolkit/keys.h"

#include <X11/Xutil.h>

static struct {
	struct app *app;
	const struct keys_chord *chords;
	size_t count;
	menu_call *call;
	void *context;
	XtEventDispatchProc otherwise;
} keys;

static bool
is_main_window(const XEvent *event)
{
	Widget widget = XtWindowToWidget(event->xany.display,
	    event->xany.window);

	while (widget != NULL && !XtIsShell(widget))
		widget = XtParent(widget);
	return widget == keys.app->shell;
}

static Boolean
dispatch(XEvent *event)
{
	XKeyEvent key = event->xkey;
	enum keys_with with = (key.state & ControlMask) != 0 ? KEYS_CTRL :
	    (key.state & ShiftMask) != 0 ? KEYS_SHIFT : KEYS_ALONE;
	KeySym symbol = NoSymbol;
	size_t i;

	if ((key.state & Mod1Mask) != 0 || !is_main_window(event))
		return keys.otherwise(event);
	/* Ctrl turns letters into control characters, signs stay. */
	key.state &= ~(unsigned)ControlMask;
	(void)XLookupString(&key, NULL, 0, &symbol, NULL);
	for (i = 0; i < keys.count; i++)
		if (keys.chords[i].key == symbol &&
		    keys.chords[i].with == with) {
			keys.call(keys.context, keys.chords[i].command);
			return True;
		}
	return keys.otherwise(event);
}

void
keys_install(struct app *app, const struct keys_chord *chords, size_t count,
    menu_call *call, void *context)
{
	keys.app = app;
	keys.chords = chords;
	keys.count = count;
	keys.call = call;
	keys.context = context;
	keys.otherwise = XtSetEventDispatcher(app->display, KeyPress,
	    dispatch);
}
