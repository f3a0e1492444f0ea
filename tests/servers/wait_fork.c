/* Right: a process each, HTTP/1.0 kept open; names not unique (remarked). */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

static void answer(int fd, const char *status, const char *body)
{
	char date[64], out[1024];
	time_t now = time(NULL);
	struct tm tm;
	int len;

	gmtime_r(&now, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	len = snprintf(out, sizeof(out), "HTTP/1.0 %s\r\nHost: localhost\r\n"
	    "Connection: keep-alive\r\nServer: c/1\r\nDate: %s\r\n"
	    "Content-Type: text/plain\r\n"
	    "Content-Length: %zu\r\n\r\n%s", status, date, strlen(body),
	    body);
	send(fd, out, (size_t)len, MSG_NOSIGNAL);
}

static void serve(int fd)
{
	struct requests in = { .fd = fd };
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
}

int main(int argc, char **argv)
{
	int listener, fd;

	if (argc != 2)
		return 2;
	listener = listen_on(argv[1], SOCK_STREAM);
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fork() == 0) {
			close(listener);
			serve(fd);
			return 0;
		}
		close(fd);
	}
}
