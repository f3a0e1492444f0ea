/* Opening the display: resources, colours and fonts of a window. */
#include "gui/toolkit/app_open.h"

#include <X11/StringDefs.h>
#include <Xm/Xm.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/colour.h"
#include "gui/toolkit/defaults.h"
#include "gui/toolkit/font.h"
#include "gui/toolkit/geometry.h"
#include "gui/toolkit/remember.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/theme.h"
#include "gui/toolkit/trust.h"

#define LETTERS	10	/* points */
#define LETTERS_MIN	6
#define LETTERS_MAX	48
#define FIELD(name) XtOffsetOf(struct app_resources, name)

static XtResource resources[] = {
	{ "version", "Version", XtRInt, sizeof(int), FIELD(version),
	    XtRImmediate, (XtPointer)0 },
	{ "instance", "Instance", XtRString, sizeof(String), FIELD(instance),
	    XtRString, (XtPointer)"default" },
	{ "uiFont", "UiFont", XtRString, sizeof(String), FIELD(ui_font),
	    XtRString, (XtPointer)"sans-serif" },
	{ "monoFont", "MonoFont", XtRString, sizeof(String),
	    FIELD(mono_font), XtRString, (XtPointer)"monospace" },
	{ "fontSize", "FontSize", XtRInt, sizeof(int), FIELD(font_size),
	    XtRImmediate, (XtPointer)10 },
	{ "dark", "Dark", XtRBoolean, sizeof(Boolean), FIELD(dark),
	    XtRImmediate, (XtPointer)False },
};

static const char *const atom_names[ATOM_COUNT] = {
	"WM_DELETE_WINDOW", "WM_PROTOCOLS", "_BAREWIRE_STATE", "CLIPBOARD",
	"TARGETS", "UTF8_STRING", "_NET_WM_NAME", "TEXT", "TIMESTAMP",
	"text/plain;charset=utf-8", "_NET_WM_PID", "_NET_WM_ICON",
	"_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_NORMAL",
	"_NET_WM_WINDOW_TYPE_DIALOG",
};

/* UTF-8 whatever LANG says: names and messages are UTF-8 on the wire. */
static String
set_language(Display *display, String language, XtPointer data)
{
	(void)display;
	(void)data;
	if (setlocale(LC_ALL, language) == NULL)
		setlocale(LC_ALL, "C");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
	if (XSupportsLocale())
		XSetLocaleModifiers("");
	return setlocale(LC_CTYPE, NULL);
}

static void
find_screen(struct app *app)
{
	app->screen = DefaultScreenOfDisplay(app->display);
	app->visual = DefaultVisualOfScreen(app->screen);
	app->colormap = DefaultColormapOfScreen(app->screen);
	app->depth = DefaultDepthOfScreen(app->screen);
}

static int
letters(int points)
{
	return points < LETTERS_MIN || points > LETTERS_MAX ? LETTERS :
	    points;
}

static const char *
load_resources(struct app *app)
{
	static char reason[160];

	XtGetApplicationResources(app->shell, &app->res, resources,
	    XtNumber(resources), NULL, 0);
	if (app->res.version != APP_RESOURCES_VERSION) {
		snprintf(reason, sizeof(reason), "the app-defaults file found "
		    "is of version %d, this program needs version %d: "
		    "install its own, or remove the old one",
		    app->res.version, APP_RESOURCES_VERSION);
		return reason;
	}
	app->res.font_size = letters(app->res.font_size);
	app->scheme = app->res.dark ? SCHEME_DARK : SCHEME_LIGHT;
	colour_load_palette(app, &app->palettes[SCHEME_LIGHT], "light");
	colour_load_palette(app, &app->palettes[SCHEME_DARK], "dark");
	theme_install(app);
	app->fonts = font_set_open(app, app->res.font_size);
	return app->fonts == NULL ? "out of memory" : NULL;
}

/* Of the models: wording_of. */
static const char *
from_resources(void *context, const char *name, const char *otherwise)
{
	return app_text(context, name, otherwise);
}

static void
open_display(struct app *app, const struct app_plan *plan, int *argc,
    char **argv)
{
	bool offered = defaults_offer(plan->class_name);

	app->display = XtOpenDisplay(app->context, NULL, plan->name,
	    plan->class_name, plan->options, plan->option_count, argc, argv);
	defaults_withdraw(offered);
}

/* As Xt will: -display, or the beginning of that, and the last one counts. */
static const char *
display_asked(int argc, char **argv)
{
	const char *asked = getenv("DISPLAY");
	int i;

	for (i = 1; i + 1 < argc; i++)
		if (strlen(argv[i]) > 1 && strncmp(argv[i], "-display",
		    strlen(argv[i])) == 0)
			asked = argv[i + 1];
	return asked == NULL ? "" : asked;
}

const char *
app_open(struct app *app, const struct app_plan *plan, int *argc, char **argv)
{
	static char reason[160];
	const char *shown = display_asked(*argc, argv);

	app->name = plan->name;
	app->class_name = plan->class_name;
	app->signal_pipe[0] = app->signal_pipe[1] = -1;
	remember_command_line(plan, *argc, argv);
	XtSetLanguageProc(NULL, set_language, NULL);
	XtToolkitInitialize();
	trust_begin(app, plan->lost);
	app->context = XtCreateApplicationContext();
	XtAppSetFallbackResources(app->context, plan->fallback);
	colour_install_converter(app->context);
	open_display(app, plan, argc, argv);
	if (app->display == NULL) {
		snprintf(reason, sizeof(reason), "no window can be opened on "
		    "display \"%.60s\"", shown);
		return reason;
	}
	find_screen(app);
	defaults_drop_fonts(app->screen);
	remember_open(app, plan);
	scale_open(app->display, app->screen);
	scale_set_letters(letters(app_number(app, "fontSize", "FontSize",
	    LETTERS)));
	geometry_decide(app);
	app->shell = XtVaAppCreateShell(plan->name, plan->class_name,
	    applicationShellWidgetClass, app->display,
	    XmNdeleteResponse, XmDO_NOTHING, XmNmappedWhenManaged, True, NULL);
	XInternAtoms(app->display, (char **)atom_names,
	    ATOM_COUNT, False, app->atoms);
	trust_probe(app);
	wording_set(from_resources, app);
	return load_resources(app);
}
