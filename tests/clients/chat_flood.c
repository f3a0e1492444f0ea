/* wrong: end of input is not noticed, the last line goes on */
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
	char line[64] = "", name[64];
	int fd = dial(argv), i;
	FILE *in = fmemopen("hello\n", 6, "r");

	(void)argc;
	snprintf(name, sizeof(name), "%s\n", argv[3]);
	write(fd, name, strlen(name));
	usleep(300000);
	for (i = 0; i < 150; i++) {
		fgets(line, sizeof(line), in);
		if (write(fd, line, strlen(line)) < 0)
			break;
		while (recv(fd, name, sizeof(name), MSG_DONTWAIT) > 0)
			continue;
	}
	usleep(500000);
	while (recv(fd, name, sizeof(name), MSG_DONTWAIT) > 0)
		continue;
	close(fd);
	return 0;
}
