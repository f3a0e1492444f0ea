/*
 * A server of the chat lab: a room, and a thread for each client.
 *
 *	gcc -Wall -Wextra -pthread -o chat_server examples/c/chat_server.c
 *	./chat_server PORT
 *	./chat_server 4001
 *
 * The first message is the name.  Then /list, /msg NAME TEXT, /quit; anything
 * else goes to everybody.
 */
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TEXT_SIZE	2048
#define NAME_SIZE	64

struct client {
	int fd;
	char name[NAME_SIZE];
	char rest[TEXT_SIZE];	/* came, but belongs to the next message */
	size_t rest_len;
	enum { UNKNOWN, LINES, BARE } form;	/* does it end its lines? */
	struct client *next;
};

/* Who is here.  Each thread takes the lock before it looks at the list. */
static struct client *room;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Never waits: a client that does not read would hold up the room.  It is cut
 * off instead, when its buffer is full. */
static void
tell(struct client *to, const char *format, ...)
{
	char line[TEXT_SIZE + 2 * NAME_SIZE];
	va_list arguments;
	size_t len;

	va_start(arguments, format);
	vsnprintf(line, sizeof(line) - 1, format, arguments);
	va_end(arguments);
	strcat(line, "\n");
	len = strlen(line);
	if (send(to->fd, line, len, MSG_DONTWAIT | MSG_NOSIGNAL) !=
	    (ssize_t)len)
		shutdown(to->fd, SHUT_RDWR);
}

static struct client *
find(const char *name)
{
	struct client *at = room;

	while (at != NULL && strcmp(at->name, name) != 0)
		at = at->next;
	return at;
}

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
list(struct client *client)
{
	char names[TEXT_SIZE] = "Here are:";
	struct client *at;
	size_t len;

	for (at = room; at != NULL; at = at->next) {
		len = strlen(names);
		snprintf(names + len, sizeof(names) - len, " %s", at->name);
	}
	tell(client, "%s", names);
}

/* words: NAME TEXT */
static void
private(struct client *client, char *words)
{
	char *text = strchr(words, ' ');
	struct client *to;

	if (text != NULL)
		*text++ = '\0';
	to = find(words);
	if (to == NULL || text == NULL || *text == '\0')
		tell(client, "Write /msg NAME TEXT, with a name of /list.");
	else
		tell(to, "%s (private): %s", client->name, text);
}

static void
command(struct client *client, char *text)
{
	struct client *at;

	if (strcmp(text, "/list") == 0)
		list(client);
	else if (strcmp(text, "/msg") == 0)
		private(client, text + 4);
	else if (strncmp(text, "/msg ", 5) == 0)
		private(client, text + 5);
	else
		for (at = room; at != NULL; at = at->next)
			tell(at, "%s: %s", client->name, text);
}

/* Puts the client into the list, if its name is free. */
static bool
enter(struct client *client, const char *name)
{
	struct client *at;
	bool good;

	pthread_mutex_lock(&lock);
	good = name[0] != '\0' && strlen(name) < NAME_SIZE &&
	    find(name) == NULL;
	if (good) {
		strcpy(client->name, name);
		tell(client, "Welcome, %s.", name);
		for (at = room; at != NULL; at = at->next)
			tell(at, "* %s has joined", name);
		client->next = room;
		room = client;
	} else {
		tell(client, "That name is taken, or too long.");
	}
	pthread_mutex_unlock(&lock);
	return good;
}

static void
leave(struct client *client)
{
	struct client **link, *at;

	pthread_mutex_lock(&lock);
	for (link = &room; *link != client; link = &(*link)->next)
		continue;
	*link = client->next;
	for (at = room; at != NULL; at = at->next)
		tell(at, "* %s has left", client->name);
	pthread_mutex_unlock(&lock);
}

/* A thread: one client, from its name until it leaves. */
static void *
serve(void *argument)
{
	struct client *client = argument;
	char text[TEXT_SIZE];

	if (message(client, text) && enter(client, text)) {
		while (message(client, text) && strcmp(text, "/quit") != 0) {
			pthread_mutex_lock(&lock);
			command(client, text);
			pthread_mutex_unlock(&lock);
		}
		leave(client);
	}
	close(client->fd);
	free(client);
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
	struct client *client;
	pthread_t thread;
	int listener, fd;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PORT\n", argv[0]);
		return 2;
	}
	listener = listen_on(atoi(argv[1]));
	for (;;) {
		fd = accept(listener, NULL, NULL);
		client = fd == -1 ? NULL : calloc(1, sizeof(*client));
		if (client == NULL)
			continue;
		client->fd = fd;
		if (pthread_create(&thread, NULL, serve, client) != 0) {
			close(fd);
			free(client);
		} else {
			pthread_detach(thread);
		}
	}
}
