/* Broken: strlen of what came: it is cut at its first NUL. */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

static void *serve(void *argument)
{
	int fd = (int)(intptr_t)argument;
	char text[4097];
	ssize_t n;

	while ((n = recv(fd, text, sizeof(text) - 1, 0)) > 0) {
		text[n] = '\0';
		send(fd, text, strlen(text), MSG_NOSIGNAL);
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
