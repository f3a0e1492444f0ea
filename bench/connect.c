/*
 * Connects COUNT times, asks once on each connection, and keeps them open.
 *
 * usage: connect PORT COUNT SECONDS
 *
 * Prints how many connections a second were accepted and answered, and the
 * memory the machine has less of while they are all open (KiB each); then
 * sleeps SECONDS with all of them open, closes them and ends.
 */
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define FLIGHT 64	/* connections asked and not answered yet */

static const char request[] = "POST /wait HTTP/1.1\r\nHost: x\r\n"
    "Content-Length: 1\r\n\r\n0";

static double
now(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long
free_kib(void)
{
	char line[128];
	long kib = 0;
	FILE *file = fopen("/proc/meminfo", "r");

	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		if (sscanf(line, "MemAvailable: %ld", &kib) == 1)
			break;
	if (file != NULL)
		(void)fclose(file);
	return kib;
}

static int
ask(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd == -1 || connect(fd, (struct sockaddr *)&address,
	    sizeof(address)) != 0 ||
	    write(fd, request, sizeof(request) - 1) == -1) {
		perror("connect");
		exit(EXIT_FAILURE);
	}
	return fd;
}

static void
answered(int fd)
{
	char answer[4096];

	if (read(fd, answer, sizeof(answer)) <= 12 ||
	    memcmp(answer, "HTTP/1.1 200", 12) != 0) {
		fprintf(stderr, "connect: not answered with 200\n");
		exit(EXIT_FAILURE);
	}
}

int
main(int argc, char **argv)
{
	struct rlimit limit;
	double begun;
	long before, i, count;
	int *fds;

	if (argc != 4) {
		fprintf(stderr, "usage: connect PORT COUNT SECONDS\n");
		return 2;
	}
	count = atol(argv[2]);
	fds = calloc((size_t)count, sizeof(*fds));
	(void)getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
	before = free_kib();
	begun = now();
	for (i = 0; i < count; i++) {
		fds[i] = ask(atoi(argv[1]));
		if (i >= FLIGHT)
			answered(fds[i - FLIGHT]);
	}
	for (i = count > FLIGHT ? count - FLIGHT : 0; i < count; i++)
		answered(fds[i]);
	printf("%.0f %.1f\n", (double)count / (now() - begun),
	    (double)(before - free_kib()) / (double)count);
	(void)fflush(stdout);
	(void)sleep((unsigned)atoi(argv[3]));
	free(fds);
	return EXIT_SUCCESS;
}
