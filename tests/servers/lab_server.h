/*
 * For the servers in C here: a socket that listens, and requests of HTTP.
 */
#ifndef LAB_SERVER_H
#define LAB_SERVER_H

#include <arpa/inet.h>
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

static inline int listen_on(const char *port, int type)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)atoi(port)) };
	int one = 1, fd = socket(AF_INET, type, 0);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) == -1 ||
	    (type == SOCK_STREAM && listen(fd, 20) == -1)) {
		perror("listen");
		exit(1);
	}
	return fd;
}

/* A thread for each who connects. */
static inline void serve_threads(const char *port, void *(*serve)(void *))
{
	int listener = listen_on(port, SOCK_STREAM);

	for (;;) {
		int fd = accept(listener, NULL, NULL);
		pthread_t thread;

		pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd);
		pthread_detach(thread);
	}
}

struct requests {
	int fd;
	size_t have;
	char bytes[8192];
};

/* The next request's body, without its line end; false at the end. */
static inline bool request_body(struct requests *in, char body[128])
{
	for (;;) {
		char *end, *field;
		size_t head, len = 0;
		ssize_t n;

		in->bytes[in->have] = '\0';
		end = strstr(in->bytes, "\r\n\r\n");
		head = end ? (size_t)(end - in->bytes) + 4 : 0;
		field = end ? strcasestr(in->bytes, "content-length:") : NULL;
		if (field && field < end)
			len = strtoul(field + 15, NULL, 10);
		if (end && head + len <= in->have) {
			snprintf(body, 128, "%.*s", (int)len,
			    in->bytes + head);
			body[strcspn(body, "\r\n")] = '\0';
			in->have -= head + len;
			memmove(in->bytes, in->bytes + head + len, in->have);
			return true;
		}
		n = recv(in->fd, in->bytes + in->have,
		    sizeof(in->bytes) - 1 - in->have, 0);
		if (n <= 0)
			return false;
		in->have += (size_t)n;
	}
}

#endif
