/*
 * How exact pauses are.  An answer's time is that of its arrival in the
 * kernel, so that a busy reader makes no pause longer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "bench/hold.h"
#include "bench/peer.h"

#define EVENTS		256
#define GRACE_S		20

static int64_t
timespec_ns(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static int64_t
wall_ns(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_REALTIME, &time);
	return timespec_ns(&time);
}

/* Its answer is read; 0: there is none. */
static int64_t
arrival_ns(int fd)
{
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(sizeof(struct timespec))];
	} control;
	char bytes[4096];
	struct iovec into = { bytes, sizeof(bytes) };
	struct msghdr message = { .msg_iov = &into, .msg_iovlen = 1,
	    .msg_control = &control, .msg_controllen = sizeof(control) };
	struct cmsghdr *part;
	struct timespec time;

	if (recvmsg(fd, &message, MSG_DONTWAIT) <= 0)
		return 0;
	part = CMSG_FIRSTHDR(&message);
	if (part == NULL || part->cmsg_type != SCM_TIMESTAMPNS)
		return wall_ns();
	memcpy(&time, CMSG_DATA(part), sizeof(time));
	return timespec_ns(&time);
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
print_late(const struct held *held, size_t count, size_t answered)
{
	int64_t *late = calloc(answered + 1, sizeof(*late));
	size_t i, n = 0, early = 0, middle, hundredth;

	if (late == NULL)
		exit(EXIT_FAILURE);
	for (i = 0; i < count && n < answered; i++)
		if (held[i].answered) {
			late[n++] = held[i].late_ns;
			early += held[i].late_ns < 0;
		}
	qsort(late, n, sizeof(*late), compare);
	middle = n / 2;
	hundredth = n * 99 / 100;
	if (n > 0)
		printf("%zu %zu %.3f %.3f %.3f\n", n, early,
		    (double)late[middle] / 1e6, (double)late[hundredth] / 1e6,
		    (double)late[n - 1] / 1e6);
	else
		printf("0 0 0 0 0\n");
	free(late);
}

static size_t
take_answers(int epoll, int64_t pause_ns, int wait_ms)
{
	struct epoll_event events[EVENTS];
	struct held *one;
	size_t taken = 0;
	int64_t came_ns;
	int i, count = epoll_wait(epoll, events, EVENTS, wait_ms);

	for (i = 0; i < count; i++) {
		one = events[i].data.ptr;
		came_ns = arrival_ns(one->fd);
		(void)epoll_ctl(epoll, EPOLL_CTL_DEL, one->fd, NULL);
		one->answered = came_ns != 0;
		one->late_ns = came_ns - one->asked_ns - pause_ns;
		taken += one->answered;
	}
	return taken;
}

void
held_pause(struct held *held, size_t count, const char *seconds, double spread)
{
	struct epoll_event event = { .events = EPOLLIN };
	int epoll = epoll_create1(EPOLL_CLOEXEC), on = 1;
	double begun, pause_s = atof(seconds);
	size_t next = 0, answered = 0;

	for (next = 0; next < count; next++) {
		held[next].answered = false;
		event.data.ptr = &held[next];
		(void)setsockopt(held[next].fd, SOL_SOCKET, SO_TIMESTAMPNS,
		    &on, sizeof(on));
		(void)epoll_ctl(epoll, EPOLL_CTL_ADD, held[next].fd, &event);
	}
	next = 0;
	begun = peer_now();
	while (answered < count &&
	    peer_now() - begun < spread + pause_s + GRACE_S) {
		while (next < count && peer_now() - begun >=
		    spread * (double)next / (double)count) {
			held[next].asked_ns = wall_ns();
			(void)held_ask(&held[next++], seconds);
		}
		answered += take_answers(epoll, (int64_t)(pause_s * 1e9),
		    next < count ? 1 : 100);
	}
	print_late(held, count, answered);
	(void)close(epoll);
}
