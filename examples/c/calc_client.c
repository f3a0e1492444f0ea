/*
 * A client of the calc lab: asks what you type, and shows the answer.
 *
 *	gcc -Wall -Wextra -o calc_client examples/c/calc_client.c
 *	./calc_client HOST PORT NAME
 *	./calc_client 127.0.0.1 12002 alice
 *
 * Type NUMBER OPERATOR NUMBER, such as 12 + 42, or q to end.
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

/* Is the line NUMBER OPERATOR NUMBER, and nothing else? */
static bool
is_expression(const char *line)
{
	double a, b;
	char operator;
	int end = 0;

	/* %n: how far it came; not counted in the result. */
	return sscanf(line, "%lf %c %lf %n", &a, &operator, &b, &end) == 3 &&
	    strchr("+-*/", operator) != NULL && line[end] == '\0';
}

int
main(int argc, char **argv)
{
	char line[256], answer[256];
	FILE *in, *out;
	int fd;

	if (argc != 4) {
		fprintf(stderr, "usage: %s HOST PORT NAME\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	/* One stream to read from, one to write to: in a single one what is
	 * read and what is written get into each other's way. */
	fd = dial(argv[1], argv[2]);
	in = fdopen(fd, "r");
	out = fdopen(dup(fd), "w");
	setvbuf(out, NULL, _IOLBF, 0);	/* each line goes out at once */
	fprintf(out, "%s\n", argv[3]);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strcmp(line, "q") == 0)
			break;
		/* What is no expression is not sent at all. */
		if (!is_expression(line)) {
			puts("Type something like 12 + 42, or q.");
			continue;
		}
		fprintf(out, "%s\n", line);
		if (fgets(answer, sizeof(answer), in) == NULL) {
			fprintf(stderr, "the server has closed\n");
			return 1;
		}
		fputs(answer, stdout);
	}
	fprintf(out, "q\n");
	/* Perhaps a goodbye; then the server closes. */
	while (fgets(answer, sizeof(answer), in) != NULL)
		fputs(answer, stdout);
	fclose(out);
	fclose(in);
	return 0;
}
