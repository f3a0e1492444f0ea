/*
 * The parent's loop: signals and the dead first, then new connections.
 *
 * The poll set is small and fixed (sockets, signals, directory, control):
 * clients are not in it, they are their children's matter.
 */
#include "server/listener.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/hot.h"
#include "base/when.h"
#include "server/limits.h"
#include "server/notify.h"
#include "server/outside.h"

#define FIXED_FDS 3	/* signals, directory, control */

#define LOOP_FDS (FIXED_FDS + CONTROL_MAX + LISTENING_MAX + ARRIVALS_MAX)

struct loop {
	struct pollfd *fds;	/* LOOP_FDS; not forked */
	nfds_t count;
	uint32_t arrivals;	/* the last ones of them */
	int64_t swept_ns;
};

static void
loop_add(struct loop *loop, int fd)
{
	/* poll leaves out what is negative. */
	loop->fds[loop->count++] = (struct pollfd){ .fd = fd,
	    .events = POLLIN };
}

static void
loop_fill(struct listener *listener, struct loop *loop)
{
	bool accepting = listener->accepting &&
	    listener->arrival_count < ARRIVALS_MAX &&
	    listener->accept_again_ns <= when_mono_ns();
	const struct listener_socket *socket;
	uint32_t i;

	loop->count = 0;
	loop_add(loop, listener->signal_fd);
	loop_add(loop, listener->inotify_fd);
	loop_add(loop, listener->control_fd);
	for (i = 0; i < CONTROL_MAX; i++)
		loop_add(loop, listener->controls[i].fd);
	for (i = 0; i < listener->socket_count; i++) {
		socket = &listener->sockets[i];
		loop_add(loop, accepting && !socket->datagrams ?
		    socket->fd : -1);
	}
	loop->arrivals = listener->arrival_count;
	for (i = 0; i < loop->arrivals; i++)
		loop->fds[loop->count++] = (struct pollfd){
		    .fd = listener->arrivals[i].fd, .events = POLLRDHUP };
}

static void
loop_signals(struct listener *listener)
{
	/* One of each kind can be pending; what is left waits for the next
	 * round. */
	struct signalfd_siginfo info[2];
	ssize_t len = read(listener->signal_fd, info, sizeof(info));
	size_t count = len > 0 ? (size_t)len / sizeof(info[0]) : 0, i;

	for (i = 0; i < count; i++)
		if (info[i].ssi_signo == SIGCHLD)
			listener_reap_signalled(listener,
			    (pid_t)info[i].ssi_pid);
		else
			listener_stop_begin(listener, false);
	listener_reap(listener, when_mono_ns());
}

/* How long poll may sleep: something is due soon only in few cases. */
static int
loop_timeout_ms(const struct listener *listener)
{
	if (listener_arrivals_ready(listener))
		return 0;
	if (listener->unswept)
		return (int)(LIMIT_SWEEP_NS / NS_PER_MS);
	if (listener->stop_signals != 0 || listener->refusal_count > 0 ||
	    listener->accept_again_ns > when_mono_ns())
		return 50;
	return notify_each_ms(250);
}

/* What walks all rows, is about seconds, or needs what the loop may not do. */
static void
loop_tick_outside(void *argument)
{
	struct listener *listener = argument;
	int64_t now_ns = when_mono_ns();
	int i;

	listener_capture_tick(listener);
	for (i = 0; i < JOURNAL_READERS; i++)
		reader_tick(&listener->readers[i], &listener->reads, now_ns);
	if (listener->judge_wall_ns < 0 &&
	    listener->readers[JOURNAL_JUDGE].pid != 0)
		listener->judge_wall_ns = when_wall_ns();
	listener_table_tick(listener, now_ns);
	listener_refused_tick(listener, now_ns);
	listener_tally_tick(listener, now_ns);
	listener_control_tick(listener, now_ns);
	listener_kill_tick(listener, now_ns);
	listener_watch_tick(listener, now_ns);
	listener_keep_tick(listener, now_ns);
}

static void
loop_tick(struct listener *listener, struct loop *loop)
{
	int64_t now_ns = when_mono_ns();

	listener_reap(listener, now_ns);
	listener_slots_tick(listener, now_ns);
	/* The journal does not wait for a capture's next file. */
	if (now_ns - loop->swept_ns < 100 * NS_PER_MS &&
	    !listener->captured.wanted)
		return;
	listener->captured.wanted = false;
	loop->swept_ns = now_ns;
	outside_call(loop_tick_outside, listener);
	notify_tick(listener, now_ns);
	if (listener->stop_signals == 0)
		listener_datagrams_start(listener);
}

static void
loop_watch(void *listener)
{
	listener_watch_read(listener);
}

static void
loop_dispatch(struct listener *listener, const struct loop *loop)
{
	const struct pollfd *fds = loop->fds;
	nfds_t i;

	if (fds[0].revents != 0)
		loop_signals(listener);
	if (fds[1].revents != 0)
		outside_call(loop_watch, listener);
	if (fds[2].revents != 0)
		listener_control_accept(listener);
	fds += FIXED_FDS;
	for (i = 0; i < CONTROL_MAX; i++)
		if (fds[i].revents != 0 && listener->controls[i].fd != -1)
			listener_control_read(listener,
			    &listener->controls[i]);
	fds += CONTROL_MAX;
	for (i = 0; i < listener->socket_count; i++)
		if (fds[i].revents != 0 && listener->accepting)
			listener_arrive(listener, &listener->sockets[i]);
}

/* No memory in the kernel, say, or somebody took descriptors away (prlimit):
 * no reason to leave everybody. */
static void
loop_failed(struct listener *listener, struct loop *loop)
{
	static const struct timespec nap = { 0, 100 * NS_PER_MS };
	static int64_t said_ns;
	int64_t now_ns = when_mono_ns();

	if (said_ns == 0 || now_ns - said_ns >= 10 * NS_PER_S) {
		listener_say(listener, SENTENCE_OF(WAIT_FAILED),
		    strerror(errno));
		said_ns = now_ns;
	}
	/* What poll wrote last is not what it says now. */
	loop->arrivals = 0;
	loop_signals(listener);
	(void)nanosleep(&nap, NULL);
}

int
listener_run(struct listener *listener)
{
	static struct loop loop HOT_DATA;
	int ready;

	loop.fds = listener_memory(LOOP_FDS * sizeof(loop.fds[0]));
	if (loop.fds == NULL)
		return 1;
	while (!listener_stopped(listener)) {
		loop_fill(listener, &loop);
		ready = poll(loop.fds, loop.count,
		    loop_timeout_ms(listener));
		if (ready == -1 && errno != EINTR)
			loop_failed(listener, &loop);
		if (ready > 0)
			loop_dispatch(listener, &loop);
		listener_arrivals_serve(listener, loop.fds + loop.count -
		    loop.arrivals, loop.arrivals);
		loop_tick(listener, &loop);
	}
	listener_finish(listener);
	return listener->stop_signals == 0;
}
