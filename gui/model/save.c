/* Messages into a file. */
#include "gui/model/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/when.h"
#include "gui/model/save_capture.h"

/* A path's, and what open_part puts behind it. */
#define PART_SIZE	1088

struct saving {
	FILE *out;
	const struct save_plan *plan;
	uint64_t missing;
};

static void
put_heading(FILE *out, const struct log_entry *entry, bool ours)
{
	char when[WHEN_RFC3339_SIZE], name[4 * NAME_SIZE];
	char note[4 * FEED_NOTE_MAX];

	when_rfc3339(when, entry->wall_ns);
	text_escape(name, sizeof(name), entry->name, strlen(entry->name));
	text_escape(note, sizeof(note), entry->note, strlen(entry->note));
	if (entry->kind == LOG_GAP)
		fprintf(out, "--- %s %llu messages lost\n", when,
		    (unsigned long long)entry->lost);
	else if (entry->kind == LOG_SERVER)
		fprintf(out, "--- %s %s\n", when, note);
	else if (entry->kind == LOG_EVENT)
		fprintf(out, "--- %s %s %s %s\n", when, name,
		    feed_event_word(entry->event), note);
	else
		fprintf(out, "--- %s %s %s %s, %u bytes%s\n", when,
		    entry->direction == FEED_SENT ? "sent to" :
		    "received from", ours ? entry->peer : name,
		    lab_info(entry->lab)->name, entry->message_bytes,
		    entry->truncated ? ", only the first are here" : "");
}

static bool
put_entry(void *context, const struct log_entry *entry)
{
	struct saving *saving = context;

	if (saving->plan->headings)
		put_heading(saving->out, entry, saving->plan->ours);
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

struct capturing {
	struct save_capture capture;
	uint64_t missing;
};

static bool
capture_entry(void *context, const struct log_entry *entry)
{
	struct capturing *capturing = context;

	capturing->missing += entry->message_bytes - entry->len;
	return save_capture_entry(&capturing->capture, entry);
}

static void
put_capture(struct saving *saving, const struct stream *stream)
{
	struct capturing capturing = { { .out = saving->out,
	    .no_private = saving->plan->no_private,
	    .listening = saving->plan->listening,
	    .listening_count = saving->plan->listening_count }, 0 };

	if (!save_capture_begin(&capturing.capture))
		return;
	if (saving->plan->picked_only)
		stream_each_picked(stream, capture_entry, &capturing);
	else
		stream_each(stream, capture_entry, &capturing);
	(void)save_capture_end(&capturing.capture);
	saving->missing = capturing.missing;
}

/* May the file be another one by that name?  Not where more hangs on it: a
 * device, a link, somebody else's. */
static bool
is_plain(const struct stat *status)
{
	return S_ISREG(status->st_mode) && status->st_nlink == 1 &&
	    status->st_uid == geteuid();
}

/* Beside the file, so that a full disk does not take what it held; part is
 * "" where only the file itself can be written. */
static FILE *
open_part(const char *path, char part[PART_SIZE])
{
	struct stat status;
	bool there = lstat(path, &status) == 0;
	FILE *out;
	int fd = -1;

	if ((!there || is_plain(&status)) && (size_t)snprintf(part, PART_SIZE,
	    "%s.%d.part", path, (int)getpid()) < PART_SIZE)
		fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd == -1) {
		part[0] = '\0';
		return fopen(path, "we");
	}
	if (there)
		(void)fchmod(fd, status.st_mode & 0777);
	out = fdopen(fd, "w");
	if (out == NULL) {
		(void)close(fd);
		(void)unlink(part);
	}
	return out;
}

/* All of it, or none of it. */
static int
close_part(FILE *out, const char *part, const char *path)
{
	int error = 0;

	if (fflush(out) != 0 || ferror(out))
		error = errno != 0 ? errno : EIO;
	if (fclose(out) != 0 && error == 0)
		error = errno;
	if (part[0] == '\0')
		return error;
	if (error == 0 && rename(part, path) != 0)
		error = errno;
	if (error != 0)
		(void)unlink(part);
	return error;
}

int
save_messages(const struct stream *stream, const struct save_plan *plan,
    const char *path, struct save_result *result)
{
	char part[PART_SIZE];
	struct saving saving = { open_part(path, part), plan, 0 };
	long length;

	if (saving.out == NULL)
		return errno;
	if (plan->capture)
		put_capture(&saving, stream);
	else if (plan->picked_only)
		put_picked(&saving, stream);
	else
		stream_each(stream, put_entry, &saving);
	length = ftell(saving.out);
	result->bytes = length < 0 ? 0 : (size_t)length;
	result->missing = saving.missing;
	return close_part(saving.out, part, path);
}

int
save_bytes(const void *bytes, size_t len, const char *path,
    struct save_result *result)
{
	char part[PART_SIZE];
	FILE *out = open_part(path, part);

	if (out == NULL)
		return errno;
	result->bytes = len;
	result->missing = 0;
	fwrite(bytes, 1, len, out);
	return close_part(out, part, path);
}
