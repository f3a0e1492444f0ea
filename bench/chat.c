/*
 * A room full of people who talk to each other, in lines.
 *
 * usage: chat PORT CLIENTS SECONDS
 *
 * The first line of each is its name.  Every fourth one speaks, as long as
 * nobody is more than some lines behind.  Prints how many lines arrived, how
 * many would have had to, the seconds, and the seconds of a CPU used here.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/peer.h"

#define CLIENTS_MAX	512
#define SPEAKER_EACH	4
#define WINDOW		48	/* lines said and not heard by everybody */
#define PATIENCE_MS	10000
#define QUIET_MS	400
#define STUCK_S		0.5

static struct pollfd fds[CLIENTS_MAX];
static long heard[CLIENTS_MAX], said[CLIENTS_MAX], said_all;
static int client_count;

static long
lines_in(const char *bytes, ssize_t len)
{
	const char *end = bytes + len;
	long count = 0;

	while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
		bytes++;
		count++;
	}
	return count;
}

static bool
say(int client)
{
	char line[64];
	int len = snprintf(line, sizeof(line), "what number %d says, %ld\n",
	    client, said[client]);

	if (send(fds[client].fd, line, (size_t)len, MSG_NOSIGNAL) != len)
		return false;
	said[client]++;
	said_all++;
	return true;
}

/* What has come is taken; false: nothing came. */
static bool
hear(int wait_ms)
{
	char bytes[65536];
	ssize_t got;
	int i;

	if (poll(fds, (nfds_t)client_count, wait_ms) <= 0)
		return false;
	for (i = 0; i < client_count; i++) {
		if (fds[i].revents == 0)
			continue;
		got = recv(fds[i].fd, bytes, sizeof(bytes), 0);
		if (got > 0)
			heard[i] += lines_in(bytes, got);
		else
			fds[i].events = 0;
	}
	return true;
}

/* Nobody hears what he said himself. */
static long
most_behind(void)
{
	long behind, most = 0;
	int i;

	for (i = 0; i < client_count; i++) {
		behind = said_all - said[i] - heard[i];
		if (behind > most)
			most = behind;
	}
	return most;
}

static long
heard_all(void)
{
	long sum = 0;
	int i;

	for (i = 0; i < client_count; i++)
		sum += heard[i];
	return sum;
}

/* A server takes only so many at once who knock. */
static bool
may_write(int fd)
{
	struct pollfd look = { .fd = fd, .events = POLLOUT };

	return poll(&look, 1, PATIENCE_MS) == 1;
}

static void
join(int port)
{
	char name[32];
	int i, len;

	for (i = 0; i < client_count; i++) {
		fds[i].fd = peer_connect(port);
		fds[i].events = POLLIN;
		len = snprintf(name, sizeof(name), "number%d\n", i);
		(void)hear(5);
		if (!may_write(fds[i].fd) || send(fds[i].fd, name,
		    (size_t)len, MSG_NOSIGNAL) != len) {
			perror("chat");
			exit(EXIT_FAILURE);
		}
	}
	while (hear(QUIET_MS))
		;
	memset(heard, 0, sizeof(heard));
}

static void
talk(double seconds)
{
	double begun = peer_now(), cpu = peer_cpu(), moved = begun, now = begun;
	int next = 0;

	while (now - begun < seconds) {
		while (most_behind() < WINDOW && say(next))
			next = (next + SPEAKER_EACH) % client_count;
		if (hear(10))
			moved = peer_now();
		now = peer_now();
		if (now - moved > STUCK_S)
			break;
	}
	printf("%ld %ld %.4f %.4f\n", heard_all(), said_all *
	    (client_count - 1), now - begun, peer_cpu() - cpu);
}

int
main(int argc, char **argv)
{
	if (argc == 4)
		client_count = atoi(argv[2]);
	if (client_count < 2 || client_count > CLIENTS_MAX) {
		fprintf(stderr, "usage: chat PORT CLIENTS SECONDS\n");
		return 2;
	}
	peer_raise_files();
	join(atoi(argv[1]));
	talk(atof(argv[3]));
	return EXIT_SUCCESS;
}
