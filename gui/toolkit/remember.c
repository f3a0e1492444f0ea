/* What a window remembers, as resources. */
#include "gui/toolkit/remember.h"

#include <X11/StringDefs.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "gui/model/settings_file.h"
#include "gui/toolkit/geometry.h"

#define WRITE_MS	1000	/* after a change */
#define OPTIONS_MAX	32

static struct remembered {
	struct app *app;
	struct settings settings;
	char path[SETTINGS_PATH_SIZE];
	char fault[SETTINGS_PATH_SIZE + 160];
	bool silent;		/* nothing is written */
	bool changed;		/* something is to be written */
	XtIntervalId timer;	/* 0: none */
	XrmDatabase command_line;
	char *defaults[SETTINGS_MAX];	/* NULL: no resource says */
	bool used[SETTINGS_MAX];	/* stands among the resources */
	char *noted[SETTINGS_MAX];	/* as last told; NULL: not yet */
	bool moved;		/* the geometry is to be looked at */
	Dimension width, height;	/* as the window opened */
	void (*tell)(void *context, const char *words);
	void *context;
} mine;

void
remember_command_line(const struct app_plan *plan, int argc, char **argv)
{
	XrmOptionDescRec options[OPTIONS_MAX] = {
		{ "-xrm", NULL, XrmoptionResArg, NULL },
	};
	char **copy = calloc((size_t)argc + 1, sizeof(*copy));
	unsigned i, count = plan->option_count < OPTIONS_MAX - 1 ?
	    plan->option_count : OPTIONS_MAX - 1;

	if (copy == NULL)
		return;
	memcpy(copy, argv, (size_t)argc * sizeof(*copy));
	for (i = 0; i < count; i++)
		options[i + 1] = plan->options[i];
	XrmInitialize();
	XrmParseCommand(&mine.command_line, options, (int)count + 1,
	    plan->name, &argc, copy);
	free(copy);
}

/* "fontSize" is of the class "FontSize". */
static void
class_of(const char *name, char out[64])
{
	(void)text_copy(out, 64, name);
	out[0] = (char)toupper((unsigned char)out[0]);
}

/* What the command line says; NULL: nothing. */
static const char *
given(const struct app *app, const char *name)
{
	char path[128], class_path[128], class[64];
	char *type;
	XrmValue value;

	class_of(name, class);
	(void)snprintf(path, sizeof(path), "%s.%s", app->name, name);
	(void)snprintf(class_path, sizeof(class_path), "%s.%s",
	    app->class_name, class);
	if (mine.command_line == NULL || !XrmGetResource(mine.command_line,
	    path, class_path, &type, &value))
		return NULL;
	return value.addr;
}

static void
put_resource(struct app *app, unsigned number)
{
	const char *name = mine.settings.list[number].name;
	const char *value = settings_value(&mine.settings, number);
	const char *otherwise, *asked = given(app, name);
	char class[64];

	class_of(name, class);
	/* Also "*fontSize", which says less than the app-defaults do. */
	if (asked != NULL)
		app_put_resource(app, name, asked);
	otherwise = app_resource(app, name, class);
	mine.defaults[number] = otherwise == NULL ? NULL : strdup(otherwise);
	mine.used[number] = value != NULL && asked == NULL;
	if (mine.used[number])
		app_put_resource(app, name, value);
}

/* In the words of the resources. */
static void
say(const char *name, const char *otherwise, const char *reason)
{
	const char *args[2] = { mine.path, reason };

	wording_expand(mine.fault, sizeof(mine.fault), app_text(mine.app,
	    name, otherwise), args, 2);
}

void
remember_open(struct app *app, const struct app_plan *plan)
{
	const char *fault;
	char number[24];
	unsigned line = 0, i;

	mine.app = app;
	settings_init(&mine.settings, plan->settings, plan->setting_count);
	fault = settings_path(mine.path, plan->name);
	if (fault != NULL)
		mine.path[0] = '\0';
	else
		fault = settings_load(&mine.settings, mine.path, &line);
	mine.silent = fault != NULL;
	if (fault != NULL)
		say(mine.path[0] == '\0' ? "settings.nowhere" :
		    "settings.unread", "%1: %2", fault);
	if (line != 0) {
		(void)snprintf(number, sizeof(number), "%u", line);
		say("settings.odd", "%1: %2", number);
	}
	for (i = 0; i < mine.settings.count; i++)
		put_resource(app, i);
}

