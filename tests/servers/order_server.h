/*
 * For the order servers in C here: two clients, whose messages are read by
 * one select.
 */
#ifndef ORDER_SERVER_H
#define ORDER_SERVER_H

#include "tests/servers/lab_server.h"

#define SIZE	256

/* What each of a pair said, and which was first; false when one has left. */
static inline bool take(const int fds[2], char said[2][SIZE], int *first)
{
	bool have[2] = { false, false };

	*first = -1;
	while (!have[0] || !have[1]) {
		fd_set set;

		FD_ZERO(&set);
		for (int i = 0; i < 2; i++)
			if (!have[i])
				FD_SET(fds[i], &set);
		select((fds[0] > fds[1] ? fds[0] : fds[1]) + 1, &set, NULL,
		    NULL, NULL);
		for (int i = 0; i < 2; i++) {
			ssize_t n;

			if (have[i] || !FD_ISSET(fds[i], &set))
				continue;
			n = recv(fds[i], said[i], SIZE - 1, 0);
			if (n <= 0)
				return false;
			said[i][n] = '\0';
			said[i][strcspn(said[i], "\r\n")] = '\0';
			have[i] = true;
			if (*first == -1)
				*first = i;
		}
	}
	return true;
}

static inline const char *name(const char *text)
{
	const char *colon = strchr(text, ':');

	return colon ? colon + 1 + strspn(colon + 1, " ") : text;
}

/* Pair after pair. */
static inline void serve_pairs(const char *port,
    void (*greet)(const int fds[2]),
    void (*result)(const int fds[2], char said[2][SIZE], int first))
{
	int listener = listen_on(port, SOCK_STREAM);

	signal(SIGPIPE, SIG_IGN);
	for (;;) {
		int fds[2];
		char said[2][SIZE];
		int first;

		fds[0] = accept(listener, NULL, NULL);
		fds[1] = accept(listener, NULL, NULL);
		if (greet)
			greet(fds);
		if (take(fds, said, &first))
			result(fds, said, first);
		close(fds[0]);
		close(fds[1]);
	}
}

#endif
