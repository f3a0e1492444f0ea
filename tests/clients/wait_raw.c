/* right: HTTP by hand in C, a number with its line end */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int
dial(char **argv)
{
	struct sockaddr_in to = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	to.sin_port = htons(atoi(argv[2]));
	inet_pton(AF_INET, argv[1], &to.sin_addr);
	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0) {
		perror("connect");
		exit(1);
	}
	return fd;
}

int
main(int argc, char **argv)
{
	char date[64], body[32], request[512], answer[4096];
	int fd = dial(argv), i;
	time_t now;

	(void)argc;
	for (i = 0; i < 2; i++) {
		now = time(NULL);
		strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT",
		    gmtime(&now));
		snprintf(body, sizeof(body), "%s", i == 0 ? argv[3] : "5\n");
		snprintf(request, sizeof(request), "POST %s HTTP/1.0\r\n"
		    "Host: localhost\r\nUser-Agent: raw\r\nDate: %s\r\n"
		    "Connection: keep-alive\r\nContent-Type: text/plain\r\n"
		    "Content-Length: %zu\r\n\r\n%s",
		    i == 0 ? "/clients" : "/wait", date, strlen(body), body);
		if (write(fd, request, strlen(request)) < 0 ||
		    read(fd, answer, sizeof(answer)) <= 0)
			return 1;
	}
	close(fd);
	return 0;
}
