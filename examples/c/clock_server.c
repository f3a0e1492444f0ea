/*
 * A server of the clock lab: a datagram comes, a datagram goes back.
 *
 *	gcc -Wall -Wextra -o clock_server examples/c/clock_server.c
 *	./clock_server PORT
 *	./clock_server 4003
 *
 * It keeps nothing about anybody: no connection, no process, no state.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void
answer(const char *question, char *out, size_t size)
{
	time_t now = time(NULL);

	if (strcmp(question, "SEND_DATE") == 0)
		strftime(out, size, "%Y-%m-%d", localtime(&now));
	else if (strcmp(question, "SEND_TIME") == 0)
		strftime(out, size, "%H:%M:%S", localtime(&now));
	else
		snprintf(out, size, "error: send SEND_DATE or SEND_TIME");
}

int
main(int argc, char **argv)
{
	struct sockaddr_in me = { .sin_family = AF_INET }, asker;
	char question[65536], out[64];
	socklen_t len;
	ssize_t n;
	int fd;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PORT\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	me.sin_port = htons((uint16_t)atoi(argv[1]));
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	if (bind(fd, (struct sockaddr *)&me, sizeof(me)) == -1) {
		perror("bind");
		return 1;
	}
	for (;;) {
		/* One datagram, whole, and where it came from. */
		len = sizeof(asker);
		n = recvfrom(fd, question, sizeof(question) - 1, 0,
		    (struct sockaddr *)&asker, &len);
		if (n == -1)
			continue;
		question[n] = '\0';	/* recvfrom ends no string */
		question[strcspn(question, "\r\n")] = '\0';
		answer(question, out, sizeof(out));
		printf("told %s\n", out);
		sendto(fd, out, strlen(out), 0, (struct sockaddr *)&asker,
		    len);
	}
}
