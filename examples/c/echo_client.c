/*
 * A client of the echo lab (RFC 862): sends lines, and compares what comes
 * back.
 *
 *	gcc -Wall -Wextra -o echo_client examples/c/echo_client.c
 *	./echo_client HOST PORT
 *	./echo_client 127.0.0.1 12004
 */
#include <netdb.h>
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

/* So many bytes: recv gives what is there, perhaps a part only. */
static bool
receive_all(int fd, char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = recv(fd, bytes, len, 0);

		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

int
main(int argc, char **argv)
{
	char line[4096], back[4096];
	size_t len;
	int fd;

	if (argc != 3) {
		fprintf(stderr, "usage: %s HOST PORT\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	fd = dial(argv[1], argv[2]);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		len = strlen(line);
		if (!send_all(fd, line, len) || !receive_all(fd, back, len)) {
			fprintf(stderr, "the server has closed\n");
			return 1;
		}
		if (memcmp(line, back, len) != 0) {
			fprintf(stderr, "not what was sent came back\n");
			return 1;
		}
		fwrite(back, 1, len, stdout);
	}
	/* "No more from me", and read on until the server says so, too. */
	shutdown(fd, SHUT_WR);
	if (recv(fd, back, sizeof(back), 0) > 0) {
		fprintf(stderr, "more came back than was sent\n");
		return 1;
	}
	close(fd);
	return 0;
}
