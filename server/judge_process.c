/* The judge's process: records in, verdicts out. */
#include "server/judge.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/when.h"
#include "wire/verdict_record.h"

/* Read before it looks at who asks. */
#define PORTION		256
/* With nothing to do: so often the journal is looked at, and less often when
 * it was so for a second.  It has nobody wake it, which would cost who
 * writes. */
#define LOOK_MS		20
#define IDLE_MS		200
#define IDLE_LOOKS	50
/* A busy writer is waited for longer than by who shows things live: what is
 * missing would be a fault of nobody's. */
#define PATIENCE_NS	(200 * NS_PER_MS)

struct judge_server {
	const struct reader_inherit *inherit;
	struct journal *journal;
	struct journal_place *place;
	struct journal_reader reader;
	uint64_t missed;	/* of reader.missed: told to judging */
	struct judging *judging;
	struct judge_askers askers;
	int64_t second_ns;
	unsigned idle;
	/* The record under way. */
	const struct feed_message *record;
	unsigned not_ok;
	enum rule first;
	char ok[FEED_NOTE_MAX + 1];
	size_t ok_len;
};

unsigned
judge_names(long mib)
{
	size_t bytes = (size_t)mib << 20, one = judging_size(1) -
	    judging_size(0);

	return bytes <= judging_size(1) ? 1 :
	    (unsigned)((bytes - judging_size(0)) / one);
}

int
judge_memory_open(long mib)
{
	int fd = memfd_create("barewired-judge", MFD_CLOEXEC);

	int error;

	if (fd == -1 || ftruncate(fd,
	    (off_t)judging_size(judge_names(mib))) == 0)
		return fd;
	error = errno;
	(void)close(fd);
	errno = error;
	return -1;
}

/* Whoever prints the lines has much before him: verdicts would push out of the
 * journal what he has not seen. */
static bool
judge_is_pressed(const struct judge_server *server)
{
	const struct journal *journal = server->journal;
	uint64_t next = atomic_load_explicit(
	    &journal->ring->places[JOURNAL_LOG].next, memory_order_relaxed);

	return journal_next(journal) - next > journal->cell_count / 16;
}

static void
judge_put(struct judge_server *server, const struct judge_verdict *verdict,
    const struct feed_message *of)
{
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;

	if (judge_is_pressed(server))
		return;
	verdict_record_make(&record, bytes, verdict, of);
	record.wall_ns = when_wall_ns();
	record.facts.mono_ns = when_mono_ns();
	journal_put(server->journal, &record);
}

static void
judge_note_ok(struct judge_server *server, const struct judge_verdict *verdict)
{
	char name[RULE_NAME_SIZE];
	int len;

	if (server->first == RULE_NONE)
		server->first = verdict->rule;
	len = snprintf(server->ok + server->ok_len,
	    sizeof(server->ok) - server->ok_len, "%s%s",
	    server->ok_len > 0 ? ", " : "", rule_name(verdict->rule,
	    verdict->lab, name));
	if (len > 0 && server->ok_len + (size_t)len < sizeof(server->ok))
		server->ok_len += (size_t)len;
	else
		server->ok[server->ok_len] = '\0';
}

static void
judge_verdict(void *context, const struct judge_verdict *verdict)
{
	struct judge_server *server = context;
	struct feed_message of = { .name = "", .peer = "", .note = "" };

	if (verdict->rule != RULE_NONE)
		table_verdict_add(server->inherit->table, verdict->rule,
		    verdict->result == RULE_OK);
	if (verdict->result == RULE_OK) {
		if (server->record != NULL)
			judge_note_ok(server, verdict);
		return;
	}
	server->not_ok++;
	if (server->record == NULL)
		(void)judging_who(server->judging, verdict->client, &of.name,
		    &of.peer);
	judge_put(server, verdict, server->record != NULL ?
	    server->record : &of);
}

/* A message of which all is well has one record that says so. */
static void
judge_well(struct judge_server *server)
{
	const struct feed_message *record = server->record;
	struct judge_verdict verdict = { .rule = server->first,
	    .result = RULE_OK, .lab = record->lab, .client = record->client,
	    .message = record->message, .direction = record->direction,
	    .wall_ns = record->wall_ns };

	(void)text_copy(verdict.said, sizeof(verdict.said), server->ok);
	judge_put(server, &verdict, record);
}

static void
judge_record_one(struct judge_server *server,
    const struct feed_message *record)
{
	struct judge_sink sink = { server, judge_verdict };
	bool blind = judging_skips(server->judging, record);

	server->record = record;
	server->not_ok = 0;
	server->first = RULE_NONE;
	server->ok_len = 0;
	server->ok[0] = '\0';
	judging_record(server->judging, record, &sink);
	if (record->event == FEED_MESSAGE && record->client != 0 && !blind &&
	    server->not_ok == 0)
		judge_well(server);
	server->record = NULL;
}

/* Heads first: what is only counted is not read. */
static enum journal_got
judge_read(struct judge_server *server, struct journal_record *record)
{
	struct journal_reader before = server->reader;
	enum journal_got got = journal_peek(&server->reader, when_mono_ns(),
	    record);

	if (got != JOURNAL_RECORD || !record->message.truncated ||
	    record->message.event == FEED_VERDICT ||
	    judging_skips(server->judging, &record->message))
		return got;
	server->reader = before;
	return journal_read(&server->reader, when_mono_ns(), record);
}

