/* Connections, requests and answers of the load generators. */
#include "bench/peer.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

double
peer_now(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double
peer_cpu(void)
{
	struct rusage usage;

	(void)getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	    (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

void
peer_raise_files(void)
{
	struct rlimit limit;

	(void)getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

int
peer_connect(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons((uint16_t)port) };
	int fd, on = 1;

	fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	(void)connect(fd, (struct sockaddr *)&address, sizeof(address));
	return fd;
}

size_t
peer_request(char *out, size_t size, const char *what, const char *body,
    bool close)
{
	bool posts = strncmp(what, "POST ", 5) == 0;
	char length[48] = "";
	int len;

	if (posts)
		(void)snprintf(length, sizeof(length),
		    "Content-Length: %zu\r\n", strlen(body));
	len = snprintf(out, size, "%s HTTP/1.1\r\nHost: x\r\n%s%s\r\n%s", what,
	    close ? "Connection: close\r\n" : "", length, posts ? body : "");
	return len < 0 || (size_t)len >= size ? 0 : (size_t)len;
}

void
answer_begin(struct answer *answer)
{
	answer->head_len = 0;
	answer->in_body = false;
	answer->closes = false;
	answer->body_left = 0;
}

/* How much of the body stands in the head's buffer; -1: it is not right. */
static long
head_read(struct answer *answer, const char *end)
{
	const char *length;
	long len = end + 4 - answer->head;

	answer->head[answer->head_len] = '\0';
	length = strcasestr(answer->head, "\r\nContent-Length:");
	if (strncmp(answer->head, "HTTP/1.1 200", 12) != 0 || length == NULL)
		return -1;
	answer->body_left = strtol(length + 17, NULL, 10);
	answer->closes = strcasestr(answer->head, "\r\nConnection: close") !=
	    NULL;
	answer->in_body = true;
	return (long)answer->head_len - len;
}

enum answer_state
answer_add(struct answer *answer, const char *bytes, size_t len)
{
	size_t room = ANSWER_HEAD_MAX - answer->head_len, taken;
	const char *end;
	long body;

	if (answer->in_body) {
		answer->body_left -= (long)len;
		return answer->body_left > 0 ? ANSWER_PARTIAL : ANSWER_WHOLE;
	}
	taken = len < room ? len : room;
	memcpy(answer->head + answer->head_len, bytes, taken);
	answer->head_len += taken;
	end = memmem(answer->head, answer->head_len, "\r\n\r\n", 4);
	if (end == NULL)
		return taken < len || taken == room ? ANSWER_BAD :
		    ANSWER_PARTIAL;
	body = head_read(answer, end);
	if (body < 0)
		return ANSWER_BAD;
	answer->body_left -= body + (long)(len - taken);
	return answer->body_left > 0 ? ANSWER_PARTIAL : ANSWER_WHOLE;
}
