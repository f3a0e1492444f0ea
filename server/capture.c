/* From the journal into a capture. */
#include "server/capture.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/version.h"
#include "base/when.h"
#include "server/capture_files.h"
#include "server/capture_hold.h"
#include "server/capture_out.h"
#include "server/reader_share.h"
#include "wire/private.h"

/* With nothing to write any more: how often the end is looked for. */
#define STOPPED_NS	(20 * NS_PER_MS)
/* While records are held back, and no others come. */
#define HELD_NS		(2 * NS_PER_MS)
/* Where more than half of the journal lies before it, which is all that a lone
 * writer has of it, all clients get the same of that, and together as much as
 * can be written before the journal comes round. */
#define FAR_PART	2
#define ROUND_PART	8

struct capture {
	const struct reader_inherit *inherit;
	struct journal_place *place;
	struct journal_reader reader;
	struct reader_share share;
	uint64_t told;		/* of reader.missed: said in the file */
	uint64_t recorded, lost;	/* in this file */
	/* Of the reader, behind what was put last. */
	uint64_t next, missed;
	bool stopped;
	/* By lab; over UDP; at an address of IPv6. */
	const char *locals[LAB_COUNT][2][2];
	struct capture_out out;
	struct capture_hold hold;
	struct private_room room;
};

static void
capture_stop(struct capture *capture)
{
	capture->stopped = true;
	journal_say(&capture->inherit->table->journal, when_wall_ns(),
	    SENTENCE_OF(CAPTURE_STOPPED), strerror(capture->out.error),
	    (unsigned long long)capture->out.len);
}

/* What has been put is in the file, and nobody has to read it again. */
static void
capture_flush(struct capture *capture)
{
	if (capture->stopped)
		return;
	if (!capture_out_flush(&capture->out)) {
		capture_stop(capture);
		return;
	}
	atomic_store(&capture->place->missed, capture->missed);
	atomic_store(&capture->place->next, capture->next);
}

/* Where the client came to, as far as that is known: at a server that listens
 * at all addresses the record says only at which port. */
static const char *
capture_local(const struct capture *capture,
    const struct feed_message *message)
{
	return message->lab >= LAB_COUNT ? "" : capture->locals[message->lab]
	    [message->datagram][message->peer[0] == '['];
}

static void
capture_find_locals(struct capture *capture)
{
	const struct table_facts *facts = &capture->inherit->table->facts;
	const struct listening *at;
	bool v6, udp;
	uint32_t i;
	int lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		for (i = 0; i < 4; i++)
			capture->locals[lab][i / 2][i % 2] = "";
	for (i = 0; i < facts->listening_count; i++) {
		at = &facts->listening[i];
		udp = strstr(at->address, "/udp") != NULL;
		v6 = at->address[0] == '[';
		capture->locals[at->lab][udp][v6] = at->address;
		if (capture->locals[at->lab][udp][!v6][0] == '\0')
			capture->locals[at->lab][udp][!v6] = at->address;
	}
}

static void
capture_put(struct capture *capture, const struct feed_message *record,
    const struct pcapng_about *about)
{
	unsigned char *room = capture_out_room(&capture->out);

	capture_out_add(&capture->out, pcapng_put(room, record, about));
}

/* What has been missed by now, where that is more than before. */
static void
capture_missed(struct capture *capture, int64_t wall_ns, uint64_t missed)
{
	const struct pcapng_about about = { .local = "" };
	struct feed_message lost;

	if (missed == capture->told)
		return;
	pcapng_lost(&lost, wall_ns, missed - capture->told);
	capture_put(capture, &lost, &about);
	capture->lost += missed - capture->told;
	capture->told = missed;
}

/* The first of those that are held. */
static void
capture_record(struct capture *capture, const struct capture_held *held)
{
	const struct feed_message *record = &held->message;
	struct pcapng_about about = {
	    .local = capture_local(capture, record),
	    .missed = held->missed - capture->told, .judged = held->judged };

	/* Together with what is missing before it, or a process that is killed
	 * in between is followed by one that says it again. */
	if (!capture_out_fits(&capture->out, 2))
		capture_flush(capture);
	capture_missed(capture, record->wall_ns, held->missed);
	if (capture->inherit->settings->no_private)
		record = private_hide(&capture->room, record);
	capture_put(capture, record, &about);
	capture->recorded++;
	capture->missed = held->missed;
	capture->next = held->next;
}

static void capture_end(struct capture *capture);

/* What has waited long enough; or all of it.  A file that may take no more is
 * followed by another, which the parent has to make: what is still held is read
 * again for it. */
static void
capture_release(struct capture *capture, bool all)
{
	struct capture_held *held;

	while (!capture->stopped &&
	    (held = capture_hold_first(&capture->hold)) != NULL &&
	    (all || held->due_ns <= when_mono_ns())) {
		capture_record(capture, held);
		capture_hold_drop(&capture->hold);
		if (!capture_full(capture->inherit->settings,
		    capture_out_len(&capture->out)) || reader_over(
		    capture->inherit, TABLE_OVER))
			continue;
		capture_end(capture);
		_exit(READER_AGAIN);
	}
}

