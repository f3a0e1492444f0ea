/*
 * A server that is none: a table whose rows change, and a feed, to see what
 * a window makes of it.
 *
 * usage: window_load INSTANCE CLIENTS CHANGES MESSAGES
 * CHANGES: how often a second each row changes, 0: never; MESSAGES: how many
 * a second.  Runs until it gets SIGTERM.  Prints "ready", and a line
 * "messages N dropped N" at its end.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/when.h"
#include "shm/feed_writer.h"

#define TURN_NS (10 * NS_PER_MS)

static volatile sig_atomic_t ended;
static struct table table;
static struct feed_writer writer;
static struct row_data *rows;
static uint32_t clients, generation;
static uint64_t messages;

static void
end(int number)
{
	(void)number;
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
	atomic_store(&table.header->watch_generation, any ? generation : 0);
}

static void
make_row(uint32_t i)
{
	struct row_data *row = &rows[i];

	row->client = i + 1;
	row->connected_wall_ns = when_wall_ns();
	row->connected_mono_ns = when_mono_ns() - (int64_t)i * NS_PER_S;
	row->since_mono_ns = when_mono_ns();
	row->pid = 10000 + (int)i;
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

static void
send_message(void)
{
	static const char body[] = "HTTP/1.1 200 OK\r\n"
	    "Date: Sat, 21 Nov 2026 08:00:00 GMT\r\n"
	    "Server: barewire/0.1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Length: 41\r\nConnection: keep-alive\r\n\r\n"
	    "Server waited 7 seconds for client alice.";
	const struct row_data *row = &rows[messages % clients];
	struct feed_message message = { .event = FEED_MESSAGE,
	    .direction = messages % 2 ? FEED_SENT : FEED_RECEIVED,
	    .wall_ns = when_wall_ns(), .client = row->client,
	    .pid = row->pid, .message = (uint32_t)messages, .lab = LAB_WAIT,
	    .status = messages % 2 ? 200 : 0,
	    .message_bytes = sizeof(body) - 1, .name = row->name,
	    .peer = row->peer, .note = "", .bytes = body,
	    .bytes_len = sizeof(body) - 1 };

	feed_writer_put(&writer, &message);
	messages++;
	atomic_fetch_add(&table.header->messages_in, 1);
	atomic_fetch_add(&table.header->bytes_in, sizeof(body) - 1);
}

/* In each turn a part of the rows and of the messages that are due. */
static void
run(int dir_fd, double changes, double rate)
{
	int64_t started = when_mono_ns(), now, looked = 0;
	uint64_t due, changed = 0;
	struct timespec pause = { 0, TURN_NS };

	while (!ended) {
		now = when_mono_ns();
		atomic_store(&table.header->heartbeat_mono_ns, now);
		if (now - looked > NS_PER_S / 4) {
			look_for_watchers(dir_fd);
			looked = now;
		}
		due = (uint64_t)((double)(now - started) / NS_PER_S * rate);
		while (messages < due)
			send_message();
		due = (uint64_t)((double)(now - started) / NS_PER_S *
		    changes * clients);
		while (changed < due)
			change_row((uint32_t)(changed++ % clients));
		nanosleep(&pause, NULL);
	}
}

int
main(int argc, char **argv)
{
	struct instance instance;
	struct table_plan plan = { .extra_rows = 16 };
	uint32_t i;
	int dir_fd;

	if (argc != 5 || instance_init(&instance, argv[1]) != NULL ||
	    instance_make_dir(&instance) != NULL) {
		fprintf(stderr, "usage: window_load INSTANCE CLIENTS CHANGES "
		    "MESSAGES\n");
		return 2;
	}
	clients = (uint32_t)atoi(argv[2]);
	plan.max_clients = clients;
	dir_fd = open(instance.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	rows = calloc(clients, sizeof(*rows));
	if (table_create(&table, &instance, &plan) != TABLE_OK ||
	    rows == NULL || clients == 0) {
		fprintf(stderr, "window_load: %s\n", strerror(errno));
		return 1;
	}
	signal(SIGTERM, end);
	signal(SIGINT, end);
	signal(SIGPIPE, SIG_IGN);
	atomic_store(&table.header->heartbeat_mono_ns, when_mono_ns());
	feed_writer_init(&writer, &table, dir_fd);
	for (i = 0; i < clients; i++)
		make_row(i);
	table_publish(&table);
	atomic_store(&table.header->phase, PHASE_RUNNING);
	printf("ready\n");
	fflush(stdout);
	run(dir_fd, atof(argv[3]), atof(argv[4]));
	printf("messages %llu dropped %llu\n", (unsigned long long)messages,
	    (unsigned long long)atomic_load(&table.header->feed_dropped));
	table_remove(&table, &instance);
	return 0;
}
