/* Right: TCP alone, a process each. */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

int main(int argc, char **argv)
{
	int listener = listen_on(argc > 1 ? argv[1] : "0", SOCK_STREAM);

	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int fd = accept(listener, NULL, NULL);
		char bytes[2048];
		ssize_t n;

		if (fork() != 0) {
			close(fd);
			continue;
		}
		close(listener);
		while ((n = recv(fd, bytes, sizeof(bytes), 0)) > 0)
			for (ssize_t at = 0, sent; at < n; at += sent)
				if ((sent = send(fd, bytes + at,
				    (size_t)(n - at), MSG_NOSIGNAL)) == -1)
					return 1;
		return 0;
	}
}
