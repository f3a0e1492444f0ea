/* The Help menu. */
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "gui/toolkit/dialog.h"
#include "gui/client/client.h"

#define COLUMNS		32	/* of the widest letters */
#define ROWS		30
#define KEYS_COLUMNS	72
#define KEYS_SIZE	8192

void
client_help_overview(struct client *client)
{
	dialog_show_text(&client->app, "helpOverviewDialog",
	    app_text(&client->app, "help.overview", ""), COLUMNS, ROWS);
}

void
client_help_about(struct client *client)
{
	static const char *const args[] = { BAREWIRE_VERSION };
	char words[1024];

	wording_expand(words, sizeof(words),
	    app_text(&client->app, "help.about",
	    "xbarewire %1"), args, 1);
	dialog_tell(&client->app, "helpAboutDialog", SIGN_NOTE, words);
}

static char *
plain(XmString string)
{
	return string == NULL ? NULL : XmStringUnparse(string, NULL,
	    XmCHARSET_TEXT, XmCHARSET_TEXT, NULL, 0, XmOUTPUT_ALL);
}

/* "Ctrl+O       Connect", as the entry itself says it. */
static void
add_entry(char *out, size_t out_size, Widget entry)
{
	XmString label = NULL, keys = NULL;
	char *label_text, *keys_text;
	size_t used = strlen(out);

	XtVaGetValues(entry, XmNlabelString, &label, XmNacceleratorText,
	    &keys, NULL);
	label_text = plain(label);
	keys_text = plain(keys);
	if (keys_text != NULL && keys_text[0] != '\0')
		(void)snprintf(out + used, out_size - used, "%-17s%s\n",
		    keys_text, label_text);
	XtFree(label_text);
	XtFree(keys_text);
	XmStringFree(label);
	XmStringFree(keys);
}

void
client_help_keys(struct client *client)
{
	static char words[KEYS_SIZE];
	size_t used;
	int command;

	words[0] = '\0';
	for (command = 0; command < CLIENT_COMMAND_COUNT; command++)
		if (client->menu[command] != NULL)
			add_entry(words, sizeof(words),
			    client->menu[command]);
	used = strlen(words);
	(void)snprintf(words + used, sizeof(words) - used, "%s",
	    app_text(&client->app, "help.keys", ""));
	dialog_show_listing(&client->app, "helpKeysDialog", words,
	    KEYS_COLUMNS, ROWS);
}
