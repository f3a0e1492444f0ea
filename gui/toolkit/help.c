/* The Help menu's windows. */
#include "gui/toolkit/help.h"

#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/version.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/menu.h"

#define OVERVIEW_COLUMNS	32	/* of the widest letters */
#define KEYS_COLUMNS		72
#define ROWS			30
#define KEY_WIDTH		20	/* of "Ctrl+Shift+C" */

void
help_overview(struct app *app)
{
	dialog_show_text(app, "helpOverviewDialog", app_text(app,
	    "help.overview", ""), OVERVIEW_COLUMNS, ROWS);
}

void
help_about(struct app *app)
{
	char words[1024];

	wording_put(words, sizeof(words), app_text(app, "help.about", "%1"),
	    BAREWIRE_VERSION, NULL);
	dialog_tell(app, "helpAboutDialog", SIGN_NOTE, words);
}

static char *
help_plain(Widget widget, const char *resource)
{
	XmString string = NULL;
	char *text = NULL;

	XtVaGetValues(widget, resource, &string, NULL);
	if (string != NULL)
		text = XmStringUnparse(string, NULL, XmCHARSET_TEXT,
		    XmCHARSET_TEXT, NULL, 0, XmOUTPUT_ALL);
	XmStringFree(string);
	return text;
}

/* "Ctrl+O       Connect", as the entry itself says it; "Off" alone would say
 * nothing: "Mischief > Off". */
static void
help_put_entry(struct app *app, FILE *out, Widget entry)
{
	char *keys = help_plain(entry, XmNacceleratorText);
	char *label = help_plain(entry, XmNlabelString), *title = NULL;
	Widget within = menu_title_of(entry);
	char words[200];

	if (within != NULL)
		title = help_plain(within, XmNlabelString);
	wording_put(words, sizeof(words), title == NULL ? "%2" :
	    app_text(app, "help.within", "%1 > %2"), title == NULL ? "" :
	    title, label == NULL ? "" : label, NULL);
	if (keys != NULL && keys[0] != '\0')
		fprintf(out, "%-*s%s\n", KEY_WIDTH, keys, words);
	XtFree(keys);
	XtFree(label);
	XtFree(title);
}

void
help_keys(struct app *app, const Widget *entries, size_t count)
{
	char *text = NULL;
	size_t size, i;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		return;
	for (i = 0; i < count; i++)
		if (entries[i] != NULL)
			help_put_entry(app, out, entries[i]);
	fprintf(out, "\n%s", app_text(app, "help.keys", ""));
	if (fclose(out) == 0)
		dialog_show_listing(app, "helpKeysDialog", text,
		    KEYS_COLUMNS, ROWS);
	free(text);
}
