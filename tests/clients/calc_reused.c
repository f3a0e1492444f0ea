/* wrong: one buffer for all, sent whole: what an older text has left of it */
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	static const char *const asked[] = { "12345 + 67890", "4.5 / 6",
	    "2 - 9" };
	char buffer[80] = "", got[1024];
	struct addrinfo *list;
	ssize_t len;
	size_t i;
	int sock;

	if (argc != 4 || getaddrinfo(argv[1], argv[2], NULL, &list) != 0)
		return 1;
	sock = socket(list->ai_family, SOCK_STREAM, 0);
	if (connect(sock, list->ai_addr, list->ai_addrlen) != 0)
		return 1;
	(void)snprintf(buffer, sizeof(buffer), "%s", argv[3]);
	(void)send(sock, buffer, sizeof(buffer), 0);
	usleep(300000);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		strcpy(buffer, asked[i]);
		(void)send(sock, buffer, sizeof(buffer), 0);
		len = recv(sock, got, sizeof(got) - 1, 0);
		if (len <= 0)
			return 1;
		got[len] = '\0';
		puts(got);
	}
	return 0;
}
