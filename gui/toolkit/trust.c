/* What the X server lets us do. */
#include "gui/toolkit/trust.h"

#include <X11/extensions/Xrender.h>
#include <fontconfig/fontconfig.h>

#include "gui/shim/xgrab.h"

static struct app *opened;
static int (*display_lost)(Display *);
static XtEventDispatchProc dispatch_key;	/* Xt's own */

/* Toolkits provoke harmless errors (focus for a window that just went). */
static int
trust_error(Display *display, XErrorEvent *error)
{
	if ((error->error_code == BadWindow ||
	    error->error_code == BadDrawable) && opened->shell != NULL &&
	    XtIsRealized(opened->shell) &&
	    error->resourceid == XtWindow(opened->shell))
		(void)display_lost(display);
	return 0;
}

void
trust_begin(struct app *app, int (*lost)(Display *))
{
	opened = app;
	display_lost = lost;
	(void)XSetErrorHandler(trust_error);
	(void)XSetIOErrorHandler(lost);
}

/* Smooth letters without RENDER are blended here, with what is below them
 * fetched from the server: a question for each piece of text, and its pixels
 * there and back.  Ours and Motif's come from fontconfig, which is told to
 * have sharp ones. */
static void
trust_sharpen(void)
{
	static const FcChar8 rule[] = "<fontconfig><match target='font'>"
	    "<edit name='antialias' mode='assign'><bool>false</bool></edit>"
	    "</match></fontconfig>";

	(void)FcConfigParseAndLoadFromMemory(FcConfigGetCurrent(), rule,
	    FcTrue);
}

static int
trust_refused(Display *display, XErrorEvent *error)
{
	(void)display;
	opened->untrusted = error->error_code == BadAccess;
	return 0;
}

/* Deleting a property that is not there means nothing, unless we may not.
 * The answer is waited for: later it might reach a handler of Motif's. */
static void
trust_ask(struct app *app)
{
	XSync(app->display, False);
	(void)XSetErrorHandler(trust_refused);
	XDeleteProperty(app->display, RootWindowOfScreen(app->screen),
	    app->atoms[ATOM_STATE]);
	XSync(app->display, False);
	(void)XSetErrorHandler(trust_error);
}

/* A key to whom Motif thinks it goes. */
static Boolean
trust_dispatch_key(XEvent *event)
{
	Window target = xgrab_target();

	if (XtWindowToWidget(event->xkey.display, target) != NULL)
		event->xkey.window = target;
	return dispatch_key(event);
}

void
trust_probe(struct app *app)
{
	int event, error;

	trust_ask(app);
	if (app->untrusted) {
		xgrab_pretend();
		dispatch_key = XtSetEventDispatcher(app->display, KeyPress,
		    trust_dispatch_key);
		(void)XtSetEventDispatcher(app->display, KeyRelease,
		    trust_dispatch_key);
	}
	app->render = XRenderQueryExtension(app->display, &event, &error) &&
	    XRenderFindVisualFormat(app->display, app->visual) != NULL;
	if (!app->render)
		trust_sharpen();
}
