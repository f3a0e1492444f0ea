/*
 * A server that is none: a table whose rows change, and a feed, to see what
 * a window makes of it.
 *
 * usage: window_load INSTANCE CLIENTS CHANGES MESSAGES [COMINGS [KEPT
 *	[JUDGED [PROCESSES]]]]
 * CHANGES: how often a second each row changes, 0: never; MESSAGES: how many
 * a second; COMINGS: how many clients a second leave and others come, with
 * names of their own; KEPT: so many rows, the oldest, change only when told;
 * JUDGED, 1: a verdict follows each message, one of ten is not ok; PROCESSES,
 * 1: each client is a process, which sleeps.
 * Runs until it gets SIGTERM.  Prints "ready", "watched" when somebody begins
 * to read messages, and a line "messages N dropped N" at its end.
 *
 * SIGUSR1 changes the oldest row's last message, SIGUSR2 sends a malformed
 * message, SIGHUP so many others that it scrolls away; at once.  SIGQUIT
 * holds the messages back, or lets them come again, and prints such a line.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "base/version.h"
#include "base/when.h"
#include "tests/unit/fake_feed.h"
#include "wire/verdict_record.h"

#define TURN_NS		(10 * NS_PER_MS)
#define ENDED_ROWS	50	/* are shown as ended at a time */
#define SCREENFUL	48	/* messages, of the lowest lines */

static volatile sig_atomic_t ended, told_row, told_fault, told_others,
    told_hold;
static struct table table;
static struct feed_writer writer;
static struct row_data *rows;
static uint32_t clients, kept, generation;
static uint64_t messages, comings, numbers;
static bool held, judged, processes;

static void
note(int number)
{
	if (number == SIGUSR1)
		told_row = 1;
	else if (number == SIGUSR2)
		told_fault = 1;
	else if (number == SIGHUP)
		told_others = 1;
	else if (number == SIGQUIT)
		told_hold = 1;
	else
		ended = 1;
}

/* What the listener does: which FIFOs have a reader. */
static void
look_for_watchers(int dir_fd)
{
	char name[16];
	int slot, fd;
	bool any = false;
	uint32_t now, *slot_generation;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		snprintf(name, sizeof(name), "feed.%d", slot);
		fd = openat(dir_fd, name, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
		now = atomic_load(&table.header->watch[slot].generation);
		slot_generation = &now;
		if (fd >= 0 && now == 0)
			*slot_generation = ++generation;
		else if (fd < 0)
			*slot_generation = 0;
		atomic_store(&table.header->watch[slot].generation, now);
		any = any || fd >= 0;
		if (fd >= 0)
			close(fd);
	}
	if (any && atomic_load(&table.header->watch_generation) == 0) {
		printf("watched\n");
		fflush(stdout);
	}
	atomic_store(&table.header->watch_generation, any ? generation : 0);
}

/* As long as this process is there. */
static int
start_process(void)
{
	pid_t parent = getpid(), pid = fork();

	if (pid != 0)
		return (int)pid;
	prctl(PR_SET_NAME, "bw-wait");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (getppid() == parent)
		pause();
	_exit(0);
}

static void
make_row(uint32_t i)
{
	struct row_data *row = &rows[i];

	row->client = i + 1;
	row->connected_wall_ns = when_wall_ns();
	row->connected_mono_ns = when_mono_ns() - (int64_t)i * NS_PER_S;
	row->since_mono_ns = when_mono_ns();
	row->pid = processes ? start_process() : 10000 + (int)i;
	row->state = STATE_IDLE;
	row->lab = LAB_WAIT;
	snprintf(row->name, sizeof(row->name), "client-%u", i);
	snprintf(row->peer, sizeof(row->peer), "10.0.%u.%u:%u", i / 250,
	    i % 250, 40000 + i);
	snprintf(row->last_message, sizeof(row->last_message),
	    "GET /clients HTTP/1.1");
	row_publish(&table, i, row);
	atomic_fetch_add(&table.header->active, 1);
	atomic_store(&table.header->high_water, i + 1);
}

