/* Messages into a file. */
#include "gui/model_save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"

struct saving {
	FILE *out;
	const struct save_plan *plan;
	uint64_t missing;
};

static void
put_heading(FILE *out, const struct log_entry *entry)
{
	char when[WHEN_RFC3339_SIZE], name[4 * NAME_SIZE];
	char note[4 * FEED_NOTE_MAX];

	when_rfc3339(when, entry->wall_ns);
	text_escape(name, sizeof(name), entry->name, strlen(entry->name));
	text_escape(note, sizeof(note), entry->note, strlen(entry->note));
	if (entry->kind == LOG_GAP)
		fprintf(out, "--- %s %llu messages lost\n", when,
		    (unsigned long long)entry->lost);
	else if (entry->kind == LOG_EVENT)
		fprintf(out, "--- %s %s %s %s\n", when, name,
		    feed_event_word(entry->event), note);
	else
		fprintf(out, "--- %s %s %s %s, %u bytes%s\n", when,
		    entry->direction == FEED_SENT ? "sent to" :
		    "received from", name, lab_info(entry->lab)->name,
		    entry->message_bytes, entry->truncated ?
		    ", only the first are here" : "");
}

static bool
put_entry(void *context, const struct log_entry *entry)
{
	struct saving *saving = context;

	if (saving->plan->headings)
		put_heading(saving->out, entry);
	fwrite(entry->bytes, 1, entry->len, saving->out);
	saving->missing += entry->message_bytes - entry->len;
	/* A heading begins a line, also after bytes that end in none. */
	if (saving->plan->headings && entry->len != 0 &&
	    entry->bytes[entry->len - 1] != '\n')
		fputc('\n', saving->out);
	return !ferror(saving->out);
}

static void
put_picked(struct saving *saving, const struct stream *stream)
{
	size_t len;
	unsigned char *bytes = stream_picked_bytes(stream, &len);

	if (bytes != NULL)
		fwrite(bytes, 1, len, saving->out);
	saving->missing = stream_picked_missing(stream);
	free(bytes);
}

int
save_messages(const struct stream *stream, const struct save_plan *plan,
    const char *path, struct save_result *result)
{
	struct saving saving = { fopen(path, "we"), plan, 0 };
	long length;
	int error = 0;

	if (saving.out == NULL)
		return errno;
	if (plan->picked_only)
		put_picked(&saving, stream);
	else
		stream_each(stream, put_entry, &saving);
	length = ftell(saving.out);
	result->bytes = length < 0 ? 0 : (size_t)length;
	result->missing = saving.missing;
	if (fflush(saving.out) != 0 || ferror(saving.out))
		error = errno != 0 ? errno : EIO;
	if (fclose(saving.out) != 0 && error == 0)
		error = errno;
	return error;
}
