/* Broken: sends the whole buffer, with its NULs. */
#define _GNU_SOURCE
#include "tests/servers/calc_server.h"

static void *serve(void *argument)
{
	int fd = (int)(intptr_t)argument;
	char text[256], out[256] = "";

	take_line(fd, text);
	while (take_line(fd, text) && strcmp(text, "q") != 0) {
		memset(out, 0, sizeof(out));
		answer_to(text, "%g", out);
		send(fd, out, sizeof(out), MSG_NOSIGNAL);
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