static void
change_row(uint32_t i)
{
	static const uint8_t states[] = { STATE_IDLE, STATE_RECEIVING,
	    STATE_WAITING, STATE_SENDING };
	struct row_data *row = &rows[i];

	row->state = states[(unsigned)rand() % 4];
	row->since_mono_ns = when_mono_ns();
	row->pause_until_ns = row->state != STATE_WAITING ? 0 :
	    row->since_mono_ns + 5 * NS_PER_S;
	row->messages_in++;
	row->messages_out++;
	row->bytes_in += 100 + (unsigned)rand() % 200;
	row->bytes_out += 200 + (unsigned)rand() % 200;
	snprintf(row->last_message, sizeof(row->last_message),
	    "POST /wait HTTP/1.1 %u", (unsigned)rand() % 100);
	row_publish(&table, i, row);
}

/* The oldest client stands first in the window: only what it said last. */
static void
change_told_row(void)
{
	struct row_data *row = &rows[clients - 1];
	static unsigned number;

	number++;
	snprintf(row->last_message, sizeof(row->last_message),
	    "message %u %s", number, number % 2 ? "is odd" : "even");
	row_publish(&table, clients - 1, row);
}

static void
put(struct feed_message *message, const struct row_data *row)
{
	message->wall_ns = when_wall_ns();
	message->client = row->client;
	message->pid = row->pid;
	message->lab = LAB_WAIT;
	message->name = row->name;
	message->peer = row->peer;
	feed_writer_put(&writer, message);
}

static void
send_event(enum feed_event event, const struct row_data *row,
    const char *note)
{
	struct feed_message message = { .event = event, .note = note,
	    .bytes = "" };

	put(&message, row);
}

/* One client leaves; another comes where one left some time ago. */
static void
come_and_go(void)
{
	struct row_data *row = &rows[comings % clients];
	int64_t now = when_mono_ns();

	if (row->state != STATE_ENDED) {
		row->state = STATE_ENDED;
		row->end = END_CLIENT;
		row->ended_wall_ns = when_wall_ns();
		row->ended_mono_ns = row->since_mono_ns = now;
		row_publish(&table, (uint32_t)(comings % clients), row);
		send_event(FEED_DISCONNECTED, row, "closed by client");
	}
	comings++;
	if (comings <= ENDED_ROWS)
		return;
	row = &rows[(comings - ENDED_ROWS - 1) % clients];
	memset(row, 0, sizeof(*row));
	row->client = clients + comings;
	row->connected_wall_ns = when_wall_ns();
	row->connected_mono_ns = row->since_mono_ns = now;
	row->pid = 10000 + (int)(comings % 50000);
	row->state = STATE_IDLE;
	row->lab = LAB_WAIT;
	snprintf(row->name, sizeof(row->name), "guest-%llu",
	    (unsigned long long)comings);
	snprintf(row->peer, sizeof(row->peer), "10.1.0.1:%u",
	    (unsigned)(20000 + comings % 40000));
	row_publish(&table, (uint32_t)((comings - ENDED_ROWS - 1) % clients),
	    row);
	send_event(FEED_CONNECTED, row, "");
}

/* What the judge says of it. */
static void
judge(const struct feed_message *of)
{
	struct judge_verdict verdict = { .rule = RULE_WAIT_HEAD_HOST,
	    .result = messages % 10 == 0 ? RULE_NOT_OK : RULE_OK,
	    .severity = RULE_MUST, .lab = LAB_WAIT, .client = of->client,
	    .message = of->message + 1, .direction = of->direction,
	    .wall_ns = of->wall_ns, .line = 1, .column = 1, .len = 8,
	    .quote_len = 15, .quote = "HTTP/1.1 200 OK",
	    .said = "there is no Host" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message record;

	verdict_record_make(&record, bytes, &verdict, of);
	record.facts.number = ++numbers;
	feed_writer_put(&writer, &record);
	atomic_store(&table.journal.ring->places[JOURNAL_JUDGE].next,
	    numbers);
}

static void
send_message(bool fault)
{
	static const char body[] = "HTTP/1.1 200 OK\r\n"
	    "Date: Sat, 21 Nov 2026 08:00:00 GMT\r\n"
	    "Server: barewire/" BAREWIRE_VERSION "\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Length: 41\r\nConnection: keep-alive\r\n\r\n"
	    "Server waited 7 seconds for client alice.";
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = messages % 2 ? FEED_SENT : FEED_RECEIVED,
	    .message = (uint32_t)messages, .fault = fault,
	    .status = messages % 2 ? 200 : 0,
	    .message_bytes = sizeof(body) - 1, .note = "", .bytes = body,
	    .bytes_len = sizeof(body) - 1 };

	message.facts.number = ++numbers;
	put(&message, &rows[messages % clients]);
	if (judged)
		judge(&message);
	messages++;
	atomic_fetch_add(&table.header->labs[LAB_WAIT].messages_in, 1);
	atomic_fetch_add(&table.header->labs[LAB_WAIT].bytes_in,
	    sizeof(body) - 1);
}

