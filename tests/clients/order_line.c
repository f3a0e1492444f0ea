/* right: LF, and reads until the server has closed */
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
	char answer[1024];
	int fd = dial(argv);
	ssize_t n;

	(void)argc;
	dprintf(fd, "Client Y: %s\n", argv[3]);
	while ((n = read(fd, answer, sizeof(answer))) > 0)
		printf("%.*s", (int)n, answer);
	close(fd);
	return 0;
}
