/*
 * The least a fork-per-connection server can do: accept, fork, read once,
 * answer a fixed text, wait for the end.  What Barewire is measured against.
 *
 * usage: fork_loop		prints its port, serves until killed
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static _Noreturn void
serve(int fd)
{
	static const char answer[] = "HTTP/1.1 200 OK\r\n"
	    "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n";
	char request[4096];

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (read(fd, request, sizeof(request)) > 0)
		if (write(fd, answer, sizeof(answer) - 1) == -1)
			break;
	_exit(0);
}

int
main(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0), fd;

	if (bind(listener, (struct sockaddr *)&address, len) != 0 ||
	    listen(listener, 4096) != 0 || getsockname(listener,
	    (struct sockaddr *)&address, &len) != 0) {
		perror("fork_loop");
		return EXIT_FAILURE;
	}
	printf("%d\n", ntohs(address.sin_port));
	(void)fflush(stdout);
	(void)signal(SIGCHLD, SIG_IGN);
	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fd != -1 && fork() == 0)
			serve(fd);
		(void)close(fd);
	}
}
