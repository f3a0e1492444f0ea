/* Broken: (greeted) its result has the greeting's length, and its rest. */
#define _GNU_SOURCE
#include "tests/servers/order_server.h"

static char out[SIZE];
static size_t len;

static void greet(const int fds[2])
{
	for (int i = 0; i < 2; i++) {
		len = (size_t)sprintf(out, "Client %c connected. Welcome to "
		    "the server of the exercise, which tells both of you whose "
		    "message was the first of the two to come here.",
		    "XY"[i]);
		send(fds[i], out, len, 0);
	}
}

static void result(const int fds[2], char said[2][SIZE], int first)
{
	sprintf(out, "%c: %s received before %c: %s", "XY"[first],
	    name(said[first]), "YX"[first], name(said[!first]));
	send(fds[0], out, len, 0);
	send(fds[1], out, len, 0);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_pairs(argv[1], greet, result);
	return 2;
}