static void
print_messages(void)
{
	printf("messages %llu dropped %llu\n", (unsigned long long)messages,
	    (unsigned long long)atomic_load(&table.header->feed_dropped));
	fflush(stdout);
}

static void
do_as_told(void)
{
	int i;

	if (told_hold) {
		held = !held;
		print_messages();
	}
	if (told_row)
		change_told_row();
	if (told_fault)
		send_message(true);
	for (i = 0; told_others && i < SCREENFUL; i++)
		send_message(false);
	told_row = told_fault = told_others = told_hold = 0;
}

static uint64_t
due_by(int64_t passed_ns, double a_second)
{
	return (uint64_t)((double)passed_ns / NS_PER_S * a_second);
}

/* In each turn a part of the rows and of the messages that are due. */
static void
run(int dir_fd, double changes, double rate, double come_rate)
{
	int64_t started = when_mono_ns(), now, before = started, looked = 0;
	uint64_t changed = 0;
	double owed = 0;
	struct timespec pause = { 0, TURN_NS };

	while (!ended) {
		now = when_mono_ns();
		atomic_store(&table.header->heartbeat_mono_ns, now);
		if (now - looked > NS_PER_S / 4) {
			look_for_watchers(dir_fd);
			looked = now;
		}
		do_as_told();
		owed += held ? 0 : (double)(now - before) / NS_PER_S * rate;
		before = now;
		while (owed >= 1) {
			send_message(false);
			owed -= 1;
		}
		while (comings < due_by(now - started, come_rate))
			come_and_go();
		for (; changed < due_by(now - started, changes * clients);
		    changed++)
			if (changed % clients + kept < clients &&
			    rows[changed % clients].state != STATE_ENDED)
				change_row((uint32_t)(changed % clients));
		nanosleep(&pause, NULL);
	}
}

/* They cut the pause short. */
static void
handle_signals(void)
{
	static const int ended_by[] = { SIGTERM, SIGINT, SIGUSR1, SIGUSR2,
	    SIGHUP, SIGQUIT };
	struct sigaction action = { .sa_handler = note };
	size_t i;

	for (i = 0; i < sizeof(ended_by) / sizeof(ended_by[0]); i++)
		sigaction(ended_by[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int
main(int argc, char **argv)
{
	struct instance instance;
	struct table_plan plan = { .extra_rows = 16 };
	struct place place = { .table = NULL };
	uint32_t i;

	if (argc < 5 || argc > 9 || instance_init(&instance, argv[1]) != NULL ||
	    instance_make_dir(&instance) != NULL) {
		fprintf(stderr, "usage: window_load INSTANCE CLIENTS CHANGES "
		    "MESSAGES [COMINGS [KEPT [JUDGED [PROCESSES]]]]\n");
		return 2;
	}
	clients = (uint32_t)atoi(argv[2]);
	kept = argc > 6 ? (uint32_t)atoi(argv[6]) : 0;
	judged = argc > 7 && atoi(argv[7]) != 0;
	processes = argc > 8 && atoi(argv[8]) != 0;
	plan.max_clients = clients;
	place.fd = place_open(instance.dir);
	rows = calloc(clients, sizeof(*rows));
	if (table_create(&table, &instance, &plan) != TABLE_OK ||
	    rows == NULL || clients == 0) {
		fprintf(stderr, "window_load: %s\n", strerror(errno));
		return 1;
	}
	handle_signals();
	atomic_store(&table.header->heartbeat_mono_ns, when_mono_ns());
	atomic_store(&table.header->judge_wall_ns, judged ? when_wall_ns() :
	    0);
	feed_writer_init(&writer, &table, &place);
	for (i = 0; i < clients; i++)
		make_row(i);
	table_publish(&table);
	atomic_store(&table.header->phase, TABLE_PHASE_RUNNING);
	printf("ready\n");
	fflush(stdout);
	run(place.fd, atof(argv[3]), atof(argv[4]),
	    argc > 5 ? atof(argv[5]) : 0);
	print_messages();
	table_remove(&table, &instance);
	return 0;
}
