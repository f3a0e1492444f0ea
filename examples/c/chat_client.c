/*
 * A client of the chat lab: types and reads at the same time.
 *
 *	gcc -Wall -Wextra -o chat_client examples/c/chat_client.c
 *	./chat_client HOST PORT NAME
 *	./chat_client 127.0.0.1 12001 alice
 *
 * What is typed goes to everybody; /list, /msg NAME TEXT and /quit are
 * commands.
 */
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A connection to the server.  HOST may be a name or an address. */
static int
dial(const char *host, const char *port)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list, *at;
	int fd = -1;

	if (getaddrinfo(host, port, &hints, &list) != 0) {
		fprintf(stderr, "%s: no such host\n", host);
		exit(1);
	}
	for (at = list; at != NULL; at = at->ai_next) {
		fd = socket(at->ai_family, SOCK_STREAM, 0);
		if (fd != -1 && connect(fd, at->ai_addr, at->ai_addrlen) == 0)
			break;
		perror(host);
		close(fd);
	}
	if (at == NULL)
		exit(1);
	freeaddrinfo(list);
	return fd;
}

/* All of it: send may take a part only. */
static bool
send_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

		if (n == -1)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* What was typed, a terminal gives a line at a time; false at its end. */
static bool
typed(int fd)
{
	char text[4096];
	ssize_t n = read(STDIN_FILENO, text, sizeof(text));

	if (n > 0)
		return send_all(fd, text, (size_t)n);
	send_all(fd, "/quit\n", 6);	/* the server answers by closing */
	return false;
}

/* What the server said; false when it has closed. */
static bool
said(int fd)
{
	char text[4096];
	ssize_t n = recv(fd, text, sizeof(text), 0);

	if (n <= 0)
		return false;
	fwrite(text, 1, (size_t)n, stdout);
	fflush(stdout);
	return true;
}

int
main(int argc, char **argv)
{
	/* Two things can happen next, something typed or something said: poll
	 * waits for both. */
	struct pollfd polls[2] = { { STDIN_FILENO, POLLIN, 0 },
	    { -1, POLLIN, 0 } };
	int fd;

	if (argc != 4) {
		fprintf(stderr, "usage: %s HOST PORT NAME\n", argv[0]);
		return 2;
	}
	fd = polls[1].fd = dial(argv[1], argv[2]);
	send_all(fd, argv[3], strlen(argv[3]));
	send_all(fd, "\n", 1);
	while (poll(polls, 2, -1) > 0) {
		if (polls[1].revents != 0 && !said(fd))
			break;
		if (polls[0].revents != 0 && !typed(fd))
			polls[0].fd = -1;	/* poll passes over it */
	}
	puts("The server has closed the connection.");
	close(fd);
	return 0;
}
