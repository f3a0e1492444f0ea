/* Broken: sends the whole buffer: the text and its NULs. */
#define _GNU_SOURCE
#include "tests/servers/lab_server.h"

int main(int argc, char **argv)
{
	int fd = listen_on(argc > 1 ? argv[1] : "0", SOCK_DGRAM);

	for (;;) {
		struct sockaddr_in from;
		socklen_t len = sizeof(from);
		char text[1024], out[64] = "";
		ssize_t n = recvfrom(fd, text, sizeof(text) - 1, 0,
		    (struct sockaddr *)&from, &len);
		time_t now = time(NULL);
		struct tm tm;

		text[n > 0 ? n : 0] = '\0';
		text[strcspn(text, "\r\n")] = '\0';
		localtime_r(&now, &tm);
		if (strcmp(text, "SEND_DATE") == 0)
			strftime(out, sizeof(out), "%Y-%m-%d", &tm);
		else if (strcmp(text, "SEND_TIME") == 0)
			strftime(out, sizeof(out), "%H:%M:%S", &tm);
		else
			strcpy(out, "ask SEND_DATE or SEND_TIME");
		sendto(fd, out, sizeof(out), 0, (struct sockaddr *)&from,
		    len);
	}
}