static enum journal_got
judge_portion(struct judge_server *server)
{
	static struct journal_record record;
	enum journal_got got = JOURNAL_RECORD;
	unsigned i;

	for (i = 0; i < PORTION && got == JOURNAL_RECORD; i++) {
		got = judge_read(server, &record);
		if (server->reader.missed != server->missed)
			judging_lost(server->judging,
			    server->reader.missed - server->missed);
		server->missed = server->reader.missed;
		if (got == JOURNAL_RECORD)
			judge_record_one(server, &record.message);
		atomic_store(&server->place->missed, server->missed);
		atomic_store(&server->place->next, server->reader.next);
	}
	return got;
}

struct judge_look {
	struct judge_server *server;
	int64_t wall_ns;
};

/* Is that port of ours the lab's? */
static bool
judge_listens(const struct judge_server *server, unsigned lab, uint16_t port)
{
	const struct table_facts *facts = &server->inherit->table->facts;
	const char *colon;
	uint32_t i;

	for (i = 0; i < facts->listening_count; i++) {
		colon = strrchr(facts->listening[i].address, ':');
		if (facts->listening[i].lab == lab && colon != NULL &&
		    address_port(colon + 1) == port)
			return true;
	}
	return false;
}

static void
judge_look_peer(void *context, const char *peer, uint16_t port, bool open)
{
	struct judge_look *look = context;
	struct judge_server *server = look->server;
	struct judge_sink sink = { server, judge_verdict };
	struct judging_closed closed;
	unsigned at = 0;

	while (judging_closed(server->judging, look->wall_ns, &at, &closed))
		if (strcmp(closed.peer, peer) == 0 &&
		    judge_listens(server, closed.lab, port)) {
			judging_seen(server->judging, closed.client,
			    look->wall_ns, open ? JUDGE_OPEN : JUDGE_CLOSED,
			    &sink);
			return;
		}
}

/* At those that we closed 10 or 30 s ago. */
static void
judge_look(struct judge_server *server, int64_t wall_ns)
{
	struct judge_sink sink = { server, judge_verdict };
	struct judge_look look = { server, wall_ns };
	struct judging_closed closed;
	unsigned at = 0;

	if (!judging_closed(server->judging, wall_ns, &at, &closed))
		return;
	(void)judge_peers_look(judge_look_peer, &look);
	/* Of those that the kernel does not know nothing is said. */
	for (at = 0; judging_closed(server->judging, wall_ns, &at, &closed); )
		judging_seen(server->judging, closed.client, wall_ns,
		    JUDGE_NOTHING_SEEN, &sink);
}

/* Once a second, and only when all that has come was judged. */
static void
judge_second(struct judge_server *server)
{
	struct judge_sink sink = { server, judge_verdict };
	int64_t wall_ns = when_wall_ns();

	if (wall_ns - server->second_ns < NS_PER_S &&
	    wall_ns >= server->second_ns)
		return;
	judge_look(server, wall_ns);
	judging_time(server->judging, wall_ns, &sink);
	server->second_ns = wall_ns;
}

/* What ended the two before it is named, once. */
static void
judge_say_skipped(struct judge_server *server)
{
	uint64_t number;

	if (judging_skipped_now(server->judging, &number))
		journal_say(server->journal, when_wall_ns(),
		    SENTENCE_OF(JUDGE_SKIPPED), (unsigned long long)number);
}

static bool
judge_memory_map(struct judge_server *server)
{
	unsigned names = judge_names(server->inherit->settings->judge_mib);
	struct judge_policy policies[LAB_COUNT];
	unsigned lab;
	void *memory = mmap(NULL, judging_size(names), PROT_READ |
	    PROT_WRITE, MAP_SHARED, server->inherit->judge_memory_fd, 0);

	memset(policies, 0, sizeof(policies));
	for (lab = 0; lab < LAB_COUNT; lab++)
		policies[lab].who = RULE_BOTH;
	server->judging = memory == MAP_FAILED ? NULL :
	    judging_open(policies, names, memory, when_wall_ns());
	return server->judging != NULL;
}

static bool
judge_open(struct judge_server *server, const struct reader_inherit *inherit)
{
	struct journal *journal = &inherit->table->journal;

	server->inherit = inherit;
	server->journal = journal;
	server->place = &journal->ring->places[JOURNAL_JUDGE];
	server->second_ns = when_wall_ns();
	journal_lane_init(journal);
	journal_lane_roam(journal);
	journal_reader_init(&server->reader, journal,
	    atomic_load(&server->place->next));
	server->reader.patience_ns = PATIENCE_NS;
	server->reader.missed = atomic_load(&server->place->missed);
	server->missed = server->reader.missed;
	if (!judge_memory_map(server))
		return false;
	judge_say_skipped(server);
	judge_askers_init(&server->askers, inherit->judge_fd,
	    server->judging);
	return true;
}

/* Its socket is another's: the next one gets the new one. */
static bool
judge_moved(const struct judge_server *server)
{
	uint32_t now = atomic_load(
	    &server->inherit->table->header->judge_socket);

	/* 0: nothing was said of it yet. */
	return now != 0 && now != server->inherit->judge_socket;
}

void
judge_process(const struct reader_inherit *inherit)
{
	static struct judge_server server;
	enum journal_got got;
	bool over = false;

	if (!judge_open(&server, inherit))
		_exit(EXIT_FAILURE);
	for (;;) {
		got = judge_portion(&server);
		if (got == JOURNAL_NOTHING && over)
			break;
		if (got == JOURNAL_NOTHING)
			judge_second(&server);
		server.idle = got == JOURNAL_RECORD ? 0 : server.idle + 1;
		judge_askers_serve(&server.askers, got == JOURNAL_RECORD ? 0 :
		    server.idle < IDLE_LOOKS ? LOOK_MS : IDLE_MS);
		over = reader_over(inherit, TABLE_JUDGED_NEXT);
		if (!over && judge_moved(&server))
			_exit(READER_AGAIN);
	}
}
