/*
 * A server of the echo lab (RFC 862): TCP, a process for each client, and UDP,
 * one for all, on one port number.
 *
 *	gcc -Wall -Wextra -o echo_server examples/c/echo_server.c
 *	./echo_server PORT
 *	./echo_server 4004
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static char bytes[65536];

/* A stream: bytes go back as they come, in whatever pieces. */
static void
serve(int fd)
{
	ssize_t n, at, sent;

	/* n bytes came: strlen would end at the first zero byte.  0: the
	 * client says no more. */
	while ((n = recv(fd, bytes, sizeof(bytes), 0)) > 0)
		for (at = 0; at < n; at += sent) {
			/* send may take a part only. */
			sent = send(fd, bytes + at, (size_t)(n - at),
			    MSG_NOSIGNAL);
			if (sent == -1)
				return;
		}
}

/* No connections: each datagram says where it came from. */
static void
serve_datagrams(int fd)
{
	struct sockaddr_in asker;
	socklen_t len;
	ssize_t n;

	for (;;) {
		len = sizeof(asker);
		n = recvfrom(fd, bytes, sizeof(bytes), 0,
		    (struct sockaddr *)&asker, &len);
		if (n != -1)	/* an empty one goes back, too */
			sendto(fd, bytes, (size_t)n, 0,
			    (struct sockaddr *)&asker, len);
	}
}

/* type: SOCK_STREAM or SOCK_DGRAM */
static int
bind_to(int port, int type)
{
	struct sockaddr_in me = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, type, 0), on = 1;

	/* Else TCP's port cannot be used again for a minute. */
	if (type == SOCK_STREAM)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&me, sizeof(me)) == -1) {
		perror("bind");
		exit(1);
	}
	return fd;
}

int
main(int argc, char **argv)
{
	int listener, datagrams, fd;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PORT\n", argv[0]);
		return 2;
	}
	signal(SIGCHLD, SIG_IGN);	/* children leave no zombies */
	listener = bind_to(atoi(argv[1]), SOCK_STREAM);
	datagrams = bind_to(atoi(argv[1]), SOCK_DGRAM);
	listen(listener, 20);
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);	/* ends with us */
		close(listener);
		serve_datagrams(datagrams);
	}
	close(datagrams);
	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fd == -1)
			continue;
		if (fork() == 0) {
			close(listener);
			serve(fd);
			return 0;
		}
		close(fd);		/* the child has its own */
	}
}
