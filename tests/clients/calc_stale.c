/* wrong: the rest of an older message stands behind the text */
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
	const char *lines[] = { "123456 + 654321", "4.5 / 6", "q" };
	char buffer[32] = "", answer[1024];
	int fd = dial(argv), i;
	size_t sent = 0, len;

	(void)argc;
	dprintf(fd, "%s%c", argv[3], 0);
	for (i = 0; i < 3; i++) {
		strcpy(buffer, lines[i]);
		len = strlen(buffer) + 1;
		if (len > sent)
			sent = len;	/* "send as much as the last time" */
		send(fd, buffer, sent, 0);
		if (recv(fd, answer, sizeof(answer), 0) <= 0)
			break;
	}
	close(fd);
	return 0;
}
