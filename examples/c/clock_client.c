/*
 * A client of the clock lab: asks for the date or the time, by UDP.
 *
 * Every one or two seconds, COUNT times, else until Ctrl-C.
 *
 *	gcc -Wall -Wextra -o clock_client examples/c/clock_client.c
 *	./clock_client HOST PORT [COUNT]
 *	./clock_client 127.0.0.1 12003
 */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct addrinfo hints = { .ai_family = AF_INET,
	    .ai_socktype = SOCK_DGRAM }, *server;
	struct timeval patience = { .tv_sec = 3 };
	int count = argc == 4 ? atoi(argv[3]) : 0, fd, i;
	const char *question;
	char answer[1024];
	ssize_t n;

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: %s HOST PORT [COUNT]\n", argv[0]);
		return 2;
	}
	if (getaddrinfo(argv[1], argv[2], &hints, &server) != 0) {
		fprintf(stderr, "%s: no such host\n", argv[1]);
		return 1;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	srand((unsigned)(time(NULL) ^ getpid()));
	/* No connection: every datagram says where it goes. */
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	/* UDP may lose the question or the answer, and then nothing comes,
	 * ever. */
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	for (i = 0; count == 0 || i < count; i++) {
		if (i > 0)
			usleep(1000000 + (unsigned)rand() % 1000000);
		question = rand() % 2 == 0 ? "SEND_DATE" : "SEND_TIME";
		sendto(fd, question, strlen(question), 0, server->ai_addr,
		    server->ai_addrlen);
		n = recvfrom(fd, answer, sizeof(answer), 0, NULL, NULL);
		if (n == -1)
			perror(question);
		else	/* n bytes came, and no end of a string */
			printf("%s -> %.*s\n", question, (int)n, answer);
	}
	freeaddrinfo(server);
	close(fd);
	return 0;
}
