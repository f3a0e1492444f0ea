/* Right: one process, one select, answers end in CRLF. */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

#define MOST	64

static struct client {
	int fd;
	size_t have;
	char name[64], in[4096];
} clients[MOST];

static void say(int fd, const char *from, const char *text)
{
	char out[4200];
	int len = snprintf(out, sizeof(out), "%s%s\r\n", from, text);

	send(fd, out, (size_t)len, MSG_NOSIGNAL);
}

static struct client *find(const char *name)
{
	for (int i = 0; i < MOST; i++)
		if (clients[i].fd > 0 && strcmp(clients[i].name, name) == 0)
			return &clients[i];
	return NULL;
}

/* False: the client is to go. */
static bool heard(struct client *me, char *text)
{
	char *name, *said, from[128];
	struct client *to;

	if (!me->name[0]) {
		if (!text[0] || find(text))
			return say(me->fd, "this name is taken", ""), false;
		snprintf(me->name, sizeof(me->name), "%.63s", text);
		return say(me->fd, "Hello, ", me->name), true;
	}
	if (strcmp(text, "/quit") == 0)
		return false;
	if (strcmp(text, "/list") == 0) {
		for (int i = 0; i < MOST; i++)
			if (clients[i].fd > 0 && clients[i].name[0])
				say(me->fd, "- ", clients[i].name);
	} else if (strncmp(text, "/msg", 4) == 0) {
		name = strtok(text + 4, " ");
		said = strtok(NULL, "");
		to = name && said ? find(name) : NULL;
		snprintf(from, sizeof(from), "[%s] ", me->name);
		say(to ? to->fd : me->fd, to ? from : "no such user", to ?
		    said : "");
	}
	return true;
}

static bool served(struct client *me)
{
	ssize_t n = recv(me->fd, me->in + me->have,
	    sizeof(me->in) - 1 - me->have, 0);
	char *end, text[4096];

	if (n <= 0)
		return false;
	me->have += (size_t)n;
	me->in[me->have] = '\0';
	/* A line; or, from who ends none, all that came. */
	do {
		end = strchr(me->in, '\n');
		n = end ? end + 1 - me->in : (ssize_t)me->have;
		snprintf(text, sizeof(text), "%.*s", (int)n, me->in);
		text[strcspn(text, "\r\n")] = '\0';
		me->have -= (size_t)n;
		memmove(me->in, me->in + n, me->have + 1);
		if (!heard(me, text))
			return false;
	} while (me->have > 0);
	return true;
}

int main(int argc, char **argv)
{
	int listener = listen_on(argc > 1 ? argv[1] : "0", SOCK_STREAM);

	for (;;) {
		fd_set set;

		FD_ZERO(&set);
		FD_SET(listener, &set);
		for (int i = 0; i < MOST; i++)
			if (clients[i].fd > 0)
				FD_SET(clients[i].fd, &set);
		select(FD_SETSIZE, &set, NULL, NULL, NULL);
		for (int i = 0; i < MOST; i++) {
			struct client *at = &clients[i];

			if (at->fd > 0 && FD_ISSET(at->fd, &set) &&
			    !served(at)) {
				close(at->fd);
				memset(at, 0, sizeof(*at));
			} else if (at->fd == 0 && FD_ISSET(listener, &set)) {
				at->fd = accept(listener, NULL, NULL);
				FD_CLR(listener, &set);
			}
		}
	}
}
