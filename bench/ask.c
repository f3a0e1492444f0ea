/*
 * Clients that ask the wait lab for no pause, each as soon as it has its
 * answer: what a server can do.
 *
 * usage: ask PORT CLIENTS
 * Prints the answers so far at every SIGUSR1.  Ends with SIGTERM.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define CLIENTS_MAX 256

static const char request[] = "POST /wait HTTP/1.1\r\nHost: x\r\n"
    "Content-Length: 1\r\n\r\n0";
static volatile sig_atomic_t told;

static void
note(int number)
{
	(void)number;
	told = 1;
}

static int
join(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
		perror("ask");
		exit(1);
	}
	return fd;
}

static void
ask(int fd)
{
	if (send(fd, request, sizeof(request) - 1, MSG_NOSIGNAL) < 0) {
		perror("ask");
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = note };
	struct pollfd fds[CLIENTS_MAX];
	char answer[4096];
	long answers = 0;
	int i, clients = argc == 3 ? atoi(argv[2]) : 0;

	if (clients < 1 || clients > CLIENTS_MAX) {
		fprintf(stderr, "usage: ask PORT CLIENTS\n");
		return 2;
	}
	sigaction(SIGUSR1, &action, NULL);
	for (i = 0; i < clients; i++) {
		fds[i] = (struct pollfd){ join(atoi(argv[1])), POLLIN, 0 };
		ask(fds[i].fd);
	}
	for (;;) {
		if (poll(fds, (nfds_t)clients, -1) > 0)
			for (i = 0; i < clients; i++) {
				if (fds[i].revents == 0)
					continue;
				if (recv(fds[i].fd, answer, sizeof(answer),
				    0) <= 0)
					return 1;
				answers++;
				ask(fds[i].fd);
			}
		if (!told)
			continue;
		told = 0;
		printf("%ld\n", answers);
		fflush(stdout);
	}
}
