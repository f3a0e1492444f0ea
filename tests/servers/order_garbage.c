/* Broken: sends 128 bytes of memory that was never set. */
#define _GNU_SOURCE
#include "tests/servers/order_server.h"

static void result(const int fds[2], char said[2][SIZE], int first)
{
	char *out = malloc(128);

	/* What an allocator that was used before has there. */
	for (int i = 0; i < 128; i++)
		out[i] = (char)(0x81 + i * 37 % 120);
	snprintf(out, 128, "%c: %s received before %c: %s", "XY"[first],
	    name(said[first]), "YX"[first], name(said[!first]));
	send(fds[0], out, 128, 0);
	send(fds[1], out, 128, 0);
	free(out);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_pairs(argv[1], NULL, result);
	return 2;
}
