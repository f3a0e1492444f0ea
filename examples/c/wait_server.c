/*
 * A server of the wait lab: HTTP/1.1, a thread for each client.
 *
 *	gcc -Wall -Wextra -pthread -o wait_server examples/c/wait_server.c
 *	./wait_server PORT
 *	./wait_server 4080
 */
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CLIENTS_MAX	64
#define NAME_SIZE	64

/* The names of those who are connected, "" where there is none.  All threads
 * use it, so each takes the lock before. */
static char names[CLIENTS_MAX][NAME_SIZE];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Takes the name, and gives back the old one; false when somebody has it, or
 * all places are taken. */
static bool
name_take(char mine[NAME_SIZE], const char *name)
{
	int i, free_at = -1;
	bool taken = false;

	pthread_mutex_lock(&lock);
	for (i = 0; i < CLIENTS_MAX; i++) {
		taken = taken || strcmp(names[i], name) == 0;
		if (names[i][0] == '\0')
			free_at = i;
	}
	for (i = 0; i < CLIENTS_MAX; i++)
		if (mine[0] != '\0' && strcmp(names[i], mine) == 0)
			free_at = i;
	if (!taken && free_at != -1) {
		snprintf(names[free_at], NAME_SIZE, "%s", name);
		snprintf(mine, NAME_SIZE, "%s", name);
	}
	pthread_mutex_unlock(&lock);
	return !taken && free_at != -1;
}

static void
name_free(const char *name)
{
	int i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < CLIENTS_MAX; i++)
		if (strcmp(names[i], name) == 0)
			names[i][0] = '\0';
	pthread_mutex_unlock(&lock);
}

/* The body of the next request, without its line end; false at the end. */
static bool
request(FILE *in, char *body, size_t size)
{
	char line[1024];
	size_t len = 0;

	/* POST /wait HTTP/1.1 */
	if (fgets(line, sizeof(line), in) == NULL)
		return false;
	do {
		if (fgets(line, sizeof(line), in) == NULL)
			return false;
		if (strncasecmp(line, "Content-Length:", 15) == 0)
			len = strtoul(line + 15, NULL, 10);
	} while (strcmp(line, "\r\n") != 0);
	if (len >= size || fread(body, 1, len, in) != len)
		return false;
	body[len] = '\0';
	body[strcspn(body, "\r\n")] = '\0';
	return true;
}

static void
answer(FILE *out, const char *status, const char *text)
{
	char date[64];
	time_t now = time(NULL);
	struct tm utc;

	/* gmtime() has one result for all threads, gmtime_r() none. */
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT",
	    gmtime_r(&now, &utc));
	fprintf(out, "HTTP/1.1 %s\r\n"
	    "Host: localhost\r\n"
	    "Server: wait_server.c/1\r\n"
	    "Date: %s\r\n"
	    "Content-Type: text/plain\r\n"
	    "Content-Length: %zu\r\n"
	    "\r\n"
	    "%s", status, date, strlen(text), text);
	fflush(out);		/* stdio keeps it until then */
}

static void
rounds(FILE *in, FILE *out)
{
	/* Each thread's variables are its own. */
	char name[NAME_SIZE] = "", body[NAME_SIZE], text[256];
	int seconds;

	while (request(in, body, sizeof(body))) {
		seconds = atoi(body);
		if (seconds > 0) {
			sleep((unsigned)seconds);	/* this thread alone */
			snprintf(text, sizeof(text), "Server waited %d "
			    "seconds for client %s.", seconds, name);
			answer(out, "200 OK", text);
		} else if (body[0] != '\0' && name_take(name, body)) {
			snprintf(text, sizeof(text), "Hello %s.", name);
			answer(out, "201 Created", text);
		} else {
			answer(out, "409 Conflict",
			    "That name is taken, or cannot be used.");
		}
	}
	if (name[0] != '\0')
		name_free(name);
	printf("gone: %s\n", name);
}

/* A thread: one client. */
static void *
serve(void *argument)
{
	int fd = (int)(intptr_t)argument;
	/* One stream to read from, one to write to: in a single one what is
	 * read and what is written get into each other's way. */
	FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");

	if (in != NULL && out != NULL)
		rounds(in, out);
	if (out != NULL)
		fclose(out);
	if (in != NULL)
		fclose(in);
	return NULL;
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
	pthread_t thread;
	int listener, fd;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PORT\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	/* Who writes to a client that has gone gets this, and would die. */
	signal(SIGPIPE, SIG_IGN);
	listener = listen_on(atoi(argv[1]));
	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fd == -1)
			continue;
		if (pthread_create(&thread, NULL, serve,
		    (void *)(intptr_t)fd) != 0)
			close(fd);
		else
			pthread_detach(thread);
	}
}
