/*
 * A server of the calc lab: a process for each client.
 *
 *	gcc -Wall -Wextra -o calc_server examples/c/calc_server.c
 *	./calc_server PORT
 *	./calc_server 4002
 *
 * The first message is the client's name, then each is NUMBER OPERATOR NUMBER,
 * until q.
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TEXT_SIZE	1024

struct client {
	int fd;
	char rest[TEXT_SIZE];	/* came, but belongs to the next message */
	size_t rest_len;
	enum { UNKNOWN, LINES, BARE } form;	/* does it end its lines? */
};

/* The first len bytes of what came are a message, what is behind stays. */
static void
take(struct client *client, size_t len, char text[TEXT_SIZE])
{
	memcpy(text, client->rest, len);
	text[len] = '\0';
	text[strcspn(text, "\r\n")] = '\0';
	client->rest_len -= len;
	memmove(client->rest, client->rest + len, client->rest_len);
}

/* The next message; false at the end.  TCP is a stream: a recv may give half
 * a line, or two.  Only of a client that ends no lines is what one recv gives
 * taken for a message. */
static bool
message(struct client *client, char text[TEXT_SIZE])
{
	char *end;
	ssize_t n;

	while ((end = memchr(client->rest, '\n', client->rest_len)) == NULL) {
		n = recv(client->fd, client->rest + client->rest_len,
		    TEXT_SIZE - 1 - client->rest_len, 0);
		if (n <= 0)	/* closed, cut off, or no room for more */
			return false;
		client->rest_len += (size_t)n;
		if (client->form == UNKNOWN)
			client->form = memchr(client->rest, '\n',
			    client->rest_len) == NULL ? BARE : LINES;
		if (client->form == BARE) {
			take(client, client->rest_len, text);
			return true;
		}
	}
	take(client, (size_t)(end + 1 - client->rest), text);
	return true;
}

static void
calculate(const char *text, char *out, size_t size)
{
	double a, b, value;
	char operator;
	int end = 0;

	/* %n: how far it came; not counted in the result. */
	if (sscanf(text, "%lf %c %lf %n", &a, &operator, &b, &end) != 3 ||
	    strchr("+-*/", operator) == NULL || text[end] != '\0') {
		snprintf(out, size, "error: write NUMBER OPERATOR NUMBER, "
		    "such as 12 + 42");
		return;
	}
	if (operator == '/' && b == 0) {
		snprintf(out, size, "error: division by zero");
		return;
	}
	value = operator == '+' ? a + b : operator == '-' ? a - b :
	    operator == '*' ? a * b : a / b;
	snprintf(out, size, "%.12g", value);
}

static void
serve(int fd)
{
	struct client client = { .fd = fd };
	char name[TEXT_SIZE], text[TEXT_SIZE], answer[128];

	if (!message(&client, name))
		return;
	while (message(&client, text) && strcmp(text, "q") != 0) {
		calculate(text, answer, sizeof(answer) - 1);
		printf("%s asked %s and was told %s\n", name, text, answer);
		strcat(answer, "\n");
		/* strlen, not sizeof: the rest of the array is nobody's. */
		if (send(fd, answer, strlen(answer), MSG_NOSIGNAL) == -1)
			break;
	}
	printf("session ended: %s\n", name);
}

static int
listen_on(int port)
{
	struct sockaddr_in me = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	/* Else the port cannot be used again for a minute. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&me, sizeof(me)) == -1 ||
	    listen(fd, 20) == -1) {
		perror("listen");
		exit(1);
	}
	return fd;
}

int
main(int argc, char **argv)
{
	int listener, fd;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PORT\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGCHLD, SIG_IGN);	/* children leave no zombies */
	listener = listen_on(atoi(argv[1]));
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
