/* wrong: its input has ended, and it sends the last line again */
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
	char line[64] = "", answer[1024];
	int fd = dial(argv), i;
	FILE *in = fmemopen("12 + 42\n7 * 8\n", 14, "r");

	(void)argc;
	dprintf(fd, "%s\n", argv[3]);
	for (i = 0; i < 3000; i++) {
		fgets(line, sizeof(line), in);	/* not looked at */
		if (write(fd, line, strlen(line)) < 0)
			break;
		if (read(fd, answer, sizeof(answer)) <= 0)
			break;
		usleep(2000);
	}
	close(fd);
	return 0;
}
