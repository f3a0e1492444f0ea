/*
 * A server of the order lab: two clients, and whose message came first.
 *
 *	gcc -Wall -Wextra -o order_server examples/c/order_server.c
 *	./order_server PORT
 *	./order_server 4000
 */
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAME_SIZE	256

struct client {
	int fd;
	char letter;
	char name[NAME_SIZE];
};

/* "Client X: Alice", "X: Alice" and "Alice" are Alice. */
static const char *
name_in(const char *text)
{
	if (strncasecmp(text, "client ", 7) == 0)
		text += 7;
	if (text[0] != '\0' && strchr("XYxy", text[0]) != NULL &&
	    text[1] == ':')
		text += 2 + strspn(text + 2, " ");
	return text;
}

/* Its message; false when it has left. */
static bool
hear(struct client *client)
{
	char text[NAME_SIZE];
	ssize_t n = recv(client->fd, text, sizeof(text) - 1, 0);

	if (n <= 0)
		return false;
	text[n] = '\0';			/* recv ends no string */
	text[strcspn(text, "\r\n")] = '\0';
	snprintf(client->name, sizeof(client->name), "%s", name_in(text));
	return true;
}

/* Until both have spoken: which of them was first, -1 when one has left. */
static int
first_of(struct client pair[2])
{
	struct pollfd polls[2] = { { pair[0].fd, POLLIN, 0 },
	    { pair[1].fd, POLLIN, 0 } };
	int first = -1, heard = 0, i;

	/* Whoever speaks first is read first: a recv from X alone would wait
	 * for X, however long Y's message has been there. */
	while (heard < 2) {
		if (poll(polls, 2, -1) == -1)
			return -1;
		for (i = 0; i < 2; i++) {
			if (polls[i].fd == -1 || polls[i].revents == 0)
				continue;
			if (!hear(&pair[i]))
				return -1;
			if (heard++ == 0)
				first = i;
			polls[i].fd = -1;	/* poll passes over it */
		}
	}
	return first;
}

static void
serve(int x, int y)
{
	struct client pair[2] = { { x, 'X', "" }, { y, 'Y', "" } };
	char result[2 * NAME_SIZE + 64] = "Your partner has left.\n";
	int first = first_of(pair), i;

	if (first != -1)
		snprintf(result, sizeof(result),
		    "%c: %s received before %c: %s\n", pair[first].letter,
		    pair[first].name, pair[!first].letter, pair[!first].name);
	fputs(result, stdout);
	fflush(stdout);
	for (i = 0; i < 2; i++) {
		send(pair[i].fd, result, strlen(result), MSG_NOSIGNAL);
		close(pair[i].fd);
	}
}

static int
listen_on(int port)
{
	struct sockaddr_in me = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	/* Else the port cannot be used again for a minute. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&me, sizeof(me)) == -1 ||
	    listen(fd, 20) == -1) {
		perror("listen");
		exit(1);
	}
	return fd;
}

int
main(int argc, char **argv)
{
	int listener, x, y;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PORT\n", argv[0]);
		return 2;
	}
	signal(SIGCHLD, SIG_IGN);	/* children leave no zombies */
	listener = listen_on(atoi(argv[1]));
	for (;;) {
		/* Both must be here before anything is read. */
		x = accept(listener, NULL, NULL);
		y = accept(listener, NULL, NULL);
		if (fork() == 0) {	/* a process for each pair */
			close(listener);
			serve(x, y);
			return 0;
		}
		close(x);		/* the child has its own */
		close(y);
	}
}
