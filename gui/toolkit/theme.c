/* Colours and fonts for Motif's own widgets. */
#include "gui/toolkit/theme.h"

#include <X11/IntrinsicP.h>
#include <X11/CompositeP.h>
#include <X11/CoreP.h>
#include <Xm/CascadeB.h>
#include <Xm/DrawingA.h>
#include <Xm/Label.h>
#include <Xm/List.h>
#include <Xm/MenuShell.h>
#include <Xm/PushB.h>
#include <Xm/RowColumn.h>
#include <Xm/SashP.h>
#include <Xm/ScrollBar.h>
#include <Xm/SeparatoG.h>
#include <Xm/Separator.h>
#include <Xm/Text.h>
#include <Xm/TextF.h>
#include <Xm/ToggleB.h>
#include <Xm/Xm.h>

#include <string.h>

#include "gui/toolkit/app.h"
#include "gui/toolkit/edit.h"
#include "gui/toolkit/fallback.h"
#include "gui/toolkit/scale.h"
#include "gui/toolkit/screen.h"
#include "gui/shim/xfocus.h"
#include "gui/shim/xtext.h"
#include "gui/toolkit/font.h"

#define ARGS_MAX 24

struct dress {
	struct app *app;
	bool fonts_too;
	XmRenderTable table, mono;
	Arg args[ARGS_MAX];
	int count;
};

static void
set(struct dress *dress, String name, XtArgVal value)
{
	XtSetArg(dress->args[dress->count], name, value);
	dress->count++;
}

static void
set_colour(struct dress *dress, String name, enum colour_id id)
{
	set(dress, name, (XtArgVal)app_colour(dress->app, id)->pixel);
}

static void
dress_any(struct dress *dress, enum colour_id background)
{
	set_colour(dress, XmNbackground, background);
	set_colour(dress, XmNforeground, COLOUR_TEXT);
	set_colour(dress, XmNborderColor, background);
	set_colour(dress, XmNtopShadowColor, COLOUR_HAIRLINE);
	set_colour(dress, XmNbottomShadowColor, COLOUR_HAIRLINE);
	set_colour(dress, XmNhighlightColor, COLOUR_ACCENT);
}

static void
dress_scroll_bar(struct dress *dress)
{
	dress_any(dress, COLOUR_SLIDER);
	set_colour(dress, XmNtroughColor, COLOUR_TROUGH);
	set_colour(dress, XmNhighlightColor, COLOUR_TROUGH);
}

static void
dress_toggle(struct dress *dress)
{
	dress_any(dress, COLOUR_CHROME);
	set_colour(dress, XmNselectColor, COLOUR_ACCENT);
	set_colour(dress, XmNunselectColor, COLOUR_FIELD);
}

/* What is insensitive is drawn in the shadows' colours, one beside the
 * other: that shall be faint, not doubled. */
static void
dress_label(struct dress *dress)
{
	set_colour(dress, XmNtopShadowColor, COLOUR_CHROME);
	set_colour(dress, XmNbottomShadowColor, COLOUR_DISABLED);
}

/* The arrow of a menu within a menu is drawn in the shadows' colours. */
static void
dress_submenu(struct dress *dress)
{
	dress_any(dress, COLOUR_CHROME);
	set_colour(dress, XmNtopShadowColor, COLOUR_MUTED);
	set_colour(dress, XmNbottomShadowColor, COLOUR_MUTED);
}

/* Fonts are for everything that shows text of its own. */
static bool
shows_text(Widget widget)
{
	return XmIsLabel(widget) || XmIsTextField(widget) ||
	    XmIsText(widget) || XmIsList(widget) || XmIsLabelGadget(widget);
}

static void
dress_by_kind(struct dress *dress, Widget widget)
{
	if (XmIsScrollBar(widget)) {
		dress_scroll_bar(dress);
	} else if (XmIsTextField(widget) || XmIsText(widget) ||
	    XmIsList(widget)) {
		dress_any(dress, COLOUR_FIELD);
		if (XmIsList(widget))
			set_colour(dress, XmNselectColor, COLOUR_SELECTED);
	} else if (XmIsToggleButton(widget)) {
		dress_toggle(dress);
		dress_label(dress);
	} else if (XmIsPushButton(widget)) {
		dress_any(dress, COLOUR_CHROME);
		set_colour(dress, XmNarmColor, COLOUR_HOVER);
		if (XmIsRowColumn(XtParent(widget)))
			dress_label(dress);
	} else if (XmIsCascadeButton(widget) &&
	    XmIsMenuShell(XtParent(XtParent(widget)))) {
		dress_submenu(dress);
	} else if (XmIsSash(widget)) {
		dress_any(dress, COLOUR_SLIDER);
	} else if (XmIsDrawingArea(widget)) {
		set_colour(dress, XmNbackground, COLOUR_SURFACE);
	} else {
		dress_any(dress, COLOUR_CHROME);
		if (strcmp(XtName(widget), THEME_FAULT_NAME) == 0)
			set_colour(dress, XmNforeground, COLOUR_ERROR);
	}
}

