/* Copying: picked lines with exactly their bytes, commands, addresses. */
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/clipboard.h"
#include "gui/toolkit/dialog.h"
#include "gui/toolkit/selection.h"
#include "gui/model/command.h"
#include "gui/monitor/empty.h"

void
monitor_note_bytes(struct monitor *monitor, const char *done, size_t bytes,
    uint64_t missing)
{
	char name[32], count[24], left_out[24], words[160];
	const char *args[2] = { count, left_out };

	snprintf(name, sizeof(name), "%s%s", done, missing != 0 ? "Cut" :
	    bytes == 1 ? "One" : "");
	snprintf(count, sizeof(count), "%zu", bytes);
	snprintf(left_out, sizeof(left_out), "%llu",
	    (unsigned long long)missing);
	wording_expand(words, sizeof(words),
	    app_text(&monitor->app, name, name),
	    args, 2);
	monitor_note(monitor, "%s", words);
}

static void
note_refused(void *context, const char *words)
{
	monitor_note(context, "%s", words);
}

void
monitor_copy_begin(struct monitor *monitor)
{
	clipboard_add_actions(&monitor->app);
	selection_on_refused(note_refused, monitor);
}

static void
to_clipboard(struct monitor *monitor, unsigned char *bytes, size_t len,
    uint64_t missing)
{
	if (selection_own(&monitor->app, SELECTION_CLIPBOARD, bytes, len,
	    XtLastTimestampProcessed(monitor->app.display)) &&
	    !monitor->app.untrusted)
		monitor_note_bytes(monitor, "copied", len, missing);
}

void
monitor_copy_text(struct monitor *monitor, const char *text)
{
	to_clipboard(monitor, (unsigned char *)strdup(text), strlen(text), 0);
}

void
monitor_copy(struct monitor *monitor)
{
	size_t len;
	unsigned char *bytes;

	/* The accelerator is the menu's, but in a text field Ctrl+C means its
	 * text. */
	if (clipboard_copy(&monitor->app, clipboard_field(&monitor->app)))
		return;
	bytes = stream_picked_bytes(monitor->stream, &len);
	to_clipboard(monitor, bytes, len,
	    stream_picked_missing(monitor->stream));
}

void
monitor_copy_address(struct monitor *monitor)
{
	const struct row_data *row = table_model_selected(&monitor->table);

	if (row != NULL)
		to_clipboard(monitor, (unsigned char *)strdup(row->peer),
		    strlen(row->peer), 0);
}

/* Where the lab of a message listens for connections, or for datagrams. */
static bool
lab_address(struct monitor *monitor, const struct log_entry *entry, char *out,
    size_t size)
{
	const struct watch_view *view = monitor_view(monitor);
	const struct listening *at = view->listening;
	uint32_t i;

	for (i = 0; i < view->listening_count; i++, at++)
		if (at->lab == entry->lab && entry->datagram ==
		    (strchr(at->address, '/') != NULL)) {
			command_address(at->address, out, size);
			return true;
		}
	return false;
}

static void
copy_command(struct monitor *monitor,
    char *(*make)(const struct log_entry *, const char *), const char *fault)
{
	const struct log_entry *entry = stream_picked_entry(monitor->stream);
	char address[ADDRESS_SIZE], *text = NULL;

	if (entry == NULL)
		return;
	if (!lab_address(monitor, entry, address, sizeof(address)))
		text_copy(address, sizeof(address), "127.0.0.1:0");
	text = make(entry, address);
	if (text == NULL) {
		dialog_tell(&monitor->app, "refusedDialog", SIGN_NOTE,
		    app_text(&monitor->app, fault, fault));
		return;
	}
	to_clipboard(monitor, (unsigned char *)text, strlen(text),
	    entry->message_bytes - entry->len);
}

void
monitor_copy_nc(struct monitor *monitor)
{
	copy_command(monitor, command_nc, "noNc");
}

void
monitor_copy_curl(struct monitor *monitor)
{
	copy_command(monitor, command_curl, "noCurl");
}
