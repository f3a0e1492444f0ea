/*
 * Undo, cut, copy, paste and save.  In a text field the first are about its
 * text; elsewhere what is picked is copied, raw messages exactly as they were
 * on the wire.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/clipboard.h"
#include "gui/toolkit/edit.h"
#include "gui/toolkit/save_dialog.h"
#include "gui/toolkit/selection.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/model/command.h"

static void
say_refused(void *context, const char *words)
{
	client_page_tell(client_current(context), TRANSCRIPT_WARNING, words);
}

void
client_copy_begin(struct client *client)
{
	clipboard_add_actions(&client->app);
	selection_on_refused(say_refused, client);
}

/* Takes the bytes, which were malloc'ed. */
static void
offer(struct client *client, void *bytes, size_t len)
{
	struct app *app = &client->app;

	(void)selection_own(app, SELECTION_CLIPBOARD, bytes, len,
	    XtLastTimestampProcessed(app->display));
}

/* Not all that was picked can be copied. */
static void
say_missing(struct client_page *page, uint64_t missing)
{
	char words[160], number[WORDING_NUMBER_SIZE];

	if (missing == 0)
		return;
	wording_put(words, sizeof(words), wording_of("copiedCut",
	    "copied without %1 bytes that were not kept"),
	    wording_number(number, missing), NULL);
	client_page_tell(page, TRANSCRIPT_WARNING, words);
}

/* What is picked in the view with the focus, else in the other one. */
static void
copy_picked(struct client *client)
{
	struct client_page *page = client_current(client);
	bool in_messages = page->messages.pane.view.focused;
	void *bytes = NULL;
	size_t len = 0;

	if (!in_messages && page->transcript.transcript != NULL) {
		bytes = transcript_text(page->transcript.transcript, true);
		len = bytes == NULL ? 0 : strlen(bytes);
	}
	if (bytes == NULL && page->messages.stream != NULL) {
		bytes = stream_picked_bytes(page->messages.stream, &len);
		say_missing(page, stream_picked_missing(
		    page->messages.stream));
	}
	if (bytes != NULL)
		offer(client, bytes, len);
}

void
client_copy(struct client *client)
{
	if (!clipboard_copy(&client->app, clipboard_field(&client->app)))
		copy_picked(client);
}

/* The message that is picked, as a command for a shell that sends it. */
static void
copy_command(struct client *client,
    char *(*make)(const struct log_entry *, const char *), const char *fault)
{
	struct client_page *page = client_current(client);
	const struct log_entry *entry = page->messages.stream == NULL ? NULL :
	    stream_picked_entry(page->messages.stream);
	char *text = entry == NULL ? NULL : make(entry, entry->peer);

	if (text != NULL)
		offer(client, text, strlen(text));
	else
		client_page_tell(page, TRANSCRIPT_WARNING,
		    app_text(&client->app, entry == NULL ? "pickFirst" :
		    fault, fault));
}

void
client_copy_nc(struct client *client)
{
	copy_command(client, command_nc, "noNc");
}

void
client_copy_curl(struct client *client)
{
	copy_command(client, command_curl, "noCurl");
}

void
client_undo(struct client *client)
{
	edit_undo(clipboard_field(&client->app));
}

void
client_redo(struct client *client)
{
	edit_redo(clipboard_field(&client->app));
}

void
client_cut(struct client *client)
{
	clipboard_cut(&client->app, clipboard_field(&client->app));
}

void
client_paste(struct client *client)
{
	clipboard_paste(&client->app, clipboard_field(&client->app));
}

static void
saved(void *context, const struct save_result *result)
{
	struct client *client = context;
	char bytes[WORDING_NUMBER_SIZE], missing[WORDING_NUMBER_SIZE];
	char words[160];

	wording_put(words, sizeof(words), app_text(&client->app,
	    result->missing == 0 ? "saved" : "savedCut", "%1"),
	    wording_number(bytes, result->bytes),
	    wording_number(missing, result->missing), NULL);
	client_page_tell(client_current(client), result->missing == 0 ?
	    TRANSCRIPT_NOTE : TRANSCRIPT_WARNING, words);
}

void
client_save(struct client *client)
{
	struct client_page *page = client_current(client);

	if (page->messages.stream != NULL)
		save_dialog_open(&client->app, page->messages.stream, NULL,
		    saved, client);
}

void
client_clear(struct client *client)
{
	struct client_page *page = client_current(client);

	if (page->transcript.transcript != NULL)
		transcript_pane_clear(&page->transcript);
	log_clear(page->log);
	if (page->messages.stream != NULL) {
		stream_pick_none(page->messages.stream);
		(void)stream_update(page->messages.stream);
		messages_touch(&page->messages);
	}
	client_page_count_anew(page);
	client_find_show(client);
}
