/*
 * Clients that ask a server on 127.0.0.1 again and again.
 *
 * usage: load [-1] [-c CLIENTS] [-s SECONDS] [-r RATE] PORT REQUEST
 *
 *	-1	a connection for each request; else they are kept alive
 *	-c	so many at once (64)
 *	-r	so many requests a second in all, else as many as can be
 *	REQUEST	"GET /", or "POST /wait" with a pause of 0 s
 *
 * Prints, on one line: answers, errors, seconds, and the seconds of a CPU it
 * used itself.  Those of the first fifth of a second are not counted.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/peer.h"

#define CLIENTS_MAX	1024
#define WARM_S		0.2
#define ERRORS_MAX	10000

struct client {
	int fd;
	bool asked;
	bool answered;
	struct answer answer;
};

static struct client clients[CLIENTS_MAX];
static int client_count = 64, port, epoll;
static struct client *idle[CLIENTS_MAX];	/* wait until RATE allows */
static int idle_count;
static double seconds = 2, rate, begun;
static bool one_each;
static char request[256];
static size_t request_len;
static long answers, errors, asked;

static void
client_open(struct client *client)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLET,
	    .data.ptr = client };

	client->fd = peer_connect(port);
	client->asked = client->answered = false;
	answer_begin(&client->answer);
	if (client->fd == -1 ||
	    epoll_ctl(epoll, EPOLL_CTL_ADD, client->fd, &event) != 0) {
		perror("load");
		exit(EXIT_FAILURE);
	}
}

static void
client_ask(struct client *client)
{
	if (rate > 0 && (double)asked >= (peer_now() - begun) * rate) {
		idle[idle_count++] = client;
		client->asked = true;	/* not again when it can be written */
		return;
	}
	asked++;
	answer_begin(&client->answer);
	client->asked = send(client->fd, request, request_len,
	    MSG_NOSIGNAL) == (ssize_t)request_len;
}

/* Closed by either side, or broken: another connection. */
static void
client_again(struct client *client, bool failed)
{
	(void)close(client->fd);
	if (failed && ++errors > ERRORS_MAX) {
		fprintf(stderr, "load: too many errors\n");
		exit(EXIT_FAILURE);
	}
	client_open(client);
}

static void
client_whole(struct client *client)
{
	answers++;
	if (one_each) {
		if (client->answer.closes)
			client->answered = true;
		else
			client_again(client, false);
		return;
	}
	client_ask(client);
}

static void
client_read(struct client *client)
{
	char bytes[16384];
	enum answer_state state;
	ssize_t got;

	for (;;) {
		got = recv(client->fd, bytes, sizeof(bytes), 0);
		if (got < 0 && errno == EAGAIN)
			return;
		if (got <= 0) {
			client_again(client, !client->answered);
			return;
		}
		state = answer_add(&client->answer, bytes, (size_t)got);
		if (state == ANSWER_BAD) {
			client_again(client, true);
			return;
		}
		if (state == ANSWER_WHOLE) {
			client_whole(client);
			if (!client->answered)
				return;
		}
	}
}

static void
clients_turn(void)
{
	struct epoll_event events[CLIENTS_MAX];
	struct client *client;
	int count, i;

	count = epoll_wait(epoll, events, client_count, rate > 0 ? 1 : 100);
	for (i = 0; i < count; i++) {
		client = events[i].data.ptr;
		if (!client->asked && (events[i].events & EPOLLOUT) != 0)
			client_ask(client);
		if ((events[i].events & ~(uint32_t)EPOLLOUT) != 0)
			client_read(client);
	}
	for (i = idle_count; i > 0; i--)
		client_ask(idle[--idle_count]);
}

static void
measure(void)
{
	long before;
	double now, from, cpu;

	begun = peer_now();
	while (peer_now() - begun < WARM_S)
		clients_turn();
	before = answers;
	from = peer_now();
	cpu = peer_cpu();
	do {
		clients_turn();
		now = peer_now();
	} while (now - from < seconds);
	printf("%ld %ld %.4f %.4f %ld\n", answers - before, errors, now - from,
	    peer_cpu() - cpu, answers);
}

int
main(int argc, char **argv)
{
	int option, i;

	while ((option = getopt(argc, argv, "1c:s:r:")) != -1)
		switch (option) {
		case '1': one_each = true; break;
		case 'c': client_count = atoi(optarg); break;
		case 's': seconds = atof(optarg); break;
		case 'r': rate = atof(optarg); break;
		default: return 2;
		}
	if (argc != optind + 2 || client_count < 1 ||
	    client_count > CLIENTS_MAX) {
		fprintf(stderr, "usage: load [-1] [-c CLIENTS] [-s SECONDS] "
		    "[-r RATE] PORT REQUEST\n");
		return 2;
	}
	port = atoi(argv[optind]);
	request_len = peer_request(request, sizeof(request), argv[optind + 1],
	    "0", one_each);
	peer_raise_files();
	epoll = epoll_create1(EPOLL_CLOEXEC);
	for (i = 0; i < client_count; i++)
		client_open(&clients[i]);
	measure();
	return EXIT_SUCCESS;
}
