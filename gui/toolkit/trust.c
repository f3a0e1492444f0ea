/* What the X server lets us do. */
#include "gui/toolkit/trust.h"

#include <X11/Xproto.h>
#include <X11/extensions/Xrender.h>

static struct app *opened;
static int (*display_lost)(Display *);

/* Deleting a property that is not there means nothing, unless we may not. */
static bool
trust_is_refusal(const XErrorEvent *error)
{
	return error->error_code == BadAccess &&
	    error->request_code == X_DeleteProperty;
}

/* Toolkits provoke harmless errors (focus for a window that just went). */
static int
trust_error(Display *display, XErrorEvent *error)
{
	if (trust_is_refusal(error))
		opened->untrusted = true;
	else if ((error->error_code == BadWindow ||
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

/* Smooth letters without RENDER would fetch what is below them from the
 * server: Motif's and ours are sharp then, unless a resource says smooth. */
static void
trust_sharpen(struct app *app)
{
	XrmDatabase resources = XrmGetDatabase(app->display);

	if (XGetDefault(app->display, "Xft", "antialias") != NULL)
		return;
	XrmPutStringResource(&resources, "Xft.antialias", "false");
	if (XrmGetDatabase(app->display) == NULL)
		XrmSetDatabase(app->display, resources);
}

void
trust_probe(struct app *app)
{
	int event, error;

	XDeleteProperty(app->display, RootWindowOfScreen(app->screen),
	    app->atoms[ATOM_STATE]);
	app->render = XRenderQueryExtension(app->display, &event, &error) &&
	    XRenderFindVisualFormat(app->display, app->visual) != NULL;
	if (!app->render)
		trust_sharpen(app);
}
