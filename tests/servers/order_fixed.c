/* Broken: waits until 80 bytes have come from each. */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

#define SIZE	80

int main(int argc, char **argv)
{
	int listener = listen_on(argc > 1 ? argv[1] : "0", SOCK_STREAM);

	signal(SIGPIPE, SIG_IGN);
	for (;;) {
		int x = accept(listener, NULL, NULL);
		int y = accept(listener, NULL, NULL);
		char first[SIZE + 1] = "", second[SIZE + 1] = "", out[256];
		fd_set set;
		bool x_first;
		int len;

		FD_ZERO(&set);
		FD_SET(x, &set);
		FD_SET(y, &set);
		select((x > y ? x : y) + 1, &set, NULL, NULL, NULL);
		x_first = FD_ISSET(x, &set);
		if (recv(x_first ? x : y, first, SIZE, MSG_WAITALL) > 0 &&
		    recv(x_first ? y : x, second, SIZE, MSG_WAITALL) > 0) {
			len = snprintf(out, sizeof(out),
			    "%s received before %s", first, second);
			send(x, out, (size_t)len, 0);
			send(y, out, (size_t)len, 0);
		}
		close(x);
		close(y);
	}
}