const char *
remember_fault(void)
{
	return mine.fault[0] == '\0' ? NULL : mine.fault;
}

void
remember_on_fault(void (*tell)(void *, const char *), void *context)
{
	mine.tell = tell;
	mine.context = context;
}

void
remember_nothing(void)
{
	mine.silent = true;
}

const char *
remember_used(unsigned number)
{
	return mine.used[number] ? settings_value(&mine.settings, number) :
	    NULL;
}

const char *
remember_default(unsigned number)
{
	return mine.defaults[number] == NULL ? "" : mine.defaults[number];
}

static void
note_geometry(void)
{
	char text[GEOMETRY_SIZE];
	Dimension width = 0, height = 0;

	mine.moved = false;
	if (!geometry_now(mine.app, text))
		return;
	XtVaGetValues(mine.app->shell, XtNwidth, &width, XtNheight, &height,
	    NULL);
	/* Where a window manager puts it first is nobody's wish. */
	if (mine.noted[0] == NULL && (width != mine.width ||
	    height != mine.height))
		mine.noted[0] = strdup("");
	remember_note(0, text);
}

void
remember_flush(void)
{
	const char *fault;

	if (mine.silent)
		return;
	if (mine.moved)
		note_geometry();
	if (!mine.changed)
		return;
	mine.changed = false;
	fault = settings_save(&mine.settings, mine.path);
	if (fault == NULL)
		return;
	mine.silent = true;
	say("settings.unwritten", "%1: %2", fault);
	if (mine.tell != NULL)
		mine.tell(mine.context, mine.fault);
}

static void
write_now(XtPointer data, XtIntervalId *id)
{
	(void)data;
	(void)id;
	mine.timer = 0;
	remember_flush();
}

static void
write_soon(void)
{
	if (mine.timer == 0 && !mine.silent)
		mine.timer = XtAppAddTimeOut(mine.app->context, WRITE_MS,
		    write_now, NULL);
}

void
remember_note(unsigned number, const char *value)
{
	char *before = mine.noted[number];

	if (before != NULL && strcmp(before, value) == 0)
		return;
	mine.noted[number] = strdup(value);
	if (before != NULL && settings_put(&mine.settings, number, value)) {
		mine.changed = true;
		write_soon();
	}
	free(before);
}

void
remember_put(unsigned number, const char *value)
{
	const char *before = settings_value(&mine.settings, number);

	if ((before != NULL && strcmp(before, value) == 0) ||
	    !settings_put(&mine.settings, number, value))
		return;
	mine.changed = true;
	write_soon();
}

void
remember_note_number(unsigned number, long value)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%ld", value);
	remember_note(number, text);
}

void
remember_note_switch(unsigned number, bool on)
{
	remember_note(number, on ? "True" : "False");
}

static void
shell_moved(Widget widget, XtPointer data, XEvent *event, Boolean *go_on)
{
	(void)widget;
	(void)data;
	(void)go_on;
	if (event->type != ConfigureNotify)
		return;
	mine.moved = true;
	write_soon();
}

void
remember_watch(struct app *app)
{
	XtVaGetValues(app->shell, XtNwidth, &mine.width, XtNheight,
	    &mine.height, NULL);
	XtAddEventHandler(app->shell, StructureNotifyMask, False, shell_moved,
	    NULL);
}

void
remember_reset(void)
{
	unsigned i;

	settings_clear(&mine.settings);
	memset(mine.used, 0, sizeof(mine.used));
	for (i = 0; i < SETTINGS_MAX; i++) {
		free(mine.noted[i]);
		mine.noted[i] = NULL;
	}
	XtVaGetValues(mine.app->shell, XtNwidth, &mine.width, XtNheight,
	    &mine.height, NULL);
	mine.changed = true;
	write_soon();
}
