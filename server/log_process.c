/*
 * The log process: from the journal to standard output.
 *
 * A line is written, then the place in the journal moves on: killed in
 * between, the next process writes that line again, and none is lost.
 */
#include "server/log.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "server/limits.h"

struct log {
	const struct reader_inherit *inherit;
	struct table_header *header;
	struct journal_place *place;
	struct journal_reader reader;
	/* What stands in the header and in the place, where a child may write:
	 * read once, for the one who goes on from there. */
	uint64_t dropped;	/* lines, and records that may have been some */
	uint64_t told;		/* of those */
	uint64_t missed;	/* records, told of */
	bool cut;		/* what was written last may end in a line */
	bool failing;		/* nothing could be written, last time */
	int64_t looked_ns;	/* for shares that are over */
};

/* How many bytes went out: fewer when nobody reads any more or the disk is
 * full (errno says); the server goes on without. */
static size_t
log_write(const char *bytes, size_t len)
{
	struct pollfd room = { .fd = STDOUT_FILENO, .events = POLLOUT };
	size_t done = 0;
	ssize_t written;

	while (done < len) {
		written = write(STDOUT_FILENO, bytes + done, len - done);
		if (written > 0)
			done += (size_t)written;
		else if (written == -1 && errno == EAGAIN)
			/* Whoever shares it made it non-blocking. */
			(void)poll(&room, 1, -1);
		else if (written == 0 || errno != EINTR)
			break;
	}
	return done;
}

/* Why nothing goes out, where somebody may still see it.  A reader that went
 * (EPIPE) knows.  Not when that would be waited for, and not all the time. */
static void
log_say_why(int error)
{
	static int64_t said_ns;
	struct pollfd room = { .fd = STDERR_FILENO, .events = POLLOUT };
	char line[160];
	int64_t now_ns = when_mono_ns();
	int len;

	if (error == EPIPE || poll(&room, 1, 0) != 1 ||
	    (said_ns != 0 && now_ns - said_ns < LIMIT_LOG_WHY_NS))
		return;
	said_ns = now_ns;
	len = snprintf(line, sizeof(line), "barewired: event lines are lost: "
	    "standard output: %s\n", strerror(error));
	(void)!write(STDERR_FILENO, line, (size_t)len);
}

/* For the next one, and for those who watch. */
static void
log_note(const struct log *log)
{
	atomic_store(&log->header->log_dropped, log->dropped);
	atomic_store(&log->header->log_said, log->told);
	atomic_store(&log->place->missed, log->missed);
}

/* Says what could not be written since it was last said, also by those before
 * this process; false when that could not be written either. */
static bool
log_say_lost(struct log *log)
{
	char line[80];
	size_t len, done;

	if (log->dropped == log->told)
		return true;
	len = (size_t)snprintf(line, sizeof(line),
	    "%s%llu event lines lost\n", log->cut ? "\n" : "",
	    (unsigned long long)(log->dropped - log->told));
	done = log_write(line, len);
	if (done > 0)
		log->cut = done < len && line[done - 1] != '\n';
	if (done < len)
		return false;
	log->told = log->dropped;
	log_note(log);
	return true;
}

/* Writes a line; one that stays unwritten is lost, and counted. */
static void
log_put(struct log *log, const struct log_line *line)
{
	size_t done = 0;

	errno = EIO;
	/* Once some could not be written, that is said before any other. */
	if (!log->failing || log_say_lost(log))
		done = log_write(line->bytes, line->len);
	log->failing = done < line->len;
	if (!log->failing)
		return;
	log_say_why(errno);
	log->cut = log->cut || done > 0;
	log->dropped++;
	log_note(log);
}

/* Records that were gone, or never became whole, before they could be read:
 * nobody knows whether they were lines. */
static void
log_missed(struct log *log)
{
	uint64_t count = log->reader.missed - log->missed;
	struct log_line line;

	if (count == 0)
		return;
	log_line_say(&line, when_wall_ns(), "%llu records of the journal "
	    "could not be read in time: lines may be missing here",
	    (unsigned long long)count);
	log_put(log, &line);
	/* Counted with the lines, and told already. */
	log->dropped += count;
	log->told += count;
	log->missed = log->reader.missed;
	log_note(log);
}

