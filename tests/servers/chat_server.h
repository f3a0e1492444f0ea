/*
 * For the chat servers in C here: a list of who is here, a thread each, and
 * what one recv gives is a message.  list() and command() are the server's.
 */
#ifndef CHAT_SERVER_H
#define CHAT_SERVER_H

#include "tests/servers/lab_server.h"

struct node {
	char name[64];
	int fd;
	struct node *next;
};

static struct node *head;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static inline struct node *find(const char *name)
{
	struct node *at = head;

	while (at && strcmp(at->name, name) != 0)
		at = at->next;
	return at;
}

static void command(struct node *me, char *text);

static inline void serve_named(struct node *me, char *text)
{
	ssize_t n;

	send(me->fd, "welcome", 7, MSG_NOSIGNAL);
	while ((n = recv(me->fd, text, 1023, 0)) > 0) {
		text[n] = '\0';
		text[strcspn(text, "\r\n")] = '\0';
		if (strcmp(text, "/quit") == 0)
			break;
		pthread_mutex_lock(&lock);
		command(me, text);
		pthread_mutex_unlock(&lock);
	}
}

static inline void *serve(void *argument)
{
	struct node me = { .fd = (int)(intptr_t)argument }, **at;
	char text[1024];
	ssize_t n = recv(me.fd, text, sizeof(text) - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	snprintf(me.name, sizeof(me.name), "%.*s",
	    (int)strcspn(text, "\r\n"), text);
	pthread_mutex_lock(&lock);
	if (n <= 0 || find(me.name)) {
		send(me.fd, "that name is taken", 18, MSG_NOSIGNAL);
	} else {
		me.next = head;
		head = &me;
		pthread_mutex_unlock(&lock);
		serve_named(&me, text);
		pthread_mutex_lock(&lock);
		for (at = &head; *at != &me; at = &(*at)->next)
			;
		*at = me.next;
	}
	pthread_mutex_unlock(&lock);
	close(me.fd);
	return NULL;
}

/* The answer to /msg NAME TEXT, and who gets it. */
static inline struct node *private(struct node *me, char *text, char *out,
    size_t size)
{
	char *name = strtok(text, " "), *said = strtok(NULL, "");
	struct node *to = name && said ? find(name) : NULL;

	if (to)
		snprintf(out, size, "%s: %s", me->name, said);
	else
		snprintf(out, size, "/msg NAME TEXT, with a name of /list");
	return to ? to : me;
}

#endif
