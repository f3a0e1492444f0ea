/*
 * The least a fork-per-connection server can do: accept, fork, read, write,
 * exit.  What Barewire is measured against; to be linked statically.
 *
 * usage: fork_loop keep|once|count	prints its port, serves until killed
 *
 *	keep	answers until the client closes
 *	once	answers once and closes
 *	count	once, and waits for each child, so that what they used is
 *		counted as the parent's children's
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char kept[] = "HTTP/1.1 200 OK\r\n"
    "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n";
static const char closed[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n"
    "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n";

static _Noreturn void
serve(int fd, bool keep)
{
	char request[4096];

	if (keep) {
		while (read(fd, request, sizeof(request)) > 0)
			if (write(fd, kept, sizeof(kept) - 1) == -1)
				break;
	} else if (read(fd, request, sizeof(request)) > 0) {
		if (write(fd, closed, sizeof(closed) - 1) == -1)
			_exit(1);
	}
	_exit(0);
}

static int
listen_anywhere(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	if (bind(listener, (struct sockaddr *)&address, len) != 0 ||
	    listen(listener, 4096) != 0 || getsockname(listener,
	    (struct sockaddr *)&address, &len) != 0) {
		perror("fork_loop");
		exit(EXIT_FAILURE);
	}
	printf("%d\n", ntohs(address.sin_port));
	(void)fflush(stdout);
	return listener;
}

int
main(int argc, char **argv)
{
	const char *mode = argc == 2 ? argv[1] : "";
	bool keep = strcmp(mode, "keep") == 0;
	bool counts = strcmp(mode, "count") == 0;
	int listener, fd;
	pid_t pid;

	if (!keep && !counts && strcmp(mode, "once") != 0) {
		fprintf(stderr, "usage: fork_loop keep|once|count\n");
		return 2;
	}
	listener = listen_anywhere();
	if (!counts)
		(void)signal(SIGCHLD, SIG_IGN);
	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fd == -1)
			continue;
		pid = fork();
		if (pid == 0)
			serve(fd, keep);
		(void)close(fd);
		if (counts && pid > 0)
			(void)waitpid(pid, NULL, 0);
	}
}
