/* right: every message ends with its NUL, as strings do */
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
	char answer[1024];
	int fd = dial(argv), i;

	(void)argc;
	write(fd, argv[3], strlen(argv[3]) + 1);
	for (i = 0; i < 3; i++) {
		ssize_t n;

		write(fd, lines[i], strlen(lines[i]) + 1);
		n = read(fd, answer, sizeof(answer) - 1);
		if (n > 0)
			printf("%.*s\n", (int)n, answer);
	}
	close(fd);
	return 0;
}
