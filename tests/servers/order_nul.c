/* Broken: strtok left a NUL in the middle of each message. */
#define _GNU_SOURCE
#include "tests/servers/order_server.h"

static void result(const int fds[2], char said[2][SIZE], int first)
{
	char out[2 * SIZE + 32], *end = out;

	for (int i = 0; i < 2; i++) {
		char *text = said[i == 0 ? first : !first];
		size_t len = strlen(text);

		strtok(text, " ");
		end = mempcpy(end, text, len);
		end = stpcpy(end, i == 0 ? " received before " : "");
		(void)name;
	}
	send(fds[0], out, (size_t)(end - out), 0);
	send(fds[1], out, (size_t)(end - out), 0);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_pairs(argv[1], NULL, result);
	return 2;
}