static void
capture_take(struct capture *capture, const struct feed_message *record)
{
	struct capture_held *held;

	while (!capture->stopped &&
	    !capture_hold_fits(&capture->hold, record)) {
		held = capture_hold_first(&capture->hold);
		held->due_ns = 0;
		capture_release(capture, false);
	}
	if (!capture->stopped)
		capture_hold_add(&capture->hold, record, when_mono_ns(),
		    capture->reader.next, capture->reader.missed);
}

/* Of the round: what is left out is not read as a whole, and missing. */
static enum journal_got
capture_share(struct capture *capture, int64_t now_ns,
    struct journal_record *record)
{
	struct journal_reader *reader = &capture->reader, before;
	enum journal_got got;

	do {
		before = *reader;
		got = journal_peek(reader, now_ns, record);
		if (got != JOURNAL_RECORD)
			return got;
		if (reader_share_take(&capture->share, &record->message)) {
			if (!record->message.truncated)
				return got;
			*reader = before;
			return journal_read(reader, now_ns, record);
		}
		reader->missed++;
	} while (reader->next < capture->share.until);
	return JOURNAL_UNFINISHED;
}

static enum journal_got
capture_read(struct capture *capture, struct journal_record *record)
{
	struct journal_reader *reader = &capture->reader;
	uint64_t cells = reader->journal->cell_count;
	int64_t now_ns = when_mono_ns();

	if (reader->next < capture->share.until)
		return capture_share(capture, now_ns, record);
	capture->share.until = 0;
	if (journal_behind(reader) <= cells / FAR_PART)
		return journal_read(reader, now_ns, record);
	reader_share_plan(&capture->share, reader, now_ns,
	    cells / ROUND_PART, true);
	return capture_share(capture, now_ns, record);
}

/* Until there is more to read, or to write. */
static void
capture_nap(struct capture *capture, unsigned *naps)
{
	const struct timespec nap = { 0, HELD_NS };

	if (capture_hold_first(&capture->hold) != NULL)
		(void)nanosleep(&nap, NULL);
	else
		reader_nap(capture->inherit, JOURNAL_CAPTURE,
		    &capture->reader, naps);
}

/* The process before this one may have been killed after a write, before it
 * said how far it was. */
static void
capture_mend(struct capture *capture)
{
	struct capture_out_had had = { .next = 0 };

	capture_out_mend(&capture->out, &had);
	capture->recorded = had.recorded;
	capture->lost = had.lost;
	if (had.next > capture->next && had.next <=
	    journal_next(&capture->inherit->table->journal))
		capture->next = had.next;
}

static void
capture_begin(struct capture *capture, const struct reader_inherit *inherit)
{
	struct journal *journal = &inherit->table->journal;

	capture->inherit = inherit;
	capture->out.fd = inherit->capture_fd;
	capture->place = &journal->ring->places[JOURNAL_CAPTURE];
	capture->next = atomic_load(&capture->place->next);
	capture->missed = atomic_load(&capture->place->missed);
	capture_find_locals(capture);
	capture_mend(capture);
	journal_lane_init(journal);
	journal_reader_init(&capture->reader, journal, capture->next);
	capture->reader.takes_late = true;
	capture->reader.missed = capture->told = capture->missed;
	if (capture->out.len == 0)
		capture_out_add(&capture->out, pcapng_begin(
		    capture_out_room(&capture->out),
		    "barewired " BAREWIRE_VERSION));
	capture_flush(capture);
}

static void
capture_end(struct capture *capture)
{
	capture_flush(capture);
	capture_out_add(&capture->out, pcapng_end(
	    capture_out_room(&capture->out), when_wall_ns(),
	    capture->recorded, capture->lost));
	capture_flush(capture);
}

void
capture_process(const struct reader_inherit *inherit)
{
	const struct timespec nap = { 0, STOPPED_NS };
	static struct journal_record record;
	static struct capture capture;
	enum journal_got got;
	unsigned naps = 0;
	bool over = false;

	capture_begin(&capture, inherit);
	while (!capture.stopped) {
		got = capture_read(&capture, &record);
		if (got == JOURNAL_RECORD) {
			capture_take(&capture, &record.message);
			naps = 0;
		}
		capture_release(&capture, over);
		if (got == JOURNAL_RECORD)
			continue;
		capture_flush(&capture);
		if (over && got == JOURNAL_NOTHING &&
		    journal_late(&capture.reader) == 0)
			break;
		over = reader_over(inherit, TABLE_OVER);
		if (!over || journal_late(&capture.reader) > 0)
			capture_nap(&capture, &naps);
	}
	capture_release(&capture, true);
	capture_flush(&capture);
	capture_missed(&capture, when_wall_ns(), capture.reader.missed);
	capture_end(&capture);
	while (!reader_over(inherit, TABLE_OVER))
		(void)nanosleep(&nap, NULL);
}
