/*
 * An X display in front of another: counts what passes, and delays it, as a
 * slow ssh -X would.
 *
 * usage: x_proxy NUMBER REAL-NUMBER DELAY-MS
 * Serves display :NUMBER for clients of :REAL-NUMBER; every byte takes
 * DELAY-MS longer each way.  On SIGUSR1 prints what has passed since the
 * last, see x_count_print.  Ends with SIGTERM.
 */
#include "bench/x_count.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define CLIENTS_MAX	32
#define CHUNK_SIZE	65536

struct chunk {
	struct chunk *next;
	int64_t due_ms;
	size_t len;
	char bytes[];
};

/* One direction: what has been read and is not yet due. */
struct lane {
	int from, to;
	struct chunk *first, **last;
	struct x_lane counted;
};

static struct lane lanes[2 * CLIENTS_MAX];
static int lane_count;
static volatile sig_atomic_t report, ended;
static int delay_ms;

static void
note(int number)
{
	if (number == SIGUSR1)
		report = 1;
	else
		ended = 1;
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
address_of(struct sockaddr_un *address, const char *number)
{
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	snprintf(address->sun_path, sizeof(address->sun_path),
	    "/tmp/.X11-unix/X%s", number);
}

static void
close_pair(int index)
{
	struct lane *lane = &lanes[index & ~1];

	close(lane->from);
	close(lane->to);
	lane[0].from = lane[0].to = lane[1].from = lane[1].to = -1;
}

static void
take(int index)
{
	struct lane *lane = &lanes[index];
	struct chunk *chunk = malloc(sizeof(*chunk) + CHUNK_SIZE);
	ssize_t got = read(lane->from, chunk->bytes, CHUNK_SIZE);

	if (got <= 0) {
		free(chunk);
		close_pair(index);
		return;
	}
	x_count(&lane->counted, chunk->bytes, (size_t)got);
	chunk->next = NULL;
	chunk->len = (size_t)got;
	chunk->due_ms = now_ms() + delay_ms;
	*lane->last = chunk;
	lane->last = &chunk->next;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	ssize_t put;

	for (; len > 0; bytes += put, len -= (size_t)put)
		if ((put = send(fd, bytes, len, MSG_NOSIGNAL)) <= 0)
			return false;
	return true;
}

/* Sends what is due; the time until the next, -1: none. */
static int
give(int index)
{
	struct lane *lane = &lanes[index];
	struct chunk *chunk;

	while ((chunk = lane->first) != NULL) {
		if (lane->to >= 0 && chunk->due_ms > now_ms())
			return (int)(chunk->due_ms - now_ms());
		lane->first = chunk->next;
		if (lane->first == NULL)
			lane->last = &lane->first;
		if (lane->to >= 0 && !write_all(lane->to, chunk->bytes,
		    chunk->len))
			close_pair(index);
		free(chunk);
	}
	return -1;
}

static void
accept_client(int listener, const char *real)
{
	struct sockaddr_un address;
	int client = accept(listener, NULL, NULL);
	int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct lane *lane = &lanes[lane_count];

	address_of(&address, real);
	if (client < 0 || lane_count + 2 > 2 * CLIENTS_MAX ||
	    connect(server, (struct sockaddr *)&address, sizeof(address)) !=
	    0) {
		close(client);
		close(server);
		return;
	}
	memset(lane, 0, 2 * sizeof(*lane));
	lane[0].from = lane[1].to = client;
	lane[0].to = lane[1].from = server;
	lane[0].last = &lane[0].first;
	lane[1].last = &lane[1].first;
	lane[1].counted.replies = true;
	lane_count += 2;
}

static void
run(int listener, const char *real)
{
	struct pollfd fds[2 * CLIENTS_MAX + 1];
	int i, wait, left;

	while (!ended) {
		wait = 1000;
		for (i = 0; i < lane_count; i++)
			if ((left = give(i)) >= 0 && left < wait)
				wait = left;
		for (i = 0; i < lane_count; i++)
			fds[i] = (struct pollfd){ lanes[i].from, POLLIN, 0 };
		fds[i] = (struct pollfd){ listener, POLLIN, 0 };
		if (poll(fds, (nfds_t)lane_count + 1, wait) > 0) {
			for (i = 0; i < lane_count; i++)
				if (fds[i].revents != 0 && lanes[i].from >= 0)
					take(i);
			if (fds[lane_count].revents != 0)
				accept_client(listener, real);
		}
		if (!report)
			continue;
		report = 0;
		x_count_print();
	}
}

int
main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = note };
	struct sockaddr_un address;
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (argc != 4) {
		fprintf(stderr, "usage: x_proxy NUMBER REAL-NUMBER DELAY-MS\n");
		return 2;
	}
	delay_ms = atoi(argv[3]);
	address_of(&address, argv[1]);
	unlink(address.sun_path);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) !=
	    0 || listen(listener, 8) != 0) {
		perror(address.sun_path);
		return 1;
	}
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	printf("ready\n");
	fflush(stdout);
	run(listener, argv[2]);
	unlink(address.sun_path);
	return 0;
}
