/* Broken: the Date is a template that nobody filled in. */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

static void answer(int fd, const char *status, const char *body)
{
	char out[1024];
	int len;

	len = snprintf(out, sizeof(out), "HTTP/1.1 %s\r\nHost: localhost\r\n"
	    "Server: c/1\r\nDate: %s\r\nContent-Type: text/plain\r\n"
	    "Content-Length: %zu\r\n\r\n%s", status, "%a, %d %b %Y",
	    strlen(body), body);
	send(fd, out, (size_t)len, MSG_NOSIGNAL);
}

static void *serve(void *argument)
{
	struct requests in = { .fd = (int)(intptr_t)argument };
	char body[128], text[256], name[128] = "";

	while (request_body(&in, body)) {
		int seconds = atoi(body);

		if (seconds > 0) {
			sleep((unsigned)seconds);
			snprintf(text, sizeof(text), "Server waited %d "
			    "seconds for client %s.\n", seconds, name);
			answer(in.fd, "200 OK", text);
		} else {
			snprintf(name, sizeof(name), "%s", body);
			snprintf(text, sizeof(text), "Hello %s", name);
			answer(in.fd, "200 OK", text);
		}
	}
	close(in.fd);
	return NULL;
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	serve_threads(argv[1], serve);
}
