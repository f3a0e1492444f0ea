/*
 * A client of the order lab: says who it is, and reads who was first.
 *
 *	gcc -Wall -Wextra -o order_client examples/c/order_client.c
 *	./order_client HOST PORT LETTER NAME
 *	./order_client 127.0.0.1 12000 X Alice
 *	./order_client 127.0.0.1 12000 Y Bob
 *
 * Nothing is answered before both have spoken.
 */
#include <netdb.h>
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

int
main(int argc, char **argv)
{
	char text[1024];
	ssize_t n;
	int fd, len;

	if (argc != 5) {
		fprintf(stderr, "usage: %s HOST PORT LETTER NAME\n", argv[0]);
		return 2;
	}
	fd = dial(argv[1], argv[2]);
	len = snprintf(text, sizeof(text), "Client %s: %s\n", argv[3],
	    argv[4]);
	if (len >= (int)sizeof(text)) {
		fprintf(stderr, "that name is too long\n");
		return 2;
	}
	/* As many bytes as the text has, not sizeof(text). */
	if (send(fd, text, (size_t)len, 0) != len) {
		perror("send");
		return 1;
	}
	/* A greeting, perhaps, then the result; 0: the server has closed. */
	while ((n = recv(fd, text, sizeof(text), 0)) > 0)
		fwrite(text, 1, (size_t)n, stdout);
	if (n == -1)
		perror("recv");
	close(fd);
	return n == 0 ? 0 : 1;
}
