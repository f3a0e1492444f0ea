/* wrong: sends its whole buffer, 225 bytes, 218 of them NULs */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
	const char *lines[] = { "12 + 42", "4.5 / 6", "q" };
	char buffer[225], answer[1024];
	int fd = dial(argv), i;

	(void)argc;
	memset(buffer, 0, sizeof(buffer));
	strcpy(buffer, argv[3]);
	send(fd, buffer, sizeof(buffer), 0);
	for (i = 0; i < 3; i++) {
		memset(buffer, 0, sizeof(buffer));
		strcpy(buffer, lines[i]);
		send(fd, buffer, sizeof(buffer), 0);
		if (recv(fd, answer, sizeof(answer), 0) <= 0)
			break;
	}
	close(fd);
	return 0;
}
