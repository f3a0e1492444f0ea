/* Broken: 0 for 4.5 / 6: the value is an int. */
#define _GNU_SOURCE
#include "tests/servers/calc_server.h"

static void *serve(void *argument)
{
	int fd = (int)(intptr_t)argument;
	char text[256], out[256] = "";

	take_line(fd, text);
	while (take_line(fd, text) && strcmp(text, "q") != 0) {
		answer_to(text, "%.15g", out);
		if (strchr("-0123456789", out[0]))
			sprintf(out, "%d", atoi(out));
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
