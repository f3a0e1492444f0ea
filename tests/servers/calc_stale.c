/* Broken: sends as many bytes as the longest answer had. */
#define _GNU_SOURCE
#include "tests/servers/calc_server.h"

static void *serve(void *argument)
{
	int fd = (int)(intptr_t)argument;
	char text[256], out[256] = "";
	size_t longest = 0;

	take_line(fd, text);
	while (take_line(fd, text) && strcmp(text, "q") != 0) {
		answer_to(text, "%.10g", out);
		if (strlen(out) > longest)
			longest = strlen(out);
		send(fd, out, longest, MSG_NOSIGNAL);
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