static void
dress_widget(struct dress *dress, Widget widget)
{
	dress->count = 0;
	edit_make(widget);
	dress_by_kind(dress, widget);
	if (dress->fonts_too && shows_text(widget))
		set(dress, XmNrenderTable, (XtArgVal)(
		    strcmp(XtName(widget), THEME_MONO_NAME) == 0 ?
		    dress->mono : dress->table));
	XtSetValues(widget, dress->args, (Cardinal)dress->count);
	if (dress->fonts_too)
		scale_restyle(widget);
}

static void
dress_tree(struct dress *dress, Widget widget)
{
	CompositeWidget composite = (CompositeWidget)widget;
	Cardinal i;

	if (!XtIsShell(widget))
		dress_widget(dress, widget);
	if (XtIsComposite(widget))
		for (i = 0; i < composite->composite.num_children; i++)
			dress_tree(dress, composite->composite.children[i]);
	for (i = 0; XtIsWidget(widget) && i < widget->core.num_popups; i++)
		dress_tree(dress, widget->core.popup_list[i]);
}

static struct app *calculated_for;

/*
 * Motif derives colours that have no resource (an armed menu title) from a
 * background.  Here they are the scheme's that such a background is of.
 */
static void
calculate(XColor *background, XColor *foreground, XColor *select,
    XColor *top_shadow, XColor *bottom_shadow)
{
	bool dark = background->red / 3 + background->green / 3 +
	    background->blue / 3 < 0x7000;
	const struct colour *colours = calculated_for->palettes[dark ?
	    SCHEME_DARK : SCHEME_LIGHT].colours;
	const struct { XColor *out; enum colour_id id; } pairs[] = {
		{ foreground, COLOUR_TEXT }, { select, COLOUR_HOVER },
		{ top_shadow, COLOUR_HAIRLINE },
		{ bottom_shadow, COLOUR_HAIRLINE },
	};
	size_t i;

	for (i = 0; i < XtNumber(pairs); i++) {
		pairs[i].out->red = colours[pairs[i].id].xft.color.red;
		pairs[i].out->green = colours[pairs[i].id].xft.color.green;
		pairs[i].out->blue = colours[pairs[i].id].xft.color.blue;
	}
}

void
theme_install(struct app *app)
{
	edit_install(app->context);
	xtext_ask(fallback_font);
	calculated_for = app;
	XmSetColorCalculation(calculate);
}

/* Larger letters make larger dialogs: their buttons stay in reach. */
static void
keep_dialogs_on_screen(const struct app *app)
{
	Widget shell = app->shell;
	Cardinal i;

	for (i = 0; i < shell->core.num_popups; i++)
		if (XtIsRealized(shell->core.popup_list[i]))
			screen_keep(shell->core.popup_list[i]);
}

void
theme_apply(struct app *app, Widget root, bool fonts_too)
{
	struct dress dress = { .app = app, .fonts_too = fonts_too };

	if (fonts_too) {
		dress.table = font_render_table(app->fonts, root, FONT_UI);
		dress.mono = font_render_table(app->fonts, root, FONT_MONO);
	}
	xfocus_hold();
	dress_tree(&dress, root);
	xfocus_release();
	if (fonts_too) {
		XmRenderTableFree(dress.table);
		XmRenderTableFree(dress.mono);
	}
	if (fonts_too && root == app->shell)
		keep_dialogs_on_screen(app);
}

int
theme_args(struct app *app, Arg *args, int count)
{
	static XmRenderTable table;
	static struct font_set *fonts;

	if (fonts != app->fonts) {
		if (table != NULL)
			XmRenderTableFree(table);
		table = font_render_table(app->fonts, app->shell, FONT_UI);
		fonts = app->fonts;
	}
	XtSetArg(args[count], XmNbuttonRenderTable, table), count++;
	XtSetArg(args[count], XmNlabelRenderTable, table), count++;
	XtSetArg(args[count], XmNtextRenderTable, table), count++;
	return count;
}
