/* Broken: (greeted) X and Y are exchanged in the result. */
#define _GNU_SOURCE
#include "tests/servers/order_server.h"

static void greet(const int fds[2])
{
	send(fds[0], "Client X connected", 18, 0);
	send(fds[1], "Client Y connected", 18, 0);
}

static void result(const int fds[2], char said[2][SIZE], int first)
{
	char out[3 * SIZE];
	int len = snprintf(out, sizeof(out), "%c: %s received before %c: %s",
	    "YX"[first], name(said[first]), "XY"[first], name(said[!first]));

	send(fds[0], out, (size_t)len, 0);
	send(fds[1], out, (size_t)len, 0);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_pairs(argv[1], greet, result);
	return 2;
}
