/* Broken: reads 64 bytes for each message, however short it is. */
#define _GNU_SOURCE
#include "tests/servers/calc_server.h"

static void *serve(void *argument)
{
	int fd = (int)(intptr_t)argument;
	char text[65] = "", out[256];

	recv(fd, text, 64, MSG_WAITALL);
	while (recv(fd, text, 64, MSG_WAITALL) == 64 && text[0] != 'q') {
		answer_to(text, "%g", out);
		send(fd, out, strlen(out), MSG_NOSIGNAL);
	}
	close(fd);
	return NULL;
}

int main(int argc, char **argv)
{
	if (argc > 1)
		serve_threads(argv[1], serve);
	return 2;
}
