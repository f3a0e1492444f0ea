/*
 * What both windows share: the display, the resources, colours and fonts.
 *
 * One thread, the one that runs the Xt loop.  A program has one struct app,
 * which lives until it ends; app_open.h fills it.
 */
#ifndef GUI_TOOLKIT_APP_H
#define GUI_TOOLKIT_APP_H

#include <X11/Intrinsic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/wording.h"
#include "gui/model/settings.h"
#include "gui/toolkit/palette.h"

struct font_set;

/* The app-defaults file must be of this version: app_open asks it. */
#define APP_RESOURCES_VERSION 2

enum app_atom {
	ATOM_DELETE_WINDOW, ATOM_PROTOCOLS, ATOM_STATE, ATOM_CLIPBOARD,
	ATOM_TARGETS, ATOM_UTF8, ATOM_NET_NAME, ATOM_TEXT, ATOM_TIMESTAMP,
	ATOM_TEXT_PLAIN_UTF8, ATOM_NET_PID, ATOM_NET_ICON, ATOM_NET_TYPE,
	ATOM_NET_NORMAL, ATOM_NET_DIALOG, ATOM_COUNT
};

enum app_scheme { SCHEME_LIGHT, SCHEME_DARK, SCHEME_COUNT };

struct app_resources {
	int version;
	String instance;
	String ui_font;
	String mono_font;
	int font_size;		/* points */
	Boolean dark;
	Boolean help;		/* -h, --help was given */
	Boolean show_version;
};

/* What a program opens its window with. */
struct app_plan {
	const char *name;	/* the program's */
	const char *class_name;	/* of its resources */
	String *fallback;	/* its compiled-in app-defaults file */
	XrmOptionDescRec *options;
	Cardinal option_count;
	const struct setting *settings;	/* that are remembered; the first is
					   the geometry */
	unsigned setting_count;
	/* The connection ended, or the window was destroyed: leaves. */
	int (*lost)(Display *display);
};

struct app {
	const char *name;	/* "xbarewired" */
	const char *class_name;	/* of its resources: "XBarewired" */
	XtAppContext context;
	Display *display;
	Screen *screen;
	Visual *visual;
	Colormap colormap;
	int depth;
	bool untrusted;		/* see toolkit/trust.h */
	bool render;		/* the server has that extension */
	Widget shell;
	struct app_resources res;
	Atom atoms[ATOM_COUNT];
	struct palette palettes[SCHEME_COUNT];
	enum app_scheme scheme;
	struct font_set *fonts;
	bool shut;		/* neither dialogs nor tips are shown now */
	int signal_pipe[2];
	void (*on_signal)(int signal_number, void *context);
	void *on_signal_context;
};

/* The colour in the scheme of the moment. */
struct colour *app_colour(struct app *app, enum colour_id id);

/* A resource of the program itself, such as "dark" and "Dark", before there is
 * a widget; NULL when it is not set. */
const char *app_resource(const struct app *app, const char *name,
    const char *class_name);
/* A number above 0 that a dimension can be; else the other one. */
int app_number(const struct app *app, const char *name,
    const char *class_name, int otherwise);
/* Above whatever it was. */
void app_put_resource(const struct app *app, const char *name,
    const char *value);

/* A text of the app-defaults file, text.NAME; otherwise when it is not
 * there.  Valid for ever. */
const char *app_text(struct app *app, const char *name,
    const char *otherwise);

/* signal.c: these signals, SIGCHLD too, turn into calls from the event loop.
 * NULL, or why not. */
const char *app_catch_signals(struct app *app, const int *signals,
    size_t count, void (*call)(int, void *), void *context);

/* In a forked child: signals as they were, nothing of X kept. */
void app_child_reset(struct app *app);

/* Closing the window calls this, and nothing else happens. */
void app_on_close(struct app *app, Widget shell, XtCallbackProc call,
    XtPointer context);

/* Title for old and new window managers; text is UTF-8. */
void app_set_title(struct app *app, Widget shell, const char *text);

/* Sets the STRING property tests read, when the text is another than last
 * time. */
void app_publish_state(struct app *app, const char *text);

#endif
