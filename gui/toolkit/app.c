/* The small services both windows use. */
#include "gui/toolkit/app.h"

#include <X11/Xatom.h>
#include <Xm/Protocols.h>
#include <Xm/Xm.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct colour *
app_colour(struct app *app, enum colour_id id)
{
	return &app->palettes[app->scheme].colours[id];
}

const char *
app_resource(const struct app *app, const char *name, const char *class_name)
{
	char path[64], class_path[64];
	char *type;
	XrmValue value;

	(void)snprintf(path, sizeof(path), "%s.%s", app->name, name);
	(void)snprintf(class_path, sizeof(class_path), "%s.%s",
	    app->class_name, class_name);
	if (!XrmGetResource(XtScreenDatabase(app->screen), path, class_path,
	    &type, &value))
		return NULL;
	return value.addr;
}

int
app_number(const struct app *app, const char *name, const char *class_name,
    int otherwise)
{
	const char *text = app_resource(app, name, class_name);
	long number = text == NULL ? 0 : strtol(text, NULL, 10);

	return number > 0 && number < SHRT_MAX ? (int)number : otherwise;
}

void
app_put_resource(const struct app *app, const char *name, const char *value)
{
	XrmDatabase database = XtScreenDatabase(app->screen);
	char path[64];

	(void)snprintf(path, sizeof(path), "%s.%s", app->name, name);
	XrmPutStringResource(&database, path, value);
}

const char *
app_text(struct app *app, const char *name, const char *otherwise)
{
	char path[128], class_path[128];
	String shell_name, shell_class;
	char *type;
	XrmValue value;

	XtGetApplicationNameAndClass(app->display, &shell_name, &shell_class);
	snprintf(path, sizeof(path), "%s.text.%s", shell_name, name);
	snprintf(class_path, sizeof(class_path), "%s.Text.%s", shell_class,
	    name);
	if (XrmGetResource(XtScreenDatabase(app->screen), path, class_path,
	    &type, &value) && value.addr != NULL)
		return value.addr;
	return otherwise;
}

void
app_on_close(struct app *app, Widget shell, XtCallbackProc call,
    XtPointer context)
{
	XmAddWMProtocolCallback(shell, app->atoms[ATOM_DELETE_WINDOW], call,
	    context);
}

/* mwm shows a non-ASCII WM_NAME as the program's name: it gets ASCII. */
void
app_set_title(struct app *app, Widget shell, const char *text)
{
	char plain[160];
	size_t i;

	text_copy(plain, sizeof(plain), text);
	for (i = 0; plain[i] != '\0'; i++)
		if ((unsigned char)plain[i] >= 0x80)
			plain[i] = '?';
	XtVaSetValues(shell, XmNtitle, plain, XmNiconName, plain, NULL);
	if (XtIsRealized(shell))
		XChangeProperty(app->display, XtWindow(shell),
		    app->atoms[ATOM_NET_NAME], app->atoms[ATOM_UTF8], 8,
		    PropModeReplace, (const unsigned char *)text,
		    (int)strlen(text));
}

void
app_publish_state(struct app *app, const char *text)
{
	static char last[4096];

	if (!XtIsRealized(app->shell) || strcmp(last, text) == 0)
		return;
	text_copy(last, sizeof(last), text);
	XChangeProperty(app->display, XtWindow(app->shell),
	    app->atoms[ATOM_STATE], XA_STRING, 8, PropModeReplace,
	    (const unsigned char *)text, (int)strlen(text));
}
