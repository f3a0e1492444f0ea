/* wrong: the whole buffer in each datagram */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct sockaddr_in to = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_DGRAM, 0), i;
	char buffer[64], answer[1024];

	(void)argc;
	to.sin_port = htons(atoi(argv[2]));
	inet_pton(AF_INET, argv[1], &to.sin_addr);
	connect(fd, (struct sockaddr *)&to, sizeof(to));
	srand(getpid());
	for (i = 0; i < 4; i++) {
		memset(buffer, 0, sizeof(buffer));
		strcpy(buffer, rand() % 2 ? "SEND_DATE" : "SEND_TIME");
		send(fd, buffer, sizeof(buffer), 0);
		if (recv(fd, answer, sizeof(answer), 0) < 0)
			return 1;
		usleep(1000000 + rand() % 1000000);
	}
	return 0;
}
