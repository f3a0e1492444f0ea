/*
 * A client of the wait lab: HTTP/1.1, written out by hand.
 *
 * Gives its name, then uploads a random number of seconds and waits for the
 * answer, again and again: ROUNDS times, else until Ctrl-C.
 *
 *	gcc -Wall -Wextra -o wait_client examples/c/wait_client.c
 *	./wait_client HOST PORT NAME [ROUNDS]
 *	./wait_client 127.0.0.1 12080 alice
 */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
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

/* A POST.  Every line ends in CR LF, an empty one ends the head, and
 * Content-Length counts the bytes of the body: strlen, not sizeof. */
static void
ask(FILE *out, const char *host, const char *path, const char *body)
{
	char date[64];
	time_t now = time(NULL);

	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT",
	    gmtime(&now));
	fprintf(out, "POST %s HTTP/1.1\r\n"
	    "Host: %s\r\n"
	    "User-Agent: wait_client.c/1\r\n"
	    "Date: %s\r\n"
	    "Content-Type: text/plain\r\n"
	    "Content-Length: %zu\r\n"
	    "\r\n"
	    "%s", path, host, date, strlen(body), body);
	fflush(out);		/* stdio keeps it until then */
}

/* Prints an answer's body and returns its status.  TCP is a stream of bytes:
 * where the answer ends, its Content-Length says. */
static int
answer(FILE *in)
{
	char line[1024], body[4096];
	size_t len = 0;
	int status = 0;

	while (fgets(line, sizeof(line), in) != NULL &&
	    strcmp(line, "\r\n") != 0) {
		if (status == 0 && sscanf(line, "HTTP/1.%*d %d", &status) != 1)
			return 0;
		if (strncasecmp(line, "Content-Length:", 15) == 0)
			len = strtoul(line + 15, NULL, 10);
	}
	if (len >= sizeof(body) || fread(body, 1, len, in) != len)
		return 0;
	body[len] = '\0';
	printf("%.*s\n", (int)strcspn(body, "\r\n"), body);
	return status;
}

int
main(int argc, char **argv)
{
	int rounds = argc == 5 ? atoi(argv[4]) : 0, fd, i, status;
	char seconds[16];
	FILE *in, *out;

	if (argc != 4 && argc != 5) {
		fprintf(stderr, "usage: %s HOST PORT NAME [ROUNDS]\n",
		    argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	srand((unsigned)(time(NULL) ^ getpid()));
	/* One connection for everything: HTTP/1.1 keeps it open.  One stream
	 * to read from and one to write to: in a single one what is read and
	 * what is written get into each other's way. */
	fd = dial(argv[1], argv[2]);
	in = fdopen(fd, "r");
	out = fdopen(dup(fd), "w");
	ask(out, argv[1], "/clients", argv[3]);
	status = answer(in);
	for (i = 0; status >= 200 && status < 300 &&
	    (rounds == 0 || i < rounds); i++) {
		snprintf(seconds, sizeof(seconds), "%d", 5 + rand() % 11);
		printf("asking for %s seconds\n", seconds);
		ask(out, argv[1], "/wait", seconds);
		status = answer(in);
	}
	fclose(out);
	fclose(in);
	if (status == 0)
		fprintf(stderr, "the server has closed, or speaks no HTTP\n");
	/* 409: somebody has that name. */
	return status >= 200 && status < 300 ? 0 : 1;
}
