/* wrong: memory that was never set goes along */
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
	char buffer[40], answer[1024];
	int fd = dial(argv), i;

	(void)argc;
	memset(buffer, 0x90, sizeof(buffer));	/* what the stack held */
	strcpy(buffer, argv[3]);
	send(fd, buffer, sizeof(buffer), 0);
	usleep(300000);
	for (i = 0; i < 3; i++) {
		memset(buffer, 0x91 + i, sizeof(buffer));
		strcpy(buffer, lines[i]);
		send(fd, buffer, sizeof(buffer), 0);
		if (recv(fd, answer, sizeof(answer), 0) <= 0)
			break;
	}
	close(fd);
	return 0;
}
