/*
 * Many clients of a server on 127.0.0.1, each with a connection that is kept.
 *
 * usage: hold PORT
 *
 * Each line of standard input is done, and answered with one line:
 *	open COUNT	so many more connect, 64 at once, each asks for a pause
 *			of 0 s: answered, not answered, seconds it took
 *	big BYTES	each sends a body of that length: answered, not answered
 *	ask SECONDS	each asks for such a pause and nobody waits: asked
 *	heard		on how many something has come meanwhile, or the end
 *	pause COUNT SECONDS SPREAD	the first COUNT ask for such a pause,
 *			one after the other within SPREAD seconds; answers
 *			are timed by the kernel: answered, too early, and how
 *			many ms later than asked: p50, p99, most
 * All connections are closed at the end of standard input.
 */
#include "bench/hold.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/peer.h"

#define FLIGHT		64
#define PATIENCE_MS	10000
#define BODY_MAX	(1 << 21)

static struct held *held;
static size_t held_count, held_size;
static int port;

static bool
ready(int fd, short what)
{
	struct pollfd look = { .fd = fd, .events = what };

	return poll(&look, 1, PATIENCE_MS) == 1;
}

bool
held_ask(const struct held *one, const char *body)
{
	static char request[BODY_MAX + 256];
	size_t len = peer_request(request, sizeof(request), "POST /wait", body,
	    false), at = 0;
	ssize_t sent;

	while (at < len) {
		sent = send(one->fd, request + at, len - at, MSG_NOSIGNAL);
		if (sent > 0)
			at += (size_t)sent;
		else if (errno != EAGAIN || !ready(one->fd, POLLOUT))
			return false;
	}
	return len > 0;
}

/* Waits for the whole answer; one that is not 200 is taken, if any may be. */
static bool
held_answered(const struct held *one, bool any)
{
	char bytes[16384];
	struct answer answer;
	enum answer_state state = ANSWER_PARTIAL;
	ssize_t got;

	answer_begin(&answer);
	while (state == ANSWER_PARTIAL && ready(one->fd, POLLIN)) {
		got = recv(one->fd, bytes, sizeof(bytes), 0);
		if (got <= 0)
			return false;
		state = answer_add(&answer, bytes, (size_t)got);
	}
	return state == ANSWER_WHOLE || (any && state == ANSWER_BAD);
}

static void
do_open(size_t count)
{
	size_t first = held_count, i, good = 0;
	double begun = peer_now();

	if (held_count + count > held_size) {
		held_size = held_count + count;
		held = realloc(held, held_size * sizeof(*held));
		if (held == NULL)
			exit(EXIT_FAILURE);
	}
	for (i = 0; i < count + FLIGHT; i++) {
		if (i < count) {
			held[held_count].fd = peer_connect(port);
			(void)held_ask(&held[held_count++], "0");
		}
		if (i >= FLIGHT && i - FLIGHT < count)
			good += held_answered(&held[first + i - FLIGHT],
			    false);
	}
	printf("%zu %zu %.4f\n", good, count - good, peer_now() - begun);
}

/* A number, behind blanks, that is read as the number 0. */
static void
do_big(size_t bytes)
{
	static char body[BODY_MAX];
	size_t i, good = 0;

	if (bytes < 1 || bytes >= sizeof(body))
		bytes = sizeof(body) - 1;
	memset(body, ' ', bytes);
	body[bytes - 1] = '0';
	for (i = 0; i < held_count; i++)
		good += held_ask(&held[i], body) &&
		    held_answered(&held[i], true);
	printf("%zu %zu\n", good, held_count - good);
}

static void
do_ask(const char *pause)
{
	size_t i, good = 0;

	for (i = 0; i < held_count; i++)
		good += held_ask(&held[i], pause);
	printf("%zu\n", good);
}

static void
do_heard(void)
{
	struct pollfd look = { .events = POLLIN };
	size_t i, count = 0;

	for (i = 0; i < held_count; i++) {
		look.fd = held[i].fd;
		count += poll(&look, 1, 0) == 1;
	}
	printf("%zu\n", count);
}

static void
do_pause(size_t count, const char *seconds, const char *spread)
{
	if (count > held_count)
		count = held_count;
	held_pause(held, count, seconds, atof(spread));
}

static void
command(char *line)
{
	const char *words[4] = { "", "0", "0", "0" };
	char *rest = NULL, *word;
	size_t count = 0;

	for (word = strtok_r(line, " \n", &rest); word != NULL && count < 4;
	    word = strtok_r(NULL, " \n", &rest))
		words[count++] = word;
	if (strcmp(words[0], "open") == 0)
		do_open(strtoul(words[1], NULL, 10));
	else if (strcmp(words[0], "big") == 0)
		do_big(strtoul(words[1], NULL, 10));
	else if (strcmp(words[0], "ask") == 0)
		do_ask(words[1]);
	else if (strcmp(words[0], "heard") == 0)
		do_heard();
	else if (strcmp(words[0], "pause") == 0)
		do_pause(strtoul(words[1], NULL, 10), words[2], words[3]);
	(void)fflush(stdout);
}

int
main(int argc, char **argv)
{
	char line[128];

	if (argc != 2) {
		fprintf(stderr, "usage: hold PORT\n");
		return 2;
	}
	port = atoi(argv[1]);
	peer_raise_files();
	while (fgets(line, sizeof(line), stdin) != NULL)
		command(line);
	free(held);
	return EXIT_SUCCESS;
}