/* What clients had to say beyond their shares. */
static void
log_left_out(struct log *log, int64_t now_ns, bool all)
{
	struct log_line line;
	char name[NAME_SIZE];
	uint64_t count;

	if (!all && now_ns - log->looked_ns < NS_PER_S / 10)
		return;
	log->looked_ns = now_ns;
	while (log_share_left_out(now_ns, all, name, &count)) {
		log_line_say(&line, when_wall_ns(), "%s: %llu more lines, not "
		    "printed", name, (unsigned long long)count);
		log_put(log, &line);
	}
}

/* -v: each line of it. */
static void
log_message(struct log *log, const struct feed_message *record)
{
	struct log_line line;
	size_t at = 0;

	while (at < record->bytes_len) {
		at = log_line_message(&line, record, at);
		log_put(log, &line);
	}
	if (at == record->message_bytes)
		return;
	(void)log_line_message(&line, record, at);
	log_put(log, &line);
}

/* May it be printed?  Who came and who left is told of everybody. */
static bool
log_allows(const struct log *log, const struct feed_message *record,
    int64_t now_ns)
{
	uint64_t most = log->reader.journal->cell_count / LIMIT_LOG_BEHIND;

	return record->client == 0 || (record->event != FEED_MESSAGE &&
	    record->event != FEED_NOTE) ||
	    journal_behind(&log->reader) <= most ||
	    log_share_take(record->client, record->name, now_ns);
}

static void
log_record(struct log *log, const struct feed_message *record,
    int64_t now_ns)
{
	struct log_line line;

	if (record->event == FEED_MESSAGE) {
		if (log->inherit->settings->verbose &&
		    log_allows(log, record, now_ns))
			log_message(log, record);
		return;
	}
	log_line_write(&line, record);
	if (line.len > 0 && log_allows(log, record, now_ns))
		log_put(log, &line);
}

static void
log_begin(struct log *log, const struct reader_inherit *inherit)
{
	struct journal *journal = &inherit->table->journal;

	log->inherit = inherit;
	log->header = inherit->table->header;
	log->place = &journal->ring->places[JOURNAL_LOG];
	journal_reader_init(&log->reader, journal,
	    atomic_load(&log->place->next));
	log->reader.takes_late = true;
	log->reader.late_ns = LIMIT_LOG_LATE_NS;
	log->missed = log->reader.missed = atomic_load(&log->place->missed);
	log->dropped = atomic_load(&log->header->log_dropped);
	log->told = atomic_load(&log->header->log_said);
	/* Never more than there are. */
	if (log->told > log->dropped)
		log->told = log->dropped;
	log->failing = !log_say_lost(log);
}

void
log_process(const struct reader_inherit *inherit)
{
	static struct journal_record record;
	static struct log log;
	enum journal_got got;
	unsigned naps = 0;
	int64_t now_ns;
	bool over = false;

	log_begin(&log, inherit);
	for (;;) {
		now_ns = when_mono_ns();
		got = inherit->settings->verbose ?
		    journal_read(&log.reader, now_ns, &record) :
		    journal_peek(&log.reader, now_ns, &record);
		log_missed(&log);
		if (got == JOURNAL_RECORD) {
			log_record(&log, &record.message, now_ns);
			atomic_store(&log.place->next, log.reader.next);
			naps = 0;
		}
		log_left_out(&log, now_ns, got == JOURNAL_NOTHING);
		if (got == JOURNAL_NOTHING && log.failing)
			log.failing = !log_say_lost(&log);
		if (got == JOURNAL_RECORD)
			continue;
		if (over && got == JOURNAL_NOTHING &&
		    journal_late(&log.reader) == 0)
			return;
		/* Whatever was written before that is still to be read. */
		over = reader_over(inherit, TABLE_OVER);
		log.reader.late_ns = over ? JOURNAL_LATE_NS :
		    LIMIT_LOG_LATE_NS;
		if (!over || journal_late(&log.reader) > 0)
			reader_nap(inherit, JOURNAL_LOG, &log.reader, &naps);
	}
}
