/* Right: one session, then it ends, as the exercise has it (remarked). */
#define _GNU_SOURCE
#include "tests/servers/calc_server.h"

int main(int argc, char **argv)
{
	int fd = accept(listen_on(argc > 1 ? argv[1] : "0", SOCK_STREAM),
	    NULL, NULL);
	char text[256], out[256];

	take_line(fd, text);
	printf("client %s\n", text);
	while (take_line(fd, text) && strcmp(text, "q") != 0) {
		answer_to(text, "%.2f", out);
		send(fd, out, strlen(out), MSG_NOSIGNAL);
	}
	send(fd, "Session ended", 13, MSG_NOSIGNAL);
	return 0;
}
