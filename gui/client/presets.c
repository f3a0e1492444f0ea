/* Requests to begin with, in a menu. */
#include "gui/client/presets.h"

#include <Xm/CascadeB.h>
#include <Xm/PushB.h>
#include <Xm/RowColumn.h>
#include <Xm/Text.h>
#include <Xm/Xm.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/model/raw.h"

#define HOST_SIZE	(CONVERSATION_HOST_SIZE + 16)

/* "127.0.0.1:12080", as the Host field has it. */
static void
host_field(struct client_page *page, char out[HOST_SIZE])
{
	char *host = client_page_text(page, FORM_HOST);
	char *port = client_page_text(page, FORM_PORT);
	bool v6 = strchr(host, ':') != NULL && host[0] != '[';

	(void)snprintf(out, HOST_SIZE, "%s%s%s:%s", v6 ? "[" : "", host,
	    v6 ? "]" : "", port);
	XtFree(host);
	XtFree(port);
}

/* Has somebody changed what the editor was given? */
static bool
was_written(const struct presets *presets, const char *text)
{
	return text[0] != '\0' && presets->given != NULL &&
	    strcmp(text, presets->given) != 0;
}

/* Copies are made first: without memory nothing is lost. */
static bool
keep_written(struct presets *presets, const char *text)
{
	char *copy = strdup(text), *now, *kept = NULL;

	if (copy == NULL)
		return false;
	now = XmTextGetString(presets->editor);
	if (was_written(presets, now)) {
		kept = strdup(now);
		if (kept == NULL) {
			XtFree(now);
			free(copy);
			return false;
		}
		free(presets->written);
		presets->written = kept;
		XtManageChild(presets->written_entry);
	}
	XtFree(now);
	free(presets->given);
	presets->given = copy;
	return true;
}

void
presets_give(struct presets *presets, const char *text)
{
	if (!keep_written(presets, text))
		return;
	XmTextSetString(presets->editor, (char *)(uintptr_t)text);
	XmTextSetInsertionPosition(presets->editor, 0);
}

/* What stands there meanwhile is kept in its place, if it was written. */
static void
written_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	struct presets *presets = data;
	char *text = presets->written;

	(void)widget;
	(void)detail;
	presets->written = NULL;
	(void)text_copy(presets->taken, sizeof(presets->taken), "written");
	presets_give(presets, text);
	/* It was written by hand, and is when something else comes. */
	if (presets->given != NULL)
		presets->given[0] = '\0';
	if (presets->written == NULL) {
		presets->written = text;
		return;
	}
	free(text);
}

void
presets_take(struct presets *presets, const char *name)
{
	struct app *app = &presets->page->client->app;
	char path[64], host[HOST_SIZE], user[CONVERSATION_NAME_SIZE] = "alice";
	char *words = malloc(RAW_TEXT_MAX);

	if (words == NULL)
		return;
	if (presets->page->client->res.user[0] != '\0')
		(void)text_copy(user, sizeof(user),
		    presets->page->client->res.user);
	host_field(presets->page, host);
	(void)snprintf(path, sizeof(path), "preset.%s.request", name);
	raw_expand(words, RAW_TEXT_MAX, app_text(app, path, ""), host, user);
	(void)text_copy(presets->taken, sizeof(presets->taken), name);
	presets_give(presets, words);
	free(words);
}

static void
preset_chosen(Widget widget, XtPointer data, XtPointer detail)
{
	(void)detail;
	presets_take(data, XtName(widget));
}

/* An entry for each name in text.presets. */
static void
add_presets(struct presets *presets, Widget menu)
{
	struct app *app = &presets->page->client->app;
	char names[1024], path[64], *name, *rest;
	XmString label;
	Widget entry;

	(void)text_copy(names, sizeof(names), app_text(app, "presets", ""));
	for (name = strtok_r(names, " ", &rest); name != NULL;
	    name = strtok_r(NULL, " ", &rest)) {
		(void)snprintf(path, sizeof(path), "preset.%s.title", name);
		label = XmStringCreateLocalized((char *)(uintptr_t)app_text(
		    app, path, name));
		entry = XtVaCreateManagedWidget(name,
		    xmPushButtonWidgetClass, menu, XmNlabelString, label,
		    NULL);
		XmStringFree(label);
		XtAddCallback(entry, XmNactivateCallback, preset_chosen,
		    presets);
	}
}

/* A menu bar of its own, so that mouse and keys do what they do in one. */
void
presets_make(struct presets *presets, Widget row)
{
	Widget bar = XmCreateMenuBar(row, (char *)"presetBar", NULL, 0);
	Widget menu = XmCreatePulldownMenu(bar, (char *)"presetMenu", NULL,
	    0);

	XtVaCreateManagedWidget("presets", xmCascadeButtonWidgetClass, bar,
	    XmNsubMenuId, menu, NULL);
	presets->written_entry = XtVaCreateWidget("presetWritten",
	    xmPushButtonWidgetClass, menu, NULL);
	XtAddCallback(presets->written_entry, XmNactivateCallback,
	    written_chosen, presets);
	add_presets(presets, menu);
	XtManageChild(bar);
}
